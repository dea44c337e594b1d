"""Violence by place, perpetrator, kind and toll; unknown is counted as unknown, never as nobody."""

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
    one_of,
    rows_of,
    true,
)
from vanellus.analysing.lives import HELD, known_lives
from vanellus.analysing.periods import (
    days_of,
    first_days,
    grains_within,
    known_period,
    periods_of_days,
)
from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

EVENT_COLUMNS: Final = (
    "event_id", "plover_type", "mode", "state", "date_start", "date_grain", "place_name",
    "place_country", "latitude", "longitude", "geonameid", "place_grain", "independent_sources",
    "dead_low", "dead_high",
)  # fmt: skip
TYPES: Final = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE")
PLACES: Final = ("country", "region", "grid")
PARTS: Final = (*PLACES, "perpetrator", "type", "kind")
"""What threats can be counted by, beside the period."""
UNKNOWN: Final = "unknown"
_FINE: Final = ("city", "other")
"""Grains of places whose coordinates say where it was, within a cell of the grid."""


def threats(
    events: pa.Table,
    sides: pa.Table | None = None,
    *,
    by: Sequence[str] = ("country",),
    every: str = "month",
    types: Collection[str] = ("ASSAULT",),
    states: Collection[str] = HELD,
    since: date | None = None,
    until: date | None = None,
    cell: float = 1.0,
) -> pa.Table:
    """Violent events by period and by what `by` names, in the order of the periods.

    Columns: period (its first day), those of `by` (country: ISO3; region: first-order division;
    grid: latitude and longitude of the cell's south-western corner; perpetrator with
    perpetrator_name; type; kind: the mode), events, independent_sources (the sum over events),
    dead_low and dead_high (sums over the events whose toll is told; null where none is),
    toll_unknown (events without a told toll), event_ids. What is not told is null, and the name of
    an unknown perpetrator is "unknown". An event with two perpetrators has a row with each.

    Args:
        events: with EVENT_COLUMNS, and a column `region` to count by it (see `with_region`).
        sides: with event_id, role, party, name, via; needed to count by perpetrator.
        by: some of PARTS, at most one of PLACES.
        every: month, quarter or year; events whose date is coarser are left out.
        types: PLOVER types, of TYPES.
        states: states of life that count; what only was feared or announced does not by default.
        since: only periods from that of this day on.
        until: only periods up to that of this day.
        cell: the height and width of a cell of the grid, in degrees.

    Raises InputError for an unknown part, type, state or period, a size of cells that is none, or a
    table without one of its columns.
    """
    parts = known_parts(by)
    events, period = of_violence(
        events, every=every, types=types, states=states, since=since, until=until
    )
    row = np.arange(events.num_rows)
    columns: dict[str, Any] = {}
    if "perpetrator" in parts:
        row, party, name = _perpetrators(events, sides)
        columns = {"perpetrator": party, "perpetrator_name": name}
    keys: list[Whole] = [period[row]]
    shown: dict[str, Any] = {}
    for part in parts:
        if part == "perpetrator":
            keys.append(_ordered(columns["perpetrator"]))
            shown |= columns
            continue
        for column, values in place_columns(events, part, cell=cell).items():
            values_ = joined(values).take(pa.array(row))
            keys.append(_ordered(values_))
            shown[column] = values_
    groups = grouped(*keys)
    first = pa.array(groups.first)
    table = {"period": first_days(period[row][groups.first], by=every)}
    table |= {column: joined(values).take(first) for column, values in shown.items()}
    return pa.table(table | tolls(events.take(pa.array(row)), groups.group, groups.number))


def known_parts(by: Sequence[str]) -> list[str]:
    """What to count by. Raises InputError for an unknown part, or two kinds of places."""
    parts = [one_of(part, PARTS, where="threats by") for part in dict.fromkeys(by)]
    places = [part for part in parts if part in PLACES]
    if len(places) > 1 and places != ["country", "region"]:
        raise InputError(
            where="threats by",
            problem=f"{' and '.join(places)} are two kinds of places",
            valid=f"one of {', '.join(PLACES)}",
        )
    # A region's name says nothing without its country.
    return [part for part in parts if not ("region" in places and part == "country")]


def of_violence(
    events: pa.Table,
    *,
    every: str,
    types: Collection[str],
    states: Collection[str],
    since: date | None,
    until: date | None,
) -> tuple[pa.Table, Whole]:
    """The events of these types and states whose period is known, and the period of each."""
    need(events, EVENT_COLUMNS, name="events")
    if not types:
        raise InputError(where="types of threats", problem="none given", valid=", ".join(TYPES))
    if since is not None and until is not None and since > until:
        raise InputError(
            where="period of threats",
            problem=f"begins on {since}, after its end on {until}",
            valid="since on or before until",
        )
    wanted = [one_of(each, TYPES, where="types of threats") for each in types]
    fine = grains_within(known_period(every))
    kept = pc.and_(
        pc.and_(
            pc.is_in(events["plover_type"], value_set=pa.array(wanted)),
            pc.is_in(events["state"], value_set=pa.array(known_lives(states), pa.string())),
        ),
        pc.and_(
            pc.is_in(events["date_grain"], value_set=pa.array(fine)),
            pc.is_valid(events["date_start"]),
        ),
    )
    events = events.filter(kept)
    period = periods_of_days(days_of(events["date_start"]), by=every)
    inside = np.ones(len(period), dtype=bool)
    if since is not None:
        inside &= period >= period_of(since, by=every)
    if until is not None:
        inside &= period <= period_of(until, by=every)
    return events.filter(pa.array(inside)), period[inside]


