"""Questions for the next visit: asked, said otherwise, withdrawn, answered, read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .access import baby_for_member, may
from .identity import Identity
from .question_forms import AnswerForm, QuestionForm
from .questions import Question

SHOWN = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def questions(request, pk):
    """The family's own questions with a field for one more; for staff those of everybody."""
    is_new = request.method == "POST"
    baby = baby_for_member(request.user, pk, to="ask" if is_new else "see")
    form = QuestionForm(request.POST if is_new else None)
    if form.is_valid() and not baby.is_away:
        Question.ask(baby=baby, author=request.user, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, _("Kept for the next visit."))
        return redirect("questions", pk=baby.pk)
    return _list(request, baby, form, status=422 if is_new else 200)


@get_or_post
def question(request, pk, question):
    """Say it otherwise, as long as nobody has read it."""
    baby = baby_for_member(request.user, pk, to="ask")
    row = _own(request, baby, question)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"text": row.text})
    if row.seen_at or (form.is_valid() and not row.change(form.cleaned_data["text"])):
        messages.info(request, _("It was read already, so it stays as it is. You can ask a new one."))
        return redirect("questions", pk=baby.pk)
    if form.is_valid():
        messages.success(request, _("Changed."))
        return redirect("questions", pk=baby.pk)
    context = _page(baby) | {"question": row, "form": form}
    return render(request, "babies/question.html", context, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request, pk, question):
    baby = baby_for_member(request.user, pk, to="ask")
    if _own(request, baby, question).withdraw(timezone.now()):
        messages.success(request, _("Taken back. Nobody has read it."))
    else:
        messages.info(request, _("It was read already, so it stays as it is. You can ask a new one."))
    return redirect("questions", pk=baby.pk)


@require_POST
def answer(request, pk, question):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="answer", now=now)
    row = get_object_or_404(baby.questions.standing(), pk=question)
    form = AnswerForm(request.POST, question=row)
    if form.is_valid():
        row.answer(form.said, by=request.user, now=now)
        messages.success(request, _("%(name)s reads it on Today.") % {"name": row.author.name})
        return redirect("baby", pk=baby.pk)
    context = {"baby": baby, "unit": baby.unit, "identity": Identity.of(baby, now), "question": row, "form": form}
    return render(request, "babies/answer.html", context | {"current": "babies"}, status=422)


@require_POST
def read(request, pk, question):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="ask", now=now)
    _own(request, baby, question).answers.unread().update(read_at=now)
    messages.success(request, _("It stays with your questions."))
    return redirect("today")


def _own(request, baby, pk):
    """Somebody else's question is not there; staff see it elsewhere."""
    return get_object_or_404(baby.questions.standing().select_related("author"), pk=pk, author=request.user)


def _list(request, baby, form, status):
    staff = may(baby, "staff")
    rows = baby.questions.standing().select_related("author").prefetch_related("answers__by")
    context = _page(baby) | {
        # Every one that waits, whatever else is asked: nobody pushes the question of another person off the page.
        "questions": [*rows.waiting(), *rows.answered()[:SHOWN]] if staff else rows.filter(author=request.user)[:SHOWN],
        "form": form,
        "identity": Identity.of(baby, timezone.now()) if staff else None,
        "may_answer": may(baby, "answer"),
    }
    return render(request, "babies/questions_staff.html" if staff else "babies/questions.html", context, status=status)


def _page(baby):
    reader = "babies" if may(baby, "staff") else "today"
    return {"baby": baby, "unit": baby.unit, "unit_phone": baby.unit.phone, "current": reader}
