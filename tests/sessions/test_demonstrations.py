"""Return demonstration: seen once and never changed; what waits to be shown opens alone only after it was signed."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from sessions.massages import tickets
from sessions.massages.models import Massage
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.models import Plan, PlannedTechnique
from techniques.models import TechniqueVersion
from tests.cast import NOW, make_plan, make_policy

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(catalogue):
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asks(cast):
    """The unit lets families show a technique first."""
    return make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)


@pytest.fixture
def plan(cast):
    return make_plan(baby=cast.bo, by=cast.tess, supervised=("indian-milking",))


@pytest.fixture
def strokes(plan):
    return plan.planned.get(supervised=True).version


def sees(cast, version, level, *, person=None, at=NOW, **facts):
    return ReturnDemonstration.objects.create(
        baby=cast.bo, person=person or cast.pat, version=version, level=level, by=cast.tess, at=at, **facts
    )


def as_(client, user):
    client.force_login(user)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def to(name, baby, *more):
    return reverse(name, args=[baby.pk, *more])


def versions_played(answer):
    """What the player would note down as done, from the page as it came; nothing without a player."""
    found = re.search(r'data-turns="(\[.*?\])"', unescape(answer.content.decode()))
    return {row["version"] for row in json.loads(found[1])} if found else set()


# --- what opens, and for whom


def test_it_is_off_until_the_unit_turns_it_on(client, cast, plan, strokes):
    assert strokes.pk in versions_played(as_(client, cast.pat).get(to("massage-new", cast.bo)))
    assert "Together with Tess first" not in words(client.get(reverse("today")))
    assert "Return demonstration" not in words(as_(client, cast.tess).get(to("baby", cast.bo)))
    page = as_(client, cast.tess).get(to("demonstrations", cast.bo))
    assert "The unit lead can turn it on." in words(page)
    sent = {"person": cast.pat.pk, "seen": f"{strokes.pk}:watched"}
    assert client.post(to("demonstrations", cast.bo), sent).status_code == 403


def test_the_player_leaves_out_what_waits_and_says_so(client, cast, asks, plan, strokes):
    page = as_(client, cast.pat).get(to("massage-new", cast.bo))
    assert strokes.pk not in versions_played(page)
    assert f"Together with Tess first: {strokes.family_name}." in words(page)
    today = words(client.get(reverse("today")))
    assert f"Together with Tess first: {strokes.family_name}." in today
    assert "Start with Bo" in today


@pytest.mark.parametrize(
    ("level", "opens"), [("shown", False), ("help", False), ("watched", True), ("independent", True)]
)
def test_it_opens_alone_from_watched_alone_on(client, cast, asks, plan, strokes, level, opens):
    sees(cast, strokes, level)
    assert (strokes.pk in versions_played(as_(client, cast.pat).get(to("massage-new", cast.bo)))) is opens


def test_a_newer_row_puts_it_right(client, cast, asks, plan, strokes):
    sees(cast, strokes, "watched")
    sees(cast, strokes, "help", at=NOW + timedelta(minutes=2))
    assert strokes.pk not in versions_played(as_(client, cast.pat).get(to("massage-new", cast.bo)))
    assert ReturnDemonstration.objects.count() == 2


def test_it_holds_for_one_person_one_baby_and_the_text_that_was_shown(client, cast, asks, plan, strokes):
    sees(cast, strokes, "watched")
    assert strokes.pk not in versions_played(as_(client, cast.jo).get(to("massage-new", cast.bo)))
    make_plan(baby=cast.ada, by=cast.tess, supervised=("indian-milking",))
    as_(client, cast.pat)
    assert strokes.pk not in versions_played(client.get(to("massage-new", cast.ada)))
    anew = TechniqueVersion.objects.exclude(pk=strokes.pk).filter(technique__slug="thumb-over-thumb").first()
    PlannedTechnique.objects.filter(plan=plan, version=strokes).update(
        version=anew
    )  # as if the steps were written anew
    assert anew.pk not in versions_played(client.get(to("massage-new", cast.bo)))


def test_when_everything_waits_the_page_says_what_to_do(client, cast, asks):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), supervised=("indian-milking",))
    page = words(as_(client, cast.pat).get(to("massage-new", cast.bo)))
    assert "Together with Tess first" in page
    assert to("massage-with-staff", cast.bo) in page
    assert "Start with Bo" not in words(client.get(reverse("today")))


def test_together_with_staff_all_of_it_opens_and_no_device_keeps_the_page(client, cast, asks, plan, strokes):
    page = as_(client, cast.pat).get(to("massage-with-staff", cast.bo))
    assert strokes.pk in versions_played(page)
    assert 'name="with_staff" value="yes"' in words(page)
    assert "Handhug-Copy" not in page.headers


def test_learning_it_is_always_open(client, cast, asks, plan, strokes):
    page = words(as_(client, cast.pat).get(to("massage-learn", cast.bo)))
    assert strokes.title_step("nicu").text in page
    assert f"Together with Tess first: {strokes.family_name}." in page


# --- what was done is kept


def post(client, plan, version, *, by="page", person=None, at=NOW, **more):
    done = json.dumps([{"version": version.pk, "side": "left", "passes": 3, "whole": True}])
    sent = {
        "key": "00000000-0000-4000-8000-000000000001", "plan": plan.pk, "outcome": "completed", "done": done,
        "started_at": at.isoformat(), "ended_at": at.isoformat(), "time_zone": "Europe/London", **more,
    }  # fmt: skip
    if by == "page":
        return client.post(to("massages", plan.baby), sent)
    sent |= {"kind": "massage", "ticket": tickets.issue(person, plan.baby, plan, NOW)}
    return client.post(reverse("outbox"), sent)


@pytest.mark.parametrize("by", ["page", "outbox"])
def test_done_alone_too_soon_is_kept_and_marked_and_said_kindly(client, cast, asks, plan, strokes, by):
    answer = post(as_(client, cast.pat), plan, strokes, by=by, person=cast.pat)
    assert answer.status_code in (201, 302)
    massage = Massage.objects.get()
    assert massage.outcome == "completed"
    assert massage.done.get().before_shown
    said = words(client.get(to("massage-saved", cast.bo, massage.pk)))
    assert f"Next time together with your therapist: {strokes.family_name}." in said
    assert "Done alone, before it was signed" in words(as_(client, cast.tess).get(to("massage", cast.bo, massage.pk)))


@pytest.mark.parametrize("why", ["with staff", "signed before", "another technique", "off"])
def test_nothing_is_marked(client, cast, plan, strokes, why):
    if why != "off":
        make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
    if why == "signed before":
        sees(cast, strokes, "watched", at=NOW - timedelta(minutes=1))
    version = plan.planned.get(supervised=False).version if why == "another technique" else strokes
    more = {"with_staff": "yes"} if why == "with staff" else {}
    post(as_(client, cast.pat), plan, version, **more)
    massage = Massage.objects.get()
    assert not massage.done.get().before_shown
    assert massage.with_staff == (why == "with staff")


def test_signed_after_it_began_is_signed_too_late(client, cast, asks, plan, strokes):
    sees(cast, strokes, "watched", at=NOW + timedelta(minutes=1))
    post(as_(client, cast.pat), plan, strokes)
    assert Massage.objects.get().done.get().before_shown


# --- the therapist's two taps


def test_from_the_babys_page_one_tap_opens_it_and_the_next_one_keeps_it(client, cast, asks, plan, strokes):
    assert to("demonstrations", cast.bo) in words(as_(client, cast.tess).get(to("baby", cast.bo)))
    sent = {"person": cast.pat.pk, "seen": f"{strokes.pk}:help", "language": "Polish", "interpreter": "on"}
    assert client.post(to("demonstrations", cast.bo), sent).url.endswith(f"#person-{cast.pat.pk}")
    row = ReturnDemonstration.objects.get()
    assert (row.person, row.version, row.level, row.language, row.interpreter, row.by, row.at) == (
        cast.pat, strokes, "help", "Polish", True, cast.tess, LATER,
    )  # fmt: skip
    page = words(client.get(to("demonstrations", cast.bo)))
    assert 'value="Polish"' in page
    assert f'value="{strokes.pk}:help" aria-current="true"' in page
    assert f"{strokes.family_name}: <b>With help</b>" in words(client.get(to("baby", cast.bo)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": 0},
        {"seen": "x:help"},
        {"seen": ""},
        {"seen": "{pk}:expert"},
        {"seen": "{pk}:help", "language": "x" * 41},
    ],
)
def test_what_cannot_be_gets_a_sentence(client, cast, asks, plan, strokes, wrong):
    sent = {"person": cast.pat.pk, "seen": "{pk}:help"} | wrong
    sent["seen"] = sent["seen"].format(pk=strokes.pk)
    answer = as_(client, cast.tess).post(to("demonstrations", cast.bo), sent)
    assert answer.status_code == 422
    assert 'role="alert"' in words(answer)
    assert not ReturnDemonstration.objects.exists()


def test_a_nurse_reads_it_and_has_nothing_to_tap(client, cast, asks, plan, strokes):
    sees(cast, strokes, "watched")
    page = words(as_(client, cast.nora).get(to("demonstrations", cast.bo)))
    assert "Watched alone" in page
    assert 'name="seen"' not in page


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("shown", "Tess showed you this on 3 December."),
        ("help", "You did this with Tess on 3 December."),
        ("watched", "You showed Tess this on 3 December."),
        ("independent", "You know this well."),
    ],
)
def test_the_family_reads_its_own_kindly(client, cast, asks, plan, strokes, level, says):
    sees(cast, strokes, level)
    assert says in words(as_(client, cast.pat).get(to("plan-version", cast.bo, 1)))
    assert says not in words(as_(client, cast.jo).get(to("plan-version", cast.bo, 1)))


# --- the builder


def test_the_chip_is_there_when_the_unit_asks_and_only_a_draft_takes_it(client, cast, plan):
    item = plan.planned.get(supervised=False)
    as_(client, cast.tess)
    for on in (False, True):
        if on:
            make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
        assert ('name="supervised"' in words(client.get(to("plan", cast.bo)))) is on
        client.post(to("plan-change", cast.bo, item.pk), {"supervised": "true"})
        draft = Plan.objects.get(baby=cast.bo, status="draft")
        assert draft.planned.get(version=item.version).supervised is on
    item.refresh_from_db()
    assert not item.supervised
    item.supervised = True
    with pytest.raises(ValidationError):
        item.save()


def test_a_new_version_a_twin_and_a_template_carry_it_and_the_family_reads_it(client, cast, asks, plan, strokes):
    draft = Plan.draft_for(cast.bo, cast.tess, LATER)
    item = draft.planned.get(supervised=True)
    client = as_(client, cast.tess)
    client.post(to("template-keep", cast.bo), {"name": "First"})
    client.post(to("plan-copy", cast.bo, cast.ada.pk))
    assert cast.maple.plan_templates.get().planned.get(technique=item.technique).supervised
    assert Plan.objects.get(baby=cast.ada).planned.get(version=strokes).supervised
    item.supervised = False
    item.save()
    draft.assign(by=cast.tess, now=LATER)
    page = words(as_(client, cast.pat).get(to("plan-version", cast.bo, 2)))
    assert f"{strokes.family_name}: no longer only together with your therapist." in page


def test_what_must_never_be(cast, plan, strokes):
    with pytest.raises(IntegrityError), transaction.atomic():
        sees(cast, strokes, "expert")
    row = sees(cast, strokes, "help")
    row.level = "watched"
    with pytest.raises(ValidationError):
        row.save()
