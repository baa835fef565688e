"""Every page asks the database as often at 300 rows as at 3, and at most 12 times.

One more statement writes down who looked; it asks nothing, and there is never a second one.
"""

import uuid
from datetime import timedelta

import pages
import pytest
import time_machine
from addresses import address
from cast import NOW, gather, make_plan
from django.core.management import call_command
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.test import Client
from own import whole

from massage_site.accounts.login_sessions import LoginSession
from massage_site.accounts.models import UnitMember, User
from massage_site.audit.models import Entry
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember, LimbRestriction
from sessions.babies.questions import Answer, Question
from sessions.babies.visits import Look, Visit
from sessions.babies.windows import Window
from sessions.massages.corrections import Correction
from sessions.massages.models import Massage, MassageCue, TechniqueDone
from sessions.massages.replies import Reply
from sessions.moves.transfers import Transfer
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan, PlannedTechnique
from sessions.plans.templates import PlannedTemplate, PlanTemplate
from sessions.policies.guidance import Guidance
from sessions.policies.models import UnitPolicy
from sessions.rights.erasures import Erasure
from techniques.models import (
    Claim,
    Leaflet,
    LeafletTechnique,
    ShownClaim,
    Step,
    Technique,
    TechniqueReview,
    TechniqueVersion,
)
from techniques.models import TechniqueDecision as Decision
from techniques.models import TechniqueDraft as Draft

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST, FEW, MANY = 12, 3, 300
PAGES = {
    "pat": [
        "today", "log", "massage", "massage-saved", "massage-correct", "massage-error", "massage-move", "massage-new",
        "massage-learn", "massage-together", "massage-afterwards", "massage-after", "massage-paper",
        "massage-paper-kept", "plan-versions", "plan-version", "library", "technique", "technique-step", "questions",
        "question", "device-code", "keep-place", "keep-pin", "keep-mail", "signed-in",
        "massage-with-staff", "take-along", "openings", "my-record", "window", "ending", "card",
    ],
    "sam": ["today"],
    "tess": [
        "babies", "baby-new", "baby", "baby-edit", "plan", "plan-assign", "plan-versions", "plan-version",
        "plan-preview", "plan-renewal", "plan-twins", "twins-apart", "templates", "unit-techniques",
        "unit-technique-review", "unit-technique-new", "unit-draft", "unit-draft-review",
        "invitations", "log", "massage", "library", "technique", "questions",
        "demonstrations", "take-along", "discharge", "transfer", "moves", "ending", "card", "technique-sheet",
        "tablet", "signed-in",
    ],
    "nora": ["babies", "baby", "log"],
    "lena": ["unit-leaflets", "unit-leaflet", "unit-leaflet-new", "unit-leaflet-change",
             "unit-policy", "unit-policy-draft", "unit-policy-version", "unit-claims", "unit-newer", "unit-staff",
             "unit-openings", "unit-numbers", "erasure", "baby-return"],
    None: [
        "front", "library", "technique", "technique-sheet", "before-you-start", "reading-your-baby", "by-age", "why",
        "join", "offline", "tablet-back", "come-in-pin", "come-in-mail",
    ],
}  # fmt: skip
VISITS = [(who, name) for who, names in PAGES.items() for name in names]


def test_every_page_is_counted():
    counted = {name for _, name in VISITS}
    no_rows_of_ours = {"account_login", "demo-people", "theme", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
    no_rows_of_ours.add("readmission")
    assert {page.name for page in pages.PAGES} - counted == no_rows_of_ours


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker):
    """Queries of each visit, at few rows and at many: {(who, name): (few, many)}."""
    with django_db_blocker.unblock(), time_machine.travel(NOW + timedelta(hours=1), tick=False), transaction.atomic():
        call_command("load_catalogue", verbosity=0)
        cast = gather()
        ids = begin(cast)
        found = []
        for rows in (range(FEW), range(FEW, MANY)):
            grow(cast, ids, rows)
            found.append({visit: queries(cast, ids, *visit) for visit in VISITS})
        yield {visit: (found[0][visit], found[1][visit]) for visit in VISITS}
        transaction.set_rollback(True)


