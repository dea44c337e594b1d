"""Tables that are worked out for each copy of the store: shifts, statements, offices, trends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.realigning import realignments
from vanellus.analysing.registers import agenda
from vanellus.analysing.sayings import statements
from vanellus.analysing.shift_finding import ENOUGH, shifts
from vanellus.analysing.sides import Who
from vanellus.analysing.violence_trends import threat_trends
from vanellus.errors import InputError
from vanellus.serving.naming import people
from vanellus.serving.offices import offices
from vanellus.storing.analysis_tables import (
    arrow,
    documents_by_day,
    events_of_parties,
    party_names,
)
from vanellus.storing.register_tables import (
    last_day_read,
    register_table,
    statement_tables,
    violent_tables,
)

if TYPE_CHECKING:
    from vanellus.storing import Store

MEASURES: Final = ("attention", "conduct")
_LISTED_PAIRS: Final = 128
_PLACES: Final = 8
"""Fewest events on each side of a date at which two partners are said to have changed places."""
_SHIFTS: Final = pa.schema(
    [
        ("date", pa.date32()), ("date_low", pa.date32()), ("date_high", pa.date32()),
        ("kind", pa.string()), ("up", pa.bool_()), ("actor", pa.string()),
        ("actor_name", pa.string()), ("partner", pa.string()), ("partner_name", pa.string()),
        ("away_from", pa.string()), ("away_from_name", pa.string()),
        ("probability", pa.float64()), ("before", pa.float64()), ("after", pa.float64()),
        ("events_before", pa.int64()), ("events_after", pa.int64()),
        ("ids_before", pa.list_(pa.string())), ("ids_after", pa.list_(pa.string())),
        ("strength", pa.float64()),
    ]
)  # fmt: skip
_TRENDS: Final = pa.schema(
    [
        ("country", pa.string()), ("period", pa.date32()), ("trend", pa.string()),
        ("events", pa.int64()), ("expected", pa.float64()), ("expected_low", pa.int64()),
        ("expected_high", pa.int64()), ("earlier_events", pa.int64()),
        ("independent_sources", pa.int64()), ("event_ids", pa.list_(pa.string())),
    ]
)  # fmt: skip


def listed_tables(store: Store) -> dict[str, pa.Table]:
    """The tables of lists and of the first page by their names, in the order in which they are
    shown.
    """
    pairs = dealing_pairs(store)
    return {
        "served_pairs": pairs.slice(0, _LISTED_PAIRS),
        "served_shifts": shifts_found(store, pairs),
        "served_statements": said(store),
        "served_agenda": agenda(register_table(store, "agenda")),
        "served_offices": offices(store),
        "served_trends": trends(store),
        "served_peoples": peoples(store),
    }


def shifts_found(store: Store, pairs: pa.Table) -> pa.Table:
    """All dated shifts between states, blocs and organisations, the strongest first.

    Each pair is looked at once, from the side of the one with more events. `kind` is attention,
    conduct, or places: `actor` turned from `away_from` to `partner`. `strength` orders them: the
    probability times the number of events on the side that has more, so that what is sure and much
    told comes first.
    """
    partners: dict[str, list[str]] = {}
    for row in pairs.to_pylist():
        partners.setdefault(row["actor"], []).append(row["partner"])
    coverage = documents_by_day(store)
    found: list[dict[str, Any]] = []
    for actor, others in partners.items():
        tables = events_of_parties(store, [actor])
        whom = [Who(name=other) for other in others]
        dated = shifts(
            *tables, actor=actor, partners=whom, measures=MEASURES, coverage=coverage
        ).to_pylist()
        found += [
            {"actor": actor, "kind": row["measure"], **row}
            for row in dated
            if row["status"] == "shift"
        ]
        turned = (
            realignments(*tables, actor=actor, coverage=coverage).to_pylist()
            if len(others) > 1
            else []
        )
        found += [
            {
                "actor": actor, "kind": "places", "partner": row["towards"], **row,
                "before": row["share_before"], "after": row["share_after"],
            }
            for row in turned
            if min(row["events_before"], row["events_after"]) >= _PLACES
        ]  # fmt: skip
    named = party_names(
        store,
        {row[key] for row in found for key in ("actor", "partner", "away_from") if row.get(key)},
    )
    for row in found:
        for key in ("actor", "partner", "away_from"):
            row[f"{key}_name"] = named.get(row.get(key) or "", row.get(key))
        row["up"] = row["after"] > row["before"]
        row["strength"] = row["probability"] * max(row["events_before"], row["events_after"])
    found.sort(key=lambda row: (-row["strength"], row["date"], row["actor"], row["partner"]))
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in _SHIFTS.names} for row in found], schema=_SHIFTS
    )


def dealing_pairs(store: Store) -> pa.Table:
    """States, blocs and organisations that are sides of so many held events as can tell a shift,
    each pair once, those with the most events first.

    Columns: actor (of the two the one with more events), actor_name, partner, partner_name, events.
    """
    return arrow(
        store,
        "WITH s AS (SELECT event_id, party, any_value(name) AS name FROM event_sides"
        " WHERE via IS NULL AND kind IN ('state', 'bloc', 'igo')"
        " AND event_id IN (SELECT event_id FROM events"
        " WHERE state = 'held' AND date_start IS NOT NULL) GROUP BY 1, 2),"
        " weight AS (SELECT party, count(*) AS n, mode(name) AS name FROM s GROUP BY 1),"
        " pairs AS (SELECT a.party AS one, b.party AS other, count(*) AS n"
        " FROM s a JOIN s b ON a.event_id = b.event_id AND a.party < b.party"
        " GROUP BY 1, 2 HAVING count(*) >= $enough),"
        " both_ways AS (SELECT pairs.n AS events, o.n >= p.n AS first, o.party AS one,"
        " o.name AS one_name, p.party AS other, p.name AS other_name"
        " FROM pairs JOIN weight o ON o.party = one JOIN weight p ON p.party = other)"
        " SELECT CASE WHEN first THEN one ELSE other END AS actor,"
        " CASE WHEN first THEN one_name ELSE other_name END AS actor_name,"
        " CASE WHEN first THEN other ELSE one END AS partner,"
        " CASE WHEN first THEN other_name ELSE one_name END AS partner_name, events"
        " FROM both_ways ORDER BY events DESC, actor, partner",
        {"enough": ENOUGH},
    )


def said(store: Store) -> pa.Table:
    """Who said what, the newest first, with the country of each speaker."""
    found = statements(*statement_tables(store))
    countries = {
        row["party"]: row["country"]
        for row in store.query(
            "SELECT coalesce(lexicon_id, entity_id) AS party, any_value(country) AS country"
            " FROM entities WHERE country IS NOT NULL GROUP BY 1"
        )
    }
    speakers = found["speaker_party"].to_pylist()
    return found.append_column(
        "country", pa.array([countries.get(each) for each in speakers], pa.string())
    )


def trends(store: Store) -> pa.Table:
    """Violence of each country in the latest quarter against its own past, the least usual first.

    Empty where nothing was read before that quarter.
    """
    last = last_day_read(store)
    events, _ = violent_tables(store, types=("ASSAULT",), states=("held",))
    if last is None or not events.num_rows:
        return _TRENDS.empty_table()
    try:
        found = threat_trends(
            events, every="quarter", until=last, coverage=documents_by_day(store, until=last)
        )
    except InputError:
        return _TRENDS.empty_table()
    return found.select(_TRENDS.names).filter(pc.is_valid(found["country"]))


def peoples(store: Store) -> pa.Table:
    """The names of parties that are a country's people of one sector (`MLI CVL`)."""
    parties = arrow(store, "SELECT DISTINCT party FROM event_sides WHERE party LIKE '___ ___'")
    named = [(party, people(party)) for party in parties["party"].to_pylist()]
    kept = [(party, name) for party, name in named if name is not None]
    return pa.table(
        {
            "party": pa.array([party for party, _ in kept], pa.string()),
            "name": pa.array([name for _, name in kept], pa.string()),
        }
    )
