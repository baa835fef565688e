"""The babies of the demo, who is around them, and what their hands must leave alone."""

from datetime import timedelta

from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember, LimbRestriction

TWINS_BORN, TWINS_AGE = (31, 2), (36, 4)  # at birth, and today


def arrive(room):
    lived = (TWINS_AGE[0] - TWINS_BORN[0]) * 7 + TWINS_AGE[1] - TWINS_BORN[1]
    room.bo = _baby(room.maple, "Bo", room.clock.day(lived), TWINS_BORN, cot="4", unit_number="M-2041")
    room.ada = _baby(room.maple, "Ada", room.clock.day(lived), TWINS_BORN, cot="5", unit_number="M-2042")
    room.bo.link_twin(room.ada)
    room.mira = _baby(room.maple, "Mira", room.clock.day(86), (39, 4), place=Baby.Place.HOME, unit_number="M-1988")
    room.noor = _baby(room.maple, "Noor", room.clock.day(23), (34, 0), cot="9", unit_number="M-2055")
    room.leo = _baby(room.birch, "Leo", room.clock.day(20), (33, 5), cot="2", unit_number="B-310")
    _gather(room)
    _keep_away(room)
    _come_in_at_the_cot(room)
    Invitation.issue(
        [room.bo, room.ada], by=room.tess, now=room.clock.now - timedelta(hours=1), role="family", for_name="Rosa",
        relation="aunt",
    )  # fmt: skip


def _baby(unit, first_name, birth_date, ga, **fields):
    return Baby.objects.create(
        unit=unit, first_name=first_name, birth_date=birth_date, ga_weeks=ga[0], ga_days=ga[1], **fields
    )


def _gather(room):
    clock = room.clock
    for baby in (room.bo, room.ada):
        _join(baby, room.pat, "mother", clock.at(16, "11:40"))
        _join(baby, room.jo, "father", clock.at(16, "11:45"))
    helper = CareTeamMember.Role.HELPER
    _join(room.bo, room.ines, "grandmother", clock.at(15, "15:00"), role=helper, expires_at=clock.at(1, "15:00"))
    _join(room.mira, room.hana, "mother", clock.at(42, "10:00"))
    _join(room.mira, room.dan, "father", clock.at(41, "18:00"))
    _join(room.noor, room.sam, "parent", clock.at(6, "13:00"))
    _join(room.leo, room.alma, "mother", clock.at(4, "14:00"))


def _come_in_at_the_cot(room):
    """Noor's grandmother scanned her code some minutes ago; nobody has said yet that they see her."""
    made = room.clock.now - timedelta(minutes=26)
    invitation, _code = Invitation.issue(
        [room.noor], by=room.nora, now=made, role="family", for_name="Mina", relation="grandmother"
    )
    invitation.accept(now=made + timedelta(minutes=3), user=room.mina)


def _join(baby, user, relation, at, role=CareTeamMember.Role.GUARDIAN, expires_at=None):
    CareTeamMember.objects.create(
        baby=baby, user=user, role=role, relation=relation, joined_at=at, expires_at=expires_at
    )


def _keep_away(room):
    """Bo has a drip on top of the right foot; Ada wears her sensor on the left."""
    at = room.clock.at(8, "08:15")
    LimbRestriction.objects.create(
        baby=room.bo, limb="right", reason="Drip on top of the foot", noted_by=room.nora, noted_at=at
    )
    BabyPrecaution.objects.create(baby=room.bo, slug="drip-or-line", noted_by=room.tess, noted_at=at)
    BabyPrecaution.objects.create(
        baby=room.ada, slug="foot-probe", noted_by=room.tess, noted_at=room.clock.at(16, "10:50")
    )
