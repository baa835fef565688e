"""Is now a good time? The lines a family reads before each massage, as good news, and what a no means."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Where(StrEnum):
    NICU = "nicu"
    HOME = "home"


class NoMeans(StrEnum):
    """Fix it and go on; try later; ask the team before starting."""

    ADJUST = "adjust"
    NOT_NOW = "not_now"
    ASK = "ask"


@dataclass(frozen=True)
class Question:
    """`words` and `advice` may hold %(baby)s and %(hours)s, the unit's vaccine wait: read them with `say`."""

    slug: str
    where: Where
    words: Promise
    detail: Promise | str
    no_means: NoMeans
    advice: Promise
    icon: str
    source: str

    @property
    def asks_nurse(self) -> bool:
        """Whether "I asked my nurse" is offered: only in the NICU, only for lines that mean ask."""
        return self.where is Where.NICU and self.no_means is NoMeans.ASK

    def say(self, *, baby: str, hours: int) -> str:
        return str(self.words) % {"baby": baby, "hours": hours}

    def say_advice(self, *, baby: str, hours: int) -> str:
        return str(self.advice) % {"baby": baby, "hours": hours}


QUESTIONS: tuple[Question, ...] = (
    Question(
        slug="nurse-says-yes",
        where=Where.NICU,
        words=_("My nurse says today is a good day."),
        detail=_("No alarms or breathing pauses, and no test just before."),
        no_means=NoMeans.ASK,
        advice=_("Ask your nurse before you start."),
        icon="q-nurse",
        source="clinical 2.1 Q02, Q16, Q17, P4",
    ),
    Question(
        slug="well-nicu",
        where=Where.NICU,
        words=_("%(baby)s is well."),
        detail=_("No fever, no yellow skin, no blue light for it."),
        no_means=NoMeans.ASK,
        advice=_("Ask your nurse first. Still hands may be all right."),
        icon="q-well",
        source="source note R11, clinical 2.1 Q11, Q12",
    ),
    Question(
        slug="no-vaccine-nicu",
        where=Where.NICU,
        words=_("No vaccine in the last %(hours)s hours."),
        detail="",
        no_means=NoMeans.NOT_NOW,
        advice=_("Let %(baby)s rest from it. Holding is lovely today."),
        icon="q-vaccine",
        source="source note R11, clinical 2.1 Q13, P12, P13",
    ),
    Question(
        slug="not-hungry-nicu",
        where=Where.NICU,
        words=_("%(baby)s is not crying for milk."),
        detail=_("And was not fed just now."),
        no_means=NoMeans.NOT_NOW,
        advice=_("Feed or soothe %(baby)s first. Try again later."),
        icon="q-milk",
        source="source note R9, clinical 2.1 Q09, Q10",
    ),
    Question(
        slug="leg-free",
        where=Where.NICU,
        words=_("The leg and foot are free."),
        detail=_("No drip, sensor, plaster, cast or bruise."),
        no_means=NoMeans.ASK,
        advice=_("Leave that leg alone. Ask your nurse before you start."),
        icon="q-legs",
        source="clinical 2.1 Q14, Q15, clinical 1.1",
    ),
    Question(
        slug="warm-one-leg-out",
        where=Where.NICU,
        words=_("It is warm. Only one leg is out of the wrap."),
        detail="",
        no_means=NoMeans.ADJUST,
        advice=_("Wrap %(baby)s again. Take just one leg out. If %(baby)s is cold, ask your nurse."),
        icon="q-warm",
        source="source note R2, clinical 2.1 Q03, Q05, P4, P8",
    ),
    Question(
        slug="hands-ready-nicu",
        where=Where.NICU,
        words=_("My hands are clean and warm. The phone is silent."),
        detail=_("Rings and watch off, TV off. Oil only as my team chose and tested."),
        no_means=NoMeans.ADJUST,
        advice=_("Take your time. Clean and warm your hands, then start."),
        icon="q-hands",
        source="source note R5-R8, R22, clinical 2.1 Q04, Q06, Q18",
    ),
    Question(
        slug="well-home",
        where=Where.HOME,
        words=_("%(baby)s is well."),
        detail=_("No fever, no yellow skin, no blue light for it, no new rash."),
        no_means=NoMeans.ASK,
        advice=_("Not today. Ask your care team what is wrong first."),
        icon="q-well",
        source="source note R11, clinical 2.1 Q11, Q12",
    ),
    Question(
        slug="no-vaccine-home",
        where=Where.HOME,
        words=_("No vaccine in the last %(hours)s hours."),
        detail="",
        no_means=NoMeans.NOT_NOW,
        advice=_("Let %(baby)s rest from it. Holding is lovely today."),
        icon="q-vaccine",
        source="source note R11, clinical 2.1 Q13, P12, P13",
    ),
    Question(
        slug="not-hungry-home",
        where=Where.HOME,
        words=_("%(baby)s is not crying for milk."),
        detail=_("And was not fed just now."),
        no_means=NoMeans.NOT_NOW,
        advice=_("Feed or soothe %(baby)s first. Try again later."),
        icon="q-milk",
        source="source note R9, clinical 2.1 Q09, Q10",
    ),
    Question(
        slug="legs-free",
        where=Where.HOME,
        words=_("Both legs and feet are free, and the skin is whole."),
        detail=_("No plaster, cast, harness, cut, lump or swelling."),
        no_means=NoMeans.ASK,
        advice=_("Leave that leg alone. Ask your care team before you start."),
        icon="q-legs",
        source="clinical 2.1 Q14, Q15, clinical 1.1",
    ),
    Question(
        slug="warm-nappy-only",
        where=Where.HOME,
        words=_("The room is warm. Only a nappy on, on a soft towel."),
        detail="",
        no_means=NoMeans.ADJUST,
        advice=_("Warm the room and lay out a towel. Then start."),
        icon="q-warm",
        source="source note R2, R3, clinical 2.1 Q03, Q05",
    ),
    Question(
        slug="hands-ready-home",
        where=Where.HOME,
        words=_("My hands are clean and warm. The phone is silent."),
        detail=_("Rings and watch are off. The TV is off."),
        no_means=NoMeans.ADJUST,
        advice=_("Take your time. Clean and warm your hands, then start."),
        icon="q-hands",
        source="source note R8, R22, clinical 2.1 Q04, Q06",
    ),
    Question(
        slug="oil-tested",
        where=Where.HOME,
        words=_("Oil as my team chose and tested, or no oil."),
        detail="",
        no_means=NoMeans.ADJUST,
        advice=_("Use no oil today. Warm, dry hands are fine."),
        icon="q-oil",
        source="source note R4-R6, clinical 2.1 Q18, 2.4",
    ),
)

QUESTIONS_BY_SLUG: dict[str, Question] = {each.slug: each for each in QUESTIONS}
NICU_QUESTIONS: tuple[Question, ...] = tuple(each for each in QUESTIONS if each.where is Where.NICU)
HOME_QUESTIONS: tuple[Question, ...] = tuple(each for each in QUESTIONS if each.where is Where.HOME)


def questions_for(where: str) -> tuple[Question, ...]:
    """The set for a place; unknown places get the stricter NICU set."""
    return HOME_QUESTIONS if where == Where.HOME else NICU_QUESTIONS
