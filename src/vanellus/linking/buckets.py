"""Pairs of documents that may be copies: LSH over many MinHash signatures at once.

The bands are those of datasketch's MinHashLSH; its hash tables, made for one query at a time, are
replaced by one sorting a band, which for 500,000 documents takes seconds instead of minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from datasketch import MinHashLSH

from vanellus.linking.signatures import PERMUTATIONS, Overview

BANDS: Final = (42, 3)
"""Bands and rows (Leskovec, Rajaraman and Ullman 2020, ch. 3): of texts with half their triples in
common 99.6 of 100 meet, of those with 5 in 100 one in two hundred."""
NEIGHBOURS: Final = 12
"""Documents of a bucket before each one that it is compared with."""
LONG_WINDOW: Final = 45
"""Days between a text and a copy in which next to nothing was changed."""
LEAST_SHARED: Final = 24
"""Triples in common below which two texts say too little to tell a copy."""
_LEAST_SHARE: Final = 0.3
"""Estimated share of the shorter text in the longer one; the estimate strays by 0.1 or so."""
_CHUNK: Final = 65536

Rows = npt.NDArray[np.int64]


class Buckets:
    """The buckets into which the signatures of many documents fall."""

    def __init__(self, overview: Overview, ids: Sequence[str]) -> None:
        self._overview = overview
        self._keys = band_keys(overview.minhash)
        # Ids break ties, so that the order in which documents came says nothing.
        self._order = np.lexsort((np.array(ids), overview.day))

    def met(self, these: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which documents share a bucket with one of these."""
        found = np.zeros(len(these), np.bool_)
        for band in self._keys:
            found |= np.isin(band, band[these])
        return found

    def pairs(self, members: Rows) -> Iterator[tuple[int, int]]:
        """Pairs of these documents that share a bucket, are near in time and may be copies by their
        MinHash, each pair once.

        In a bucket each document, in order of time, is paired with the NEIGHBOURS before it and
        with the first: where more lie in one, they are many copies of one text (which meet by way
        of their origin) or texts with one standing part (which are no copies).
        """
        chosen = np.zeros(len(self._order), np.bool_)
        chosen[members] = True
        ordered = self._order[chosen[self._order]]
        if len(ordered) < 2:
            return
        total = len(self._order)
        found = np.empty(0, np.int64)
        for band in self._keys:
            one, other = _neighbours(ordered, band[ordered])
            one, other = np.minimum(one, other), np.maximum(one, other)
            fresh = np.setdiff1d(one * total + other, found)
            fresh = fresh[self._likely(fresh // total, fresh % total)]
            found = np.union1d(found, fresh)
        yield from zip((found // total).tolist(), (found % total).tolist(), strict=True)

    def _likely(self, one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
        data = self._overview
        out = np.zeros(len(one), np.bool_)
        for start in range(0, len(one), _CHUNK):
            a, b = one[start : start + _CHUNK], other[start : start + _CHUNK]
            alike = (data.minhash[a] == data.minhash[b]).mean(axis=1)
            size, more = data.triples[a], data.triples[b]
            shared = alike / (1 + alike) * (size + more)
            share = shared / np.maximum(np.minimum(size, more), 1)
            undated = (data.day[a] == 0) | (data.day[b] == 0)
            near = undated | (np.abs(data.day[a] - data.day[b]) <= LONG_WINDOW)
            enough = (share >= _LEAST_SHARE) & (shared >= LEAST_SHARED / 2)
            out[start : start + _CHUNK] = near & enough
        return out


def band_keys(minhash: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint64]:
    """A number for each band of each signature: (bands, documents)."""
    keys = np.zeros((BANDS[0], len(minhash)), np.uint64)
    for band, (start, end) in enumerate(_ranges()):
        for step, at in enumerate(range(start, end)):
            keys[band] |= minhash[:, at].astype(np.uint64) << np.uint64(16 * step)
    return keys


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    return tuple(MinHashLSH(num_perm=PERMUTATIONS, params=BANDS).hashranges)


def _neighbours(ordered: Rows, band: npt.NDArray[np.uint64]) -> tuple[Rows, Rows]:
    """Pairs of documents that lie near each other in a bucket of one band."""
    order = np.argsort(band, kind="stable")
    held, rows = band[order], ordered[order]
    at = np.arange(len(held))
    new = np.ones(len(held), np.bool_)
    new[1:] = held[1:] != held[:-1]
    first = np.maximum.accumulate(np.where(new, at, 0))
    ones, others = [], []
    for step in range(1, NEIGHBOURS + 1):
        later = at[at - step >= first]
        if not len(later):
            break
        ones.append(rows[later - step])
        others.append(rows[later])
    far = at[at - first > NEIGHBOURS]
    ones.append(rows[first[far]])
    others.append(rows[far])
    return np.concatenate(ones), np.concatenate(others)
