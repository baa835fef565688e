"""Whatever happens between a device and us, in the end every massage is there exactly once, under the right names.

`dev.py soak` runs many more sequences than the suite does.
"""

import os
import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
import time_machine
from cast import NOW, gather, make_plan
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from sessions.babies.models import CareTeamMember
from sessions.massages import tickets
from sessions.massages.models import Massage, TechniqueDone

pytestmark = pytest.mark.django_db
# The rules are the same on both engines: the second one shows that it keeps them, not once more that they are right.
SEQUENCES = int(os.environ.get("HANDHUG_SEQUENCES", "200" if connection.vendor == "sqlite" else "20"))
STEPS = 14
KEEPS = {400, 403, 404, 409, 413, 422}  # a refusal stays on the device, for its person to look at
parents, babies = st.sampled_from(["pat", "jo"]), st.sampled_from(["bo", "ada"])


@dataclass
class Written:
    """One massage as the device knows it, and what ought to become of it."""

    key: str
    author: object
    baby: object
    plan: object
    started_at: object
    giver: object
    mood_after: str = ""
    is_allowed: bool = True


@dataclass
class Device:
    client: Client
    skew: timedelta = timedelta(0)
    rows: list = field(default_factory=list)  # in the order in which they were written
    sent: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)  # by key


