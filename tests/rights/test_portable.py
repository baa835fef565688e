"""A record goes out and comes in again without losing or adding anything."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_site.accounts.models import Unit, User
from sessions.babies.endings import Ending
from sessions.babies.models import Baby, BabyPrecaution, LimbRestriction
from sessions.babies.questions import Question
from sessions.babies.visits import Look, Visit
from sessions.babies.windows import Window
from sessions.massages.models import Massage
from sessions.massages.replies import Reply
from sessions.massages.starts import Start
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.models import Plan
from sessions.rights.carried import LATER, PARTS
from sessions.rights.erasures import _forget
from sessions.rights.packing import pack
from sessions.rights.unpacking import unpack
from tests.cast import NOW, make_massage, make_plan

pytestmark = pytest.mark.django_db

WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=40)
MASSAGES = st.lists(
    st.fixed_dictionaries(
        {
            "minutes": st.integers(0, 40),
            "outcome": st.sampled_from(["completed", "stopped", "interrupted"]),
            "cues": st.lists(st.sampled_from(["limp", "strains", "alarm"]), unique=True, max_size=2),
            "note": WORDS,
            "mood_after": st.sampled_from(["calm", "sleepy", ""]),
            "enjoyed": st.sampled_from([True, False, None]),
            "readiness": st.dictionaries(st.sampled_from(["fed", "calm"]), st.sampled_from(["yes", "no"])),
            "ago": st.integers(0, 400),
        }
    ),
    max_size=4,
)


def out(baby):
    return json.dumps(pack(baby), ensure_ascii=False, indent=1)


def a_whole_life(cast, massages=(), words="Gently."):
    """A record with a row of every kind."""
    bo, tess, pat, jo = Baby.objects.get(pk=cast.bo.pk), cast.tess, cast.pat, cast.jo
    visit = Visit.objects.create(baby=bo, by=tess, at=NOW, who_was_there=words, what_was_shown=words)
    make_plan(baby=bo, by=tess, now=NOW - timedelta(days=500), note=words)
    second = make_plan(baby=bo, by=cast.lena, now=NOW, note=words, supervised=("indian-milking",))
    Plan.objects.filter(pk=second.pk).update(visit=visit)
    second.reasons.create(kind="age", about="x", text=words, by=tess, at=NOW)
    second.pause(by=cast.nora, now=NOW, reason=words)
    second.pause(by=tess, now=NOW + timedelta(minutes=5), reason=words)
    Plan.draft_for(bo, tess, NOW)
    LimbRestriction.objects.create(baby=bo, limb="right", reason=words, noted_by=cast.nora, noted_at=NOW)
    BabyPrecaution.objects.create(baby=bo, slug="cast", noted_by=tess, noted_at=NOW)
    Look.objects.create(baby=bo, by=tess, at=NOW)
    Start.begin(bo, jo, NOW)
    version = second.planned.first().version
    ReturnDemonstration.objects.create(baby=bo, person=pat, version=version, level="help", by=tess, at=NOW)
    for nth, each in enumerate(massages):
        each = dict(each)
        at = NOW - timedelta(hours=each.pop("ago"))
        done = [{"version": version, "side": "left", "passes": nth}]
        row = make_massage(baby=bo, author=pat, started_at=at, done=done, **each)
        row.correct({"note": words, "giver": jo}, by=jo, now=NOW, reason=words)
        Reply.objects.create(massage=row, text="Lovely.", by=tess, at=NOW)
    Transfer.start([bo], to_unit=cast.birch, day=NOW.date(), reason=words, by=tess, now=NOW)
    Transfer.withdraw(bo, by=tess, now=NOW)
    Discharge.write(bo, by=tess, now=NOW, day=NOW.date(), note=words, review_on=NOW.date())
    Ending.write(bo, by_family=True, by=pat, now=NOW).lift(by=pat, now=NOW)
    Window.put(bo, cast.maple, why="longer", reason=words, by=cast.lena, now=NOW, days=3)
    asked = Question.ask(baby=bo, author=pat, text=words, now=NOW)
    asked.answer(words, by=tess, now=NOW)
    asked.answer("Better said.", by=cast.lena, now=NOW)
    return bo


def everything_goes(baby):
    """An empty database but for the unit and the catalogue."""
    _forget(Baby.objects.get(pk=baby.pk))
    User.objects.filter(name="Somebody of a family").update(name="x")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(massages=MASSAGES, words=WORDS)
def test_out_in_and_out_again_is_the_same_to_the_byte(cast, catalogue, massages, words):
    with transaction.atomic():
        bo = a_whole_life(cast, massages, words)
        before, people = out(bo), User.objects.count()
        everything_goes(bo)
        assert not Baby.objects.filter(pk=bo.pk).exists()
        here = unpack(json.loads(before))
        assert User.objects.count() > people
        assert out(here) == before
        transaction.set_rollback(True)


def test_a_second_import_adds_nothing(cast, catalogue):
    record = json.loads(out(a_whole_life(cast, [])))
    counts = [part.model.objects.count() for part in PARTS] + [User.objects.count()]
    assert unpack(record) is None
    assert [part.model.objects.count() for part in PARTS] + [User.objects.count()] == counts


def test_a_file_from_before_babies_could_leave_is_still_read(cast, catalogue):
    bo = a_whole_life(cast, [])
    older = {name: rows for name, rows in pack(bo).items() if name not in LATER}
    everything_goes(bo)
    assert unpack(json.loads(json.dumps(older))).windows.count() == 0


def test_every_table_about_a_baby_is_carried_or_left_out_by_name():
    carried = {part.model for part in PARTS} | {child.model for part in PARTS for child in part.parts}
    about = {
        each.related_model
        for model in carried | {Baby}
        for each in model._meta.related_objects
        if each.related_model._meta.app_label == "massage_sessions"
    }
    left = {model.__name__ for model in about - carried}
    assert left <= {"Invitation", "Invitation_babies", "SetAside"}  # codes; what is not in the log yet


def test_no_address_and_no_code_is_in_a_record(cast, catalogue):
    cast.pat.email = "pat@home.example"
    cast.pat.save()
    text = out(a_whole_life(cast, []))
    assert "example" not in text
    assert "password" not in json.dumps({key: each for key, each in json.loads(text).items() if key != "left_out"})


def test_a_family_takes_no_draft_and_nothing_of_the_other_parent(cast, catalogue):
    bo = a_whole_life(cast, [])
    Question.ask(baby=bo, author=cast.jo, text="About Pat", now=NOW)
    mine = pack(bo, cast.pat)
    assert [each["text"] for each in mine["questions"]] == ["Gently."]
    assert {each["status"] for each in mine["plans"]} == {"superseded", "active"}
    assert len(mine["care_team"]) == 1
    assert mine["starts"] == []
    assert "other people’s questions" in mine["left_out"]
    assert "other people’s questions" not in pack(bo)["left_out"]


def test_the_commands_carry_a_record_from_one_server_to_the_next(cast, catalogue, tmp_path, capsys):
    bo = a_whole_life(cast, [])
    call_command("export_baby", str(bo.pk))
    text = capsys.readouterr().out
    file = tmp_path / "record.json"
    file.write_text(text, encoding="utf-8")
    everything_goes(bo)
    call_command("import_baby", str(file))
    call_command("import_baby", str(file))
    said = capsys.readouterr().out
    assert "Give its family new codes" in said
    assert "already" in said
    assert out(Baby.objects.get(pk=bo.pk)) + "\n" == text
    assert not User.objects.get(name="Lena", is_active=False).has_usable_password()


@pytest.mark.parametrize("text", ["", "[]", '{"format": "other"}', '{"format": "handhug-record-1"}'])
def test_a_file_that_is_none_of_ours_is_said_to_be_so(cast, tmp_path, text):
    file = tmp_path / "record.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="Nothing was taken in"):
        call_command("import_baby", str(file))


def test_a_record_of_a_unit_that_is_not_here_is_refused_whole(cast, catalogue):
    record = pack(a_whole_life(cast, []))
    everything_goes(cast.bo)
    Unit.objects.filter(pk=cast.maple.pk).update(name="Elm")
    with pytest.raises(Exception, match="no unit"):
        unpack(record)
    assert not Massage.objects.exists()
    assert not Baby.objects.filter(pk=cast.bo.pk).exists()
