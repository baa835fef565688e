"""A therapist's one note on a massage: on its writer's Today until it is read, on the massage for good."""

from django.db import models
from django.db.models import Q

from sessions.babies.questions import Note


class Reply(Note):
    massage = models.ForeignKey("massage_sessions.Massage", on_delete=models.CASCADE, related_name="replies")

    class Meta(Note.Meta):
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_has_words")]
