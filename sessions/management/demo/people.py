"""Who lives in the demo, and how to take them out again."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from massage_site.accounts.models import Unit, UnitMember, User
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, MultipleBirth
from sessions.babies.visits import Visit
from sessions.massages.models import Massage
from sessions.plans.models import Plan
from sessions.plans.templates import PlanTemplate
from sessions.policies.models import UnitPolicy
from sessions.rights.erasures import Erasure
from techniques.models import ShownClaim

from . import own_techniques

PASSWORD = "cloth and stitches"  # noqa: S105 - printed for everybody who starts the demo
ZONE = "Europe/London"
UNITS = {"Maple NICU": "01632 960 010", "Birch NICU": "01632 960 020"}  # numbers that ring nowhere
STAFF = {
    "tess": ("Tess O’Brien", "Maple NICU", "therapist"),
    "lena": ("Lena Okafor", "Maple NICU", "lead"),
    "nora": ("Nora Lind", "Maple NICU", "nurse"),
    "tom": ("Tom Berger", "Birch NICU", "therapist"),
    "lou": ("Lou Marchetti", "Birch NICU", "lead"),
}
FAMILY = {
    "pat": ("Pat", "mother of the twins Bo and Ada"),
    "jo": ("Jo", "father of the twins Bo and Ada"),
    "ines": ("Ines", "Bo’s grandmother; her time as a helper is over"),
    "hana": ("Hana Kim", "mother of Mira, at home since four weeks"),
    "dan": ("Dan Kim", "father of Mira"),
    "sam": ("Sam", "parent of Noor"),
    "mina": ("Mina", "Noor’s grandmother; she came in with a code just now"),
    "alma": ("Alma", "mother of Leo, in Birch NICU"),
}


class Clock:
    """Every date of the demo is so many days before the moment it was furnished."""

    def __init__(self, now):
        self.now, self.zone = now, ZoneInfo(ZONE)
        self.today = now.astimezone(self.zone).date()

    def day(self, ago):
        return self.today - timedelta(days=ago)

    def at(self, ago, clock):
        """So many days ago, at "19:40" on the wall."""
        return datetime.combine(self.day(ago), time.fromisoformat(clock), self.zone)


def move_in(room):
    units = {
        name: Unit.objects.create(name=name, phone=phone, emergency_number="999", time_zone=ZONE)
        for name, phone in UNITS.items()
    }
    room.maple, room.birch = units.values()
    hashed = make_password(PASSWORD)  # once for all: it is slow on purpose
    for key, (name, unit, role) in STAFF.items():
        email = f"{key}@{unit.split()[0].lower()}.example"
        user = User.objects.create_user(email=email, name=name)
        user.password = hashed
        user.save(update_fields=["password"])
        UnitMember.objects.create(unit=units[unit], user=user, role=role, joined_at=room.clock.at(400, "08:00"))
        setattr(room, key, user)
    for key, (name, _note) in FAMILY.items():
        setattr(room, key, User.objects.create_user(name=name))


def introductions(room):
    """Rows for the demo's door, in the order people look for them."""
    staff = [
        {"pk": getattr(room, key).pk, "name": name, "group": unit, "note": UnitMember.Role(role).label.lower()}
        for key, (name, unit, role) in STAFF.items()
    ]
    family = [
        {"pk": getattr(room, key).pk, "name": name, "group": "Families", "note": note}
        for key, (name, note) in FAMILY.items()
    ]
    return [{name: str(value) if name != "pk" else value for name, value in row.items()} for row in staff + family]


def move_out():
    """Take out the demo's units with all that is in them; whatever else is in the database stays."""
    units = Unit.objects.filter(name__in=UNITS)
    babies = Baby.objects.filter(unit__in=units)
    births = list(babies.exclude(birth=None).values_list("birth", flat=True))
    in_demo = Q(memberships__unit__in=units) | Q(care_team__baby__in=babies)
    users = list(User.objects.filter(in_demo, is_superuser=False).values_list("pk", flat=True).distinct())
    Massage.objects.filter(baby__in=babies).delete()
    Plan.objects.filter(baby__in=babies).delete()
    Visit.objects.filter(baby__in=babies).delete()
    Invitation.objects.filter(unit__in=units).delete()
    Erasure.objects.filter(unit__in=units).delete()
    babies.delete()
    MultipleBirth.objects.filter(pk__in=births).delete()
    ShownClaim.objects.filter(unit__in=units).delete()
    UnitPolicy._base_manager.filter(unit__in=units).delete()  # the only way out for what is signed
    PlanTemplate.objects.filter(unit__in=units).delete()
    own_techniques.move_out(units)
    UnitMember.objects.filter(unit__in=units).delete()
    User.objects.filter(pk__in=users).delete()
    units.delete()
