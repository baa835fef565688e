"""Numbers about many babies, without the small ones: a number behind which there are few babies tells of a person.

Pure. A number hides when fewer than FEW babies are behind it, none included. A sum is left out as soon as one of its
parts hides, so that nothing can be worked out by taking the shown parts away from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True)
class Number:
    """So many massages of so many babies."""

    massages: int
    babies: int

    @classmethod
    def of(cls, pairs: Iterable[tuple]) -> "Number":
        """pairs: (massage, baby), each massage once or more."""
        pairs = set(pairs)
        return cls(len({massage for massage, _baby in pairs}), len({baby for _massage, baby in pairs}))

    @property
    def is_hidden(self) -> bool:
        return self.babies < FEW


@dataclass(frozen=True)
class Parts:
    """Numbers of which every massage is in exactly one."""

    of: dict[str, Number]

    @property
    def total(self) -> int | None:
        """How many massages in all; None while a part hides."""
        if any(part.is_hidden for part in self.of.values()):
            return None
        return sum(part.massages for part in self.of.values())
