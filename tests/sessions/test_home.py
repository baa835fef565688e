"""The unit's babies and one baby's page: facts with their days since this person last looked."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, LimbRestriction
from sessions.babies.questions import Question
from sessions.babies.visits import Look
from sessions.plans.models import Plan
from tests.cast import MOST_STATEMENTS, make_massage, make_plan
from tests.test_query_growth import more_babies, queries

NOW = timezone.now().replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    for baby in (cast.bo, cast.ada, cast.noor):
        looked(baby, cast.tess, NOW - 60 * DAY)
        baby.care_team.update(joined_at=NOW - 90 * DAY)
    return client


def looked(baby, by, at):
    return Look.objects.create(baby=baby, by=by, at=at)


def babies(client, q="", **query):
    if q:
        return client.post(reverse("babies-found"), {"q": q} | query, follow=True).content.decode()
    return client.get(reverse("babies"), query).content.decode()


def names(page):
    return re.findall(r">Open (\w+)<", page)


def massage(baby, author, ago, **facts):
    return make_massage(baby=baby, author=author, started_at=NOW - ago, **facts)


def test_the_newest_happening_comes_first_and_then_the_names(tess, cast):
    massage(cast.noor, cast.sam, 3 * DAY)
    massage(cast.ada, cast.pat, 1 * DAY, outcome="stopped", cues=["yawns"])
    page = babies(tess)
    assert names(page) == ["Ada", "Noor"]
    assert page.index("Nothing new") < page.rindex(">Bo<")


def test_facts_carry_their_days_and_no_weight(tess, cast):
    for ago in (2, 1):
        massage(cast.bo, cast.pat, ago * DAY, outcome="stopped", cues=["yawns"])
    for ago in (5, 4, 3):
        massage(cast.bo, cast.pat, ago * DAY)
    massage(cast.bo, cast.pat, 6 * DAY, outcome="not_ready")
    page = babies(tess)
    first, second = (f"{day.day} {day:%b}" for day in ((NOW - DAY).date(), (NOW - 2 * DAY).date()))
    assert f"Stopped early on {first} and {second}" in page
    assert "3 massages, the last on" in page
    assert "Not ready once" in page


def test_three_plain_groups_and_each_alone(tess, cast):
    massage(cast.bo, cast.pat, DAY, outcome="stopped", cues=["yawns"])
    massage(cast.ada, cast.pat, DAY)
    due(cast.noor, cast.tess, NOW - 2 * DAY)
    page = babies(tess)
    headings = ["Questions and stops since you last looked", "Reviews due", "Everything else"]
    assert [each for each in re.findall(r"<h2>([^<]+)</h2>", page) if each in headings] == headings
    assert names(page) == ["Bo", "Noor", "Ada"]
    for kind, name in (("stops", "Bo"), ("reviews", "Noor"), ("rest", "Ada")):
        assert names(babies(tess, kind=kind)) == [name]
    assert names(babies(tess, kind="nonsense")) == ["Bo", "Noor", "Ada"]
    assert "Nobody here now" in babies(tess, kind="stops", q="zzz")


def test_a_tick_can_be_taken_back_by_the_one_who_made_it(tess, cast, client):
    massage(cast.bo, cast.pat, DAY)
    babies(tess, q="b")
    sent = {"next": "babies", "query": "kind=rest&found=1&evil=1"}
    answer = tess.post(reverse("looks", args=[cast.bo.pk]), sent, follow=True)
    assert answer.redirect_chain == [(reverse("babies") + "?found=1&kind=rest", 302)]
    assert names(answer.content.decode()) == []
    undo = re.search(r'action="([^"]+/removal/[^"]*)"', answer.content.decode()).group(1).replace("&amp;", "&")
    client.force_login(cast.lena)
    assert client.post(undo).status_code == 404
    client.force_login(cast.tess)
    babies(client, q="b")
    answer = client.post(undo, follow=True)
    assert answer.redirect_chain == [(reverse("babies") + "?found=1&kind=rest", 302)]
    assert names(answer.content.decode()) == ["Bo"]
    assert client.post(undo).status_code == 404


def test_the_lines_stand_closer_where_a_device_was_told_so(tess, cast):
    massage(cast.bo, cast.pat, DAY)
    assert "worklist--compact" not in babies(tess)
    answer = tess.post(reverse("density"), {"density": "compact", "query": "kind=rest"})
    assert answer.url == reverse("babies") + "?kind=rest"
    assert "worklist--compact" in babies(tess)
    tess.post(reverse("density"), {"density": "<b>"})
    assert "worklist--compact" not in babies(tess)


def test_only_babies_born_together_carry_a_mark(tess, cast):
    massage(cast.bo, cast.pat, DAY)
    massage(cast.noor, cast.sam, 2 * DAY)
    marked = re.findall(r'class="who[^"]*" data-tone="\d">(<svg)?(?:(?!</span>).)*?(\w+)</span>', babies(tess), re.S)
    assert [(name, bool(mark)) for mark, name in marked] == [("Bo", True), ("Noor", False)]
    for baby, mark in ((cast.bo, 1), (cast.noor, 0)):
        page = tess.get(reverse("baby", args=[baby.pk])).content.decode()
        assert page.split('class="identity__facts"')[0].split("identity__name")[1].count("#i-fish") == mark


def due(baby, by, day):
    return Plan.objects.create(
        baby=baby, number=1, status="active", started_by=by, started_at=NOW, assigned_by=by, assigned_at=NOW,
        review_on=day.date(),
    )  # fmt: skip


def test_what_was_entered_in_error_did_not_happen(tess, cast):
    massage(cast.bo, cast.pat, DAY).enter_in_error(by=cast.pat, now=NOW)
    assert names(babies(tess)) == []


def test_looking_clears_the_list_for_me_and_not_for_the_others(tess, cast, client):
    massage(cast.bo, cast.pat, DAY)
    answer = tess.post(reverse("looks", args=[cast.bo.pk]), {"next": "babies"}, follow=True)
    assert "Looked at Bo." in answer.content.decode()
    assert names(babies(tess)) == []
    massage(cast.bo, cast.pat, -DAY)
    assert names(babies(tess)) == ["Bo"]
    client.force_login(cast.lena)
    assert "2 massages" in babies(client)


def test_a_review_that_was_due_stays_until_it_is_done(tess, cast):
    plan = Plan.objects.create(
        baby=cast.noor, number=1, status="active", started_by=cast.tess, started_at=NOW, assigned_by=cast.tess,
        assigned_at=NOW, review_on=(NOW - 2 * DAY).date(),
    )  # fmt: skip
    assert "Review was due on" in babies(tess)
    tess.post(reverse("looks", args=[cast.noor.pk]))
    assert names(babies(tess)) == ["Noor"]
    Plan.objects.filter(pk=plan.pk).update(review_on=(NOW + DAY).date())
    assert names(babies(tess)) == []


def test_a_leg_marked_by_somebody_else_and_a_new_relative_are_news(tess, cast):
    for by, limb in ((cast.nora, "right"), (cast.tess, "left")):
        LimbRestriction.objects.create(baby=cast.noor, limb=limb, reason="Drip", noted_by=by, noted_at=NOW - DAY)
    cast.ada.care_team.filter(user=cast.jo).update(joined_at=NOW - 2 * DAY)
    page = babies(tess)
    assert names(page) == ["Noor", "Ada"]
    assert "Right leg off limits since" in page
    assert "Left leg off limits since" not in page
    assert "Jo joined on" in page


@pytest.mark.parametrize(("words", "found"), [("bo", ["Bo"]), ("M-9", ["Noor"]), ("5", ["Ada"]), ("zzz", [])])
def test_a_baby_is_found_by_name_cot_or_unit_number(tess, cast, words, found):
    Baby.objects.filter(pk=cast.noor.pk).update(unit_number="M-901")
    for baby in (cast.bo, cast.ada, cast.noor):
        massage(baby, cast.pat, DAY)
    assert names(babies(tess, q=words)) == found


def test_who_was_looked_for_stands_in_no_address_and_is_gone_on_the_next_way_in(tess, cast):
    for baby in (cast.bo, cast.ada, cast.noor):
        massage(baby, cast.pat, DAY)
    answer = tess.post(reverse("babies-found"), {"q": "Noor", "kind": "rest"})
    assert answer.url == reverse("babies") + "?found=1&kind=rest"
    assert names(babies(tess, found=1)) == ["Noor"]
    assert len(names(babies(tess))) == 3
    assert "q=" not in babies(tess, found=1)


def test_the_other_units_babies_are_elsewhere(client, cast):
    client.force_login(cast.tom)
    page = babies(client)
    assert "No babies yet" in page
    assert "Noor" not in page
    for who in (cast.pat, cast.ines):
        client.force_login(who)
        assert client.get(reverse("babies")).status_code == 403


def crowd(cast, count):
    """Many babies at once, every third with a massage like Bo's."""
    facts = {"unit": cast.maple, "birth_date": timezone.localdate() - timedelta(days=30), "ga_weeks": 31}
    born = Baby.objects.bulk_create(Baby(first_name=f"B{number:03}", cot=number, **facts) for number in range(count))
    Question.objects.bulk_create(
        Question(baby=baby, author=cast.pat, text="How warm?", asked_at=NOW - 9 * DAY) for baby in born[::5]
    )
    row = massage(cast.bo, cast.pat, 2 * DAY)
    for number, baby in enumerate(born[::3]):
        row.pk, row.baby, row.outcome = uuid.uuid4(), baby, "stopped" if number % 2 else "completed"
        row.received_at = NOW - timedelta(minutes=number)
        row.save(force_insert=True)


