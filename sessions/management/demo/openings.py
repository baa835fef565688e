"""Who opened the records in the demo during the last days."""

from massage_site.audit.models import Entry

LINES = [  # days ago, at, who, baby, act, wrote, fields
    (2, "09:10", "tess", "bo", "baby", False, ""),
    (2, "09:14", "tess", "bo", "plan-assign", True, "note"),
    (2, "09:20", "nora", "bo", "baby", False, ""),
    (1, "20:02", "pat", "bo", "today", False, ""),
    (1, "20:12", "pat", "bo", "massages", True, "mood_after,note,signs"),
    (1, "21:30", "jo", "bo", "log", False, ""),
    (1, "21:33", "jo", "bo", "massage-correct", True, "note"),
    (1, "08:40", "nora", "ada", "limb-off", True, "limb"),
    (0, "00:20", "pat", "ada", "take-along", False, ""),
]


def note(room):
    """Lines as the site would have written them; whatever the demo's visitors open adds more."""
    Entry.objects.bulk_create(
        Entry(
            at=min(room.clock.at(days, at), room.clock.now), who=getattr(room, who), unit=room.maple, act=act,
            baby=getattr(room, baby).pk, wrote=wrote, status=302 if wrote else 200, fields=fields,
        )
        for days, at, who, baby, act, wrote, fields in LINES
    )  # fmt: skip
    Entry.objects.create(at=room.clock.at(1, "07:58"), who=room.tess, act="account_login", wrote=True, status=200)
