"""The names of the world's time zones: a thousand files on the disk, so they are looked through once."""

import zoneinfo
from functools import cache

known_zones = cache(zoneinfo.available_timezones)
