"""Template tags for what every page is built from: icons, faces, signs, marks, form fields, scripts."""

import re
from functools import cache
from posixpath import dirname, join, normpath

from django import forms, template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

register = template.Library()

SPRITE = "icons.svg"
IMPORTED = re.compile(r'^import (?:[^"]+ from )?"([^"]+)"', re.MULTILINE)
MARKS = ("fish", "leaf", "shell", "mark-moon")


def drawing(name, css_class):
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        static(SPRITE),
        name,
    )


@register.simple_tag
def icon(name, css_class=""):
    """{% icon "pause" %}"""
    return drawing(f"i-{name}", f"icon {css_class}".strip())


@register.simple_tag
def face(mood, css_class=""):
    """{% face "calm" %}, or a mood of techniques.moods by its icon name "f-calm"."""
    return drawing(f"f-{str(mood).removeprefix('f-')}", f"face {css_class}".strip())


@register.simple_tag
def cue_icon(name, css_class=""):
    """{% cue_icon "yawn" %}, or the icon name of a cue: "c-yawn"."""
    return drawing(f"c-{str(name).removeprefix('c-')}", f"cue-icon {css_class}".strip())


@register.simple_tag
def small_drawing(name, css_class="cue-icon"):
    """{% small_drawing question.icon %}: any drawing of the sprite by its full name, such as "q-warm"."""
    return drawing(name, css_class)


@register.simple_tag
def mark(tone):
    """{% mark baby.tone %}: fish, leaf, shell or moon for the first to fourth child of a family."""
    return icon(MARKS[(int(tone or 1) - 1) % len(MARKS)])


@register.inclusion_tag("_form_field.html")
def field(bound, kind="", label=None, hint=None):
    """{% field form.email %}: label, hint, control and error. kind "staff" or "short" adds a variant."""
    widget = bound.field.widget
    hint = bound.help_text if hint is None else hint
    one_tick = isinstance(widget, forms.CheckboxInput)
    many = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    described_by = [f"{bound.auto_id}-hint"] if hint else []
    described_by += [f"{bound.auto_id}-error"] if bound.errors else []
    described_by = " ".join(described_by)
    attrs = {"placeholder": False}  # a label stays when typing starts; a placeholder does not
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if not one_tick:
        classes = ["input", *(f"input--{each}" for each in kind.split()), widget.attrs.get("class", "")]
        attrs["class"] = " ".join(filter(None, classes))
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint,
        "described_by": described_by,
        "one_tick": one_tick,
        "many": many,
        "control": "" if many else bound.as_widget(attrs=attrs),
    }


@register.simple_tag
def script_with_imports(name):
    """{% script_with_imports "js/player/player.js" %}: all at once, where one would only name the next."""
    hints = format_html_join("", '<link rel="modulepreload" href="{}">', ([static(each)] for each in _imports(name)))
    return format_html('{}<script type="module" src="{}"></script>', hints, static(name))


@cache
def _imports(name):
    """What a script imports, and what that imports, in the order in which it is met."""
    text = (settings.BASE_DIR / "static" / name).read_text(encoding="utf-8")
    found = {}
    for other in IMPORTED.findall(text):
        other = normpath(join(dirname(name), other))
        found |= dict.fromkeys([other, *_imports(other)])
    return tuple(found)
