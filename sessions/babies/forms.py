"""What staff write down about a baby. Errors are plain sentences beside the field, and nothing typed is lost."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.names import NameField
from massage_site.audit import noting as audit
from techniques.precautions import PRECAUTIONS

from .models import Baby, BabyPrecaution, LimbRestriction

TWINS_APART = timedelta(days=3)
OLDEST = timedelta(days=3 * 366)
MOST_SIBLINGS = 4


def number(low, high, label, error):
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), error),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class BabyForm(forms.ModelForm):
    """A baby's record. `babies`: those of the units this person plans in; `today`: the unit's day."""

    ga_weeks = number(22, 43, _("Weeks at birth"), _("Weeks are a number from 22 to 43."))
    ga_days = number(0, 6, _("And days"), _("Days are a number from 0 to 6."))
    precautions = forms.MultipleChoiceField(
        label=_("Take care with"),
        choices=[(each.slug, each.name) for each in PRECAUTIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    twin = forms.ModelChoiceField(
        Baby.objects.none(), label=_("Twin or triplet of"), required=False, widget=forms.RadioSelect
    )

    class Meta:
        model = Baby
        fields = (
            *("unit", "first_name", "unit_number", "cot"),
            *("birth_date", "ga_weeks", "ga_days", "place", "pause_first"),
        )
        field_classes = {"first_name": NameField}
        widgets = {
            "birth_date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "place": forms.RadioSelect,
            "first_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "unit_number": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "unit_number": _("Only staff see it. It tells babies with the same name apart."),
            "pause_first": _("After a yawn, pulling away or crying: hold still, look again, then maybe go on."),
        }
        error_messages = {
            "first_name": {"required": _("Write the baby’s first name.")},
            "birth_date": {"required": _("Choose the birth date."), "invalid": _("Write the birth date as a date.")},
            "unit": {"required": _("Choose the unit.")},
        }

    def __init__(self, *args, units, babies, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.units = units
        if self.instance._state.adding:
            self.fields["place"].choices = Baby.Place.choices
            self.fields["unit"].queryset = units
            if len(units) == 1:
                del self.fields["unit"]
                self.instance.unit = units[0]
        else:
            del self.fields["unit"], self.fields["place"]  # going home and coming back are acts of their own
            self.initial.setdefault("precautions", sorted(self.instance.precaution_slugs()))
        self.fields["birth_date"].widget.attrs["max"] = today.isoformat()
        self._offer_twins(babies)

    def _offer_twins(self, babies):
        """Those born within three days of the birth date that stands in the form."""
        field = self.fields["twin"]
        field.queryset = babies.exclude(pk=self.instance.pk).select_related("birth")
        if self.instance.birth_id:
            field.queryset = field.queryset.exclude(birth=self.instance.birth_id)
        born = self._value("birth_date")
        possible = born and self.today - OLDEST <= born <= self.today
        near = field.queryset.filter(birth_date__range=(born - TWINS_APART, born + TWINS_APART)) if possible else ()
        self.near = list(near)
        field.choices = [("", _("No twin")), *((each.pk, self._twin_words(each)) for each in self.near)]

    @staticmethod
    def _twin_words(baby):
        words = {"name": baby.first_name, "cot": baby.cot, "born": date_format(baby.birth_date, "j M")}
        return (_("%(name)s, cot %(cot)s, born %(born)s") if baby.cot else _("%(name)s, born %(born)s")) % words

    def _value(self, name):
        """What the form holds for a field now, whether typed or loaded; None when it makes no sense."""
        try:
            return self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None

    @property
    def ages(self):
        """The ages this birth date and these weeks give today, or None."""
        born, weeks, days = (self._value(name) for name in ("birth_date", "ga_weeks", "ga_days"))
        if born is None or weeks is None or days is None or born > self.today:
            return None
        unit = self.instance.unit if self.instance.unit_id else self.units[0]
        return Baby(unit=unit, birth_date=born, ga_weeks=weeks, ga_days=days).ages_on(self.today)

    @property
    def precaution_rows(self):
        return list(zip(self["precautions"], PRECAUTIONS, strict=True))

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born > self.today:
            raise forms.ValidationError(_("This date is still to come. Check the birth date."))
        if born < self.today - OLDEST:
            raise forms.ValidationError(_("This is more than three years ago. Check the year."))
        return born

    def clean(self):
        data = super().clean()
        twin, born = data.get("twin"), data.get("birth_date")
        if twin and born and abs(twin.birth_date - born) > TWINS_APART:
            self.add_error("twin", _("They were born more than three days apart. Check both birth dates."))
        elif twin:
            self._check_siblings(twin, data.get("unit") or self.instance.unit)
        return data

    def _check_siblings(self, twin, unit):
        if twin.unit_id != unit.pk:
            self.add_error("twin", _("They are in different units."))
        elif self.instance.birth_id and twin.birth_id:
            self.add_error("twin", _("Both already have siblings. Ask the unit lead."))
        elif max(self.instance.siblings().count(), twin.siblings().count()) + 1 >= MOST_SIBLINGS:
            self.add_error("twin", _("Four babies already belong together."))

    @transaction.atomic
    def keep(self, *, by, now):
        """Save the record with its precautions and its twin."""
        baby = self.save()
        audit.opened(by.pk, baby=baby.pk, unit=baby.unit_id)  # a new one has come through no door
        audit.changed(*self.changed_data)
        self._tick(baby, set(self.cleaned_data["precautions"]), by, now)
        if twin := self.cleaned_data["twin"]:
            first, newcomer = (baby, twin) if baby.birth_id else (twin, baby)
            first.link_twin(newcomer)
        return baby

    def _tick(self, baby, wanted, by, now):
        """What is no longer ticked ends and stays readable; what is new begins now."""
        ticked = baby.precaution_slugs()
        baby.precautions.active().filter(slug__in=ticked - wanted).update(ended_by=by, ended_at=now)
        BabyPrecaution.objects.bulk_create(
            BabyPrecaution(baby=baby, slug=slug, noted_by=by, noted_at=now) for slug in sorted(wanted - ticked)
        )


REASONS = (
    ("drip", _("Drip or line")),
    ("sensor", _("Sensor")),
    ("sore", _("Sore skin or heel marks")),
    ("swollen", _("Swollen")),
    ("cast", _("Cast, splint or surgery")),
)


class LimbForm(forms.Form):
    """Why a leg is left alone: one tap, or own words."""

    limb = forms.ChoiceField(choices=LimbRestriction.Limb.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(choices=REASONS, required=False, widget=forms.RadioSelect, label=_("Why"))
    words = forms.CharField(max_length=120, required=False, label=_("Or in your own words"))

    def clean(self):
        data = super().clean()
        if not data.get("words") and not data.get("reason"):
            self.add_error("words", _("Say why this leg is left alone. The family reads it too."))
        return data

    @property
    def text(self):
        return self.cleaned_data["words"] or str(dict(REASONS)[self.cleaned_data["reason"]])

    def keep(self, baby, *, by, now):
        """Mark the leg; a reason that was there before ends with this moment."""
        with transaction.atomic():
            limb = self.cleaned_data["limb"]
            for earlier in baby.limb_restrictions.active().filter(limb=limb):
                earlier.free(by, now)
            return LimbRestriction.objects.create(baby=baby, limb=limb, reason=self.text, noted_by=by, noted_at=now)
