"""Whoever may send a form puts an id of another family or another unit into it: refused, and nothing is touched.

What is swapped is found, not listed: every id in an address that takes a POST, and every field of every form on the
real pages whose value, or whose name, holds one. A field that looks like an id and is in neither list fails.
"""

import json
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from addresses import address
from cast import NOW, gather, join_care_team, make_baby, make_staff
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from forms_of import forms_of
from test_access_table import PEOPLE, ROWS, ask, sent, settle

from sessions.massages.followed import MassageForm
from techniques.models import Technique

pytestmark = pytest.mark.django_db
OURS = ("pat", "tess", "lena")
DONE = {"200", "201", "204", "go"}  # in the access table: it was done
REFUSED = {400, 403, 404, 409, 410, 422}
NOT_OF_ANYBODY = {"audit.Entry", "accounts.LoginSession", "sessions.Session"}
NOT_OF_ANYBODY |= {"contenttypes.ContentType", "auth.Permission"}
IDS = {"pk", "key", "item", "invitation", "used", "slug", "twin", "person", "question", "unit", "member", "look"}
IDS |= {"draft", "step", "template", "transfer", "plan", "leaflet", "batch", "handle"}
PLAIN = {"number", "order", "limb", "claim", "width", "name", "uidb36"}  # in addresses: no ids, or everybody's
OF_A_UNIT = {"slug", "unit", "member", "draft", "step", "template"}
KEYS_OF_ALLAUTH, WAYS_IN = {"uidb36", "key"}, ("account_", "mfa_", "demo", "keep", "signed-in")
LOOKS_LIKE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+(:[a-z]+)?")
INSIDE = re.compile(r"-([0-9a-f]{8}-[0-9a-f-]{27}|\d+)")
NOT_AN_ID_THERE = {("plan-move", "to"), ("invitation-seen", "seen"), ("unit-policy-sign", "seen")}
HARMLESS = {  # it was done, and what was put there counted for nothing
    ("baby-new", "unit"),  # whoever works in one unit opens records there
    ("massage-after", "replaces"), ("massage-afterwards", "replaces"), ("massages", "replaces"),  # of ones own
    ("massage-paper", "key"),  # of the sheet that is typed in, not of a massage
    ("window", "window"),  # the window of the page is meant
    ("unit-draft", "stroke"),  # a step of this draft or none
}  # fmt: skip
AMOUNTS = {
    "ago", "baby", "birth_order", "copy_ask_hours", "copy_days", "correction_limit_months", "cot", "cot_code_hours",
    "ga_days", "ga_weeks", "hand", "helper_days", "minutes", "minutes_limit", "pace", "paper_code_days", "passes",
    "passes_cap", "preview", "review_days", "seconds", "times_a_day", "touches", "vaccine_hours", "window_days",
    "place", "young_until_months",
}  # fmt: skip


@dataclass
class World:
    """What settle() made, and which rows came with it."""

    made: SimpleNamespace
    rows: dict = field(default_factory=dict)

    def __getattr__(self, name):
        return getattr(self.made, name)


def all_rows():
    models = [model for model in apps.get_models() if model._meta.label not in NOT_OF_ANYBODY]
    return {model: {row["pk"]: row for row in model._base_manager.values("pk", *columns(model))} for model in models}


def columns(model):
    return [each.attname for each in model._meta.concrete_fields]


def without(rows, before):
    return {model: {pk: row for pk, row in rows[model].items() if pk not in before[model]} for model in rows}


@pytest.fixture(scope="module")
def wards(django_db_setup, django_db_blocker):
    """Bo of Maple, who is ours; Leo of Birch; Noor, in the cot beside Bo's."""
    with django_db_blocker.unblock(), time_machine.travel(NOW + timedelta(minutes=3), tick=False), transaction.atomic():
        call_command("load_catalogue", verbosity=0)
        cast = gather()
        before = all_rows()
        leo = make_baby(unit=cast.birch, first_name="Leo")
        leo.link_twin(lea := make_baby(unit=cast.birch, first_name="Lea"))
        join_care_team(baby=leo, user=cast.sam)
        nell = make_staff(name="Nell", unit=cast.birch, role="nurse")
        there = vars(cast) | {"maple": cast.birch, "birch": cast.maple, "bo": leo, "ada": lea, "pat": cast.sam}
        there |= {"tess": cast.tom, "lena": cast.lou, "nora": nell}
        birch = World(settle(SimpleNamespace(**there)))
        birch.rows = without(all_rows(), before)
        ours = World(settle(cast))
        yield SimpleNamespace(ours=ours, birch=birch, before=all_rows())
        transaction.set_rollback(True)


def allowed(post):
    """One of the family and one of the staff, as far as it is theirs to do."""
    may = [person for person in OURS if post[PEOPLE.index(person)] in DONE]
    return ["pat"] * ("pat" in may) + [person for person in may if person != "pat"][:1]


def send(world, person, url, data):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.logins[person]
    return client.post(url, data)


def untouched(victim, before, after):
    """Their rows are what they were, and no new or changed row points at one of them."""
    for model, rows in victim.rows.items():
        assert {pk: after[model].get(pk) for pk in rows} == {pk: before[model][pk] for pk in rows}, model
    for model, rows in after.items():
        links = [each for each in model._meta.concrete_fields if each.is_relation]
        for pk, row in rows.items():
            if row == before[model].get(pk):
                continue
            theirs = [each.name for each in links if row[each.attname] in victim.rows.get(each.related_model, ())]
            assert theirs == [], f"{model.__name__} {row}"


