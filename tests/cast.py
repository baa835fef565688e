"""The cast of every test: two units, one family with twins, a helper who had to leave, and a stranger."""

import time
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client

from massage_site.accounts.models import Unit, UnitMember, User
from sessions.babies.models import Baby, CareTeamMember, MultipleBirth
from sessions.massages.models import Massage
from sessions.plans.models import Plan
from sessions.policies.guidance import Guidance
from sessions.policies.models import UnitPolicy
from techniques.models import Claim, Step, Technique, TechniqueVersion

NOW = datetime(2026, 12, 3, 19, 30, tzinfo=UTC)
PASSWORD = "cloth and stitches"
MOST_STATEMENTS = 12 + 1  # of one page: twelve questions, and the line that writes down who looked


def make_user(*, name, email=None):
    return User.objects.create_user(email=email, password=PASSWORD if email else None, name=name)


def make_staff(*, name, unit, role):
    user = make_user(name=name, email=f"{name.lower()}@{unit.name.split()[0].lower()}.example")
    UnitMember.objects.create(unit=unit, user=user, role=role)
    return user


def make_baby(*, unit, first_name, birth_date=date(2026, 10, 27), ga=(31, 2), place="nicu", **fields):
    return Baby.objects.create(
        unit=unit, first_name=first_name, birth_date=birth_date, ga_weeks=ga[0], ga_days=ga[1], place=place, **fields
    )


def join_care_team(*, baby, user, role="guardian", relation="", expires_at=None):
    return CareTeamMember.objects.create(
        baby=baby, user=user, role=role, relation=relation, joined_at=NOW - timedelta(days=30), expires_at=expires_at
    )


def make_plan(*, baby, by, slugs=("resting-hands", "indian-milking"), side="left", now=NOW, note="", supervised=()):
    """Assign a routine; needs the catalogue fixture."""
    plan = Plan.draft_for(baby, by, now)
    for item in list(plan.planned.all()):
        item.delete()
    for slug in slugs:
        item = plan.add(Technique.objects.get(slug=slug), side)
        item.supervised = slug in supervised
        item.save(update_fields=["supervised"])
    plan.assign(by=by, now=now, note=note)
    return plan


def make_policy(*, unit, by, now=NOW, guidance=(), **values):
    """Sign a policy with these values. guidance: {slug: (from weeks, until weeks)}; needs the catalogue fixture."""
    draft = UnitPolicy.draft_for(unit, by, now)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save()
    known = {each.slug: each for each in Technique.objects.filter(slug__in=guidance)}
    draft.put_windows(
        [Guidance(technique=known[slug], from_weeks=guidance[slug][0], until_weeks=guidance[slug][1]) for slug in known]
    )
    draft.sign(by=by, now=now)
    return draft


def make_massage(*, baby, author, key=None, started_at=NOW, minutes=2, outcome="completed", cues=(), **facts):
    import uuid

    facts = {"mood_before": "calm", "mood_after": "calm", "giver": author, **facts}
    plan = facts.pop("plan", Plan.objects.in_force().filter(baby=baby).first())
    massage, _ = Massage.record(
        key=key or uuid.uuid4(),
        baby=baby,
        author=author,
        now=started_at + timedelta(minutes=minutes),
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=minutes),
        time_zone="Europe/London",
        plan=plan,
        outcome=outcome,
        signs="seen" if cues else "none_seen",
        cues=[{"slug": slug} for slug in cues],
        **facts,
    )
    return massage


def note_steps(client, user, *methods):
    """Write into the session how it was opened, as allauth does at its doors."""
    session = client.session
    session["account_authentication_methods"] = [{"method": each, "at": time.time()} for each in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def code_of(secret, later=0):
    """What the app on somebody's phone shows now, or so many half minutes later."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def password_alone(client, user):
    """Sign in as somebody who has no second step yet."""
    client.force_login(user)
    note_steps(client, user, "password")


@pytest.fixture(autouse=True, scope="session")
def force_login_is_a_whole_sign_in():
    """`force_login` stands for a person who came in by both steps; `password_alone` for one who did not."""
    before = Client.force_login

    def whole(client, user, backend=None):
        before(client, user, backend)
        note_steps(client, user, "password", "mfa")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", whole)
        yield


@pytest.fixture
def cast(db):
    """Everybody, with no catalogue and no routine yet."""
    return gather()


STAFF = [  # name, unit, role
    ("tess", "Maple", "therapist"), ("lena", "Maple", "lead"), ("nora", "Maple", "nurse"),
    ("tom", "Birch", "therapist"), ("lou", "Birch", "lead"),
]  # fmt: skip
RELATIVES = ("pat", "jo", "ines", "sam")


def gather():
    """A thousand tests ask for them all, so each table is written to once."""
    maple, birch = Unit.objects.bulk_create(
        Unit(name=f"{name} NICU", phone=f"01632 960 0{end}", time_zone="Europe/London")
        for name, end in (("Maple", 10), ("Birch", 20))
    )
    units = {"Maple": maple, "Birch": birch}
    known, unknown = make_password(PASSWORD), make_password(None)
    staff = [
        User(name=name.title(), email=f"{name}@{unit.lower()}.example", password=known) for name, unit, _role in STAFF
    ]
    relatives = [User(name=name.title(), password=unknown) for name in RELATIVES]
    people = {user.name.lower(): user for user in User.objects.bulk_create(staff + relatives)}
    UnitMember.objects.bulk_create(
        UnitMember(unit=units[unit], user=people[name], role=role) for name, unit, role in STAFF
    )
    twins = {"birth": MultipleBirth.objects.create(), "birth_date": date(2026, 10, 27), "ga_weeks": 31, "ga_days": 2}
    bo, ada, noor = Baby.objects.bulk_create(
        Baby(unit=maple, place="nicu", **facts)
        for facts in (
            {"first_name": "Bo", "cot": "4", "birth_order": 1, **twins},
            {"first_name": "Ada", "cot": "5", "birth_order": 2, **twins},
            {"first_name": "Noor", "cot": "9", "birth_date": date(2026, 11, 10), "ga_weeks": 34, "ga_days": 0},
        )
    )
    until = {"role": "helper", "expires_at": datetime(2026, 11, 1, 12, tzinfo=UTC)}
    of_bo = [(bo, "pat", {}), (ada, "pat", {}), (bo, "jo", {}), (ada, "jo", {}), (bo, "ines", until)]
    CareTeamMember.objects.bulk_create(
        CareTeamMember(
            **{"role": "guardian", **facts}, baby=baby, user=people[name], joined_at=NOW - timedelta(days=30)
        )
        for baby, name, facts in [*of_bo, (noor, "sam", {})]
    )
    return SimpleNamespace(maple=maple, birch=birch, bo=bo, ada=ada, noor=noor, **people)


SHIPPED = []  # the rows that the files became, table by table; the same in every test of this process


@pytest.fixture
def catalogue(db):
    """The techniques as they ship. Six hundred tests ask for them: the files are read once, then rows are put back."""
    if SHIPPED:
        for rows in SHIPPED:
            type(rows[0]).objects.bulk_create(rows)
    else:
        call_command("load_catalogue", verbosity=0)
        SHIPPED.extend(list(table.objects.all()) for table in (Technique, TechniqueVersion, Step, Claim))
