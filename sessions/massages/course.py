"""One massage as a family meets it: pages with a picture each, and the beats that lead through them."""

import json
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.plans.models import Plan, PlannedTechnique
from sessions.plans.words import side_words
from techniques.models import Side, Step, Technique

READ_SECONDS = 8  # to read a sentence and bring the hands there
REST_SECONDS = 10  # still hands between two techniques
LEAD_IN_SECONDS = 45  # between the last touch of the glass and the first step
OIL = "applying-oil"
SAID_BEFORE = (f"{OIL}/", "resting-hands/say-hello")  # the page "Last touch" has had warm hands and hello already


@dataclass(frozen=True)
class Turn:
    """One technique of the routine on one leg, or on both at once."""

    number: int
    item: PlannedTechnique
    side: str
    steps: list[Step]

    @property
    def version(self):
        return self.item.version

    @property
    def is_still(self) -> bool:
        return self.item.technique.kind == Technique.Kind.STILL

    @property
    def where(self) -> str:
        if self.item.technique.region == Technique.Region.HANDS:
            return _("Your hands")
        return side_words(self.side, self.item.technique.region)

    def count(self, nth: int) -> str:
        """ "stroke 2 of 3", in the words of the technique; nothing for a hold."""
        words = {
            "stroke": _("stroke %(nth)s of %(passes)s"),
            "round": _("round %(nth)s of %(passes)s"),
        }.get(self.version.counted_in, "")
        return words % {"nth": nth, "passes": self.item.passes} if words else ""

    @property
    def amount(self) -> str:
        """ "3 strokes", for the plain page without a player."""
        passes = self.item.passes
        if self.version.counted_in == "stroke":
            return ngettext("%(n)s stroke", "%(n)s strokes", passes) % {"n": passes}
        if self.version.counted_in == "round":
            return ngettext("%(n)s round", "%(n)s rounds", passes) % {"n": passes}
        return ""


@dataclass(frozen=True)
class Page:
    """One picture with its sentence. A rest has no step of its own: it borrows the still hands of this routine."""

    number: int
    turn: Turn
    step: Step | None
    is_rest: bool = False
    counted: bool = False

    @property
    def dots(self) -> range:
        return range(self.turn.item.passes if self.counted and self.turn.item.passes > 1 else 0)


@dataclass(frozen=True)
class Beat:
    """A stretch of time on one page. clock: read, pace, still (no clock is shown) or rest."""

    page: Page
    clock: str
    seconds: int
    nth: int = 0  # which pass, from 1

    def as_data(self) -> dict:
        turn = self.page.turn
        return {
            "page": self.page.number,
            "turn": turn.number,
            "clock": self.clock,
            "seconds": self.seconds,
            "nth": self.nth,
            "count": turn.count(self.nth) if self.nth else "",
        }


@dataclass
class Course:
    turns: list[Turn]
    off: dict[str, str]  # leg -> why it is left alone
    closed: list[str] = field(default_factory=list)  # names of what is only for together with staff, until shown
    pages: list[Page] = field(default_factory=list)
    beats: list[Beat] = field(default_factory=list)

    @classmethod
    def of(cls, baby, plan: Plan, *, with_staff=False) -> "Course":
        """What can be done now: a leg that was marked off limits since is left out.

        with_staff: a therapist stands beside it, so that what is closed to this person alone is open too.
        """
        off = dict(baby.limb_restrictions.active().values_list("limb", "reason"))
        can = [item for item in plan.planned.all() if _sides(item, off) and item.version.steps.all()]
        opened = [item for item in can if with_staff or not item.is_closed]
        sides = ((item, side) for item in opened for side in _sides(item, off))
        turns = [Turn(n, item, side, _steps(item, baby.place)) for n, (item, side) in enumerate(sides)]
        closed = [item.version.family_name for item in can if item.is_closed]
        course = cls([turn for turn in turns if turn.steps], off, closed)
        course._lay_out()
        return course

    def _lay_out(self):
        before = None
        for turn in self.turns:
            if before and not (before.is_still or turn.is_still):
                self.beats.append(Beat(self._page(turn, self._still_step(), is_rest=True), "rest", REST_SECONDS))
            self._take(turn)
            before = turn

    def _take(self, turn: Turn):
        """The steps that lead up to the stroke once; then the stroke and what follows it, one for each pass."""
        at = next((n for n, step in enumerate(turn.steps) if step.is_stroke), len(turn.steps) - 1)
        for step in turn.steps[:at]:
            self.beats.append(Beat(self._page(turn, step), "read", READ_SECONDS))
        again = turn.steps[at:]
        passes = max(turn.item.passes, 1)
        pages = [self._page(turn, step, counted=True) for step in again[:passes]]
        seconds = turn.item.touches * turn.item.seconds
        clock = "still" if turn.is_still else "pace" if seconds else "read"
        for nth in range(passes):
            self.beats.append(Beat(pages[nth % len(pages)], clock, seconds or READ_SECONDS, nth + 1))
        for step in again[passes:]:  # fewer passes than sentences: none is lost
            self.beats.append(Beat(self._page(turn, step), "read", READ_SECONDS))

    def _page(self, turn, step, **kind) -> Page:
        page = Page(len(self.pages) + 1, turn, step, **kind)
        self.pages.append(page)
        return page

    def _still_step(self) -> Step | None:
        steps = (step for turn in self.turns if turn.is_still for step in turn.steps if step.is_stroke)
        return next(steps, None)

    @property
    def still_page(self) -> Page | None:
        """Both hands at rest, for the end."""
        return next((beat.page for beat in self.beats if beat.clock == "still"), None)

    @property
    def beats_json(self) -> str:
        return json.dumps([beat.as_data() for beat in self.beats])

    @property
    def turns_json(self) -> str:
        """What a device notes down as done, turn by turn."""
        rows = [
            {"number": turn.number, "version": turn.version.pk, "side": turn.side, "passes": max(turn.item.passes, 1)}
            for turn in self.turns
        ]
        return json.dumps(rows)


def plan_to_follow(baby, person) -> Plan | None:
    """The routine in force with all its words and what of it is closed to this person alone, in three queries."""
    planned = PlannedTechnique.objects.opened_for(person).select_related("version__technique")
    planned = planned.prefetch_related("version__steps")
    return Plan.objects.in_force().with_hold().filter(baby=baby).prefetch_related(Prefetch("planned", planned)).first()


def _sides(item: PlannedTechnique, off) -> list[str]:
    """The legs one after the other, without those that are left alone."""
    if item.technique.uses_both_legs:
        return [] if item.sides & off.keys() else [Side.BOTH.value]
    return [side for side in ("left", "right") if side in item.sides and side not in off]


def _steps(item: PlannedTechnique, place: str) -> list[Step]:
    is_oil = item.technique.slug == OIL
    return [
        step
        for step in item.version.steps_for(place)
        if (item.faster or not step.only_if_faster) and (is_oil or not step.picture.startswith(SAID_BEFORE))
    ]
