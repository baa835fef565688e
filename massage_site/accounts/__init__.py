"""Who you are and where you work."""
