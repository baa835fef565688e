"""Helpers for a unit's own techniques: a picture, the page as it is sent, a draft from its first word to the shelf."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from techniques.models import DraftStep, TechniqueDecision, TechniqueDraft

WORDS = {
    "family_name": "Small circles on the knee",
    "professional_name": "Knee circles",
    "position": "Your baby lies on the back.",
    "hands": "One hand holds the leg. One finger makes circles.",
    "how_often": "Up to 3 rounds, each leg.",
    "how_slow": "About 4 seconds a round.",
    "how_firm": "Soft, but so that it does not tickle.",
    "known": "Our unit has done this for years. Nobody has studied it.",
    "source_value": "We count as in the other techniques.",
}
NUMBERS = {"passes": "3", "touches": "1", "seconds": "4"}
CHOICES = {"region": "whole_leg", "kind": "stroking", "direction": "circle", "counted_in": "round", "evidence": "T"}
LISTS = {"stops": ["drip-or-line", "cast"], "cares": ["cold"], "other_names": "knee rub", "sources_text": ""}


def noise(width=480, height=360, mode="RGB", seed=7):
    """A picture of nothing but noise, so that no two blocks of its file are alike."""
    import random

    return Image.frombytes(mode, (width, height), random.Random(seed).randbytes(width * height * len(mode)))


def encoded(image, kind="JPEG", **how):
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def upload(data, name="photo.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, data, kind)


def begin(unit, by, now, *, family_name=WORDS["family_name"], **fields):
    facts = {"region": "whole_leg", "direction": "circle"} | fields
    draft = TechniqueDraft.objects.create(
        unit=unit, family_name=family_name, started_by=by, started_at=now, changed_by=by, changed_at=now, **facts
    )
    draft.add_step()
    return draft


def whole(unit, by, now, **fields):
    """A draft that may be asked about."""
    numbers = {name: int(value) for name, value in NUMBERS.items()}
    lists = {"stops": LISTS["stops"], "precautions": [*LISTS["stops"], "cold"], "synonyms": [LISTS["other_names"]]}
    draft = begin(unit, by, now, **WORDS | numbers | CHOICES | lists | fields)
    draft.steps.update(text="Make a small circle.", alt="A finger on the knee.")
    return draft


def published(unit, by, second, lead, now, **fields):
    draft = whole(unit, by, now, **fields)
    draft.ask(by=by, now=now)
    draft.review(by=second, now=now, words="Tried at the cot.")
    return TechniqueDecision.publish(draft, by=lead, now=now)


def page_of(draft, **more):
    """What a browser sends from the desk as it stands, with these answers put in."""
    draft = TechniqueDraft.objects.get(pk=draft.pk)
    steps = {"stroke": []}
    for step in DraftStep.objects.filter(draft=draft):
        steps |= {f"step-{step.pk}-{name}": getattr(step, name) for name in ("text", "place", "alt", "drawn")}
        if step.is_stroke:
            steps["stroke"].append(step.pk)
    kept = {name: getattr(draft, name) for name in (*WORDS, *NUMBERS, *CHOICES)}
    return {"seen": draft.digest, **LISTS, **kept, **steps, **more}


def address(name, draft, **more):
    return reverse(f"unit-{name}", kwargs={"unit": draft.unit_id, "draft": draft.pk, **more})
