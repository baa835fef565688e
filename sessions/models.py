"""Register of rooms: where Django finds the models of this app."""

from sessions.babies.endings import Ending
from sessions.babies.invitations import Acceptance, Invitation
from sessions.babies.models import Baby, BabyPrecaution, CareTeamMember, LimbRestriction, MultipleBirth
from sessions.babies.questions import Answer, Question
from sessions.babies.sightings import Sighting
from sessions.babies.visits import Look, Visit
from sessions.babies.windows import Window
from sessions.massages.aside import SetAside
from sessions.massages.corrections import Correction
from sessions.massages.models import Massage, MassageCue, TechniqueDone
from sessions.massages.replies import Reply
from sessions.massages.starts import Start
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan, PlannedTechnique, PlanReason
from sessions.plans.templates import PlannedTemplate, PlanTemplate
from sessions.policies.guidance import Guidance
from sessions.policies.models import UnitPolicy
from sessions.rights.erasures import Erasure

__all__ = [
    "Acceptance",
    "Answer",
    "Baby",
    "BabyPrecaution",
    "CareTeamMember",
    "Correction",
    "Discharge",
    "Ending",
    "Erasure",
    "Guidance",
    "Invitation",
    "LimbRestriction",
    "Look",
    "Massage",
    "MassageCue",
    "MultipleBirth",
    "Plan",
    "PlanHold",
    "PlanReason",
    "PlanTemplate",
    "PlannedTechnique",
    "PlannedTemplate",
    "Question",
    "Reply",
    "ReturnDemonstration",
    "SetAside",
    "Sighting",
    "Start",
    "TechniqueDone",
    "Transfer",
    "UnitPolicy",
    "Visit",
    "Window",
]
