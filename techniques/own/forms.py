"""What a reviewer says of a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techniques.models import TechniqueReview


class ReviewForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("For the team"),
        help_text=_("Families do not see this."),
        max_length=TechniqueReview._meta.get_field("words").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    read = forms.BooleanField(
        label=_("I have read every step and looked at every picture."),
        error_messages={"required": _("Please read it all, then tick this.")},
    )

    def __init__(self, data=None, *, digest: str):
        super().__init__(data, initial={"seen": digest})
        self.digest = digest

    def clean(self):
        if self.cleaned_data.get("seen") != self.digest:
            self.data = self.data.copy()
            self.data["seen"] = self.digest
            raise forms.ValidationError(_("The text changed while you were reading. Please read it again."))
        return self.cleaned_data
