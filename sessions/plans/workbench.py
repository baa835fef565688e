"""Everything the builder shows of one baby: the routine, the shelf, the legs, the time. Reads, never writes."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch, Q, Subquery, prefetch_related_objects
from django.utils.functional import cached_property

from sessions.babies.identity import Identity
from sessions.policies.models import UnitPolicy
from sessions.safety import is_young
from techniques.models import Side, Technique, TechniqueVersion
from techniques.precautions import PRECAUTIONS_BY_SLUG
from techniques.querysets import SOURCE_LANGUAGE

from .draft import fitting_side
from .locks import locks
from .models import Plan, PlannedTechnique
from .offers import Offer, for_place, offers
from .reasons import Matter, matters, ticked_and_said
from .rows import Row, ShelfItem, most_passes, taken_out
from .words import picture_side, side_words, time_words

OPEN = (Plan.Status.DRAFT, Plan.Status.ACTIVE)


@dataclass
class Workbench:
    baby: object
    now: object
    with_shelf: bool = True
    in_force: Plan | None = field(init=False, default=None)
    draft: Plan | None = field(init=False, default=None)
    cues: dict = field(default_factory=dict)  # slug -> (massages with a sign, of those asked); known one floor up

    def __post_init__(self):
        self.policy = UnitPolicy.objects.with_guidance(self.baby.unit)
        self.identity = Identity.of(self.baby, self.now)
        self.legs, self.today = self.identity.legs, self.identity.today
        self.ticked, self.said = ticked_and_said(self.baby)
        self.young = is_young(self.identity.ages.stage_months, self.policy.young_until_months)
        self.locks = locks(self.policy, self.identity.ages.postmenstrual_days, self.today)
        planned = PlannedTechnique.objects.select_related("version__technique")
        mine = Plan.objects.filter(baby=self.baby)
        last = mine.filter(status=Plan.Status.SUPERSEDED).order_by("-number").values("pk")[:1]
        plans = mine.filter(Q(status__in=OPEN) | Q(pk=Subquery(last))).with_hold().select_related("started_by")
        found = {plan.status: plan for plan in plans.prefetch_related(Prefetch("planned", planned))}
        self.draft, self.in_force = found.get(Plan.Status.DRAFT), found.get(Plan.Status.ACTIVE)
        self.taken_out = taken_out(found.get(Plan.Status.SUPERSEDED), self.in_force)
        self.plan = self.draft or self.in_force
        self.items = list(self.plan.planned.all()) if self.plan else []
        self.before = {item.pk: item.side for item in self.items}
        for item in self.items:  # in memory only: the row shows where it would go
            item.side = fitting_side(item, self.legs) or item.side
        self.shelf_versions = self._shelf_versions() if self.with_shelf else {}
        prefetch_related_objects([*self.shelf_versions.values(), *(item.version for item in self.items)], "steps")

    def _shelf_versions(self):
        """The text in force of everything on the shelf, in one query."""
        listed = Technique.objects.listed().of(self.baby.unit)
        newest = TechniqueVersion.objects.filter(technique__in=listed, language=SOURCE_LANGUAGE).newest()
        in_order = newest.select_related("technique").order_by("technique__order", "technique__slug")
        return {version.technique: version for version in in_order}

    @property
    def number(self) -> int:
        """The version that is being built."""
        if self.draft:
            return self.draft.number
        return self.in_force.number + 1 if self.in_force else 1

    @property
    def new_names(self) -> list[str]:
        """Of the techniques that the version in force does not have, as families call them."""
        before = {item.technique.pk for item in self.in_force.planned.all()} if self.in_force else set()
        return [item.version.family_name for item in self.items if item.technique.pk not in before]

    @property
    def review_on(self):
        """When it is looked at again: as chosen, as in force, or for a new version after the unit's number of days."""
        chosen = self.plan.review_on if self.plan else None
        return chosen if chosen and chosen >= self.today else self.today + timedelta(days=self.policy.review_days)

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(place, item) for place, item in enumerate(self.items, start=1)]

    def _row(self, place, item):
        technique, version = item.technique, item.version
        earlier = {each.technique.pk for each in self.items[: place - 1]}
        missing = technique.needs_before_id if technique.needs_before_id not in earlier else None
        one_leg = not technique.uses_both_legs
        side = fitting_side(item, self.legs)
        return Row(
            item=item,
            place=place,
            is_last=place == len(self.items),
            side=side,
            switched=bool(side) and self.before[item.pk] != side,
            step=version.title_step(self.baby.place),
            first=next((v for each, v in self.shelf_versions.items() if each.pk == missing), None),
            marks=self._marks(version),
            sides=[(each, side_words(each, technique.region)) for each in self.legs.sides()] if one_leg else [],
            most=most_passes(version, self.policy),
            lock=self.locks.get(technique.slug, ""),
            cue=self.cues.get(technique.slug),
        )

    def _marks(self, version):
        return [PRECAUTIONS_BY_SLUG[slug] for slug in version.precautions if slug in self.ticked]

    @property
    def ticked_list(self):
        return [each for slug, each in PRECAUTIONS_BY_SLUG.items() if slug in self.ticked]

    @cached_property
    def shelf(self) -> list[tuple[str, list[ShelfItem]]]:
        """By region, in the order of the regions."""
        taken = {item.technique.pk for item in self.items}
        regions = {region: [] for region in Technique.Region}
        side = picture_side(self.legs.side_for(Side.BOTH, at_once=False) or Side.BOTH)
        for technique, version in self.shelf_versions.items():
            step = version.title_step(self.baby.place)
            marks = self._marks(version) if technique.is_assignable else []
            lock = self.locks.get(technique.slug, "")
            out = self.in_force.assigned_at if technique.pk in self.taken_out else None
            item = ShelfItem(technique, version, step, side, technique.pk in taken, marks, lock, out)
            regions[technique.region].append(item)
        return [(region.label, items) for region, items in regions.items() if items]

    @cached_property
    def offers(self) -> list[Offer]:
        """The unit's templates, those for this place first."""
        return for_place(offers(self.baby.unit.plan_templates.in_use(), self.shelf_versions), self.baby.place)

    @property
    def seconds(self) -> int:
        return sum(item.whole_seconds for item in self.items)

    @property
    def time(self) -> str:
        return time_words(self.seconds)

    @property
    def limit_seconds(self) -> int | None:
        return 60 * self.policy.minutes_limit if self.young else None

    @property
    def is_over(self) -> bool:
        return self.young and self.seconds >= self.limit_seconds

    @cached_property
    def matters(self) -> list[Matter]:
        if not self.plan:
            return []
        facts = {"name": self.baby.first_name, "policy": self.policy, "young": self.young, "locks": self.locks}
        return matters(self.plan, self.ticked, earlier=self.said, **facts)

    @property
    def stuck(self) -> list[Row]:
        """Rows without a free leg: they must go before anything is assigned."""
        return [row for row in self.rows if row.side is None]

    @property
    def fingerprint(self) -> str:
        """What the person saw who assigns: rows, amounts, legs. Another value means that it changed meanwhile."""
        rows = [
            (i.version_id, i.passes, i.touches, i.seconds, i.side, i.gentle, i.faster, i.supervised) for i in self.items
        ]
        plan = (self.plan.timing, self.plan.times_a_day, self.plan.oil) if self.plan else ()
        return hashlib.sha256(repr((rows, plan, self.legs.seen, self.review_on)).encode()).hexdigest()[:16]
