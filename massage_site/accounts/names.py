"""A person's name as it is kept: something that can be read."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

UNSEEN = {"Cc", "Cf"}  # control and format characters: they turn a line round, or are not there at all
JOINERS = "\u200c\u200d"  # some scripts are written with them


class NameField(forms.CharField):
    """At least one letter; what cannot be seen is left out."""

    def to_python(self, value):
        return "".join(filter(_is_seen, super().to_python(value))).strip()

    def validate(self, value):
        if value and not any(sign.isalpha() for sign in value):
            raise forms.ValidationError(_("Please write a name with letters."), code="unseen")
        super().validate(value)


def _is_seen(sign):
    return sign in JOINERS or unicodedata.category(sign) not in UNSEEN
