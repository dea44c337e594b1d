"""Rules for holidays on fixed or easily reckoned days: `Christmas Eve`, `Easter Monday`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from vanellus.records import DateBasis
from vanellus.resolving.date_anchors import basis_of
from vanellus.resolving.date_numerals import year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import day
from vanellus.resolving.date_tense import AHEAD, BACK, direction

Reckon = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).

    >>> easter(2025).isoformat()
    '2025-04-20'
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = (a + 11 * d + 22 * e) // 451
    number = d + e - 7 * f + 114
    return date(year, number // 31, number % 31 + 1)


def _fixed(month: int, number: int) -> Reckon:
    return lambda year: date(year, month, number)


def _weekday_of_month(month: int, weekday: int, which: int) -> Reckon:
    """The `which`-th such weekday of a month; -1 for the last."""

    def reckon(year: int) -> date:
        if which > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return reckon


def _from_easter(days: int) -> Reckon:
    return lambda year: easter(year) + timedelta(days=days)


_HOLIDAYS: Final[tuple[tuple[str, Reckon], ...]] = (
    ("christmas day?", _fixed(12, 25)),
    ("christmas eve", _fixed(12, 24)),
    ("boxing day", _fixed(12, 26)),
    ("new year poss day?", _fixed(1, 1)),
    ("new year day", _fixed(1, 1)),
    ("new year poss? eve", _fixed(12, 31)),
    ("valentine poss? day", _fixed(2, 14)),
    ("halloween", _fixed(10, 31)),
    ("labor day", _weekday_of_month(9, 0, 1)),
    ("memorial day", _weekday_of_month(5, 0, -1)),
    ("thanksgiving day?", _weekday_of_month(11, 3, 4)),
)


def _maker(reckon: Reckon) -> Callable[[Match], Tag | None]:
    def make(match: Match) -> Tag | None:
        if not match.tokens.capital(match.at("name")):
            return None
        published = match.anchors.published
        if match.has("year"):
            return match.tag(day(reckon(year_of(match.word("year"), published))), DateBasis.STATED)
        if published is None:
            return match.tag(None, DateBasis.UNKNOWN)
        which = match.word("which")
        towards = {"last": BACK, "next": AHEAD}.get(which) or direction(
            match.tokens, match.start, match.end
        )
        days = [reckon(published.year + step) for step in (-1, 0, 1)]
        back = max(one for one in days if one <= published)
        ahead = min(one for one in days if one >= published)
        if towards == 0:
            towards = BACK if published - back <= ahead - published else AHEAD
        point = day(back if towards == BACK else ahead)
        return match.tag(point, basis_of(point))

    return make


_AROUND_EASTER: Final = {
    ("good", "friday"): -2,
    ("easter",): 0,
    ("easter", "sunday"): 0,
    ("easter", "monday"): 1,
}


def _around_easter(match: Match) -> Tag | None:
    days = _AROUND_EASTER.get(tuple(match.words("name")))
    return _maker(_from_easter(days))(match) if days is not None else None


_WHICH: Final = "(which:(last | this | next))?"
_YEAR: Final = "(comma? year:year_like)?"
RULES: Final[tuple[Rule, ...]] = (
    *(rule(f"{_WHICH} name:({pattern}) {_YEAR}", _maker(made)) for pattern, made in _HOLIDAYS),
    rule(f"{_WHICH} name:(good weekday | easter weekday?) {_YEAR}", _around_easter),
)
