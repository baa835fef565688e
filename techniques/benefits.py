"""Why families do this: the benefits as the mother's note lists them, each with what is known."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Benefit:
    slug: str
    words: Promise  # what the note says
    strength: Promise  # how sure anyone can be, in a few words
    known: Promise
    source: str


NOTE_LINK = "http://blog.yassysgdk.com/2015/09/17/"

LIKELY = _("Likely.")
SMALL = _("Small studies.")
MIXED = _("Studies do not agree.")
NOT_STUDIED = _("Not studied.")

BENEFITS: tuple[Benefit, ...] = (
    Benefit(
        "bonding",
        _("A quiet time to be close, and to feel love"),
        LIKELY,
        _("You look, you touch, you wait for an answer. Parents in a small study felt more sure of themselves."),
        "source note; clinical 6, P47, P54",
    ),
    Benefit(
        "signals",
        _("You learn your baby’s signals"),
        LIKELY,
        _("You see what your baby likes and when it is enough. This is what we care about most."),
        "clinical 6, P47",
    ),
    Benefit(
        "stress",
        _("Less stress, a calmer baby"),
        SMALL,
        _("Some hospital studies saw calmer babies. Trained staff gave the massage."),
        "source note; clinical 6, P69",
    ),
    Benefit(
        "sleep",
        _("Relaxing and better sleep"),
        MIXED,
        _("Studies of healthy babies were weak. Nobody can promise better sleep."),
        "source note; clinical 6, P63",
    ),
    Benefit(
        "crying",
        _("Less crying"),
        SMALL,
        _("In one study, 100 babies with colic cried less than with rocking. Other experts are not sure."),
        "source note; clinical 6, P73, P74",
    ),
    Benefit(
        "tummy",
        _("Help with hard stools, gas and colic"),
        NOT_STUDIED,
        _("No study of leg or foot strokes was found. No poo for days? Ask your nurse or doctor."),
        "source note; clinical 6, P75",
    ),
    Benefit(
        "weight",
        _("Gaining weight"),
        MIXED,
        _("In some studies small babies gained a little more each day. Staff rubbed the whole body, many times."),
        "source note; clinical 6, P62, P64, P65",
    ),
    Benefit(
        "muscles",
        _("Growing muscles"),
        NOT_STUDIED,
        _("No study of leg and foot massage shows this."),
        "source note; clinical 6",
    ),
    Benefit(
        "nerves",
        _("A growing nervous system, and learning"),
        MIXED,
        _("A few studies saw a gain, others saw none. A short leg massage was not tested."),
        "source note; clinical 6, P64, P66",
    ),
    Benefit(
        "blood-flow",
        _("Better blood flow"),
        NOT_STUDIED,
        _("One study saw that small babies stay warm during massage. More than that is not known."),
        "source note; clinical 6, P58",
    ),
    Benefit(
        "illness",
        _("A stronger defence against illness"),
        NOT_STUDIED,
        _("No study of leg and foot massage shows this."),
        "source note; clinical 6",
    ),
    Benefit(
        "self",
        _("Feeling secure, independent and sure of oneself"),
        NOT_STUDIED,
        _("A kind, steady touch is good in itself. What it does years later is not known."),
        "source note; clinical 6",
    ),
)
