"""A unit's techniques in one list: those that ship, each with the state of its review."""

from dataclasses import dataclass

from massage_site.accounts.models import Unit
from techniques.models import Technique, TechniqueReview, TechniqueVersion


@dataclass(frozen=True)
class Line:
    technique: Technique
    version: TechniqueVersion
    review: TechniqueReview | None  # of the text in force
    earlier: TechniqueReview | None  # of an older text only


def shipped(unit: Unit) -> list[Line]:
    """Every technique that ships with Handhug, in a fixed number of queries."""
    reviews: dict[int, TechniqueReview] = {}
    for review in TechniqueReview.objects.standing().filter(unit=unit).select_related("version", "by", "unit"):
        known = reviews.get(review.version.technique_id)
        if known is None or known.version.number < review.version.number:
            reviews[review.version.technique_id] = review
    techniques = Technique.objects.listed().filter(owner=None).with_current()
    texts = ((technique, technique.current()) for technique in techniques)
    return [_line(technique, text, reviews.get(technique.pk)) for technique, text in texts if text]


def _line(technique: Technique, text: TechniqueVersion, review: TechniqueReview | None) -> Line:
    is_this = review is not None and review.version_id == text.pk
    return Line(technique, text, review if is_this else None, None if is_this else review)
