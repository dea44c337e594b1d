"""Percentile intervals by resampling events, for many cells at once.

The Poisson bootstrap (Hanley & MacGibbon 2006): each event is drawn as often as a Poisson number
of mean 1 says, which for many events is the bootstrap of Efron (1979). Poisson numbers add up:
events of one cell that are alike in score and weight are drawn together, and where all of a cell
are, its bounds are those of one Poisson number and nothing is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

DRAWS: Final = 400
FEWEST: Final = 60
"""Draws are cut down to this where there are so many cells that it would take long."""
SEED: Final = 20_250_403
LEVEL: Final = 0.9
_AT_ONCE: Final = 3_000_000
_FAR: Final = 10
"""Standard deviations of a Poisson number beyond which there is nothing."""


class Bounds(NamedTuple):
    """Lower and upper bounds by cell; NaN for a mean where half the draws are empty."""

    total_low: Real
    total_high: Real
    mean_low: Real
    mean_high: Real


def known_level(level: float) -> float:
    """The share of draws between the bounds. Raises InputError if that is no share."""
    if not 0 < level < 1:
        raise InputError(where="level", problem=f"{level} is no share", valid="0.5 to 0.99")
    return level


def intervals(
    cell: Whole,
    cells: int,
    *,
    score: Real,
    weight: Real,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> Bounds:
    """Bounds of the total weight and of the weighted mean score of each cell 0 to `cells`.

    `cell`, `score` and `weight` have an entry for each event in a cell.
    """
    known_level(level)
    if draws < 1:
        raise InputError(where="draws", problem=f"{draws} is too few", valid="1 or more")
    if not len(cell):
        nothing = np.zeros(cells)
        return Bounds(nothing, nothing, np.full(cells, np.nan), np.full(cells, np.nan))
    order = np.lexsort((weight, score, cell))
    cell, score, weight = cell[order], score[order], weight[order]
    new = np.append(True, (np.diff(cell) != 0) | (np.diff(score) != 0) | (np.diff(weight) != 0))
    starts = np.flatnonzero(new)
    alike = _Alike(np.diff(np.append(starts, len(cell))), score[starts], weight[starts])
    cell = cell[starts]
    first = np.flatnonzero(np.append(True, np.diff(cell) != 0))
    tails = [(1 - level) / 2, (1 + level) / 2]
    found = Bounds(np.zeros(cells), np.zeros(cells), np.full(cells, np.nan), np.full(cells, np.nan))
    _known(found, cell[first], alike, first, tails)
    # Of the others so many are drawn as time allows.
    drawn = np.repeat(
        _uneven(alike.score, first) | _uneven(alike.weight, first), _sizes(first, cell)
    )
    if drawn.any():
        alike = _Alike(alike.events[drawn], alike.score[drawn], alike.weight[drawn])
        _draw(found, cell[drawn], alike, draws=draws, tails=tails, seed=seed)
    return found


class _Alike(NamedTuple):
    """Events of one cell with one score and one weight, in the order of the cells."""

    events: Whole
    score: Real
    weight: Real


def _sizes(first: Whole, all_: Whole) -> Whole:
    return np.diff(np.append(first, len(all_)))


def _uneven(values: Real, first: Whole) -> Flags:
    """Whether the values of each cell differ."""
    most, least = np.maximum.reduceat(values, first), np.minimum.reduceat(values, first)
    uneven: Flags = most > least
    return uneven


def _known(found: Bounds, cell: Whole, alike: _Alike, first: Whole, tails: list[float]) -> None:
    """Fills what needs no draws: a sum of Poisson numbers is one itself."""
    events = np.add.reduceat(alike.events, first)
    for bounds, part in zip((found.total_low, found.total_high), tails, strict=True):
        bounds[cell] = poisson_quantile(events, part) * alike.weight[first]
    for bounds in (found.mean_low, found.mean_high):
        bounds[cell] = alike.score[first]


def _draw(
    found: Bounds, cell: Whole, alike: _Alike, *, draws: int, tails: list[float], seed: int
) -> None:
    """Fills the totals of cells with uneven weights and the means of those with uneven scores."""
    draws = max(min(draws, _AT_ONCE // len(cell)), min(draws, FEWEST))
    first = np.flatnonzero(np.append(True, np.diff(cell) != 0))
    present = cell[first]
    drawn = np.random.default_rng(seed).poisson(alike.events[:, None], size=(len(cell), draws))
    weighted = drawn * alike.weight[:, None]
    total = np.add.reduceat(weighted, first, axis=0)
    weighted *= alike.score[:, None]
    mean = _means(total, np.add.reduceat(weighted, first, axis=0), tails)
    scored, heavy = _uneven(alike.score, first), _uneven(alike.weight, first)
    bounds = quantiles(total[heavy].T, tails)
    found.total_low[present[heavy]], found.total_high[present[heavy]] = bounds
    found.mean_low[present[scored]], found.mean_high[present[scored]] = mean[:, scored]


def _means(total: Real, summed: Real, tails: list[float]) -> Real:
    """Quantiles of the mean over the draws that hold any event."""
    empty = total == 0
    mean = np.divide(summed, total, out=np.full_like(summed, np.inf), where=~empty)
    # Empty draws sort last as infinity; the quantiles are taken of those before them.
    mean.sort(axis=1)
    filled = (~empty).sum(axis=1)
    at = [np.clip(np.round(t * (filled - 1)).astype(int), 0, None) for t in tails]
    found = np.stack([np.take_along_axis(mean, a[:, None], axis=1)[:, 0] for a in at])
    return np.where(filled * 2 > total.shape[1], found, np.nan)


def poisson_quantile(mean: Whole, part: float) -> Real:
    """The least number that a Poisson number of each mean (1 or more) exceeds in no more than
    1 - `part` of all cases.
    """
    each, at = np.unique(mean, return_inverse=True)
    found: Real = np.array([_quantile(int(number), part) for number in each], dtype=np.float64)[at]
    return found


def _quantile(mean: int, part: float) -> int:
    wide = int(_FAR * (np.sqrt(mean) + 1))
    low = max(mean - wide, 0)
    # Each probability is the one before it times mean / number; the farthest are next to nothing.
    logs = np.cumsum(np.log(mean / np.arange(low + 1, mean + wide + 1)))
    mass = np.cumsum(np.exp(np.append(0.0, logs) - logs.max(initial=0.0)))
    return low + int(np.searchsorted(mass, part * mass[-1]))


def quantiles(drawn: Real, parts: list[float]) -> Real:
    """Quantiles of each column, a row for each part; NaN is left out, and what a column of
    nothing else has.

    As numpy's `nanquantile` (between two values linearly), which takes columns one by one.
    """
    values = np.sort(drawn.T, axis=1)
    known = (~np.isnan(values)).sum(axis=1)
    found = np.full((len(parts), len(values)), np.nan)
    rows = np.flatnonzero(known)
    for place, part in enumerate(parts):
        at = part * (known[rows] - 1)
        low = np.floor(at).astype(np.int64)
        one, other = values[rows, low], values[rows, np.minimum(low + 1, known[rows] - 1)]
        found[place, rows] = one + (other - one) * (at - low)
    return found
