"""A leaflet on one page: title, words, and a number beside each technique that is on it."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from techniques.models import Leaflet, Technique


@dataclass(frozen=True)
class Choice:
    """A technique with the field for its place; empty: it is not on the leaflet."""

    technique: Technique
    name: str
    field: BoundField


class LeafletForm(forms.ModelForm):
    class Meta:
        model = Leaflet
        fields = ("title", "foreword", "place")
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "foreword": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"foreword": _("From your unit to the families. It stands on the first side.")}
        error_messages = {"title": {"required": _("Give it a title that families understand.")}}

    def __init__(self, data=None, *, leaflet: Leaflet):
        super().__init__(data, instance=leaflet)
        places = {row.technique_id: row.order for row in leaflet.rows.all()} if leaflet.pk else {}
        on_it = Technique.objects.filter(pk__in=places)
        techniques = (Technique.objects.published().of(leaflet.unit) | on_it).with_current(get_language())
        self.techniques = {f"place-{each.pk}": each for each in techniques if each.current()}
        for name, each in self.techniques.items():
            label = each.current(get_language()).family_name
            number = forms.NumberInput(attrs={"class": "leaflet__place", "inputmode": "numeric"})
            self.fields[name] = forms.IntegerField(
                label=label, required=False, min_value=1, max_value=99, initial=places.get(each.pk), widget=number,
                help_text=_("Retired: it is not printed.") if each.is_retired else "",
            )  # fmt: skip

    @property
    def choices(self) -> list[Choice]:
        return [Choice(each, str(self[name].label), self[name]) for name, each in self.techniques.items()]

    @property
    def chosen(self) -> list[Technique]:
        """In the order of their numbers; of two with the same number the library's first."""
        numbers = {name: self.cleaned_data[name] for name in self.techniques if self.cleaned_data.get(name)}
        return [self.techniques[name] for name in sorted(numbers, key=numbers.get)]

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        same = Leaflet.objects.filter(unit=self.instance.unit, title=title).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("There is a leaflet with this title already. Give it another one."))
        return title

    def clean(self):
        super().clean()
        if not self.errors and not self.chosen:
            raise forms.ValidationError(_("Choose at least one technique: write a 1 beside the first."))
        return self.cleaned_data
