"""What dossiers show beside findings and charts: partners, fields, sayings; numbers as links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.analysing.sayings import statements
from vanellus.briefing.dealt import Deal
from vanellus.briefing.material import Material
from vanellus.briefing.numbers import Finding, Number
from vanellus.serving.showing import url
from vanellus.storing.register_tables import statement_tables

if TYPE_CHECKING:
    from vanellus.storing import Store

MOST_IDS: Final = 400
"""More ids make an address that is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a sentence; a number has the address of its events."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Events of one kind or with one partner."""

    key: str
    name: str
    every: tuple[str, ...]
    cooperation: tuple[str, ...]
    conflict: tuple[str, ...]
    latest: date | None


def events_link(ids: Sequence[str]) -> str | None:
    """The list of exactly these events; None where there are none or too many for an address."""
    once = list(dict.fromkeys(ids))
    return url("/events", ids=" ".join(once)) if 0 < len(once) <= MOST_IDS else None


def pieces_of(finding: Finding) -> list[Piece]:
    """The finding's words, with its numbers leading to their events."""
    return [
        Piece(text=part.text, link=events_link(part.event_ids))
        if isinstance(part, Number)
        else Piece(text=part)
        for part in finding.parts
    ]


def by_partner(material: Material) -> list[Group]:
    """What was held with each partner, the one with most first."""
    return _groups(
        (partner, material.name(partner), deal)
        for deal in material.held
        for partner in deal.partners
    )


def by_pillar(material: Material) -> list[Group]:
    """What was held in each field of policy."""
    return _groups((deal.pillar, deal.pillar, deal) for deal in material.held)


def _groups(rows: Iterable[tuple[str, str, Deal]]) -> list[Group]:
    found: dict[tuple[str, str], list[Deal]] = {}
    for key, name, deal in rows:
        found.setdefault((key, name), []).append(deal)
    groups = [
        Group(
            key=key,
            name=name,
            every=tuple(deal.event_id for deal in deals),
            cooperation=tuple(deal.event_id for deal in deals if deal.cooperative),
            conflict=tuple(deal.event_id for deal in deals if not deal.cooperative),
            latest=max((deal.start for deal in deals if deal.start), default=None),
        )
        for (key, name), deals in found.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.every), group.name))


def sayings_of(
    store: Store, party: str, *, since: date | None, until: date | None, most: int = 12
) -> list[dict[str, Any]]:
    """The newest statements of a party or of its people."""
    tables = statement_tables(store, speaker=party, since=since, until=until)
    rows: list[dict[str, Any]] = (
        statements(tables.reports, tables.sides, tables.tellings, speaker=party)
        .slice(0, most)
        .to_pylist()
    )
    return rows


def listed_events(store: Store, ids: Sequence[str], *, most: int) -> list[dict[str, Any]]:
    """Rows of events as the macro `events` draws them, the newest first."""
    return store.query(
        "SELECT * FROM served_events WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))"
        " ORDER BY number LIMIT $most",
        {"ids": sorted(set(ids)), "most": most},
    )
