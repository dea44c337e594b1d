"""The events of one actor with its partners, one by one, as findings count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from vanellus.analysing.lives import AHEAD, HELD
from vanellus.analysing.measured import quads
from vanellus.analysing.sides import ACTED, SUFFERED, Who, dealings, side_rows

DEAL_COLUMNS = (
    "event_id", "plover_type", "mode", "pillar", "state", "date_start", "date_end", "date_grain",
    "plover_score", "score", "independent_sources", "reports", "dead_low",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An event between the actor and one or more partners."""

    event_id: str
    partners: tuple[str, ...]
    parties: frozenset[str]
    """Every party that is a side in it, also by its bloc; empty where nobody asked for that."""
    acted: bool
    """Whether the actor did it to a partner."""
    suffered: bool
    """Whether a partner did it to the actor; both where they did it side by side."""
    type: str
    mode: str | None
    cooperative: bool
    pillar: str
    state: str
    start: date | None
    end: date | None
    grain: str
    sources: int
    reports: int
    score: float

    @property
    def held(self) -> bool:
        """Told as done."""
        return self.state in HELD

    @property
    def ahead(self) -> bool:
        """Said to come."""
        return self.state in AHEAD


def deals_of(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: Who,
    partners: Sequence[Who] | None,
    through_blocs: bool = False,
    with_parties: bool = True,
) -> list[Deal]:
    """Each event of the actor with any of the partners once, in the order of the days.

    `events` has DEAL_COLUMNS. `with_parties` tells of each all parties, which takes long where
    blocs with many members act.
    """
    rows = side_rows(events, sides, through_blocs=through_blocs)
    found = dealings(rows, actor=actor, partners=partners)
    of_event: dict[int, list[str]] = {}
    directions: dict[int, int] = {}
    for event, partner, direction in zip(
        found.event.tolist(), found.partner.tolist(), found.direction.tolist(), strict=True
    ):
        of_event.setdefault(event, []).append(found.partners[partner])
        directions[event] = directions.get(event, 0) | direction
    parties: dict[str, set[str]] = {}
    if with_parties:
        for event_id, party in zip(
            sides["event_id"].to_pylist(), sides["party"].to_pylist(), strict=True
        ):
            parties.setdefault(event_id, set()).add(party)
    chosen = sorted(of_event)
    quad = quads(events["plover_type"])[chosen]
    told = events.take(pa.array(chosen, pa.int64())).to_pylist()
    deals = [
        Deal(
            event_id=row["event_id"],
            partners=tuple(sorted(of_event[at])),
            parties=frozenset(parties.get(row["event_id"], ())),
            acted=bool(directions[at] & ACTED),
            suffered=bool(directions[at] & SUFFERED),
            type=row["plover_type"],
            mode=row["mode"],
            cooperative=bool(which <= 2),
            pillar=row["pillar"],
            state=row["state"],
            start=row["date_start"],
            end=row["date_end"],
            grain=row["date_grain"],
            sources=row["independent_sources"],
            reports=row["reports"],
            score=row["score"],
        )
        for at, row, which in zip(chosen, told, quad.tolist(), strict=True)
    ]
    return sorted(deals, key=lambda deal: (deal.start or date.max, deal.event_id))
