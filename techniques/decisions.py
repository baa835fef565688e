"""Publish, retire, bring back: what the lead decided about a unit's own technique, with a name and a day."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import User
from techniques.drafts import SORT, STEP, TEXT, TechniqueDraft
from techniques.querysets import SOURCE_LANGUAGE
from techniques.reviews import TechniqueReview
from techniques.technique import Technique
from techniques.versions import Step, TechniqueVersion

LAST = 900  # a unit's own stand behind those that ship


class TechniqueDecision(models.Model):
    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")
        RETURNED = "returned", _("Brought back")

    technique = models.ForeignKey(Technique, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(TechniqueVersion, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="decision_kind_known", condition=models.Q(kind__in=("published", "retired", "returned"))
            ),
            models.UniqueConstraint(
                name="version_published_once", fields=("version",), condition=models.Q(kind="published")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.technique}"

    @classmethod
    @transaction.atomic
    def publish(cls, draft: TechniqueDraft, *, by: User, now: datetime) -> Technique:
        """Make the draft that a second person has read a version that never changes, with that person's review."""
        draft = TechniqueDraft.objects.select_for_update().select_related("unit").get(pk=draft.pk)
        if draft.reviewed_at is None:
            raise ValidationError(_("A second person has to read it first."))
        if draft.lacks_a_leg:
            raise ValidationError(_("Say first which leg each picture shows."))
        technique = draft.technique or _new_technique(draft)
        version = _version_of(draft, technique)
        TechniqueReview.sign(version, unit=draft.unit, by=draft.reviewed_by, now=draft.reviewed_at, words=draft.words)
        technique.own_timing, technique.status = draft.own_timing, Technique.Status.PUBLISHED
        technique.save(update_fields=["own_timing", "status"])
        cls.objects.create(technique=technique, version=version, kind=cls.Kind.PUBLISHED, by=by, at=now)
        draft.delete()  # its pictures stay: the version shows them
        return technique

    @classmethod
    @transaction.atomic
    def retire(cls, technique: Technique, *, by: User, now: datetime) -> None:
        """Nobody can add it any more. Routines that have it keep it, and its page stays readable."""
        cls._put(technique, Technique.Status.RETIRED, cls.Kind.RETIRED, by, now)

    @classmethod
    @transaction.atomic
    def bring_back(cls, technique: Technique, *, by: User, now: datetime) -> None:
        cls._put(technique, Technique.Status.PUBLISHED, cls.Kind.RETURNED, by, now)

    @classmethod
    def _put(cls, technique: Technique, status: str, kind: str, by: User, now: datetime) -> None:
        technique = Technique.objects.select_for_update().get(pk=technique.pk)
        if technique.status != status:  # a second tap decides nothing new
            technique.status = status
            technique.save(update_fields=["status"])
            cls.objects.create(technique=technique, version=technique.current(), kind=kind, by=by, at=now)


def _new_technique(draft: TechniqueDraft) -> Technique:
    slug = f"own-{draft.pk}-{slugify(draft.professional_name)[:30]}".strip("-")
    sort = {name: getattr(draft, name) for name in SORT}
    return Technique.objects.create(slug=slug, owner=draft.unit, order=LAST, **sort)


def _version_of(draft: TechniqueDraft, technique: Technique) -> TechniqueVersion:
    newest = technique.versions.filter(language=SOURCE_LANGUAGE).order_by("-number").first()
    version = TechniqueVersion.objects.create(
        technique=technique,
        language=SOURCE_LANGUAGE,
        number=newest.number + 1 if newest else 1,
        digest=draft.digest,
        author=draft.author,
        **{name: getattr(draft, name) for name in TEXT},
    )
    rows = ({name: getattr(step, name) for name in STEP} | {"order": n} for n, step in enumerate(draft.steps.all(), 1))
    steps = [Step(version=version, **row) for row in rows]
    for step in steps:
        step.drawn = step.drawn or Step.Drawn.ONCE  # without a picture nothing has a side
    Step.objects.bulk_create(steps)
    return version