@contextmanager
def written():
    """The tables that are written to meanwhile, without those of NOT_OF_ANYBODY."""
    tables, others = set(), {apps.get_model(label)._meta.db_table for label in NOT_OF_ANYBODY}

    def note(execute, sql, params, many, context):
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            tables.update({f'{sql}""'.split('"')[1]} - others)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def attack(wards, person, url, data):
    """Send it; nothing of theirs may change. Returns whether it was refused."""
    with transaction.atomic():
        with written() as tables:
            answer = send(wards.ours, person, url, data)
        if tables:
            untouched(wards.birch, wards.before, all_rows())
        transaction.set_rollback(True)
    return answer.status_code in REFUSED


def test_an_id_of_others_in_an_address_is_refused(wards):
    tried = 0
    for name, _get, post in ROWS:
        wanted = [] if ":" in name else get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        assert set(wanted) <= IDS | PLAIN | KEYS_OF_ALLAUTH, f"{name}: is a new part of it an id?"
        mine, theirs = (ids_of(world, name) for world in (wards.ours, wards.birch))
        for each in set(wanted) & IDS:
            if theirs.get(each) == mine.get(each) or name.startswith(WAYS_IN):
                continue  # a technique as it ships is everybody's
            for person in allowed(post):
                url = reverse(name, kwargs={key: (theirs if key == each else mine)[key] for key in wanted})
                assert attack(wards, person, url, sent(wards.ours, name)), f"{person} {name} {each}"
                tried += 1
    assert tried > 80


def ids_of(world, name):
    own = name in ("unit-technique-draft", "unit-technique-retire", "unit-technique-return")
    return world.ids | (world.own.ids if own else {})


@pytest.fixture(scope="module")
def fields(wards):
    """{(address, field): [values]} of every form on every page that one of us opens, and what only a script sends."""
    found = defaultdict(set, {("massages", name): {"x"} for name in MassageForm.base_fields})
    for name, get, _post in ROWS:
        for person in OURS:
            if get[PEOPLE.index(person)] == "200":
                answer = ask(wards.ours, name, "GET", person)
                for action, row in forms_of(answer).items():
                    to = resolve((action or answer.request["PATH_INFO"]).split("?")[0]).url_name
                    for each, values in row.items():
                        found[to, each] |= values - {""}
    return found


def swaps(wards):
    """Field -> what to send instead: the same kind of thing, but theirs."""
    birch = wards.birch
    slug = birch.own.ids["slug"]
    version = Technique.objects.get(slug=slug).current().pk
    return {
        "giver": birch.cast.pat.pk, "person": birch.cast.pat.pk, "key": birch.massage.key,
        "replaces": birch.massage.key,
        "plan": birch.massage.plan_id, "to": birch.ids["pk"], "babies": [birch.ids["pk"]], "stroke": birch.ids["step"],
        "twin": birch.ids["pk"], "window": birch.window, "unit": birch.cast.maple.pk, "technique": slug,
        "before": birch.ids["item"],
        "seen": f"{version}:watched", "ticket": birch.ticket,
        "done": json.dumps([{"version": version, "side": "left", "passes": 1, "whole": True}]),
    }  # fmt: skip


@pytest.mark.once  # what a field means is read in Python; the doors behind it are asked on both by the test above
def test_every_field_that_looks_like_an_id_is_swapped(wards, fields):
    known = set(swaps(wards)) | AMOUNTS | {"to_unit"}  # a baby may go to any unit of the server
    bare = {(to, each) for (to, each), values in fields.items() if values and all(map(LOOKS_LIKE.fullmatch, values))}
    assert {(to, each) for to, each in bare if INSIDE.sub("", each) not in known} == set()


@pytest.mark.once
def test_an_id_of_others_in_a_field_is_refused(wards, fields):
    posts = {name: allowed(post) for name, _get, post in ROWS}
    others = swaps(wards)
    asked = {(to, each) for to, each in fields if each in others and (to, each) not in NOT_AN_ID_THERE}
    asked |= {("plan-add", "before"), ("baby-new", "twin"), ("baby-new", "unit"), ("baby-edit", "twin")}
    assert {each for _to, each in asked} == set(others) - {"ticket"}
    taken = set()
    for to, each in sorted(asked):
        for person in posts[to]:
            data = sent(wards.ours, to) | {each: others[each]}
            if not attack(wards, person, address(to, ids_of(wards.ours, to)), data):
                taken.add((to, each))
    assert taken == HARMLESS


@pytest.mark.once
def test_an_id_of_others_in_the_name_of_a_field_changes_nothing_of_theirs(wards, fields):
    """step-7-text, key-<baby>: the name of the field says whose it is."""
    posts = {name: allowed(post) for name, _get, post in ROWS}
    ours, birch = wards.ours, wards.birch
    tried = [pair for pair in fields if INSIDE.search(pair[1])]
    assert len(tried) >= 100
    for to, each in sorted(tried):
        theirs = str(birch.ids["step"]) if to == "unit-draft" else str(birch.ids["pk"])
        name = INSIDE.sub(f"-{theirs}", each)
        for person in posts[to]:
            attack(wards, person, address(to, ids_of(ours, to)), sent(ours, to) | {name: "1"})


def test_a_ticket_of_others_writes_nothing_into_our_massage(wards):
    data = sent(wards.ours, "outbox") | {"ticket": wards.birch.ticket, "mood_after": "calm"}
    assert attack(wards, "pat", reverse("outbox"), data)
