"""What a catalogue file must hold before anyone may read it. Every rule answers with a line and a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from techniques import reading
from techniques.catalogue.fields import CLAIM, FAMILY, STEP, TECHNIQUE, Field
from techniques.catalogue.lines import Entry
from techniques.precautions import PRECAUTIONS_BY_SLUG

PICTURE = re.compile(r"([a-z0-9-]+)/[a-z0-9-]+")


@dataclass(frozen=True)
class Problem:
    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def problems_of(file: Path, entry: Entry, slugs: set[str]) -> list[Problem]:
    """All that is wrong with one file; `slugs` are the techniques that exist."""
    found = list(_shape(entry, TECHNIQUE))
    for part, fields in (("steps", STEP), ("claims", CLAIM)):
        for row in _rows(entry, part):
            found += _shape(row, fields)
    if not found:  # the other rules may rely on the shape
        found = [*_precautions(entry), *_numbers(entry), *_before(entry, slugs)]
        found += [*_steps(entry, slugs), *_words(entry)]
    return [Problem(file, line, reason) for line, reason in sorted(found)]


Found = Iterator[tuple[int, str]]


def _rows(entry: Entry, part: str) -> list[Entry]:
    rows = entry.get(part) or []
    return [row for row in rows if isinstance(row, Entry)] if isinstance(rows, list) else []


def _shape(entry: Entry, fields: dict[str, Field]) -> Found:
    for name, field in fields.items():
        if name not in entry or entry[name] in (None, ""):
            if field.required:
                yield entry.start, f'field "{name}" is missing'
        elif reason := field.wrong(entry[name]):
            yield entry.line(name), f'"{name}" {reason}'
    for name in entry.keys() - fields.keys():
        yield entry.line(name), f'unknown field "{name}"'


def _precautions(entry: Entry) -> Found:
    for name in ("precautions", "stops"):
        for slug in entry.get(name, []):
            if slug not in PRECAUTIONS_BY_SLUG:
                yield entry.line(name), f'unknown precaution "{slug}"'
    for slug in set(entry.get("stops", [])) - set(entry["precautions"]):
        yield entry.line("stops"), f'"{slug}" stops it but is not among its precautions'


def _numbers(entry: Entry) -> Found:
    limit = entry.get("passes_limit", 3)
    if limit > 10:
        yield entry.line("passes_limit"), "passes_limit is over 10"
    if entry["passes"] > limit:
        yield entry.line("passes"), f"passes is over passes_limit ({limit})"


def _before(entry: Entry, slugs: set[str]) -> Found:
    before = entry.get("needs_before")
    if before and before not in slugs:
        yield entry.line("needs_before"), f'unknown technique "{before}"'


def _steps(entry: Entry, slugs: set[str]) -> Found:
    steps = _rows(entry, "steps")
    if entry["status"] == "named_only":
        if steps:
            yield entry.line("steps"), "a technique that is only named has no steps"
        return
    if not steps:
        yield entry.start, 'field "steps" is missing'
    for step in steps:
        match = PICTURE.fullmatch(step["picture"])
        if not match or match[1] not in slugs:
            yield step.line("picture"), f'picture "{step["picture"]}" is not technique/key'
        if len(reading.sentences(step["text"])) > 2:
            yield step.line("text"), "a step has more than two sentences"
    for place in ("home", "nicu"):
        here = [step for step in steps if step.get("place", "both") in ("both", place)]
        if steps and sum(step.get("is_stroke", False) for step in here) != 1:
            yield entry.line("steps"), f"needs exactly one is_stroke step for {place}"


def _words(entry: Entry) -> Found:
    told = list(family_texts(entry))
    for line, text in told:
        for sentence in reading.too_long(text):
            yield line, f'sentence over {reading.MAX_WORDS} words: "{sentence}"'
    grade = reading.grade(text for _, text in told)
    if grade > reading.MAX_GRADE:
        line, text = max(told, key=lambda each: reading.grade([each[1]]))
        yield line, f'page reads at grade {grade:.1f}, over {reading.MAX_GRADE:.0f}. Hardest: "{text}"'


def family_texts(entry: Entry) -> Iterator[tuple[int, str]]:
    """Every text of the page that a family may read, with its line."""
    for row in (entry, *_rows(entry, "steps"), *_rows(entry, "claims")):
        for name in FAMILY & row.keys():
            yield row.line(name), row[name]
    for slug in entry["precautions"]:
        if slug in PRECAUTIONS_BY_SLUG:
            yield entry.line("precautions"), str(PRECAUTIONS_BY_SLUG[slug].meaning)