def period_of(day: date, *, by: str) -> int:
    """The number of the period of a day."""
    return int(periods_of_days(days_of(pa.array([day], pa.date32())), by=by)[0])


def place_columns(events: pa.Table, part: str, *, cell: float) -> dict[str, Any]:
    """The columns that stand for a part: two for a region (with its country) and for the grid."""
    if part == "country":
        return {"country": events["place_country"]}
    if part == "region":
        need(events, ("region",), name="events, to count by region,")
        return {"country": events["place_country"], "region": events["region"]}
    if part == "grid":
        return _cells(events, cell)
    return {"kind": events["mode"]} if part == "kind" else {"type": events["plover_type"]}


def _cells(events: pa.Table, cell: float) -> dict[str, Any]:
    """The corner of each event's cell; null where its place is a region or a country as a whole."""
    if not 0.01 <= cell <= 30:
        raise InputError(
            where="cells of the grid", problem=f"a size of {cell:g} degrees", valid="0.01 to 30"
        )
    fine = true(pc.is_in(events["place_grain"], value_set=pa.array(_FINE)))
    found = {}
    for name in ("latitude", "longitude"):
        values = events[name].to_numpy(zero_copy_only=False).astype(float)
        known = fine & np.isfinite(values)
        corner = np.round(np.floor(np.where(known, values, 0) / cell + 1e-9) * cell, 6)
        found[name] = pa.array(corner, mask=~known)
    return found


def _perpetrators(events: pa.Table, sides: pa.Table | None) -> tuple[Whole, pa.Array, pa.Array]:
    """Row of the event, party and name: one for each actor, and one for events that have none.

    Of a bloc that acts only its own row counts. A party has one name, the one most used.
    """
    if sides is None:
        raise InputError(
            where="threats by perpetrator",
            problem="there are no sides to look at",
            valid="the table event_sides",
        )
    need(sides, ("event_id", "role", "party", "name", "via"), name="event_sides")
    sides = sides.filter(pc.and_(pc.equal(sides["role"], "actor"), pc.is_null(sides["via"])))
    row = rows_of(sides["event_id"], among=events["event_id"])
    sides, row = sides.filter(pa.array(row != NONE)), row[row != NONE]
    party, name = coded(sides["party"]), coded(sides["name"])
    uses = grouped(party.codes, name.codes)
    times = counts_of(uses.group, uses.number)
    most = np.lexsort((uses.first, times))
    name_of = np.full(len(party.values), NONE)
    name_of[party.codes[uses.first[most]]] = name.codes[uses.first[most]]
    once = grouped(row, party.codes)
    row, code = row[once.first], party.codes[once.first]
    nobody = np.setdiff1d(np.arange(events.num_rows), row)
    row = np.concatenate([row, nobody])
    names = name.of(name_of[code]).cast(pa.string())
    return (
        row,
        pa.concat_arrays([party.of(code).cast(pa.string()), pa.nulls(len(nobody), pa.string())]),
        pa.concat_arrays([names, pa.array([UNKNOWN] * len(nobody), pa.string())]),
    )


def tolls(events: pa.Table, group: Whole, count: int) -> dict[str, Any]:
    """Events, sources, dead and ids of each group, as columns."""
    known = true(pc.is_valid(events["dead_low"])) | true(pc.is_valid(events["dead_high"]))
    low = pc.coalesce(events["dead_low"], events["dead_high"])
    high = pc.coalesce(events["dead_high"], events["dead_low"])
    told = counts_of(group[known], count)
    sources = np.asarray(events["independent_sources"]).astype(np.int64)
    return {
        "events": pa.array(counts_of(group, count)),
        "independent_sources": pa.array(_sums(group, sources, count).astype(np.int64)),
        "dead_low": pa.array(_sums(group, _zeros(low), count), mask=told == 0),
        "dead_high": pa.array(_sums(group, _zeros(high), count), mask=told == 0),
        "toll_unknown": pa.array(counts_of(group[~known], count)),
        "event_ids": listed(group, count, events["event_id"]),
    }


def _sums(group: Whole, values: Any, count: int) -> Any:
    return np.bincount(group, weights=values, minlength=count)


def _zeros(column: Any) -> Any:
    return np.asarray(pc.fill_null(pc.cast(column, pa.float64()), 0.0))


def _ordered(column: Any) -> Whole:
    """Numbers that sort as the values do, null last."""
    found = coded(column)
    order = np.asarray(pc.array_sort_indices(found.values)).astype(np.int64)
    rank = np.empty(len(order) + 1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    rank[-1] = len(order)
    return rank[found.codes]


def with_region(
    events: pa.Table,
    regions: Callable[[Sequence[tuple[str | None, str | None, int | None]]], Sequence[str | None]],
) -> pa.Table:
    """The events with a column `region`: the first-order division of each one's place.

    `regions` is asked once for each place: name, country and GeoNames id in, division out.
    """
    need(events, ("place_name", "place_country", "geonameid"), name="events")
    name, country = coded(events["place_name"]), coded(events["place_country"])
    number = coded(events["geonameid"])
    places = grouped(name.codes, country.codes, number.codes)
    at = places.first
    asked = zip(
        name.of(name.codes[at]).to_pylist(),
        country.of(country.codes[at]).to_pylist(),
        number.of(number.codes[at]).to_pylist(),
        strict=True,
    )
    found = pa.array(list(regions(list(asked))), pa.string())
    if "region" in events.column_names:
        events = events.drop_columns(["region"])
    return events.append_column("region", found.take(pa.array(places.group)))
