"""Everything staff see of one baby on its page, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from sessions.babies.identity import Identity
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember
from sessions.babies.visits import Visit
from sessions.massages.models import Massage
from sessions.plans.models import Plan, PlannedTechnique
from sessions.plans.words import shown
from techniques.precautions import PRECAUTIONS_BY_SLUG

from .happenings import NEVER, last_look, massage_facts

LAST = 5  # massages and visits shown; the log has them all


@dataclass
class BabyHome:
    baby: Baby
    user: object
    now: object

    def __post_init__(self):
        baby = self.baby
        self.identity = Identity.of(baby, self.now)
        family = Baby.objects.filter(birth=baby.birth_id) if baby.birth_id else Baby.objects.filter(pk=baby.pk)
        family = list(family.annotate(looked=last_look(self.user)).order_by("birth_order"))
        self.siblings = [each for each in family if each.pk != baby.pk]
        looked = next(each.looked for each in family if each.pk == baby.pk)
        self.looked_at = looked if looked != NEVER.value else None
        ticked = BabyPrecaution.objects.active().filter(baby=baby).select_related("noted_by").order_by("noted_at")
        self.precautions = [(each, PRECAUTIONS_BY_SLUG[each.slug]) for each in ticked]
        team = CareTeamMember.objects.at(self.now).filter(baby=baby)
        self.team = list(team.select_related("user").order_by("joined_at"))
        self.visits = list(Visit.objects.filter(baby=baby).select_related("by")[:LAST])
        self._routines()
        self._massages(looked)

    def _routines(self):
        self.draft = self.in_force = None
        planned = PlannedTechnique.objects.select_related("version__technique").prefetch_related("version__steps")
        open_ones = Plan.objects.filter(baby=self.baby, status__in=(Plan.Status.DRAFT, Plan.Status.ACTIVE))
        for plan in open_ones.select_related("assigned_by").prefetch_related(Prefetch("planned", planned)):
            if plan.is_draft:
                self.draft = plan
            else:
                self.in_force = plan
        self.routine = shown(self.in_force, self.baby.place, self.identity.legs.off_limbs)

    def _massages(self, looked):
        rows = Massage.objects.counted().filter(baby=self.baby, received_at__gt=looked).select_related("giver")
        facts = ("outcome", "family_day", "started_at", "giver_name", "giver__name")
        since = list(rows.newest_first().only(*facts))
        days = defaultdict(list)
        for massage in since:
            days[massage.outcome].append(massage.family_day)
        self.facts, self.massages = massage_facts(days), since[:LAST]

    @property
    def touches_a_leg_off_limits(self) -> bool:
        off = self.identity.legs.off_limbs
        return any(not each.item.sides.isdisjoint(off) for each in self.routine)

    @property
    def review_is_due(self) -> bool:
        return bool(self.in_force and self.in_force.review_on and self.in_force.review_on <= self.identity.today)
