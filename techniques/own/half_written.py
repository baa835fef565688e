"""A form that keeps also half of what a review needs, and that of one step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techniques.drafts import DraftStep
from techniques.models import Place

IF_YOU_LIKE = {"other_names", "cares", "gentle_variant", "good_to_know", "sources_text", "alt", "drawn"}


class HalfWritten(forms.ModelForm):
    """Keeps what is written so far, also half of it. Only what no draft can hold is refused."""

    use_required_attribute = False
    always: tuple[str, ...] = ()

    def full_clean(self):
        """What a review needs is not marked "if you like", and yet a draft may be kept without it."""
        for name, field in self.fields.items():
            field.required = name in self.always
        super().full_clean()
        for name, field in self.fields.items():
            field.required = name not in IF_YOU_LIKE


class StepForm(HalfWritten):
    place = forms.ChoiceField(
        label=_("Where it is done"), required=False,
        choices=[
            (Place.BOTH, _("At the cot and at home")),
            (Place.NICU, _("Only at the cot")),
            (Place.HOME, _("Only at home")),
        ],
    )  # fmt: skip
    drawn = forms.ChoiceField(
        label=_("The picture shows"), required=False,
        choices=[
            ("", _("Please choose")),
            (DraftStep.Drawn.ONCE, _("Both legs, or none")),
            (DraftStep.Drawn.LEFT, _("The left leg")),
            (DraftStep.Drawn.RIGHT, _("The right leg")),
        ],
    )  # fmt: skip

    class Meta:
        model = DraftStep
        fields = ("text", "place", "alt", "drawn")
        labels = {"text": _("What the hands do"), "alt": _("What the picture shows, in words")}
        help_texts = {
            "text": _("Two short sentences at most."),
            "alt": _("For who cannot see it. Such as “One hand holds the ankle from below.”"),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "alt": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data=None, *, instance: DraftStep):
        super().__init__(data, instance=instance, prefix=f"step-{instance.pk}")

    def clean_place(self):
        return self.cleaned_data["place"] or self.instance.place
