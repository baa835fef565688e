"""A name for a template: each once in a unit, whatever the case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .templates import PlanTemplate


class TemplateForm(forms.ModelForm):
    """A new name for a template, or the name of the one to keep. Many may stand on a page: give each its auto_id."""

    class Meta:
        model = PlanTemplate
        fields = ("name",)
        labels = {"name": _("Name of the template")}
        help_texts = {"name": _("What it is for, such as “First week, still hands”. No name of a baby.")}
        error_messages = {"name": {"required": _("Give the template a name.")}}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, auto_id="template-%s", **kwargs):
        super().__init__(*args, auto_id=auto_id, **kwargs)

    def clean_name(self):
        name = self.cleaned_data["name"]
        same = self.instance.unit.plan_templates.in_use().filter(name__iexact=name)
        if same.exclude(pk=getattr(self.gives_way(), "pk", None)).exists():
            raise forms.ValidationError(_("A template with this name is there already. Choose another name."))
        return name

    def gives_way(self):
        """The template whose name is free again."""
        return self.instance


class KeepForm(TemplateForm):
    """For the routine that stands in the builder: a template more, or one in the place of another."""

    instead_of = forms.TypedChoiceField(label=_("In the place of"), coerce=int, empty_value=None, required=False)
    field_order = ("instead_of", "name")

    def __init__(self, *args, templates, **kwargs):
        super().__init__(*args, **kwargs)
        self.templates = {template.pk: template for template in templates}
        choices = [(pk, template.name) for pk, template in self.templates.items()]
        self.fields["instead_of"].choices = [("", _("None, it is one more")), *choices]
        self.fields["name"].required = False
        if choices:
            self.fields["name"].help_text = _("Left empty, the name of the older one stays. No name of a baby.")

    def clean_name(self):
        self.cleaned_data["name"] = self.cleaned_data["name"] or getattr(self.gives_way(), "name", "")
        if not self.cleaned_data["name"]:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return super().clean_name()

    def gives_way(self):
        return self.templates.get(self.cleaned_data.get("instead_of"))
