"""Numbers in addresses: no longer than the number of a row can be, since no database counts on for ever."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    regex = "[0-9]{1,9}"


register_converter(RowNumber, "row")
