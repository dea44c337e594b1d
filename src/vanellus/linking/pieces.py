"""Reports that hang together by likely pairs: the pieces in which events are looked for.

Pairs over a bar make connected components. A component that is too large to compare all its reports
with each other is broken up by a higher bar, its pieces if need be by the next one, and so on. A
piece knows over how many raised bars it was made. So a report that comes later needs to look at no
more than the pieces that it hangs together with over their own bars: what is too large stays so
when reports are added.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from vanellus.linking.candidates import Pairs

LARGEST: Final = 50
"""Reports of a component that isn't broken up."""
COMPARED: Final = 400
"""Reports of a piece that are all compared with each other."""
RAISED: Final = np.array([0.85, 0.95, 0.99], np.float32)
"""Bars, above that of components (0.7), that break up a component that is larger."""
Labels = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Bars = npt.NDArray[np.int64]
"""For each row a number of raised bars."""


class Pieces(NamedTuple):
    """For each row the smallest row of its piece, and by how many raised bars that was made."""

    labels: Labels
    raised: Bars


class Touched(NamedTuple):
    """What new reports hang together with."""

    reports: pa.Array
    """Linked reports whose pieces have to be done again."""
    raised: pa.Table
    """(report_id, raised) of new reports: over how many bars each hangs together with reports whose
    components are known to be too large."""


def components_of(pairs: Pairs, count: int) -> Labels:
    """For each row the smallest row that it hangs together with."""
    ones = np.ones(len(pairs), np.int8)
    graph = coo_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    first = np.full(labels.max(initial=-1) + 1, count, np.int64)
    np.minimum.at(first, labels, np.arange(count))
    out: Labels = first[labels]
    return out


def pieces_of(pairs: Pairs, scores: Scores, known: Bars) -> Pieces:
    """The components, those that are too large in pieces by higher bars.

    A piece that stays too large under the highest bar stays whole.

    Args:
        pairs: all pairs of rows over the bar of components.
        scores: their probabilities.
        known: for each row under how many bars its component is known to be too large, by reports
            that are not among the rows.
    """
    count = len(known)
    labels = components_of(pairs, count)
    raised = np.zeros(count, np.int64)
    for number, bar in enumerate(RAISED):
        large = np.bincount(labels, minlength=count) > LARGEST
        large[labels[known > number]] = True
        again = large[labels] & (raised == number)
        if not again.any():
            break
        inside = again[pairs[:, 0]] & (labels[pairs[:, 0]] == labels[pairs[:, 1]])
        finer = components_of(pairs[inside & (scores >= bar)], count)
        labels = np.where(again, finer, labels)
        raised[again] += 1
    return Pieces(labels, raised)


def touched(likely: pa.Table, linked: pa.Table) -> Touched:
    """What these pairs touch of what is linked.

    Args:
        likely: (one, other, score): pairs over the bar of components, at least one of each new.
        linked: (report_id, raised) of those that are linked.
    """
    names = ["old", "new", "score"]
    sides = [likely.select(order).rename_columns(names) for order in _ORDERS]
    pairs = pa.concat_tables(sides)
    at = pc.index_in(pairs["old"], linked["report_id"].combine_chunks())
    pairs = pairs.filter(at.is_valid())
    raised = np.asarray(linked["raised"].combine_chunks().take(at.drop_null().combine_chunks()))
    over = np.searchsorted(RAISED, np.asarray(pairs["score"]), side="right")
    large = pa.array(raised > 0)
    return Touched(
        pairs["old"].filter(pa.array(over >= raised)).unique(),
        pa.table(
            {
                "report_id": pairs["new"].filter(large),
                "raised": pa.array(np.minimum(raised, over + 1), pa.int8()).filter(large),
            }
        ),
    )


_ORDERS: Final = (("one", "other", "score"), ("other", "one", "score"))


def pairs_within(pieces: Labels) -> Pairs:
    """All pairs of rows of one piece, for pieces of up to COMPARED rows."""
    order = np.argsort(pieces, kind="stable")
    label = pieces[order]
    sizes = np.bincount(pieces, minlength=len(pieces))[label]
    some = (sizes > 1) & (sizes <= COMPARED)
    order, label = order[some], label[some]
    out = []
    for apart in range(1, COMPARED):
        if apart >= len(order):
            break
        same = label[apart:] == label[:-apart]
        if not same.any():
            break
        out.append(np.stack([order[:-apart][same], order[apart:][same]], axis=1))
    return np.concatenate(out) if out else np.zeros((0, 2), np.int64)
