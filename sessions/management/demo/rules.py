"""Maple's rules, signed by its lead with guidance by age; Birch has not signed yet."""

from sessions.policies.models import UnitPolicy


def sign(room):
    clock = room.clock
    draft = UnitPolicy.draft_for(room.maple, room.lena, clock.at(200, "08:40"))
    draft.demonstrations = True
    draft.save(update_fields=["demonstrations"])
    draft.sign(by=room.lena, now=clock.at(200, "09:00"))
