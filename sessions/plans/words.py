"""How a routine's amounts are said: strokes, seconds, legs, minutes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techniques.models import Side, Technique, TechniqueVersion

FEET = {Technique.Region.FOOT, Technique.Region.TOES}


def passes_words(count: int, counted_in: str) -> str:
    if counted_in == TechniqueVersion.Count.ROUND:
        return ngettext("%(count)s round", "%(count)s rounds", count) % {"count": count}
    if counted_in == TechniqueVersion.Count.HOLD:
        return ngettext("%(count)s hold", "%(count)s holds", count) % {"count": count}
    return ngettext("%(count)s stroke", "%(count)s strokes", count) % {"count": count}


def side_words(side: str, region: str = "") -> str:
    """The leg, or the foot where only the foot is touched."""
    if region in FEET:
        return {Side.LEFT: _("Left foot"), Side.RIGHT: _("Right foot"), Side.BOTH: _("Both feet")}[Side(side)]
    return {Side.LEFT: _("Left leg"), Side.RIGHT: _("Right leg"), Side.BOTH: _("Both legs")}[Side(side)]


def time_words(seconds: int) -> str:
    """About how long: "40 s", "2 min", "4 min 50 s". Seconds are rounded up to the next ten from a minute on."""
    if seconds < 60:
        return _("%(seconds)s\u00a0s") % {"seconds": seconds}
    minutes, rest = divmod(-(-seconds // 10) * 10, 60)
    if rest:
        return _("%(minutes)s\u00a0min %(seconds)s\u00a0s") % {"minutes": minutes, "seconds": rest}
    return _("%(minutes)s\u00a0min") % {"minutes": minutes}


def amount_words(item, *, ways: bool = True) -> list[str]:
    """A planned technique's amount, one fact each: strokes, touches, seconds, leg; and the way, if asked for."""
    version, technique = item.version, item.technique
    if not item.seconds:
        return []
    words = []
    if technique.is_stroking:
        words.append(passes_words(item.passes, version.counted_in))
    if version.touches > 1:
        words.append(_("%(count)s touches") % {"count": item.touches})
    if technique.is_stroking:
        words.append(_("%(seconds)s\u00a0s each") % {"seconds": item.seconds})
    else:
        words.append(_("%(seconds)s\u00a0s") % {"seconds": item.seconds})
    words.append(side_words(item.side, technique.region))
    if ways:
        words += [_("Gentle way")] * item.gentle + [_("May go faster")] * item.faster
        words += [_("With staff until shown")] * item.supervised
    return words


def amount_line(item) -> str:
    """The same in one line: "Left leg, 3 strokes, 5 s each"."""
    amount, side = amount_words(item, ways=False), side_words(item.side, item.technique.region)
    words = [side, *(each for each in amount if each != side)] if amount else []
    return ", ".join(words + [_("gentle way")] * item.gentle + [_("may go faster")] * item.faster)


def family_amount(item) -> str:
    """What a family needs of it in a line: "Left foot, 3 rounds". Touches and seconds are the player's."""
    if not item.seconds:
        return ""
    words = [side_words(item.side, item.technique.region)]
    if item.technique.is_stroking:
        words.append(passes_words(item.passes, item.version.counted_in))
    return ", ".join(words)


def picture_side(side: str, off=frozenset()) -> str:
    """The leg that the picture shows: of both legs the left first, unless it is off limits now."""
    if side == Side.BOTH:
        return Side.RIGHT if Side.LEFT in off else Side.LEFT
    return side


@dataclass(frozen=True)
class Shown:
    """A planned technique to look at: its title step for this place, the side of the picture, its amount in a line."""

    item: object
    step: object
    side: str
    amount: str


def shown(plan, place: str, off=frozenset()) -> list[Shown]:
    """off: the legs that are left alone now, of which no picture is shown where there is another."""
    items = plan.planned.all() if plan else ()
    return [
        Shown(item, item.version.title_step(place), picture_side(item.side, off), amount_line(item)) for item in items
    ]
