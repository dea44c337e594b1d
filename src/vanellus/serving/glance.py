"""What a dossier tells at a glance: counts that lead to their events, years, who did it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.resolving.csv_tables import ALWAYS, FOREVER
from vanellus.resolving.lexicon import Lexicon
from vanellus.serving import naming
from vanellus.storing.analysis_tables import party_names

if TYPE_CHECKING:
    from vanellus.briefing.dealt import Deal
    from vanellus.briefing.material import Material
    from vanellus.storing import Store

WAYS: Final = ("to", "from", "together")
"""Who does it: the first to the second, the second to the first, or both side by side."""
_YEARS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count with the events behind it."""

    key: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What was held in a year; `None` are the events without a date."""

    year: int | None
    cooperation: Tally
    conflict: Tally
    fields: tuple[Tally, ...]


def tallies(material: Material) -> dict[str, Tally]:
    """What was held, of it cooperation and conflict, and what is announced."""
    held = material.held
    found = {
        "held": [deal.event_id for deal in held],
        "cooperation": [deal.event_id for deal in held if deal.cooperative],
        "conflict": [deal.event_id for deal in held if not deal.cooperative],
        "announced": [deal.event_id for deal in material.deals if deal.ahead],
        "several": [deal.event_id for deal in held if deal.sources > 1],
    }
    return {key: Tally(key=key, ids=tuple(ids)) for key, ids in found.items()}


def years(deals: Sequence[Deal]) -> tuple[list[str], list[Year]]:
    """The fields of policy that there are, and what was held in each year, the latest first."""
    fields = sorted({deal.pillar for deal in deals})
    by_year: dict[int | None, list[Deal]] = {}
    for deal in deals:
        by_year.setdefault(deal.start.year if deal.start else None, []).append(deal)
    rows = [
        Year(
            year=year,
            cooperation=_tally("cooperation", (deal for deal in found if deal.cooperative)),
            conflict=_tally("conflict", (deal for deal in found if not deal.cooperative)),
            fields=tuple(
                _tally(field, (deal for deal in found if deal.pillar == field)) for field in fields
            ),
        )
        for year, found in by_year.items()
    ]
    rows.sort(key=lambda row: -(row.year or 0))
    return fields, rows[:_YEARS]


def _tally(key: str, deals: Iterable[Deal]) -> Tally:
    return Tally(key=key, ids=tuple(deal.event_id for deal in deals))


def way_of(deal: Deal) -> str:
    """Which of WAYS the event goes between the first and the second."""
    if deal.acted == deal.suffered:
        return "together"
    return "to" if deal.acted else "from"


def through_blocs(
    store: Store, one: str, other: str, *, since: date | None, until: date | None,
    pillar: str | None,
) -> list[str]:  # fmt: skip
    """Held events between two parties of which one is a side only because its bloc acts."""
    rows = store.query(
        "WITH a AS (SELECT number, role, direct, alone FROM served_roles WHERE party = $one),"
        " b AS (SELECT number, role, direct FROM served_roles WHERE party = $other),"
        " dealt AS (SELECT number FROM a JOIN b USING (number)"
        " WHERE a.role <> b.role OR a.role = 'actor' AND a.alone"
        " GROUP BY number HAVING NOT bool_or(a.direct AND b.direct))"
        " SELECT event_id FROM served_events SEMI JOIN dealt USING (number) WHERE state = 'held'"
        " AND ($since IS NULL OR date_end >= $since) AND ($until IS NULL OR date_start <= $until)"
        " AND ($pillar IS NULL OR pillar = $pillar) ORDER BY 1",
        {"one": one, "other": other, "since": since, "until": until, "pillar": pillar},
    )
    return [row["event_id"] for row in rows]


def offices_of(store: Store, party: str) -> list[dict[str, Any]]:
    """Each office of a state or organisation with those who held it, the highest first."""
    rows = store.query(
        "SELECT office, person, told, first_seen, last_seen, reports, event_ids, level"
        " FROM served_offices WHERE party = ? ORDER BY level, office, first_seen, person",
        [party],
    )
    return [
        row | {"first": number == 0 or rows[number - 1]["office"] != row["office"]}
        for number, row in enumerate(rows)
    ]


def members_of(store: Store, bloc: str, *, acted_for: Iterable[str]) -> list[dict[str, Any]]:
    """The members of a bloc: since when and until when, and how often it acted for them.

    Terms are those of the lexicon; who is none there has no days.
    """
    known = Lexicon.default().memberships.get(bloc, [])
    terms = [(member, since, until) for member, since, until in known]
    listed = {member for member, _, _ in terms}
    terms += [(member, ALWAYS, FOREVER) for member in sorted(acted_for) if member not in listed]
    counted = {
        row["party"]: row["n"]
        for row in store.query(
            "SELECT party, count(DISTINCT event_id) AS n FROM event_sides WHERE via = ? GROUP BY 1",
            [bloc],
        )
    }
    met = {
        row["party"]
        for row in store.query(
            "SELECT party FROM served_actors WHERE party IN (SELECT unnest($all::VARCHAR[]))",
            {"all": [member for member, _, _ in terms]},
        )
    }
    rows = [
        _term(member, since, until)
        | {
            "name": naming.country(member), "events": counted.get(member, 0),
            "known": member in met,
        }
        for member, since, until in terms
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["until"] is not None, row["name"]))


def belongs_to(store: Store, member: str) -> list[dict[str, Any]]:
    """The blocs and organisations of this store that a state belongs to, or did."""
    known = Lexicon.default().memberships
    mine = [
        (bloc, since, until)
        for bloc, terms in known.items()
        for state, since, until in terms
        if state == member
    ]
    names = party_names(store, {bloc for bloc, _, _ in mine})
    rows = [
        _term(bloc, since, until) | {"name": names[bloc]}
        for bloc, since, until in mine
        if bloc in names
    ]
    return sorted(rows, key=lambda row: (row["until"] is not None, row["name"]))


def _term(party: str, since: int, until: int) -> dict[str, Any]:
    return {
        "party": party,
        "since": date.fromordinal(since) if since > ALWAYS else None,
        "until": date.fromordinal(until) if until < FOREVER else None,
    }


def attacks_by_year(material: Material) -> list[dict[str, Any]]:
    """Attacks on its soil by year: their events, and the least number of dead that is told."""
    found: dict[int, list[str]] = {}
    for row in material.threats:
        found.setdefault(row["period"].year, []).extend(row["event_ids"])
    return [
        {
            "year": year,
            "ids": list(dict.fromkeys(ids)),
            "dead": sum(material.tolls.get(each) or 0 for each in dict.fromkeys(ids)),
        }
        for year, ids in sorted(found.items(), reverse=True)
    ]


def said_by(
    store: Store, party: str, *, since: date | None, until: date | None, most: int
) -> list[dict[str, Any]]:
    """The newest statements of a party or of its people."""
    return store.query(
        "SELECT * FROM served_statements WHERE (speaker_party = $party OR country = $party)"
        " AND ($since IS NULL OR published >= $since) AND ($until IS NULL OR published <= $until)"
        " ORDER BY number LIMIT $most",
        {"party": party, "since": since, "until": until, "most": most},
    )
