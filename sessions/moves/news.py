"""What a family reads on Today about a move, for two weeks."""

from django.db.models import OuterRef, Subquery

from .discharges import Discharge
from .transfers import Transfer

HOME = {"home_day": "day", "home_note": "note", "home_by": "by__name"}


def with_news(babies, now):
    """Mark each baby with what is news of it: home_day, home_note, home_by, and came_from. No query of its own."""
    home = Discharge.objects.news_at(now).filter(baby=OuterRef("pk"), unit=OuterRef("unit"))
    sent = Transfer.objects.news_at(now).filter(baby=OuterRef("pk"), to_unit=OuterRef("unit"))
    facts = {name: Subquery(home.values(field)[:1]) for name, field in HOME.items()}
    return babies.annotate(came_from=Subquery(sent.values("from_unit__name")[:1]), **facts)


def with_maker(plans):
    """Mark each routine with the unit that made it, when its baby has left that one since. No query of its own."""
    since = Transfer.objects.taken().filter(baby=OuterRef("baby"), decided_at__gt=OuterRef("assigned_at"))
    return plans.annotate(made_at=Subquery(since.order_by("decided_at").values("from_unit__name")[:1]))
