"""The furnished room: whoever opens the demo finds the people and the history that the README tells of."""

import json

import pytest
import time_machine
from cast import NOW
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from massage_site.accounts.models import Unit, User
from sessions.babies.access import babies_for
from sessions.babies.models import Baby
from sessions.massages.models import Massage
from sessions.plans.models import Plan

pytestmark = pytest.mark.once  # the demo has a database of its own, always of SQLite


@pytest.fixture
def furnish(db, settings, tmp_path):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    return lambda *args: furnish_in(tmp_path, *args)


def furnish_in(var, *args):
    call_command("furnish_demo", *args, verbosity=0)
    return {person["name"]: person for person in json.loads((var / "demo-people.json").read_text())}


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker, tmp_path_factory):
    """The people at the demo's door, for tests that only look around."""
    var = tmp_path_factory.mktemp("furnished")
    with django_db_blocker.unblock(), override_settings(DEMO=True, VAR_DIR=var), transaction.atomic():
        yield furnish_in(var)
        transaction.set_rollback(True)


def person(name):
    return User.objects.get(name=name)


def test_only_the_demo_is_furnished(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        call_command("furnish_demo", verbosity=0)
    assert not User.objects.exists()


def test_nothing_is_furnished_where_somebody_lives(furnish):
    User.objects.create_user(name="Somebody")
    with pytest.raises(CommandError, match="Somebody lives here"):
        furnish()
    assert not Unit.objects.exists()


def test_everybody_is_at_the_demos_door_with_a_word_on_who_they_are(furnished):
    assert set(furnished) == {user.name for user in User.objects.all()}
    assert furnished["Tess O’Brien"]["group"] == "Maple NICU"
    assert all(each["note"] for each in furnished.values())


def test_staff_have_an_address_to_sign_in_with_and_families_have_none(furnished):
    for user in User.objects.all():
        assert bool(user.email) == user.works_in().exists()


def test_the_twins_are_36_weeks_and_4_days_whenever_the_demo_is_furnished(furnish):
    with time_machine.travel(NOW.replace(hour=23, minute=50), tick=False):
        furnish()
        today = timezone.now().date()
    for name in ("Bo", "Ada"):
        assert Baby.objects.get(first_name=name).ages_on(today).postmenstrual == "36w4d"


def test_there_is_a_story_behind_each_door(furnished):
    bo = Baby.objects.get(first_name="Bo")
    assert [plan.status for plan in bo.plans.assigned()] == ["active", "superseded", "superseded"]
    assert all(plan.note for plan in bo.plans.assigned())
    assert bo.limbs_off() == {"right"}
    assert {item.side for item in bo.plans.in_force().get().planned.all()} == {"left"}
    assert set(babies_for(person("Pat"))) == set(babies_for(person("Jo"))) == set(Baby.objects.filter(birth=bo.birth))
    assert not babies_for(person("Ines")).exists()
    assert [baby.first_name for baby in babies_for(person("Sam"))] == ["Noor"]
    assert "Bo" not in {baby.first_name for baby in babies_for(person("Tom Berger"))}


def test_the_log_holds_every_kind_of_entry(furnished):
    rows = Massage.objects.all()
    assert {"completed", "stopped", "not_ready"} <= set(rows.values_list("outcome", flat=True))
    assert set(rows.values_list("signs", flat=True)) == {"seen", "none_seen", "not_asked"}
    assert rows.exclude(error_at=None).exists()
    assert {"started_at", "baby"} <= set(rows.exclude(corrections=None).values_list("corrections__field", flat=True))
    mira = rows.filter(baby__first_name="Mira").order_by("family_day")
    assert (mira.last().family_day - mira.first().family_day).days >= 21
    assert not rows.filter(started_at__gt=timezone.now()).exists()


def test_no_massage_follows_a_routine_that_was_not_there_yet(furnished):
    for massage in Massage.objects.select_related("plan"):
        assert massage.plan.assigned_at <= massage.started_at


def test_starting_anew_takes_out_the_demos_own_rows_only(furnish):
    furnish()
    guest = User.objects.create_user(name="Guest", email="guest@elsewhere.example")
    Unit.objects.create(name="Oak NICU")
    before = (Baby.objects.count(), Massage.objects.count(), Plan.objects.count(), User.objects.count())
    furnish("--reset")
    assert (Baby.objects.count(), Massage.objects.count(), Plan.objects.count(), User.objects.count()) == before
    assert User.objects.filter(pk=guest.pk).exists()
    assert Unit.objects.filter(name="Oak NICU").exists()


def test_the_same_history_is_written_each_time(furnish):
    def story():
        rows = Massage.objects.order_by("started_at", "baby__first_name")
        return list(rows.values_list("started_at", "giver__name", "mood_before", "mood_after", "outcome", "note"))

    with time_machine.travel(NOW, tick=False):
        furnish()
        first = story()
        furnish("--reset")
    assert story() == first


def test_the_unit_has_two_templates_to_start_from(furnished):
    templates = Unit.objects.get(name="Maple NICU").plan_templates.in_use()
    assert {(each.place, each.planned.exists()) for each in templates} == {("nicu", True), ("home", True)}
