"""What manage.py offers for the care rooms."""
