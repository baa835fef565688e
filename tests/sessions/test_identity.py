"""Who is before us: every staff page of a baby begins with name, unit number, cot and mark."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from addresses import address
from django.urls import get_resolver, reverse
from pages import PAGES

from sessions.babies.identity import Identity
from sessions.plans.models import Plan
from tests.cast import NOW, make_baby, make_massage, make_plan, make_policy

pytestmark = pytest.mark.usefixtures("catalogue")


def of_a_baby(name):
    return "pk" in get_resolver().reverse_dict.getlist(name)[0][0][0][1]


STAFF_PAGES = sorted({page.name for page in PAGES if "Tess" in page.who and of_a_baby(page.name)})


@pytest.fixture
def bo(cast, client):
    with time_machine.travel(NOW, tick=False):
        cast.bo.unit_number = "M-2041"
        cast.bo.save()
        client.force_login(cast.tess)
        yield cast.bo


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_staff_page_begins_with_who_it_is_about(cast, client, bo, name):
    make_plan(baby=bo, by=cast.tess, now=NOW - timedelta(days=1))
    Plan.draft_for(bo, cast.tess, NOW)
    massage = make_massage(baby=bo, author=cast.pat)
    if name == "readmission":  # only of who is at home
        bo.place = "home"
        bo.save(update_fields=["place"])
    ids = {"pk": bo.pk, "key": massage.pk, "number": 1, "twin": cast.ada.pk}
    answer = client.get(address(name, ids))
    assert answer.status_code == 200
    head = re.search(r'<header class="identity.*?</header>', answer.content.decode(), re.DOTALL)
    assert head, name
    for fact in ("Bo", "M-2041", "Cot 4", "#i-fish", "PMA"):
        assert fact in head[0]


def test_assigning_names_the_baby_again_with_its_number(cast, client, bo):
    make_plan(baby=bo, by=cast.tess, now=NOW - timedelta(days=1))
    item = bo.plans.get().planned.last()
    client.post(reverse("plan-change", args=[bo.pk, item.pk]), {"passes": 2})
    said = unescape(client.get(reverse("plan-assign", args=[bo.pk])).content.decode())
    assert "Assign version 2 to Bo" in said
    assert "Assign to Bo, unit number M-2041" in said


def test_an_age_is_corrected_as_long_as_the_unit_says(cast):
    kai = make_baby(unit=cast.maple, first_name="Kai", birth_date=date(2025, 6, 3), ga=(30, 0))
    assert Identity.of(kai, NOW).ages.stage_months == 15
    make_policy(unit=cast.maple, by=cast.lena, correction_limit_months=12)
    assert Identity.of(kai, NOW).ages.stage_months == 18