def test_thirty_and_five_hundred_babies_cost_the_same(tess, cast):
    crowd(cast, 27)
    with CaptureQueriesContext(connection) as few:
        tess.get(reverse("babies"))
    crowd(cast, 470)
    with CaptureQueriesContext(connection) as many:
        tess.get(reverse("babies"))
    assert len(many) <= len(few) <= MOST_STATEMENTS  # one less when no twin is on the page


def test_every_baby_is_on_exactly_one_page_and_all_who_asked_come_first(tess, cast):
    crowd(cast, 530)  # 106 questions of one moment: the first page ends among them
    address, seen, pages = reverse("babies"), [], 0
    while address:
        with CaptureQueriesContext(connection) as queries:
            page = tess.get(address).content.decode()
        assert len(queries) <= MOST_STATEMENTS
        seen += list(dict.fromkeys(re.findall(r'href="/babies/([0-9a-f-]{36})/"', page)))
        onward = re.search(r'href="(\?after=[^"]+)"', page)
        address, pages = onward and reverse("babies") + onward.group(1), pages + 1
    assert pages == 6
    assert len(seen) == len(set(seen)) == 533
    asked = {str(pk) for pk in Question.objects.values_list("baby", flat=True)}
    assert set(seen[: len(asked)]) == asked


def test_an_old_question_stands_above_a_newer_stop_in_their_group(tess, cast):
    massage(cast.bo, cast.pat, DAY, outcome="stopped", cues=["yawns"])
    Question.ask(baby=cast.ada, author=cast.pat, text="How warm?", now=NOW - 5 * DAY)
    Question.ask(baby=cast.noor, author=cast.sam, text="How long?", now=NOW - 9 * DAY)
    due(cast.noor, cast.tess, NOW - 2 * DAY)
    for kind in ("", "stops"):
        page = babies(tess, kind=kind)
        assert names(page) == ["Ada", "Noor", "Bo"]
        assert page.count('scope="rowgroup"') == 1


