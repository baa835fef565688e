"""Register of the library: where Django, and every other room, finds its models."""

from techniques.decisions import TechniqueDecision
from techniques.drafts import DraftStep, TechniqueDraft
from techniques.leaflets import Leaflet, LeafletTechnique
from techniques.reviews import TechniqueReview
from techniques.shown import ShownClaim
from techniques.technique import Technique
from techniques.texts import Place, Side, Timing
from techniques.unit_pictures import UnitPicture
from techniques.versions import Claim, Step, TechniqueVersion

__all__ = [
    "Claim",
    "DraftStep",
    "Leaflet",
    "LeafletTechnique",
    "Place",
    "ShownClaim",
    "Side",
    "Step",
    "Technique",
    "TechniqueDecision",
    "TechniqueDraft",
    "TechniqueReview",
    "TechniqueVersion",
    "Timing",
    "UnitPicture",
]
