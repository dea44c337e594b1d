"""Arrow tables for the calendar, the registers and the outlets, cut to what each needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow.compute as pc

from vanellus.errors import InputError
from vanellus.storing.analysis_tables import arrow
from vanellus.storing.opening import told

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import pyarrow as pa

    from vanellus.storing.store import Store

_AHEAD: Final = "('announced', 'confirmed', 'postponed', 'cancelled', 'overdue')"


class CalendarTables(NamedTuple):
    """What the calendar reads: all of it about events that were once announced."""

    events: pa.Table
    sides: pa.Table
    life: pa.Table
    reports: pa.Table


def last_day_read(store: Store) -> date | None:
    """The latest day of publication of the store's documents."""
    found: date | None = store.query("SELECT max(published) AS day FROM documents")[0]["day"]
    return found


def announced_tables(
    store: Store,
    *,
    as_of: date,
    parties: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> CalendarTables:
    """Events that are announced, or were by the day `as_of`, with sides, life and reports.

    With `parties` only events in which one of these is a side, as itself or by its country. With
    `since` and `until` none whose date is settled by then and lies outside the period.
    """
    given: dict[str, Any] = {"as_of": as_of, "since": since, "until": until}
    # What is told later may have been ahead on that day, or dated otherwise.
    later = "last_published > $as_of"
    which = (
        f"(first_published IS NULL OR first_published <= $as_of) AND (state IN {_AHEAD}"  # noqa: S608  constants
        f" OR {later} AND event_id IN (SELECT event_id FROM event_life WHERE state IN {_AHEAD}"
        f" AND (known_since IS NULL OR known_since <= $as_of))) AND ({later}"
        " OR ($since IS NULL OR date_end >= $since) AND ($until IS NULL OR date_start <= $until))"
    )
    if parties:
        which += (
            " AND event_id IN (SELECT event_id FROM event_sides WHERE party IN"
            " (SELECT unnest($parties)) OR country IN (SELECT unnest($parties)))"
        )
        given["parties"] = sorted(set(parties))
    with told(store.path):
        store._connection.execute(  # noqa: SLF001  one room
            f"CREATE OR REPLACE TEMP TABLE ahead AS SELECT event_id FROM events WHERE {which}",  # noqa: S608  constants
            given,
        )
    return CalendarTables(
        events=arrow(
            store,
            "SELECT event_id, type, mode, pillar, state, date_start, date_end, date_grain,"
            " date_basis, place_name, place_country, independent_sources, first_published,"
            " last_published FROM events SEMI JOIN ahead USING (event_id) ORDER BY event_id",
        ),
        sides=arrow(
            store,
            "SELECT event_id, role, party, name, country, via FROM event_sides"
            " SEMI JOIN ahead USING (event_id)",
        ),
        life=arrow(
            store,
            "SELECT event_id, state, known_since FROM event_life SEMI JOIN ahead USING (event_id)",
        ),
        reports=arrow(
            store,
            "SELECT r.event_id, r.doc_id, r.status, r.date_start, r.date_end, r.date_basis,"
            " d.published, d.publisher, s.name AS said_by,"
            " coalesce(c.origin_id, r.doc_id) AS origin_id"
            " FROM (SELECT * FROM reports SEMI JOIN ahead USING (event_id)) r"
            " JOIN documents d USING (doc_id) LEFT JOIN copies c ON c.doc_id = r.doc_id"
            " LEFT JOIN participants s ON s.report_id = r.report_id AND s.role = 'speaker'"
            " AND s.position = 0",
        ),
    )


_VIOLENT: Final = (
    "event_id, plover_type, mode, state, date_start, date_grain, place_name, place_country,"
    " latitude, longitude, geonameid, place_grain, independent_sources, dead_low, dead_high"
)
_OF_DOCUMENT: Final = "x.*, coalesce(c.origin_id, x.doc_id) AS origin_id, d.publisher, d.published"
_JOINED: Final = "JOIN documents d USING (doc_id) LEFT JOIN copies c ON c.doc_id = x.doc_id"
_PARTY: Final = "coalesce(lexicon_id, entity_id)"
_TURN: Final = "d.published, x.doc_id, x.trigger_start, x.report_id"
REGISTERS: Final = ("recommendations", "agenda", "figures")


def violent_tables(
    store: Store, *, types: Collection[str], states: Collection[str], sides: bool = False
) -> tuple[pa.Table, pa.Table | None]:
    """The events of these PLOVER types and states of life, and (if asked for) who acts in them."""
    given = {"types": sorted(set(types)), "states": sorted(set(states))}
    where = "plover_type IN (SELECT unnest($types)) AND state IN (SELECT unnest($states))"
    events = arrow(store, f"SELECT {_VIOLENT} FROM events WHERE {where}", given)  # noqa: S608  constants
    if not sides:
        return events, None
    return events, arrow(
        store,
        "SELECT event_id, role, party, name, via FROM event_sides"  # noqa: S608  constants
        f" WHERE role = 'actor' AND event_id IN (SELECT event_id FROM events WHERE {where})",
        given,
    )


def register_table(store: Store, register: str) -> pa.Table:
    """All rows of `recommendations`, `agenda` or `figures` with what they need of their documents.

    Figures come with the event that their sentence tells, of several the nearest by its trigger.
    """
    if register not in REGISTERS:
        raise InputError(
            where="register", problem=f"unknown {register!r}", valid=", ".join(REGISTERS)
        )
    if register != "figures":
        return arrow(
            store,
            f"SELECT {_OF_DOCUMENT}, d.title FROM {register} x {_JOINED}",  # noqa: S608  checked
        )
    return arrow(
        store,
        "WITH near AS (SELECT x.doc_id, x.span_start, x.span_end,"  # noqa: S608  constants
        " arg_min(r.event_id, (abs(r.trigger_start - x.span_start), r.report_id)) AS event_id"
        " FROM figures x JOIN reports r ON r.doc_id = x.doc_id"
        " AND r.sentence_start <= x.span_start AND x.span_end <= r.sentence_end"
        " WHERE r.event_id IS NOT NULL GROUP BY ALL)"
        f" SELECT {_OF_DOCUMENT}, d.title, near.event_id FROM figures x {_JOINED}"
        " LEFT JOIN near ON near.doc_id = x.doc_id AND near.span_start = x.span_start"
        " AND near.span_end = x.span_end",
    )


class StatementTables(NamedTuple):
    """What somebody says, of whom, and all that is told of these events."""

    reports: pa.Table
    sides: pa.Table
    tellings: pa.Table


def statement_tables(
    store: Store,
    *,
    speaker: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> StatementTables:
    """Reports that are said by somebody and were published in the period, in the order of their
    publication, with numbers for ids; `event` is the number by which `tellings` name the event.

    `speaker` is an id, a country or a part of a name: only reports of such speakers are fetched.
    """
    with told(store.path):
        # Tables of this connection alone, which a store that is only read may have too.
        store._connection.execute(  # noqa: SLF001  one room
            "CREATE OR REPLACE TEMP TABLE spoken AS WITH speakers AS (SELECT report_id,"  # noqa: S608  constants
            f" arg_min({{'party': {_PARTY}, 'name': name, 'country': country}}, position) AS who"
            " FROM participants WHERE role = 'speaker'"
            f" AND ($speaker IS NULL OR lower({_PARTY}) = lower($speaker)"
            " OR lower(country) = lower($speaker) OR contains(lower(name), lower($speaker)))"
            " GROUP BY report_id)"
            f" SELECT row_number() OVER (ORDER BY {_TURN}) AS number, x.report_id, x.event_id,"
            " x.doc_id, hash(coalesce(c.origin_id, x.doc_id)) AS origin_id, d.publisher,"
            " d.published, s.who.name AS speaker, s.who.party AS speaker_party, s.who.country AS"
            " speaker_country, x.type, x.mode, x.status, x.pillar, x.date_start, x.date_end,"
            f" x.sentence FROM reports x JOIN speakers s USING (report_id) {_JOINED}"
            " WHERE ($since IS NULL OR d.published >= $since)"
            " AND ($until IS NULL OR d.published <= $until)",
            {"speaker": speaker, "since": since, "until": until},
        )
        store._connection.execute(  # noqa: SLF001  as above
            "CREATE OR REPLACE TEMP TABLE spoken_of AS SELECT event_id, row_number() OVER () AS"
            " event FROM (SELECT DISTINCT event_id FROM spoken WHERE event_id IS NOT NULL)"
        )
    reports = arrow(
        store,
        "SELECT number AS report_id, e.event, s.* EXCLUDE (number, report_id)"
        " FROM spoken s LEFT JOIN spoken_of e USING (event_id) ORDER BY number",
    )
    sides = arrow(
        store,
        f"SELECT s.number AS report_id, role, {_PARTY} AS party, name, country"  # noqa: S608  constants
        " FROM participants p JOIN spoken s USING (report_id) WHERE role <> 'speaker'"
        " ORDER BY 1, position",
    )
    tellings = arrow(
        store,
        "SELECT e.event AS event_id, hash(coalesce(c.origin_id, r.doc_id)) AS origin_id,"  # noqa: S608  constants
        f" r.status, p.speaker_party FROM reports r JOIN spoken_of e ON e.event_id = r.event_id"
        " LEFT JOIN copies c ON c.doc_id = r.doc_id LEFT JOIN"
        f" (SELECT report_id, {_PARTY} AS speaker_party FROM participants WHERE role = 'speaker'"
        " AND position = 0) p ON p.report_id = r.report_id",
    )
    return StatementTables(reports, sides, tellings)


class SourceTables(NamedTuple):
    """Documents, the events that each tells, and the sides they take in disagreements."""

    documents: pa.Table
    tellings: pa.Table
    disputes: pa.Table


def source_tables(
    store: Store, *, since: date | None = None, until: date | None = None, listed: bool = False
) -> SourceTables:
    """What outlets are compared by; of a period only documents published in it.

    Documents have the numbers of their rows for ids, and events (unless they are to be `listed`)
    a hash of 64 bits: numbers are compared much faster than texts.
    """
    event = "{}" if listed else "hash({})::UBIGINT"
    given = {"since": since, "until": until}
    within = (
        "WHERE ($since IS NULL OR d.published >= $since)"
        " AND ($until IS NULL OR d.published <= $until)"
    )
    documents = arrow(
        store,
        "SELECT d.rowid AS doc_id, d.publisher, d.published, coalesce(o.rowid, d.rowid) AS"  # noqa: S608  constants
        " origin_id FROM documents d LEFT JOIN copies c ON c.doc_id = d.doc_id"
        f" LEFT JOIN documents o ON o.doc_id = c.origin_id {within} ORDER BY d.rowid",
        given,
    )
    publisher = documents["publisher"].combine_chunks().dictionary_encode()
    documents = documents.set_column(1, "publisher", publisher)
    told_by = arrow(
        store,
        f"SELECT {event.format('r.event_id')} AS event_id, d.rowid AS doc_id FROM reports r"  # noqa: S608  constants
        f" JOIN documents d ON d.doc_id = r.doc_id {within} AND r.event_id IS NOT NULL",
        given,
    )
    # What is known of each document is laid beside its tellings here: numbers move faster.
    rows = pc.index_in(told_by["doc_id"], value_set=documents["doc_id"].combine_chunks())
    beside = documents.take(rows.combine_chunks())
    tellings = beside.add_column(0, "event_id", told_by["event_id"])
    disputes = arrow(
        store,
        f"SELECT {event.format('g.event_id')} AS event_id, g.field, g.resolved, d.publisher"  # noqa: S608  constants
        " FROM (SELECT event_id, field, resolved, unnest(report_ids) AS report_id"
        " FROM disagreements) g JOIN reports r ON r.report_id = g.report_id"
        f" JOIN documents d ON d.doc_id = r.doc_id {within}",
        given,
    )
    return SourceTables(documents, tellings, disputes)
