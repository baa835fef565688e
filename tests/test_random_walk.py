"""Whoever joins, leaves, expires or is sent away, in whatever order: each meets what docs/roles.md says, no more.

`Walk.met` is the oracle. It knows the table of that document and who was let in when, and nothing of the code.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from cast import NOW, gather, make_baby, make_massage, make_plan
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from roles import read

from massage_site.accounts.models import Unit, UnitMember, User
from sessions.babies import access
from sessions.babies.models import Baby, CareTeamMember
from sessions.babies.questions import Question
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.policies.models import UnitPolicy

pytestmark = pytest.mark.django_db
WALKS = int(os.environ.get("HANDHUG_WALKS", "30" if connection.vendor == "sqlite" else "5"))
STEPS = 12
ASKED = [  # column and cell of docs/roles.md, and an address that shows whether it holds
    ("see", "yes", "GET", "plan-versions"),
    ("follow", "yes", "GET", "massage-learn"),
    ("log", "yes", "GET", "massage-afterwards"),
    ("correct", "yes", "GET", "massage-correct"),
    ("question", "asks", "POST", "questions"),
    ("question", "answers", "POST", "question-answer"),
    ("invite", "yes", "GET", "invitations"),
    ("export", "yes", "POST", "record-download"),
    ("erase", "asks", "POST", "erasure-ask"),
    ("erase", "yes", "GET", "erasure"),
    ("plan", "yes", "GET", "baby-edit"),
    ("hold", "yes", "POST", "plan-hold"),
    ("discharge", "yes", "GET", "discharge"),
    ("transfer", "yes", "GET", "transfer"),
]
SENT = {"questions": {"text": "How long?"}, "question-answer": {"seen": "How long?", "text": "Two minutes."}}
SENT |= {"plan-hold": {"reason": "rest"}}
number = st.integers(0, 999)
HOURS = (1, 23, 25, 24 * 6, 24 * 8, 24 * 15, 24 * 91)
WINDOW = timedelta(days=UnitPolicy().window_days)
HAPPENS = (
    "open_a_record", "hire", "leave_the_unit", "invite", "invite", "give_a_new_code", "take_a_code_back", "come_in",
    "come_in", "end_a_place", "leave_the_family", "wait", "wait", "ask", "ask", "ask", "ask_for_the_staff",
    "go_home", "come_back", "go_to_the_other_unit",
)  # fmt: skip


@dataclass
class Place:
    """Somebody's place, in a baby's family or in a unit: as it was given, as it was taken away."""

    person: int
    at: object  # a baby's id or a unit's
    role: str
    until: datetime | None = None
    is_over: bool = False

    def holds(self):
        return not self.is_over and (self.until is None or timezone.now() < self.until)


@dataclass
class Code:
    text: str
    pk: object
    maker: int
    role: str
    babies: list
    expires: datetime
    person: int | None  # of somebody who is here already
    kind: str
    unit: int
    is_over: bool = False


class Walk(RuleBasedStateMachine):
    """Two units and their families."""

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.time = self.clock.start()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.units = [unit.pk for unit in Unit.objects.order_by("pk")]
        self.babies = {baby.pk: baby.unit_id for baby in Baby.objects.order_by("pk")}
        self.people = list(User.objects.order_by("pk").values_list("pk", flat=True))
        rows = CareTeamMember.objects.filter(ended_at=None)
        self.family = [Place(row.user_id, row.baby_id, row.role, row.expires_at) for row in rows]
        self.staff = [Place(row.user_id, row.unit_id, row.role) for row in UnitMember.objects.active()]
        self.codes, self.windows, self.home = [], {}, set()

    def met(self, person, baby, column, cell):
        """The oracle."""
        now, unit = timezone.now(), self.babies[baby]
        mine = [place.role for place in self.family if (place.person, place.at) == (person, baby) and place.holds()]
        for place in self.staff:
            until = self.windows.get((baby, place.at))  # since the baby has left that unit
            if place.person == person and place.holds() and (until is None or now < until):
                mine += [place.role] * (place.at == unit) + ["former"] * (place.at != unit and until is not None)
        if not mine:
            return 404
        return 200 if any(read()[role][column] == cell for role in mine) else 403

    @rule(what=st.sampled_from(HAPPENS), who=number, which=number, how=number)
    def something_happens(self, what, who, which, how):
        """One rule for all, so that each comes up as often as it stands there."""
        person, baby = self.people[who % len(self.people)], list(self.babies)[which % len(self.babies)]
        getattr(self, what)(person, baby, how)
        self.stands_at_the_door(person)

    # --- what happens on the wards

    def open_a_record(self, person, baby, how):
        unit = self.units[how % 2]
        self.babies[furnish(make_baby(unit=Unit.objects.get(pk=unit), first_name="Kim")).pk] = unit

    def hire(self, person, baby, how):
        unit, role = self.units[how % 2], UnitMember.Role.values[how % 3]
        if not any((place.person, place.at) == (person, unit) and place.holds() for place in self.staff):
            UnitMember.objects.create(unit_id=unit, user_id=person, role=role)
            self.staff.append(Place(person, unit, role))

    def leave_the_unit(self, person, baby, how):
        here = [place for place in self.staff if place.holds()]
        makers = [place for place in here if any(code.maker == place.person for code in self.codes)]
        place = (makers or here)[how % len(makers or here)]
        leads = [each for each in here if each.at == place.at and each.role == "lead"]
        if leads != [place]:  # the last one stays
            row = UnitMember.objects.active().get(unit=place.at, user=place.person)
            row.end(by=User.objects.get(pk=leads[0].person), now=timezone.now())
            place.is_over = True
            for code in [each for each in self.codes if each.maker == place.person and not each.is_over][:1]:
                self.try_code(code, None)
        self.stands_at_the_door(place.person)

    def invite(self, person, baby, how):
        role, kind = CareTeamMember.Role.values[how % 3], ("cot", "paper")[how % 2]
        if how % 4:  # mostly by somebody who may
            planning = [each for each in self.people if self.met(each, baby, "invite", "yes") == 200]
            person = planning[how % len(planning)] if planning else person
        name = f"Guest {len(self.codes)}"  # the same name again would take back the code before
        answer = self.send(
            person, "POST", "invitations", baby, {"role": role, "for_name": name, "kind": kind, "babies": [baby]}
        )
        self.expect(answer, self.met(person, baby, "invite", "yes"))
        if answer.status_code == 200:
            self.keep(answer, person, [baby], role, kind)

    def give_a_new_code(self, maker, baby, how):
        """To somebody who is here; a nurse may too, but not to a helper."""
        place = self.family[how % len(self.family)]
        answer = self.send(maker, "POST", "code-again", place.at, {"kind": "cot"}, person=place.person)
        if self.met(maker, place.at, "hold", "yes") != 200:
            return self.expect(answer, self.met(maker, place.at, "hold", "yes"))
        here = [each for each in self.family if each.person == place.person and not each.is_over]
        plans = self.met(maker, place.at, "plan", "yes") == 200
        column = "plan" if plans else "hold"
        here = [
            each for each in here if each.at in self.born(place.at) and self.met(maker, each.at, column, "yes") == 200
        ]
        if not here:
            return self.expect(answer, 404)
        helps = any(each.until for each in here[:1])
        fits = (plans or not helps) and not self.works(place.person) and not self.is_elsewhere(place.person, place.at)
        assert (answer.status_code == 200) == fits
        if fits:
            for code in self.codes:
                code.is_over |= code.person == place.person and bool({each.at for each in here} & set(code.babies))
            self.keep(answer, maker, [each.at for each in here], here[0].role, "cot", place.person)

    def take_a_code_back(self, person, baby, how):
        if not self.codes:
            return
        code = self.codes[how % len(self.codes)]
        answer = self.send(person, "POST", "invitation-revoke", code.babies[0], invitation=code.pk)
        may = self.met(person, code.babies[0], "hold", "yes")
        if may == 200 and person != code.maker:
            may = self.met(person, code.babies[0], "plan", "yes")
        self.expect(answer, may)
        if may == 200:
            code.is_over = True
            self.try_code(code, None)

    def come_in(self, person, baby, how):
        """With a code, on a device where nobody or somebody is signed in."""
        if self.codes:
            self.try_code(self.codes[how % len(self.codes)], person if how % 3 == 0 else None)

    def try_code(self, code, holder):
        opens = not code.is_over and timezone.now() < code.expires
        opens &= any((place.person, place.at) == (code.maker, code.unit) and place.holds() for place in self.staff)
        if code.person:
            opens &= holder in (None, code.person) and not self.works(code.person)
            opens &= not self.is_elsewhere(code.person, code.babies[0])
        opens &= holder is None or not self.works(holder)
        client = self.client(holder)
        before = set(CareTeamMember.objects.values_list("pk", flat=True))
        client.post(reverse("join"), {"code": code.text})
        answer = client.post(reverse("join-open"), {"name": "Guest", "agree": "on"})
        came = answer.status_code == 302 and answer.url == reverse("today") and not code.is_over
        assert came == opens, (code, holder, answer.status_code)
        if not opens:
            assert set(CareTeamMember.objects.values_list("pk", flat=True)) == before
            return
        code.is_over, person = True, int(client.session["_auth_user_id"])
        assert person == (code.person or holder or person)
        self.people += [person] * (person not in self.people)
        for baby in code.babies:
            self.welcome(person, baby, code)

    def end_a_place(self, person, baby, how):
        place = self.family[how % len(self.family)]
        answer = self.send(person, "POST", "family-end", place.at, person=place.person)
        may = self.met(person, place.at, "plan", "yes")
        if may == 200:
            mine = [each for each in self.born(place.at) if self.met(person, each, "plan", "yes") == 200]
            may = 200 if self.over(place.person, mine) else 404
        self.expect(answer, may)
        self.stands_at_the_door(place.person)

    def leave_the_family(self, person, baby, how):
        place = self.family[how % len(self.family)]
        expected = self.met(place.person, place.at, "follow", "yes")
        self.expect(self.send(place.person, "POST", "leaving", place.at), expected)
        if expected == 200:
            self.over(place.person, self.born(place.at))
        self.stands_at_the_door(place.person)

    def go_home(self, person, baby, how):
        if baby not in self.home and self.met(person, baby, "discharge", "yes") == 200:
            now = timezone.now()
            Discharge.write(Baby.objects.get(pk=baby), by=User.objects.get(pk=person), now=now, day=now.date())
            self.windows[baby, self.babies[baby]] = now + WINDOW
            self.home.add(baby)
            self.shut(baby, {"cot"})

    def come_back(self, person, baby, how):
        if baby in self.home and self.met(person, baby, "discharge", "yes") == 200:
            now = timezone.now()
            Discharge.come_back(Baby.objects.get(pk=baby), by=User.objects.get(pk=person), now=now)
            self.windows.pop((baby, self.babies[baby]))
            self.home.remove(baby)

    def go_to_the_other_unit(self, person, baby, how):
        """Announced here, taken over there."""
        old, now = self.babies[baby], timezone.now()
        (new,) = set(self.units) - {old}
        takes = next(place.person for place in self.staff if (place.at, place.role) == (new, "lead") and place.holds())
        if self.met(person, baby, "transfer", "yes") == 200:
            by, to = User.objects.get(pk=person), Unit.objects.get(pk=new)
            code = Transfer.start([Baby.objects.get(pk=baby)], to_unit=to, day=now.date(), reason="", by=by, now=now)
            assert Transfer.take(code, [to], by=User.objects.get(pk=takes), now=now)
            self.babies[baby], self.windows[baby, old] = new, now + WINDOW
            self.windows.pop((baby, new), None)
            self.home.discard(baby)
            self.shut(baby, {"cot", "paper"})
            self.stands_at_the_door(takes)

    def wait(self, person, baby, how):
        self.time.shift(timedelta(hours=HOURS[how % len(HOURS)]))

    # --- what is asked all the while

    def ask(self, person, baby, how):
        column, cell, method, name = ASKED[how % len(ASKED)]
        self.expect(self.send(person, method, name, baby, SENT.get(name)), self.met(person, baby, column, cell))

    def ask_for_the_staff(self, person, baby, how):
        """The last column: whoever leads a unit, and nobody else."""
        unit = self.units[how % 2]
        mine = [place for place in self.staff if (place.person, place.at) == (person, unit) and place.holds()]
        may = 404 if not mine else 200 if read()[mine[0].role]["policy"] == "yes" else 403
        self.expect(self.client(person).get(reverse("unit-staff", args=[unit])), may)

    def stands_at_the_door(self, person):
        opened = set(access.babies_for(User(pk=person)).values_list("pk", flat=True))
        assert opened == {baby for baby in self.babies if self.met(person, baby, "see", "yes") == 200}

    def teardown(self):
        try:
            for person in self.people:
                self.stands_at_the_door(person)
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.clock.stop()

    # --- what the walk remembers

    def born(self, baby):
        """This baby and its twins."""
        return Baby.objects.filter(Q(pk=baby) | Q(birth__babies=baby)).values_list("pk", flat=True)

    def works(self, person):
        return any(place.person == person and place.holds() for place in self.staff)

    def is_elsewhere(self, person, baby):
        theirs = [place for place in self.family if place.person == person and place.holds()]
        return any(self.babies[place.at] != self.babies[baby] for place in theirs)

    def over(self, person, babies):
        """End the places of this person with these babies; how many there were."""
        theirs = [each for each in self.family if each.person == person and each.at in babies]
        theirs = [each for each in theirs if not each.is_over]
        for place in theirs:
            place.is_over = True
        return len(theirs)

    def shut(self, baby, kinds):
        """Codes that wait end with the baby's leaving; one for twins goes on for the other."""
        for code in self.codes:
            if baby in code.babies and code.kind in kinds and not code.is_over and timezone.now() < code.expires:
                code.is_over = len(code.babies) == 1
                code.babies = [each for each in code.babies if each != baby] or code.babies

    def welcome(self, person, baby, code):
        """A lasting place stays as it is; a helper's days begin anew."""
        mine = [each for each in self.family if (each.person, each.at, each.is_over) == (person, baby, False)]
        if any(each.until is None for each in mine):
            return
        role = mine[0].role if mine and code.person else code.role
        for place in mine:
            place.is_over = True
        until = timezone.now() + timedelta(days=UnitPolicy().helper_days) if role == "helper" else None
        self.family.append(Place(person, baby, role, until))

    def keep(self, answer, maker, babies, role, kind, person=None):
        lasts = timedelta(hours=UnitPolicy().cot_code_hours) if kind == "cot" else timedelta(days=7)
        pk = answer.context["invitation"].pk
        code = "".join(answer.context["halves"])
        self.codes.append(
            Code(code, pk, maker, role, babies, timezone.now() + lasts, person, kind, self.babies[babies[0]])
        )

    def client(self, person):
        client = Client()
        if person is not None:
            client.force_login(User.objects.get(pk=person))
        return client

    def send(self, asker, method, name, baby, sent=None, **ids):
        ids |= {"massage-correct": {"key": KEYS.get(baby)}, "question-answer": {"question": QUESTIONS.get(baby)}}.get(
            name, {}
        )
        url = reverse(name, kwargs={"pk": baby} | ids)
        client = self.client(asker)
        return client.get(url) if method == "GET" else client.post(url, sent or {})

    def expect(self, answer, status):
        found = 200 if answer.status_code in (200, 302) else answer.status_code
        assert found == status, answer.request["PATH_INFO"]


KEYS, QUESTIONS = {}, {}  # a massage and a question of each baby


def furnish(baby):
    """Give a baby what the addresses need: a routine, a massage, a question."""
    author = User.objects.order_by("pk")[0]
    make_plan(baby=baby, by=author, slugs=("resting-hands",), now=NOW - timedelta(days=2))
    KEYS[baby.pk] = make_massage(baby=baby, author=author).key
    QUESTIONS[baby.pk] = Question.ask(baby=baby, author=author, text="How long?", now=NOW).pk
    return baby


@pytest.fixture
def wards(db):
    call_command("load_catalogue", verbosity=0)
    gather()
    for baby in Baby.objects.all():
        furnish(baby)


def run(walks, **more):
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(Walk, settings=settings(max_examples=walks, stateful_step_count=STEPS, **quiet, **more))


@pytest.mark.usefixtures("wards")
def test_everybody_meets_what_the_table_of_roles_says():
    run(WALKS)
