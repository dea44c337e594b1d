"""Bounds by resampled events."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from vanellus.analysing.resampling import intervals, poisson_quantile, quantiles


def drawn_one_by_one(scores, weights, *, draws=20_000):
    """Bounds of total and mean with a Poisson number for each event."""
    times = np.random.default_rng(5).poisson(1, size=(draws, len(scores)))
    totals, sums = times @ weights, times @ (weights * scores)
    means = sums[totals > 0] / totals[totals > 0]
    return [*np.quantile(totals, [0.05, 0.95]), *np.quantile(means, [0.05, 0.95])]


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_quantiles_of_poisson_numbers_are_those_of_the_distribution(part):
    means = np.array([1, 2, 3, 7, 40, 1000, 250_000, 3])
    assert poisson_quantile(means, part).tolist() == stats.poisson(means).ppf(part).tolist()


def test_quantiles_leave_out_what_is_unknown_as_numpy_does():
    values = np.random.default_rng(2).normal(size=(41, 7))
    values[values > 1] = np.nan
    values[:, 3] = np.nan
    found = quantiles(values, [0.05, 0.5, 0.95])
    rest = [0, 1, 2, 4, 5, 6]
    expected = np.nanquantile(values[:, rest], [0.05, 0.5, 0.95], axis=0)
    assert found[:, rest] == pytest.approx(expected)
    assert np.isnan(found[:, 3]).all()


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ([2.5] * 9, [1.0] * 9),
        ([2.5, -9.0, 5.0, 5.0, 1.5, -3.0], [1.0] * 6),
        ([2.5, -9.0, 5.0, 5.0, 1.5, -3.0], [1.0, 4.0, 2.0, 1.0, 1.0, 3.0]),
        ([1.0] * 5, [1.0, 2.0, 3.0, 4.0, 5.0]),
    ],
)
def test_bounds_are_those_of_events_drawn_one_by_one(scores, weights):
    scores, weights = np.array(scores), np.array(weights)
    # Between two cells of other events.
    cell = np.array([0] * 3 + [1] * len(scores) + [2] * 2)
    found = intervals(
        cell, 3, draws=20_000,
        score=np.concatenate([[9.0] * 3, scores, [-9.0, 4.0]]),
        weight=np.concatenate([[1.0] * 3, weights, [1.0, 1.0]]),
    )  # fmt: skip
    bounds = [bound[1] for bound in found]
    assert bounds == pytest.approx(drawn_one_by_one(scores, weights), abs=0.16)
    assert found.mean_low[0] == found.mean_high[0] == 9.0
    assert (found.total_low[0], found.total_high[0]) == tuple(stats.poisson(3).ppf([0.05, 0.95]))


def test_a_cell_without_events_has_nothing():
    found = intervals(np.array([1]), 3, score=np.array([2.0]), weight=np.array([1.0]))
    assert found.total_high.tolist() == [0, 3, 0]
    assert np.isnan(found.mean_low).tolist() == [True, False, True]
