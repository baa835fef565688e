"""Who reads the library: anyone, a family, or the staff of a unit. Settled before a template sees anything."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from massage_site.accounts.models import Unit, User
from techniques.models import Claim, Technique, TechniqueVersion
from techniques.querysets import ClaimQuerySet, TechniqueQuerySet


@dataclass(frozen=True)
class Reader:
    base: str  # the template that the page extends
    current: str  # which door of the navigation is lit
    is_staff: bool = False
    units: list[Unit] = field(default_factory=list)

    @property
    def unit(self) -> Unit | None:
        return self.units[0] if self.units else None

    def techniques(self) -> TechniqueQuerySet:
        """Staff also see what is only named; families and visitors do not."""
        ours = Technique.objects.of(*self.units)
        return ours.listed() if self.is_staff else ours.published()

    def claims(self, version: TechniqueVersion) -> ClaimQuerySet:
        """What tradition says is hidden from families unless it is marked for them."""
        claims = Claim.objects.filter(version=version)
        return claims if self.is_staff else claims.for_family()


def reader_of(user: User | AnonymousUser) -> Reader:
    if not user.is_authenticated:
        return Reader("base.html", "learn")
    units = list(user.works_in())
    if units:
        return Reader("base_staff.html", "techniques", is_staff=True, units=units)
    return Reader("base_family.html", "learn")
