"""Reports as columns of numbers: everything that linking compares, in the canonical order."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.kinds import STATUSES, Kinds
from vanellus.linking.parties import Sides, key_of, sides_of
from vanellus.linking.trigger_families import PALE, Families, families_of
from vanellus.linking.wording import Wording, wording_of

NEEDED: Final = (
    "report_id", "doc_id", "sentence", "sentence_start", "sentence_end", "type", "mode", "status",
    "date_start", "date_end", "date_grain", "date_basis", "place_text", "place_name", "latitude",
    "longitude", "place_country", "geonameid", "place_grain", "trigger", "published",
    "title",
)  # fmt: skip
"""Columns of `reports` (with those of its document) that linking reads; `lead`, the beginning of
the document, may be missing."""
VECTOR: Final = 64
FAMILIES: Final = 3
"""Families of a deciding word that are kept."""
UNKNOWN_DAY: Final = np.int32(-(2**30))
BASES: Final = ("stated", "relative", "published", "unknown")
GRAINS: Final = ("city", "region", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Many reports, an entry each, in canonical order: by day of publication, then document, then
    report. All entries of a column have one length.
    """

    ids: npt.NDArray[np.object_]
    documents: npt.NDArray[np.object_]
    """Ids of the documents."""
    document: npt.NDArray[np.int64]
    """A key of each."""
    sentence: npt.NDArray[np.uint64]
    """A key of the sentence's words as they stand."""
    type: npt.NDArray[np.int8]
    mode: npt.NDArray[np.int64]
    """A key of it; 0 where there is none."""
    status: npt.NDArray[np.int8]
    first: npt.NDArray[np.int32]
    """First day of the event in days since 1970; UNKNOWN_DAY where nothing is known."""
    last: npt.NDArray[np.int32]
    exact: npt.NDArray[np.bool_]
    """The text itself gives the day (or a few days)."""
    published: npt.NDArray[np.int32]
    country: npt.NDArray[np.int64]
    """A key of it; 0 where unknown."""
    place: npt.NDArray[np.int64]
    """GeoNames id; 0 where unknown."""
    place_text: npt.NDArray[np.uint64]
    latitude: npt.NDArray[np.float32]
    longitude: npt.NDArray[np.float32]
    """NaN where unknown."""
    grain: npt.NDArray[np.int8]
    """Index in GRAINS; -1 for others."""
    trigger: npt.NDArray[np.uint32]
    toll: npt.NDArray[np.float64]
    """Dead that the sentence tells of; NaN where it tells none."""
    actors: Sides
    recipients: Sides
    words: Wording
    titles: Wording
    """The words of the documents' titles."""
    leads: Wording
    """The words of the documents' titles and beginnings."""
    families: npt.NDArray[np.int16]
    """Families of the deciding word (see `trigger_families`), counted from 1; 0 where unused."""
    vectors: npt.NDArray[np.float32]
    """Unit length, or zeros where there is none."""

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: npt.NDArray[np.integer | np.bool_]) -> Self:
        """These entries; in order where `rows` are."""
        return replace(self, **{each.name: _taken(getattr(self, each.name), rows)
                                for each in fields(self)})  # fmt: skip

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """The entries of all parts in canonical order."""
        both = cls(**{each.name: _all([getattr(part, each.name) for part in parts])
                      for each in fields(cls)})  # fmt: skip
        day = both.published.astype(np.int64)
        order = pc.sort_indices(
            pa.table(
                {
                    "day": np.where(day == UNKNOWN_DAY, np.int64(2**40), day),
                    "document": pa.array(both.documents, pa.string()),
                    "report": pa.array(both.ids, pa.string()),
                }
            ),
            sort_keys=[(name, "ascending") for name in ("day", "document", "report")],
        )
        return both.take(np.asarray(order))


def _taken(column: Any, rows: npt.NDArray[np.integer | np.bool_]) -> Any:
    if isinstance(column, np.ndarray):
        return column[rows]
    return replace(
        column, **{each.name: _taken(getattr(column, each.name), rows) for each in fields(column)}
    )


