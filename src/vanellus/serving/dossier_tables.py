"""What dossiers show beside findings and charts: partners, fields, sayings; numbers as links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing.dealt import Deal
from vanellus.briefing.material import Material
from vanellus.briefing.numbers import Finding, Number
from vanellus.serving.by_ids import by_ids
from vanellus.serving.showing import url

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


def latest_deals(store: Store, deals: Sequence[Deal], *, most: int) -> list[dict[str, Any]]:
    """Rows of the latest of these events as the macro `events` draws them, in the lists' order."""
    dated = sorted(
        deals, key=lambda deal: (-deal.start.toordinal() if deal.start else 0, deal.event_id)
    )
    return listed_events(store, [deal.event_id for deal in dated[:most]], most=most)


def listed_events(store: Store, ids: Sequence[str], *, most: int) -> list[dict[str, Any]]:
    """Rows of events as the macro `events` draws them, the newest first."""
    wanted = sorted(set(ids))
    if len(wanted) <= _LOOKED_UP:
        found = by_ids(store, "served_events", "event_id", wanted).values()
        return sorted(found, key=lambda row: row["number"])[:most]
    return store.query(
        "SELECT * FROM served_events WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))"
        " ORDER BY number LIMIT $most",
        {"ids": wanted, "most": most},
    )


_LOOKED_UP: Final = 1000
"""Events that are looked up one by one; more are found in one reading of all."""
