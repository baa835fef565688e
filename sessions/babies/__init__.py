"""Babies, their care team, and the doors to them."""