def _all(columns: Sequence[Any]) -> Any:
    if isinstance(columns[0], np.ndarray):
        return np.concatenate(columns)
    return replace(
        columns[0],
        **{each.name: _all([getattr(column, each.name) for column in columns])
           for each in fields(columns[0])},
    )  # fmt: skip


def columns_of(
    reports: pa.Table,
    participants: pa.Table,
    *,
    figures: pa.Table | None = None,
    vectors: pa.Table | None = None,
) -> Columns:
    """The reports as columns of numbers; `figures` and `vectors` may be missing."""
    if "lead" not in reports.column_names:
        reports = reports.append_column("lead", pa.nulls(reports.num_rows, pa.string()))
    table = _ordered(reports.select([*NEEDED, "lead"]))
    count = table.num_rows
    kinds = Kinds.default()
    owners = pc.index_in(participants["report_id"], table["report_id"].combine_chunks())
    rows = np.asarray(owners.fill_null(-1)).astype(np.int64)
    actors, recipients = sides_of(participants, rows, count=count)
    sentences = table["sentence"].to_pylist()
    words = wording_of(sentences)
    triggers = wording_of(table["trigger"].to_pylist())
    published = _days(table["published"])
    first, last = _days(table["date_start"]), _days(table["date_end"])
    basis = _codes(table["date_basis"], BASES)
    known = first != UNKNOWN_DAY
    last = np.where(known & (last == UNKNOWN_DAY), first, last)
    return Columns(
        ids=np.array(table["report_id"].to_pylist(), object),
        documents=np.array(table["doc_id"].to_pylist(), object),
        document=_keyed(table["doc_id"]),
        sentence=_hashed(table["sentence"]),
        type=_types(table["type"], kinds),
        mode=_keyed(table["mode"]),
        status=_codes(table["status"], STATUSES),
        first=first,
        last=last.astype(np.int32),
        exact=known & (basis <= 1) & (last - first < 8),
        published=published,
        country=_keyed(table["place_country"]),
        place=np.asarray(table["geonameid"].fill_null(0)).astype(np.int64),
        place_text=_hashed(_named_place(table)),
        latitude=_floats(table["latitude"]),
        longitude=_floats(table["longitude"]),
        grain=_codes(table["place_grain"], GRAINS),
        trigger=triggers.stems[:, 0],
        toll=_tolls(table, figures),
        actors=actors,
        recipients=recipients,
        words=words,
        titles=_of_documents(table["title"]),
        leads=_of_documents(_leads(table)),
        families=_families(table["trigger"]),
        vectors=_vectors(table, vectors),
    )


def _ordered(reports: pa.Table) -> pa.Table:
    order = pc.sort_indices(
        reports,
        sort_keys=[(name, "ascending") for name in ("published", "doc_id", "report_id")],
    )
    return reports.take(order).combine_chunks()


