"""Exact posterior over change points in many short series at once.

Product-partition model (Barry & Hartigan 1993): a series falls into segments whose parameters have
nothing to do with each other; each step between two months is a change with the same small
probability. All partitions are summed by recursion over months (Fearnhead 2006), so nothing is
sampled and nothing depends on a seed. The parameters of a segment are integrated out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
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
_EVEN: Final = 1e-9
"""Log probabilities that differ by less are the same."""
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


class _LogGammas:
    """log Γ(first + k / spread) of all counts k that a series can have, for looking up.

    A series has far fewer events than pairs of months.
    """

    def __init__(self, first: float, most: Whole, spread: Real) -> None:
        sizes = most + 1
        begin = np.cumsum(sizes) - sizes
        counts = np.arange(int(sizes.sum())) - np.repeat(begin, sizes)
        self._values = gammaln(first + counts / np.repeat(spread, sizes))
        self._begin = begin[:, None]

    def of(self, counts: Whole) -> Real:
        """The values of counts; the series are the first axis."""
        found: Real = self._values.take(self._begin + counts)
        return found

    def only(self, series: slice) -> Self:
        """The same of these series."""
        kept = object.__new__(type(self))
        kept._values, kept._begin = self._values, self._begin[series]
        return kept


class _Model(ABC):
    """Several series with their sums, of which some can be taken."""

    def only(self, series: slice) -> Self:
        """The model of these series."""
        kept = object.__new__(type(self))
        for name, value in vars(self).items():
            if isinstance(value, _LogGammas):
                kept.__dict__[name] = value.only(series)
            else:
                kept.__dict__[name] = value[series] if isinstance(value, np.ndarray) else value
        return kept

    def segments(self, since: slice, until: slice) -> Real:
        """Log marginal likelihood of the months from each of `since` up to each of `until` (one of
        the two of length 1), without the factor that is the same for all partitions.
        """
        return self.likelihood(*(each[:, until] - each[:, since] for each in self.counted()))

    def block(self, series: int, since: slice, until: slice) -> Real:
        """The same of one series: a row for each of `since`, a column for each of `until`."""
        one = self.only(slice(series, series + 1))
        sums = ((each[0, until], each[0, since]) for each in one.counted())
        return one.likelihood(*(last[None, :] - first[:, None] for last, first in sums))

    @abstractmethod
    def counted(self) -> tuple[Any, ...]:
        """What has been counted before each month, series by months + 1."""

    @abstractmethod
    def likelihood(self, *of_segments: Any) -> Real:
        """Of segments with these counts; the first axis is that of series."""


class Rates(_Model):
    """Counts in proportion to an exposure: Poisson with a gamma prior on the rate.

    `counts` (whole numbers) is series by months, `exposure` by months (or alike). `spread` is by
    series: how much more the counts scatter than Poisson's (1: not at all); the likelihood is
    tempered by it, as in quasi-likelihood (Wedderburn 1974). The prior has the weight of `shape`
    events and the mean of the whole series.
    """

    def __init__(self, counts: Real, exposure: Real, *, spread: Real, shape: float = 1.0) -> None:
        exposure = np.broadcast_to(exposure, counts.shape)
        self.events = _sums(np.rint(counts).astype(np.int64))
        self.exposed = _sums(exposure / spread[:, None])
        self.spread = spread
        self.shape = shape
        total = self.events[:, -1]
        mean = (total / spread + shape / 2) / np.maximum(self.exposed[:, -1], 1e-9)
        self.rate = shape / mean
        self._gammas = _LogGammas(shape, total, spread)
        self._constant = shape * np.log(self.rate) - gammaln(shape)

    def counted(self) -> tuple[Any, ...]:
        """Events and exposure before each month."""
        return self.events, self.exposed

    def likelihood(self, *of_segments: Any) -> Real:
        """Of segments with so many events and so much exposure."""
        events, exposed = of_segments
        shape = self.shape + events / self.spread[:, None]
        found: Real = self._constant[:, None] + self._gammas.of(events)
        found -= shape * np.log(self.rate[:, None] + exposed)
        return found

    def segment(self, series: int, since: int, until: int) -> tuple[float, float]:
        """Shape and rate of the gamma posterior of a segment's rate."""
        events = self.events[series, until] - self.events[series, since]
        exposed = self.exposed[series, until] - self.exposed[series, since]
        shape = self.shape + events / self.spread[series]
        return float(shape), float(self.rate[series] + exposed)


class Shares(_Model):
    """Successes among counts: binomial with a beta prior on the share.

    Both are whole numbers, series by months; `spread` by series as in `Rates`. The prior is
    beta(½, ½), that of Jeffreys (1946): a share near nothing or all is as likely as any.
    """

    def __init__(self, hits: Real, counts: Real, *, spread: Real) -> None:
        self.hits = _sums(np.rint(hits).astype(np.int64))
        self.misses = _sums(np.rint(counts - hits).astype(np.int64))
        self.spread = spread
        most = np.maximum(self.hits[:, -1], self.misses[:, -1])
        self._either = _LogGammas(PRIOR, most, spread)
        self._both = _LogGammas(2 * PRIOR, self.hits[:, -1] + self.misses[:, -1], spread)

    def counted(self) -> tuple[Any, ...]:
        """Hits and misses before each month."""
        return self.hits, self.misses

    def likelihood(self, *of_segments: Any) -> Real:
        """Of segments with so many hits and misses."""
        hits, misses = of_segments
        # The logarithm of the beta function, in its three parts.
        found: Real = self._either.of(hits) + self._either.of(misses)
        found -= self._both.of(hits + misses) + _NORM
        return found

    def segment(self, series: int, since: int, until: int) -> tuple[float, float]:
        """The two parameters of the beta posterior of a segment's share."""
        hits = self.hits[series, until] - self.hits[series, since]
        misses = self.misses[series, until] - self.misses[series, since]
        spread = self.spread[series]
        return float(PRIOR + hits / spread), float(PRIOR + misses / spread)


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
        origin[:, until] = _likeliest(paths)
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
    values = model.block(series, slice(0, since), slice(until + 1, months + 1))
    values += (found.ahead[series, :since] + np.where(firsts > 0, chance, 0.0))[:, None]
    values += found.behind[series, until + 1 :] + np.where(ends < months, chance, 0.0)
    values += stay * (ends[None, :] - firsts[:, None] - 1)
    most = values.max(initial=_NEVER)
    total = np.exp(values - most).sum() * np.exp(most - found.evidence[series])
    return float(np.clip(total, 0, 1))


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


def _likeliest(paths: Real) -> Whole:
    """The column with the greatest value in each row; of several that differ by no more than
    rounding does (months without events lie between them) the middle one.
    """
    ranks = np.cumsum(paths >= paths.max(axis=1, keepdims=True) - _EVEN, axis=1)
    found: Whole = np.argmax(ranks > (ranks[:, -1:] - 1) // 2, axis=1)
    return found


def _sums(values: Any) -> Any:
    nothing = np.zeros((len(values), 1), dtype=values.dtype)
    return np.concatenate([nothing, np.cumsum(values, axis=1)], axis=1)


def _log_sum(values: Real) -> Real:
    most = values.max(axis=1)
    found: Real = most + np.log(np.exp(values - most[:, None]).sum(axis=1))
    return found
