"""Drawings that go on paper too: a browser uses them, a document for paper names them (massage_site/paper.py)."""

from django import template
from django.utils.html import format_html

from .ui import drawing

register = template.Library()


@register.simple_tag(takes_context=True)
def paper_drawing(context, name, words):
    """{% paper_drawing "c-yawn" cue.words %}: a drawing of the sprite. On paper it is told in words (PDF/UA)."""
    if context.get("as_pdf"):
        return format_html('<img class="paper__drawing" src="sprite:{}" alt="{}">', name, words)
    return drawing(name, "cue-icon paper__drawing")
