"""What is written down about a massage, however it comes in; what is wrong is said in a plain sentence."""

import zoneinfo
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import User
from massage_site.accounts.names import NameField
from massage_site.zones import known_zones
from sessions.plans.models import Plan
from techniques.cues import CUES_BY_SLUG
from techniques.moods import MOODS

from .fields import MomentField
from .models import Massage, day_in

CLOCKS_DIFFER = timedelta(minutes=5)
MOOD_CHOICES = [("", ""), *((mood.slug, mood.words) for mood in MOODS)]
CUE_CHOICES = [(cue.slug, cue.words) for cue in CUES_BY_SLUG.values()]
MINUTES_AGO = (0, 5, 15, 30, 60)
SOMEONE_ELSE = "else"


class HowForm(forms.Form):
    """How the baby was, and who gave the massage: what may be said with it or a little later."""

    mood_after = forms.ChoiceField(choices=MOOD_CHOICES, required=False)
    giver = forms.CharField(required=False, max_length=20)
    giver_name = NameField(required=False, max_length=80)

    def __init__(self, *args, baby, author, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.baby, self.author, self.now = baby, author, now
        for name in ("mood_before", "mood_after"):
            if name in self.fields:
                self.fields[name].error_messages["invalid_choice"] = _("Choose one of the five faces.")

    def clean(self):
        data = super().clean()
        self._clean_giver(data)
        return data

    def _clean_giver(self, data):
        giver, name = data.get("giver"), data.get("giver_name", "")
        data["giver"], data["giver_name"] = None, ""
        if giver == SOMEONE_ELSE:
            data["giver_name"] = name
            if not name:
                self.add_error("giver_name", _("Write who gave the massage."))
        elif not giver or giver == str(self.author.pk):
            data["giver"] = self.author
        else:
            team = User.objects.filter(care_team__baby=self.baby)
            data["giver"] = team.filter(pk=giver).first() if giver.isdecimal() else None
            if data["giver"] is None:
                self.add_error("giver", _("This person is not in the family of this baby."))

    def in_words(self):
        """Every error as one sentence, for a list at the top of the page."""
        return list(dict.fromkeys(str(error) for errors in self.errors.values() for error in errors))


class SignsForm(HowForm):
    """The rest of the last page: signs, joy and a few words."""

    none_seen = forms.BooleanField(required=False)
    sign = forms.MultipleChoiceField(choices=CUE_CHOICES, required=False)
    enjoyed = forms.ChoiceField(choices=[("", ""), ("yes", ""), ("no", "")], required=False)
    note = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"cue", "sign"} & self.fields.keys():
            self.fields[name].error_messages["invalid_choice"] = _("One of the signs is not known here.")
        self.fields["note"].error_messages["max_length"] = _("Please use fewer words: 1000 letters at most.")

    def not_both(self, cues):
        if cues and self.cleaned_data.get("none_seen"):
            self.add_error(None, _("You chose a sign and “None seen”. Please keep one of them."))

    def was_enjoyed(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["enjoyed"])


class MoreForm(SignsForm):
    """What is said about a massage that is kept already."""

    key = forms.UUIDField(required=False)

    def clean(self):
        data = super().clean()
        self.not_both(data.get("sign"))
        return data

    def facts(self):
        names = ("mood_after", "giver", "giver_name", "note")
        more = {name: self.cleaned_data[name] for name in names}
        return more | {
            "enjoyed": self.was_enjoyed(),
            "none_seen": self.cleaned_data["none_seen"],
            "cues": self.cleaned_data["sign"],
        }


class LogForm(HowForm):
    """What every way of writing down a whole massage shares: whose, when, who, how it was."""

    key = forms.UUIDField(error_messages=dict.fromkeys(("required", "invalid"), _("Please open this page again.")))
    plan = forms.UUIDField(required=False)
    time_zone = forms.CharField(required=False)
    outcome = forms.ChoiceField(choices=Massage.Outcome, required=False)
    not_ready = forms.BooleanField(required=False)  # its own button, so that one tap says it

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.times_are_wrong = False
        self.fields["outcome"].error_messages["invalid_choice"] = _("Say how it went.")

    def clean_plan(self):
        if self.cleaned_data["plan"] is None:
            return None
        plan = Plan.objects.assigned().filter(baby=self.baby, pk=self.cleaned_data["plan"]).first()
        if plan is None:
            raise ValidationError(_("This routine belongs to another baby."))
        return plan

    def clean_time_zone(self):
        zone = self.cleaned_data["time_zone"]
        return next((name for name in (zone, self.baby.unit.time_zone) if name in known_zones()), "UTC")

    def clean(self):
        data = super().clean()
        data.setdefault("time_zone", "UTC")  # one that cannot be read is an error of its own
        if data.get("not_ready"):
            data["outcome"] = Massage.Outcome.NOT_READY
        elif "outcome" in data and not data["outcome"]:
            self.add_error("outcome", _("Say how it went: to the end, stopped early, or not ready."))
        return data

    def check_times(self, started_at, ended_at):
        wrong = []
        if max(started_at, ended_at) > self.now + CLOCKS_DIFFER:
            wrong.append(_("This time has not come yet. Look at the clock of this device."))
        if ended_at < started_at:
            wrong.append(_("The end comes before the start. Look at the clock of this device."))
        if day_in(self.cleaned_data["time_zone"], started_at) < self.baby.birth_date:
            wrong.append(_("This time is before the birth. Look at the clock of this device."))
        self.times_are_wrong = bool(wrong)
        for sentence in wrong:
            self.add_error(None, sentence)

    def facts(self):
        """What Massage.record keeps, whichever way it came in."""
        names = ("key", "plan", "time_zone", "outcome", "mood_after", "giver", "giver_name")
        return {name: self.cleaned_data[name] for name in names}


class AfterwardsForm(LogForm):
    """A massage that was done without the player: a face, and when it was. opened_at: when the page opened."""

    opened_at = MomentField()
    ago = forms.CharField(required=False, max_length=5)
    other = forms.DateTimeField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].error_messages["invalid"] = _("Write the time as a date and a time.")

    def clean(self):
        data = super().clean()
        at = self._when(data)
        if at:
            data["started_at"] = data["ended_at"] = at  # how long it took is not known, and not asked
            self.check_times(at, at)
        return data

    def _when(self, data):
        """Counted from when the page opened, so that sending it twice gives the same time."""
        ago, opened_at = data.get("ago") or "0", data.get("opened_at")
        if ago == "other":
            if data.get("other"):
                return data["other"].replace(tzinfo=zoneinfo.ZoneInfo(data["time_zone"]))
            if "other" not in self.errors:
                self.add_error("other", _("Choose the time."))
        elif ago not in map(str, MINUTES_AGO):
            self.add_error("ago", _("Choose when it was."))
        return opened_at - timedelta(minutes=int(ago)) if opened_at and ago.isdecimal() else None

    def facts(self):
        times = {name: self.cleaned_data[name] for name in ("started_at", "ended_at")}
        return super().facts() | times | {"way": Massage.Way.AFTERWARDS}
