"""The form that the player fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techniques.cues import CUES_BY_SLUG
from techniques.readiness import QUESTIONS_BY_SLUG, questions_for

from .fields import MomentField, RowsField
from .forms import CUE_CHOICES, MOOD_CHOICES, LogForm, SignsForm
from .models import Massage

LONGEST_SECOND = 24 * 3600
# what the last page shows again; the rest goes along unseen
SHOWN = {"mood_after", "outcome", "none_seen", "sign", "giver", "giver_name", "enjoyed", "note", "csrfmiddlewaretoken"}


class MassageForm(SignsForm, LogForm):
    """A massage that was followed with the steps."""

    where = forms.ChoiceField(choices=[("nicu", ""), ("home", "")], required=False)
    started_at = MomentField()
    ended_at = MomentField(required=False)  # without JavaScript nobody writes the end: it is when the page arrives
    mood_before = forms.ChoiceField(choices=MOOD_CHOICES, required=False)
    all_yes = forms.BooleanField(required=False)
    with_staff = forms.BooleanField(required=False)  # from the page "with staff"
    cue = forms.MultipleChoiceField(choices=CUE_CHOICES, required=False)  # on the pause page
    moments = RowsField("slug", "version", "step", "second")
    done = RowsField("version", "side", "passes", "whole")

    def clean(self):
        data = super().clean()
        data["readiness"] = self._readiness(data)
        self._clean_signs(data)
        self._clean_done(data)
        if data.get("started_at"):
            data["ended_at"] = data.get("ended_at") or self._end_kept_before(data) or self.now
            self.check_times(data["started_at"], data["ended_at"])
        return data

    def _end_kept_before(self, data):
        """The same plain page sent twice must stay one massage, so its end is the one of the first time."""
        sent = Massage.objects.filter(key=data.get("key"), baby=self.baby, author=self.author)
        return sent.values_list("ended_at", flat=True).first()

    def _readiness(self, data):
        """Answers by question; an unanswered line is left out unless "Yes to all" was said."""
        place = data.get("where") or self.baby.place
        answers = {question.slug: "yes" for question in questions_for(place)} if data.get("all_yes") else {}
        for slug, question in QUESTIONS_BY_SLUG.items():
            answer = self.data.get(f"ready-{slug}", "")
            if answer and answer not in ("yes", "no", *(["asked"] if question.asks_nurse else [])):
                self.add_error(None, _("One of the answers before the start cannot be read."))
            elif answer:
                answers[slug] = answer
        return answers

    def _clean_signs(self, data):
        versions, rows = self._versions(data), data.get("moments", [])
        if not all(self._is_moment(row, versions) for row in rows):
            self.add_error(None, _("One of the signs is not known here."))
            rows = []
        cues = [row | {"slug": str(row["slug"]), "version": versions.get(row["version"])} for row in rows]
        timed = {cue["slug"] for cue in cues}
        cues += [
            {"slug": slug} for slug in dict.fromkeys([*data.get("cue", []), *data.get("sign", [])]) if slug not in timed
        ]
        self.not_both(cues)
        data["cues"] = cues
        data["signs"] = "seen" if cues else "none_seen" if data.get("none_seen") else "not_asked"

    def _is_moment(self, row, versions):
        return (
            str(row["slug"]) in CUES_BY_SLUG
            and (row["version"] is None or _is_known(row["version"], versions))
            and _is_count(row["step"], 99, empty=True)
            and _is_count(row["second"], LONGEST_SECOND, empty=True)
        )

    def _clean_done(self, data):
        versions, rows = self._versions(data), data.get("done", [])
        if not all(
            _is_known(row["version"], versions)
            and row["side"] in ("left", "right", "both")
            and _is_count(row["passes"], 10)
            and isinstance(row["whole"], bool)
            for row in rows
        ):
            self.add_error(None, _("Some of what the player noted cannot be read."))
            rows = []
        data["done"] = [row | {"version": versions[row["version"]]} for row in rows]

    def _versions(self, data):
        """The texts of this routine by their number; asked for once."""
        if not hasattr(self, "_known"):
            plan = data.get("plan")
            items = plan.planned.select_related("version") if plan else ()
            self._known = {item.version_id: item.version for item in items}
        return self._known

    def carried(self, key):
        """What goes along unseen when the page comes back; a clock that cannot be right is replaced by now."""
        rows = [(name, value) for name, values in self.data.lists() for value in values if name not in SHOWN]
        again = {"key": key}
        if self.times_are_wrong:
            again |= {"started_at": self.now.isoformat(), "ended_at": self.now.isoformat()}
        return [(name, again.get(name, value)) for name, value in rows]

    def facts(self):
        names = ("started_at", "ended_at", "mood_before", "signs", "cues", "done", "note", "readiness")
        facts = super().facts() | {name: self.cleaned_data[name] for name in names} | {"enjoyed": self.was_enjoyed()}
        return facts | ({"with_staff": True} if self.cleaned_data["with_staff"] else {})  # else the digest is as before


def _is_count(value, most, empty=False):
    return (empty and value is None) or (type(value) is int and 0 <= value <= most)


def _is_known(number, versions):
    return type(number) is int and number in versions
