"""A sheet of paper as it is typed in: its days, what is said once for all rows, and keeping it."""

import re
import uuid
import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.db import transaction
from django.utils.dateparse import parse_date

from massage_site.accounts.models import User
from massage_site.accounts.names import NameField
from massage_site.zones import known_zones
from sessions.babies.models import Baby, CareTeamMember

from .forms import SOMEONE_ELSE
from .models import KeyTaken, Massage
from .paper_days import DAYS, Routines, days_to, written
from .paper_forms import PaperRow
from .resting import family_day, family_zone

ROW = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d)-how")
MOST_A_DAY = 6
MOST_ROWS = 2 * DAYS * MOST_A_DAY  # the days of a page and the days before, however often a routine is given


@dataclass
class Day:
    date: date
    rows: list[PaperRow]

    @property
    def routines(self):
        return self.rows[0].plans

    @property
    def there(self):
        return self.rows[0].there

    @property
    def has_room(self):
        return len(self.rows) < MOST_A_DAY


class SaidOnce(forms.Form):
    key = forms.UUIDField(required=False)
    time_zone = forms.CharField(required=False)
    giver = forms.CharField(required=False, max_length=20)
    giver_name = NameField(required=False, max_length=80)


@dataclass
class PaperSheet:
    """data: what was sent; without it the sheet is empty and ends today."""

    baby: Baby
    author: User
    now: datetime
    data: object = None
    device_zone: str = ""

    def __post_init__(self):
        self.said = SaidOnce(self.data)
        self.said.is_valid()
        said = getattr(self.said, "cleaned_data", {})
        self.key = said.get("key") or uuid.uuid4()
        self.zone = self._zone(said.get("time_zone"))
        self.today = family_day(self.zone.key, self.now)
        self.people = self._people()
        name = said.get("giver_name", "")
        self.giver = (SOMEONE_ELSE if name else said.get("giver") or str(self.author.pk), name)
        self.routines = Routines.of(self.baby, self.zone)
        places = self._places_sent() if self.data is not None else self._places_until(self.today)
        self._put(places)

    def _zone(self, sent):
        known = sent in known_zones()
        return zoneinfo.ZoneInfo(sent if known else family_zone([self.baby], self.device_zone))

    def _people(self):
        """Who may have given it, by the number that the form sends; who types comes first."""
        team = CareTeamMember.objects.at(self.now).filter(baby=self.baby).select_related("user")
        users = [self.author, *(member.user for member in team.order_by("user__name"))]
        return {str(user.pk): user for user in users}

    def _places_sent(self):
        """The rows that came, as (day, number in the day)."""
        places = [(_day(found[1]), int(found[2])) for found in map(ROW.fullmatch, self.data) if found]
        return [(day, nth) for day, nth in places if day]

    def _places_until(self, last):
        """A row for each time of the day that the routine names."""
        days = days_to(last, self.baby.birth_date)
        return [(day, nth) for day in days for nth in range(max([1, *(r.times_a_day for r in self.routines.on(day))]))]

    def _places_before(self):
        return self._places_until(self.days[0].date - timedelta(days=1)) if self.days else []

    def _put(self, places):
        self.there = written(self.baby, {day for day, _ in places}, map(self._key, places))
        rows = [PaperRow(self.data, day=day, nth=nth, sheet=self) for day, nth in sorted(places)]
        days = sorted({day for day, _ in places})
        self.days = [Day(day, [row for row in rows if row.day == day]) for day in days]

    def add(self, what):
        """One row more on a day, or the days before the first."""
        places = [(row.day, row.nth) for row in self.rows]
        if what == "earlier" and self.has_earlier:
            places += self._places_before()
        elif self.has_room and (day := _day(what)) and sum(each == day for each, _ in places) in range(1, MOST_A_DAY):
            places.append((day, 1 + max(nth for each, nth in places if each == day)))
        self._put(places)

    @property
    def rows(self):
        return [row for day in self.days for row in day.rows]

    @property
    def has_earlier(self):
        return 0 < len(self._places_before()) <= MOST_ROWS - len(self.rows)

    @property
    def has_room(self):
        return len(self.rows) < MOST_ROWS

    @property
    def is_too_much(self):
        """More than this page ever offers."""
        return len(self.rows) > MOST_ROWS or any(len(day.rows) > MOST_A_DAY for day in self.days)

    @property
    def kept(self):
        return [row for row in self.rows if row.is_kept]

    def is_valid(self):
        return all(row.is_valid() for row in self.rows)

    @property
    def has_errors(self):
        return self.data is not None and not self.is_valid()

    @property
    def days_with_errors(self):
        return [day for day in self.days if any(row.errors for row in day.rows)]

    @property
    def only_asks(self):
        return all(set(row.errors) <= {"beside"} for row in self.rows)

    def _key(self, place):
        """The same sheet sent twice names the same massages; nobody else's sheet ever does."""
        day, nth = place
        return uuid.uuid5(self.key, f"{self.author.pk} {self.baby.pk} {day}.{nth}")

    @transaction.atomic
    def keep(self):
        """All of it or nothing. Raises KeyTaken when this sheet was kept before and said something else."""
        for row in self.kept:
            massage, _created = Massage.record(
                key=self._key((row.day, row.nth)), baby=self.baby, author=self.author, now=self.now, batch=self.key,
                time_zone=self.zone.key, way=Massage.Way.PAPER.value, **row.facts(),
            )  # fmt: skip
            if massage.is_error:  # taken back meanwhile; it would not count
                raise KeyTaken

    def renew(self):
        """Another sheet from here on: what was kept before is asked about like anything else."""
        self.key = uuid.uuid4()
        self._put([(row.day, row.nth) for row in self.rows])


def _day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
