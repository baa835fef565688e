"""What a unit's signed guidance says about a technique at a baby's age: words and a date, beside the choice."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sessions import safety
from sessions.policies.models import UnitPolicy


def locks(policy: UnitPolicy, postmenstrual_days: int, today: date) -> dict[str, str]:
    """Return {slug: why} for every technique outside the guidance today, such as "From 34 weeks, on 12 Dec".

    Inside guidance, without guidance and before a signature there is nothing to say.
    """
    found = {}
    for slug, (low, high) in policy.guidance.items():
        side = safety.outside(low, high, postmenstrual_days)
        if side == "early":
            found[slug] = _("From %(weeks)s weeks, on %(day)s") % _edge(low, postmenstrual_days, today)
        elif side == "late":
            found[slug] = _("Until %(weeks)s weeks, %(day)s") % _edge(high, postmenstrual_days, today)
    return found


def _edge(weeks, postmenstrual_days, today):
    day = today + timedelta(days=7 * weeks - postmenstrual_days)
    return {"weeks": weeks, "day": date_format(day, "j M")}
