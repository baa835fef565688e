"""What a unit lead changes in the rules: a draft, until it is signed. Errors are plain sentences beside the field."""

import re

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from massage_site.audit import noting as audit
from techniques.moods import MOODS_BY_SLUG

from .guidance import Guidance
from .models import KEPT, TEXTS, UnitPolicy
from .thresholds import CHAPTERS, LIMITS, NO_PROPOSAL, PROPOSED, WEEKS

WORDS = 16  # in one sentence that a family reads
ALSO_READY = ["sleepy"]


class PolicyForm(forms.ModelForm):
    """windows: the guidance that stands in the draft; techniques: [(technique, name)] that may have some."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    ready_moods = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = UnitPolicy
        fields = (*KEPT, *TEXTS)

    def __init__(self, *args, instance, windows, techniques, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.techniques, self.initial["seen"] = techniques, instance.seen
        for name, (low, high) in LIMITS.items():
            self.fields[name] = _number(low, high)
        self.fields["ready_moods"].choices = [(slug, MOODS_BY_SLUG[slug].words) for slug in ALSO_READY]
        for chapter in CHAPTERS:
            for each in chapter.thresholds:
                self.fields[each.field].label = each.name
        known = {each.technique_id: each for each in windows}
        for technique, name in techniques:
            window = known.get(technique.pk)
            for end in ("from", "until"):
                field = _number(*WEEKS, required=False)
                field.label = _("%(technique)s, from week") if end == "from" else _("%(technique)s, until week")
                field.label = field.label % {"technique": name}
                self.fields[f"{end}-{technique.slug}"] = field
                self.initial[f"{end}-{technique.slug}"] = getattr(window, f"{end}_weeks", None)

    @property
    def chapters(self):
        """(heading, [(threshold, its field)])"""
        return [(each.heading, [(one, self[one.field]) for one in each.thresholds]) for each in CHAPTERS]

    @property
    def guidance(self):
        """(name, from, until, what is proposed, by whom)"""
        for technique, name in self.techniques:
            proposal = PROPOSED.get(technique.slug)
            says, sources = (proposal.says, proposal.sources) if proposal else (NO_PROPOSAL, ())
            yield name, self[f"from-{technique.slug}"], self[f"until-{technique.slug}"], says, sources

    def clean_ready_moods(self):
        return ["calm", *self.cleaned_data["ready_moods"]]

    def clean_red_line_nicu(self):
        return _short(self.cleaned_data["red_line_nicu"])

    def clean_red_line_home(self):
        return _short(self.cleaned_data["red_line_home"])

    def clean(self):
        data = super().clean()
        if data.get("seen") != self.instance.seen:
            self.data = self.data.copy()
            self.data["seen"] = self.instance.seen
            raise forms.ValidationError(_("Another lead changed this draft meanwhile. Look at it again, then save."))
        for technique, _name in self.techniques:
            low, high = data.get(f"from-{technique.slug}"), data.get(f"until-{technique.slug}")
            if low and high and low >= high:
                self.add_error(f"until-{technique.slug}", _("“Until” is a later week than “from”."))
        return data

    @transaction.atomic
    def keep(self, *, by, now):
        """Write the draft down. What is in force stays as it is."""
        draft = UnitPolicy.draft_for(self.instance.unit, by, now)
        for name in (*KEPT, *TEXTS):
            setattr(draft, name, self.cleaned_data[name])
        draft.drafted_by, draft.drafted_at = by, now
        draft.save()
        audit.changed(*self.changed_data)
        draft.put_windows(list(self._windows()))
        return draft

    def _windows(self):
        for technique, _name in self.techniques:
            low, high = (self.cleaned_data[f"{end}-{technique.slug}"] for end in ("from", "until"))
            if low or high:
                yield Guidance(technique=technique, from_weeks=low, until_weeks=high)


def _number(low, high, required=True):
    error = _("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high}
    return forms.IntegerField(
        min_value=low,
        max_value=high,
        required=required,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), error),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _short(text):
    """Families read it in a bad moment."""
    if any(len(sentence.split()) > WORDS for sentence in re.split(r"[.?!]", text)):
        raise forms.ValidationError(_("One of its sentences has more than %(count)s words.") % {"count": WORDS})
    return text
