"""The events among reports that hang together.

Inside a piece (see `pieces`) groups are joined by average linkage (Sokal and Michener 1958) as long
as their mean probability is over the cut and no pair is forbidden. So one doubtful report can't
chain two events together. Ties go to what comes first in the canonical order of reports, so the
same reports make the same groups whatever order they arrived in.
"""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

from vanellus.linking.candidates import Pairs
from vanellus.linking.pieces import COMPARED, Labels, Scores

Flags = npt.NDArray[np.bool_]


def groups_of(
    pairs: Pairs,
    scores: Scores,
    forbidden: Flags,
    pieces: Labels,
    *,
    cut: float,
    bound: Flags | None = None,
) -> Labels:
    """For each row the smallest row of its group.

    Rows that a person bound together are one from the beginning, unless something forbids that;
    they are compared with others by the likeliest of their pairs.

    Args:
        pairs: of pieces up to COMPARED all, of larger ones those that were compared.
        scores: the probability of each pair.
        forbidden: which pairs may not be of one group.
        pieces: for each row the smallest row of its piece.
        cut: the mean probability from which on two groups are one.
        bound: which pairs a person called one event.
    """
    if bound is None:
        bound = np.zeros(len(pairs), np.bool_)
    groups = np.arange(len(pieces))
    sizes = np.bincount(pieces, minlength=len(pieces))
    inside = pieces[pairs[:, 0]] == pieces[pairs[:, 1]]
    pairs, scores = pairs[inside], scores[inside]
    forbidden, bound = forbidden[inside], bound[inside]
    piece = pieces[pairs[:, 0]]
    two = sizes[piece] == 2
    joined = two & (bound | (scores >= cut)) & ~forbidden
    groups[pairs[joined, 1]] = pairs[joined, 0]
    rest = np.flatnonzero(~two)
    rest = rest[np.argsort(piece[rest], kind="stable")]
    edges = np.flatnonzero(np.diff(piece[rest])) + 1
    for some in np.split(rest, edges) if len(rest) else ():
        rows, local = np.unique(pairs[some], return_inverse=True)
        local = local.reshape(-1, 2)
        make = _dense if len(rows) <= COMPARED else _sparse
        labels = make(local, scores[some], forbidden[some], bound[some], len(rows), cut)
        groups[rows] = rows[labels]
    return groups


def _dense(
    pairs: Pairs, scores: Scores, forbidden: Flags, bound: Flags, count: int, cut: float
) -> Labels:
    sums = np.zeros((count, count))
    sums[pairs[:, 0], pairs[:, 1]] = scores
    sums += sums.T
    barred = np.zeros((count, count), np.bool_)
    barred[pairs[:, 0], pairs[:, 1]] = forbidden
    barred |= barred.T
    np.fill_diagonal(barred, val=True)
    sizes = np.ones(count)
    labels = np.arange(count)
    for one, other in pairs[bound].tolist():
        one, other = sorted((labels[one], labels[other]))  # noqa: PLW2901  the groups of both
        if one == other or barred[one, other]:
            continue
        sums[one] = sums[:, one] = np.maximum(sums[one], sums[other])
        barred[one] |= barred[other]
        barred[:, one] |= barred[:, other]
        barred[one, one] = True
        barred[other] = True
        barred[:, other] = True
        labels[labels == other] = one
    while True:
        # Rounded, so that the order in which sums were added up can't decide.
        mean = np.round(np.where(barred, -1.0, sums / np.outer(sizes, sizes)), 6)
        best = int(mean.argmax())
        one, other = divmod(best, count)
        if mean[one, other] < cut:
            return labels
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        barred[one] |= barred[other]
        barred[:, one] |= barred[:, other]
        barred[one, one] = True
        barred[other] = True
        barred[:, other] = True
        sizes[one] += sizes[other]
        labels[labels == other] = one


def _sparse(
    pairs: Pairs, scores: Scores, forbidden: Flags, bound: Flags, count: int, cut: float
) -> Labels:
    """The same over the pairs that were compared: a mean needs half of the smaller group's rows."""
    known: list[dict[int, tuple[float, int, bool]]] = [{} for _ in range(count)]
    for (one, other), score, barred in zip(pairs.tolist(), scores.tolist(), forbidden, strict=True):
        known[one][other] = known[other][one] = (score, 1, bool(barred))
    sizes = [1] * count
    labels = np.arange(count)
    _bind(known, labels, pairs[bound])
    heap = [
        (-score, one, other)
        for one, row in enumerate(known)
        for other, (score, _, _) in row.items()
        if one < other
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if -negative < cut:
            break
        total, number, barred = known[one].get(other, (0.0, 0, True))
        if not number or barred or round(total / number, 6) != round(-negative, 6):
            continue
        if 2 * number < min(sizes[one], sizes[other]):
            continue
        for third, (score, more, bar) in known[other].items():
            if third == one:
                continue
            old = known[one].get(third, (0.0, 0, False))
            new = (old[0] + score, old[1] + more, old[2] or bar)
            known[one][third] = known[third][one] = new
            known[third].pop(other)
            heapq.heappush(heap, (-round(new[0] / new[1], 6), min(one, third), max(one, third)))
        known[one].pop(other)
        known[other] = {}
        sizes[one] += sizes[other]
        labels[labels == other] = one
    return labels


def _bind(known: list[dict[int, tuple[float, int, bool]]], labels: Labels, pairs: Pairs) -> None:
    """Makes bound rows one in `known` and `labels`, as the beginning of `_dense` does."""
    for one, other in pairs.tolist():
        one, other = sorted((int(labels[one]), int(labels[other])))  # noqa: PLW2901  the groups of both
        if one == other or known[one].get(other, (0.0, 0, False))[2]:
            continue
        known[one].pop(other, None)
        known[other].pop(one, None)
        for third, (score, _, bar) in known[other].items():
            old = known[one].get(third, (0.0, 1, False))
            known[one][third] = known[third][one] = (max(old[0], score), 1, old[2] or bar)
            known[third].pop(other)
        known[other] = {}
        labels[labels == other] = one
