"""How far somebody is with one technique: one tap, with the language that stands beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .demonstrations import ReturnDemonstration

LANGUAGE = ReturnDemonstration._meta.get_field("language").max_length


class ShowingForm(forms.Form):
    """team: {id: person}; versions: {id: technique text}, those of the routine in force. seen: "version:level"."""

    person = forms.IntegerField()
    seen = forms.CharField(max_length=40)
    language = forms.CharField(max_length=LANGUAGE, required=False)
    interpreter = forms.BooleanField(required=False)

    def __init__(self, data, *, team, versions):
        super().__init__(data)
        self.team, self.versions = team, versions
        self.fields["language"].error_messages["max_length"] = _("Write the language in fewer letters.")
        for name in ("person", "seen"):
            self.fields[name].error_messages |= dict.fromkeys(("required", "invalid"), _("Tap how far it went."))

    def clean_person(self):
        if self.cleaned_data["person"] not in self.team:
            raise forms.ValidationError(_("This person is not here any more."))
        return self.team[self.cleaned_data["person"]]

    def clean_seen(self):
        version, _colon, level = self.cleaned_data["seen"].partition(":")
        if not (version.isdecimal() and int(version) in self.versions and level in ReturnDemonstration.Level):
            raise forms.ValidationError(_("The routine has changed meanwhile. Please look again."))
        return self.versions[int(version)], ReturnDemonstration.Level(level)

    def keep(self, baby, *, by, now):
        version, level = self.cleaned_data["seen"]
        facts = {name: self.cleaned_data[name] for name in ("person", "language", "interpreter")}
        return ReturnDemonstration.objects.create(baby=baby, version=version, level=level, by=by, at=now, **facts)
