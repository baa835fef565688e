"""Tables for a spreadsheet, in which no cell is ever taken for a formula."""

import csv
import io

BEGIN = "\ufeff"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value):
    """A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith(STARTS) else text


def line(values):
    """Return one row as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(each if isinstance(each, int) else str(each or "")) for each in values])
    return out.getvalue()


def table(head, rows):
    """Return the table as text, with a mark at the start by which spreadsheets know the letters."""
    return BEGIN + line(map(str, head)) + "".join(map(line, rows))