class Family(RuleBasedStateMachine):
    """One tablet of two parents, and a line that fails in every way."""

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.time = self.clock.start()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cast = gather()
        self.plans = {name: make_plan(baby=getattr(self.cast, name), by=self.cast.tess) for name in ("bo", "ada")}
        self.device = Device(Client(enforce_csrf_checks=True, raise_request_exception=False))
        self.tickets, self.ended, self.written = {}, {}, []

    # --- what a family does

    @rule(parent=parents, baby=babies, outcome=st.sampled_from(["completed", "stopped", "not_ready"]), giver=parents)
    def write(self, parent, baby, outcome, giver):
        """Open the page when it can be opened, else use the copy on the device, and write a massage down."""
        if (parent, baby) not in self.ended:
            self.tickets[parent, baby] = self._page(parent, baby)
        if (parent, baby) not in self.tickets:
            return
        page, cast = self.tickets[parent, baby], self.cast
        at = timezone.now() + self.device.skew
        one = Written(
            str(uuid.uuid4()), getattr(cast, parent), getattr(cast, baby), page.plan, at, getattr(cast, giver),
            is_allowed=at < self.ended.get((parent, baby), at + timedelta(1)),
        )  # fmt: skip
        self.written.append(one)
        self._put(one, page.ticket, {
            "kind": "massage", "plan": str(page.plan.pk), "outcome": outcome, "time_zone": "Europe/London",
            "started_at": at.isoformat(), "ended_at": (at + timedelta(minutes=2)).isoformat(), "giver": one.giver.pk,
            "done": page.done, "moments": "[]",
        })  # fmt: skip
        self.time.shift(timedelta(minutes=3))

    @precondition(lambda self: any(not one.mood_after for one in self.written))
    @rule(mood=st.sampled_from(["calm", "asleep", "crying"]), data=st.data())
    def say_how_it_was(self, mood, data):
        one = data.draw(st.sampled_from([each for each in self.written if not each.mood_after]))
        one.mood_after = mood
        ticket = next(ticket for row, ticket in self.device.rows + self.device.sent if row["key"] == one.key)
        self._put(one, ticket, {"kind": "after", "mood_after": mood})

    @rule(who=st.sampled_from(["pat", "jo", "sam", "tess"]))
    def sign_in(self, who):
        self.device.client.force_login(getattr(self.cast, who))

    @rule()
    def sign_out(self):
        self.device.client.logout()

    @rule(hours=st.integers(1, 72))
    def set_the_clock_back(self, hours):
        self.device.skew -= timedelta(hours=hours)

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes):
        self.time.shift(timedelta(minutes=minutes))

    # --- what the unit does

    @rule(baby=babies, slug=st.sampled_from(["toe-squeeze", "sway"]))
    def supersede(self, baby, slug):
        cast, now = self.cast, timezone.now()
        self.plans[baby] = make_plan(baby=getattr(cast, baby), by=cast.tess, slugs=(slug,), now=now)

    @rule(parent=parents, baby=babies)
    def revoke(self, parent, baby):
        if (parent, baby) in self.ended:
            return
        self.ended[parent, baby] = timezone.now()
        team = CareTeamMember.objects.filter(user=getattr(self.cast, parent), baby=getattr(self.cast, baby))
        team.update(ended_at=timezone.now())

    # --- what the line does

    @precondition(lambda self: self.device.rows)
    @rule()
    def send(self):
        self._flush()

    @precondition(lambda self: self.device.rows)
    @rule()
    def lose_the_answer(self):
        self._post(*self.device.rows[0])

    @precondition(lambda self: self.device.rows)
    @rule()
    def lose_the_request(self):
        pass

    @precondition(lambda self: self.device.rows)
    @rule()
    def break_in_the_middle(self):
        with patch.object(TechniqueDone.objects, "bulk_create", side_effect=OSError), transaction.atomic():
            answer = self._post(*self.device.rows[0])
            if answer.status_code == 500:
                transaction.set_rollback(True)

    @precondition(lambda self: self.device.sent)
    @rule(data=st.data())
    def send_again(self, data):
        """Another tab had read the same row."""
        row, ticket = data.draw(st.sampled_from(self.device.sent))
        before = Massage.objects.count()
        assert self._post(row, ticket).status_code in (200, 429)
        assert Massage.objects.count() == before

    # --- the outbox, as outbox.js does it

    def _page(self, parent, baby):
        plan, cast = self.plans[baby], self.cast
        ticket = tickets.issue(getattr(cast, parent), getattr(cast, baby), plan, timezone.now())
        version = plan.planned.first().version_id
        done = f'[{{"version": {version}, "side": "left", "passes": 1, "whole": true}}]'
        return SimpleNamespace(ticket=ticket, plan=plan, done=done)

    def _put(self, one, ticket, fields):
        self.device.rows.append(({"key": one.key} | fields, ticket))

    def _post(self, row, ticket):
        return self.device.client.post(reverse("outbox"), row | {"ticket": ticket})

    def _flush(self):
        held = set(self.device.refused)
        for row, ticket in list(self.device.rows):
            if row["key"] in held:
                continue
            answer = self._post(row, ticket)
            if answer.status_code in (200, 201) and answer.headers.get("Handhug-Key") == row["key"]:
                self.device.rows.remove((row, ticket))
                self.device.sent.append((row, ticket))
                continue
            held.add(row["key"])
            assert answer.status_code in KEEPS | {429}
            if answer.status_code in KEEPS:
                self.device.refused[row["key"]] = answer.json()["errors"]

    def teardown(self):
        try:
            for _ in range(3):
                self.time.shift(timedelta(minutes=2))
                self._flush()
            self._look()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.clock.stop()

    def _look(self):
        """Every massage exactly once, with the right author, giver, baby and version; the rest is on the device."""
        allowed = {one.key: one for one in self.written if one.is_allowed}
        kept = {str(massage.key): massage for massage in Massage.objects.all()}
        assert kept.keys() == allowed.keys()
        for key, one in allowed.items():
            row = kept[key]
            assert (row.author, row.baby, row.plan, row.started_at) == (one.author, one.baby, one.plan, one.started_at)
            assert (row.giver, row.mood_after, row.done.count()) == (one.giver, one.mood_after, 1)
        assert self.device.refused.keys() == {one.key for one in self.written if not one.is_allowed}
        assert {row["key"] for row, _ in self.device.rows} == self.device.refused.keys()


def run(sequences, **more):
    call_command("load_catalogue", verbosity=0)
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(
        Family, settings=settings(max_examples=sequences, stateful_step_count=STEPS, **quiet, **more)
    )


def test_every_massage_is_kept_exactly_once_under_the_right_names():
    run(SEQUENCES)


def signed_in_by_now(monkeypatch):
    """The mistake of others: whoever is signed in becomes the author."""
    from sessions.massages import outbox

    real = outbox._take

    def take(request, form_class, ticket, now):
        user = request.user if request.user.is_authenticated else ticket.author
        return real(request, form_class, replace(ticket, author=user), now)

    monkeypatch.setattr(outbox, "_take", take)


def another_key(monkeypatch):
    real = Massage.record
    monkeypatch.setattr(Massage, "record", lambda *, key, **facts: real(key=uuid.uuid4(), **facts))


@pytest.mark.parametrize("mistake", [signed_in_by_now, another_key])
def test_the_machine_notices(mistake, monkeypatch):
    mistake(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(200, phases=[Phase.generate])