def queries(cast, ids, who, name):
    client = Client()
    if who:
        client.force_login(getattr(cast, who))
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address(name, ids))
    assert answer.status_code == 200, f"{name} as {who}: {answer.status_code}"
    lines = [sql for sql in asked if sql.startswith('INSERT INTO "audit_entry"')]
    if len(lines) > 1:  # one statement, but for Sam's 303 babies on SQLite, which takes a hundred lines at once
        assert (who, name) == ("sam", "today")
    return len(asked) - len(lines)


def begin(cast):
    """A routine in force, a draft of the next, and the massage that the pages open."""
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=30), supervised=("indian-milking",))
    Plan.draft_for(cast.bo, cast.tess, NOW)
    Plan.objects.filter(baby=cast.bo, status="active").update(number=1000)
    Plan.objects.filter(baby=cast.bo, status="draft").update(number=1001)
    key = Massage.objects.bulk_create([a_massage(cast.bo, cast.pat, 0)])[0].pk
    batch = uuid.uuid4()
    Massage.objects.bulk_create([a_massage(cast.bo, cast.pat, 5, way="paper", batch=batch)])  # in the month before
    signed = {"signed_by": cast.lena, "signed_at": NOW + timedelta(minutes=1)}  # every routine is behind it
    rules = UnitPolicy(unit=cast.maple, version=1000, demonstrations=True, passes_cap=2, **signed)
    UnitPolicy.objects.bulk_create([rules])
    UnitPolicy.draft_for(cast.maple, cast.lena, NOW)
    question = Question.ask(baby=cast.bo, author=cast.pat, text="How long?", now=NOW)
    written = whole(cast.maple, cast.lena, NOW)
    written.ask(by=cast.lena, now=NOW)
    leaflet = Leaflet(unit=cast.maple, title="Feet")
    leaflet.keep(list(Technique.objects.filter(slug="thumb-press")), by=cast.tess, now=NOW)
    return {
        "pk": cast.bo.pk, "key": key, "number": 1000, "slug": "indian-milking", "order": 2, "unit": cast.maple.pk,
        "batch": batch, "question": question.pk, "draft": written.pk, "leaflet": leaflet.pk,
    }  # fmt: skip


def grow(cast, ids, rows):
    """One more of everything for each of these rows."""
    more_massages(cast, ids, rows)
    more_routines(cast, rows)
    more_of_bo(cast, rows)
    more_babies(cast, rows)
    more_words(cast, ids, rows)
    more_techniques(cast, rows)
    more_templates(cast, rows)
    more_of_the_unit(cast, rows)
    more_leaflets(cast, ids, rows)
    more_lines(cast, rows)
    more_sign_ins(cast, rows)


def hold(plan, by, nth, **ended):
    return PlanHold(baby=plan.baby, plan=plan, reason=f"Rest {nth}", held_by=by, held_at=NOW, **ended)


def a_massage(baby, author, nth, **more):
    at = NOW - timedelta(days=nth % 20, minutes=nth)
    return Massage(
        baby=baby, digest="x", giver=author, author=author, outcome="stopped" if nth % 2 else "completed",
        started_at=at, ended_at=at, time_zone="Europe/London", family_day=at.date(), mood_before="calm",
        mood_after="sleepy", signs="seen", postmenstrual_days=250, chronological_days=30, corrected_days=-20,
        received_at=at, note="He slept.", **more,
    )  # fmt: skip


def more_massages(cast, ids, rows):
    version, plan = TechniqueVersion.objects.first(), Plan.objects.get(baby=cast.bo, status="active")
    sheet = {"way": "paper", "batch": ids["batch"], "is_timed": False}
    massages = [a_massage(cast.bo, cast.pat, nth, **sheet) for nth in rows]
    for each in massages:
        each.plan = plan
    Massage.objects.bulk_create(massages)
    keys = [each.pk for each in massages] + [ids["key"]] * len(rows)
    MassageCue.objects.bulk_create(
        MassageCue(massage_id=key, slug="yawns", version=version, step=1, second=10) for key in keys
    )
    TechniqueDone.objects.bulk_create(
        TechniqueDone(massage_id=key, version=version, side="left", passes=1) for key in keys
    )
    Correction.objects.bulk_create(
        Correction(massage_id=ids["key"], field="giver", old=str(cast.jo.pk), by=cast.jo, at=NOW, reason=str(nth))
        for nth in rows
    )


