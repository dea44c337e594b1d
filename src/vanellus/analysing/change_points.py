"""Exact posterior over change points in many short series at once.

Product-partition model (Barry & Hartigan 1993): a series falls into segments whose parameters have
nothing to do with each other; each step between two months is a change with the same small
probability. All partitions are summed by recursion over months (Fearnhead 2006), so nothing is
sampled and nothing depends on a seed. The parameters of a segment are integrated out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import numpy as np
from scipy.special import betaln, gammaln

if TYPE_CHECKING:
    import numpy.typing as npt

    Real = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

_NEVER: Final = -np.inf
PRIOR: Final = 0.5
_NORM: Final = betaln(PRIOR, PRIOR)
_AT_ONCE: Final = 4_000_000
"""Segments of all series that are kept in memory at once."""


class Posterior(NamedTuple):
    """Of each series (first axis) over its months."""

    evidence: Real
    """Log probability of the series, all partitions together."""
    ahead: Real
    """Log probability of months before t, a segment ending there; series by months + 1."""
    behind: Real
    """Log probability of months from t on, a segment beginning there; series by months + 1."""
    changes: Real
    """Probability that a segment begins at month t (0 for the first); series by months."""
    best: list[list[int]]
    """The months that begin a segment in the likeliest partition, without the first."""


class _Model:
    """Several series with their sums, of which some can be taken."""

    def only(self, series: slice) -> Self:
        """The model of these series."""
        kept = object.__new__(type(self))
        for name, value in vars(self).items():
            kept.__dict__[name] = value[series] if isinstance(value, np.ndarray) else value
        return kept


class Rates(_Model):
    """Counts in proportion to an exposure: Poisson with a gamma prior on the rate.

    `counts` is series by months, `exposure` by months (or alike). `spread` is by series: how much
    more the counts scatter than Poisson's (1: not at all); the likelihood is tempered by it, as in
    quasi-likelihood (Wedderburn 1974). The prior has the weight of `shape` events and the mean
    of the whole series.
    """

    def __init__(self, counts: Real, exposure: Real, *, spread: Real, shape: float = 1.0) -> None:
        exposure = np.broadcast_to(exposure, counts.shape)
        self.events = _sums(counts / spread[:, None])
        self.exposed = _sums(exposure / spread[:, None])
        self.shape = shape
        mean = (self.events[:, -1] + shape / 2) / np.maximum(self.exposed[:, -1], 1e-9)
        self.rate = shape / mean
        self._constant = shape * np.log(self.rate) - gammaln(shape)

    def segments(self, since: slice, until: slice) -> Real:
        """Log marginal likelihood of the months from each of `since` up to each of `until` (one of
        the two of length 1), without the factor that is the same for all partitions.
        """
        events = self.events[:, until] - self.events[:, since]
        exposed = self.exposed[:, until] - self.exposed[:, since]
        shape = self.shape + events
        found: Real = (
            self._constant[:, None] + gammaln(shape) - shape * np.log(self.rate[:, None] + exposed)
        )
        return found

    def segment(self, series: int, since: int, until: int) -> tuple[float, float]:
        """Shape and rate of the gamma posterior of a segment's rate."""
        events = self.events[series, until] - self.events[series, since]
        exposed = self.exposed[series, until] - self.exposed[series, since]
        return float(self.shape + events), float(self.rate[series] + exposed)


class Shares(_Model):
    """Successes among counts: binomial with a beta prior on the share.

    Both are series by months; `spread` by series as in `Rates`. The prior is beta(½, ½), that
    of Jeffreys (1946): a share near nothing or all is as likely as any.
    """

    def __init__(self, hits: Real, counts: Real, *, spread: Real) -> None:
        self.hits = _sums(hits / spread[:, None])
        self.misses = _sums((counts - hits) / spread[:, None])

    def segments(self, since: slice, until: slice) -> Real:
        """As in `Rates`."""
        hits = self.hits[:, until] - self.hits[:, since]
        misses = self.misses[:, until] - self.misses[:, since]
        found: Real = betaln(PRIOR + hits, PRIOR + misses) - _NORM
        return found

    def segment(self, series: int, since: int, until: int) -> tuple[float, float]:
        """The two parameters of the beta posterior of a segment's share."""
        hits = self.hits[series, until] - self.hits[series, since]
        misses = self.misses[series, until] - self.misses[series, since]
        return float(PRIOR + hits), float(PRIOR + misses)


