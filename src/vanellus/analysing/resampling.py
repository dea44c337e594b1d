"""Percentile intervals by resampling events, for many cells at once.

The Poisson bootstrap (Hanley & MacGibbon 2006): each event is drawn as often as a Poisson number
of mean 1 says, which for many events is the bootstrap of Efron (1979). Events of one cell that are
alike in score and weight are drawn together, since Poisson numbers add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

DRAWS: Final = 400
FEWEST: Final = 60
"""Draws are cut down to this where there are so many cells that it would take long."""
SEED: Final = 20_250_403
LEVEL: Final = 0.9
_AT_ONCE: Final = 3_000_000


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
    new = np.ones(len(cell), dtype=bool)
    new[1:] = (np.diff(cell) != 0) | (np.diff(score) != 0) | (np.diff(weight) != 0)
    starts = np.flatnonzero(new)
    alike = np.diff(np.append(starts, len(cell)))
    cell, score, weight = cell[starts], score[starts], weight[starts]
    draws = max(min(draws, _AT_ONCE // len(starts)), min(draws, FEWEST))
    first = np.flatnonzero(np.append(True, np.diff(cell) != 0))
    present = cell[first]
    rng = np.random.default_rng(seed)
    drawn = rng.poisson(alike, size=(draws, len(alike))).astype(np.float64) * weight
    total = np.add.reduceat(drawn, first, axis=1)
    drawn *= score
    summed = np.add.reduceat(drawn, first, axis=1)
    tails = [(1 - level) / 2, (1 + level) / 2]
    bounds = [np.zeros(cells), np.zeros(cells), np.full(cells, np.nan), np.full(cells, np.nan)]
    total_bounds = np.quantile(total, tails, axis=0)
    bounds[0][present], bounds[1][present] = total_bounds
    bounds[2][present], bounds[3][present] = _of_means(total, summed, tails)
    return Bounds(*bounds)


def _of_means(total: Real, summed: Real, tails: list[float]) -> Real:
    """Quantiles of the mean over the draws that hold any event."""
    empty = total == 0
    mean = np.divide(summed, total, out=np.full_like(summed, np.inf), where=~empty)
    # Empty draws sort last as infinity; the quantiles are taken of those before them.
    mean.sort(axis=0)
    filled = (~empty).sum(axis=0)
    at = [np.clip(np.round(t * (filled - 1)).astype(int), 0, None) for t in tails]
    found = np.stack([np.take_along_axis(mean, a[None, :], axis=0)[0] for a in at])
    return np.where(filled * 2 > len(total), found, np.nan)
