"""The unit's own settings for the rules."""
