"""What a family asks, and what a therapist answers: one field each, errors in plain words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .questions import Note, Question

QUESTION, ANSWER = (model._meta.get_field("text").max_length for model in (Question, Note))


def words(label, most, nothing):
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": nothing,
            "max_length": _("Please use fewer words: %(limit_value)s letters at most."),
        },
    )


class QuestionForm(forms.Form):
    text = words(_("Your question"), QUESTION, _("Write your question first."))


class AnswerForm(forms.Form):
    """seen: the question as it stood on the page, to notice when it was changed meanwhile."""

    text = words(_("Your answer"), ANSWER, _("Write your answer first."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    talked = forms.BooleanField(required=False)  # its own button: it was answered at the visit

    def __init__(self, data=None, *, question=None, **kwargs):
        super().__init__(data, **kwargs)
        self.question = question
        self.fields["text"].required = not (data and data.get("talked"))

    def clean(self):
        data = super().clean()
        if self.question and data.get("seen", "").split() != self.question.text.split():  # line ends travel badly
            self.data = self.data.copy()
            self.data["seen"] = self.question.text
            raise forms.ValidationError(_("The question was changed meanwhile. Please read it again."))
        return data

    @property
    def said(self):
        return self.cleaned_data["text"] or str(_("We talked about it."))
