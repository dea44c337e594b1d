"""Known breaks are found and dated; steady, thin or merely more reported dealings are no shift."""

from __future__ import annotations

import itertools
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.shifts import judge
from benchmarks.simulated_histories import History
from scipy.special import betaln, gammaln

from vanellus.analysing import realignments, shifts
from vanellus.analysing.change_points import Rates, Shares, posterior, unbroken
from vanellus.analysing.monthly import spread_of_counts
from vanellus.analysing.shift_sizes import step_of_shares
from vanellus.errors import InputError

sys.path.insert(0, str(Path(__file__).parent))
from dyads_by_hand import tables


def months(first, count):
    return [date(first + at // 12, at % 12 + 1, 10) for at in range(count)]


def coverage(days, documents=100):
    return pa.table({"day": days, "documents": [documents] * len(days)})


def every_partition(counts, *, every):
    """Changes of each month and the evidence, by adding up all partitions one by one."""
    mean = (sum(counts) + 0.5) / len(counts)
    total, by_month = 0.0, np.zeros(len(counts))
    for marks in itertools.product([0, 1], repeat=len(counts) - 1):
        cuts = [0, *(at + 1 for at, mark in enumerate(marks) if mark), len(counts)]
        log = sum(marks) * np.log(1 / every) + (len(marks) - sum(marks)) * np.log1p(-1 / every)
        for since, until in itertools.pairwise(cuts):
            shape = 1 + sum(counts[since:until])
            log += np.log(1 / mean) + gammaln(shape) - shape * np.log(1 / mean + until - since)
        total += np.exp(log)
        by_month[cuts[1:-1]] += np.exp(log)
    return by_month / total, np.log(total)


def test_the_recursion_gives_what_all_partitions_added_up_give():
    counts = [0, 1, 0, 2, 1, 6, 4, 7]
    model = Rates(np.array([counts], dtype=float), np.ones(8), spread=np.ones(1))
    found = posterior(model, 8, every=10)
    changes, evidence = every_partition(counts, every=10)
    assert found.changes[0] == pytest.approx(changes)
    assert found.evidence[0] == pytest.approx(evidence)
    assert found.best == [[5]]
    # Within one month there is a change or there is none.
    assert unbroken(model, found, 0, 5, 5, every=10) == pytest.approx(1 - changes[5])


def test_segments_have_the_likelihood_that_the_formula_gives_where_counts_scatter():
    counts, spread = np.array([[3.0, 0, 2, 5], [0, 1, 0, 0]]), np.array([1.7, 1.0])
    hits = np.array([[1.0, 0, 2, 2], [0, 1, 0, 0]])
    rates = Rates(counts, np.array([1.0, 2, 1, 1]), spread=spread)
    shares = Shares(hits, counts, spread=spread)
    mean = (10 / 1.7 + 0.5) / (5 / 1.7)
    shape = 1 + 7 / 1.7
    assert rates.segments(slice(2, 3), slice(4, 5))[1] == pytest.approx(
        np.log(1 / 0.3) - np.log(1 / 0.3 + 2)
    )
    assert rates.block(0, slice(0, 3), slice(3, 5))[1, 1] == pytest.approx(
        np.log(1 / mean) + gammaln(shape) - shape * np.log(1 / mean + 4 / 1.7)
    )
    assert shares.segments(slice(2, 3), slice(4, 5))[0] == pytest.approx(
        betaln(0.5 + 4 / 1.7, 0.5 + 3 / 1.7) - betaln(0.5, 0.5)
    )


def test_a_break_between_months_without_events_is_dated_to_the_middle_of_them():
    hits, counts = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1]
    hits, counts = (4 * np.array([each], dtype=float) for each in (hits, counts))
    found = posterior(Shares(hits, counts, spread=np.ones(1)), 11, every=10)
    assert found.best == [[6]]


@pytest.mark.parametrize(
    ("before", "after"), [((1, 9), (14, 3)), ((40, 60), (60, 40)), ((0, 2), (300, 200))]
)
def test_the_bounds_of_a_change_of_shares_are_those_of_draws(before, after):
    hits, misses = (np.array([pair], dtype=float) for pair in zip(before, after, strict=True))
    model = Shares(hits, hits + misses, spread=np.ones(1))
    found = step_of_shares(model, 0, (0, 1, 2), level=0.9)
    draw = np.random.default_rng(1)
    one, other = (draw.beta(0.5 + k, 0.5 + n, 400_000) for k, n in (before, after))
    bounds = [found[name] for name in ("size_low", "size", "size_high")]
    assert bounds == pytest.approx(np.quantile(other - one, [0.05, 0.5, 0.95]), abs=2e-3)
    assert found["before"] == pytest.approx((0.5 + before[0]) / (1 + sum(before)))


def test_a_break_of_attention_is_dated_with_the_events_on_both_sides():
    days = months(2020, 48)
    lines = [f"{day} MLI CONSULT RUS" for day in days[:24:6]]
    lines += [f"{day} MLI CONSULT RUS" for day in days[24:] for _ in range(3)]
    found = shifts(*tables(*lines), actor="MLI", coverage=coverage(days))
    [row] = found.filter([s == "shift" for s in found["status"].to_pylist()]).to_pylist()
    assert (row["partner"], row["measure"], row["date"]) == ("RUS", "attention", date(2022, 1, 1))
    assert row["date_low"] <= row["date"] <= row["date_high"] <= date(2022, 3, 1)
    assert row["probability"] > 0.99
    assert row["size_low"] > 5
    assert row["size_high"] < 60
    assert row["ids_before"] == ["e0", "e1", "e2", "e3"]
    assert len(row["ids_after"]) == row["events_after"] == 72


def test_more_reporting_alone_is_no_shift():
    days = months(2020, 48)
    documents = pa.table({"day": days, "documents": [50] * 24 + [200] * 24})
    lines = [f"{day} MLI CONSULT RUS" for day in days[:24]]
    lines += [f"{day} MLI CONSULT RUS" for day in days[24:] for _ in range(4)]
    given = {"actor": "MLI", "measures": ["attention"]}
    assert shifts(*tables(*lines), **given)["status"].to_pylist() == ["shift"]
    found = shifts(*tables(*lines), coverage=documents, **given)
    assert found["status"].to_pylist() == ["none"]


def test_a_break_of_conduct_is_none_of_attention():
    days = months(2020, 48)
    lines = [f"{day} MLI CONSULT FRA" for day in days[:24]]
    lines += [f"{day} MLI ACCUSE FRA" for day in days[24:]]
    rows = shifts(*tables(*lines), actor="MLI", coverage=coverage(days)).to_pylist()
    assert [(row["measure"], row["status"]) for row in rows] == [
        ("attention", "none"),
        ("conduct", "shift"),
    ]
    assert rows[1]["date"] == date(2022, 1, 1)
    assert rows[1]["size"] < -0.8
    assert (rows[1]["score_before"], rows[1]["score_after"]) == (2.5, -3.0)


def test_a_few_events_are_not_enough():
    lines = ["2020-01-05 MLI CONSULT RUS", "2023-01-05 MLI ACCUSE RUS"]
    assert set(shifts(*tables(*lines), actor="MLI")["status"].to_pylist()) == {"not enough"}


def test_partners_who_change_places_are_named_with_the_date():
    days = months(2020, 48)
    lines = [f"{day} MLI AID FRA" for day in days[:24:2]]
    lines += [f"{day} MLI AID RUS" for day in days[24::2]]
    lines += [f"{day} MLI AID CHN" for day in days[::4]]
    rows = realignments(*tables(*lines), actor="MLI", coverage=coverage(days)).to_pylist()
    assert (rows[0]["away_from"], rows[0]["towards"]) == ("FRA", "RUS")
    assert date(2021, 11, 1) <= rows[0]["date"] <= date(2022, 1, 1)
    assert rows[0]["change_low"] > 0.6
    assert rows[0]["falls"] > 0.99
    assert rows[0]["rises"] > 0.99
    assert ("CHN", "FRA") not in {(row["away_from"], row["towards"]) for row in rows}


def test_scatter_is_told_from_a_shift_of_level():
    rng = np.random.default_rng(1)
    steady = rng.poisson(5, (1, 200)).astype(float)
    shifted = np.concatenate([steady, steady * 3], axis=1)
    wild = rng.negative_binomial(1, 1 / 6, (1, 200)).astype(float)
    assert spread_of_counts(steady, np.ones(200))[0] < 1.2
    assert spread_of_counts(wild, np.ones(200))[0] > 3
    # Three times the counts have three times the scatter; the step between adds next to nothing.
    assert spread_of_counts(shifted, np.ones(400))[0] < 3.2


@pytest.mark.parametrize(
    ("history", "measure", "recall"),
    [
        (History(partners=40, rate=1.0, ratio=5.0), "attention", 0.9),
        (History(partners=40, rate=3.0, later_share=0.2), "conduct", 0.9),
    ],
)
def test_known_breaks_are_found_near_their_month(history, measure, recall):
    found = judge(history, measure, least=0.8)
    assert found.recall >= recall
    assert found.error <= 2
    assert found.false_alarms <= 0.1


def test_histories_without_a_break_raise_hardly_any_alarm():
    found = judge(History(partners=60, rate=2.0, growth=6.0, scatter=0.5), "attention", least=0.8)
    assert found.false_alarms <= 0.05


def test_a_probability_of_one_can_not_be_asked_for():
    with pytest.raises(InputError, match="least: 1 is no probability"):
        shifts(*tables("2020-01-05 MLI CONSULT RUS"), actor="MLI", least=1)
