"""Commands of the care rooms."""
