"""Tables for a spreadsheet, in which no cell is ever taken for a formula."""

import csv
import io

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value):
    """A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith(STARTS) else text


def table(head, rows):
    """Return the table as text, with a mark at the start by which spreadsheets know the letters."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(str(each)) for each in head])
    writer.writerows([cell(each if isinstance(each, int) else str(each or "")) for each in row] for row in rows)
    return "\ufeff" + out.getvalue()
