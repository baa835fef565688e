"""Putting a massage right: what can be changed, and what is wrong with it in plain sentences."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import User
from massage_site.accounts.names import NameField
from sessions.babies.models import CareTeamMember
from techniques.cues import CUE_TILES, CUES_BY_SLUG
from techniques.moods import MOODS

from .models import Massage

LONGEST_MINUTES = 180
CLOCKS_DIFFER = timedelta(minutes=5)
SOMEONE_ELSE = "else"
MOOD_CHOICES = [("", _("Not written down")), *((mood.slug, mood.words) for mood in MOODS)]


class CorrectionForm(forms.Form):
    """Everything that a family may put right. What stays as it was is no correction."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), _("Choose the day.")),
    )
    start = forms.TimeField(
        label=_("It started at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), _("Write the time like 19:40.")),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": LONGEST_MINUTES}),
        min_value=0,
        max_value=LONGEST_MINUTES,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write the minutes as a number from 0 to 180.")
        ),
    )
    outcome = forms.ChoiceField(label=_("How did it go?"), choices=Massage.Outcome, widget=forms.RadioSelect)
    mood_before = forms.ChoiceField(label=_("Before"), choices=MOOD_CHOICES, required=False)
    mood_after = forms.ChoiceField(label=_("After"), choices=MOOD_CHOICES, required=False)
    signs = forms.ChoiceField(label=_("Any signs?"), choices=Massage.Signs, widget=forms.RadioSelect)
    cues = forms.MultipleChoiceField(label=_("Which signs?"), required=False)
    giver = forms.ChoiceField(label=_("Who gave it?"))
    giver_name = NameField(label=_("Name of somebody else"), required=False, max_length=80)
    note = forms.CharField(
        label=_("A few words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=_("Why do you change it?"), required=False, max_length=200)

    def __init__(self, data=None, *, massage, now):
        self.massage, self.now, self.zone = massage, now, ZoneInfo(massage.time_zone)
        super().__init__(data, initial=self._as_it_is())
        chosen = {cue.slug for cue in massage.cues.all()}
        self.fields["start"].required = massage.is_timed  # nobody has to remember a time that the paper has not
        self.tiles = [*CUE_TILES, *(CUES_BY_SLUG[slug] for slug in chosen - {cue.slug for cue in CUE_TILES})]
        self.fields["cues"].choices = [(cue.slug, cue.words) for cue in self.tiles]
        self.fields["giver"].choices = [*self._givers(), (SOMEONE_ELSE, _("Somebody else"))]
        for name, sentence in {
            "mood_before": _("Choose one of the five faces."),
            "mood_after": _("Choose one of the five faces."),
            "cues": _("Choose one of these signs."),
            "giver": _("Choose somebody from this list."),
        }.items():
            self.fields[name].error_messages["invalid_choice"] = sentence
        self.fields["note"].error_messages["max_length"] = _("Please use fewer words: 1000 letters at most.")

    def _as_it_is(self):
        massage, start = self.massage, self.massage.started_at.astimezone(self.zone)
        kept = ("outcome", "mood_before", "mood_after", "signs", "note", "giver_name")
        return {name: getattr(massage, name) for name in kept} | {
            "day": start.date(),
            "start": start.time().replace(second=0, microsecond=0) if massage.is_timed else None,
            "minutes": massage.minutes,
            "cues": sorted({cue.slug for cue in massage.cues.all()}),
            "giver": SOMEONE_ELSE if massage.giver is None else str(massage.giver_id),
        }

    def _givers(self):
        """The family as it is now, and who is written down."""
        team = CareTeamMember.objects.at(self.now).filter(baby=self.massage.baby).select_related("user")
        people = {member.user_id: member.user.name for member in team}
        for user in (self.massage.giver, self.massage.author):
            if user:
                people.setdefault(user.pk, user.name)
        return sorted(((str(pk), name) for pk, name in people.items()), key=lambda pair: pair[1])

    @property
    def signs_to_tap(self):
        chosen = set(self["cues"].value() or ())
        return [(cue, cue.slug in chosen) for cue in self.tiles]

    @property
    def faces_before(self):
        return [(mood, mood.slug == self["mood_before"].value()) for mood in MOODS]

    @property
    def faces_after(self):
        return [(mood, mood.slug == self["mood_after"].value()) for mood in MOODS]

    def clean(self):
        data = super().clean()
        self._clean_signs(data)
        if data.get("giver") == SOMEONE_ELSE and not data.get("giver_name"):
            self.add_error("giver_name", _("Write who gave the massage."))
        if not self.errors.keys() & {"day", "start", "minutes"}:
            data["started_at"], data["ended_at"] = self._times(data)
            self._check_times(data)
        return data

    def _clean_signs(self, data):
        if data.get("cues") and data.get("signs") in (Massage.Signs.NONE_SEEN, Massage.Signs.NOT_ASKED):
            self.add_error("signs", _("You chose a sign. Choose “Seen”, or take the sign away."))
        elif data.get("signs") == Massage.Signs.SEEN and not data.get("cues") and "cues" not in self.errors:
            self.add_error("cues", _("Tap what you saw, or choose “None seen”."))

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < self.massage.baby.birth_date:
            raise forms.ValidationError(_("This day is before the birth. Check the day."))
        if day > (self.now + timedelta(days=1)).date():  # tomorrow's date may have come where the family is
            raise forms.ValidationError(_("This time has not come yet. Check the day and the time."))
        return day

    def _times(self, data):
        """The seconds that no form shows stay as they are."""
        start, end = self.massage.started_at, self.massage.ended_at
        length = end - start
        if {"day", "start"} & set(self.changed_data):
            start = datetime.combine(data["day"], data["start"] or time.min, self.zone)
            start = start.astimezone(UTC)  # before minutes are added: a wall clock may jump in between
        if "minutes" in self.changed_data:
            length = timedelta(minutes=data["minutes"])
        return start, start + length

    def _check_times(self, data):
        if data["started_at"] > self.now + CLOCKS_DIFFER or data["ended_at"] > self.now + CLOCKS_DIFFER:
            self.add_error("start", _("This time has not come yet. Check the day and the time."))

    @transaction.atomic
    def save(self, *, by):
        """Keep the old values and write the new ones. Returns whether anything changed."""
        data = self.cleaned_data
        data["is_timed"] = data["start"] is not None
        names = ("started_at", "ended_at", "is_timed", "outcome", "mood_before", "mood_after", "signs", "note")
        changes = {name: data[name] for name in names}
        known = data["giver"] != SOMEONE_ELSE
        changes["giver"] = User.objects.get(pk=data["giver"]) if known else None
        changes["giver_name"] = "" if known else data["giver_name"]
        story = {"by": by, "now": self.now, "reason": data["reason"]}
        changed = self.massage.correct(changes, **story)
        return self.massage.correct_cues(data["cues"], **story) or bool(changed)


class ReasonForm(forms.Form):
    """A few words on why, for an entry by mistake and for a move to the twin."""

    reason = forms.CharField(label=_("Why? A few words"), required=False, max_length=200)
