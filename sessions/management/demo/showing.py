"""Whom Tess has seen do what: Dan has the bicycle still to show, so on his device it waits for her."""

from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.models import Plan

KOREAN = {"language": "Korean", "interpreter": True}
SEEN = (
    ("bo", "pat", "resting-hands", "independent", 9, {}),
    ("bo", "pat", "indian-milking", "watched", 9, {}),
    ("bo", "jo", "resting-hands", "watched", 2, {}),
    ("mira", "hana", "indian-milking", "independent", 12, KOREAN),
    ("mira", "hana", "bicycle", "help", 12, KOREAN),
    ("mira", "hana", "bicycle", "watched", 11, KOREAN),
    ("mira", "dan", "bicycle", "help", 12, {}),
)


def see(room):
    for baby, person, technique, level, ago, words in SEEN:
        plan = Plan.objects.in_force().get(baby=getattr(room, baby))
        ReturnDemonstration.objects.create(
            baby=plan.baby, person=getattr(room, person), level=level, by=room.tess, at=room.clock.at(ago, "11:10"),
            version=plan.planned.get(version__technique__slug=technique).version, **words,
        )  # fmt: skip
