"""The two kinds of answer that only a device gives: a moment, and rows of what happened."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

LONGEST_LIST = 200  # rows that a device may send; a real massage has far fewer


class MomentField(forms.CharField):
    """A point in time as the device wrote it: ISO 8601 with the offset from UTC."""

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            moment = parse_datetime(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1 < moment.year < 9999:  # in every zone it has a day
            raise ValidationError(_("This time cannot be read. Please open this page again."))
        return moment


class RowsField(forms.CharField):
    """A list of rows as JSON, each with exactly these names."""

    def __init__(self, *names, **kwargs):
        super().__init__(required=False, max_length=20000, widget=forms.HiddenInput, **kwargs)
        self.names = set(names)

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return []
        try:
            rows = json.loads(value)
        except (ValueError, RecursionError):
            rows = None
        if not isinstance(rows, list) or len(rows) > LONGEST_LIST or not all(map(self._fits, rows)):
            raise ValidationError(_("Some of what the player noted cannot be read."))
        return rows

    def _fits(self, row):
        return isinstance(row, dict) and row.keys() == self.names
