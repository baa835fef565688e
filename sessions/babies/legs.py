"""Which legs are left alone, and where hands may go instead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from techniques.models import Side

from .models import Baby, LimbRestriction

LIMBS = tuple(LimbRestriction.Limb)


@dataclass(frozen=True)
class Leg:
    """One leg on the leg map."""

    limb: LimbRestriction.Limb
    restriction: LimbRestriction | None

    @property
    def is_off(self) -> bool:
        return self.restriction is not None


@dataclass(frozen=True)
class Legs:
    left: Leg
    right: Leg

    @classmethod
    def of(cls, baby: Baby) -> "Legs":
        """The legs as they are now, in one query."""
        off = {each.limb: each for each in baby.limb_restrictions.active().select_related("noted_by")}
        return cls(*(Leg(limb, off.get(limb)) for limb in LIMBS))

    def __iter__(self):
        """As seen from the foot end: the baby's right leg is on the viewer's left."""
        return iter((self.right, self.left))

    @property
    def off(self) -> list[Leg]:
        return [leg for leg in self if leg.is_off]

    @property
    def off_limbs(self) -> frozenset[str]:
        return frozenset(leg.limb.value for leg in self.off)

    @property
    def seen(self) -> str:
        """What a form carries along, to notice when a leg was marked meanwhile."""
        return "-".join(sorted(self.off_limbs))

    @property
    def in_words(self) -> str:
        if len(self.off) == len(LIMBS):
            return _("Both legs off limits")
        if self.left.is_off:
            return _("Left leg off limits, right leg free")
        if self.right.is_off:
            return _("Right leg off limits, left leg free")
        return _("Both legs free")

    def side_for(self, side: str, *, at_once: bool) -> str | None:
        """Return the side that hands may use when this one was wished, or None when no leg is free for it.

        at_once: the technique holds both legs at the same time, so one leg off limits is enough to leave it out.
        """
        free = [leg.limb.value for leg in (self.left, self.right) if not leg.is_off]
        if at_once:
            return side if len(free) == len(LIMBS) else None
        if side == Side.BOTH:
            return side if len(free) == len(LIMBS) else next(iter(free), None)
        return side if side in free else next(iter(free), None)

    def sides(self) -> list[str]:
        """The sides that may be chosen for a technique on one leg after the other."""
        free = [leg.limb.value for leg in (self.left, self.right) if not leg.is_off]
        return [*free, Side.BOTH.value] if len(free) == len(LIMBS) else free
