"""Of a change that the posterior shows: when, how surely, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.special import betainc, betaincinv

from vanellus.analysing.change_points import Posterior, Rates, Shares, unbroken

if TYPE_CHECKING:
    import numpy.typing as npt

    Real = npt.NDArray[np.float64]

_POINTS: Final = (np.arange(500) + 0.5) / 500
"""Equally likely values that stand for a distribution."""
_CLOSE: Final = 1e-8
_ANY: Final = 0.5
_WIDE: Final = 0.99
"""Part of the posterior of a date that the months hold in which a change is asked for."""


class Found(NamedTuple):
    """A change: its likeliest month, the bounds of it, and the probability that there is one."""

    month: int
    low: int
    high: int
    probability: float


def dated_changes(
    model: Rates | Shares, found: Posterior, series: int, *, every: float, level: float
) -> list[Found]:
    """The changes of the likeliest partition, each with the shortest run of months that holds
    `level` of the posterior of its date, given that it is the one change between its neighbours.

    Where that has none, though some change is likelier than none (it may have been in any of many
    months, each of which is unlikely by itself): the likeliest month.
    """
    begins = found.best[series]
    months = found.changes.shape[1]
    if not begins and months > 1 and found.changes[series].sum() > _ANY:
        steady = unbroken(model, found, series, 1, months - 1, every=every)
        begins = [int(np.argmax(found.changes[series]))] if steady < _ANY else []
    edges = [0, *begins, months]
    changes = []
    for at, month in enumerate(begins, start=1):
        mass = _date(model, series, edges[at - 1], edges[at + 1])
        months_of = []
        for part in (level, max(level, _WIDE)):
            first, last = (edges[at - 1] + 1 + each for each in _shortest(mass, part))
            months_of.append((min(first, month), max(last, month)))
        none = unbroken(model, found, series, *months_of[1], every=every)
        changes.append(Found(month, *months_of[0], 1 - none))
    return changes


def _date(model: Rates | Shares, series: int, since: int, until: int) -> Real:
    """The posterior of the month of a change after `since` and before `until`, by month."""
    one = model.only(slice(series, series + 1))
    inner = slice(since + 1, until)
    log = (
        one.segments(slice(since, since + 1), inner)[0]
        + one.segments(inner, slice(until, until + 1))[0]
    )
    mass = np.exp(log - log.max())
    dated: Real = mass / mass.sum()
    return dated


def _shortest(mass: Real, level: float) -> tuple[int, int]:
    """The shortest run that holds `level` of all mass; the heaviest of those as short."""
    sums = np.concatenate([[0.0], np.cumsum(mass)])
    wanted = level * sums[-1] * (1 - 1e-9)
    ends = np.searchsorted(sums, sums[:-1] + wanted)
    firsts = np.flatnonzero(ends < len(sums))
    lengths = ends[firsts] - firsts
    held = sums[ends[firsts]] - sums[firsts]
    best = firsts[np.lexsort((-held, lengths))[0]]
    return int(best), int(ends[best] - 1)


def ratio_of_rates(
    model: Rates, series: int, cuts: tuple[int, int, int], *, level: float
) -> dict[str, float]:
    """Rates before and after, and their ratio with bounds: exact, since of two gamma variables
    the part of one in both has a beta distribution.
    """
    shape, rate = model.segment(series, cuts[0], cuts[1])
    later_shape, later_rate = model.segment(series, cuts[1], cuts[2])
    at = [(1 - level) / 2, 0.5, (1 + level) / 2]
    part = betaincinv(later_shape, shape, at)
    low, middle, high = (part / (1 - part) * rate / later_rate).tolist()
    return {
        "before": shape / rate,
        "after": later_shape / later_rate,
        "size": middle,
        "size_low": low,
        "size_high": high,
    }


def falls(model: Rates, series: int, cuts: tuple[int, int, int]) -> float:
    """The probability that the rate is lower after the change than before it."""
    shape, rate = model.segment(series, cuts[0], cuts[1])
    later_shape, later_rate = model.segment(series, cuts[1], cuts[2])
    # later < earlier: the later one's part in both, in units of its own scale, is below this.
    return float(betainc(later_shape, shape, later_rate / (later_rate + rate)))


def step_of_shares(
    model: Shares, series: int, cuts: tuple[int, int, int], *, level: float
) -> dict[str, float]:
    """Shares before and after, and their difference with bounds, summed over a grid of both."""
    before = model.segment(series, cuts[0], cuts[1])
    after = model.segment(series, cuts[1], cuts[2])
    one, other = betaincinv(*before, _POINTS), betaincinv(*after, _POINTS)
    low, middle, high = (
        _quantile_of_difference(one, other, part)
        for part in ((1 - level) / 2, 0.5, (1 + level) / 2)
    )
    return {
        "before": before[0] / sum(before),
        "after": after[0] / sum(after),
        "size": middle,
        "size_low": low,
        "size_high": high,
    }


def _quantile_of_difference(one: Real, other: Real, part: float) -> float:
    """What `other - one` is below with this probability, both given by the same quantiles.

    By false position (Illinois; Dowell & Jarratt 1971), since the probability is smooth.
    """

    def off(difference: float) -> float:
        return float(np.interp(one + difference, other, _POINTS, left=0, right=1).mean()) - part

    low, high = float(other[0] - one[-1]), float(other[-1] - one[0])
    below, above = off(low), off(high)
    side = 0
    middle = low
    while high - low > _CLOSE and below < 0 < above:
        middle = (low * above - high * below) / (above - below)
        value = off(middle)
        if abs(value) < _CLOSE:
            break
        if value < 0:
            low, below = middle, value
            above = above / 2 if side < 0 else above
            side = -1
        else:
            high, above = middle, value
            below = below / 2 if side > 0 else below
            side = 1
    return middle
