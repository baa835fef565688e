"""Putting a massage right: the old value is kept, nothing is deleted."""

import zoneinfo
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models, transaction

from massage_site.audit import noting as audit

USER = settings.AUTH_USER_MODEL


def day_in(zone, moment):
    """The family's day: the date on their wall when the massage began."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).date()


def ages_of(baby, day):
    """The three ages that a massage keeps; a day before the birth counts as the birth."""
    ages = baby.ages_on(max(day, baby.birth_date))
    return {name: getattr(ages, name) for name in ("postmenstrual_days", "chronological_days", "corrected_days")}


def _plain(value):
    """A value as text for the history of corrections."""
    if isinstance(value, models.Model):
        return str(value.pk)
    return "" if value is None else str(value)


class Correctable(models.Model):
    """What can be corrected, moved to the twin, or said to be entered in error."""

    error_at = models.DateTimeField(null=True, blank=True)
    error_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def is_error(self):
        return self.error_at is not None

    @transaction.atomic
    def correct(self, changes, *, by, now, reason=""):
        """Write new values and keep the old ones. changes: {field: value}. Returns the changed names.

        The baby's frozen ages follow when the day is another one.
        """
        if "started_at" in changes:
            changes = changes | ages_of(self.baby, day_in(self.time_zone, changes["started_at"]))
        changed = [name for name, value in changes.items() if getattr(self, name) != value]
        for name in changed:
            old, new = getattr(self, name), changes[name]
            Correction.objects.create(
                massage=self, field=name, old=_plain(old), new=_plain(new), by=by, at=now, reason=reason
            )
            setattr(self, name, new)
        if "started_at" in changed:
            self.family_day = day_in(self.time_zone, self.started_at)
        self.save(update_fields=[*changed, "family_day"])
        audit.changed(*changed)
        return changed

    @transaction.atomic
    def correct_cues(self, slugs, *, by, now, reason=""):
        """Say anew which signs were seen; its step and second stay, also of one that was taken out before."""
        old = sorted(self.cues.values_list("slug", flat=True))
        new = sorted(set(slugs))
        if sorted(set(old)) == new:
            return False
        Correction.objects.create(
            massage=self, field="cues", old=", ".join(old), new=", ".join(new), by=by, at=now, reason=reason
        )
        audit.changed("cues")
        ever = self.cues.model.ever.filter(massage=self)  # self.cues may know only those that stand
        ever.exclude(slug__in=new).update(is_taken_out=True)
        ever.filter(slug__in=new).update(is_taken_out=False)
        unheard = set(new) - set(ever.values_list("slug", flat=True))
        ever.bulk_create(self.cues.model(massage=self, slug=slug) for slug in unheard)
        return True

    @transaction.atomic
    def say_more(self, *, none_seen=False, cues=(), giver=None, giver_name="", **more):
        """Fill in what nobody has said yet; said twice it changes nothing. Returns the changed names.

        more: mood_after, enjoyed, note. What is filled, or was ever corrected, is left to corrections. Signs are
        added to signs; whoever writes counts as the giver until somebody else is named.
        """
        row = type(self).objects.select_for_update().get(pk=self.pk)
        put_right = set(self.corrections.values_list("field", flat=True))
        new = {name: value for name, value in more.items() if getattr(row, name) in ("", None) and value is not None}
        if (giver or giver_name) and row.giver_id == row.author_id and not put_right & {"giver", "giver_name"}:
            new |= {"giver": giver, "giver_name": giver_name}
        if row.signs != "none_seen" and not put_right & {"signs", "cues"}:
            known = set(row.cues.values_list("slug", flat=True))
            row.cues.bulk_create(
                row.cues.model(massage=row, slug=slug) for slug in dict.fromkeys(cues) if slug not in known
            )
            new["signs"] = "seen" if known or cues else "none_seen" if none_seen else row.signs
        changed = [name for name, value in new.items() if name not in put_right and getattr(row, name) != value]
        for name in changed:
            setattr(row, name, new[name])
            setattr(self, name, new[name])
        row.save(update_fields=changed)
        return changed

    def enter_in_error(self, *, by, now, reason=""):
        """Take it out of every count; the row stays, struck through."""
        self.error_at, self.error_by, self.error_reason = now, by, reason
        self.save(update_fields=["error_at", "error_by", "error_reason"])

    def _routine_of(self, twin):
        """What was in force when it began. Without a time: when the day began, else what came first on that day."""
        plans = twin.plans.assigned()
        plan = plans.filter(assigned_at__lte=self.started_at).order_by("-assigned_at").first()
        if plan is None and not self.is_timed:
            end = datetime.combine(self.family_day + timedelta(days=1), time.min, zoneinfo.ZoneInfo(self.time_zone))
            plan = plans.filter(assigned_at__lt=end).order_by("assigned_at").first()
        return plan

    @transaction.atomic
    def move_to(self, twin, *, by, now, reason=""):
        """It was the other twin: baby, plan version and ages become that baby's."""
        if self.baby.birth_id is None or twin.birth_id != self.baby.birth_id:
            raise ValueError("A massage moves only between babies of one birth.")
        changes = {"baby": twin, "plan": self._routine_of(twin)} | ages_of(twin, self.family_day)
        return self.correct(changes, by=by, now=now, reason=reason)


class Correction(models.Model):
    """What a massage said before somebody put it right."""

    massage = models.ForeignKey("massage_sessions.Massage", on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=30)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.field}: {self.old} -> {self.new}"
