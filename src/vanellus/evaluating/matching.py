"""Counting: precision, recall, F1, and who matches whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping


class Counted(TypedDict):
    """How much was right of what was found and of what was wanted."""

    precision: float
    recall: float
    f1: float
    right: int
    found: int
    wanted: int


def counted(right: int, found: int, wanted: int) -> Counted:
    """Precision, recall and F1, 0 to 1; with nothing found (wanted) and nothing wanted (found),
    precision (recall) is 1.
    """
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else float(not found)
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else 0.0,
        "right": right,
        "found": found,
        "wanted": wanted,
    }


def overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    """How many characters two spans share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 3), (3, 9))
    (2, 0)
    """
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def best_pairs(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The one-to-one pairs (row, column) of greatest total weight; pairs not given are not made."""
    if not weights:
        return []
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  slow to load

    rows = sorted({row for row, _ in weights})
    columns = sorted({column for _, column in weights})
    table = np.zeros((len(rows), len(columns)))
    for (row, column), weight in weights.items():
        table[rows.index(row), columns.index(column)] = weight
    chosen = linear_sum_assignment(table, maximize=True)
    return [(rows[i], columns[j]) for i, j in zip(*chosen, strict=True) if table[i, j] > 0]
