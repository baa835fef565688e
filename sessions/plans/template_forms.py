"""A name for a template: each once in a unit, whatever the case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .templates import PlanTemplate


class TemplateForm(forms.ModelForm):
    """For the routine that stands in the builder."""

    class Meta:
        model = PlanTemplate
        fields = ("name",)
        labels = {"name": _("Name of the template")}
        help_texts = {"name": _("What it is for, such as “First week, still hands”. No name of a baby.")}
        error_messages = {"name": {"required": _("Give the template a name.")}}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off", "id": "template-name"})}

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.instance.unit.plan_templates.in_use().filter(name__iexact=name).exists():
            raise forms.ValidationError(_("A template with this name is there already. Choose another name."))
        return name