def test_a_babys_page_has_everything_at_the_same_price(tess, cast, catalogue):
    def price():
        with CaptureQueriesContext(connection) as queries:
            page = tess.get(reverse("baby", args=[cast.bo.pk])).content.decode()
        return len(queries), page

    make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands"])
    massage(cast.bo, cast.pat, DAY)
    few, _ = price()
    make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands", "sway", "toe-squeeze"])
    for minutes in range(2, 80):
        massage(cast.bo, cast.pat, timedelta(minutes=5 * minutes))
    many, page = price()
    assert few == many <= MOST_STATEMENTS
    for words in ("Rest your hands", "Pat", "Version 2", "Ada", "The session log", "PMA"):
        assert words in page


def test_the_ways_in_and_the_history_are_links_that_say_how_many(tess, cast, catalogue):
    for name in ("Ravi", "Asha"):
        make_plan(baby=cast.bo, by=cast.tess)
        Invitation.issue([cast.bo, cast.ada], by=cast.tess, now=timezone.now(), role="family", for_name=name)
    used, _code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="family", for_name="Mo")
    used.revoke(timezone.now())
    for baby, words in ((cast.bo, "The history: 2 versions"), (cast.ada, "Invitations, 2 waiting")):
        page = tess.get(reverse("baby", args=[baby.pk])).content.decode()
        assert words in page
        assert "Invitations, 2 waiting" in page
        assert f'href="{reverse("invitations", args=[baby.pk])}"' in page
    assert "The history" not in page
    assert "Invitations</a>" in tess.get(reverse("baby", args=[cast.noor.pk])).content.decode()


