"""The site: front door and wiring. Knows nothing about babies."""
