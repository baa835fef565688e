"""How a technique begins, and what a reviewer says of a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techniques.models import Technique, TechniqueDraft, TechniqueReview


class BeginForm(forms.ModelForm):
    class Meta:
        model = TechniqueDraft
        fields = ("family_name", "region", "kind", "direction")
        labels = {
            "family_name": _("Name for families"),
            "region": _("Where"),
            "kind": _("What sort of touch"),
            "direction": _("Direction"),
        }
        help_texts = {"family_name": _("What the hands do, such as “Long strokes down to the foot”.")}
        error_messages = {"family_name": {"required": _("Give it a name. You can change it later.")}}
        widgets = {"family_name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = (Technique.Kind.STROKING, Technique.Kind.STILL)
        self.fields["kind"].choices = [(each.value, each.label) for each in kinds]


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

    def __init__(self, data=None, *, digest: str, back: bool = False):
        """back: it goes back to its author, so words are needed and the tick is not."""
        super().__init__(data, initial={"seen": digest})
        self.digest = digest
        if back:
            self.fields["read"].required, self.fields["words"].required = False, True
            self.fields["words"].error_messages["required"] = _("Say what should be different.")

    def clean(self):
        if self.cleaned_data.get("seen") != self.digest:
            self.data = self.data.copy()
            self.data["seen"] = self.digest
            raise forms.ValidationError(_("The text changed while you were reading. Please read it again."))
        return self.cleaned_data
