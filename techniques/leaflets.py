"""A unit's own leaflet: techniques that it chose, in its order, under its title and with a few words of its own."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit, User
from techniques.technique import Technique
from techniques.texts import Place


class LeafletQuerySet(models.QuerySet):
    def with_techniques(self, language: str) -> "LeafletQuerySet":
        """Brings the techniques in their order, with the text in force."""
        techniques = Technique.objects.with_current(language)
        rows = LeafletTechnique.objects.prefetch_related(Prefetch("technique", techniques))
        return self.prefetch_related(Prefetch("rows", rows))


class Leaflet(models.Model):
    """It follows the library: a text that is written anew stands on the next print."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leaflets")
    title = models.CharField(_("title"), max_length=80)
    foreword = models.TextField(_("a few words before"), max_length=600, blank=True)
    place = models.CharField(
        _("for"), max_length=10, choices=[each for each in Place.choices if each[0] != Place.BOTH], default=Place.HOME
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = LeafletQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        constraints = [
            models.UniqueConstraint(name="leaflet_title_once_in_a_unit", fields=("unit", "title")),
            models.CheckConstraint(name="leaflet_place_known", condition=models.Q(place__in=("nicu", "home"))),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def keep(self, techniques: list[Technique], *, by: User, now: datetime) -> None:
        """Save it with these techniques in this order."""
        self.changed_by, self.changed_at = by, now
        self.save()
        self.rows.all().delete()
        rows = (LeafletTechnique(leaflet=self, technique=each, order=n) for n, each in enumerate(techniques, start=1))
        LeafletTechnique.objects.bulk_create(rows)


class LeafletTechnique(models.Model):
    leaflet = models.ForeignKey(Leaflet, models.CASCADE, related_name="rows")
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("leaflet", "order")
        constraints = [
            models.UniqueConstraint(name="leaflet_technique_once", fields=("leaflet", "technique")),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.technique}"