def more_words(cast, ids, rows):
    """Questions that wait and questions that were answered, and notes on a massage that nobody has read."""
    for author, baby in [(cast.pat, cast.bo)] * len(rows) + [
        (cast.sam, each) for each in Baby.objects.filter(first_name__startswith="Kai", questions=None)
    ]:
        asked = Question.objects.bulk_create(
            Question(baby=baby, author=author, text="Why?", asked_at=NOW) for _ in "12"
        )
        Answer.objects.create(question=asked[0], text="So.", by=cast.tess, at=NOW)
    Reply.objects.bulk_create(
        Reply(massage_id=massage, text="Lovely.", by=cast.tess, at=NOW)
        for massage in [ids["key"]] * len(rows) + list(Massage.objects.values_list("pk", flat=True))
    )


def more_routines(cast, rows):
    at = NOW - timedelta(days=10)
    plans = [
        Plan(
            baby=cast.bo, number=nth + 1, status="superseded", started_by=cast.tess, started_at=at, ended_at=at,
            assigned_by=cast.tess, assigned_at=at, note="Again.",
        )
        for nth in rows
    ]  # fmt: skip
    Plan.objects.bulk_create(plans)
    PlanHold.objects.bulk_create(hold(plan, cast.nora, 1, ended_by=cast.tess, ended_at=NOW) for plan in plans)
    versions = TechniqueVersion.objects.all()[:4]
    PlannedTechnique.objects.bulk_create(
        PlannedTechnique(
            plan=plan, version=version, order=order, passes=3, touches=1, seconds=4, side="left", supervised=True
        )
        for plan in plans
        for order, version in enumerate(versions)
    )


def more_of_bo(cast, rows):
    ended = {"noted_by": cast.nora, "noted_at": NOW, "ended_by": cast.nora, "ended_at": NOW}
    Visit.objects.bulk_create(Visit(baby=cast.bo, by=cast.tess, at=NOW, what_was_shown="Holding.") for _ in rows)
    Look.objects.bulk_create(Look(baby=cast.bo, by=cast.lena, at=NOW - timedelta(days=2)) for _ in rows)
    LimbRestriction.objects.bulk_create(
        LimbRestriction(baby=cast.bo, limb="right", reason="Drip", **ended) for _ in rows
    )
    BabyPrecaution.objects.bulk_create(BabyPrecaution(baby=cast.bo, slug="cast", **ended) for _ in rows)
    aunts = User.objects.bulk_create(User(name=f"Aunt {nth}", password="!") for nth in rows)
    CareTeamMember.objects.bulk_create(
        CareTeamMember(baby=cast.bo, user=aunt, role="family", relation="aunt", joined_at=NOW) for aunt in aunts
    )
    version = Plan.objects.get(baby=cast.bo, status="active").planned.last().version
    ReturnDemonstration.objects.bulk_create(
        ReturnDemonstration(baby=cast.bo, person=aunt, version=version, level="help", by=cast.tess, at=NOW)
        for aunt in [*aunts, cast.pat]
    )
    codes = Invitation.objects.bulk_create(
        Invitation(
            unit=cast.maple, code_hash=uuid.uuid4().hex, role="family", for_name=f"Rosa {nth}", issued_by=cast.tess,
            issued_at=NOW, expires_at=NOW + timedelta(days=1),
        )
        for nth in rows
    )  # fmt: skip
    opens = Invitation.babies.through
    opens.objects.bulk_create(opens(invitation=code, baby=cast.bo) for code in codes)


