"""Which drawings exist. A step without its own drawing gets an honest empty frame, never a neighbour's."""

from functools import cache

from django.contrib.staticfiles import finders
from django.templatetags.static import static


@cache
def is_drawn(path: str) -> bool:
    """Whether a drawing is there; looked up once, because a page shows up to thirty."""
    return finders.find(path) is not None


def picture_href(path: str) -> str:
    """What a <use> points at, or nothing when the drawing is not there."""
    return f"{static(path)}#p" if is_drawn(path) else ""


def thumbnail(slug: str) -> str:
    """The small WebP of a technique, for the preview of a shared link; nothing when there is none."""
    path = f"illustrations/thumbs/{slug}.webp"
    return static(path) if is_drawn(path) else ""


def loop_url(path: str) -> str:
    """The moving form of a drawing, or nothing: illustrations/loops/ repeats the names of the stills."""
    moving = path.replace("illustrations/", "illustrations/loops/", 1)
    return static(moving) if is_drawn(moving) else ""
