"""Drawings that go on paper too: a browser uses them, a document for paper names them (massage_site/paper.py)."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .ui import MARKS, drawing

register = template.Library()
MARK_WORDS = {"fish": _("Fish"), "leaf": _("Leaf"), "shell": _("Shell"), "mark-moon": _("Moon")}


@register.simple_tag(takes_context=True)
def paper_drawing(context, name, words):
    """{% paper_drawing "c-yawn" cue.words %}: a drawing of the sprite. On paper it is told in words (PDF/UA)."""
    if context.get("as_pdf"):
        return format_html('<img class="paper__drawing" src="sprite:{}" alt="{}">', name, words)
    return drawing(name, "cue-icon paper__drawing")


@register.simple_tag(takes_context=True)
def paper_mark(context, tone):
    """{% paper_mark baby.birth_order %}: fish, leaf, shell or moon, so that twins' sheets are told apart."""
    name = MARKS[(int(tone or 1) - 1) % len(MARKS)]
    return paper_drawing(context, f"i-{name}", MARK_WORDS[name])