def more_babies(cast, rows):
    """Babies of the unit, each with a routine, massages since the last look, and Sam as their family."""
    babies = Baby.objects.bulk_create(
        Baby(unit=cast.maple, first_name=f"Kai {nth}", birth_date=cast.bo.birth_date, ga_weeks=31, ga_days=2)
        for nth in rows
    )
    CareTeamMember.objects.bulk_create(
        CareTeamMember(baby=baby, user=cast.sam, role="guardian", joined_at=NOW) for baby in babies
    )
    Massage.objects.bulk_create(a_massage(baby, cast.sam, nth) for nth, baby in enumerate(babies))
    Window.objects.bulk_create(
        Window(baby=baby, unit=cast.maple, why="home", until=NOW + timedelta(days=9), set_by=cast.tess, set_at=NOW)
        for baby in babies
    )
    sent = {"from_unit": cast.maple, "to_unit": cast.birch, "day": NOW.date(), "started_by": cast.tess}
    Transfer.objects.bulk_create(Transfer(baby=baby, reason="Nearer", started_at=NOW, **sent) for baby in babies)
    plans = Plan.objects.bulk_create(
        Plan(
            baby=baby, number=1, status="active", started_by=cast.tess, started_at=NOW, assigned_by=cast.tess,
            assigned_at=NOW, note="Gently.", review_on=NOW.date(),
        )
        for baby in babies
    )  # fmt: skip
    PlanHold.objects.bulk_create(hold(plan, cast.nora, nth) for nth, plan in enumerate(plans))
    version = TechniqueVersion.objects.first()
    PlannedTechnique.objects.bulk_create(
        PlannedTechnique(
            plan=plan, version=version, order=1, passes=3, touches=1, seconds=4, side="left", supervised=True
        )
        for plan in plans
    )
    LimbRestriction.objects.bulk_create(
        LimbRestriction(baby=baby, limb="left", reason="Drip", noted_by=cast.nora, noted_at=NOW) for baby in babies
    )


def more_techniques(cast, rows):
    """The unit's own techniques, copied from one that ships."""
    shipped = Technique.objects.get(slug="indian-milking")
    text = shipped.current()
    words = model_to_dict(text, exclude=["id", "technique"])
    step = model_to_dict(text.steps.first(), exclude=["id", "version"])
    techniques = Technique.objects.bulk_create(
        Technique(slug=f"own-{nth}", owner=cast.maple, region=shipped.region, order=nth) for nth in rows
    )
    versions = TechniqueVersion.objects.bulk_create(
        TechniqueVersion(**words, technique=technique) for technique in techniques
    )
    Step.objects.bulk_create(Step(**step, version=version) for version in versions)
    claims = Claim.objects.bulk_create(
        Claim(version=version, order=1, text="It is said.", said_by="A magazine", evidence="T") for version in versions
    )
    ShownClaim.objects.bulk_create(
        ShownClaim(unit=cast.maple, claim=claim, shown_by=cast.lena, shown_at=NOW) for claim in claims[::2]
    )
    Decision.objects.bulk_create(
        Decision(technique=each.technique, version=each, kind="published", by=cast.lena, at=NOW) for each in versions
    )
    facts = {"unit": cast.maple, "region": "foot", "direction": "press", "started_by": cast.tess, "started_at": NOW}
    facts |= {"changed_by": cast.tess, "changed_at": NOW}
    Draft.objects.bulk_create(Draft(family_name=f"Draft {nth}", **facts) for nth in rows)
    more_reviews(cast, words, step, rows)


def more_reviews(cast, words, step, rows):
    """More that ship, each with its review."""
    techniques = Technique.objects.bulk_create(Technique(slug=f"ships-{nth}", region="foot", order=nth) for nth in rows)
    versions = TechniqueVersion.objects.bulk_create(
        TechniqueVersion(**words, technique=technique) for technique in techniques
    )
    Step.objects.bulk_create(Step(**step, version=version) for version in versions)
    claims = Claim.objects.bulk_create(
        Claim(version=version, order=1, text="It is said.", said_by="A magazine", evidence="T") for version in versions
    )
    ShownClaim.objects.bulk_create(
        ShownClaim(unit=cast.maple, claim=claim, shown_by=cast.lena, shown_at=NOW) for claim in claims[::2]
    )
    TechniqueReview.objects.bulk_create(
        TechniqueReview(unit=cast.maple, version=version, by=cast.lena, at=NOW) for version in versions
    )


