"""What a person reads and agrees to before a baby is opened (changed words need a new version), and red lines."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .invitations import Acceptance


@dataclass(frozen=True)
class Text:
    slug: str
    version: str
    heading: Promise
    sentences: tuple[Promise, ...]


WHAT_THIS_IS = Text(
    slug="what-this-is",
    version="1",
    heading=_("What this app is, and what it is not"),
    sentences=(
        _("Handhug helps you remember what your therapist showed you."),
        _("It does not check your baby’s health. It does not replace your care team."),
        _("If you are worried, stop and ask."),
        _("In an emergency, call your nurse or your emergency number."),
    ),
)
PRIVACY = Text(
    slug="privacy",
    version="2",
    heading=_("Who sees what you write"),
    sentences=(
        _("The family and helpers here can read it. So can the staff of this unit."),
        _("Other families cannot."),
        _("Nobody reads it live. Your therapist reads it at the next visit."),
        _("We keep your first name, what you write, who wrote it, and when."),
        _("We also note which pages you open, and when."),
        _("The unit lead can read that. The family sees names and days."),
        _("You can correct it. The words from before stay readable."),
        _("You need no e-mail and no password."),
    ),
)
TEXTS = (WHAT_THIS_IS, PRIVACY)


def one_for_each_red_line(babies):
    """Return the babies whose red lines differ, those in the NICU first: a page about several shows each line once."""
    lines = {(baby.place, baby.unit.red_line(baby.place), baby.unit.emergency_number): baby for baby in babies}
    return sorted(lines.values(), key=lambda baby: baby.place, reverse=True)


def accept(person, now):
    """Write down that this person agreed to the texts as they are now."""
    for text in TEXTS:
        Acceptance.objects.get_or_create(
            user=person, text=text.slug, version=text.version, defaults={"accepted_at": now}
        )
