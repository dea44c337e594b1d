"""Pairs of reports that are compared: neighbours under a common key.

Under each key the reports stand in order of their day; each is compared with those up to REACH
places away (the sorted neighbourhood of Hernández and Stolfo 1995). Work grows with the number of
reports, however busy an actor is; and a report that comes later only ever moves others apart, so
that nothing which was decided for reports far from it has to be decided anew.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.keys import NAME, PAIR, PARTY, PLACE, STORY, WORD, YEAR, kind_of

REACH: Final = 20
"""Places between two reports under a key that are compared."""

Pairs = npt.NDArray[np.int64]
"""Two columns of row numbers, the smaller first."""


def ranked(keys: pa.Table) -> pa.Table:
    """The keys with `rank`, the place of each report under its key (by `sort`, then report)."""
    order = pc.sort_indices(
        keys, sort_keys=[(name, "ascending") for name in ("key", "sort", "report_id")]
    )
    table = keys.take(order)
    key = np.asarray(table["key"])
    rank = np.arange(len(key)) - np.searchsorted(key, key)
    return table.append_column("rank", pa.array(rank.astype(np.int64)))


def candidate_pairs(
    blocks: pa.Table,
    ids: npt.NDArray[np.object_],
    *,
    fresh: npt.NDArray[np.bool_] | None = None,
    step: int = 250_000,
) -> Pairs:
    """The pairs of rows of `ids` that stand within REACH of each other under keys enough.

    Enough are a key of two parties, one of a party with the rarest word, two rare words, or keys
    of two kinds: what shares no more is hardly ever one event (cf. Papadakis et al. 2014 on
    weighing pairs by their common blocks).

    Args:
        blocks: `report_id`, `key`, `rank`; reports that aren't in `ids` are passed over.
        ids: the reports, by row.
        fresh: if given, only pairs with one of these rows.
        step: how many entries are paired before doubles are counted together.
    """
    found = pc.index_in(blocks["report_id"], pa.array(ids, pa.string())).fill_null(-1)
    rows = np.asarray(found).astype(np.int64)
    key, rank = np.asarray(blocks["key"]), np.asarray(blocks["rank"]).astype(np.int64)
    here = rows >= 0
    rows, key, rank = rows[here], key[here], rank[here]
    order = np.lexsort((rank, key))
    rows, key, rank = rows[order], key[order], rank[order]
    # One byte for each kind of key, in which the keys of that kind are counted.
    worth = np.left_shift(np.int64(1), _BYTE * (kind_of(key) - 1))
    new = np.ones(len(ids), np.bool_) if fresh is None else fresh
    count = np.int64(max(len(ids), 1))
    packed, counted = np.array([], np.int64), np.array([], np.int64)
    pending: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = []
    held = 0
    for start in range(0, len(rows), step):
        stop = min(start + step, len(rows))
        for apart in range(1, REACH + 1):
            left = np.arange(start, min(stop, len(rows) - apart))
            if not len(left):
                break
            right = left + apart
            near = (key[left] == key[right]) & (rank[right] - rank[left] <= REACH)
            if not near.any():
                # Ranks only grow, so nothing farther is within reach either.
                break
            one, two = rows[left[near]], rows[right[near]]
            asked = new[one] | new[two]
            one, two = one[asked], two[asked]
            pending.append(
                (np.minimum(one, two) * count + np.maximum(one, two), worth[left[near]][asked])
            )
            held += len(one)
        if held > _HELD or stop == len(rows):
            packed, counted = _together([(packed, counted), *pending])
            pending, held = [], 0
    packed = packed[_enough(counted)]
    return np.stack([packed // count, packed % count], axis=1)


_BYTE: Final = 8
_HELD: Final = 12_000_000
"""Pairs that wait to be counted together; bounds the memory."""


def _together(
    parts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    packed = np.concatenate([pair for pair, _ in parts])
    worth = np.concatenate([count for _, count in parts])
    if not len(packed):
        return packed, worth
    order = np.argsort(packed)
    packed, worth = packed[order], worth[order]
    first = np.ones(len(packed), np.bool_)
    first[1:] = packed[1:] != packed[:-1]
    starts = np.flatnonzero(first)
    return packed[starts], np.add.reduceat(worth, starts)


def _enough(counted: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    by_kind = {
        kind: np.right_shift(counted, _BYTE * (kind - 1)) & 255
        for kind in (PAIR, PARTY, PLACE, WORD, YEAR, STORY, NAME)
    }
    kinds = np.sum([count > 0 for count in by_kind.values()], axis=0)
    out: npt.NDArray[np.bool_] = (
        (by_kind[PAIR] > 0)
        | (by_kind[YEAR] > 0)
        | (by_kind[NAME] > 0)
        | (by_kind[PARTY] > 1)
        | (by_kind[WORD] > 1)
        | (by_kind[STORY] > 1)
        | (kinds > 1)
    )
    return out


def displaced(blocks: pa.Table, fresh: pa.Array) -> pa.Table:
    """Pairs (one, other) of old reports that the fresh ones pushed out of each other's reach.

    Args:
        blocks: `report_id`, `key`, `rank`: the fresh reports with all within REACH of them.
        fresh: ids of the reports that are new under their keys.
    """
    order = pc.sort_indices(blocks, sort_keys=[("key", "ascending"), ("rank", "ascending")])
    table = blocks.take(order)
    new = np.asarray(pc.is_in(table["report_id"], fresh))
    key, rank = np.asarray(table["key"]), np.asarray(table["rank"]).astype(np.int64)
    before = rank - np.cumsum(new)
    old = np.flatnonzero(~new)
    pairs = [np.zeros((0, 2), np.int64)]
    for apart in range(1, REACH + 1):
        left, right = old[:-apart], old[apart:]
        if not len(left):
            break
        # `before` counts the fresh ones of earlier keys too, which its differences don't.
        parted = (
            (key[left] == key[right])
            & (rank[right] - rank[left] > REACH)
            & (before[right] - before[left] <= REACH)
        )
        pairs.append(np.stack([left[parted], right[parted]], axis=1))
    rows = np.concatenate(pairs)
    ids = table["report_id"]
    return pa.table(
        {"one": ids.take(pa.array(rows[:, 0])), "other": ids.take(pa.array(rows[:, 1]))}
    )


def apart(pairs: pa.Table, blocks: pa.Table) -> pa.Array:
    """The first of each pair (one, other) that is not compared any more.

    Args:
        pairs: what may have been pushed apart.
        blocks: `report_id`, `key`, `rank`: all keys of these reports.
    """
    ids = np.array(blocks["report_id"].unique().to_pylist(), object)
    rows = rows_of(pairs, ids)
    compared = candidate_pairs(blocks, ids)
    count = np.int64(max(len(ids), 1))
    lost = ~np.isin(rows @ [count, 1], compared @ [count, 1])
    return pairs["one"].filter(pa.array(lost)).unique()


SIDES: Final = ("one", "other")


def rows_of(
    pairs: pa.Table, ids: npt.NDArray[np.object_], *, sides: tuple[str, str] = SIDES
) -> Pairs:
    """Pairs of ids as pairs of rows of `ids`, the smaller first; -1 for an id that isn't there."""
    known = pa.array(ids, pa.string())
    found = [np.asarray(pc.index_in(pairs[name], known).fill_null(-1)) for name in sides]
    return np.sort(np.stack(found, axis=1).astype(np.int64), axis=1)
