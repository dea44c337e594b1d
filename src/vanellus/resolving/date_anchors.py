"""What dates are reckoned from: the publication date and the dates read so far in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vanellus.records import DateBasis
from vanellus.resolving.date_points import (
    Grain,
    Point,
    around,
    day,
    month,
    quarter,
    season,
    stepped,
)
from vanellus.resolving.date_tense import AHEAD, BACK

if TYPE_CHECKING:
    from vanellus.resolving.date_patterns import Tag


@dataclass(slots=True)
class Anchors:
    """The reference dates of one document, kept up to date while it is read."""

    published: date | None
    latest: Point | None = None
    """The stretch of the calendar that the text named last."""
    latest_of: dict[Grain, Point] = field(default_factory=dict)
    """The one it named last of each grain."""
    read_to: int = 0
    """Index of the token after the last date expression."""

    def tell(self, tag: Tag) -> None:
        """Take note of an expression just read."""
        self.read_to = tag.end
        if tag.point is not None:
            self.latest = tag.point
            self.latest_of[tag.point.grain] = tag.point

    @property
    def today(self) -> Point | None:
        """The publication day."""
        return day(self.published) if self.published else None

    @property
    def here(self) -> Point | None:
        """The last named stretch of any grain, else the publication day."""
        return self.latest or self.today

    def now_or_then(self, grain: Grain) -> date | None:
        """A day to count from in units of a grain: inside the last named stretch that is at least
        as fine, else the publication day.
        """
        order = list(Grain)
        if self.latest is not None and order.index(self.latest.grain) <= order.index(grain):
            return self.latest.first
        fine = self.latest_of.get(grain) or self.latest_of.get(Grain.DAY)
        if fine is not None:
            return fine.first
        return self.published


def basis_of(point: Point | None) -> DateBasis:
    """RELATIVE for what could be reckoned, UNKNOWN for what could not."""
    return DateBasis.RELATIVE if point is not None else DateBasis.UNKNOWN


_BACK_MONTHS = 8
"""Without a verb's tense, a month up to so far back is meant rather than the coming one: news
tells more of the past than of the future."""
_PAST_COUNTS = 3
"""A day to come has to be so many times nearer than the one gone to be meant without a verb."""


def nearest_month(published: date | None, number: int, direction: int) -> Point | None:
    """The month of that number which is meant, seen from the publication date."""
    if published is None:
        return None
    back = (published.month - number) % 12
    ahead = -back % 12
    if direction == BACK:
        steps = -back
    elif direction == AHEAD:
        steps = ahead
    else:
        steps = -back if back <= _BACK_MONTHS else ahead
    return stepped(month(published.year, published.month), steps)


def nearest_day(
    published: date | None,
    month_number: int,
    number: int,
    direction: int,
    *,
    weekday: int | None = None,
) -> date | None:
    """The day of a month which is meant, seen from the publication date.

    A weekday, if the text gives one that fits a year near by, settles it. Raises ValueError where
    no year has such a day.
    """
    date(2000, month_number, number)
    if published is None:
        return None
    days = []
    for year_number in range(max(published.year - 4, 1), min(published.year + 5, 9999) + 1):
        try:
            days.append(date(year_number, month_number, number))
        except ValueError:
            continue  # 29 February
    fitting = [one for one in days if one.weekday() == weekday]
    if fitting:
        return min(fitting, key=lambda one: abs(one - published))
    back = max(one for one in days if one <= published)
    ahead = min(one for one in days if one >= published)
    gone, to_come = (published - back).days, (ahead - published).days
    if direction == BACK and to_come > 21:
        return back
    if direction == AHEAD and gone > 21:
        return ahead
    if direction == 0:
        return ahead if to_come * _PAST_COUNTS < gone else back
    return back if gone <= to_come else ahead


def nearest_weekday(published: date | None, number: int, direction: int) -> date | None:
    """The weekday which is meant: the coming one where the clause looks ahead, else the last one;
    the publication day itself in both cases.
    """
    if published is None:
        return None
    back = (published.weekday() - number) % 7
    if direction == AHEAD:
        return published + timedelta(days=-back % 7)
    return published - timedelta(days=back)


def nearest_weekend(published: date | None, direction: int) -> Point | None:
    """The weekend which is meant: the coming one where the clause looks ahead, else the last one
    to have begun.
    """
    if published is None:
        return None
    here = around(Grain.WEEKEND, published)
    return here if direction == AHEAD or here.first <= published else stepped(here, -1)


def nearest_quarter(published: date | None, number: int, direction: int) -> Point | None:
    """The quarter of that number which is meant."""
    if published is None:
        return None
    here = quarter(published.year, (published.month + 2) // 3)
    back = ((published.month + 2) // 3 - number) % 4
    if (direction == AHEAD and back != 1) or (direction == 0 and back == 3):
        # The quarter just over is still ahead for whoever has to report its figures.
        return stepped(here, -back % 4)
    return stepped(here, -back)


def nearest_season(published: date | None, name: str, direction: int) -> Point | None:
    """The season which is meant."""
    if published is None:
        return None
    known = [season(published.year + step, name) for step in (-1, 0, 1)]
    if direction == AHEAD:
        return next(one for one in known if one.last >= published)
    return [one for one in known if one.first <= published][-1]
