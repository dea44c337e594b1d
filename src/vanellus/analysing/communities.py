"""Communities of a small weighted network by modularity (Louvain, Blondel et al. 2008).

On matrices of a few hundred states, where a library made for millions of nodes spends its time in
Python dictionaries; numbered so that equal input gives equal output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

RUNS: Final = 3
"""Orders of the nodes that are tried; the best partition counts."""
_GAIN: Final = 1e-9


def communities(weights: Real, *, seed: int) -> Whole:
    """The community of each node, 0 for that of the first node and so on in their order.

    `weights` is symmetric, none below 0. A node without ties is a community of its own.
    """
    best, value = np.arange(len(weights)), -np.inf
    if weights.sum() > 0:
        for run in range(RUNS):
            label = _louvain(weights, np.random.default_rng([seed, run]))
            found = modularity(weights, label)
            if found is not None and found > value + _GAIN:
                best, value = label, found
    return _numbered(best)


def modularity(weights: Real, label: Whole) -> float | None:
    """Newman's modularity (2004) of a partition, at most 1; None for a network without ties."""
    total = weights.sum()
    if total <= 0:
        return None
    member = np.zeros((len(label), int(label.max()) + 1))
    member[np.arange(len(label)), label] = 1.0
    inside = np.einsum("ic,ij,jc->c", member, weights, member, optimize=True) / total
    part = (weights.sum(axis=1) @ member) / total
    return float((inside - part**2).sum())


def _louvain(weights: Real, rng: np.random.Generator) -> Whole:
    label = np.arange(len(weights))
    level = weights
    while True:
        moved = _numbered(_moved(level, rng))
        label = moved[label]
        if moved.max(initial=-1) + 1 == len(level):
            return label
        member = np.zeros((len(level), int(moved.max()) + 1))
        member[np.arange(len(level)), moved] = 1.0
        level = member.T @ level @ member


def _moved(weights: Real, rng: np.random.Generator) -> Whole:
    """Nodes moved one by one to the community with the greatest gain, until none moves."""
    count = len(weights)
    degree, total = weights.sum(axis=1), weights.sum()
    label = np.arange(count)
    whole = degree.copy()
    towards = weights.copy()
    np.fill_diagonal(towards, 0.0)
    # By node and community: the weight of the node's ties to it.
    tied = towards.copy()
    order = rng.permutation(count)
    changed = True
    while changed:
        changed = False
        for node in order:
            home = label[node]
            whole[home] -= degree[node]
            gain = tied[node] - degree[node] * whole / total
            best = int(np.argmax(gain))
            if gain[best] > gain[home] + _GAIN * total:
                tied[:, home] -= towards[:, node]
                tied[:, best] += towards[:, node]
                label[node] = home = best
                changed = True
            whole[home] += degree[node]
    return label


def _numbered(label: Whole) -> Whole:
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]
