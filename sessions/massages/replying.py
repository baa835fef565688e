"""One note of the therapist on a massage: written, put right, read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity
from sessions.babies.question_forms import AnswerForm

from .models import Massage
from .replies import Reply


@require_POST
def reply(request, pk, key):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="answer", now=now)
    massage = get_object_or_404(Massage.objects.select_related("author"), baby=baby, key=key)
    form = AnswerForm(request.POST)
    if form.is_valid():
        Reply.objects.create(massage=massage, text=form.cleaned_data["text"], by=request.user, at=now)
        messages.success(request, _("%(name)s reads it on Today.") % {"name": massage.author.name})
        return redirect("massage", pk=baby.pk, key=key)
    context = {"baby": baby, "unit": baby.unit, "identity": Identity.of(baby, now), "massage": massage, "form": form}
    return render(request, "massages/reply.html", context | {"current": "babies"}, status=422)


@require_POST
def read(request, pk, key):
    """Read by the person it stands with: who wrote the massage down."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    massage = get_object_or_404(Massage, baby=baby, key=key)
    if massage.author_id != request.user.pk:
        raise PermissionDenied
    massage.replies.unread().update(read_at=now)
    messages.success(request, _("It stays with the massage, in the session log."))
    return redirect("today")
