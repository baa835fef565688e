"""What the library pages show, prepared before the template: shelves of cards, and one technique's page."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from techniques.models import Place, Side, Step, Technique, TechniqueVersion


@dataclass(frozen=True)
class Card:
    technique: Technique
    version: TechniqueVersion
    words: list = field(default_factory=list)  # on the routines of the reader's babies

    @property
    def step(self) -> Step | None:
        return self.version.title_step()

    @property
    def side(self) -> str:
        return Side.BOTH if self.technique.uses_both_legs else shown_side([self.step])

    def answers_to(self, query: str) -> bool:
        """Whether each word of the query is part of one of its names."""
        version = self.version
        names = plain(" ".join([version.family_name, version.professional_name, *version.synonyms]))
        return all(word in names for word in plain(query).split())


def shown_side(steps: list[Step | None]) -> str:
    """The leg that most of these pictures show; the left one where both are shown alike."""
    found = [step for step in steps if step]
    return max((Side.LEFT, Side.RIGHT), key=lambda side: sum(step.has_picture_of(side) for step in found))


@dataclass(frozen=True)
class Shelf:
    region: str
    label: str
    cards: list[Card]


def plain(text: str) -> str:
    """Lower case, no accents, hyphens as spaces: how people type into a search box."""
    bare = unicodedata.normalize("NFKD", text.replace("-", " "))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def cards(techniques: Iterable[Technique], language: str, query: str = "", words_on=lambda _: []) -> list[Card]:
    """One card for each technique that has a text and a name that answers; needs with_current()."""
    found = ((technique, technique.current(language)) for technique in techniques)
    every = [Card(technique, version, words_on(technique)) for technique, version in found if version]
    return [card for card in every if card.answers_to(query)]


def shelves(every: list[Card]) -> list[Shelf]:
    """The cards by region, in the order of the body's list; empty shelves are left out."""
    by_region = {region: [card for card in every if card.technique.region == region] for region in REGIONS}
    return [Shelf(region, str(REGIONS[region]), found) for region, found in by_region.items() if found]


REGIONS = dict(Technique.Region.choices)


@dataclass(frozen=True)
class TechniquePage:
    """One technique as it is read: for one place, with drawings of one side."""

    technique: Technique
    version: TechniqueVersion
    place: str
    side: str

    @cached_property
    def steps(self) -> list[Step]:
        return self.version.steps_for(self.place)

    @cached_property
    def title_step(self) -> Step | None:
        return self.version.title_step(self.place)

    @property
    def has_sides(self) -> bool:
        return any(step.drawn != Step.Drawn.ONCE for step in self.steps)

    def beside(self, step: Step) -> tuple[Step | None, Step | None]:
        """The steps before and after this one, at this place."""
        around = [None, *self.steps, None]
        at = around.index(step)
        return around[at - 1], around[at + 1]


def open_page(technique: Technique, language: str, asked: dict[str, str], usual: str) -> TechniquePage | None:
    """The page for ?place= and ?side=; odd answers fall back to where this reader usually is, and to a leg it shows."""
    version = technique.current(language)
    if version is None:
        return None
    place = asked["place"] if asked.get("place") in (Place.NICU, Place.HOME) else usual
    steps = version.steps_for(place)
    side = asked["side"] if asked.get("side") in (Side.LEFT, Side.RIGHT) else shown_side(steps)
    return TechniquePage(technique, version, place, side)
