"""Where a baby goes: home, back, to another unit. And a quiet end."""
