"""A technique that a unit is writing: changed freely, then asked about, read by a second person, and published."""

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit, User
from techniques.technique import Technique
from techniques.texts import Sort, StepText, TechniqueText
from techniques.unit_pictures import UnitPicture
from techniques.versions import Step, TechniqueVersion

USER = settings.AUTH_USER_MODEL
MOST_STEPS = 8  # one picture each
SORT = ("region", "kind", "own_timing")
TEXT = tuple(field.name for field in TechniqueText._meta.fields)
STEP = tuple(field.name for field in StepText._meta.fields)


def _together(*names: str, name: str) -> models.CheckConstraint:
    """Who and when: both or neither."""
    nothing, both = dict.fromkeys(names), {f"{each}__isnull": False for each in names}
    return models.CheckConstraint(name=name, condition=Q(**nothing) | Q(**both))


class TechniqueDraft(Sort, TechniqueText):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="technique_drafts")
    technique = models.OneToOneField(Technique, models.PROTECT, null=True, blank=True, related_name="draft")
    passes = models.PositiveSmallIntegerField(default=3)
    touches = models.PositiveSmallIntegerField(default=1)
    seconds = models.PositiveSmallIntegerField(default=5)
    evidence = models.CharField(max_length=1, choices=TechniqueText.Evidence, default=TechniqueText.Evidence.TRADITION)
    started_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(_("for the team"), max_length=300, blank=True)  # of whoever read it last
    sent_back_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("family_name", "pk")
        constraints = [
            _together("asked_by", "asked_at", name="draft_asked_by_a_person"),
            _together("reviewed_by", "reviewed_at", name="draft_reviewed_by_a_person"),
            _together("sent_back_by", "sent_back_at", name="draft_sent_back_by_a_person"),
            models.CheckConstraint(
                name="draft_asked_before_reviewed", condition=Q(reviewed_at=None) | Q(asked_at__isnull=False)
            ),
            models.CheckConstraint(
                name="draft_reviewed_by_another",
                condition=Q(reviewed_by=None) | Q(asked_by=None) | ~Q(reviewed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="draft_numbers_in_limit",
                condition=Q(passes__range=(1, F("passes_limit")), touches__range=(1, 20), seconds__range=(1, 120)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.family_name}"

    @property
    def author(self) -> str:
        """Who wrote it: whoever began, whoever had the last word, and their unit. Goes with the text for good."""
        names = dict.fromkeys([self.started_by.name, (self.asked_by or self.changed_by).name])
        return ", ".join([*names, self.unit.name])[: TechniqueVersion._meta.get_field("author").max_length]

    def get_review_state_display(self) -> str:
        return TechniqueVersion.ReviewState.NOT_REVIEWED.label

    @property
    def digest(self) -> str:
        """Changes when any word, number, step or picture changes."""
        steps = [{name: getattr(step, name) for name in STEP} for step in self.steps.order_by("order", "pk")]
        text = {name: getattr(self, name) for name in (*SORT, *TEXT)} | {"steps": steps}
        return hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()

    @classmethod
    @transaction.atomic
    def next_of(cls, technique: Technique, *, by: User, now: datetime) -> "TechniqueDraft":
        """The draft of the next version; it begins as the text in force."""
        text = technique.current()
        facts = {name: getattr(text, name) for name in TEXT} | {name: getattr(technique, name) for name in SORT}
        facts |= {"unit": technique.owner, "started_by": by, "started_at": now, "changed_by": by, "changed_at": now}
        draft, is_new = cls.objects.get_or_create(technique=technique, defaults=facts)
        if is_new:
            rows = ({name: getattr(step, name) for name in STEP} for step in text.steps.all())
            steps = [DraftStep(draft=draft, **row) for row in rows]
            for step in steps:
                step.drawn = step.drawn if step.picture else ""
            DraftStep.objects.bulk_create(steps)
        return draft

    @property
    def lacks_a_leg(self) -> bool:
        return any(step.lacks_leg for step in self.steps.all())

    def add_step(self) -> "DraftStep":
        steps = list(self.steps.all())
        if len(steps) >= MOST_STEPS:
            raise ValidationError(_("Eight steps are the most. Say more in fewer."))
        order = steps[-1].order + 1 if steps else 1
        return DraftStep.objects.create(draft=self, order=order, drawn="", is_stroke=not steps)

    def move(self, step: "DraftStep", by: int) -> None:
        """Move a step up (-1) or down (+1)."""
        steps = list(self.steps.all())
        at = steps.index(step)
        steps.insert(max(0, min(len(steps) - 1, at + by)), steps.pop(at))
        for order, each in enumerate(steps, start=1):
            DraftStep.objects.filter(pk=each.pk).update(order=order)

    def remove(self, step: "DraftStep") -> None:
        key = step.picture
        step.delete()
        forget_unused(key)

    def changed(self, *, by: User, now: datetime) -> None:
        """Other words than those that were asked about or read: whoever read them has not read these."""
        self.changed_by, self.changed_at = by, now
        self.asked_by = self.asked_at = self.reviewed_by = self.reviewed_at = None
        self.save(update_fields=["changed_by", "changed_at", "asked_by", "asked_at", "reviewed_by", "reviewed_at"])

    def ask(self, *, by: User, now: datetime) -> None:
        self.asked_by, self.asked_at = by, now
        self.reviewed_by = self.reviewed_at = self.sent_back_by = self.sent_back_at = None
        self.words = ""
        self.save()

    def may_review(self, user: User) -> bool:
        """Somebody else than who asked: two people stand behind every word."""
        return self.asked_at is not None and self.reviewed_at is None and self.asked_by != user

    def review(self, *, by: User, now: datetime, words: str = "") -> None:
        if not self.may_review(by):
            raise ValidationError(_("Somebody else has to read this."))
        self.reviewed_by, self.reviewed_at, self.words = by, now, words
        self.save(update_fields=["reviewed_by", "reviewed_at", "words"])

    def send_back(self, *, by: User, now: datetime, words: str) -> None:
        if not self.may_review(by):
            raise ValidationError(_("Somebody else has to read this."))
        self.asked_by = self.asked_at = None
        self.sent_back_by, self.sent_back_at, self.words = by, now, words
        self.save(update_fields=["asked_by", "asked_at", "sent_back_by", "sent_back_at", "words"])

    @transaction.atomic
    def discard(self) -> None:
        keys = list(self.steps.values_list("picture", flat=True))
        self.delete()
        for key in keys:
            forget_unused(key)


class DraftStep(StepText):
    draft = models.ForeignKey(TechniqueDraft, models.CASCADE, related_name="steps")

    class Meta:
        ordering = ("draft", "order", "pk")

    @property
    def lacks_leg(self) -> bool:
        """Nobody has said yet which leg its picture shows."""
        return bool(self.picture) and not self.drawn

    def put_picture(self, picture: UnitPicture | None) -> None:
        before, self.picture = self.picture, picture.key if picture else ""
        self.drawn = self.drawn if picture else ""  # of the next picture it is asked anew
        self.save(update_fields=["picture", "drawn"])
        if before != self.picture:
            forget_unused(before)


def forget_unused(key: str) -> None:
    """Take away a picture that no step shows any more: none in a draft, and none in any version that ever was."""
    used = DraftStep.objects.filter(picture=key).exists() or Step.objects.filter(picture=key).exists()
    if not used and (picture := UnitPicture.of_key(key)):
        picture.forget()
