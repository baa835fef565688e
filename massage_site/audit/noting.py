"""What a request opened, noted by the doors while it runs; the middleware writes it down when it is over."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Notes:
    """Each door that was tried, by whom, and the names of the fields that changed behind it."""

    opened: list[tuple] = field(default_factory=list)  # (person's id, unit's id or None, baby's id or None)
    changed: list[str] = field(default_factory=list)
    lent: bool = False  # it happened on a lent tablet


_notes: ContextVar[Notes | None] = ContextVar("audit_notes", default=None)


@contextmanager
def noting():
    """Collect what the doors say. Outside of a request nobody listens."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def opened(who: int, *, unit: int | None = None, baby: UUID | None = None) -> None:
    """Say that this person stood at this door, whether or not it let them in."""
    notes = _notes.get()
    if notes is not None and (who, unit, baby) not in notes.opened:
        notes.opened.append((who, unit, baby))


def changed(*names: str) -> None:
    """Say which fields got a new value: their names, never what stands in them."""
    notes = _notes.get()
    if notes is not None:
        notes.changed.extend(name for name in names if name not in notes.changed)


def on_a_loan() -> None:
    """Say that this happens on a tablet that was lent, whoever signed in on it."""
    notes = _notes.get()
    if notes is not None:
        notes.lent = True
