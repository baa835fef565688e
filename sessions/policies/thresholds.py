"""Every setting of a unit with what its sources say, word for word beside it on the page. Pure lists."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import sources as by
from .sources import Source

LIMITS = {  # what a number may be, whoever signs it
    "minutes_limit": (1, 60),
    "young_until_months": (0, 12),
    "passes_cap": (1, 10),
    "correction_limit_months": (0, 36),
    "vaccine_hours": (1, 336),
    "review_days": (1, 90),
    "cot_code_hours": (1, 168),
    "paper_code_days": (1, 60),
    "helper_days": (1, 365),
    "copy_days": (1, 60),
    "copy_ask_hours": (1, 168),
    "window_days": (1, 730),
}
WEEKS = (22, 60)
OURS = _("No source says a number. This one is our proposal.")


@dataclass(frozen=True)
class Threshold:
    """One setting. unit: what the number counts; sources: who says it, empty if nobody does."""

    field: str
    name: Promise
    unit: Promise | str
    says: Promise
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Chapter:
    heading: Promise
    thresholds: tuple[Threshold, ...]


CHAPTERS = (
    Chapter(
        _("How much"),
        (
            Threshold(
                "minutes_limit",
                _("A routine for the youngest stays under"),
                _("minutes"),
                _("The mother’s note: from 0 to 2 months less than 5 minutes. Longer asks for a reason."),
                (by.NOTE,),
            ),
            Threshold(
                "young_until_months",
                _("The youngest are those under"),
                _("months, corrected"),
                _("The note says 0 to 2 months. That it holds up to 2 months corrected is an inference."),
                (by.NOTE, by.INFERRED),
            ),
            Threshold(
                "passes_cap",
                _("Passes of one technique, at most"),
                "",
                _("The note: at most 3 repeats, more over-stimulates. The warming stroke keeps its own number."),
                (by.NOTE,),
            ),
        ),
    ),
    Chapter(
        _("When"),
        (
            Threshold(
                "vaccine_hours",
                _("Wait after a vaccine"),
                _("hours"),
                _("The note gives no hours. Instructors say 24 to 48, or 72. 72 is custom; nobody studied it."),
                (by.AFTER_VACCINES, by.NOT_TO_MASSAGE),
            ),
            Threshold(
                "ready_moods",
                _("A massage may begin when the baby is"),
                "",
                _("The note: awake, calm, not sleepy. One hospital page also allows sleepy. Only the unit can add it."),
                (by.NOTE, by.CAMBRIDGE, by.SAN_DIEGO),
            ),
            Threshold(
                "correction_limit_months",
                _("Correct ages of preterm babies until"),
                _("months"),
                _("The AAP says up to 3 years. Practice mostly stops at 2 years."),
                (by.AAP, by.CORRECTED),
            ),
        ),
    ),
    Chapter(
        _("Teaching and looking again"),
        (
            Threshold(
                "review_days",
                _("A routine is looked at again after"),
                _("days"),
                _("SENSE looks at least weekly at how a baby copes; core measures ask weekly how sure parents feel."),
                (by.SENSE, by.CORE_MEASURES),
            ),
            Threshold(
                "demonstrations",
                _("Families show a technique before they do it alone"),
                "",
                _("Teach-back and return demonstration belong together. The four-step scale is an inference."),
                (by.NICU_TO_HOME, by.TEACH_BACK, by.INFERRED),
            ),
        ),
    ),
    Chapter(
        _("Oil"),
        (
            Threshold(
                "oil",
                _("The oil that this unit uses"),
                "",
                _("Evidence on oils is mixed, and no oil is a full answer. Empty: no oil until the team chooses one."),
                (by.NOTE, by.NEWBORN_OILS, by.ADULT_OILS, by.CREAMS),
            ),
        ),
    ),
    Chapter(
        _("Ways in, and copies"),
        (
            Threshold("cot_code_hours", _("A code made at the cot works for"), _("hours"), OURS),
            Threshold("paper_code_days", _("A code on paper works for"), _("days"), OURS),
            Threshold("helper_days", _("A helper may come in for"), _("days"), OURS),
            Threshold("copy_days", _("A copy stays on a family’s device for"), _("days"), OURS),
            Threshold(
                "copy_ask_hours", _("A copy asks “Has anything changed?” when older than"), _("hours"), OURS
            ),
            Threshold("window_days", _("After a baby has left, the unit sees its record for"), _("days"), OURS),
        ),
    ),
    Chapter(
        _("The unit’s own words"),
        (
            Threshold("ward_phone", _("Ward phone"), "", _("Stands beside what a family writes, as a link to call.")),
            Threshold(
                "emergency_number", _("Emergency number"), "", _("Stands on the red line at home, as a link to call.")
            ),
            Threshold(
                "red_line_nicu",
                _("Red line in the NICU"),
                "",
                _("Empty: “Alarm, trouble breathing, blue or grey lips, or limp? Stop. Call your nurse.”"),
                (by.SIGNS, by.LURIE),
            ),
            Threshold(
                "red_line_home",
                _("Red line at home"),
                "",
                _("Empty: “Alarm, trouble breathing, blue or grey lips, or limp? Stop. Call your emergency number.”"),
                (by.SIGNS, by.LURIE),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Proposal:
    from_weeks: int
    says: Promise
    sources: tuple[Source, ...]


STROKES = Proposal(
    34,
    _("A working default, not a study: from 34 weeks, when stable, leg and foot strokes are possible."),
    (by.INFERRED,),
)
TERM = Proposal(
    40,
    _("A working default, not a study: sway and bicycle not before the due date."),
    (by.INFERRED,),
)
PROPOSED = dict.fromkeys(
    (
        "indian-milking", "thumb-over-thumb", "toe-squeeze", "under-toes", "warming-stroke", "thumb-press",
        "top-of-foot", "ankle-circles", "swedish-milking", "calf-circles",
    ),
    STROKES,
) | {"sway": TERM, "bicycle": TERM}  # fmt: skip
NO_PROPOSAL = _("We propose nothing here.")
