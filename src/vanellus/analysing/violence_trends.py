"""The violence of a region in the latest period against the region's own past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from scipy.special import betainc, betaincc

from vanellus.analysing.gathering import coded, grouped, joined, need, one_of
from vanellus.analysing.lives import HELD
from vanellus.analysing.periods import days_of, first_days, known_period, periods_of_days
from vanellus.analysing.violence import (
    PLACES,
    of_violence,
    period_of,
    place_columns,
    tolls,
)
from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

PRIOR: Final = 0.5
"""Shape of Jeffreys' prior for a Poisson rate (its scale is without bound)."""
LEAST_PAST: Final = 6
"""Earlier periods with coverage that a verdict asks for."""
UNUSUAL: Final = 0.05
_TRENDS: Final = ("usual", "more", "less", "too little past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the past of each place lets one expect of the latest period."""

    expected: Real
    low: Real
    high: Real
    dispersion: Real
    """Variance of the past counts over that of a steady rate, at least 1."""
    probability_steady: Real
    """Of at least as many events, were the rate steady (Poisson-gamma)."""
    probability: Real
    """The same with the place's own dispersion."""
    probability_fewer: Real
    """Of at most as many, with the dispersion."""


def expect(past: Real, exposure: Real, latest: Real, latest_exposure: float) -> Expectation:
    """What a steady rate with the past's dispersion lets one expect of the latest counts.

    `past` has a row for each place and a column for each earlier period, with the `exposure` of
    each period; `latest` is the count of each place in the latest one.
    """
    shape, rate = PRIOR + past.sum(axis=1), exposure.sum()
    mean = latest_exposure * shape / rate
    steady = exposure[None, :] * (shape / rate)[:, None]
    free = max(past.shape[1] - 1, 1)
    dispersion = np.maximum(((past - steady) ** 2 / steady).sum(axis=1) / free, 1.0)
    wide = _Predictive(mean, dispersion * mean + dispersion * mean**2 / shape)
    plain = _Predictive(mean, mean + mean**2 / shape)
    return Expectation(
        expected=mean,
        low=wide.quantile(UNUSUAL),
        high=wide.quantile(1 - UNUSUAL),
        dispersion=dispersion,
        probability_steady=plain.at_least(latest),
        probability=wide.at_least(latest),
        probability_fewer=wide.at_most(latest),
    )


class _Predictive:
    """Negative binomials with these means and variances (which are the greater ones).

    By the incomplete beta function (Abramowitz & Stegun 1964, 26.5.24, for any real number of
    successes), since the library of distributions takes a second to load.
    """

    def __init__(self, mean: Real, variance: Real) -> None:
        self._mean, self._spread = mean, np.sqrt(variance)
        self._size, self._chance = mean**2 / (variance - mean), mean / variance

    def at_most(self, count: Real) -> Real:
        """The probability of so many or fewer."""
        below: Real = betainc(self._size, np.maximum(count, 0) + 1, self._chance)
        return np.where(count < 0, 0.0, below)

    def at_least(self, count: Real) -> Real:
        """The probability of so many or more."""
        above: Real = betaincc(self._size, np.maximum(count, 1), self._chance)
        return np.where(count < 1, 1.0, above)

    def quantile(self, part: float) -> Real:
        """The least count of which `part` of all are no greater."""
        low = np.full(len(self._mean), -1.0)
        high = np.ceil(self._mean + self._spread)
        while (short := self.at_most(high) < part).any():
            high = np.where(short, 2 * high + 1, high)
        # Between -1, which is too few, and what is enough.
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            enough = self.at_most(middle) >= part
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return high


def threat_trends(
    events: pa.Table,
    *,
    by: str = "country",
    every: str = "month",
    types: Collection[str] = ("ASSAULT",),
    states: Collection[str] = HELD,
    since: date | None = None,
    until: date | None = None,
    coverage: pa.Table | None = None,
    cell: float = 1.0,
) -> pa.Table:
    """For each place: the events of the latest period and what its own past let one expect.

    Columns: those of the place, period, trend (more, less, usual, too little past), events,
    expected, expected_low and expected_high (90 %), probability (of at least as many events, with
    the place's own dispersion), probability_steady (the same if the rate were steady), dispersion,
    earlier_periods, earlier_events, exposure (coverage of the period over the mean of the earlier
    ones), and of the latest period's events independent_sources, dead_low, dead_high, toll_unknown
    and event_ids. The least usual come first. The latest period is that of `until`, else of the
    last event or document. The formula stands in docs/measures_registers.md.

    Args:
        events: with the columns of `violence.EVENT_COLUMNS`.
        by: country, region or grid.
        every: month, quarter or year.
        types: PLOVER types.
        states: states of life that count.
        since: the past begins with the period of this day, else with the first that has coverage
            (or, without coverage, an event).
        until: what came after this day is not looked at.
        coverage: `day` and `documents` read of it. Without it every day counts alike, and a
            latest period that has not ended by `until` counts by its days.
        cell: the height and width of a cell of the grid, in degrees.

    Raises InputError as `threats` does, and where there is no earlier period.
    """
    one_of(by, PLACES, where="trends by")
    known_period(every)
    if coverage is not None:
        need(coverage, ("day", "documents"), name="coverage")
    events, period = of_violence(
        events, every=every, types=types, states=states, since=since, until=until
    )
    if until is not None:
        not_after = days_of(events["date_start"]) <= int(np.datetime64(until, "D").astype(int))
        events, period = events.filter(pa.array(not_after)), period[not_after]
    first, exposure = _exposure(period, coverage, every=every, since=since, until=until)
    inside = (period >= first) & (period < first + len(exposure))
    events, period = events.filter(pa.array(inside)), period[inside]
    columns = {name: joined(c) for name, c in place_columns(events, by, cell=cell).items()}
    places = grouped(*(coded(column).codes for column in columns.values()))
    counts = np.zeros((places.number, len(exposure)))
    np.add.at(counts, (places.group, period - first), 1)
    covered = exposure[:-1] > 0
    past, before = counts[:, :-1][:, covered], exposure[:-1][covered]
    if not len(before):
        raise InputError(
            where="trend of threats",
            problem=f"there is no {every} before the latest one with coverage",
            valid="an earlier since, or a finer period",
        )
    if not exposure[-1]:
        raise InputError(
            where="trend of threats",
            problem=f"no document was read of the latest {every}",
            valid="an until no later than the last day read",
        )
    found = expect(past, before, counts[:, -1], float(exposure[-1]))
    latest = period == first + len(exposure) - 1
    table = pa.table(
        {name: column.take(pa.array(places.first)) for name, column in columns.items()}
        | {
            "period": first_days(np.full(places.number, first + len(exposure) - 1), by=every),
            "trend": pa.array(_TRENDS).take(pa.array(_verdicts(found, len(before)))),
        }
        | _numbers(found, past, exposure, before)
        | tolls(events.filter(pa.array(latest)), places.group[latest], places.number)
    )
    least = np.minimum(found.probability, found.probability_fewer)
    table = table.take(pa.array(np.lexsort((-counts[:, -1], least))))
    lead = [*columns, "period", "trend", "events"]
    return table.select(lead + [name for name in table.column_names if name not in lead])


def _exposure(
    period: Whole, coverage: pa.Table | None, *, every: str, since: date | None, until: date | None
) -> tuple[int, Real]:
    """The first period, and the exposure of each from it to the latest."""
    if coverage is not None and coverage.num_rows:
        day = days_of(coverage["day"])
        if until is not None:
            coverage = coverage.filter(pa.array(day <= int(np.datetime64(until, "D").astype(int))))
            day = days_of(coverage["day"])
        number = periods_of_days(day, by=every)
        weights = np.asarray(coverage["documents"]).astype(float)
    else:
        number, weights = period, None
    if not len(number):
        return 0, np.zeros(0)
    first = int(number.min()) if since is None else period_of(since, by=every)
    last = int(number.max()) if until is None else period_of(until, by=every)
    length = max(last - first + 1, 0)
    if weights is None:
        return first, _by_days(first, length, every=every, until=until)
    inside = (number >= first) & (number <= last)
    weights = np.bincount(number[inside] - first, weights=weights[inside], minlength=length)
    return first, weights.astype(np.float64)


def _by_days(first: int, length: int, *, every: str, until: date | None) -> Real:
    """How many days each period has, of the latest those up to `until`."""
    begins = first_days(np.arange(first, first + length + 1), by=every)
    begin = days_of(begins)
    days = np.diff(begin).astype(float)
    if until is not None and length:
        days[-1] = int(np.datetime64(until, "D").astype(int)) - begin[-2] + 1
    return days


def _verdicts(found: Expectation, periods: int) -> Whole:
    verdict = np.where(found.probability < UNUSUAL, 1, 0)
    verdict = np.where(found.probability_fewer < UNUSUAL, 2, verdict)
    return np.where(periods < LEAST_PAST, 3, verdict)


def _numbers(found: Expectation, past: Real, exposure: Real, before: Real) -> dict[str, Any]:
    count = len(past)
    relative = float(exposure[-1] / before.mean())
    return {
        "expected": pa.array(found.expected),
        "expected_low": pa.array(found.low.astype(np.int64)),
        "expected_high": pa.array(found.high.astype(np.int64)),
        "probability": pa.array(found.probability),
        "probability_steady": pa.array(found.probability_steady),
        "dispersion": pa.array(found.dispersion),
        "earlier_periods": pa.array(np.full(count, past.shape[1])),
        "earlier_events": pa.array(past.sum(axis=1).astype(np.int64)),
        "exposure": pa.array(np.full(count, relative)),
    }
