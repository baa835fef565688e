"""What staff write down when a baby leaves or comes back."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit, UnitMember
from sessions.babies.access import PLANNERS
from sessions.babies.models import Baby
from sessions.babies.moved import locked

from .discharges import Discharge
from .transfers import Transfer

PAST, COMING = timedelta(days=60), timedelta(days=60)
MOST_DAYS = 730


def day_field(label, error, **more):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, error_messages=dict.fromkeys(("required", "invalid"), error), widget=widget, **more
    )


class LeavingForm(forms.Form):
    """Which of those born together it is about; a single baby is not asked."""

    babies = forms.ModelMultipleChoiceField(
        Baby.objects.none(),
        label=_("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one baby.")},
    )

    def __init__(self, *args, baby, babies, today, **kwargs):
        kwargs["initial"] = {"day": today, "babies": [baby.pk]} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.baby, self.today = baby, today
        self.fields["babies"].queryset = babies
        if len(babies) < 2:
            del self.fields["babies"]

    @property
    def chosen(self):
        return list(self.cleaned_data["babies"]) if "babies" in self.fields else [self.baby]


class DischargeForm(LeavingForm):
    day = day_field(_("Goes home on"), _("Choose the day on which the baby goes home."))
    note = forms.CharField(
        label=_("A few words for the family"),
        max_length=Discharge._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand on Today for two weeks, with your name."),
    )
    review_on = day_field(_("Look at the routine again on"), _("Write a date, or leave it empty."), required=False)
    field_order = ("babies", "day", "note", "review_on")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Write it down on the day."))
        if day < self.today - PAST:
            raise forms.ValidationError(_("This is more than 60 days ago. Check the day."))
        return day

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day is over. Choose one that is still to come."))
        return day

    @transaction.atomic
    def keep(self, *, by, now):
        locked(self.chosen)
        facts = {name: self.cleaned_data[name] for name in ("day", "note", "review_on")}
        return [Discharge.write(baby, by=by, now=now, **facts) for baby in self.chosen]


class TransferForm(LeavingForm):
    to_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("To which unit"), error_messages={"required": _("Choose the unit.")}
    )
    day = day_field(_("Goes there on"), _("Choose the day."))
    reason = forms.CharField(
        label=_("Why"),
        max_length=Transfer._meta.get_field("reason").max_length,
        error_messages={"required": _("Say why, in a few words. The new unit and the family read it.")},
    )
    field_order = ("babies", "to_unit", "day", "reason")

    def __init__(self, *args, baby, **kwargs):
        super().__init__(*args, baby=baby, **kwargs)
        self.fields["to_unit"].queryset = units_beside(baby.unit_id)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not self.today - PAST <= day <= self.today + COMING:
            raise forms.ValidationError(_("This is more than 60 days away. Check the day."))
        return day

    def start(self, *, by, now):
        facts = {name: self.cleaned_data[name] for name in ("to_unit", "day", "reason")}
        return Transfer.start(self.chosen, by=by, now=now, **facts)


def units_beside(unit):
    """Those in which somebody could take a baby over."""
    taking = UnitMember.objects.active().filter(role__in=PLANNERS)
    return Unit.objects.filter(pk__in=taking.values("unit")).exclude(pk=unit).order_by("name")


class CotForm(forms.Form):
    cot = forms.CharField(label=_("Cot"), max_length=Baby._meta.get_field("cot").max_length, required=False)


class LongerForm(forms.Form):
    """How long a unit goes on seeing a record, and for staff the reason."""

    days = forms.IntegerField(
        label=_("For how many days from now"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write a number from 1 to 730.")
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        error_messages={"required": _("Say why. The family reads it.")},
    )


class ReturnForm(forms.Form):
    """The lead finds a record that its unit does not see any more, with the family's yes."""

    name = forms.CharField(
        label=_("First name or unit number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the first name or the unit number.")},
    )
    born = day_field(_("Birth date"), _("Choose the birth date."))
    said_yes = forms.CharField(
        label=_("Who of the family said yes, and how"),
        max_length=200,
        help_text=_("The family reads it."),
        error_messages={"required": _("Write who said yes. Without a yes the record stays closed.")},
    )
