"""Counting, and who matches whom."""

from __future__ import annotations

import itertools
import random

import pytest

from vanellus.evaluating.matching import best_pairs, counted, overlap


def test_precision_recall_and_f1_of_three_right_among_four_found_and_six_wanted():
    found = counted(3, 4, 6)
    assert (found["precision"], found["recall"]) == (0.75, 0.5)
    assert found["f1"] == pytest.approx(0.6)
    assert (found["right"], found["found"], found["wanted"]) == (3, 4, 6)


@pytest.mark.parametrize(
    ("found", "wanted", "precision", "recall", "f1"),
    [(0, 0, 1, 1, 1), (0, 5, 0, 0, 0), (5, 0, 0, 0, 0), (5, 5, 0, 0, 0)],
)
def test_nothing_is_perfect_only_where_nothing_was_wanted(found, wanted, precision, recall, f1):
    told = counted(0, found, wanted)
    assert (told["precision"], told["recall"], told["f1"]) == (precision, recall, f1)


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((0, 5), (3, 9), 2),
        ((3, 9), (0, 5), 2),
        ((0, 9), (2, 4), 2),
        ((0, 3), (3, 9), 0),
        ((0, 3), (5, 9), 0),
        ((2, 4), (2, 4), 2),
    ],
)
def test_spans_share_characters_only_where_both_lie(first, second, shared):
    assert overlap(first, second) == shared


def test_pairs_are_one_to_one():
    pairs = best_pairs({(0, 0): 1, (0, 1): 1, (1, 0): 1})
    assert sorted(pairs) == [(0, 1), (1, 0)]


def test_without_candidates_there_are_no_pairs():
    assert best_pairs({}) == []


def test_pairs_that_were_not_given_are_not_made():
    assert best_pairs({(0, 0): 1, (5, 9): 1}) == [(0, 0), (5, 9)]
    assert best_pairs({(0, 7): 1, (3, 7): 2}) == [(3, 7)]


def best_total_by_trying_all(weights, rows, columns):
    """The greatest total weight over all ways of giving each row at most one column."""
    places = [*range(columns), *[None] * rows]
    return max(
        sum(weights.get((row, column), 0) for row, column in enumerate(way) if column is not None)
        for way in itertools.permutations(places, rows)
    )


@pytest.mark.parametrize("seed", range(30))
def test_the_pairs_chosen_weigh_as_much_as_the_best_of_all_ways(seed):
    dice = random.Random(seed)
    rows, columns = dice.randint(1, 4), dice.randint(1, 4)
    weights = {
        (row, column): dice.choice((1.0, 1.5, 2.0))
        for row in range(rows)
        for column in range(columns)
        if dice.random() < 0.6
    }
    pairs = best_pairs(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(pair in weights for pair in pairs)
    wanted = best_total_by_trying_all(weights, rows, columns)
    assert sum(weights[pair] for pair in pairs) == pytest.approx(wanted)
