"""Why a routine waits: one tap, or own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .holds import PlanHold

HOLD_REASONS = (
    ("rest", _("Needs rest today")),
    ("test", _("A test or procedure today")),
    ("skin", _("Skin to be looked at")),
    ("team", _("The team talks about it first")),
)


class HoldForm(forms.Form):
    reason = forms.ChoiceField(choices=HOLD_REASONS, required=False, widget=forms.RadioSelect, label=_("Why"))
    words = forms.CharField(
        max_length=PlanHold._meta.get_field("reason").max_length, required=False, label=_("Or in your own words")
    )

    def clean(self):
        data = super().clean()
        if not data.get("words") and not data.get("reason"):
            self.add_error("words", _("Say why the routine waits. The family reads it too."))
        return data

    @property
    def text(self):
        return self.cleaned_data["words"] or str(dict(HOLD_REASONS)[self.cleaned_data["reason"]])
