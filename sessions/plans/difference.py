"""What changed from one version of a routine to the next, in words that a family may read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .words import family_amount, passes_words, side_words


@dataclass(frozen=True)
class Change:
    kind: str  # "added" | "taken" | "changed"
    words: str


def difference(old, new) -> list[Change]:
    """Return the changes from `old` (None for the first version) to `new`, both with their planned techniques."""
    before = {item.technique.slug: item for item in old.planned.all()} if old else {}
    after = {item.technique.slug: item for item in new.planned.all()}
    changes = [Change("added", _added(item)) for slug, item in after.items() if slug not in before]
    changes += [
        Change("taken", _("Taken out: %(name)s.") % {"name": item.version.family_name})
        for slug, item in before.items()
        if slug not in after
    ]
    for slug in (slug for slug in after if slug in before):
        changes += [Change("changed", words) for words in _item_changes(before[slug], after[slug])]
    if [slug for slug in before if slug in after] != [slug for slug in after if slug in before]:
        changes.append(Change("changed", _("The order is new.")))
    return changes + ([Change("changed", words) for words in _settings_changes(old, new)] if old else [])


def _added(item):
    words = {"name": item.version.family_name, "amount": family_amount(item)}
    return _("New: %(name)s. %(amount)s.") % words if words["amount"] else _("New: %(name)s.") % words


def _item_changes(old, new):
    name, unit = new.version.family_name, new.version.counted_in
    for was, now in (
        (passes_words(old.passes, unit), passes_words(new.passes, unit)),
        (_("%(count)s touches") % {"count": old.touches}, _("%(count)s touches") % {"count": new.touches}),
        (
            _("%(seconds)s\u00a0s each") % {"seconds": old.seconds},
            _("%(seconds)s\u00a0s each") % {"seconds": new.seconds},
        ),
        (side_words(old.side, old.technique.region), side_words(new.side, new.technique.region)),
    ):
        if was != now:
            yield _("%(name)s: %(now)s. Before: %(was)s.") % {"name": name, "was": was, "now": now}
    if new.gentle != old.gentle:
        words = _("%(name)s: the gentle way.") if new.gentle else _("%(name)s: no longer the gentle way.")
        yield words % {"name": name}
    if new.faster != old.faster:
        words = _("%(name)s: may go faster.") if new.faster else _("%(name)s: slow again.")
        yield words % {"name": name}
    if new.supervised != old.supervised:
        if new.supervised:
            words = _("%(name)s: together with your therapist, until you have shown it.")
        else:
            words = _("%(name)s: no longer only together with your therapist.")
        yield words % {"name": name}
    if new.version_id != old.version_id:
        yield _("%(name)s: the steps are written anew.") % {"name": name}


def _settings_changes(old, new):
    if old.timing != new.timing:
        words = {"now": new.get_timing_display(), "was": old.get_timing_display()}
        yield _("When: %(now)s. Before: %(was)s.") % words
    if old.times_a_day != new.times_a_day:
        yield _("Times a day: %(now)s. Before: %(was)s.") % {"now": new.times_a_day, "was": old.times_a_day}
    if old.oil != new.oil:
        yield _("Oil: %(now)s. Before: %(was)s.") % {"now": new.oil or _("none"), "was": old.oil or _("none")}