def _days(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    plain = column.cast(pa.date32()).cast(pa.int32()).fill_null(int(UNKNOWN_DAY))
    return np.asarray(plain).astype(np.int32)


def _codes(column: pa.ChunkedArray, names: tuple[str, ...]) -> npt.NDArray[np.int8]:
    found = pc.index_in(column, pa.array(names)).fill_null(-1)
    return np.asarray(found).astype(np.int8)


def _dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return pa.chunked_array(column).combine_chunks().cast(pa.string()).dictionary_encode()


def _keyed(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Keys over 0 of texts; 0 where there is none."""
    return (_hashed(column) >> np.uint64(1)).astype(np.int64)


def _hashed(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    coded = _dictionary(column)
    keys = np.array([key_of(value) for value in coded.dictionary.to_pylist()] + [0], np.uint64)
    out: npt.NDArray[np.uint64] = keys[np.asarray(coded.indices.fill_null(-1))]
    return out


def _floats(column: pa.ChunkedArray) -> npt.NDArray[np.float32]:
    return np.asarray(column.cast(pa.float64()).fill_null(np.nan)).astype(np.float32)


def _types(column: pa.ChunkedArray, kinds: Kinds) -> npt.NDArray[np.int8]:
    coded = _dictionary(column)
    codes = np.array([kinds.code(name) for name in coded.dictionary.to_pylist()] or [0], np.int8)
    out: npt.NDArray[np.int8] = codes[np.asarray(coded.indices)]
    return out


def _named_place(table: pa.Table) -> pa.ChunkedArray:
    return pc.utf8_lower(pc.coalesce(table["place_name"], table["place_text"]))


def _tolls(table: pa.Table, figures: pa.Table | None) -> npt.NDArray[np.float64]:
    """The largest number of dead that a figure inside the report's sentence tells."""
    out = np.full(table.num_rows, np.nan)
    if figures is None or not figures.num_rows:
        return out
    dead = figures.filter(pc.equal(figures["indicator"], "killed"))
    told: dict[str, list[tuple[int, float]]] = {}
    for doc, start, value in zip(
        *(dead[name].to_pylist() for name in ("doc_id", "span_start", "value")), strict=True
    ):
        told.setdefault(doc, []).append((start, value))
    spans: Any = zip(
        *(table[name].to_pylist() for name in ("doc_id", "sentence_start", "sentence_end")),
        strict=True,
    )
    for row, (doc, start, end) in enumerate(spans):
        inside = [value for at, value in told.get(doc, ()) if start <= at < end]
        if inside:
            out[row] = max(inside)
    return out


def _leads(table: pa.Table) -> pa.ChunkedArray:
    parts = [pc.fill_null(table[name].cast(pa.string()), "") for name in ("title", "lead")]
    return pc.binary_join_element_wise(*parts, ". ")


def _families(column: pa.ChunkedArray) -> npt.NDArray[np.int16]:
    coded = _dictionary(column)
    found = families_of(coded.dictionary.to_pylist())
    numbers = _family_numbers()
    square = np.zeros((len(found) + 1, FAMILIES), np.int16)
    for row, names in enumerate(found):
        for place, name in enumerate(names[:FAMILIES]):
            square[row, place] = numbers[name]
    out: npt.NDArray[np.int16] = square[np.asarray(coded.indices.fill_null(len(found)))]
    return out


@functools.cache
def _family_numbers() -> dict[str, int]:
    names = {name for found in Families.default().of.values() for name in found}
    telling = enumerate(sorted(names - PALE), start=1)
    return {name: number for number, name in telling} | dict.fromkeys(PALE, 0)


def _of_documents(column: pa.ChunkedArray) -> Wording:
    coded = _dictionary(column)
    words = wording_of([*coded.dictionary.to_pylist(), ""])
    rows = np.asarray(coded.indices.fill_null(len(coded.dictionary)))
    return Wording(stems=words.stems[rows], rarity=words.rarity[rows], numbers=words.numbers[rows])


def _vectors(table: pa.Table, vectors: pa.Table | None) -> npt.NDArray[np.float32]:
    out = np.zeros((table.num_rows, VECTOR), np.float32)
    if vectors is None or not vectors.num_rows:
        return out
    unique = vectors.group_by(["doc_id", "sentence_start"], use_threads=False).aggregate(
        [("vector", "first")]
    )
    asked = table.select(["doc_id", "sentence_start"]).append_column(
        "at", pa.array(np.arange(table.num_rows))
    )
    found = asked.join(
        unique.set_column(1, "sentence_start", unique["sentence_start"].cast(pa.int32())),
        ["doc_id", "sentence_start"],
        join_type="inner",
    )
    blobs = found["vector_first"].to_pylist()
    if blobs:
        square = np.frombuffer(b"".join(blobs), np.int8).reshape(len(blobs), -1)
        values = square.astype(np.float32)
        length = np.linalg.norm(values, axis=1, keepdims=True)
        out[np.asarray(found["at"])] = values / np.maximum(length, 1e-9)
    return out
