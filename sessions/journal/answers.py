"""What the therapist answered a person of the family, until it is read: two queries for any number of babies."""

from dataclasses import dataclass

from sessions.babies.models import Baby
from sessions.babies.questions import Answer, Note, Question
from sessions.massages.models import Massage
from sessions.massages.replies import Reply


@dataclass(frozen=True)
class Unread:
    note: Note
    baby: Baby
    question: Question | None = None
    massage: Massage | None = None


def unread_notes(person, babies) -> list[Unread]:
    """Return the answers to this person's questions and the notes on what they wrote down, newest first."""
    known = {baby.pk: baby for baby in babies}
    answers = Answer.objects.unread().newest_of("question").select_related("by", "question")
    replies = Reply.objects.unread().newest_of("massage").select_related("by", "massage")
    found = [
        Unread(note, known[note.question.baby_id], question=note.question)
        for note in answers.filter(question__author=person, question__baby__in=babies)
    ]
    found += [
        Unread(note, known[note.massage.baby_id], massage=note.massage)
        for note in replies.filter(massage__author=person, massage__baby__in=babies, massage__error_at=None)
    ]
    return sorted(found, key=lambda each: each.note.at, reverse=True)
