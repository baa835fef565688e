"""What a therapist changes in a routine: an amount, the settings, and the last page before it is assigned."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sessions.babies.visits import Visit
from techniques.models import Side, Timing

from .draft import last_look
from .models import Plan, PlannedTechnique
from .reasons import OTHER
from .rows import LONGEST, most_passes

NO_OIL, OTHER_OIL = "none", "other"
WHO_WAS_THERE = Visit._meta.get_field("who_was_there").max_length


class AmountForm(forms.ModelForm):
    """Only what was touched is sent, and only that is changed."""

    class Meta:
        model = PlannedTechnique
        fields = ("passes", "touches", "seconds", "side", "gentle", "faster", "supervised")

    def __init__(self, data, *, instance, legs, policy):
        super().__init__(data, instance=instance)
        self.unit_asks = policy.demonstrations
        self.legs, self.most = legs, most_passes(instance.version, policy)
        for name in set(self.fields) - set(data):
            del self.fields[name]

    def _between(self, name, low, high):
        value = self.cleaned_data[name]
        if value is None or not low <= value <= high:
            raise forms.ValidationError(_("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return value

    def clean_passes(self):
        return self._between("passes", 1, self.most)

    def clean_touches(self):
        return self._between("touches", 1, 20)

    def clean_seconds(self):
        return self._between("seconds", 1, LONGEST)

    def clean_side(self):
        side = self.cleaned_data["side"]
        allowed = [Side.BOTH] if self.instance.technique.uses_both_legs else self.legs.sides()
        if side not in allowed:
            raise forms.ValidationError(_("This leg is off limits."))
        return side

    def clean_faster(self):
        faster = self.cleaned_data["faster"]
        if faster and not may_go_faster(self.instance):
            raise forms.ValidationError(_("This technique stays slow."))
        return faster

    def clean_supervised(self):
        supervised = self.cleaned_data["supervised"]
        if supervised and not self.unit_asks:
            raise forms.ValidationError(_("The unit’s rules do not ask for this."))
        return supervised


def may_go_faster(item) -> bool:
    """Only where the technique has words for it (bicycle)."""
    return any(step.only_if_faster for step in item.version.steps.all())


class SettingsForm(forms.ModelForm):
    timing = forms.ChoiceField(label=_("When"), choices=Timing.choices, widget=forms.RadioSelect)
    times_a_day = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(1, _("Once a day")), (2, _("Twice")), (3, _("3 times")), (4, _("4 times"))],
    )
    oil_choice = forms.ChoiceField(label=_("Oil"), widget=forms.RadioSelect)
    oil = forms.CharField(label=_("Which oil"), max_length=80, required=False)

    class Meta:
        model = Plan
        fields = ("timing", "times_a_day", "oil", "review_on")
        widgets = {"review_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        labels = {"review_on": _("Look again on")}

    def __init__(self, *args, bench, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.unit_oil = bench.today, bench.policy.oil
        unit = [(self.unit_oil, self.unit_oil)] if self.unit_oil else []
        self.fields["oil_choice"].choices = [(NO_OIL, _("No oil")), *unit, (OTHER_OIL, _("Another oil"))]
        oil = self.instance.oil
        self.initial["oil_choice"] = NO_OIL if not oil else oil if oil == self.unit_oil else OTHER_OIL
        self.initial["review_on"] = bench.review_on
        self.fields["review_on"].required = True
        self.fields["review_on"].widget.attrs["min"] = self.today.isoformat()

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return day

    def clean(self):
        data = super().clean()
        choice = data.get("oil_choice")
        if choice == OTHER_OIL and not data.get("oil"):
            self.add_error("oil", _("Write which oil, or choose no oil."))
        elif choice:
            data["oil"] = {NO_OIL: "", OTHER_OIL: data.get("oil", "")}.get(choice, choice)
        return data


class AssignForm(forms.Form):
    """Reasons for what the app points at, one line for the family, and the visit."""

    seen = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What changed, and why"),
        max_length=Plan._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    present = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple)
    also_present = forms.CharField(label=_("Somebody else"), max_length=60, required=False)
    shown = forms.MultipleChoiceField(label=_("What was shown"), required=False, widget=forms.CheckboxSelectMultiple)
    also_shown = forms.CharField(label=_("Something else"), max_length=300, required=False)

    def __init__(self, data=None, *, bench, family, chosen=None):
        super().__init__(data, initial={"seen": bench.fingerprint})
        self.bench = bench
        self.fields["present"].choices = [(name, name) for name in family]
        self.fields["shown"].choices = [(name, name) for name in (i.version.family_name for i in bench.items)]
        self.initial |= {"present": family if len(family) == 1 else [], "shown": bench.new_names}
        for matter in bench.matters:
            self.fields[f"reason-{matter.key}"] = forms.ChoiceField(
                label=_("Why"),
                choices=matter.chips,
                required=False,
                widget=forms.RadioSelect,
                initial=(chosen or {}).get(f"reason-{matter.key}"),
            )
            self.fields[f"words-{matter.key}"] = forms.CharField(
                label=_("In your own words"), max_length=300, required=False
            )

    @property
    def questions(self):
        """Each matter with its two fields."""
        return [(m, self[f"reason-{m.key}"], self[f"words-{m.key}"]) for m in self.bench.matters]

    def clean(self):
        data = super().clean()
        if data.get("seen") != self.bench.fingerprint:
            self.data = self.data.copy()
            self.data["seen"] = self.bench.fingerprint
            raise forms.ValidationError(
                _("Something changed while you were reading. Look at the routine again, then assign.")
            )
        for matter in self.bench.matters:
            if not self._answer(matter):
                self.add_error(f"reason-{matter.key}", _("Please say why. It stays with this version."))
        if len(self.who_was_there) > WHO_WAS_THERE:
            self.add_error("also_present", _("Too long. Write fewer names."))
        return data

    def _answer(self, matter):
        words = self.cleaned_data.get(f"words-{matter.key}", "").strip()
        chosen = self.cleaned_data.get(f"reason-{matter.key}")
        return words if chosen in ("", None, OTHER) else matter.answers[chosen]

    @property
    def who_was_there(self):
        names = [*self.cleaned_data.get("present", ()), self.cleaned_data.get("also_present", "")]
        return ", ".join(filter(None, names))

    @transaction.atomic
    def keep(self, *, by, now):
        """Record the visit and put the draft in force."""
        draft, data = last_look(self.bench.draft, self.bench.legs), self.cleaned_data
        visit = Visit.objects.create(
            baby=self.bench.baby,
            by=by,
            at=now,
            who_was_there=self.who_was_there,
            what_was_shown="\n".join(filter(None, [*data["shown"], data["also_shown"]])),
        )
        draft.review_on = self.bench.review_on
        draft.save(update_fields=["review_on"])
        reasons = {concern: self._answer(matter) for matter in self.bench.matters for concern in matter.concerns}
        draft.assign(by=by, now=now, note=data["note"], visit=visit, reasons=reasons)
        return draft
