"""Arrow tables for analyses, cut to the rows and columns that one needs.

An analysis reads `events` and `event_sides` (schema 2) and does the rest itself, so that it works
on anybody's events; only what is fetched is a matter of the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa

from vanellus.errors import InputError
from vanellus.storing.opening import told

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from vanellus.storing.store import Store

EVENT_COLUMNS: Final = (
    "event_id",
    "plover_type",
    "pillar",
    "state",
    "date_start",
    "date_end",
    "date_grain",
    "plover_score",
    "independent_sources",
)
"""What counting needs; the other columns of `events` may be asked for."""
SIDE_COLUMNS: Final = ("event_id", "role", "party", "country", "sector", "kind", "via")
"""Who takes part, without names (see `party_names`)."""
_ALL_EVENT_COLUMNS: Final = frozenset(
    "event_id type plover_type mode contexts pillar state date_start date_end date_grain "
    "date_basis place_name place_country latitude longitude geonameid place_grain plover_score "
    "score reports documents independent_sources first_published last_published dead_low "
    "dead_high record".split()
)
_ALL_SIDE_COLUMNS: Final = frozenset((*SIDE_COLUMNS, "name", "sources"))
WITHIN: Final = (
    "($since IS NULL OR date_start >= $since) AND ($until IS NULL OR date_start <= $until)"
)
"""The condition that an event begins from `since` to `until`, as far as these are given."""


class EventTables(NamedTuple):
    """Events and those who take part in them; no event without a row in `events`."""

    events: pa.Table
    sides: pa.Table


def events_of_parties(
    store: Store,
    parties: Collection[str],
    *,
    since: date | None = None,
    until: date | None = None,
    columns: Sequence[str] = EVENT_COLUMNS,
    side_columns: Sequence[str] = SIDE_COLUMNS,
    of_country: bool = False,
) -> EventTables:
    """Events in which one of `parties` is a side, with all sides of each.

    Only those that begin from `since` to `until` (inclusive); undated ones only where neither is
    given. `of_country` asks as well for sides whose country is one of the parties.
    Raises InputError for columns that the tables don't have, StoreError.
    """
    which = "party IN (SELECT unnest($parties))"
    if of_country:
        which += " OR country IN (SELECT unnest($parties))"
    where = f"{WITHIN} AND event_id IN (SELECT event_id FROM event_sides WHERE {which})"  # noqa: S608  constants
    return _tables(
        store,
        where,
        {"since": since, "until": until, "parties": sorted(set(parties))},
        columns=columns,
        side_columns=side_columns,
    )


def all_events(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    columns: Sequence[str] = EVENT_COLUMNS,
    side_columns: Sequence[str] = SIDE_COLUMNS,
    states: Collection[str] | None = None,
    between_states: bool = False,
) -> EventTables:
    """All events that begin from `since` to `until` (inclusive), with their sides.

    `states` keeps those in one of these states of life (held, announced ...); `between_states`
    keeps events with two different states among their sides, and only those sides.
    Raises InputError for columns that the tables don't have, StoreError.
    """
    given: dict[str, Any] = {"since": since, "until": until}
    where, of_sides = WITHIN, "true"
    if states is not None:
        where += " AND state IN (SELECT unnest($states))"
        given["states"] = sorted(set(states))
    if between_states:
        of_sides = "party = country"
        where += (
            " AND event_id IN (SELECT event_id FROM event_sides WHERE party = country"
            " GROUP BY event_id HAVING min(party) <> max(party))"
        )
    return _tables(
        store, where, given, columns=columns, side_columns=side_columns, of_sides=of_sides
    )


def documents_by_day(
    store: Store, *, since: date | None = None, until: date | None = None
) -> pa.Table:
    """The volume of coverage: `day` and `documents` published on it, only days with any."""
    return arrow(
        store,
        "SELECT published AS day, count(*)::BIGINT AS documents FROM documents"
        " WHERE published IS NOT NULL AND ($since IS NULL OR published >= $since)"
        " AND ($until IS NULL OR published <= $until) GROUP BY 1 ORDER BY 1",
        {"since": since, "until": until},
    )


def events_by_day(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    states: Collection[str] = ("held",),
) -> pa.Table:
    """How many events of the whole store began on each day: `day` and `events`."""
    return arrow(
        store,
        "SELECT date_start AS day, count(*)::BIGINT AS events FROM events"  # noqa: S608  constants
        f" WHERE date_start IS NOT NULL AND {WITHIN} AND state IN (SELECT unnest($states))"
        " GROUP BY 1 ORDER BY 1",
        {"since": since, "until": until, "states": sorted(set(states))},
    )


def party_names(store: Store, parties: Collection[str]) -> dict[str, str]:
    """The name most often used for each party; parties without any are left out."""
    found = arrow(
        store,
        "SELECT party, mode(name) AS name FROM event_sides"
        " WHERE party IN (SELECT unnest($parties)) GROUP BY 1 ORDER BY 1",
        {"parties": sorted(set(parties))},
    )
    names = zip(found["party"].to_pylist(), found["name"].to_pylist(), strict=True)
    return dict(names)


def arrow(store: Store, sql: str, given: Mapping[str, object] | None = None) -> pa.Table:
    """The result of a query as an Arrow table; parameters by name (`$name`). Raises StoreError."""
    with told(store.path):
        return store._connection.sql(sql, params=dict(given or {})).to_arrow_table()  # noqa: SLF001  one room


def arrow_batches(
    store: Store, sql: str, given: Mapping[str, object] | None = None
) -> pa.RecordBatchReader:
    """The same piece by piece, for results that needn't fit into memory; the store stays open."""
    with told(store.path):
        found = store.connection.sql(sql, params=dict(given or {}))
        return found.to_arrow_reader(20_000)


def _tables(
    store: Store,
    where: str,
    given: Mapping[str, object],
    *,
    columns: Sequence[str],
    side_columns: Sequence[str],
    of_sides: str = "true",
) -> EventTables:
    _known("events", columns, _ALL_EVENT_COLUMNS)
    _known("event_sides", side_columns, _ALL_SIDE_COLUMNS)
    chosen = f"SELECT event_id FROM events WHERE {where}"  # noqa: S608  constants
    events = arrow(
        store,
        f"SELECT {', '.join(columns)} FROM events WHERE {where} ORDER BY event_id",  # noqa: S608  checked
        given,
    )
    sides = arrow(
        store,
        f"SELECT {', '.join(side_columns)} FROM event_sides"  # noqa: S608  checked
        f" WHERE {of_sides} AND event_id IN ({chosen})",
        given,
    )
    return EventTables(events, sides)


def _known(table: str, columns: Sequence[str], known: frozenset[str]) -> None:
    for name in columns:
        if name not in known:
            raise InputError(
                where=f"table {table}",
                problem=f"has no column {name!r}",
                valid=", ".join(sorted(known)),
            )
