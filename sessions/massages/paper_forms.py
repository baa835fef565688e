"""One massage on a sheet of paper that is typed in: a row of answers, none of which must be given."""

from django import forms
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.names import NameField
from techniques.cues import CUE_TILES
from techniques.moods import MOODS

from .forms import CUE_CHOICES, MOOD_CHOICES, SOMEONE_ELSE
from .models import Massage
from .paper_days import begin_of

Outcome, Signs = Massage.Outcome, Massage.Signs
HOW = [("", _("Nothing")), (Outcome.COMPLETED.value, _("Done")), (Outcome.STOPPED.value, _("Stopped")),
       (Outcome.NOT_READY.value, _("Not ready"))]  # fmt: skip
SIGNS = [("", _("Not written down")), (Signs.NONE_SEEN.value, _("None seen")), (Signs.SEEN.value, _("Seen"))]
SAYS_SOMETHING = ("how", "after", "before", "signs", "sign", "time", "giver_name")
SAME = "same"


class PaperRow(forms.Form):
    """sheet: what the rows share (paper_sheet.PaperSheet)."""

    how = forms.ChoiceField(choices=HOW, required=False)
    after = forms.ChoiceField(choices=MOOD_CHOICES, required=False)
    before = forms.ChoiceField(choices=MOOD_CHOICES, required=False)
    signs = forms.ChoiceField(choices=SIGNS, required=False)
    sign = forms.MultipleChoiceField(choices=CUE_CHOICES, required=False)
    giver = forms.CharField(required=False, max_length=20)
    giver_name = NameField(required=False, max_length=80)
    time = forms.TimeField(required=False)
    version = forms.CharField(required=False, max_length=40)
    beside = forms.CharField(required=False, max_length=5)  # "same", or beside how many others it stands

    def __init__(self, data=None, *, day, nth, sheet):
        super().__init__(data, prefix=f"{day:%Y-%m-%d}.{nth}")
        self.day, self.nth, self.sheet = day, nth, sheet
        for name, kind, sentence in (
            ("how", "invalid_choice", _("Say how it went.")),
            ("after", "invalid_choice", _("Choose one of the five faces.")),
            ("before", "invalid_choice", _("Choose one of the five faces.")),
            ("sign", "invalid_choice", _("Choose one of these signs.")),
            ("time", "invalid", _("Write the time like 19:40.")),
        ):
            self.fields[name].error_messages[kind] = sentence

    # what the page shows

    hows, signs_said = HOW, SIGNS

    @property
    def plans(self):
        return self.sheet.routines.on(self.day)

    @property
    def there(self):
        return self.sheet.there[self.day]

    @property
    def faces(self):
        return self._faces("after")

    @property
    def faces_before(self):
        return self._faces("before")

    def _faces(self, name):
        return [(mood, mood.slug == self[name].value()) for mood in MOODS]

    @property
    def tiles(self):
        seen = set(self["sign"].value() or ())
        return [(cue, cue.slug in seen) for cue in CUE_TILES]

    @property
    def how_said(self):
        return self["how"].value() or ""

    @property
    def sign_said(self):
        return self["signs"].value() or ""

    @property
    def is_open(self):
        """Something stands under "More"."""
        return any(self[name].value() for name in ("before", "time", "version", "giver", "giver_name"))

    @property
    def of_the_day(self):
        """What is wrong with the day itself, or with a routine that is not offered on it."""
        return [*self.non_field_errors(), *self["version"].errors]

    @property
    def asks(self):
        return "beside" in self.errors

    # what was typed

    @property
    def is_filled(self):
        """A face or a sign alone says that there was a massage."""
        return any(self[name].value() for name in SAYS_SOMETHING)

    @property
    def is_kept(self):
        return self.is_filled and not (self.cleaned_data["beside"] == SAME and self.there)

    def clean(self):
        data = super().clean()
        if self.is_filled:
            self._clean_when(data)
            self._clean_signs(data)
            self._clean_giver(data)
            self._clean_beside(data)
        return data

    def _clean_when(self, data):
        data["started_at"] = begin_of(self.day, self.sheet.zone, *filter(None, [data.get("time")]))
        if self.day < self.sheet.baby.birth_date:
            self.add_error(None, _("This day is before the birth. Check the day."))
        elif self.day > self.sheet.today or data["started_at"] > self.sheet.now:
            self.add_error(None, _("This time has not come yet. Check the day and the time."))
        chosen = {str(plan.pk): plan for plan in self.plans}
        if data.get("version") and data["version"] not in chosen:
            self.add_error("version", _("This routine was not in force on this day."))
        data["plan"] = chosen.get(data.get("version")) or self._plan(data)

    def _plan(self, data):
        """By the time; without one, what was in force when the day began, or came on it as the first."""
        if data.get("time") is not None:
            return self.sheet.routines.at(data["started_at"])
        return next(iter(self.plans), None)

    def _clean_signs(self, data):
        if data.get("how") == Outcome.NOT_READY:
            data["signs"], data["sign"] = Signs.NOT_ASKED.value, []
        elif data.get("sign") and data.get("signs") == Signs.NONE_SEEN:
            self.add_error("signs", _("You chose a sign and “None seen”. Please keep one of them."))
        elif data.get("signs") == Signs.SEEN and not data.get("sign") and "sign" not in self.errors:
            self.add_error("sign", _("Tap what you saw, or choose “None seen”."))

    def _clean_giver(self, data):
        """Left out it is who gave the others."""
        giver, name = data.get("giver"), data.get("giver_name", "")
        if not giver and not name:
            giver, name = self.sheet.giver
        data["giver"], data["giver_name"] = None, name
        if giver == SOMEONE_ELSE and not name:
            self.add_error("giver_name", _("Write who gave the massage."))
        elif not name and giver not in self.sheet.people:
            self.add_error("giver", _("This person is not in the family of this baby."))
        elif not name:
            data["giver"] = self.sheet.people[giver]

    def _clean_beside(self, data):
        """Ask about what stands on this day already, and ask again when more has come since."""
        if self.there and data.get("beside") not in (SAME, str(len(self.there))):
            self.add_error("beside", _("Something is written on this day already. Is this the same one?"))

    def facts(self):
        """What Massage.record keeps of this row."""
        data, at = self.cleaned_data, self.cleaned_data["started_at"]
        cues = [{"slug": slug} for slug in data["sign"]]
        return {
            "started_at": at, "ended_at": at, "is_timed": data["time"] is not None, "plan": data["plan"],
            "outcome": data["how"] or Outcome.COMPLETED.value, "mood_before": data["before"],
            "mood_after": data["after"], "signs": "seen" if cues else data["signs"] or Signs.NOT_ASKED.value,
            "cues": cues, "giver": data["giver"], "giver_name": data["giver_name"],
        }  # fmt: skip
