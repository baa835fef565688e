"""Which drawings exist. A step without its own drawing gets an honest empty frame, never a neighbour's."""

import re
from dataclasses import dataclass
from functools import cache

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

OWN = "own/"  # the key of an uploaded picture begins so; a drawing's begins with its technique
OWN_KEY = re.compile(OWN + r"([0-9a-f]{32})-(\d+)x(\d+)")
OWN_WIDTHS = (480, 960)  # besides its own


@dataclass(frozen=True)
class OwnPicture:
    """An uploaded picture, read from the key that a step keeps."""

    name: str
    width: int
    height: int

    @classmethod
    def read(cls, key: str) -> "OwnPicture | None":
        found = OWN_KEY.fullmatch(key)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    @property
    def widths(self) -> list[int]:
        return [*(width for width in OWN_WIDTHS if width < self.width), self.width]

    def url(self, width: int) -> str:
        return reverse("unit-picture", args=[self.name, width])

    @property
    def src(self) -> str:
        return self.url(self.widths[-2] if len(self.widths) > 2 else self.width)

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.url(width)} {width}w" for width in self.widths)


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


def mix_of(path: str) -> int:
    """While nobody has chosen a skin, pictures show a mixed set: one pair of the six for each technique."""
    return (sum(path.split("/")[1].encode()) - 1) % 6 + 1


def loop_url(path: str) -> str:
    """The moving form of a drawing, or nothing: illustrations/loops/ repeats the names of the stills."""
    moving = path.replace("illustrations/", "illustrations/loops/", 1)
    return static(moving) if is_drawn(moving) else ""
