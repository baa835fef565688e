"""Who opened what: for the unit's lead line by line and as a table, for a family by day and person."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.access import place_in
from massage_site.accounts.models import UnitMember, User
from massage_site.audit.models import LENT, Entry
from sessions.babies.access import babies_open_to, baby_for_member
from sessions.babies.models import CareTeamMember
from sessions.moves.transfers import Transfer

from .acts import act_of, kind_of
from .csv_cells import table
from .erasures import Erasure

PAGE = 100
MOST_IN_A_TABLE = 20_000
DAYS = 60  # that a family looks back
HEAD = (_("When"), _("Who"), _("What"), _("Where"), _("Baby"), _("Fields"), _("Number of the line"))


@dataclass(frozen=True)
class Line:
    """One line in words."""

    entry: Entry
    baby: str

    @property
    def who(self):
        return self.entry.who.name if self.entry.who else _("Nobody we know")

    @property
    def kind(self):
        return kind_of(self.entry).label

    @property
    def where(self):
        words = act_of(self.entry.act).words
        return _("%(page)s, on the ward’s lent tablet") % {"page": words} if self.entry.was_lent else words


def lines_of(unit, *, person=None, baby=None):
    """The unit's lines: its pages, its babies, and the signing in of its people.

    Of a baby that it took over, another unit's lines are its own as well, but those from before stay the other's.
    """
    works = UnitMember.objects.filter(user=OuterRef("who"), unit=unit)
    family = CareTeamMember.objects.filter(user=OuterRef("who"), baby__unit=unit)
    own = Q(unit=unit) | (Q(unit=None, baby=None) & (Q(Exists(works)) | Q(Exists(family))))
    foreign = Transfer.objects.taken().filter(baby=OuterRef("baby"), from_unit=OuterRef("unit"), to_unit=unit)
    since = Q(unit=None) | Q(Exists(foreign.filter(decided_at__lt=OuterRef("at"))))
    lines = (
        Entry.objects.filter(own | Q(baby__in=unit.babies.values("pk")) & since).select_related("who").newest_first()
    )
    lines = lines.filter(who=person) if person else lines
    return lines.filter(baby=baby) if baby else lines


def in_words(unit, entries, now):
    names = dict(babies_open_to(unit, now).values_list("pk", "first_name"))
    return [Line(each, _baby_words(names, each.baby)) for each in entries]


def _baby_words(names, pk):
    return "" if pk is None else names.get(pk) or _("A record that is not open to the unit any more")


@require_safe
def unit_openings(request, unit):
    place, now = place_in(request.user, unit, to="lead"), timezone.now()
    chosen = _chosen(request.GET)
    entries = lines_of(place.unit, **chosen)
    before = request.GET.get("before", "")
    entries = entries.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 18 else entries
    found = list(entries[: PAGE + 1])
    context = {
        "unit": place.unit, "is_lead": True, "current": "unit", "room": "openings",
        "lines": in_words(place.unit, found[:PAGE], now), "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "people": _people(place.unit), "babies": babies_open_to(place.unit, now).order_by("first_name", "pk"),
        "wishes": Erasure.objects.waiting().filter(baby__in=place.unit.babies.values("pk")).select_related("asked_by"),
        "person": chosen["person"], "baby_id": chosen["baby"],
    }  # fmt: skip
    return render(request, "rights/unit_openings.html", context)


@require_safe
def unit_openings_csv(request, unit):
    place = place_in(request.user, unit, to="lead")
    zone = ZoneInfo(place.unit.time_zone)
    lines = in_words(place.unit, lines_of(place.unit, **_chosen(request.GET))[:MOST_IN_A_TABLE], timezone.now())
    rows = (
        (f"{line.entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}", line.who, line.kind, line.where, line.baby,
         ",".join(line.entry.names), line.entry.pk)
        for line in lines
    )  # fmt: skip
    answer = HttpResponse(table(HEAD, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="who-opened-what.csv"'
    return answer


@dataclass(frozen=True)
class Opening:
    """A person on one day."""

    day: date
    name: str
    role: str
    times: int
    lent: int  # of these on the ward's lent tablet


@require_safe
def openings(request, pk):
    """The family sees who, in which role and on which day; not what it was: a question is its writer's own."""
    baby = baby_for_member(request.user, pk, to="openings")
    zone, since = ZoneInfo(baby.unit.time_zone), timezone.now() - timedelta(days=DAYS)
    rows = Entry.objects.filter(baby=baby.pk, at__gte=since, status__lt=400).exclude(who=None)
    rows = rows.values("who", "who__name", day=TruncDate("at", tzinfo=zone))
    on_a_loan = Count("pk", filter=Q(fields=LENT) | Q(fields__startswith=f"{LENT},"))
    rows = rows.annotate(times=Count("pk"), lent=on_a_loan)
    roles = _roles(baby)
    found = [
        Opening(
            row["day"], row["who__name"], roles.get(row["who"], _("The site’s own staff")), row["times"], row["lent"]
        )
        for row in rows.order_by("-day", "who__name")
    ]
    context = {"baby": baby, "openings": found, "days": DAYS, "current": "log"}
    return render(request, "rights/openings.html", context)


@require_POST
def printings(request, pk):
    """A browser says that a page about this baby went to paper. The line in the audit is all that comes of it."""
    baby_for_member(request.user, pk, to="see")
    return HttpResponse(status=204)


def _roles(baby):
    """What each of them is here, or was, or is in a unit before; a relation as the family itself says it."""
    here = Q(unit=baby.unit_id) | Q(unit__in=baby.transfers.taken().order_by().values("from_unit"))
    staff = UnitMember.objects.filter(here).select_related("unit").order_by("-ended_at")
    team = CareTeamMember.objects.filter(baby=baby).order_by("-ended_at")
    return {each.user_id: _staff_words(each, baby) for each in staff} | {
        each.user_id: each.relation or each.get_role_display() for each in team
    }


def _staff_words(member, baby):
    role = member.get_role_display()
    return role if member.unit_id == baby.unit_id else f"{role}, {member.unit}"


def _people(unit):
    works, cares = Q(memberships__unit=unit), Q(care_team__baby__unit=unit)
    return User.objects.filter(works | cares).distinct().order_by("name", "pk")


def _chosen(query):
    person = query.get("person", "")
    try:
        baby = UUID(query.get("baby", ""))
    except ValueError:
        baby = None
    return {"person": int(person) if person.isdecimal() and len(person) < 18 else None, "baby": baby}
