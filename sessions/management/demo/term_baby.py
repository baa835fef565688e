"""Four weeks at home with Mira: the same every time the demo is furnished, with the days that life leaves out."""

import random

from .history import keep

NOTES = (
    "After her bath. She kicked and looked at me.",
    "Quiet evening.",
    "She liked the long strokes most.",
    "She held on to her feet.",
)
SIGNS = ("looks-away", "hiccups-or-sneezes", "spreads-fingers")


def write_down(room):
    chance = random.Random(26)  # noqa: S311 - the same four weeks each time
    for ago in range(28, 0, -1):
        for clock in _times(chance):
            _one(room, chance, ago, clock)


def _times(chance):
    """Most days have an evening massage, some a morning one too, some none."""
    if chance.random() < 0.22:
        return []
    evening = f"19:{chance.randrange(5, 55):02}"
    return [f"10:{chance.randrange(5, 55):02}", evening] if chance.random() < 0.2 else [evening]


def _one(room, chance, ago, clock):
    giver = room.hana if chance.random() < 0.65 else room.dan
    at = room.clock.at(ago, clock)
    luck = chance.random()
    if luck < 0.1:
        keep(room, room.mira, at, giver, chance.choice(["fussy", "asleep", "crying"]), "", not_ready=True)
        return
    before = chance.choice(["calm", "calm", "calm", "sleepy"])
    after = chance.choice(["calm", "calm", "sleepy", "sleepy", "asleep"])
    slack = chance.randrange(90)  # seconds that no routine foresees
    note = chance.choice(NOTES) if chance.random() < 0.25 else ""
    if luck < 0.2:
        stop = (chance.choice(["yawns", "arches", "cries"]), "bicycle" if ago < 12 else "indian-milking")
        keep(room, room.mira, at, giver, before, "fussy", stop=stop, note=note, slack=slack)
    elif luck < 0.35:
        cue = (chance.choice(SIGNS), "indian-milking")
        keep(room, room.mira, at, giver, before, after, cue=cue, note=note, slack=slack)
    else:
        afterwards = chance.random() < 0.15
        keep(room, room.mira, at, giver, before, after, note=note, afterwards=afterwards, slack=slack)
