"""The reports of events as they are resolved: event by event, each with its independent source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.errors import InputError
from vanellus.linking.life import MAY_CHANGE
from vanellus.linking.participation import Part, parts_by_report
from vanellus.linking.tolls import MAY_TELL, Toll, read_toll
from vanellus.linking.wire_credit import MAY_QUOTE, quoted_wire, usual_name

SLICE: Final = 40_000
"""Reports that are held as Python objects at once."""
DEADLY: Final = frozenset({"ASSAULT", "PROTEST"})
"""Types of events whose sentences tell their own dead; others name those of other events."""
_PLAIN: Final = (
    "report_id", "doc_id", "type", "mode", "contexts", "pillar", "status",
    "date_grain", "date_basis", "place_name", "place_country", "latitude", "longitude",
    "geonameid", "place_grain", "trigger", "score", "publisher",
)  # fmt: skip
_DAYS: Final = ("date_start", "date_end", "published")
NEEDED: Final = (*_PLAIN, *_DAYS, "sentence")


class Report(NamedTuple):
    """One report of an event. Days are days since 1970."""

    report_id: str
    doc_id: str
    type: str
    mode: str | None
    contexts: list[str]
    pillar: str
    status: str
    date_grain: str
    date_basis: str
    place_name: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    place_grain: str | None
    trigger: str
    score: float
    publisher: str | None
    date_start: int | None
    date_end: int | None
    published: int | None
    sentence: str
    """Empty unless it may put off or call off the event: then its words are needed."""
    source: str
    """Reports with one source count once."""
    toll: Toll | None
    parts: list[Part]


def reports_by_event(
    reports: pa.Table,
    participants: pa.Table,
    figures: pa.Table,
    copies: pa.Table,
    membership: pa.Table,
) -> Iterator[tuple[str, list[Report]]]:
    """Each event with its reports, by day of publication and id; events in order of their ids.

    Raises InputError where a column is missing.
    """
    missing = [name for name in NEEDED if name not in reports.column_names]
    if missing:
        raise InputError(
            where="reports", problem=f"no column {missing[0]!r}", valid=", ".join(NEEDED)
        )
    table = _with_events(reports, membership)
    if not table.num_rows:
        return
    table = table.append_column("source", _sources(table, copies))
    events = table["event_id"].combine_chunks().dictionary_encode()
    codes = np.asarray(events.indices)
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    bounds = np.append(starts, table.num_rows)
    owner = _owner(participants, table)
    dead = _figures(figures)
    first = 0
    while first < len(starts):
        last = int(np.searchsorted(bounds, bounds[first] + SLICE, "right")) - 1
        last = min(max(last, first + 1), len(starts))
        low, high = int(bounds[first]), int(bounds[last])
        members = participants.take(pa.array(owner.of(low, high)))
        rows = _rows(table.slice(low, high - low), parts_by_report(members), dead)
        names = table["event_id"].slice(low, high - low)
        for at in range(first, last):
            begin, end = int(bounds[at]) - low, int(bounds[at + 1]) - low
            yield names[begin].as_py(), rows[begin:end]
        first = last


def _with_events(reports: pa.Table, membership: pa.Table) -> pa.Table:
    at = pc.index_in(reports["report_id"], membership["report_id"].combine_chunks())
    table = reports.append_column("event_id", membership["event_id"].combine_chunks().take(at))
    extra = [name for name in ("sentence_start", "sentence_end") if name in table.column_names]
    table = table.filter(pc.is_valid(table["event_id"])).select([*NEEDED, *extra, "event_id"])
    order = pc.sort_indices(
        table,
        sort_keys=[(name, "ascending") for name in ("event_id", "published", "report_id")],
    )
    return table.take(order).combine_chunks()


def _sources(table: pa.Table, copies: pa.Table) -> pa.Array:
    """Of each report its independent source: the wire that its text repeats or that its sentence
    quotes, else the outlet of the text that it copies, else that text.
    """
    origins = dict(zip(copies["doc_id"].to_pylist(), copies["origin_id"].to_pylist(), strict=True))
    wires = dict(zip(copies["doc_id"].to_pylist(), copies["wire"].to_pylist(), strict=True))
    docs = table["doc_id"].combine_chunks().dictionary_encode()
    ids = docs.dictionary.to_pylist()
    first = np.unique(np.asarray(docs.indices), return_index=True)[1]
    outlets = dict(zip(ids, table["publisher"].take(pa.array(first)).to_pylist(), strict=True))
    named = {doc: _source(doc, origins, wires, outlets) for doc in ids}
    keys = np.array([named[doc] for doc in ids], object)[np.asarray(docs.indices)]
    quoting = np.flatnonzero(np.asarray(pc.match_substring_regex(table["sentence"], MAY_QUOTE)))
    sentences = table["sentence"].take(pa.array(quoting)).to_pylist()
    for row, sentence in zip(quoting.tolist(), sentences, strict=True):
        wire = quoted_wire(sentence)
        if wire:
            keys[row] = wire.casefold()
    return pa.array(keys, pa.string())


def _source(
    doc: str,
    origins: dict[str, str],
    wires: dict[str, str | None],
    outlets: dict[str, str | None],
) -> str:
    origin = origins.get(doc, doc)
    for name in (wires.get(origin), outlets.get(origin), wires.get(doc)):
        if name:
            return usual_name(name).casefold()
    return origin


class _Owner(NamedTuple):
    """Rows of participants in the order of the reports that they belong to."""

    order: npt.NDArray[np.int64]
    reports: npt.NDArray[np.int64]

    def of(self, low: int, high: int) -> npt.NDArray[np.int64]:
        """Rows of the reports from `low` up to `high`."""
        return self.order[slice(*np.searchsorted(self.reports, (low, high)))]


def _owner(participants: pa.Table, table: pa.Table) -> _Owner:
    rows = pc.index_in(participants["report_id"], table["report_id"].combine_chunks())
    found = np.asarray(rows.fill_null(-1)).astype(np.int64)
    order = np.argsort(found, kind="stable")
    return _Owner(order, found[order])


def _figures(figures: pa.Table) -> dict[str, list[tuple[int, float, str]]]:
    """Numbers of dead by document: where they stand, how many, in which words."""
    found: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    if figures.num_rows:
        dead = figures.filter(pc.equal(figures["indicator"], "killed"))
        columns = (dead[name].to_pylist() for name in ("doc_id", "span_start", "value", "text"))
        for doc, start, value, text in zip(*columns, strict=True):
            found[doc].append((start, value, text))
    return found


def _rows(
    table: pa.Table,
    parts: dict[str, list[Part]],
    dead: dict[str, list[tuple[int, float, str]]],
) -> list[Report]:
    plain = [table[name].to_pylist() for name in _PLAIN]
    days = [table[name].cast(pa.date32()).cast(pa.int32()).to_pylist() for name in _DAYS]
    may_change = pc.match_substring_regex(table["sentence"], MAY_CHANGE)
    kept = pc.or_(
        pc.or_(may_change, pc.not_equal(table["status"], "occurred")),
        pc.equal(table["type"], "REJECT"),
    )
    sentences = pc.if_else(kept, table["sentence"], "").to_pylist()
    tolls = _tolls(table, dead)
    columns = (*plain, *days, sentences, table["source"].to_pylist(), tolls)
    return [Report._make((*row, parts.get(row[0], []))) for row in zip(*columns, strict=True)]


def _tolls(table: pa.Table, dead: dict[str, list[tuple[int, float, str]]]) -> list[Toll | None]:
    out: list[Toll | None] = [None] * table.num_rows
    deadly = pc.is_in(table["type"], pa.array(sorted(DEADLY)))
    told = pc.and_(deadly, pc.match_substring_regex(table["sentence"], MAY_TELL))
    rows = np.flatnonzero(np.asarray(told))
    for row, sentence in zip(
        rows.tolist(), table["sentence"].take(pa.array(rows)).to_pylist(), strict=True
    ):
        out[row] = read_toll(sentence)
    if dead and "sentence_start" in table.column_names:
        spans = (table[name].to_pylist() for name in ("doc_id", "sentence_start", "sentence_end"))
        for row, (doc, start, end) in enumerate(zip(*spans, strict=True)):
            if out[row] is None and doc in dead and deadly[row].as_py():
                inside = [each for each in dead[doc] if start <= each[0] < end]
                if inside:
                    _, value, words = max(inside, key=lambda each: each[1])
                    out[row] = Toll(value, value, words)
    return out
