"""The people of the demo, who sign in by a click on their name. Nothing here works outside the demo."""

import json
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from .models import UnitMember, User

SHOWN = ("resting-hands", "indian-milking", "thumb-over-thumb", "toe-squeeze", "bicycle")
THUMBNAILS = [f"illustrations/thumbs/{slug}.webp" for slug in SHOWN]  # made by Pillow from the drawings


@dataclass(frozen=True)
class Person:
    user: User
    group: str
    note: str
    place: int


def introduce(people: list[dict]) -> None:
    """Write down who is who, in order: `[{"pk": 1, "name": "Tess", "group": "Maple NICU", "note": "therapist"}]`.

    dev.py prints the same file when the demo starts.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps(people, indent=1, ensure_ascii=False), encoding="utf-8")


def people_by_group() -> list[tuple[str, list[Person]]]:
    """Everybody who can sign in: those introduced first, then whoever joined since."""
    introduced = json.loads(_file().read_text(encoding="utf-8")) if _file().exists() else []
    known = {row["pk"]: (place, row) for place, row in enumerate(introduced)}
    work = {member.user_id: member for member in UnitMember.objects.active().select_related("unit")}
    people = []
    for user in User.objects.filter(is_active=True).order_by("pk"):
        place, row = known.get(user.pk, (len(known) + user.pk, _unknown(work.get(user.pk))))
        people.append(Person(user, row["group"], row["note"], place))
    people.sort(key=lambda person: person.place)
    order = list(dict.fromkeys(person.group for person in people))
    people.sort(key=lambda person: order.index(person.group))
    return [(group, list(members)) for group, members in groupby(people, lambda person: person.group)]


def _unknown(member: UnitMember | None) -> dict:
    if member is None:
        return {"group": _("Families"), "note": ""}
    return {"group": member.unit.name, "note": member.get_role_display()}


def _file():
    return settings.VAR_DIR / "demo-people.json"
