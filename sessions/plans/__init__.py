"""Routines: versions, what they hold, and why they changed."""
