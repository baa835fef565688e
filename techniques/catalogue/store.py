"""From a checked catalogue file to rows: a new version only when the text is new."""

import hashlib
import json

from techniques.catalogue.fields import OF_THE_TECHNIQUE, OF_THE_VERSION
from techniques.catalogue.lines import Entry
from techniques.models import Claim, Step, Technique, TechniqueVersion


def store(slug: str, language: str, entry: Entry) -> bool:
    """Keep one technique; answers whether a new version was made."""
    values = {name: entry.get(name, "") for name in OF_THE_TECHNIQUE}
    technique, _ = Technique.objects.update_or_create(slug=slug, defaults=values)
    newest = technique.versions.filter(language=language).order_by("-number").first()
    digest = digest_of(entry)
    if newest and newest.digest == digest:
        return False
    _write(technique, language, newest.number + 1 if newest else 1, digest, entry)
    return True


def digest_of(entry: Entry) -> str:
    """Changes when any word, number, step or claim of the version changes."""
    text = {name: entry.get(name) for name in (*OF_THE_VERSION, "steps", "claims")}
    return hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()


def _write(technique: Technique, language: str, number: int, digest: str, entry: Entry) -> None:
    fields = {name: entry[name] for name in OF_THE_VERSION if name in entry}
    version = TechniqueVersion.objects.create(
        technique=technique, language=language, number=number, digest=digest, **fields
    )
    rows = enumerate(entry.get("steps", []), start=1)
    Step.objects.bulk_create(Step(version=version, order=order, **row) for order, row in rows)
    rows = enumerate(entry.get("claims", []), start=1)
    Claim.objects.bulk_create(Claim(version=version, order=order, **row) for order, row in rows)


def link(entries: dict[str, Entry]) -> None:
    """Set what comes before what, once all techniques exist."""
    known = {technique.slug: technique for technique in Technique.objects.filter(slug__in=entries)}
    for slug, entry in entries.items():
        technique, before = known[slug], known.get(entry.get("needs_before", ""))
        if technique.needs_before_id != (before.pk if before else None):
            technique.needs_before = before
            technique.save(update_fields=["needs_before"])
