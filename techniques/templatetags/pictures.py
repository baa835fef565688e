"""{% picture %}: the drawing of one step on one side, or the calm empty frame."""

from typing import Any

from django import template

from techniques.models import Step, Technique, UnitPicture
from techniques.pictures import OwnPicture, loop_url, mix_of, picture_href, thumbnail

register = template.Library()


@register.inclusion_tag("techniques/_picture.html")
def picture(step: Step | None, side: str = "left", frame: str = "", decorative: bool = False) -> dict[str, Any]:
    """{% picture step side %}; frame adds a class, decorative leaves the alternative text out."""
    if step and not step.has_picture_of(side):
        step = None  # turned round it would show hands that nobody has shown
    own = OwnPicture.read(step.picture) if step else None
    loop = loop_url(step.picture_path(side)) if step and not own and not decorative else ""
    return {
        "loop": loop,
        "loop_seconds": step.version.seconds if loop else 0,
        "href": picture_href(step.picture_path(side)) if step and not own else "",
        "own": own,
        "alt": "" if decorative or not step else step.alt,
        "frame": frame,
        "decorative": decorative,
        "mix": mix_of(step.picture_path(side)) if step and not own else "",
    }


@register.simple_tag
def picture_words(step: Step, side: str) -> str:
    """{% picture_words step side as words %}: what its picture shows, and nothing where it shows the other leg."""
    return step.alt if step.has_picture_of(side) else ""


@register.inclusion_tag("techniques/_paper_picture.html", takes_context=True)
def paper_picture(context: dict[str, Any], step: Step, side: str) -> dict[str, Any]:
    """{% paper_picture step side %}: the still picture, in a browser or in a document for paper."""
    shown = picture(step, side, "picture--framed") | {"loop": "", "as_pdf": context.get("as_pdf")}
    if shown["as_pdf"]:
        own = UnitPicture.of_key(step.picture) if shown["own"] else None
        drawn = f"ours:{step.picture_path(side)}" if shown["href"] else ""
        shown["file"] = f"media:{own.path(own.width)}" if own else drawn
    return shown


@register.simple_tag(takes_context=True)
def preview_url(context: dict[str, Any], technique: Technique) -> str:
    """{% preview_url technique as url %}: the whole address of its small picture, as other sites want it."""
    url = thumbnail(technique.slug)
    return context["request"].build_absolute_uri(url) if url else ""
