"""A unit's numbers hide what few babies are behind, and its export names nobody."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from cast import NOW, make_baby, make_massage, make_plan
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_site.audit.models import Entry
from sessions.massages.models import Massage
from sessions.moves.transfers import Transfer
from sessions.rights.acts import Kind, kind_of
from sessions.rights.columns import DICTIONARY_HEAD, TABLES, dictionary, schema
from sessions.rights.hiding import FEW, Number, Parts
from sessions.rights.in_care import massages_of
from sessions.rights.unit_figures import months_of, outcomes_of, techniques_of
from techniques.models import Technique

NOVEMBER = date(2026, 11, 1)
SWAY, REST = "Gentle sway side to side", "Rest your hands"


@given(st.dictionaries(st.text(max_size=2), st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_hidden_number_can_be_worked_out_from_what_is_shown(parts):
    shown = Parts({name: Number(max(massages, babies), babies) for name, (massages, babies) in parts.items()})
    hidden = [part for part in shown.of.values() if part.is_hidden]
    assert all(part.babies < FEW for part in hidden)
    assert (shown.total is None) == bool(hidden)
    if not hidden:
        assert shown.total == sum(part.massages for part in shown.of.values())


def test_a_number_counts_each_massage_and_each_baby_once():
    assert Number.of([(1, "bo"), (1, "bo"), (2, "bo"), (3, "ada")]) == Number(3, 2)


@pytest.fixture
def unit(cast, catalogue):
    """Six babies of Maple with a massage to the end in November, two of them stopped once; Birch has its own."""
    version = Technique.objects.get(slug="sway").current()
    at = NOW - timedelta(days=10)
    done = [{"version": version, "side": "both", "passes": 3, "whole": True}]
    babies = [cast.bo, cast.ada, *(make_baby(unit=cast.maple, first_name=f"Kai {nth}") for nth in range(4))]
    for nth, baby in enumerate(babies):
        make_massage(baby=baby, author=cast.pat, started_at=at, done=done, note="Our secret", giver_name="=Aunt")
        if nth < 2:
            row = make_massage(baby=baby, author=cast.pat, started_at=at, outcome="stopped", cues=["yawns"], done=done)
            row.cues.update(version=version, step=2, second=9)
    make_massage(baby=cast.bo, author=cast.pat, started_at=NOW)  # December is not over
    error = make_massage(baby=cast.bo, author=cast.pat, started_at=at)
    error.enter_in_error(by=cast.pat, now=NOW)
    far = make_baby(unit=cast.birch, first_name="Far")
    make_massage(baby=far, author=cast.sam, started_at=at, outcome="interrupted")
    return cast.maple


@pytest.mark.django_db
def test_a_month_is_counted_over_babies_and_only_when_it_is_over(unit):
    assert months_of(unit, NOW) == [NOVEMBER]
    outcomes = outcomes_of(unit, NOW, NOVEMBER)
    assert outcomes.of["completed"] == Number(6, 6)
    assert outcomes.of["stopped"] == Number(2, 2)
    assert outcomes.of["interrupted"] == Number(0, 0)
    assert outcomes.total is None
    sway = next(each for each in techniques_of(unit, NOW, NOVEMBER) if each.signs.of["seen"].babies)
    assert sway.signs.of == {"seen": Number(2, 2), "none_seen": Number(6, 6), "not_asked": Number(0, 0)}
    assert (sway.signs.total, sway.cues, sway.babies) == (None, [], 0)


@pytest.mark.django_db
def test_the_page_says_fewer_than_five_babies_and_no_sum(client, cast, unit):
    client.force_login(cast.lena)
    with time_machine.travel(NOW, tick=False):
        page = " ".join(client.get(reverse("unit-numbers", args=[unit.pk])).content.decode().split())
    assert "fewer than 5 babies" in page
    assert ">left out<" in page
    assert '6 <span class="soft">(6 babies)</span>' in page
    assert '2 <span class="soft">' not in page  # the stops of two babies
    assert "Yawns" not in page.split("<main")[1]


def on(day):
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def move(cast, to, day):
    cast.bo.refresh_from_db()
    code = Transfer.start([cast.bo], to_unit=to, day=on(day).date(), reason="", by=cast.tess, now=on(day))
    assert Transfer.take(code, [to], by=cast.tess, now=on(day))


def days_of(unit):
    return sorted(massages_of(unit, NOW).values_list("family_day__day", flat=True))


@pytest.mark.django_db
def test_forth_and_back_and_forth_each_unit_counts_what_was_given_in_its_care(client, cast, catalogue):
    for day, to in ((2, cast.birch), (7, cast.maple), (12, cast.birch), (17, None)):
        make_massage(baby=cast.bo, author=cast.pat, started_at=on(day))
        if to:
            move(cast, to, day + 2)
    late = make_massage(baby=cast.bo, author=cast.pat, started_at=on(3))
    Massage.objects.filter(pk=late.pk).update(received_at=on(20))  # it waited on a device
    assert (days_of(cast.maple), days_of(cast.birch)) == ([2, 3, 12], [7, 17])
    assert outcomes_of(cast.birch, NOW, NOVEMBER).of["completed"] == Number(2, 1)
    assert outcomes_of(cast.maple, NOW, NOVEMBER).of["completed"] == Number(3, 1)
    assert len(rows_of(take(client, cast, cast.maple), "massages.csv")) == 1 + 3


@pytest.mark.django_db
def test_a_record_that_a_unit_sees_no_more_is_in_no_number_of_its(cast, catalogue):
    make_massage(baby=cast.bo, author=cast.pat, started_at=on(2))
    move(cast, cast.birch, 4)
    assert days_of(cast.maple) == [2]
    cast.bo.windows.update(until=NOW)
    assert days_of(cast.maple) == days_of(cast.birch) == []


@pytest.mark.django_db
def test_a_transfer_that_was_not_taken_changes_no_number(cast, catalogue):
    code = {"to_unit": cast.birch, "day": NOVEMBER, "reason": "", "by": cast.tess, "now": on(2)}
    Transfer.start([cast.bo], **code)
    make_massage(baby=cast.bo, author=cast.pat, started_at=on(1))
    Transfer.withdraw(cast.bo, by=cast.tess, now=on(3))
    make_massage(baby=cast.bo, author=cast.pat, started_at=on(4))
    assert days_of(cast.maple) == [1, 4]


@pytest.mark.django_db
def test_a_routine_counts_where_it_was_in_force(cast, catalogue):
    """The first goes along and ends after two days; the second begins in the new unit."""
    make_plan(baby=cast.bo, by=cast.tess, slugs=["sway"], now=on(1) - timedelta(days=9))
    move(cast, cast.birch, 4)
    make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands"], now=on(6))
    planned = {unit.name.split()[0]: planned_in(unit, NOVEMBER) for unit in (cast.maple, cast.birch)}
    assert planned == {"Maple": [SWAY], "Birch": [SWAY, REST]}
    assert planned_in(cast.maple, date(2026, 12, 1)) == []
    assert planned_in(cast.birch, date(2026, 12, 1)) == [REST]
    assert planned_in(cast.birch, date(2026, 10, 1)) == []


def planned_in(unit, month):
    return sorted(each.name for each in techniques_of(unit, NOW, month) if each.babies)


def take(client, cast, unit):
    client.force_login(cast.lena)
    answer = client.post(reverse("unit-export", args=[unit.pk]))
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def rows_of(archive, name):
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


@pytest.mark.django_db
def test_the_export_says_the_same_three_times_and_the_dictionary_names_every_column(client, cast, unit):
    archive = take(client, cast, unit)
    massages, cues = rows_of(archive, "massages.csv"), rows_of(archive, "cues.csv")
    data = json.loads(archive.read("export.json"))
    assert (len(massages), len(cues), len(data["massages"])) == (1 + 9, 1 + 2, 9)  # none in error, none of Birch
    for name, table in (("massages", massages), ("cues", cues)):
        assert table[0] == [each.name for each in TABLES[name]]
    assert rows_of(archive, "dictionary.csv") == [list(DICTIONARY_HEAD), *(list(each) for each in dictionary())]
    for row, same in zip(massages[1:], data["massages"], strict=True):
        assert row == ["" if same[name] is None else str(same[name]) for name in massages[0]]
    assert [row[2:] for row in cues[1:]] == [["yawns", "sway", "2", "9"]] * 2
    assert wrong(json.loads(archive.read("schema.json")), data) == []


@pytest.mark.django_db
def test_the_export_names_nobody_and_its_made_up_names_are_new_each_time(client, cast, unit):
    archive = take(client, cast, unit)
    text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for words in ("Bo", "Ada", "Kai", "Pat", "Aunt", "secret", "Maple", "2026", str(cast.bo.pk), cast.bo.pk.hex):
        assert words not in text, words
    first, second = ({row[0] for row in rows_of(take(client, cast, unit), "massages.csv")[1:]} for _ in "12")
    assert len(first) == len(second) == 6
    assert first.isdisjoint(second)


@pytest.mark.django_db
def test_a_massage_from_paper_has_no_hour_and_no_minutes(client, cast, unit):
    Massage.objects.filter(outcome="stopped").update(way="paper", is_timed=False)
    data = json.loads(take(client, cast, unit).read("export.json"))
    stopped = [row for row in data["massages"] if row["outcome"] == "stopped"]
    assert [(row["hour"], row["minutes"], row["way"]) for row in stopped] == [(None, None, "paper")] * 2
    assert wrong(schema(), data) == []


@pytest.mark.django_db
def test_who_took_it_is_written_down(client, cast, unit):
    take(client, cast, unit)
    line = Entry.objects.get(act="unit-export")
    assert (line.who, line.unit, kind_of(line)) == (cast.lena, unit, Kind.EXPORTED)


@pytest.mark.django_db
def test_a_broken_row_is_found_by_the_schema(client, cast, unit):
    data = json.loads(take(client, cast, unit).read("export.json"))
    row = data["massages"][0]
    for change in ({"outcome": "lovely"}, {"hour": 24}, {"note": "x"}, {"day_of_life": None}, {"cues": [{}]}):
        assert wrong(schema(), data | {"massages": [row | change]}), change


KINDS = {"string": str, "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}


def wrong(rule, value, at="$"):
    """What of a value does not fit, for the words of JSON schema that ours uses."""
    known = {"$schema", "title", "description", "type", "enum", "const", "minimum", "maximum", "properties", "required",
             "items", "additionalProperties"}  # fmt: skip
    assert rule.keys() <= known
    kinds = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    found = [f"{at}: kind"] * (bool(kinds) and not any(_is(value, kind) for kind in kinds))
    found += [f"{at}: value"] * ("enum" in rule and value not in rule["enum"])
    found += [f"{at}: value"] * ("const" in rule and value != rule["const"])
    if isinstance(value, int):
        found += [f"{at}: range"] * (not rule.get("minimum", value) <= value <= rule.get("maximum", value))
    if isinstance(value, dict):
        inside = rule.get("properties", {})
        found += [f"{at}: lacks {name}" for name in rule.get("required", ()) if name not in value]
        found += [f"{at}: {name} is not known" for name in value if name not in inside]
        found += [line for name in value if name in inside for line in wrong(inside[name], value[name], f"{at}.{name}")]
    if isinstance(value, list):
        found += [line for nth, each in enumerate(value) for line in wrong(rule["items"], each, f"{at}[{nth}]")]
    return found


def _is(value, kind):
    return isinstance(value, KINDS[kind]) and not (kind == "integer" and isinstance(value, bool))
