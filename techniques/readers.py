"""Who reads the library: anyone, a family, or the staff of a unit. Settled before a template sees anything."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string

from massage_site.accounts.models import Unit, User
from techniques.models import Claim, Place, Step, Technique, TechniqueReview, TechniqueVersion, UnitPicture
from techniques.querysets import ClaimQuerySet, TechniqueQuerySet


@dataclass(frozen=True)
class Reader:
    base: str  # the template that the page extends
    current: str  # which door of the navigation is lit
    is_staff: bool = False
    units: list[Unit] = field(default_factory=list)  # where they work, or where their babies are
    routines: Any = None  # of their babies: words_on(technique), place

    @property
    def unit(self) -> Unit | None:
        """Where they work; families know their unit without its name at the top."""
        return self.units[0] if self.units and self.is_staff else None

    @property
    def place(self) -> str:
        """Where they massage: a family with a baby in the NICU reads the NICU's words first."""
        return self.routines.place if self.routines else Place.HOME

    @property
    def family_place(self) -> str:
        """Where all their babies are. Empty for visitors and staff, who read the red line for both places."""
        return self.routines.only_place if self.routines else ""

    @property
    def red_line(self) -> str:
        """The red line in the words of a family's unit, when it has its own."""
        return self.units[0].red_line(self.family_place) if self.family_place else ""

    def techniques(self) -> TechniqueQuerySet:
        """Staff also see what is only named; families and visitors do not."""
        ours = Technique.objects.of(*self.units)
        return ours.listed() if self.is_staff else ours.published()

    def readable(self) -> TechniqueQuerySet:
        """What they may open. A retired technique of theirs is on no shelf, and may still be in a routine."""
        return self.techniques() | Technique.objects.filter(owner__in=self.units, status=Technique.Status.RETIRED)

    def claims(self, version: TechniqueVersion) -> ClaimQuerySet:
        """What tradition says is hidden from families unless their unit has turned it on."""
        claims = Claim.objects.filter(version=version)
        return claims if self.is_staff else claims.for_family(self.units)

    def words_on(self, technique: Technique) -> list:
        """Whether it is in the routines of their babies; nothing for visitors and staff."""
        return self.routines.words_on(technique) if self.routines else []

    def reviews(self, version: TechniqueVersion) -> list[TechniqueReview]:
        """Who of their units has read exactly this text. A visitor has no unit, and nobody's name to read."""
        return list(TechniqueReview.objects.of(version, self.units)) if self.units else []


def sees_picture(user: User, picture: UnitPicture) -> bool:
    """Staff of its unit see it, their families once it was published, and whoever may open a routine with it."""
    reader = reader_of(user)
    if picture.unit in reader.units and (reader.is_staff or Step.objects.filter(picture=picture.key).exists()):
        return True
    return import_string(settings.PLANNED_PICTURES)(user, picture.key)


def reader_of(user: User | AnonymousUser) -> Reader:
    if not user.is_authenticated:
        return Reader("base.html", "learn")
    units = list(user.works_in())
    if units:
        return Reader("base_staff.html", "techniques", is_staff=True, units=units)
    # who belongs to which baby is known one floor up, and the library must not import it
    units, routines = import_string(settings.FAMILY_UNITS), import_string(settings.FAMILY_ROUTINES)
    return Reader("base_family.html", "learn", units=list(units(user)), routines=routines(user))
