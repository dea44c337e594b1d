"""Near-copies: reprints, syndicated wire copy and light rewrites, each with what it copies.

Two documents find each other by MinHash with LSH (the bands are datasketch's, the buckets are made
for all documents at once by sorting). Whether the later one is a copy is then decided from the two
signatures alone, so that the result depends on the set of documents and not on their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vanellus.linking.buckets import LEAST_SHARED, LONG_WINDOW, Buckets
from vanellus.linking.signatures import (
    ANCHORS,
    BATCH,
    Signature,
    Text,
    overview_of,
    signatures_of,
)
from vanellus.linking.wire_credit import Share

COLUMNS: Final = pa.schema(
    [
        ("doc_id", pa.string()),
        ("origin_id", pa.string()),
        ("similarity", pa.float64()),
        ("reason", pa.string()),
        ("wire", pa.string()),
        ("signature", pa.binary()),
    ]
)
WINDOW: Final = 7
"""Days between a report and its copy."""
LEAST_WORDS: Final = 30
OWN_WORDS: Final = 35
"""Words on end that stand nowhere in the origin: reporting of one's own."""
READ: Final = ("doc_id", "text", "publisher", "published", "author")
"""Columns of documents that are read; `author` may be missing."""


class Bar(NamedTuple):
    """What a copy must reach: the share of its triples, and of its names and numbers, that stand
    in the origin.
    """

    wording: float
    anchors: float


BARS: Final = {
    "wire": Bar(0.45, 0.75),
    "wording": Bar(0.62, 0.86),
    "publisher": Bar(0.85, 0.92),
    "stranger": Bar(0.80, 0.92),
}
"""`wire`: it credits the wire whose text the other is (or both credit it). `publisher`: both are of
one house, whose texts share their standing parts. `stranger`: it credits another wire."""


class Verdict(NamedTuple):
    """Whether a document is a copy of an earlier one, and what says so."""

    copy: bool
    reason: str
    """wording, wire or publisher."""
    similarity: float
    """Share of the later document's triples that stand in the earlier one."""
    anchors: float
    """Share of its names and numbers that do."""
    own_words: int
    """Its longest piece that doesn't."""


_ITSELF: Final = Verdict(copy=False, reason="itself", similarity=1.0, anchors=1.0, own_words=0)


def find_copies(
    documents: pa.Table, known: pa.Table | None = None, *, signatures: pa.Table | None = None
) -> pa.Table:
    """Rows of the table `copies`: one for each of `documents`, and one for each of `known` whose
    origin, similarity or reason is another now that these documents are there.

    `similarity` is the share of a document's wording that stands in its origin, 1 for an origin.

    Args:
        documents: doc_id, text, publisher, published, and author where it is there.
        known: rows of `copies`; all of them, or at least those of documents published within
            3 * LONG_WINDOW days of these. Rows of `documents` themselves are made anew.
        signatures: what `signed` makes of the documents, where it was made already.
    """
    new = set(documents["doc_id"].to_pylist())
    texts = _kept(known, without=new)
    first_new = len(texts.ids)
    fresh = signed(documents) if signatures is None else signatures
    texts.ids += fresh["doc_id"].to_pylist()
    texts.wires += fresh["wire"].to_pylist()
    texts.kept += fresh["signature"].to_pylist()
    if not texts.ids:
        return COLUMNS.empty_table()
    buckets = Buckets(overview_of(texts.kept), texts.ids)
    found = _origins(texts, buckets, _touched(texts, buckets, first_new=first_new))
    before = _before(known)
    rows = []
    for at, (origin, verdict) in found.items():
        row = (texts.ids[at], texts.ids[origin], verdict.similarity, verdict.reason)
        if at >= first_new or before.get(row[0]) != row[1:]:
            rows.append((*row, texts.wires[at], texts.kept[at]))
    rows.sort()
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pa.table(
        [
            pa.array(list(column), field.type)
            for column, field in zip(columns, COLUMNS, strict=True)
        ],
        schema=COLUMNS,
    )


