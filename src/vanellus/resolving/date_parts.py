"""The part of a stretch that the text means: `early March` ends on the 11th, `late 2021` begins in
September.

TIMEX3 values have no such parts (the standard gives them an attribute of their own), so a value
stays that of the whole stretch, and only the days are narrowed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vanellus.resolving.date_points import Grain, moved_months

if TYPE_CHECKING:
    from datetime import date

    from vanellus.resolving.date_patterns import Tag
    from vanellus.resolving.date_points import Point
    from vanellus.resolving.date_tokens import Tokens

_MONTHS: Final = {
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
"""Stretches whose parts are counted in months; decades and centuries in years."""


def narrowed(tokens: Tokens, tag: Tag, *, published: date | None) -> Tag:
    """The tag with the days of the part that its own words name: the first, middle or last third.

    A third that does not come out even is counted generously, so that neighbouring parts share a
    day, month or year. `Earlier this year` ends, and `later this year` begins, on the publication
    day.
    """
    point = tag.point
    if point is None or tag.type != "DATE" or (tag.first, tag.last) != (point.first, point.last):
        return tag
    if point.grain is Grain.DAY:
        return tag
    near = range(tag.start, min(tag.start + 3, tag.end))
    whole = _units(point)
    wide, close = -(-whole // 3), whole // 3
    low, high = 0, whole
    if any(tokens.is_kind(at, "early", "start") for at in near):
        high = wide
    elif any(tokens.is_kind(at, "late", "end") for at in (*near, tag.end - 1)):
        low = whole - wide
    elif any(tokens.is_kind(at, "mid") for at in near):
        low, high = close, whole - close
    elif published is not None and point.holds(published):
        if tokens.is_kind(tag.start, "earlier"):
            return replace(tag, last=published)
        return replace(tag, first=published) if tokens.is_kind(tag.start, "later") else tag
    last = _unit(point, high) - timedelta(days=1)
    return replace(tag, first=_unit(point, low), last=last)


def halved(tag: Tag, *, second: bool) -> Tag:
    """The tag with the days of one half of its stretch."""
    if tag.point is None or tag.first is None or tag.last is None:
        return tag
    months = _MONTHS.get(tag.point.grain, 1)
    if months % 2 == 0:
        middle = moved_months(tag.first, months // 2)
    else:
        middle = tag.first + timedelta(days=((tag.last - tag.first).days + 1) // 2)
    if second:
        return replace(tag, first=middle)
    return replace(tag, last=middle - timedelta(days=1))


def _units(point: Point) -> int:
    """Of how many days, months or years a stretch is counted."""
    months = _MONTHS.get(point.grain)
    if months is None:
        return (point.last - point.first).days + 1
    return months // 12 if months > 12 else months


def _unit(point: Point, number: int) -> date:
    """The first day of a stretch's unit, counted from 0."""
    months = _MONTHS.get(point.grain)
    if months is None:
        return point.first + timedelta(days=number)
    return moved_months(point.first, number * (12 if months > 12 else 1))
