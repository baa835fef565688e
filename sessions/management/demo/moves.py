"""Mira went home four weeks ago and Maple sees her for a while; a baby of Birch is announced to Maple."""

from datetime import timedelta

from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer


def leave(room):
    clock = room.clock
    Discharge.write(
        room.mira, by=room.tess, now=clock.at(28, "11:00"), day=clock.day(28),
        note="You know her signs well. Look at her, not at the clock.",
    )  # fmt: skip
    Transfer.start(
        [room.leo], to_unit=room.maple, day=clock.day(-1), reason="Nearer to home", by=room.tom,
        now=clock.now - timedelta(hours=2),
    )  # fmt: skip