def judged(later: Signature, earlier: Signature) -> Verdict:
    """Whether `later` copies `earlier`; the caller knows which is which (see `_rank`)."""
    rate = max(later.rate, earlier.rate)
    sample, other = _at_rate(later, rate), _at_rate(earlier, rate)
    inside = np.isin(sample, other)
    share = float(inside.mean()) if len(inside) else 0.0
    anchors = _contained(later.anchors, earlier.anchors)
    own_words = _longest_gap(inside) * rate
    reason, bar = _bar(later, earlier)
    enough = (
        min(later.words, earlier.words) >= LEAST_WORDS and share * later.triples >= LEAST_SHARED
    )
    # A step in the scale of the sample is too coarse to refuse a text by one piece of it.
    copy = (
        enough
        and share >= bar.wording
        and anchors >= bar.anchors
        and own_words <= max(OWN_WORDS, 4 * rate)
        and _near(later, earlier, share)
    )
    return Verdict(copy, reason, share, anchors, own_words)


def shown(copies: pa.Table, doc_id: str) -> str:
    """Why a document is or isn't a copy, in words, from the rows of it and of its origin.

    Raises KeyError when the rows aren't there.
    """
    ids = copies["doc_id"].to_pylist()
    if doc_id not in ids:
        raise KeyError(doc_id)
    row = copies.slice(ids.index(doc_id), 1).to_pylist()[0]
    credit = f"; it credits {row['wire']}" if row["wire"] else ""
    if row["origin_id"] == doc_id:
        return f"{doc_id} copies no document{credit}"
    verdict = None
    if row["origin_id"] in ids:
        origin = copies.slice(ids.index(row["origin_id"]), 1).to_pylist()[0]
        verdict = judged(
            Signature.unpacked(row["signature"]), Signature.unpacked(origin["signature"])
        )
    more = f", and {verdict.anchors:.0%} of its names and numbers" if verdict is not None else ""
    why = {
        "wire": "that text is of the wire that it credits",
        "publisher": "both are of one publisher",
        "wording": "their wording agrees",
    }[row["reason"]]
    return (
        f"{doc_id} is a copy of {row['origin_id']}: {row['similarity']:.0%} of its wording stands "
        f"there{more}; {why}{credit}"
    )


class _Texts:
    """Documents by their kept signatures, each unpacked when it is first looked at."""

    def __init__(self, ids: list[str], wires: list[str | None], kept: list[bytes]) -> None:
        self.ids = ids
        self.wires = wires
        self.kept = kept
        self._unpacked: dict[int, Signature] = {}

    def __getitem__(self, at: int) -> Signature:
        found = self._unpacked.get(at)
        if found is None:
            found = self._unpacked[at] = Signature.unpacked(self.kept[at])
        return found

    def order(self, at: int) -> tuple[int, int, int, str]:
        """By this the earlier of two documents comes first."""
        return (*_rank(self[at]), self.ids[at])


def _kept(known: pa.Table | None, *, without: set[str]) -> _Texts:
    texts = _Texts([], [], [])
    if known is None:
        return texts
    for doc_id, wire, kept in zip(
        *(known[name].to_pylist() for name in ("doc_id", "wire", "signature")), strict=True
    ):
        if doc_id not in without:
            texts.ids.append(doc_id)
            texts.wires.append(wire)
            texts.kept.append(kept)
    return texts


def signed(documents: pa.Table) -> pa.Table:
    """Table (doc_id, wire, signature) of documents; of one that comes twice the first."""
    columns = [name for name in READ if name in documents.column_names]
    ids, wires, kept = list[str](), list[str | None](), list[bytes]()
    seen: set[str] = set()
    for start in range(0, documents.num_rows, BATCH):
        rows = documents.slice(start, BATCH).select(columns).to_pylist()
        # A document that comes twice is one.
        rows = list({row["doc_id"]: row for row in rows if row["doc_id"] not in seen}.values())
        seen.update(row["doc_id"] for row in rows)
        found = signatures_of(
            [
                Text(
                    text=row["text"],
                    publisher=row["publisher"],
                    published=row["published"],
                    author=row.get("author"),
                )
                for row in rows
            ]
        )
        for row, (signature, wire) in zip(rows, found, strict=True):
            ids.append(row["doc_id"])
            wires.append(wire)
            kept.append(signature.packed())
    return pa.table(
        {
            "doc_id": pa.array(ids, pa.string()),
            "wire": pa.array(wires, pa.string()),
            "signature": pa.array(kept, pa.binary()),
        }
    )


