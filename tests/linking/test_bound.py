"""Reports that a person called one event are grouped as one, unless something forbids it."""

from __future__ import annotations

import numpy as np
import pytest

from vanellus.linking import grouping
from vanellus.linking.grouping import groups_of

PAIRS = np.array([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])


@pytest.fixture(params=[100, 1], ids=["all pairs", "few pairs"])
def grouped(request, monkeypatch):
    """The groups of four reports by each of the two ways of grouping."""
    monkeypatch.setattr(grouping, "COMPARED", request.param)

    def group(scores, *, bound=(), forbidden=()):
        said = [[tuple(pair) in some for pair in PAIRS.tolist()] for some in (bound, forbidden)]
        return groups_of(
            PAIRS,
            np.array(scores, np.float32),
            np.array(said[1]),
            np.zeros(4, np.int64),
            cut=0.6,
            bound=np.array(said[0]),
        ).tolist()

    return group


def test_nobody_bound_them(grouped):
    assert grouped([0.9, 0.1, 0.1, 0.1, 0.1, 0.1]) == [0, 0, 2, 3]


def test_bound_reports_are_one_however_unlike_they_are(grouped):
    assert grouped([0.1, 0.1, 0.0, 0.1, 0.1, 0.1], bound=[(0, 3)]) == [0, 1, 2, 0]


def test_what_is_near_to_one_of_them_comes_along(grouped):
    assert grouped([0.9, 0.1, 0.1, 0.1, 0.1, 0.1], bound=[(0, 3)]) == [0, 0, 2, 0]


def test_what_is_forbidden_with_one_of_them_does_not(grouped):
    assert grouped([0.9, 0.1, 0.1, 0.1, 0.1, 0.1], bound=[(0, 3)], forbidden=[(1, 3)]) == [
        0, 1, 2, 0,
    ]  # fmt: skip


def test_a_bond_that_is_forbidden_binds_nothing(grouped):
    assert grouped([0.1] * 6, bound=[(0, 3)], forbidden=[(0, 3)]) == [0, 1, 2, 3]


def test_of_bonds_that_can_not_all_hold_the_first_do(grouped):
    found = grouped([0.1] * 6, bound=[(0, 1), (1, 2), (2, 3)], forbidden=[(0, 2)])
    assert found == [0, 0, 2, 2]


def test_chains_of_bonds_are_one(grouped):
    assert grouped([0.0] * 6, bound=[(0, 1), (1, 2), (2, 3)]) == [0, 0, 0, 0]
