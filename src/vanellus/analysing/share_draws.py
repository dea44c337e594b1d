"""Shares under resampled events: the Poisson bootstrap of `resampling`, for whole portfolios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

FEWEST: Final = 60
_AT_ONCE: Final = 3_000_000


class Draws(NamedTuple):
    """Shares, sorted by portfolio, in each draw."""

    portfolio: Whole
    """Of each share."""
    shares: Real
    """Draws by shares; NaN in draws in which a portfolio is empty."""

    def hhi(self, cells: int) -> Real:
        """The sum of squared shares (Hirschman 1945, Herfindahl 1950), draws by portfolios."""
        return self._summed(self.shares**2, cells)

    def entropy(self, cells: int) -> Real:
        """Shannon's entropy (1948) over the logarithm of the number of partners; 0 for one."""
        logs = np.log(self.shares, out=np.zeros_like(self.shares), where=self.shares > 0)
        partners = np.bincount(self.portfolio, minlength=cells)
        most = np.where(partners > 1, np.log(np.maximum(partners, 2)), 1.0)
        return -self._summed(self.shares * logs, cells) / most

    def distances(self, partner: Whole, before: Whole) -> Real:
        """Total variation between each portfolio and the one `before` it: half the sum of the
        absolute differences of shares, which is 1 less what they have in common.
        """
        mine, earlier = common(self.portfolio, partner, before)
        both = np.minimum(self.shares[:, mine], self.shares[:, earlier])
        whole = self._summed(self.shares, len(before))
        # The sum of a portfolio's shares is 1, or NaN in draws in which it is empty.
        empty = whole + whole[:, before] - 2
        return whole - _by_cell(both, self.portfolio[mine], len(before)) + empty

    def _summed(self, values: Real, cells: int) -> Real:
        return _by_cell(values, self.portfolio, cells)


def common(portfolio: Whole, partner: Whole, before: Whole) -> tuple[Whole, Whole]:
    """Shares of partners who are also in the portfolio before, and their shares there."""
    width = int(partner.max(initial=0)) + 1
    keys = portfolio * width + partner
    wanted = before[portfolio] * width + partner
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    there = (before[portfolio] >= 0) & (keys[at] == wanted) if len(keys) else keys > 0
    mine: Whole = np.flatnonzero(there)
    return mine, at[mine]


def drawn_shares(event: Whole, share: Whole, portfolio: Whole, *, draws: int, seed: int) -> Draws:
    """The shares in `draws` resamplings (fewer, no less than 60, where there are very many).

    `event` and `share` name a dealing each; an event with several partners is drawn as a whole.
    Events with the same partners in the same portfolio are drawn together.
    """
    if not len(event):
        return Draws(portfolio, np.zeros((1, 0)))
    group, share, size = _alike(event, share, len(portfolio))
    draws = max(min(draws, _AT_ONCE // len(group)), min(draws, FEWEST))
    rng = np.random.default_rng(seed)
    counts = rng.poisson(size, size=(draws, len(size))).astype(np.float64)
    order = np.argsort(share, kind="stable")
    by_share = _by_cell(counts[:, group[order]], share[order], len(portfolio))
    totals = _by_cell(by_share, portfolio, int(portfolio.max()) + 1)[:, portfolio]
    shares = np.divide(by_share, totals, out=np.full_like(by_share, np.nan), where=totals > 0)
    return Draws(portfolio, shares)


def _alike(event: Whole, share: Whole, shares: int) -> tuple[Whole, Whole, Whole]:
    """Groups of events that take part in the same shares: the group and share of each pair of
    them, and how many events each group has.
    """
    marks = np.random.default_rng(0).integers(1, 2**62, size=shares, dtype=np.uint64)
    events, at = np.unique(event, return_inverse=True)
    mark = np.zeros(len(events), dtype=np.uint64)
    np.add.at(mark, at, marks[share])
    _, first, group, size = np.unique(
        mark, return_index=True, return_inverse=True, return_counts=True
    )
    # One event of each group stands for it.
    stands = np.zeros(len(events), dtype=bool)
    stands[first] = True
    kept = stands[at]
    return group[at[kept]], share[kept], size


def pooled_distances(
    portfolio: Whole, partner: Whole, counts: Real, before: Whole, *, draws: int, seed: int
) -> Real:
    """Distances that chance makes if nothing changed: both portfolios drawn from the shares of
    the two together, each with as many dealings as it has. Draws by portfolios.
    """
    cells = len(before)
    if not len(counts):
        return np.zeros((1, cells))
    mine, earlier = common(portfolio, partner, before)
    total = np.bincount(portfolio, weights=counts, minlength=cells)
    both = counts.copy()
    both[mine] += counts[earlier]
    gone, heir = _gone(portfolio, partner, before)
    cell = np.concatenate([portfolio, heir])
    pooled = np.concatenate([both, counts[gone]]) / (total + total[before])[cell]
    order = np.argsort(cell, kind="stable")
    cell, pooled = cell[order], pooled[order]
    draws = max(min(draws, _AT_ONCE // len(cell)), min(draws, FEWEST))
    rng = np.random.default_rng(seed + 1)
    drawn = []
    for size in (total[cell], total[before][cell]):
        some = rng.poisson(pooled * size, size=(draws, len(cell))).astype(np.float64)
        whole = _by_cell(some, cell, cells)[:, cell]
        drawn.append(np.divide(some, whole, out=np.zeros_like(some), where=whole > 0))
    return 0.5 * _by_cell(np.abs(drawn[0] - drawn[1]), cell, cells)


def _gone(portfolio: Whole, partner: Whole, before: Whole) -> tuple[Whole, Whole]:
    """Shares of partners who are no longer in the next portfolio, and which that is."""
    after = np.full(len(before), -1, dtype=np.int64)
    known = before >= 0
    after[before[known]] = np.flatnonzero(known)
    stays, _ = common(portfolio, partner, after)
    gone = np.setdiff1d(np.flatnonzero(after[portfolio] >= 0), stays)
    return gone, after[portfolio[gone]]


def _by_cell(values: Real, cell: Whole, cells: int) -> Real:
    """Sums over columns of one cell; `cell` is in ascending order."""
    out = np.zeros((len(values), cells))
    if len(cell):
        first = np.flatnonzero(np.append(True, np.diff(cell) != 0))
        out[:, cell[first]] = np.add.reduceat(values, first, axis=1)
    return out