def test_a_routine_on_a_leg_that_was_marked_meanwhile_is_pointed_out(tess, cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess, side="right")
    address = reverse("baby", args=[cast.bo.pk])
    assert "leg that is off limits" not in tess.get(address).content.decode()
    LimbRestriction.objects.create(baby=cast.bo, limb="right", reason="Drip", noted_by=cast.nora, noted_at=NOW)
    assert "This routine uses a leg that is off limits." in tess.get(address).content.decode()


@pytest.mark.parametrize(("who", "status"), [("nora", 200), ("lena", 200), ("pat", 403), ("tom", 404), ("ines", 404)])
def test_a_babys_page_is_for_the_staff_of_its_unit(client, cast, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("baby", args=[cast.bo.pk])).status_code == status
    assert client.post(reverse("looks", args=[cast.bo.pk])).status_code == (302 if status == 200 else status)
    assert Look.objects.count() == (status == 200)


def test_a_nurse_is_not_offered_what_is_for_therapists(client, cast):
    client.force_login(cast.nora)
    page = client.get(reverse("baby", args=[cast.bo.pk])).content.decode()
    for name in ("plan", "baby-edit", "invitations"):
        assert f'href="{reverse(name, args=[cast.bo.pk])}"' not in page
    assert reverse("baby-new") not in babies(client)


def test_no_title_names_a_baby(tess, cast):
    for name, args in (("babies", []), ("baby", [cast.bo.pk]), ("baby-edit", [cast.bo.pk]), ("plan", [cast.bo.pk])):
        page = tess.get(reverse(name, args=args)).content.decode()
        assert "Bo" not in re.search(r"<title>(.*?)</title>", page).group(1)


def test_the_list_of_babies_asks_no_more_for_500_babies_than_for_30(tess, cast, catalogue):
    more_babies(cast, range(30))
    few = queries(cast, {}, "tess", "babies")
    more_babies(cast, range(30, 500))
    page = babies(tess)
    assert page.count(">Open Kai ") == 100  # the rest stands behind one more tap
    assert "More babies" in page
    assert queries(cast, {}, "tess", "babies") <= few <= 12  # one less: no twins on this page
