"""Groups and lists of rows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from vanellus.analysing.gathering import NONE, grouped, listed


@pytest.mark.parametrize("most", [5, 2000, 2**31, 2**61])
def test_groups_stand_in_the_order_of_their_keys_with_the_first_row_of_each(most):
    draw = np.random.default_rng(1)
    keys = [draw.integers(NONE, most, 3000), draw.integers(NONE, 3, 3000)]
    found = grouped(*keys)
    pairs = list(zip(keys[0].tolist(), keys[1].tolist(), strict=True))
    in_order = sorted(set(pairs))
    assert found.number == len(in_order)
    assert [in_order[group] for group in found.group.tolist()] == pairs
    assert found.first.tolist() == [pairs.index(pair) for pair in in_order]


def test_rows_without_a_group_are_in_no_list():
    found = listed(np.array([1, NONE, 0, 1]), 3, pa.array(["a", "b", "c", "d"]))
    assert found.to_pylist() == [["c"], ["a", "d"], []]


def test_no_rows_are_no_groups():
    assert grouped(np.zeros(0, dtype=np.int64)).number == 0
