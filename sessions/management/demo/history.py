"""What the families of the demo wrote down, stops, not-ready days, corrections and a mistake included."""

import uuid
from datetime import timedelta

from sessions.massages.models import Massage
from sessions.plans.models import Plan
from techniques.readiness import questions_for

from .people import ZONE

KEYS = uuid.UUID("6f1d1c0a-5f4e-4c55-9a55-48616e646875")
REST = 40  # seconds of still hands after each technique

# days ago, time, who gave it, face before, face after; then what was out of the ordinary
BO = [
    (16, "14:05", "pat", "calm", "calm", {"note": "First time, with Tess beside us."}),
    (15, "10:30", "jo", "calm", "sleepy", {}),
    (14, "18:50", "pat", "calm", "asleep", {}),
    (13, "11:15", "jo", "fussy", "", {"not_ready": True, "note": "Hungry, then slept."}),
    (12, "19:10", "pat", "calm", "sleepy", {}),
    (10, "10:20", "jo", "sleepy", "asleep", {}),
    (9, "19:05", "pat", "calm", "calm", {"cue": ("looks-away", "toe-squeeze"), "note": "We waited, then went on."}),
    (8, "15:20", "ines", "calm", "sleepy", {"author": "pat", "afterwards": True}),
    (6, "14:10", "pat", "calm", "calm", {"stop": ("tries-to-get-away", "toe-squeeze")}),
    (5, "10:20", "jo", "calm", "asleep", {}),
    (5, "10:25", "jo", "calm", "asleep", {"error": "Saved twice."}),
    (4, "11:00", "jo", "asleep", "", {"not_ready": True}),
    (3, "20:40", "pat", "calm", "fussy", {
        "stop": ("tries-to-get-away", "toe-squeeze"), "note": "He was fine until I touched his toes.",
        "really_at": "19:40",
    }),
    (2, "18:45", "jo", "calm", "sleepy", {}),
    (1, "19:30", "pat", "calm", "sleepy", {"stop": ("yawns", "indian-milking")}),
]  # fmt: skip
ADA = [
    (16, "14:30", "jo", "calm", "calm", {"note": "She held my finger."}),
    (14, "19:10", "pat", "calm", "sleepy", {}),
    (12, "19:30", "pat", "sleepy", "asleep", {}),
    (9, "19:30", "pat", "calm", "calm", {}),
    (7, "11:10", "jo", "calm", "sleepy", {}),
    (6, "14:40", "pat", "fussy", "", {"not_ready": True}),
    (4, "11:25", "jo", "calm", "calm", {"cue": ("hiccups-or-sneezes", "thumb-over-thumb")}),
    (2, "19:05", "jo", "calm", "asleep", {}),
    (1, "19:55", "pat", "calm", "sleepy", {}),
]
FOR_BO_BUT_ADA = (7, "19:20", "pat", "calm", "calm", {})
NOOR = [
    (6, "13:40", "sam", "calm", "sleepy", {"note": "With Tess."}),
    (4, "17:15", "sam", "calm", "calm", {}),
    (1, "16:50", "sam", "sleepy", "", {"not_ready": True}),
]
LEO = [
    (4, "14:50", "alma", "calm", "sleepy", {}),
    (1, "12:30", "alma", "calm", "calm", {"stop": ("arches", "resting-hands")}),
]


def write_down(room):
    for baby, rows in ((room.bo, BO), (room.ada, ADA), (room.noor, NOOR), (room.leo, LEO)):
        for row in rows:
            _massage(room, baby, row)
    _from_paper(room, uuid.uuid5(KEYS, "paper"))
    taken_for_bo = _massage(room, room.bo, FOR_BO_BUT_ADA)
    taken_for_bo.move_to(room.ada, by=room.pat, now=room.clock.at(7, "19:31"), reason="It was Ada.")


def _from_paper(room, batch):
    """Two days of Bo that stood on the card in the ward; Pat typed them in at home. No time was on it."""
    for ago, giver, face in ((11, room.jo, "asleep"), (7, room.pat, "calm")):
        day = room.clock.at(ago, "00:00")
        plan = Plan.objects.assigned().filter(baby=room.bo, assigned_at__lte=day).first()
        Massage.record(
            key=uuid.uuid5(batch, str(ago)), batch=batch, baby=room.bo, author=room.pat, giver=giver, plan=plan,
            now=room.clock.at(3, "21:00"), started_at=day, ended_at=day, time_zone=ZONE, way="paper", is_timed=False,
            outcome="completed", mood_after=face, signs="not_asked",
        )  # fmt: skip


def _massage(room, baby, row):
    ago, clock, giver, before, after, more = row
    at = room.clock.at(ago, clock)
    massage = keep(
        room, baby, at, getattr(room, giver), before, after, author=getattr(room, more.get("author", giver)),
        **{name: more[name] for name in ("not_ready", "stop", "cue", "note", "afterwards") if name in more},
    )  # fmt: skip
    if "error" in more:
        massage.enter_in_error(by=massage.author, now=at + timedelta(minutes=9), reason=more["error"])
    if "really_at" in more:
        right = room.clock.at(ago, more["really_at"])
        times = {"started_at": right, "ended_at": right + (massage.ended_at - massage.started_at)}
        massage.correct(times, by=massage.author, now=at + timedelta(minutes=22), reason="Wrong hour.")
    return massage


def keep(room, baby, at, giver, before, after, *, author=None, not_ready=False, stop=None, cue=None, note="",
         afterwards=False, slack=0):  # fmt: skip
    """Record one massage with the routine of that day. stop, cue: (sign, technique during which it was seen)."""
    plan = Plan.objects.assigned().filter(baby=baby, assigned_at__lte=at).with_techniques().first()
    planned = [] if not_ready or afterwards else list(plan.planned.all())
    seen_in = (stop or cue or ("", ""))[1]
    done, cues, seconds = [], [], 0 if afterwards else slack
    for item in planned:
        stopped_here = bool(stop) and item.technique.slug == seen_in
        if item.technique.slug == seen_in:
            step = item.version.title_step(baby.place).order
            cues = [{"slug": (stop or cue)[0], "version": item.version, "step": step, "second": seconds + 14}]
        passes = 1 if stopped_here else item.passes
        done.append({"version": item.version, "side": item.side, "passes": passes, "whole": not stopped_here})
        seconds += 30 if stopped_here else item.whole_seconds + REST
        if stopped_here:
            break
    asked = not (afterwards or not_ready)
    massage, _created = Massage.record(
        key=uuid.uuid5(KEYS, f"{baby.first_name} {at.isoformat()}"),
        baby=baby,
        author=author or giver,
        giver=giver,
        now=at + timedelta(seconds=seconds + 60),
        started_at=at,
        ended_at=at + timedelta(seconds=seconds),
        time_zone=ZONE,
        plan=plan,
        way="afterwards" if afterwards else "player",
        outcome="not_ready" if not_ready else "stopped" if stop else "completed",
        mood_before=before,
        mood_after=after,
        signs="seen" if cues else "none_seen" if asked else "not_asked",
        cues=cues,
        done=done,
        note=note,
        readiness={question.slug: "yes" for question in questions_for(baby.place)} if asked else {},
    )
    return massage
