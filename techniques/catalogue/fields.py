"""The fields of a catalogue file: which must be there, and what they may hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from techniques.models import Place, Step, Technique, TechniqueVersion, Timing


@dataclass(frozen=True)
class Field:
    kind: type
    required: bool = True
    among: tuple[str, ...] = ()
    longest: int = 0

    def wrong(self, value: Any) -> str:
        """Why this value cannot stand, or nothing."""
        if type(value) is not self.kind:
            return f"must be {self.kind.__name__}, not {type(value).__name__}"
        if self.among and value not in self.among:
            return f'does not know "{value}". Known: {", ".join(self.among)}'
        if self.longest and len(value) > self.longest:
            return f"has {len(value)} characters, at most {self.longest} fit"
        if self.kind is int and value < 0:
            return "must not be below zero"
        return ""


def _text(model: Any, *names: str, required: bool = True) -> dict[str, Field]:
    return {name: Field(str, required, longest=model._meta.get_field(name).max_length) for name in names}


def _choice(values: Iterable[str], *, required: bool = True) -> Field:
    return Field(str, required, among=tuple(values))


TECHNIQUE: dict[str, Field] = {
    "order": Field(int),
    "region": _choice(Technique.Region.values),
    "kind": _choice(Technique.Kind.values),
    "status": _choice(Technique.Status.values),
    "needs_before": Field(str, required=False),
    "own_timing": _choice(Timing.values, required=False),
    **_text(TechniqueVersion, "family_name", "professional_name", "position", "hands", "known"),
    **_text(TechniqueVersion, "how_often", "how_slow", "how_firm", "source_value", "author"),
    **_text(TechniqueVersion, "gentle_variant", "good_to_know", required=False),
    "direction": _choice(TechniqueVersion.Direction.values),
    "passes": Field(int),
    "touches": Field(int),
    "seconds": Field(int),
    "passes_limit": Field(int, required=False),
    "counted_in": _choice(TechniqueVersion.Count.values),
    "evidence": _choice(TechniqueVersion.Evidence.values),
    "review_state": _choice(TechniqueVersion.ReviewState.values),
    "synonyms": Field(list),
    "precautions": Field(list),
    "stops": Field(list, required=False),
    "sources": Field(list),
    "steps": Field(list, required=False),
    "claims": Field(list, required=False),
}
STEP: dict[str, Field] = {
    **_text(Step, "text", "picture", "alt"),
    "place": _choice(Place.values, required=False),
    "drawn": _choice(Step.Drawn.values, required=False),
    "is_stroke": Field(bool, required=False),
    "only_if_faster": Field(bool, required=False),
}
CLAIM: dict[str, Field] = {
    "text": Field(str, longest=300),
    "said_by": Field(str, longest=100),
    "evidence": _choice(TechniqueVersion.Evidence.values),
    "show_to_family": Field(bool, required=False),
}

# what a family may read: sentences are short and the page stays at grade 6
FAMILY = {
    *("position", "hands", "how_often", "how_slow", "how_firm", "gentle_variant", "good_to_know", "known"),
    *("text", "alt"),
}
OF_THE_TECHNIQUE = ("order", "region", "kind", "status", "own_timing")
OF_THE_VERSION = tuple(name for name in TECHNIQUE if name not in (*OF_THE_TECHNIQUE, "needs_before", "steps", "claims"))
