"""What the page of one massage shows: the lines before it, the signs, the faces, and who may have given it."""

from dataclasses import dataclass
from datetime import datetime

from massage_site.accounts.models import User
from sessions import safety
from sessions.babies.models import Baby, CareTeamMember
from sessions.policies.models import UnitPolicy
from techniques.cues import COMMON_CUES, CUE_TILES, Cue
from techniques.moods import MOODS, Mood
from techniques.readiness import Question, questions_for

from .course import LEAD_IN_SECONDS, Course
from .forms import MINUTES_AGO

TYPED = {"none_seen", "enjoyed", "note", "giver_name", "outcome", "ago", "other", "replaces", "not_ready"}


@dataclass(frozen=True)
class Line:
    """One readiness line in this baby's words."""

    question: Question
    words: str
    advice: str


@dataclass(frozen=True)
class Face:
    mood: Mood
    is_ready: bool  # the unit starts with a baby like this
    chosen: bool


@dataclass(frozen=True)
class Tile:
    """One sign. ends: after it "go on" is not offered, as safety.answer_to says for this baby."""

    cue: Cue
    ends: bool
    chosen: bool


@dataclass(frozen=True)
class Person:
    value: str
    name: str
    chosen: bool


@dataclass
class Sheet:
    """Everything on the page that is not the course itself. data: what was typed, when the page comes back."""

    baby: Baby
    author: User
    policy: UnitPolicy
    now: datetime
    data: object = None

    @classmethod
    def of(cls, baby, author, now, data=None):
        return cls(baby, author, UnitPolicy.objects.for_unit(baby.unit), now, data)

    def __post_init__(self):
        names = {"baby": self.baby.first_name, "hours": self.policy.vaccine_hours}
        self.lines = [
            Line(each, each.say(**names), each.say_advice(**names)) for each in questions_for(self.baby.place)
        ]
        self.faces = [
            Face(each, each.slug in self.policy.ready_moods, self.typed("mood_after") == each.slug) for each in MOODS
        ]
        seen = set(self.data.getlist("sign")) if self.data else set()
        self.tiles = [Tile(cue, self._ends(cue), cue.slug in seen) for cue in CUE_TILES]
        self.common = [tile for tile in self.tiles if tile.cue in COMMON_CUES]
        self.people = self._people()
        self.minutes_ago = MINUTES_AGO[1:]

    def typed(self, name):
        return self.data.get(name, "") if self.data else ""

    def __getattr__(self, name):
        """{{ sheet.note }}: what was typed, for the fields that have no row of their own."""
        if name in TYPED:
            return self.typed(name)
        raise AttributeError(name)

    @property
    def ready_moods(self):
        return " ".join(self.policy.ready_moods)

    def _ends(self, cue):
        return not self._answer([cue.slug]).go_on

    def _answer(self, cues, pauses_before=0):
        return safety.answer_to(cues, pauses_before=pauses_before, pause_first=self.baby.pause_first)

    @property
    def rule(self):
        """How many signs at once, and how many pauses before, still leave "go on" open. Data for the pause page."""
        mild = [tile.cue.slug for tile in self.tiles if tile.cue.level == "pause"]
        return {
            "seconds": safety.STILL_SECONDS,
            "two": self._answer(mild[:2]).go_on,
            "again": self._answer([], pauses_before=1).go_on,
        }

    @property
    def lead_in(self):
        return LEAD_IN_SECONDS

    def _people(self):
        """The care team; who writes stands first and is chosen, because mostly it is the same person."""
        team = CareTeamMember.objects.at(self.now).filter(baby=self.baby)
        names = dict(team.order_by("user__name").values_list("user", "user__name"))
        names = {self.author.pk: self.author.name} | names
        chosen = self.typed("giver") or str(self.author.pk)
        return [Person(str(pk), name, str(pk) == chosen) for pk, name in names.items()]

    @property
    def someone_else(self):
        return self.typed("giver") == "else"


@dataclass(frozen=True)
class OffLimits:
    leg: str
    reason: str


def legs_left_alone(course: Course):
    return [OffLimits(leg, reason) for leg, reason in sorted(course.off.items())]