def _before(known: pa.Table | None) -> dict[str, tuple[str, float, str]]:
    if known is None:
        return {}
    names = ("doc_id", "origin_id", "similarity", "reason")
    columns = (known[name].to_pylist() for name in names)
    return {doc_id: rest for doc_id, *rest in map(tuple, zip(*columns, strict=True))}  # type: ignore[misc]


def _touched(texts: _Texts, buckets: Buckets, *, first_new: int) -> list[int]:
    """The new documents, and the known ones whose origin they may change: their copies, the copies
    of those, and so on.
    """
    count = len(texts.ids)
    if first_new == 0:
        return list(range(count))
    inside = np.zeros(count, np.bool_)
    front = np.arange(count) >= first_new
    while front.any():
        inside |= front
        met = np.flatnonzero(buckets.met(front) | inside)
        front = np.zeros(count, np.bool_)
        for one, other in buckets.pairs(met):
            if inside[one] != inside[other]:
                later, earlier = sorted((one, other), key=texts.order, reverse=True)
                if judged(texts[later], texts[earlier]).copy:
                    front[one] = front[other] = True
        front &= ~inside
    return [int(at) for at in np.flatnonzero(inside)]


def _origins(
    texts: _Texts, buckets: Buckets, chosen: Sequence[int]
) -> dict[int, tuple[int, Verdict]]:
    """Of each chosen document its origin and the verdict on the two.

    Documents are taken from the earliest on. Each joins the earliest origin that it copies itself
    among those of its neighbours; so copies of copies find the origin, and like texts of many days
    make no chain.
    """
    found: dict[int, tuple[int, Verdict]] = {at: (at, _ITSELF) for at in chosen}
    near: dict[int, list[int]] = {}
    for one, other in buckets.pairs(np.array(sorted(chosen), np.int64)):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    order = {at: number for number, at in enumerate(sorted(near, key=texts.order))}
    for at, number in order.items():
        origins = {found[other][0] for other in near[at] if order[other] < number}
        for origin in sorted(origins, key=order.__getitem__):
            verdict = judged(texts[at], texts[origin])
            if verdict.copy:
                found[at] = (origin, verdict)
                break
    return found


def _rank(signature: Signature) -> tuple[int, int, int]:
    """The earliest first; among equals the wire's own, then the longer. Undated ones come last, as
    nothing says that others had it from them.
    """
    return (
        signature.day if signature.day is not None else 2**31,
        0 if signature.share is Share.OWN else 1 if signature.share is not Share.SOLE else 2,
        -signature.triples,
    )


def _bar(later: Signature, earlier: Signature) -> tuple[str, Bar]:
    if later.share is Share.SOLE and later.wire:
        if later.wire in (earlier.wire, earlier.publisher):
            return "wire", BARS["wire"]
        if earlier.wire and earlier.share in (Share.OWN, Share.SOLE):
            return "wording", BARS["stranger"]
    if later.publisher and later.publisher == earlier.publisher:
        return "publisher", BARS["publisher"]
    return "wording", BARS["wording"]


def _near(later: Signature, earlier: Signature, share: float) -> bool:
    if later.day is None or earlier.day is None:
        return True
    return abs(later.day - earlier.day) <= (LONG_WINDOW if share >= 0.95 else WINDOW)


def _at_rate(signature: Signature, rate: int) -> npt.NDArray[np.uint32]:
    if rate == signature.rate:
        return signature.sample
    kept: npt.NDArray[np.uint32] = signature.sample[(signature.sample & np.uint32(rate - 1)) == 0]
    return kept


def _contained(later: npt.NDArray[np.uint32], earlier: npt.NDArray[np.uint32]) -> float:
    """Share of the later's names and numbers among the earlier's, as far as both were kept."""
    if not len(later):
        return 1.0
    limit = min(int(later[-1]), int(earlier[-1])) if len(earlier) else 0
    full = len(earlier) < ANCHORS
    seen = later if full else later[later <= limit]
    return float(np.isin(seen, earlier).mean()) if len(seen) else 0.0


def _longest_gap(inside: npt.NDArray[np.bool_]) -> int:
    """How many sampled triples on end are not in the other text."""
    marks = np.flatnonzero(np.concatenate([[True], inside, [True]]))
    return int(np.diff(marks).max()) - 1