def more_templates(cast, rows):
    """Every third is retired."""
    technique = Technique.objects.get(slug="indian-milking")
    retired = {"retired_by": cast.lena, "retired_at": NOW}
    templates = PlanTemplate.objects.bulk_create(
        PlanTemplate(
            unit=cast.maple, name=f"First {nth}", kept_by=cast.tess, kept_at=NOW, **({} if nth % 3 else retired)
        )
        for nth in rows
    )  # fmt: skip
    PlannedTemplate.objects.bulk_create(
        PlannedTemplate(template=each, technique=technique, order=1, passes=3, touches=1, seconds=5, side="both")
        for each in templates
    )


def more_leaflets(cast, ids, rows):
    """Leaflets, and techniques on the one that is opened."""
    facts = {"unit": cast.maple, "changed_by": cast.tess, "changed_at": NOW}
    leaflets = Leaflet.objects.bulk_create(Leaflet(title=f"Feet {nth}", **facts) for nth in rows)
    own = Technique.objects.filter(slug__in=[f"own-{nth}" for nth in rows])
    LeafletTechnique.objects.bulk_create(
        LeafletTechnique(leaflet_id=pk, technique=technique, order=nth)
        for pk in (ids["leaflet"], leaflets[0].pk)
        for nth, technique in enumerate(own, start=2)
    )


def more_lines(cast, rows):
    """Who opened Bo's record: everybody of the family, each on a day of their own."""
    people = list(User.objects.order_by("pk"))
    Entry.objects.bulk_create(
        Entry(
            at=NOW - timedelta(hours=nth), who=people[nth % len(people)], unit=cast.maple, baby=cast.bo.pk, act="log",
            wrote=False, status=200,
        )
        for nth in rows
    )  # fmt: skip
    wishes = Baby.objects.filter(first_name__in=[f"Kai {nth}" for nth in rows])
    Erasure.objects.bulk_create(
        Erasure(baby=baby.pk, unit=cast.maple, asked_by=cast.sam, asked_at=NOW) for baby in wishes
    )


def more_sign_ins(cast, rows):
    """Other browsers in which Pat and Tess are signed in."""
    for who in (cast.pat, cast.tess):
        (client := Client()).force_login(who)
        row = LoginSession.objects.get(pk=client.session.session_key)
        facts = {"user": who, "session_data": row.session_data, "expire_date": row.expire_date}
        LoginSession.objects.bulk_create(LoginSession(pk=f"{who.pk}-{nth}", **facts) for nth in rows)


def more_of_the_unit(cast, rows):
    """Older rules, guidance for each own technique in force and in the draft, and colleagues; every third is gone."""
    signed = {"signed_by": cast.lena, "signed_at": NOW}
    UnitPolicy.objects.bulk_create(UnitPolicy(unit=cast.maple, version=nth + 1, **signed) for nth in rows)
    policies = UnitPolicy.objects.filter(unit=cast.maple, version__gte=1000)
    techniques = Technique.objects.filter(slug__in=[f"own-{nth}" for nth in rows])
    Guidance.objects.bulk_create(
        Guidance(policy=policy, technique=technique, from_weeks=34) for policy in policies for technique in techniques
    )
    people = User.objects.bulk_create(
        User(name=f"Colleague {nth}", email=f"c{nth}@maple.example", password="!") for nth in rows
    )
    gone = {"ended_at": NOW, "ended_by": cast.lena}
    UnitMember.objects.bulk_create(
        UnitMember(
            unit=cast.maple, user=person, role="nurse", invited_by=cast.lena, **({} if nth % 3 else gone)
        )
        for nth, person in enumerate(people)
    )  # fmt: skip


@pytest.mark.parametrize(("who", "name"), VISITS, ids=[f"{name}-{who or 'visitor'}" for who, name in VISITS])
def test_a_page_asks_as_often_for_300_rows_as_for_3_and_at_most_12_times(counts, who, name):
    few, many = counts[who, name]
    assert many == few
    assert few <= MOST
