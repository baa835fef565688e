"""What still stands between a draft and a review, in plain sentences. The rules are those of the shipped catalogue."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from techniques import reading
from techniques.catalogue.fields import FAMILY
from techniques.drafts import DraftStep, TechniqueDraft
from techniques.texts import Place

# an app that teaches touch must not sound like a clinic that promises
NEVER = re.compile(
    r"\b(treat\w*|prescrib\w*|monitor\w*|prevent\w*|therap(?:y|ies)|clinically proven|healthy pink"
    r"|safe for (?:your )?bab\w*)\b",
    re.IGNORECASE,
)
MOST_SENTENCES = 2  # in one step
NEEDED = (
    *("family_name", "professional_name", "position", "hands", "how_often", "how_slow", "how_firm"),
    *("known", "source_value"),
)
Problems = dict[str, list[str]]  # name of the field on the page -> sentences


def words_of(draft: TechniqueDraft) -> Problems:
    """What is wrong with the words that are there."""
    told = {name: getattr(draft, name) for name in (*sorted(FAMILY - {"text", "alt"}), "family_name")}
    steps = list(draft.steps.all())
    told |= {f"step-{step.pk}-{name}": getattr(step, name) for step in steps for name in ("text", "alt")}
    found = defaultdict(list)
    for name, text in told.items():
        found[name] += _wording(text)
    for step in steps:
        if len(reading.sentences(step.text)) > MOST_SENTENCES:
            found[f"step-{step.pk}-text"].append(_("A step has at most two sentences. Make two steps of it."))
        if step.lacks_leg:
            found[f"step-{step.pk}-drawn"].append(_("Say which leg the picture shows."))
    grade = reading.grade(told.values())
    if grade > reading.MAX_GRADE:
        hardest = max(told, key=lambda name: reading.grade([told[name]]))
        words = {"grade": round(grade, 1), "most": round(reading.MAX_GRADE)}
        found[hardest].append(
            _("The page reads at school grade %(grade)s, at most %(most)s. These words are the hardest.") % words
        )
    return {name: sentences for name, sentences in found.items() if sentences}


def _wording(text: str) -> list[str]:
    found = []
    for sentence in reading.too_long(text):
        words = {"count": len(reading.words(sentence)), "most": reading.MAX_WORDS, "sentence": sentence}
        found.append(_("%(count)s words in one sentence, at most %(most)s: “%(sentence)s”") % words)
    for word in dict.fromkeys(match[0] for match in NEVER.finditer(text)):
        found.append(_("Families never read “%(word)s” here. Say what the hands do.") % {"word": word})
    return found


def gaps_of(draft: TechniqueDraft) -> Problems:
    """What is missing."""
    found = {name: [_("Please fill this in.")] for name in NEEDED if not getattr(draft, name).strip()}
    if not draft.stops:
        found["stops"] = [_("Say when hands stay off: tick at least one.")]
    steps = list(draft.steps.all())
    if about_steps := _steps_missing(draft, steps):
        found["steps"] = [about_steps]
    for step in steps:
        if not step.text.strip():
            found[f"step-{step.pk}-text"] = [_("Write what the hands do, or take this step out.")]
        if step.picture and not step.alt.strip():
            found[f"step-{step.pk}-alt"] = [_("Say what the picture shows, for who cannot see it.")]
    return found


def _steps_missing(draft: TechniqueDraft, steps: list[DraftStep]) -> str:
    """At the cot and at home it is a whole technique, with one step that is repeated."""
    if not steps:
        return _("It has no steps yet. Add the first one.")
    places = [place for place in (Place.NICU, Place.HOME) if sum(s.is_stroke for s in draft.steps_for(place)) != 1]
    if len(places) == 2:
        return _("Mark the one step that is repeated.")
    if places == [Place.NICU]:
        return _("At the cot it needs one step that is repeated, not none and not two.")
    return _("At home it needs one step that is repeated, not none and not two.") if places else ""


def all_of(draft: TechniqueDraft) -> Problems:
    """Everything, for the moment when a review is asked for."""
    found, missing = words_of(draft), gaps_of(draft)
    return {name: [*missing.get(name, []), *found.get(name, [])] for name in missing | found}
