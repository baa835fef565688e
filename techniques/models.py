"""Register of the library: where Django, and every other room, finds its models."""

from techniques.reviews import TechniqueReview
from techniques.shown import ShownClaim
from techniques.technique import Technique
from techniques.texts import Place, Side, Timing
from techniques.versions import Claim, Step, TechniqueVersion

__all__ = ["Claim", "Place", "ShownClaim", "Side", "Step", "Technique", "TechniqueReview", "TechniqueVersion", "Timing"]
