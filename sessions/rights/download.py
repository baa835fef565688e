"""Everything that is kept, to take away: a page to read, tables, the whole as data, and a list to check them by."""

import hashlib
import io
import json
import zipfile

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sessions.massages.models import Massage

from .carried import FORMAT
from .csv_cells import table
from .packing import pack

MASSAGE_COLUMNS = (
    "family_day", "started_at", "ended_at", "is_timed", "time_zone", "way", "outcome", "mood_before", "mood_after",
    "signs", "enjoyed", "note", "giver_name", "error_at", "error_reason",
)  # fmt: skip


def archive(baby, reader, now):
    """Return the bytes of a zip for this reader."""
    record = pack(baby, reader)
    names = [each["name"] for each in record["people"]]
    files = {
        "record.html": _page(baby, reader, record, names, now),
        "record.json": json.dumps(record, ensure_ascii=False, indent=1),
        "massages.csv": _massages(record, names),
        "questions.csv": _questions(record),
    }
    contents = {name: text.encode() for name, text in files.items()}
    contents["manifest.json"] = _manifest(contents, record, now).encode()
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    contents["SHA256SUMS"] = "".join(sums).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return out.getvalue()


def _manifest(contents, record, now):
    files = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    about = {"format": FORMAT, "made_at": now.isoformat(), "files": files, "left_out": record["left_out"]}
    return json.dumps(about, ensure_ascii=False, indent=1)


def _massages(record, names):
    rows = (
        [row[name] for name in MASSAGE_COLUMNS]
        + ["" if row["giver"] is None else names[row["giver"]], names[row["author"]]]
        + ["; ".join(cue["slug"] for cue in row["cues"])]
        for row in record["massages"]
    )
    labels = [Massage._meta.get_field(name).verbose_name for name in MASSAGE_COLUMNS]
    return table([*labels, _("who gave it"), _("who wrote it"), _("signs seen")], rows)


def _questions(record):
    rows = (
        (row["asked_at"], row["text"], " / ".join(answer["text"] for answer in row["answers"]))
        for row in record["questions"]
    )
    return table((_("Asked"), _("Question"), _("Answers, newest last")), rows)


def _page(baby, reader, record, names, now):
    massages = Massage.objects.filter(baby=baby).with_all().newest_first()
    plans = baby.plans.assigned().with_techniques().select_related("assigned_by")
    questions = baby.questions.filter(author=reader).prefetch_related("answers")
    context = {
        "baby": baby, "now": now, "massages": massages, "plans": plans, "questions": questions,
        "legs": baby.limb_restrictions.order_by("noted_at"), "left_out": record["left_out"],
        "visits": baby.visits.select_related("by"),
        "discharges": baby.discharges.select_related("by", "unit").order_by("at"),
        "transfers": baby.transfers.taken().select_related("from_unit", "to_unit").order_by("decided_at"),
    }  # fmt: skip
    return render_to_string("rights/_record.html", context)
