"""A unit's own numbers and words for the rules. A draft until the unit lead signs it; then it is never changed."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Q, Subquery
from django.db.models.functions import Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit
from techniques.immutable import TextInForce

from .guidance import DraftsOnly, windows_after
from .thresholds import LIMITS

USER = settings.AUTH_USER_MODEL
TEXTS = {"ward_phone": "phone", "emergency_number": "emergency_number"} | {
    name: name for name in ("red_line_nicu", "red_line_home")
}  # of a policy -> where the unit keeps what is in force, which every page has at hand
AT_HAND = TEXTS | {"correction_limit_months": "correction_limit_months"}
KEPT = (*LIMITS, "ready_moods", "oil", "demonstrations")


def only_calm():
    return ["calm"]


class UnitPolicyQuerySet(DraftsOnly):
    def draft(self):
        return self.filter(signed_at=None)

    def for_unit(self, unit, at=None):
        """What is in force: the newest that was signed, or the proposed defaults. at: what was in force then."""
        signed = self.signed().filter(unit=unit).select_related("signed_by")
        signed = signed.filter(signed_at__lte=at) if at else signed
        return signed.order_by("-version").first() or UnitPolicy(unit=unit)

    def with_guidance(self, unit):
        """The same with its guidance, in one query: the builder asks enough already."""
        newest = self.signed().filter(unit=unit).order_by("-version").values("pk")[:1]
        window = {name: F(f"windows__{name}") for name in ("from_weeks", "until_weeks")}
        rows = self.filter(pk=Subquery(newest)).annotate(slug=F("windows__technique__slug"), **window)
        found = list(rows.select_related("signed_by"))
        policy = found[0] if found else UnitPolicy(unit=unit)
        policy.guidance = {each.slug: (each.from_weeks, each.until_weeks) for each in found if each.slug}
        return policy


class UnitPolicy(models.Model):
    """One version of a unit's settings."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="policies")
    version = models.PositiveSmallIntegerField(default=1)
    minutes_limit = models.PositiveSmallIntegerField(_("minutes for the youngest, less than"), default=5)
    young_until_months = models.PositiveSmallIntegerField(_("youngest until corrected months"), default=2)
    passes_cap = models.PositiveSmallIntegerField(_("passes, at most"), default=3)
    correction_limit_months = models.PositiveSmallIntegerField(_("correct ages until months"), default=24)
    vaccine_hours = models.PositiveSmallIntegerField(_("hours after a vaccine"), default=72)
    ready_moods = models.JSONField(_("moods to start with"), default=only_calm)
    oil = models.CharField(_("oil that the unit uses"), max_length=80, blank=True)
    review_days = models.PositiveSmallIntegerField(_("days until a routine is looked at again"), default=7)
    cot_code_hours = models.PositiveSmallIntegerField(_("hours a code at the cot works"), default=24)
    paper_code_days = models.PositiveSmallIntegerField(_("days a code on paper works"), default=7)
    helper_days = models.PositiveSmallIntegerField(_("days a helper may see a baby"), default=14)
    copy_days = models.PositiveSmallIntegerField(_("days a copy stays on a device"), default=14)
    copy_ask_hours = models.PositiveSmallIntegerField(_("hours until an old copy asks what changed"), default=12)
    window_days = models.PositiveSmallIntegerField(_("days a record stays open to the unit"), default=90)
    demonstrations = models.BooleanField(_("families show a technique before they do it alone"), default=False)
    ward_phone = models.CharField(_("ward phone"), max_length=40, blank=True)
    emergency_number = models.CharField(_("emergency number"), max_length=20, blank=True)
    red_line_nicu = models.CharField(_("red line in the NICU"), max_length=160, blank=True)
    red_line_home = models.CharField(_("red line at home"), max_length=160, blank=True)
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnitPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="policy_version_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(signed_at=None), name="policy_one_draft"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="policy_signed_by_a_person",
            ),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__range": limits}), name=f"policy_{name}_in_range")
                for name, limits in LIMITS.items()
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.version}"

    def save(self, **kwargs):
        self._only_a_draft()
        super().save(**kwargs)

    def delete(self, **kwargs):
        self._only_a_draft()
        return super().delete(**kwargs)

    @property
    def is_signed(self):
        return self.signed_at is not None

    def _only_a_draft(self):
        if self.pk and UnitPolicy.objects.signed().filter(pk=self.pk).exists():
            raise TextInForce(f"{self} is signed and never changed: make a new version.")

    @cached_property
    def guidance(self):
        """{slug: (from week, until week)}; nothing is in force before a signature."""
        known = self.windows.values_list("technique__slug", "from_weeks", "until_weeks") if self.is_signed else ()
        return {slug: (low, high) for slug, low, high in known}

    @classmethod
    def next_of(cls, unit):
        """The draft, or a new one that begins with what is in force, or with the proposals; and its guidance.

        Nothing is written: looking at a draft makes none.
        """
        if draft := cls.objects.filter(unit=unit).draft().select_related("drafted_by").first():
            return draft, list(draft.windows.all())
        current = cls.objects.for_unit(unit)
        last = cls.objects.filter(unit=unit).aggregate(Max("version"))["version__max"] or 0
        same = {name: getattr(current, name) for name in KEPT}
        same |= {name: getattr(unit, of_unit) for name, of_unit in TEXTS.items()}
        return cls(unit=unit, version=last + 1, **same), windows_after(current)

    @classmethod
    @transaction.atomic
    def draft_for(cls, unit, by, now):
        """Open the unit's draft for writing."""
        new, windows = cls.next_of(unit)
        begun = {name: getattr(new, name) for name in ("version", *KEPT, *TEXTS)}
        draft, is_new = cls.objects.get_or_create(  # two leads may open it in the same instant
            unit=unit, signed_at=None, defaults=begun | {"drafted_by": by, "drafted_at": now}
        )
        if is_new:
            draft.put_windows(windows)
        return draft

    @transaction.atomic
    def put_windows(self, windows):
        """Say anew what this draft holds about ages."""
        self._only_a_draft()
        self.windows.all().delete()
        for window in windows:
            window.pk, window.policy = None, self
        self.windows.bulk_create(windows)

    @property
    def seen(self):
        """What a form carries along, to notice when another lead changed the draft meanwhile."""
        return self.drafted_at.isoformat() if self.drafted_at else ""

    @transaction.atomic
    def sign(self, *, by, now):
        """Put this draft in force. The unit keeps what every page needs at hand: its words, and how to say an age."""
        found = UnitPolicy.objects.select_for_update().get(pk=self.pk)
        if found.is_signed:
            raise TextInForce(f"{self} is signed already.")
        for name, of_unit in AT_HAND.items():
            setattr(self.unit, of_unit, getattr(self, name))
        self.unit.save(update_fields=list(AT_HAND.values()))
        self.signed_by, self.signed_at = by, now
        self.save(update_fields=["signed_by", "signed_at"])
