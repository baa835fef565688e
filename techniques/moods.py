"""How a baby is: one scale of five, the same before and after, with the professional state beside it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Mood:
    slug: str
    words: Promise
    looks_like: Promise
    massage: Promise  # what it means for a massage
    states: tuple[int, ...]  # Brazelton's behavioural states 1-6
    professional: Promise
    icon: str
    source: str

    def __str__(self) -> str:
        return str(self.words)


MOODS: tuple[Mood, ...] = (
    Mood(
        slug="asleep",
        words=_("Asleep"),
        looks_like=_("Eyes shut. Deep and still, or light with small moves."),
        massage=_("No. Let your baby sleep."),
        states=(1, 2),
        professional=_("Deep sleep or light sleep"),
        icon="f-asleep",
        source="clinical 3.1, 3.3",
    ),
    Mood(
        slug="sleepy",
        words=_("Sleepy"),
        looks_like=_("Heavy eyes that open and close."),
        massage=_("Not yet. Hold your baby and wait."),
        states=(3,),
        professional=_("Drowsy"),
        icon="f-sleepy",
        source="clinical 3.1, 3.3",
    ),
    Mood(
        slug="calm",
        words=_("Calm and awake"),
        looks_like=_("Bright eyes, a quiet body, easy breathing."),
        massage=_("Yes. This is the best time."),
        states=(4,),
        professional=_("Quiet alert"),
        icon="f-calm",
        source="clinical 3.1, 3.3",
    ),
    Mood(
        slug="fussy",
        words=_("Fussy"),
        looks_like=_("Busy, restless, small cries."),
        massage=_("Wait. Hold and calm your baby first."),
        states=(5,),
        professional=_("Active alert"),
        icon="f-fussy",
        source="clinical 3.1, 3.3",
    ),
    Mood(
        slug="crying",
        words=_("Crying"),
        looks_like=_("Loud cries and a tight body."),
        massage=_("No. Comfort your baby."),
        states=(6,),
        professional=_("Crying"),
        icon="f-crying",
        source="clinical 3.1, 3.3",
    ),
)

MOODS_BY_SLUG: dict[str, Mood] = {each.slug: each for each in MOODS}
