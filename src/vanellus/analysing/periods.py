"""Months, quarters and years of events: numbers to count by, first days, labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]

PERIODS: Final = ("month", "quarter", "year")
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_GRAINS: Final = {
    "month": ("day", "week", "month"),
    "quarter": ("day", "week", "month", "quarter"),
    "year": ("day", "week", "month", "quarter", "season", "year"),
}
"""Grains of a date that are fine enough for a period: "in 2023" belongs to no month."""
NOWHERE: Final = np.iinfo(np.int64).min
"""The period of what has no date, or one too coarse."""


def known_period(by: str) -> str:
    """The kind of period. Raises InputError for an unknown one."""
    if by not in _MONTHS:
        raise InputError(where="period", problem=f"unknown {by!r}", valid=", ".join(PERIODS))
    return by


def grains_within(by: str) -> tuple[str, ...]:
    """Grains of dates that can be told to lie in one such period."""
    return _GRAINS[known_period(by)]


def days_of(column: Any) -> Whole:
    """Days since 1970 of a column of dates; NOWHERE for null."""
    whole = pc.fill_null(pc.cast(pc.cast(column, pa.date32()), pa.int32()), np.iinfo(np.int32).min)
    days = np.asarray(whole).astype(np.int64)
    days[days == np.iinfo(np.int32).min] = NOWHERE
    return days


def periods_of_days(days: Whole, *, by: str) -> Whole:
    """The number of the period (periods since 1970) of each day; NOWHERE stays."""
    known = days != NOWHERE
    months = np.where(known, days, 0).astype("datetime64[D]").astype("datetime64[M]")
    numbers = months.astype(np.int64) // _MONTHS[known_period(by)]
    return np.where(known, numbers, NOWHERE)


def periods_of_events(events: pa.Table, *, by: str) -> Whole:
    """The period in which each event began; NOWHERE if it has no date, or one of a grain that is
    coarser than the period. Needs the columns `date_start` and `date_grain`.
    """
    fine = np.asarray(pc.is_in(events["date_grain"], value_set=pa.array(grains_within(by))))
    numbers = periods_of_days(days_of(events["date_start"]), by=by)
    return np.where(fine, numbers, NOWHERE)


def first_day(number: int, *, by: str) -> date:
    """The first day of a period."""
    months = number * _MONTHS[known_period(by)]
    return date(1970 + months // 12, months % 12 + 1, 1)


def first_days(numbers: Whole, *, by: str) -> pa.Array:
    """The first days of periods as an Arrow array of dates."""
    months = (numbers * _MONTHS[known_period(by)]).astype("datetime64[M]")
    return pa.array(months.astype("datetime64[D]"), type=pa.date32())


def label(first: date, *, by: str) -> str:
    """`2024-03`, `2024-Q1` or `2024`, as people write the period that begins on that day."""
    if by == "year":
        return str(first.year)
    if by == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first.year}-{first.month:02}"


def volume_by_period(table: pa.Table, column: str, *, by: str) -> dict[int, int]:
    """The sum of `column` by number of the period, from a table with a column `day`."""
    numbers = periods_of_days(days_of(table["day"]), by=by)
    counts = np.asarray(table[column]).astype(np.int64)
    found, inverse = np.unique(numbers, return_inverse=True)
    sums = np.bincount(inverse, weights=counts, minlength=len(found))
    return {int(n): int(s) for n, s in zip(found, sums, strict=True) if n != NOWHERE}
