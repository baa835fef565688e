"""What Maple NICU did with techniques: it reviewed two that ship, wrote one of its own, and one waits for a reader."""

from io import BytesIO

from django.db.models import QuerySet
from PIL import Image, ImageDraw

from techniques.models import (
    DraftStep,
    Leaflet,
    Step,
    Technique,
    TechniqueDecision,
    TechniqueDraft,
    TechniqueReview,
    TechniqueVersion,
    UnitPicture,
)
from techniques.uploads import clean

LARGE = 1920  # drawn twice as large as it is kept, so that no edge is jagged
CLOTH, SHEET, SKIN, LINE, HAND = "#efe9dc", "#e2dac8", "#e8b794", "#4a3b32", "#c98f6b"

KNEE = {
    "family_name": "A warm hand round the knee",
    "professional_name": "Knee hold",
    "synonyms": ["knee hug"],
    "region": "whole_leg",
    "kind": "still",
    "direction": "none",
    "position": "Your baby lies on the back, in the nest.",
    "hands": "One hand goes round the knee like a shell.",
    "passes": 1,
    "seconds": 30,
    "counted_in": "hold",
    "source_value": "Our own number. We hold for as long as in resting hands.",
    "how_often": "Once, each leg.",
    "how_slow": "About 30 seconds, or as long as it is good.",
    "how_firm": "As firm as the hand of a friend. No pressing.",
    "good_to_know": "Your hand stays still. You feel the knee move by itself.",
    "precautions": ["drip-or-line", "cast", "cold"],
    "stops": ["drip-or-line", "cast"],
    "known": "Our unit likes it. Nobody has studied it.",
}
FOOT = {
    "family_name": "Slow strokes beside the foot",
    "professional_name": "Lateral foot stroke",
    "region": "foot",
    "direction": "to_heart",
    "position": "Your baby lies on the back, feet towards you.",
    "hands": "One hand holds the heel. One finger strokes.",
    "source_value": "We count as in the other strokes.",
    "how_often": "Up to 3 strokes, each foot.",
    "how_slow": "About 5 seconds a stroke.",
    "how_firm": "Enough that it does not tickle.",
    "precautions": ["drip-or-line", "foot-probe", "cast"],
    "stops": ["drip-or-line", "foot-probe", "cast"],
    "known": "A habit of our unit. Nobody has studied it.",
}

LEAFLET = ("resting-hands", "thumb-over-thumb", "thumb-press")
FOREWORD = "Feet are easy to reach and easy to hold. Here are three ways. We show you each one first."


def write(room):
    at = room.clock.at
    for slug, who, days in (("resting-hands", room.lena, 60), ("indian-milking", room.tess, 41)):
        text = Technique.objects.get(slug=slug).current()
        TechniqueReview.sign(text, unit=room.maple, by=who, now=at(days, "14:10"))
    knee = _draft(room, KNEE, at(30, "15:00"))
    _step(knee, "Warm your hand first.", is_stroke=False)
    hold = _step(knee, "Put it round the knee and keep it still.", alt="A hand lies round the bent knee of a leg.")
    picture = clean(_knee_in_a_hand())
    hold.put_picture(UnitPicture.keep(picture, unit=room.maple, by=room.tess, now=at(30, "15:20")))
    knee.ask(by=room.tess, now=at(30, "15:30"))
    knee.review(by=room.lena, now=at(28, "09:15"), words="Tried with two babies.")
    TechniqueDecision.publish(knee, by=room.lena, now=at(28, "09:20"))
    foot = _draft(room, FOOT, at(3, "16:00"))
    _step(foot, "Hold the heel in one hand.", is_stroke=False)
    _step(foot, "Stroke along the side of the foot, from the toes to the heel.")
    foot.ask(by=room.tess, now=at(1, "16:40"))
    a_leaflet(room, at)


def a_leaflet(room, at):
    on_it = {each.slug: each for each in Technique.objects.filter(slug__in=LEAFLET)}
    leaflet = Leaflet(unit=room.maple, title="Little feet", foreword=FOREWORD)
    leaflet.keep([on_it[slug] for slug in LEAFLET], by=room.lena, now=at(20, "11:00"))


def move_out(units):
    """What is written once has no other way out than past its guard."""
    techniques = Technique.objects.filter(owner__in=units)
    versions = TechniqueVersion.objects.filter(technique__in=techniques).values("pk")
    TechniqueDecision.objects.filter(technique__in=techniques).delete()
    Leaflet.objects.filter(unit__in=units).delete()
    TechniqueReview.objects.filter(unit__in=units).delete()
    TechniqueDraft.objects.filter(unit__in=units).delete()
    QuerySet(Step).filter(version__in=versions).delete()
    QuerySet(TechniqueVersion).filter(technique__in=techniques).delete()
    techniques.delete()
    for picture in UnitPicture.objects.filter(unit__in=units):
        picture.forget()


def _draft(room, words, now):
    who = {"started_by": room.tess, "started_at": now, "changed_by": room.tess, "changed_at": now}
    return TechniqueDraft.objects.create(unit=room.maple, **words, **who)


def _step(draft, text, *, alt="", is_stroke=True):
    step = draft.add_step()
    step.text, step.alt, step.is_stroke = text, alt, is_stroke
    step.drawn = DraftStep.Drawn.LEFT if alt else ""
    step.save()
    return step


def _knee_in_a_hand() -> bytes:
    """A plain drawing in place of a photo: a bent leg on its cloth, a hand round the knee."""
    image = Image.new("RGB", (LARGE, LARGE), CLOTH)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((160, 1180, 1760, 1760), 160, fill=SHEET)
    _limb(draw, [(420, 1290), (960, 800), (1440, 1330)], 330)
    _limb(draw, [(1440, 1330), (1620, 1260)], 230)
    for tip in ((640, 690), (740, 610), (860, 570), (985, 575)):
        _limb(draw, [(1330, 420), tip, (tip[0] - 40, tip[1] + 190)], 112, HAND)
    _limb(draw, [(1700, 120), (1330, 430)], 300, HAND)
    _limb(draw, [(1360, 520), (1190, 860)], 120, HAND)
    out = BytesIO()
    image.resize((LARGE * 2 // 3, LARGE * 2 // 3), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _limb(draw, points, width, fill=SKIN):
    for colour, wide in ((LINE, width + 22), (fill, width)):
        draw.line(points, fill=colour, width=wide, joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - wide // 2, y - wide // 2, x + wide // 2, y + wide // 2), fill=colour)
