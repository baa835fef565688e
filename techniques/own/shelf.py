"""A unit's techniques in one list: its own, its drafts, and those that ship with the state of their review."""

from dataclasses import dataclass

from massage_site.accounts.models import Unit
from techniques.models import Technique, TechniqueDecision, TechniqueDraft, TechniqueReview, TechniqueVersion


@dataclass(frozen=True)
class Line:
    technique: Technique
    version: TechniqueVersion
    review: TechniqueReview | None  # of the text in force
    earlier: TechniqueReview | None  # of an older text only
    decision: TechniqueDecision | None = None  # the last one, of the unit's own
    is_being_written: bool = False  # its next version


@dataclass(frozen=True)
class Shelf:
    waiting: list[TechniqueDraft]  # for a second person, or for the lead
    drafts: list[TechniqueDraft]
    published: list[Line]
    retired: list[Line]
    shipped: list[Line]


def shelf_of(unit: Unit) -> Shelf:
    """Everything of a unit, in a fixed number of queries."""
    people = ("started_by", "changed_by", "asked_by", "reviewed_by", "sent_back_by")
    drafts = list(TechniqueDraft.objects.filter(unit=unit).select_related(*people))
    reviews, decisions = _reviews(unit), _decisions(unit)
    written = {draft.technique_id for draft in drafts}
    lines = []
    for technique in Technique.objects.exclude(owner=None, status=Technique.Status.RETIRED).of(unit).with_current():
        if text := technique.current():
            review, decision = reviews.get(technique.pk), decisions.get(technique.pk)
            is_this = review is not None and review.version_id == text.pk
            read, earlier = (review, None) if is_this else (None, review)
            lines.append(Line(technique, text, read, earlier, decision, technique.pk in written))
    return Shelf(
        waiting=[draft for draft in drafts if draft.asked_at],
        drafts=[draft for draft in drafts if not draft.asked_at],
        published=[line for line in lines if line.technique.owner_id and not line.technique.is_retired],
        retired=[line for line in lines if line.technique.is_retired],
        shipped=[line for line in lines if not line.technique.owner_id],
    )


def _reviews(unit: Unit) -> dict[int, TechniqueReview]:
    """The review of the newest text that was read, by technique."""
    found = TechniqueReview.objects.standing().filter(unit=unit).select_related("version", "by", "unit")
    return {review.version.technique_id: review for review in found.order_by("version__number")}


def _decisions(unit: Unit) -> dict[int, TechniqueDecision]:
    found = TechniqueDecision.objects.filter(technique__owner=unit).select_related("by")
    return {each.technique_id: each for each in found.order_by("at", "pk")}
