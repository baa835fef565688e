"""The page on which a technique is written: the form for its words. Each step has its own."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from techniques.drafts import TechniqueDraft
from techniques.models import Technique
from techniques.own.half_written import HalfWritten
from techniques.precautions import PRECAUTIONS

LINK = re.compile(r"\bhttps?://\S+$")
AMOUNTS = {"passes": (1, 3), "touches": (1, 20), "seconds": (1, 120)}
LINES = ("position", "hands", "how_often", "how_slow", "how_firm")
LABELS = {
    "family_name": _("Name for families"),
    "professional_name": _("Professional name"),
    "region": _("Where"),
    "kind": _("What sort of touch"),
    "own_timing": _("Has its own time"),
    "position": _("Your baby"),
    "hands": _("Your hands"),
    "direction": _("Direction"),
    "passes": _("How many"),
    "counted_in": _("Counted in"),
    "touches": _("Touches in each"),
    "seconds": _("Seconds for one touch"),
    "how_often": _("How often, in words"),
    "how_slow": _("How slow, in words"),
    "how_firm": _("How firm, in words"),
    "gentle_variant": _("The gentle way"),
    "good_to_know": _("Good to know"),
    "evidence": _("Where it comes from"),
    "known": _("What is known"),
    "source_value": _("Where the numbers come from"),
}
HINTS = {
    "family_name": _("What the hands do, such as “Long strokes down to the foot”."),
    "passes": _("At most 3. More is too much for one place."),
    "known": _("What is known, and what nobody knows. No promises."),
    "source_value": _("A book, a course, or your own habit."),
    "how_often": _("Such as “Up to 3 strokes, each leg.”"),
    "how_slow": _("Such as “About 5 seconds a stroke.”"),
}
SECTIONS = (
    (_("Names"), ("family_name", "professional_name", "other_names", "region", "kind", "direction", "own_timing")),
    (_("Before step 1"), LINES),
    (_("How much"), ("passes", "counted_in", "touches", "seconds")),
    (_("When hands stay off"), ("stops", "cares")),
    (_("Who says what"), ("evidence", "known", "source_value", "gentle_variant", "good_to_know", "sources_text")),
)


class DraftForm(HalfWritten):
    always = ("family_name",)

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    other_names = forms.CharField(label=_("Other names"), help_text=_("With commas between."), max_length=300)
    stops = forms.MultipleChoiceField(
        label=_("Not on this leg if"), choices=[(each.slug, each.name) for each in PRECAUTIONS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    cares = forms.MultipleChoiceField(
        label=_("Ask first if"), choices=[(each.slug, each.name) for each in PRECAUTIONS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    sources_text = forms.CharField(
        label=_("Sources"), help_text=_("One on each line. A link, if there is one, at its end."), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    class Meta:
        model = TechniqueDraft
        fields = tuple(LABELS)
        labels, help_texts = LABELS, HINTS
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("gentle_variant", "good_to_know", "known", "source_value")
        }

    def __init__(self, data=None, *, instance: TechniqueDraft, digest: str = ""):
        super().__init__(data, instance=instance)
        self.digest = digest
        self.fields["family_name"].error_messages["required"] = _("Give it a name. You can change it later.")
        self.fields["kind"].choices = [
            (each.value, each.label) for each in (Technique.Kind.STROKING, Technique.Kind.STILL)
        ]
        self.fields["own_timing"].choices = [("", _("No")), *Technique._meta.get_field("own_timing").choices]
        for name, (low, high) in AMOUNTS.items():
            self.fields[name].widget.attrs |= {"min": low, "max": high, "inputmode": "numeric"}
        if instance.technique_id:  # routines in force count on both: another place on the body is another technique
            for name in ("region", "kind"):
                self.fields[name].disabled = True
        self.initial |= {
            "seen": digest,
            "other_names": ", ".join(instance.synonyms),
            "cares": [slug for slug in instance.precautions if slug not in instance.stops],
            "stops": instance.stops,
            "sources_text": "\n".join(f"{each['words']} {each['link']}".strip() for each in instance.sources),
        }

    def _kept(self, name):
        """An empty answer leaves a number or a choice as it was."""
        value = self.cleaned_data.get(name)
        return getattr(self.instance, name) if value in (None, "") else value

    def _number(self, name):
        value, (low, high) = self._kept(name), AMOUNTS[name]
        if not low <= value <= high:
            raise forms.ValidationError(_("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return value

    def clean_passes(self):
        return self._number("passes")

    def clean_touches(self):
        return self._number("touches")

    def clean_seconds(self):
        return self._number("seconds")

    def clean(self):
        data = super().clean()
        for name in ("region", "kind", "direction", "counted_in", "evidence"):
            if name not in self.errors:
                data[name] = self._kept(name)
        if self.digest and data.get("seen") != self.digest:
            raise forms.ValidationError(
                _("This draft changed after you opened it. Look it over once more, then save: yours will stand.")
            )
        return data

    def save(self, commit=True):
        data, draft = self.cleaned_data, self.instance
        draft.synonyms = [name for each in data["other_names"].split(",") if (name := each.strip())]
        draft.stops = data["stops"]
        draft.precautions = [each.slug for each in PRECAUTIONS if each.slug in {*data["stops"], *data["cares"]}]
        draft.sources = [_source(line) for each in data["sources_text"].splitlines() if (line := each.strip())]
        return super().save(commit)


def _source(line: str) -> dict[str, str]:
    link = LINK.search(line)
    words = line[: link.start()].strip() if link else line
    return {"words": words or line, "link": link[0] if link else ""}
