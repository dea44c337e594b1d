"""Calendar days as people and machines write them at the head of a report."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from vanellus.errors import BadDate

_NAMES: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTHS: Final = {
    **{name: number for number, name in enumerate(_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_NAMES, 1)},
    "sept": 9,
}
_MONTH: Final = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
)
DATE: Final = re.compile(
    rf"(?:\b{_WEEKDAY})?(?:"
    r"(?<![\d/.-])(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    rf"|(?<![\d.,])(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"{_MONTH.format('m1')},?\s+(?P<y1>\d{{4}})(?!\d)"
    rf"|\b{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)"
    r"|(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y3>\d{4})(?![\d/])"
    r")",
    re.IGNORECASE,
)
"""A day with its month and year, in English or in figures."""
_MACHINE: Final = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s+Z-])")
_ISO: Final = "a day that exists, as YYYY-MM-DD"


def written_date(found: re.Match[str]) -> date | None:
    """The day that a match of `DATE` means; None if it doesn't exist or can be read two ways."""
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["d1"]:
        year, month, day = int(found["y1"]), _MONTHS[found["m1"].lower()], int(found["d1"])
    elif found["d2"]:
        year, month, day = int(found["y2"]), _MONTHS[found["m2"].lower()], int(found["d2"])
    else:
        first, second, year = int(found["a"]), int(found["b"]), int(found["y3"])
        if first == second or second > 12:
            month, day = first, second
        elif first > 12:
            month, day = second, first
        else:
            return None  # 3/4/2025 is April in one country and March in another
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str) -> date | None:
    """The first full date that is written in the text."""
    for found in DATE.finditer(text):
        day = written_date(found)
        if day is not None:
            return day
    return None


def declared_date(value: str, *, where: str) -> date:
    """The day that a field for dates holds: ISO 8601, with or without time, or written out.

    Raises BadDate for a day that doesn't exist and for what is no date.
    """
    machine = _MACHINE.match(value)
    if machine:
        try:
            return date(*(int(part) for part in machine.groups()))
        except ValueError:
            raise BadDate(
                where=where, problem=f"{value.strip()[:40]!r} doesn't exist", valid=_ISO
            ) from None
    day = find_date(value[:200])
    if day is None:
        raise BadDate(where=where, problem=f"{value.strip()[:40]!r} is no date", valid=_ISO)
    return day


def not_after_now(day: date | None) -> date | None:
    """The day, or None if it is still to come (a day's grace for time zones)."""
    if day is None or day > datetime.now(tz=UTC).date() + timedelta(days=1) or day.year < 1800:
        return None
    return day
