"""What a baby shows: signs of a break, signs of yes, red signs. The levels are convention, not a scale."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    STRESS = "stress"
    ENGAGEMENT = "engagement"
    RED = "red"


class Level(StrEnum):
    """What the hands do: go on, hold still and look, end for today, stop and call."""

    GO = "go"
    PAUSE = "pause"
    END = "end"
    RED = "red"


@dataclass(frozen=True)
class Cue:
    slug: str
    words: Promise
    professional: Promise
    kind: Kind
    level: Level
    icon: str
    source: str
    tile: bool = False  # one of the twelve tiles of the cue page
    common: bool = False  # one of the six that the log offers

    def __str__(self) -> str:
        return str(self.words)

    @property
    def is_open(self) -> bool:
        """A tile that gathers other signs, rather than naming one."""
        return self.slug in ("colour-or-breathing", "something-else")


GO, PAUSE, END, RED = Level.GO, Level.PAUSE, Level.END, Level.RED
KIND_OF = {GO: Kind.ENGAGEMENT, PAUSE: Kind.STRESS, END: Kind.STRESS, RED: Kind.RED}
ENDS_BY_THE_NOTE = {"yawns", "tries-to-get-away", "cries"}  # source note R20


def _sign(slug: str, words: Promise, term: Promise, level: Level, row: str, icon: str = "", **more: bool) -> Cue:
    source = f"clinical 3.2 {row}" + (", source note R20" if slug in ENDS_BY_THE_NOTE else "")
    return Cue(slug, words, term, KIND_OF[level], level, icon, source, **more)


def _tile(*args: Any, common: bool = False) -> Cue:
    return _sign(*args, tile=True, common=common)


# Yawn, trying to get away and crying end the day by the source note, whatever else is milder.
CUES: tuple[Cue, ...] = (
    _tile("yawns", _("Yawns"), _("Yawning"), END, "A10", "c-yawn", common=True),
    _tile("looks-away", _("Looks away"), _("Gaze aversion"), PAUSE, "I1", "c-looks-away", common=True),
    _tile(
        "spreads-fingers",
        _("Spreads fingers"),
        _("Finger splay, salute"),
        PAUSE,
        "M1",
        "c-splay",
        common=True,
    ),
    _tile("arches", _("Arches, stiff legs"), _("Arching, extension"), PAUSE, "M2", "c-arching", common=True),
    _tile(
        "tries-to-get-away",
        _("Tries to get away"),
        _("Withdrawal, turning away"),
        END,
        "M3",
        "c-away",
        common=True,
    ),
    _tile("cries", _("Cries"), _("Crying"), END, "S3", "c-crying", common=True),
    _tile("hiccups-or-sneezes", _("Hiccups or sneezes"), _("Hiccups, sneezing"), PAUSE, "A10", "c-hiccups"),
    _tile(
        "grimaces-or-trembles",
        _("Screws up face or trembles"),
        _("Grimace, tremor, startle"),
        PAUSE,
        "I2, A11",
        "c-grimace",
    ),
    _tile("vomits", _("Throws up or gags"), _("Vomiting, gagging"), END, "A7", "c-vomits"),
    _tile("falls-asleep", _("Falls asleep"), _("Shut-down or contentment"), END, "S4", "c-asleep"),
    _tile(
        "colour-or-breathing",
        _("Colour or breathing changes"),
        _("Autonomic signs"),
        RED,
        "A1-A6",
        "c-colour",
    ),
    _tile("something-else", _("Something else"), _("Other sign"), PAUSE, "", "c-else"),
    # the rest is for reading, not for tapping
    _sign("blotchy-skin", _("Skin gets blotchy"), _("Mottling, flushing"), PAUSE, "A8"),
    _sign("fast-breathing", _("Breathes fast or uneven"), _("Tachypnoea, irregular breathing"), PAUSE, "A9"),
    _sign("strains", _("Strains and grunts"), _("Straining"), PAUSE, "A12"),
    _sign("wriggles-wildly", _("Wriggles wildly"), _("Disorganised activity"), PAUSE, "M4"),
    _sign("loose-face", _("Loose face, mouth open"), _("Facial hypotonia, gape"), PAUSE, "M5"),
    _sign("tight-fists", _("Makes tight fists"), _("Fisting, bracing"), PAUSE, "M6"),
    _sign("glassy-look", _("Drifts off, glassy look"), _("Diffuse state"), PAUSE, "S1"),
    _sign("suddenly-upset", _("Is upset all at once"), _("Rapid state change"), PAUSE, "S2"),
    _sign("stops-breathing", _("Stops breathing"), _("Apnoea"), RED, "A1"),
    _sign("alarm", _("An alarm sounds"), _("Bradycardia or desaturation alarm"), RED, "A2, A3"),
    _sign("blue-or-grey", _("Lips or gums turn blue, grey or very pale"), _("Cyanosis, pallor"), RED, "A4"),
    _sign("limp", _("Goes limp, will not wake"), _("Flaccidity, unresponsive"), RED, "A5"),
    _sign("works-to-breathe", _("Works hard to breathe"), _("Laboured breathing, retractions"), RED, "A6"),
    _sign("chokes", _("Chokes, or throws up green"), _("Choking, bilious vomiting"), RED, "A7"),
    _sign("steady-jerks", _("Jerks again and again"), _("Rhythmic jerks"), RED, "A11"),
    _sign("easy-breathing", _("Breathes easily"), _("Autonomic stability"), GO, "G1"),
    _sign("relaxed-body", _("Soft arms, legs and hands"), _("Flexed, smooth movement"), GO, "G2"),
    _sign("calm-and-bright", _("Is calm, with bright eyes"), _("Quiet alert"), GO, "G3"),
    _sign("looks-at-you", _("Looks at you, smiles or coos"), _("Social attention"), GO, "G4"),
    _sign("hand-to-mouth", _("Brings hands to mouth, sucks"), _("Self-regulation: sucking"), GO, "R1"),
    _sign("holds-on", _("Holds your finger, clasps hands"), _("Self-regulation: grasp"), GO, "R2"),
    _sign("curls-in", _("Curls in"), _("Self-regulation: tuck"), GO, "R3"),
)

CUES_BY_SLUG: dict[str, Cue] = {each.slug: each for each in CUES}
CUE_TILES: tuple[Cue, ...] = tuple(each for each in CUES if each.tile)
COMMON_CUES: tuple[Cue, ...] = tuple(each for each in CUES if each.common)
