"""What can be true of a baby that changes where hands may go. A person ticks it; the app only shows it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reach(StrEnum):
    """How much of the baby a precaution is about."""

    LIMB = "limb"
    BABY = "baby"


@dataclass(frozen=True)
class Precaution:
    slug: str
    key: str  # the letter in docs/sources.md, clinical 1.1
    name: Promise  # what staff tick
    when: Promise  # ends the family sentence "Not on this leg if ..." / "Ask first if ..."
    meaning: Promise  # what it means for the hands
    reach: Reach
    source: str

    def __str__(self) -> str:
        return str(self.name)


PRECAUTIONS: tuple[Precaution, ...] = (
    Precaution(
        slug="drip-or-line",
        key="A",
        name=_("Drip, line or splint in a leg or foot"),
        when=_("there is a drip, a line or a splint"),
        meaning=_("That leg is off. Leave the whole leg alone."),
        reach=Reach.LIMB,
        source="clinical 1.1 A",
    ),
    Precaution(
        slug="foot-probe",
        key="B",
        name=_("Oxygen sensor on a foot"),
        when=_("there is a sensor on the foot"),
        meaning=_("Do not move the sensor. Use the other foot, and keep oil away."),
        reach=Reach.LIMB,
        source="clinical 1.1 B, P28",
    ),
    Precaution(
        slug="heel-marks",
        key="C",
        name=_("Heel marks, bruise, dressing or broken skin"),
        when=_("the skin is bruised, cut or sore from tests"),
        meaning=_("Leave the sore place out. A foot that was pricked often may pull back."),
        reach=Reach.LIMB,
        source="clinical 1.1 C, P9, P102",
    ),
    Precaution(
        slug="soft-bones",
        key="D",
        name=_("Weak bones, or a limb that hurts for no known reason"),
        when=_("the bones are weak, or the leg seems to hurt"),
        meaning=_("Ask the team first. No pull, no twist, no sway, no bicycle."),
        reach=Reach.BABY,
        source="clinical 1.1 D, P25, P26, P27",
    ),
    Precaution(
        slug="swelling",
        key="E",
        name=_("Swelling"),
        when=_("the leg is puffy, swollen or shiny"),
        meaning=_("Still hands only, until the team agrees. No pressing."),
        reach=Reach.LIMB,
        source="clinical 1.1 E",
    ),
    Precaution(
        slug="fragile-skin",
        key="F",
        name=_("Fragile, peeling or open skin"),
        when=_("the skin is very thin, peeling or open"),
        meaning=_("A still hand only. No strokes and no oil."),
        reach=Reach.BABY,
        source="clinical 1.1 F, P10, P11",
    ),
    Precaution(
        slug="hips",
        key="G",
        name=_("Hips: harness, hip problem, or a scan still to come"),
        when=_("there is a hip harness, or a hip check to come"),
        meaning=_("Never open the harness. No sway and no bicycle."),
        reach=Reach.BABY,
        source="clinical 1.1 G, P29a, P29b",
    ),
    Precaution(
        slug="cast",
        key="H",
        name=_("Cast, broken bone, club foot or surgery on a leg"),
        when=_("there is a cast, a broken bone or a new operation"),
        meaning=_("That leg is off. Ask the team."),
        reach=Reach.LIMB,
        source="clinical 1.1 H, P9",
    ),
    Precaution(
        slug="tummy",
        key="I",
        name=_("Tummy: surgery, stoma, swelling, reflux or just fed"),
        when=_("the tummy is sore, swollen, operated on or just fed"),
        meaning=_("No bicycle. Nothing that presses the tummy."),
        reach=Reach.BABY,
        source="clinical 1.1 I, P9",
    ),
    Precaution(
        slug="cold",
        key="J",
        name=_("Gets cold easily"),
        when=_("your baby gets cold"),
        meaning=_("Uncover one leg at a time. Keep the rest wrapped."),
        reach=Reach.BABY,
        source="clinical 1.1 J, P4, P8",
    ),
    Precaution(
        slug="breathing-events",
        key="K",
        name=_("Breathing pauses, slow heart, more oxygen, or a check for infection"),
        when=_("there were breathing pauses or heart alarms"),
        meaning=_("Not today without a yes from the nurse."),
        reach=Reach.BABY,
        source="clinical 1.1 K",
    ),
    Precaution(
        slug="heart-or-brain",
        key="M",
        name=_("Heart or brain condition, fits, very tight or very loose muscles"),
        when=_("there is a heart or brain condition"),
        meaning=_("Your therapist decides for this baby."),
        reach=Reach.BABY,
        source="clinical 1.1 M",
    ),
)

PRECAUTIONS_BY_SLUG: dict[str, Precaution] = {each.slug: each for each in PRECAUTIONS}
