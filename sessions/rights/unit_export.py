"""A unit's massages to take away, without names, dates or words: a zip that is written while it is sent."""

import hashlib
import hmac
import io
import json
import secrets
import tempfile
import zipfile
from itertools import count
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from sessions.babies.access import babies_open_to
from sessions.babies.models import CareTeamMember
from sessions.massages.models import Massage

from .columns import CUES_SEEN, DICTIONARY_HEAD, FORMAT, MASSAGES, dictionary, schema
from .csv_cells import BEGIN, line, table
from .in_care import massages_of

IN_MEMORY = 5_000_000  # bytes of a table; what is longer waits on the disk
README = _("""\
One row for each massage (massages.csv) and one for each sign (cues.csv); export.json says the same again.
dictionary.csv says what each column means, schema.json what may stand in export.json.

There are no names, no dates and no words of a family in it. The names of babies are made up anew for every export, with
a key that is thrown away. Ages are exact, so in a small unit they can still point to one baby: keep it
like health data.
""")


class _Pipe(io.RawIOBase):
    """What a zip is written into; what was written is taken out again at once."""

    def __init__(self):
        super().__init__()
        self.waiting = bytearray()

    def writable(self):
        return True

    def write(self, chunk):
        self.waiting += chunk
        return len(chunk)

    def taken(self):
        chunk, self.waiting = bytes(self.waiting), bytearray()
        return chunk


class Pseudonyms:
    """Keyed, and the key lives as long as this object: nobody can count through the ids, then or later."""

    def __init__(self):
        self._key = secrets.token_bytes(32)

    def __call__(self, baby) -> str:
        return hmac.new(self._key, baby.pk.bytes, hashlib.sha256).hexdigest()[:16]


def stream(unit, now):
    """Yield the bytes. The babies come in the order of their made-up names, which is no order at all."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", str(README))
        archive.writestr("dictionary.csv", table(DICTIONARY_HEAD, dictionary()))
        archive.writestr("schema.json", json.dumps(schema(), indent=1))
        with _spool() as cues, _spool() as data:
            with archive.open("massages.csv", "w") as massages:
                for _ in _write(unit, now, massages, cues, data):
                    yield pipe.taken()
            for name, spool in (("cues.csv", cues), ("export.json", data)):
                spool.seek(0)
                with archive.open(name, "w") as file:
                    while chunk := spool.read(1 << 16):
                        file.write(chunk)
                        yield pipe.taken()
    yield pipe.taken()


def _spool():
    return tempfile.SpooledTemporaryFile(IN_MEMORY)


def _write(unit, now, massages, cues, data):
    """Read everything once, so that the files agree; a step for each baby."""
    massages.write((BEGIN + line(each.name for each in MASSAGES)).encode())
    cues.write((BEGIN + line(each.name for each in CUES_SEEN)).encode())
    data.write(json.dumps({"format": FORMAT})[:-1].encode() + b', "massages": [')
    names, numbers = Pseudonyms(), count(1)
    given = massages_of(unit, now).with_all().order_by("family_day", "started_at", "key")
    babies = babies_open_to(unit, now)
    for name, baby in sorted(((names(each), each) for each in babies), key=lambda pair: pair[0]):
        for row, seen in _of(baby, given.filter(baby=baby)):
            number = next(numbers)
            who = {"baby": name, "massage": f"m{number:06}"}
            massages.write(line((who | row).values()).encode())
            cues.writelines(line((who | each).values()).encode() for each in seen)
            data.write(b"," * (number > 1) + json.dumps(who | row | {"cues": seen}).encode())
        yield
    data.write(b"]}")


def _of(baby, rows):
    """(massage, its signs) in the order of days: a value for each column but the two made-up names."""
    roles = dict(CareTeamMember.objects.filter(baby=baby).order_by("pk").values_list("user", "role"))
    for row in rows:
        yield _massage(row, roles), [_cue(each) for each in row.cues.all()]


def _massage(row, roles):
    followed = row.way == Massage.Way.PLAYER and row.outcome != Massage.Outcome.NOT_READY
    done = dict.fromkeys(each.version.technique.slug for each in row.done.all())
    return {
        "day_of_life": row.chronological_days,
        "postmenstrual_days": row.postmenstrual_days,
        "corrected_days": row.corrected_days,
        "hour": row.started_at.astimezone(ZoneInfo(row.time_zone)).hour if row.is_timed else None,
        "routine": row.plan.number if row.plan else None,
        "outcome": row.outcome,
        "way": row.way,
        "minutes": row.minutes if followed else None,
        "mood_before": row.mood_before or None,
        "mood_after": row.mood_after or None,
        "signs": row.signs,
        "enjoyed": row.enjoyed,
        "with_staff": row.with_staff,
        "giver": "other" if row.giver_name else roles.get(row.giver_id),
        "techniques": " ".join(done) or None,
    }


def _cue(cue):
    technique = cue.version.technique.slug if cue.version else None
    return {"cue": cue.slug, "technique": technique, "step": cue.step, "second": cue.second}
