"""What of a baby's record is carried from one place to another, table by table."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit
from sessions.babies.endings import Ending
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember, LimbRestriction, MultipleBirth
from sessions.babies.questions import Answer, Question
from sessions.babies.visits import Look, Visit
from sessions.babies.windows import Window
from sessions.massages.corrections import Correction
from sessions.massages.models import Massage, MassageCue, TechniqueDone
from sessions.massages.replies import Reply
from sessions.massages.starts import Start
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan, PlannedTechnique, PlanReason

FORMAT = "handhug-record-1"
LEFT_OUT = (
    _("codes and passwords"),
    _("e-mail addresses"),
    _("who opened the record"),
    _("massages from a lent tablet that were not taken yet"),
)
NOT_YOURS = (  # and of what a reader of the family takes away
    _("drafts of routines"),
    _("other people’s questions"),
    _("what other people were shown, and when they began"),
    _("who else belongs to the family"),
)


@dataclass(frozen=True)
class Part:
    name: str
    model: type[models.Model]
    parent: str  # the field that leads up
    order: tuple[str, ...] = ("pk",)
    parts: tuple["Part", ...] = ()


PARTS = (
    Part("precautions", BabyPrecaution, "baby"),
    Part("legs_left_alone", LimbRestriction, "baby"),
    Part("care_team", CareTeamMember, "baby"),
    Part("visits", Visit, "baby", ("at", "pk")),
    Part("looks", Look, "baby"),
    Part("plans", Plan, "baby", ("number",), (
        Part("planned", PlannedTechnique, "plan"), Part("reasons", PlanReason, "plan"), Part("holds", PlanHold, "plan"),
    )),
    Part("demonstrations", ReturnDemonstration, "baby"),
    Part("massages", Massage, "baby", ("received_at", "pk"), (
        Part("cues", MassageCue, "massage"), Part("done", TechniqueDone, "massage"),
        Part("corrections", Correction, "massage"), Part("replies", Reply, "massage"),
    )),
    Part("questions", Question, "baby", parts=(Part("answers", Answer, "question"),)),
    Part("starts", Start, "baby"),
    Part("discharges", Discharge, "baby"),
    Part("transfers", Transfer, "baby"),
    Part("endings", Ending, "baby"),
    Part("windows", Window, "baby"),
)  # fmt: skip

LATER = {"discharges", "transfers", "endings", "windows"}  # not in files that were made before these were kept


def fields_of(model, parent=None):
    """What of a row is carried: everything but counted numbers, codes, and what leads up."""
    for field in model._meta.concrete_fields:
        up = field.name == parent or (field.is_relation and field.related_model in (Baby, MultipleBirth))
        up = up or (model is Baby and field.related_model is Unit)
        if not isinstance(field, models.AutoField) and not up and field.name != "code_hash":
            yield field
