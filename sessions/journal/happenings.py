"""What happened around each baby since a person last looked: facts with their days, unweighed."""

from collections import defaultdict
from datetime import UTC, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from django.db.models import Case, DateTimeField, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.babies.models import CareTeamMember, LimbRestriction
from sessions.babies.questions import Question
from sessions.babies.visits import Look
from sessions.massages.models import Massage
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan

NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())
DAYS_NAMED = 3
WEEK = 7


class Rank(IntEnum):
    ASKED, STOPPED, REVIEW, REST = range(4)


def last_look(user, baby="pk"):
    """When this person last ticked the baby; long ago if never."""
    looks = Look.objects.filter(baby=OuterRef(baby), by=user).order_by("-at")
    return Coalesce(Subquery(looks.values("at")[:1]), NEVER)


def with_news(babies, user, today):
    """Mark each baby with the moment of its newest happening since the look, and what waits. No query of its own.

    rank: the place on the list. A waiting question comes first, because somebody hopes for an answer; then what was
    stopped since the look, a review that is due, and the rest.
    """
    massages = Massage.objects.counted().filter(received_at__gt=OuterRef("looked_at")).order_by("-received_at")
    newest = {
        "asked_at": Question.objects.waiting().order_by("-asked_at"),
        "massage_at": massages,
        "stopped_at": massages.filter(outcome=Massage.Outcome.STOPPED),
        "joined_at": CareTeamMember.objects.filter(joined_at__gt=OuterRef("looked_at")).order_by("-joined_at"),
        "limb_at": LimbRestriction.objects.exclude(noted_by=user)
        .filter(noted_at__gt=OuterRef("looked_at"))
        .order_by("-noted_at"),
        "held_anew_at": PlanHold.objects.active()
        .exclude(held_by=user)
        .filter(held_at__gt=OuterRef("looked_at"))
        .order_by("-held_at"),
    }
    moments = {
        name: Coalesce(Subquery(rows.filter(baby=OuterRef("pk")).values(rows.query.order_by[0].lstrip("-"))[:1]), NEVER)
        for name, rows in newest.items()
    }
    in_force = Plan.objects.in_force().filter(baby=OuterRef("pk"))
    hold = PlanHold.objects.active().filter(baby=OuterRef("pk"))
    days = Massage.objects.counted().filter(baby=OuterRef("pk")).order_by("-family_day")
    return (
        babies.annotate(looked_at=last_look(user))
        .annotate(
            **moments,
            review_on=Subquery(in_force.values("review_on")[:1]),
            version=Subquery(in_force.values("number")[:1]),
            held_at=Subquery(hold.values("held_at")[:1]),
            held_reason=Subquery(hold.values("reason")[:1]),
            has_draft=Exists(Plan.objects.filter(baby=OuterRef("pk"), status=Plan.Status.DRAFT)),
            last_day=Subquery(days.values("family_day")[:1]),
        )
        .annotate(happened_at=Greatest(*moments))
        .annotate(
            rank=Case(
                When(asked_at__gt=NEVER, then=Rank.ASKED),
                When(stopped_at__gt=NEVER, then=Rank.STOPPED),
                When(review_on__lte=today, then=Rank.REVIEW),
                default=Rank.REST,
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "-happened_at", "first_name", "pk")
    )


def after(babies, last):
    """The babies that follow this one in the order of with_news."""
    same = Q(rank=last.rank)
    at = same & Q(happened_at=last.happened_at)
    return babies.filter(
        Q(rank__gt=last.rank)
        | same & Q(happened_at__lt=last.happened_at)
        | at & Q(first_name__gt=last.first_name)
        | at & Q(first_name=last.first_name, pk__gt=last.pk)
    )


def facts_of(babies, user, today, limbs):
    """Return {baby id: [words]} for babies marked by with_news, in three queries for any number.

    limbs: {baby id: the legs that are left alone}.
    """
    zones = {baby.pk: ZoneInfo(baby.unit.time_zone) for baby in babies}
    ids = list(zones)
    found = defaultdict(list)
    days = defaultdict(lambda: defaultdict(list))
    for question in Question.objects.waiting().filter(baby__in=ids).select_related("author"):
        if len(found[question.baby_id]) < DAYS_NAMED:
            found[question.baby_id].append(_question(question, today, zones[question.baby_id]))
    since = Massage.objects.counted().filter(baby__in=ids, received_at__gt=last_look(user, "baby"))
    for baby, outcome, day in since.order_by("-family_day").values_list("baby_id", "outcome", "family_day"):
        days[baby][outcome].append(day)
    for baby in ids:
        found[baby] += massage_facts(days[baby])
    joined = CareTeamMember.objects.filter(baby__in=ids, joined_at__gt=last_look(user, "baby")).select_related("user")
    for member in joined.order_by("-joined_at"):
        day = member.joined_at.astimezone(zones[member.baby_id])
        words = {"name": member.user.name, "day": date_format(day, "j M")}
        found[member.baby_id].append(_("%(name)s joined on %(day)s") % words)
    for baby in babies:
        for limb in limbs[baby.pk]:
            if limb.noted_by_id != user.pk and limb.noted_at > baby.looked_at:
                day = limb.noted_at.astimezone(zones[baby.pk])
                words = {"leg": limb.get_limb_display(), "day": date_format(day, "j M")}
                found[baby.pk].append(_("%(leg)s off limits since %(day)s") % words)
        found[baby.pk] += plan_facts(baby, today, zones[baby.pk])
    return found


def _question(question, today, zone):
    """Within the week by the name of the day, as people say it."""
    at = question.asked_at.astimezone(zone)
    form = "l" if (today - at.date()).days < WEEK else "j M"
    return _("Question from %(name)s, %(day)s") % {"name": question.author.name, "day": date_format(at, form)}


def massage_facts(days_by_outcome):
    """Say what was written down. days_by_outcome: {outcome: family days, newest first}."""
    return [words(days_by_outcome[outcome]) for outcome, words in WORDS.items() if days_by_outcome.get(outcome)]


def _stopped(days):
    if len(days) > DAYS_NAMED:
        words = {"count": len(days), "day": date_format(days[0], "j M")}
        return _("Stopped early %(count)s times, the last on %(day)s") % words
    named = [date_format(day, "j M") for day in dict.fromkeys(days)]
    return _("Stopped early on %(days)s") % {"days": get_text_list(named, _("and"))}


def _completed(days):
    words = {"count": len(days), "day": date_format(days[0], "j M")}
    return ngettext("%(count)s massage, on %(day)s", "%(count)s massages, the last on %(day)s", len(days)) % words


def _not_ready(days):
    return ngettext("Not ready once", "Not ready %(count)s times", len(days)) % {"count": len(days)}


def _interrupted(days):
    return ngettext("Interrupted once", "Interrupted %(count)s times", len(days)) % {"count": len(days)}


WORDS = {
    Massage.Outcome.STOPPED: _stopped,
    Massage.Outcome.NOT_READY: _not_ready,
    Massage.Outcome.INTERRUPTED: _interrupted,
    Massage.Outcome.COMPLETED: _completed,
}


def plan_facts(baby, today, zone):
    """What stands about the routine: on hold, a review that was due, a draft, none yet."""
    facts = []
    if baby.unit_until:
        facts.append(_("Left, open until %(day)s") % {"day": date_format(baby.unit_until.astimezone(zone), "j M")})
    if baby.held_at:
        words = {"day": date_format(baby.held_at.astimezone(zone), "j M"), "reason": baby.held_reason}
        facts.append(_("On hold since %(day)s: %(reason)s") % words)
    if baby.review_on and baby.review_on < today:
        facts.append(_("Review was due on %(day)s") % {"day": date_format(baby.review_on, "l j M")})
    elif baby.review_on == today:
        facts.append(_("Review is due today"))
    if baby.has_draft:
        facts.append(_("A draft is not assigned yet"))
    elif baby.version is None:
        facts.append(_("No routine yet"))
    return facts
