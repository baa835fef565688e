"""Numbers in addresses: nine digits at most, so that none is longer than a database takes."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    regex = "[0-9]{1,9}"


register_converter(RowNumber, "row")