def posterior(model: Rates | Shares, months: int, *, every: float) -> Posterior:
    """The posterior of all series of a model; `every` is the mean number of months between
    changes that is expected beforehand.
    """
    count = len(model.segments(slice(0, 1), slice(0, 1)))
    at_once = max(_AT_ONCE // (months + 1) ** 2, 1)
    parts = [
        _posterior(model.only(slice(at, at + at_once)), months, every=every)
        for at in range(0, count, at_once)
    ]
    whole: list[Any] = [
        np.concatenate(arrays) for arrays in zip(*(part[:4] for part in parts), strict=True)
    ]
    whole.append([path for part in parts for path in part.best])
    return Posterior(*whole)


def _posterior(model: Rates | Shares, months: int, *, every: float) -> Posterior:
    chance, stay = np.log(1 / every), np.log1p(-1 / every)
    series = len(model.segments(slice(0, 1), slice(0, 1)))
    # All segments, by first month and by the month after the last.
    values = np.full((series, months + 1, months + 1), _NEVER)
    ahead = np.full((series, months + 1), _NEVER)
    top = np.full((series, months + 1), _NEVER)
    ahead[:, 0] = top[:, 0] = 0.0
    origin = np.zeros((series, months + 1), dtype=np.int64)
    opened = np.where(np.arange(months) > 0, chance, 0.0)
    for until in range(1, months + 1):
        lengths = until - np.arange(until)
        value = model.segments(slice(0, until), slice(until, until + 1)) + stay * (lengths - 1)
        values[:, :until, until] = value
        value = value + opened[:until]
        ahead[:, until] = _log_sum(ahead[:, :until] + value)
        paths = top[:, :until] + value
        origin[:, until] = np.argmax(paths, axis=1)
        top[:, until] = np.take_along_axis(paths, origin[:, until, None], axis=1)[:, 0]
    behind = np.full((series, months + 1), _NEVER)
    behind[:, months] = 0.0
    for since in range(months - 1, -1, -1):
        after = behind[:, since + 1 :] + chance
        after[:, -1] = 0.0
        behind[:, since] = _log_sum(after + values[:, since, since + 1 :])
    evidence = ahead[:, months]
    changes = np.exp(ahead[:, :months] + behind[:, :months] + chance - evidence[:, None])
    changes[:, 0] = 0.0
    return Posterior(evidence, ahead, behind, changes, _paths(origin, months))


def unbroken(
    model: Rates | Shares, found: Posterior, series: int, since: int, until: int, *, every: float
) -> float:
    """The probability that no segment begins in the months `since` to `until` (inclusive).

    Exact: the sum over all segments that reach over these months.
    """
    months = found.changes.shape[1]
    chance, stay = np.log(1 / every), np.log1p(-1 / every)
    firsts, ends = np.arange(since), np.arange(until + 1, months + 1)
    total = _NEVER
    for first in firsts:
        values = _one(model, series, int(first), until + 1, months)
        values = (
            values
            + found.ahead[series, first]
            + found.behind[series, until + 1 :]
            + np.where(first > 0, chance, 0.0)
            + np.where(ends < months, chance, 0.0)
            + stay * (ends - first - 1)
        )
        total = np.logaddexp(total, np.logaddexp.reduce(values))
    return float(np.clip(np.exp(total - found.evidence[series]), 0, 1))


def _one(model: Rates | Shares, series: int, first: int, low: int, months: int) -> Real:
    """Of one series, from `first` up to each month from `low` on."""
    single = model.only(slice(series, series + 1))
    found: Real = single.segments(slice(first, first + 1), slice(low, months + 1))[0]
    return found


def _paths(origin: Whole, months: int) -> list[list[int]]:
    found = []
    for row in origin:
        begins, at = [], months
        while at > 0:
            at = int(row[at])
            if at > 0:
                begins.append(at)
        found.append(begins[::-1])
    return found


def _sums(values: Real) -> Real:
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)


def _log_sum(values: Real) -> Real:
    most = values.max(axis=1)
    found: Real = most + np.log(np.exp(values - most[:, None]).sum(axis=1))
    return found
