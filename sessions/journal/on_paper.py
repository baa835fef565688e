"""A routine on one side of A4: what stands on the card, the same for the browser's print and for the PDF."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sessions.babies.models import Baby
from sessions.babies.squares import qr_path
from sessions.massages.course import Course, Turn
from sessions.plans.models import Plan
from sessions.plans.words import amount_line
from sessions.policies.models import UnitPolicy
from techniques.models import Step
from techniques.readiness import questions_for

from .blocks import Block
from .tick_grid import MOOD_LETTERS, SIGN_NUMBERS, TickGrid

ON_ONE_SIDE = 6  # techniques; with more the card may take two sides
# How large everything is: for how many techniques, up to how many letters around the steps, and of both together.
# Every size that is tried in vain costs a third of the time of a card.
SIZES = (("roomy", 2, 480, 960), ("snug", 4, 600, 1300), ("tight", ON_ONE_SIDE, 10_000, 10_000))


@dataclass(frozen=True)
class Tile:
    """A picture with words: a technique with all its steps, or one step where the routine is a single technique."""

    number: int
    name: str
    amount: str
    step: Step
    side: str
    words: list[str]


@dataclass
class Card:
    baby: Baby
    plan: Plan
    policy: UnitPolicy
    today: date

    @classmethod
    def of(cls, baby: Baby, today: date) -> "Card | None":
        """Of the routine in force; None without one."""
        plans = Plan.objects.in_force().with_hold().with_techniques().filter(baby=baby)
        plan = plans.select_related("assigned_by", "visit__by").first()
        return cls(baby, plan, UnitPolicy.objects.for_unit(baby.unit), today) if plan else None

    @cached_property
    def course(self) -> Course:
        """With staff: the card is also for what is only done together with them, and says so."""
        return Course.of(self.baby, self.plan, with_staff=True)

    @cached_property
    def tiles(self) -> list[Tile]:
        if self.only:
            steps = enumerate(self.only.steps, start=1)
            return [Tile(nth, "", "", step, self.only.side, [step.text]) for nth, step in steps]
        return [self._tile(nth, turn) for nth, turn in enumerate(self.turns, start=1)]

    def _tile(self, number: int, turn: Turn) -> Tile:
        words = [step.text for step in turn.steps] + _ways(turn)
        picture = next((step for step in turn.steps if step.is_stroke), turn.steps[0])
        return Tile(number, turn.version.family_name, amount_line(turn.item), picture, turn.side, words)

    @cached_property
    def turns(self) -> list[Turn]:
        """Each technique once; of one on both legs the first leg, which its picture shows."""
        return list({turn.item: turn for turn in reversed(self.course.turns)}.values())[::-1]

    @property
    def only(self) -> Turn | None:
        """The one technique of a routine that has no other."""
        return self.turns[0] if len(self.turns) == 1 else None

    @property
    def only_amount(self) -> str:
        return amount_line(self.only.item)

    @property
    def only_ways(self) -> list[str]:
        return _ways(self.only)

    @cached_property
    def block(self) -> Block:
        """What Today says of the same routine: legs, minutes, what is left out."""
        return Block(self.baby, self.today, False, self.plan, self.course.off)

    @property
    def ready_lines(self) -> list[str]:
        """The questions before each massage, of the cot or of home, with the set-up among them."""
        names = {"baby": self.baby.first_name, "hours": self.policy.vaccine_hours}
        return [each.say(**names) for each in questions_for(self.baby.place)]

    @property
    def sizes(self) -> list[str]:
        """The size that should fit, then the smaller ones."""
        lines = [str(each.words) for _mark, each in (*self.signs, *self.moods)]
        around = sum(map(len, [*self.ready_lines, *lines]))
        both = around + sum(len(words) for tile in self.tiles for words in tile.words)
        fits = [len(self.turns) <= most and around <= aside and both <= room for _, most, aside, room in SIZES]
        return [name for name, *_ in SIZES[fits.index(True) if any(fits) else -1 :]]

    @property
    def is_long(self) -> bool:
        return len(self.turns) > ON_ONE_SIDE

    @cached_property
    def grid(self) -> TickGrid:
        return TickGrid.of(today=self.today, review_on=self.plan.review_on, times=self.plan.times_a_day)

    @cached_property
    def qr(self) -> dict:
        """The square leads to this version, which knows whether a newer one is in force. No name is in it."""
        size, path = qr_path(settings.SITE_URL + reverse("card-scan", args=[self.plan.pk]))
        return {"size": size, "path": path}

    signs, moods = SIGN_NUMBERS, MOOD_LETTERS


def _ways(turn: Turn) -> list[str]:
    """The gentle way in its words, and what is only done together with staff."""
    gentle = [turn.version.gentle_variant] if turn.item.gentle and turn.version.gentle_variant else []
    return gentle + [_("With staff until shown.")] * turn.item.supervised
