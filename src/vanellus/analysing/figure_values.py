"""Figures: the values that are told of one thing, side by side, with who says which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import (
    NONE,
    coded,
    counts_of,
    grouped,
    joined,
    listed,
    need,
    true,
)
from vanellus.analysing.periods import days_of
from vanellus.analysing.registers import (
    DOCUMENT_COLUMNS,
    contains,
    is_text,
    published_within,
    said_by_documents,
)

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]

FIGURE_COLUMNS: Final = (
    *DOCUMENT_COLUMNS, "span_start", "text", "indicator", "value", "unit", "approximate", "place",
    "place_country", "date_start", "date_end", "said_by",
)  # fmt: skip
TOLLS: Final = (
    "abducted", "arrested", "captured", "defected", "deported", "evacuated", "expelled", "jailed",
    "killed", "missing", "pardoned", "released", "repatriated", "rescued", "sentenced",
    "surrendered", "wounded",
)  # fmt: skip
"""Indicators that count what one event did; the others measure a state of things."""
_TOLD: Final = pa.struct(
    [
        ("value", pa.float64()),
        ("approximate", pa.bool_()),
        ("said_by", pa.string()),
        ("publishers", pa.list_(pa.string())),
        ("sources", pa.int64()),
        ("published", pa.date32()),
    ]
)


def figures(
    register: pa.Table,
    *,
    indicator: str | None = None,
    unit: str | None = None,
    country: str | None = None,
    said_by: str | None = None,
    since: date | None = None,
    until: date | None = None,
    disputed: bool = False,
) -> pa.Table:
    """The values told of one thing side by side: one row for each thing, the most told first.

    One thing is, of a toll in a sentence that tells an event, the toll of that event; else one
    indicator in one unit at one place and date. Where neither place nor country is told, only
    copies of one text speak of one thing.

    Columns: indicator, unit, country, place, date_start, date_end, values (how many different
    ones), low, high, told (each value with: approximate, said_by, publishers, independent sources,
    first day of publication; the one with most sources first), documents, independent_sources,
    first_published, last_published, publishers, doc_ids, event_ids.

    Args:
        register: with FIGURE_COLUMNS; with a column `event_id`, tolls are laid side by event.
        indicator: a part of its name.
        unit: only this unit, whatever its case.
        country: an ISO3 code, or a part of the place's name.
        said_by: a part of the name of who says it.
        since: published on this day or later.
        until: published on this day or earlier.
        disputed: only things of which different values are told.
    """
    need(register, FIGURE_COLUMNS, name="figures")
    kept = published_within(register, since, until) & is_text(register["unit"], unit)
    if indicator is not None:
        kept &= contains(register["indicator"], indicator)
    if country is not None:
        its = true(pc.equal(register["place_country"], country.upper()))
        kept &= its | contains(register["place"], country)
    if said_by is not None:
        kept &= contains(register["said_by"], said_by)
    register = register.filter(pa.array(kept)).sort_by(
        [(name, "ascending") for name in ("published", "doc_id", "span_start")]
    )
    event = _event_of(register)
    groups = grouped(*_thing(register, event))
    value = np.asarray(register["value"]).astype(float)
    told, different = _told(register, groups.group, groups.number, value)
    low, high = (
        _edge(groups.group, groups.number, value, edge) for edge in (np.minimum, np.maximum)
    )
    linked = grouped(groups.group[event.codes != NONE], event.codes[event.codes != NONE])
    at = np.flatnonzero(event.codes != NONE)[linked.first]
    table = pa.table(
        _heads(register, groups.group, groups.number)
        | {
            "values": pa.array(different),
            "low": pa.array(low),
            "high": pa.array(high),
            "told": told,
        }
        | said_by_documents(register, groups.group, groups.number)
        | {"event_ids": listed(groups.group[at], groups.number, event.of(event.codes[at]))}
    )
    if disputed:
        table = table.filter(pc.greater(table["values"], 1))
    return table.sort_by(
        [
            ("independent_sources", "descending"),
            ("indicator", "ascending"),
            ("country", "ascending"),
            ("first_published", "descending"),
        ]
    )


def _event_of(register: pa.Table) -> Any:
    if "event_id" not in register.column_names:
        return coded(pa.nulls(register.num_rows, pa.string()))
    return coded(pc.cast(register["event_id"], pa.string()))


def _thing(register: pa.Table, event: Any) -> list[Whole]:
    """The numbers that two rows about one thing share."""
    toll = true(pc.is_in(register["indicator"], value_set=pa.array(TOLLS)))
    by_event = toll & (event.codes != NONE)
    nowhere = true(pc.is_null(register["place"])) & true(pc.is_null(register["place_country"]))

    def unless_event(codes: Whole) -> Whole:
        return np.where(by_event, NONE - 1, codes)

    return [
        coded(register["indicator"]).codes,
        coded(register["unit"]).codes,
        np.where(by_event, event.codes, NONE),
        unless_event(coded(register["place_country"]).codes),
        unless_event(coded(register["place"]).codes),
        unless_event(days_of(register["date_start"])),
        unless_event(days_of(register["date_end"])),
        unless_event(np.where(nowhere, coded(register["origin_id"]).codes, NONE)),
    ]


def _heads(register: pa.Table, group: Whole, count: int) -> dict[str, Any]:
    """What the thing is; of place and date the earliest that is told."""
    found = {}
    for name, column in (
        ("indicator", "indicator"), ("unit", "unit"), ("country", "place_country"),
        ("place", "place"), ("date_start", "date_start"), ("date_end", "date_end"),
    ):  # fmt: skip
        values = joined(register[column])
        known = np.flatnonzero(true(pc.is_valid(values)))[::-1]
        at = np.full(count, NONE)
        at[group[known]] = known
        found[name] = values.take(pa.array(at, mask=at == NONE))
    return found


def _told(register: pa.Table, group: Whole, count: int, value: Any) -> tuple[pa.ListArray, Whole]:
    """Each value with who says it, by thing; and how many different values there are."""
    number = np.unique(value, return_inverse=True)[1]
    different = grouped(group, number)
    speaker = coded(register["said_by"])
    once = grouped(group, number, speaker.codes)
    said = said_by_documents(register, once.group, once.number)
    exact = np.zeros(once.number, dtype=bool)
    exact[once.group[~true(register["approximate"])]] = True
    sources = np.asarray(said["independent_sources"])
    order = np.lexsort((value[once.first], -sources))
    at = pa.array(order)
    rows = pa.StructArray.from_arrays(
        [
            pa.array(value[once.first][order]),
            pa.array(~exact[order]),
            speaker.of(speaker.codes[once.first][order]).cast(pa.string()),
            said["publishers"].take(at).cast(pa.list_(pa.string())),
            pa.array(sources[order]),
            said["first_published"].take(at),
        ],
        fields=list(_TOLD),
    )
    return (
        listed(group[once.first][order], count, rows),
        counts_of(group[different.first], count),
    )


def _edge(group: Whole, count: int, value: Any, which: np.ufunc) -> Any:
    found = np.full(count, np.inf if which is np.minimum else -np.inf)
    which.at(found, group, value)
    return found
