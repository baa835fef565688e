"""The cast of every test: two units, one family with twins, a helper who had to leave, and a stranger."""

import time
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client

from massage_site.accounts.models import Unit, UnitMember, User
from sessions.babies.models import Baby, CareTeamMember
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


def gather():
    maple = Unit.objects.create(name="Maple NICU", phone="01632 960 010", time_zone="Europe/London")
    birch = Unit.objects.create(name="Birch NICU", phone="01632 960 020", time_zone="Europe/London")
    people = SimpleNamespace(
        maple=maple,
        birch=birch,
        tess=make_staff(name="Tess", unit=maple, role="therapist"),
        lena=make_staff(name="Lena", unit=maple, role="lead"),
        nora=make_staff(name="Nora", unit=maple, role="nurse"),
        tom=make_staff(name="Tom", unit=birch, role="therapist"),
        lou=make_staff(name="Lou", unit=birch, role="lead"),
        pat=make_user(name="Pat"),
        jo=make_user(name="Jo"),
        ines=make_user(name="Ines"),
        sam=make_user(name="Sam"),
        bo=make_baby(unit=maple, first_name="Bo", cot="4"),
        ada=make_baby(unit=maple, first_name="Ada", cot="5"),
        noor=make_baby(unit=maple, first_name="Noor", birth_date=date(2026, 11, 10), ga=(34, 0), cot="9"),
    )
    people.bo.link_twin(people.ada)
    for parent in (people.pat, people.jo):
        for baby in (people.bo, people.ada):
            join_care_team(baby=baby, user=parent)
    join_care_team(baby=people.bo, user=people.ines, role="helper", expires_at=datetime(2026, 11, 1, 12, tzinfo=UTC))
    join_care_team(baby=people.noor, user=people.sam)
    return people


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
