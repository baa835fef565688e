"""What a unit does with techniques: it reviews those that ship, and writes, reviews and publishes its own."""
