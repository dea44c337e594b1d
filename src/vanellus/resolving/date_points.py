"""Stretches of the calendar, from a day to a century, with their TIMEX3 values and their days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Grain(StrEnum):
    """How long a stretch of the calendar is."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def recorded(self) -> str:
        """The grain that a record names: a weekend counts as a week, half a year as a year."""
        return {Grain.WEEKEND: "week", Grain.HALF: "year"}.get(self, self.value)


SEASONS: Final = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""The month in which each season begins; meteorological seasons of the northern half, by whose
names TIMEX3 values go. A winter belongs to the year in which it begins."""
_SEASON_CODES: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_MONTHS: Final = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
_YEARS: Final = {Grain.DECADE: 10, Grain.CENTURY: 100}
_DAYS: Final = {Grain.DAY: 1, Grain.WEEKEND: 2, Grain.WEEK: 7}
_DAYS_TO_NEXT: Final = {Grain.DAY: 1, Grain.WEEKEND: 7, Grain.WEEK: 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A stretch of the calendar.

    >>> point = month(2025, 4)
    >>> point.value, point.last.isoformat()
    ('2025-04', '2025-04-30')
    """

    grain: Grain
    first: date
    clock: str = ""
    """Of a day its part or hour as TIMEX3 writes it: `TMO`, `T15:00`."""

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        days = _DAYS.get(self.grain)
        if days is None:
            return moved_months(self.first, _MONTHS[self.grain]) - timedelta(days=1)
        return self.first + timedelta(days=days - 1)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        first, year = self.first, f"{self.first.year:04d}"
        match self.grain:
            case Grain.DAY:
                return first.isoformat() + self.clock
            case Grain.WEEK | Grain.WEEKEND:
                iso = first.isocalendar()
                end = "-WE" if self.grain is Grain.WEEKEND else ""
                return f"{iso.year:04d}-W{iso.week:02d}{end}"
            case Grain.MONTH:
                return f"{year}-{first.month:02d}"
            case Grain.QUARTER:
                return f"{year}-Q{(first.month + 2) // 3}"
            case Grain.SEASON:
                return f"{year}-{_SEASON_CODES[first.month]}"
            case Grain.HALF:
                return f"{year}-H{(first.month + 5) // 6}"
            case Grain.YEAR:
                return year
            case Grain.DECADE:
                return year[:3]
            case Grain.CENTURY:
                return year[:2]

    def holds(self, other: date) -> bool:
        """Whether a day lies inside."""
        return self.first <= other <= self.last


def day(when: date, *, clock: str = "") -> Point:
    """A day, or a part or hour of it."""
    return Point(grain=Grain.DAY, first=when, clock=clock)


def month(year_number: int, month_number: int) -> Point:
    """A month; ValueError where there is none such."""
    return Point(grain=Grain.MONTH, first=date(year_number, month_number, 1))


def quarter(year_number: int, number: int) -> Point:
    """A quarter, 1 to 4, of a calendar year."""
    return Point(grain=Grain.QUARTER, first=date(year_number, 3 * number - 2, 1))


def half(year_number: int, number: int) -> Point:
    """A half, 1 or 2, of a calendar year."""
    return Point(grain=Grain.HALF, first=date(year_number, 6 * number - 5, 1))


def season(year_number: int, name: str) -> Point:
    """A season by its English name."""
    return Point(grain=Grain.SEASON, first=date(year_number, SEASONS[name], 1))


def year(number: int) -> Point:
    """A calendar year."""
    return Point(grain=Grain.YEAR, first=date(number, 1, 1))


def around(grain: Grain, when: date) -> Point:
    """The stretch of a grain that holds a day; for a weekend that of the day's week.

    >>> around(Grain.WEEK, date(2025, 4, 3)).value
    '2025-W14'
    """
    first = when
    if grain is Grain.WEEK:
        first = when - timedelta(days=when.weekday())
    elif grain is Grain.WEEKEND:
        first = when + timedelta(days=5 - when.weekday())
    elif grain in _MONTHS:
        # Seasons begin in December, all else in January.
        offset = 0 if grain is Grain.SEASON else -1
        first = moved_months(
            when.replace(day=1), -((when.month + offset) % min(_MONTHS[grain], 12))
        )
    if grain in _YEARS:
        first = date(max(when.year // _YEARS[grain] * _YEARS[grain], 1), 1, 1)
    return Point(grain=grain, first=first)


def stepped(point: Point, steps: int) -> Point:
    """The stretch of the same grain so many steps later (earlier when negative)."""
    days = _DAYS_TO_NEXT.get(point.grain)
    if days is None:
        return Point(
            grain=point.grain, first=moved_months(point.first, steps * _MONTHS[point.grain])
        )
    return Point(
        grain=point.grain, first=point.first + timedelta(days=steps * days), clock=point.clock
    )


def moved(when: date, steps: int, grain: Grain) -> date:
    """The day that lies so many days, weeks, months ... away from another."""
    days = _DAYS_TO_NEXT.get(grain)
    if days is None:
        return moved_months(when, steps * _MONTHS[grain])
    return when + timedelta(days=steps * days)


def moved_months(when: date, months: int) -> date:
    """The same day of another month, or that month's last day if it is shorter."""
    index = when.year * 12 + when.month - 1 + months
    y, m = index // 12, index % 12 + 1
    if not 1 <= y <= 9999:
        raise ValueError(y)
    return date(y, m, min(when.day, monthrange(y, m)[1]))
