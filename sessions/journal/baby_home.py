"""Everything staff see of one baby on its page, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from sessions.babies.access import unit_babies_for
from sessions.babies.identity import Identity
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember
from sessions.babies.sightings import unconfirmed
from sessions.moves.news import with_maker
from sessions.plans.models import Plan, PlannedTechnique
from sessions.plans.words import shown
from sessions.plans.workbench import Workbench
from techniques.precautions import PRECAUTIONS_BY_SLUG

from .happenings import NEVER, last_look, massage_facts
from .looking_back import LookingBack, gather, since
from .notes import notes_of

UNCONFIRMED = {"code": "pk", "came_in_at": "used_at"}
LAST = 5  # massages shown; the log has them all


@dataclass
class BabyHome:
    baby: Baby
    user: object
    now: object

    def __post_init__(self):
        baby = self.baby
        self.identity = Identity.of(baby, self.now)
        family = unit_babies_for(self.user)  # a twin in another unit is not named
        family = family.filter(birth=baby.birth_id) if baby.birth_id else family.filter(pk=baby.pk)
        codes = Invitation.objects.open_at(self.now).filter(babies=OuterRef("pk")).order_by().values("babies")
        invited = Coalesce(Subquery(codes.annotate(open=Count("pk")).values("open")), 0)
        family = list(family.annotate(looked=last_look(self.user), invited=invited).order_by("birth_order"))
        self.invited = next(each.invited for each in family if each.pk == baby.pk)
        self.siblings = [each for each in family if each.pk != baby.pk]
        looked = next(each.looked for each in family if each.pk == baby.pk)
        self.looked_at = looked if looked != NEVER.value else None
        ticked = BabyPrecaution.objects.active().filter(baby=baby).select_related("noted_by").order_by("noted_at")
        self.precautions = [(each, PRECAUTIONS_BY_SLUG[each.slug]) for each in ticked]
        codes = {name: Subquery(unconfirmed().values(field)[:1]) for name, field in UNCONFIRMED.items()}
        team = CareTeamMember.objects.at(self.now).filter(baby=baby).annotate(**codes)
        self.team = list(team.select_related("user").order_by("joined_at"))
        notes = notes_of(baby)
        self.visits, self.questions = notes["visit"], notes["question"]
        for member in self.team:
            member.shown = [row for row in notes["shown"] if row.person == member.user_id]
        self._routines()
        self.made_at = self.in_force.made_at if self.in_force else None
        self._massages(looked)

    def _routines(self):
        """The draft, the version in force, and what else the family had in the weeks that are looked back on."""
        open_ones = Q(status__in=(Plan.Status.DRAFT, Plan.Status.ACTIVE))
        planned = PlannedTechnique.objects.filter(plan__in=Plan.objects.filter(open_ones, baby=self.baby))
        planned = planned.select_related("version__technique").prefetch_related("version__steps")
        lately = open_ones | Q(assigned_at__date__gte=since(self.identity.today))
        plans = (
            with_maker(Plan.objects.filter(lately, baby=self.baby))
            .with_hold()
            .with_rules()
            .select_related("assigned_by")
            .order_by("-number")
        )
        plans = list(plans.prefetch_related(Prefetch("planned", planned)))
        self.draft = next((plan for plan in plans if plan.status == Plan.Status.DRAFT), None)
        self.in_force = next((plan for plan in plans if plan.status == Plan.Status.ACTIVE), None)
        self.assigned = [plan for plan in plans if not plan.is_draft]
        self.routine = shown(self.in_force, self.baby.place, self.identity.legs.off_limbs)

    def _massages(self, looked):
        rows, techniques = gather(self.baby, self.identity.today, received_after=looked)
        self.looking_back = LookingBack(self.baby, rows, techniques, self.assigned, self.identity.today)
        self.massages = [row for row in rows if row.received_at > looked]
        days = defaultdict(list)
        for row in self.massages:
            days[row.outcome].append(row.day)
        self.facts, self.massages = massage_facts(days), self.massages[:LAST]

    @property
    def touches_a_leg_off_limits(self) -> bool:
        off = self.identity.legs.off_limbs
        return any(not each.item.sides.isdisjoint(off) for each in self.routine)

    @cached_property
    def matters(self):
        """What the unit's own rules say about a routine that came from another one."""
        return Workbench(self.baby, self.now, with_shelf=False).matters if self.made_at else []

    @property
    def review_is_due(self) -> bool:
        return bool(self.in_force and self.in_force.review_on and self.in_force.review_on <= self.identity.today)
