"""Babies born together, one sheet: a face for each, and each massage is kept as one of its own."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from massage_site.offline import stays
from sessions.babies.access import babies_for, baby_for_member, may, show
from sessions.babies.models import Baby
from sessions.plans.models import Plan
from techniques.moods import MOODS

from . import tickets
from .answers import kept, refused, signed_in_or_401
from .forms import AfterwardsForm
from .models import KeyTaken, Massage
from .sheet import Sheet

OWN = ("key", "plan", "mood_after")  # what each baby has for itself; the rest is said once


@dataclass
class Part:
    """One of the babies on the sheet."""

    baby: Baby
    plan: Plan | None
    ticket: str
    form: AfterwardsForm

    @property
    def key(self):
        return self.form.data.get("key") or uuid.uuid4()

    @property
    def faces(self):
        """(mood, chosen)"""
        return [(mood, mood.slug == self.form.data.get("mood_after")) for mood in MOODS]

    @property
    def is_told(self) -> bool:
        """Without a face a baby is left out: perhaps it slept."""
        return bool(self.form.data.get("mood_after"))


@signed_in_or_401
@require_http_methods(["GET", "HEAD", "POST"])
def together(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    parts = _parts(request, _born_together(request.user, baby, now), now)
    told = [part for part in parts if part.is_told]
    if request.method == "POST" and told and all(part.form.is_valid() for part in told):
        try:
            return _keep(request, told, now)
        except KeyTaken:
            return _again(request, baby, parts, now, [_("One of these was saved before. Look at Today.")], status=409)
    if request.method == "POST":
        wrong = [sentence for part in told for sentence in part.form.in_words()]
        return _again(
            request, baby, parts, now, list(dict.fromkeys(wrong)) or [_("Tap a face for each baby.")], status=422
        )
    context = _page(request, baby, parts, now)
    page = render(request, "massages/together.html", context)
    return stays(page, request.user, days=context["sheet"].policy.copy_days)


def _born_together(user, baby, now):
    if baby.birth_id is None:
        raise Http404
    born = babies_for(user, now).filter(birth=baby.birth_id).order_by("birth_order")
    mine = [each for each in born if may(each, "log")]
    if len(mine) < 2:
        raise Http404
    return show(user, mine)


def _parts(request, babies, now):
    plans = {plan.baby_id: plan for plan in Plan.objects.in_force().filter(baby__in=babies)}
    parts = []
    for baby in babies:
        data = request.POST.copy()
        for name in OWN:
            data[name] = request.POST.get(f"{name}-{baby.pk}", "")
        plan = plans.get(baby.pk)
        form = AfterwardsForm(data, baby=baby, author=request.user, now=now)
        parts.append(Part(baby, plan, tickets.issue(request.user, baby, plan, now), form))
    return parts


@transaction.atomic
def _keep(request, told, now):
    """All of them or none."""
    for part in told:
        last = Massage.record(baby=part.baby, author=request.user, now=now, **part.form.facts())
    return kept(request, *last)


def _page(request, baby, parts, now, sentences=()):
    data = request.POST if request.method == "POST" else None
    names = [part.baby.first_name for part in parts]
    return {
        "baby": baby,
        "parts": parts,
        "names": get_text_list(names, _("and")),
        "sheet": Sheet.of(baby, request.user, now, data),
        "opened_at": now,
        "sentences": sentences,
    }


def _again(request, baby, parts, now, sentences, *, status):
    context = _page(request, baby, parts, now, sentences)
    return refused(request, "massages/together.html", context, sentences=sentences, status=status)
