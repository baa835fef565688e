"""The walk of test_random_walk.py sees what is broken on purpose. It takes minutes, so only `dev.py soak` runs it."""

import pytest
from django.db.models import BooleanField, Subquery, Value
from hypothesis import Phase
from test_random_walk import run, wards  # noqa: F401

from massage_site.accounts.models import UnitMember
from sessions.babies import access
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, CareTeamMember

pytestmark = pytest.mark.django_db


def places(name, answer):
    """Break how the places of families (`at`) or of staff (`active`) are looked up."""
    owner = {"at": CareTeamMember, "active": UnitMember}[name]
    return lambda patch: patch.setattr(type(owner.objects.all()), name, answer)


def babies_of_any_unit(patch):
    real = access.babies_for

    def babies_for(user, now=None):
        role = UnitMember.objects.active().filter(user=user).values("role")[:1]
        everything = Baby.objects.select_related("unit").annotate(family_role=Value(None), staff_role=Subquery(role))
        return everything if user.works_in().exists() else real(user, now)

    patch.setattr(access, "babies_for", babies_for)


def everybody_vouches(patch):
    answer = Value(True, output_field=BooleanField())
    patch.setattr(type(Invitation.objects.all()), "vouched", lambda rows: rows.annotate(is_vouched_for=answer))
    patch.setattr(Invitation, "is_vouched_for", True)  # and where one is looked at alone


FAULTS = {
    "a helper's days do not end": places("at", lambda rows, now: rows.filter(ended_at=None)),
    "an ended place opens": places("at", lambda rows, now: rows.exclude(expires_at__lte=now)),
    "who left the unit stays": places("active", lambda rows: rows),
    "staff open every unit": babies_of_any_unit,
    "a nurse may plan": lambda patch: patch.setitem(access.MAY, "plan", access.STAFF),
    "a code outlives its maker": everybody_vouches,
    "a code that was taken back opens": lambda patch: patch.setattr(Invitation, "revoke", lambda self, now: None),
}


@pytest.mark.usefixtures("wards")
@pytest.mark.parametrize("fault", FAULTS)
def test_the_walk_notices(fault, monkeypatch):
    FAULTS[fault](monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(2000, phases=[Phase.generate])  # it ends with the first that notices
