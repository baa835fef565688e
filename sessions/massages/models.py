"""The log: each massage once, with what the family saw. Nothing is deleted."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby
from sessions.massages.corrections import Correctable, ages_of, day_in
from sessions.massages.digest import digest_of
from sessions.massages.parts import MassageCue, TechniqueDone
from sessions.plans.models import Plan
from techniques.moods import MOODS

USER = settings.AUTH_USER_MODEL
MOOD_CHOICES = [(mood.slug, mood.words) for mood in MOODS]


class KeyTaken(Exception):
    """The key names another massage: other content, author or baby."""


class MassageQuerySet(models.QuerySet):
    def counted(self):
        """Without what was entered in error."""
        return self.filter(error_at=None)

    def on(self, day):
        return self.filter(family_day=day)

    def since(self, moment):
        return self.filter(received_at__gt=moment)

    def unsaid_by(self, author):  # how the baby was after it
        return self.filter(author=author, mood_after="").exclude(outcome="not_ready")

    def saved_with(self, massage, babies):
        """This one, and those of its twins among these babies from the same sheet: they bear the very same moment."""
        born = babies.filter(birth=massage.baby.birth_id, birth__isnull=False)
        rows = self.counted().filter(author=massage.author_id, started_at=massage.started_at, way=massage.way)
        return rows.filter(baby__in=born.values("pk")).select_related("baby").order_by("baby__birth_order")

    def newest_first(self):
        return self.order_by("-family_day", "-started_at", "-key")

    def enter_in_error(self, *, by, now, reason=""):
        """Take all of them out of every count; returns how many."""
        return self.counted().update(error_at=now, error_by=by, error_reason=reason)

    def with_all(self):
        """With giver, author, plan, signs and what was done, in two more queries for any number of rows."""
        return self.select_related("giver", "author", "plan").prefetch_related(
            models.Prefetch("cues", MassageCue.objects.select_related("version")),
            models.Prefetch("done", TechniqueDone.objects.select_related("version__technique")),
        )


class Massage(Correctable):
    """One massage, offered or given. Its key was made on the device: sent twice it is still one."""

    class Outcome(models.TextChoices):
        COMPLETED = "completed", _("Completed")
        STOPPED = "stopped", _("Stopped on a sign")
        NOT_READY = "not_ready", _("Not ready")
        INTERRUPTED = "interrupted", _("Interrupted")

    class Signs(models.TextChoices):
        """Three different facts: nobody was asked, nothing was seen, something was."""

        NOT_ASKED = "not_asked", _("Not asked")
        NONE_SEEN = "none_seen", _("None seen")
        SEEN = "seen", _("Seen")

    class Way(models.TextChoices):
        PLAYER = "player", _("With the steps")
        AFTERWARDS = "afterwards", _("Written down afterwards")
        PAPER = "paper", _("From paper")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="massages")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="massages")
    giver = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    giver_name = models.CharField(_("who gave it"), max_length=80, blank=True)
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("how it was written down"), max_length=10, choices=Way, default=Way.PLAYER)
    batch = models.UUIDField(null=True, blank=True, editable=False)  # one sheet of paper, typed in at once
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"))
    time_zone = models.CharField(max_length=64)
    family_day = models.DateField(_("day"))
    is_timed = models.BooleanField(_("time is known"), default=True)  # else the moments are where the day begins
    mood_before = models.CharField(_("before"), max_length=8, choices=MOOD_CHOICES, blank=True)
    mood_after = models.CharField(_("after"), max_length=8, choices=MOOD_CHOICES, blank=True)
    signs = models.CharField(_("signs"), max_length=10, choices=Signs, default=Signs.NOT_ASKED)
    enjoyed = models.BooleanField(_("seemed to enjoy it"), null=True, blank=True)
    note = models.TextField(_("a few words"), max_length=1000, blank=True)
    with_staff = models.BooleanField(default=False)  # a therapist stood beside it, as the family says
    readiness = models.JSONField(default=dict, blank=True)  # answers by question slug: "yes", "no", "asked"
    postmenstrual_days = models.PositiveIntegerField()  # the ages on that day, frozen
    chronological_days = models.PositiveIntegerField()
    corrected_days = models.IntegerField()
    received_at = models.DateTimeField()

    objects = MassageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["baby", "-family_day", "-started_at"], name="massage_log_order"),
            models.Index(fields=["batch"], name="massage_of_a_sheet", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gte=models.F("started_at")), name="massage_ends_after_start"),
            models.CheckConstraint(
                condition=Q(outcome__in=["completed", "stopped", "not_ready", "interrupted"]),
                name="massage_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(signs__in=["not_asked", "none_seen", "seen"]), name="massage_signs_known"
            ),
            models.CheckConstraint(
                condition=Q(error_at=None, error_by=None) | Q(error_at__isnull=False, error_by__isnull=False),
                name="massage_error_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(way="paper") | Q(batch=None, is_timed=True), name="massage_without_a_time_is_from_paper"
            ),
        ]

    def __str__(self):
        return f"{self.baby} {self.family_day}, {self.get_outcome_display()}"

    @property
    def who(self):
        """Who gave it, as the log says it."""
        return self.giver_name or (self.giver.name if self.giver else "")

    @property
    def seconds(self):
        return int((self.ended_at - self.started_at).total_seconds())

    @property
    def minutes(self):
        """From the one time to the other as a clock without seconds shows them."""
        start, end = (moment.replace(second=0, microsecond=0) for moment in (self.started_at, self.ended_at))
        return int((end - start).total_seconds()) // 60

    @classmethod
    @transaction.atomic
    def record(cls, *, key, baby, author, now, started_at, ended_at, time_zone, cues=(), done=(), **facts):
        """Keep a massage once. Returns (massage, created).

        cues: dicts for MassageCue; done: dicts for TechniqueDone. The same key with the same content, author and
        baby answers with the row that is there; with anything else it raises KeyTaken.
        """
        sent = {"baby": baby, "author": author, "started_at": started_at, "ended_at": ended_at,
                "time_zone": time_zone, "cues": cues, "done": done, **facts}  # fmt: skip
        digest = digest_of(sent)
        day = day_in(time_zone, started_at)
        massage, created = cls.objects.get_or_create(
            key=key,
            defaults={
                **facts,
                "digest": digest,
                "baby": baby,
                "author": author,
                "started_at": started_at,
                "ended_at": ended_at,
                "time_zone": time_zone,
                "family_day": day,
                "received_at": now,
                **ages_of(baby, day),
            },
        )
        if not created and massage.digest != digest:
            raise KeyTaken
        if created:
            MassageCue.objects.bulk_create(MassageCue(massage=massage, **cue) for cue in cues)
            closed = massage._closed() if done else ()
            TechniqueDone.objects.bulk_create(
                TechniqueDone(massage=massage, before_shown=each["version"].pk in closed, **each) for each in done
            )
        return massage, created

    def _closed(self):
        """What the giver was to do only together with staff at that moment. It is kept all the same, and marked."""
        if self.with_staff or not self.plan:
            return set()
        giver = self.giver or (None if self.giver_name else self.author)
        supervised = self.plan.planned.filter(supervised=True).opened_for(giver, self.started_at)
        return {item.version_id for item in supervised if item.is_closed}
