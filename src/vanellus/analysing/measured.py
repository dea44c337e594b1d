"""What is counted of each event: period, held or ahead, quad class, score, weight; as numbers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.lives import AHEAD, HELD, known_lives
from vanellus.analysing.periods import NOWHERE, days_of, periods_of_events
from vanellus.errors import InputError
from vanellus.ontology import Codebook

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

WEIGHTS = ("events", "sources")
_NEEDED = (
    "event_id", "plover_type", "pillar", "state", "date_start", "date_grain", "plover_score",
    "independent_sources",
)  # fmt: skip


class Measured(NamedTuple):
    """One entry for each row of a table of events."""

    period: Whole
    """Number of the period (NOWHERE: none, or before or after what was asked for)."""
    undated: Flags
    """Held, but without a date or with one coarser than the period."""
    held: Flags
    ahead: Flags
    quad: Whole
    score: Real
    weight: Real


def measured(
    events: pa.Table,
    *,
    by: str,
    since: date | None = None,
    until: date | None = None,
    pillar: str | None = None,
    states: Collection[str] = HELD,
    weight: str = "events",
) -> Measured:
    """What is counted of each event; those of another pillar are neither held nor ahead.

    Raises InputError for a column that is missing and for unknown words.
    """
    with_columns(events, "events", _NEEDED)
    if weight not in WEIGHTS:
        raise InputError(where="weight", problem=f"unknown {weight!r}", valid=", ".join(WEIGHTS))
    held = _among(events["state"], known_lives(states))
    ahead = _among(events["state"], tuple(life for life in AHEAD if life not in states))
    if pillar is not None:
        same = _among(events["pillar"], (known_pillar(pillar),))
        held, ahead = held & same, ahead & same
    period = periods_of_events(events, by=by)
    undated = held & (period == NOWHERE)
    days = days_of(events["date_start"])
    if since is not None:
        period = np.where(days >= _ordinal(since), period, NOWHERE)
    if until is not None:
        period = np.where(days <= _ordinal(until), period, NOWHERE)
    sources = np.asarray(events["independent_sources"]).astype(np.float64)
    return Measured(
        period=period,
        undated=undated,
        held=held & (period != NOWHERE),
        ahead=ahead & (period != NOWHERE),
        quad=quads(events["plover_type"]),
        score=np.asarray(events["plover_score"]).astype(np.float64),
        weight=sources if weight == "sources" else np.ones(events.num_rows),
    )


def quads(types: Any) -> Whole:
    """PLOVER's quad class of each type: 1 and 2 cooperation, 3 and 4 conflict.

    Raises CodebookError for a type that PLOVER doesn't have.
    """
    coded = pc.cast(types, pa.string())
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    coded = coded.dictionary_encode()
    book = Codebook.default()
    of_type = np.array([book.quad(name) for name in coded.dictionary.to_pylist()], dtype=np.int64)
    return of_type[np.asarray(coded.indices)] if len(of_type) else np.zeros(0, dtype=np.int64)


def known_pillar(name: str) -> str:
    """The pillar. Raises InputError for an unknown one."""
    pillars = [each.name for each in Codebook.default().pillars]
    if name not in pillars:
        raise InputError(where="pillar", problem=f"unknown {name!r}", valid=", ".join(pillars))
    return name


def with_columns(table: pa.Table, name: str, needed: Collection[str]) -> None:
    """Nothing; raises InputError if the table lacks a column that is needed."""
    missing = [column for column in needed if column not in table.column_names]
    if missing:
        raise InputError(
            where=f"table {name}",
            problem=f"lacks {', '.join(missing)}",
            valid=f"a table with {', '.join(needed)}",
        )


def ordered(since: date | None, until: date | None) -> None:
    """Nothing; raises InputError if the period asked for ends before it begins."""
    if since is not None and until is not None and until < since:
        raise InputError(
            where="period", problem=f"{until} is before {since}", valid="since on or before until"
        )


def code_column(column: Any) -> tuple[Whole, list[Any]]:
    """Each value as its index in the list of values."""
    coded = column.combine_chunks().dictionary_encode()
    return np.asarray(coded.indices).astype(np.int64), coded.dictionary.to_pylist()


def lists_of_ids(ids: Any, event: Whole, cell: Whole, cells: int) -> pa.Array:
    """The ids of the events of each cell 0 to `cells`, as a list column.

    `event` are rows of `ids`, `cell` says of each to which cell it belongs.
    """
    order = np.argsort(cell, kind="stable")
    ends = np.cumsum(np.bincount(cell, minlength=cells))
    offsets = pa.array(np.concatenate([[0], ends]), type=pa.int32())
    flat = pc.cast(ids, pa.string()).take(pa.array(event[order]))
    if isinstance(flat, pa.ChunkedArray):
        flat = flat.combine_chunks()
    return pa.ListArray.from_arrays(offsets, flat)


def _among(column: Any, words: tuple[str, ...]) -> Flags:
    found = pc.is_in(pc.cast(column, pa.string()), value_set=pa.array(words, type=pa.string()))
    flags: Flags = np.asarray(found)
    return flags


def _ordinal(day: date) -> int:
    return (day - date(1970, 1, 1)).days
