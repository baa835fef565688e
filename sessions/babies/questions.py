"""A question for the next visit, and the one answer to it. No chat: an answer is only ever put right."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby

USER = settings.AUTH_USER_MODEL


class NoteQuerySet(models.QuerySet):
    def newest_of(self, about):
        """Of each question or massage the note that stands; those before it were put right."""
        newest = self.model.objects.filter(**{about: OuterRef(about)}).order_by("-at", "-pk")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def unread(self):
        return self.filter(read_at=None)


class Note(models.Model):
    """A therapist's words to one person of the family. A newer row takes the place of the older one, which is kept."""

    text = models.CharField(_("answer"), max_length=500)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.text


class QuestionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def waiting(self):
        """Those that nobody has answered yet."""
        return self.standing().filter(~Exists(Answer.objects.filter(question=OuterRef("pk"))))

    def answered(self):
        return self.standing().filter(Exists(Answer.objects.filter(question=OuterRef("pk"))))

    def see(self, *, by, now):
        """From here on they stay as they are."""
        return self.standing().filter(seen_at=None).update(seen_by=by, seen_at=now)


class Question(models.Model):
    """What one person of the family wants to ask. Only that person and the staff see it.

    The log is everybody's, a question is not: it may be about the other parent.
    """

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    asked_at = models.DateTimeField()
    seen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="question_seen_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(seen_at=None), name="question_withdrawn_only_unseen"
            ),
        ]

    def __str__(self):
        return self.text

    @classmethod
    def ask(cls, *, baby, author, text, now):
        """The same question twice, by two taps, is one."""
        same = cls.objects.waiting().filter(baby=baby, author=author, text=text).first()
        return same or cls.objects.create(baby=baby, author=author, text=text, asked_at=now)

    def change(self, text):
        """Say it otherwise. False when somebody has read it meanwhile."""
        return self._while_unseen(text=text)

    def withdraw(self, now):
        return self._while_unseen(withdrawn_at=now)

    def _while_unseen(self, **values):
        return bool(Question.objects.standing().filter(pk=self.pk, seen_at=None).update(**values))

    @transaction.atomic
    def answer(self, text, *, by, now):
        """Say it in words, or put right what was said before."""
        Question.objects.filter(pk=self.pk).see(by=by, now=now)
        return Answer.objects.create(question=self, text=text, by=by, at=now)


class Answer(Note):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")

    class Meta(Note.Meta):
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_has_words")]
