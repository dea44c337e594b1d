"""The marks of a chart one by one: what each shows, and the events behind it.

A mark's key is made of what it shows, so that its address means the same when the store has grown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vanellus.analysing.periods import label

if TYPE_CHECKING:
    from datetime import date

    from vanellus.briefing.material import Material
    from vanellus.briefing.ties import Tie

Rows = Sequence[Mapping[str, Any]]
Naming = Callable[[str], str]
_PANELS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bar, point or line of a chart."""

    key: str
    cells: Mapping[str, Any]
    """What it shows, by the names of columns of a table."""
    event_ids: tuple[str, ...]
    """The events behind it; one with two partners is in it once."""

    @property
    def told(self) -> str:
        """What it is about, in words: its cells that are no numbers."""
        return ", ".join(
            str(value)
            for value in self.cells.values()
            if value not in (None, "") and not isinstance(value, (int, float))
        )


def mark_key(*parts: str) -> str:
    """A mark's key; empty parts are left out."""
    return " ".join(part for part in parts if part)


def first_ones(sums: Mapping[tuple[str, date, str], float]) -> list[str]:
    """The six panels with the most, the fullest first; `sums` are by panel, period and kind."""
    totals: dict[str, float] = {}
    for (panel, _, _), number in sums.items():
        totals[panel] = totals.get(panel, 0.0) + number
    return sorted(totals, key=lambda name: (-totals[name], name))[:_PANELS]


def marks_of(material: Material, name: str, *, ties: Sequence[Tie] = ()) -> list[Mark]:
    """The marks of the chart of that name (of `brief_charts.NAMES`) of a dossier or brief.

    `ties` are those that its network is drawn from.
    """
    if name in ("engagement", "pillars"):
        table = material.engagement if name == "engagement" else material.by_pillar
        return engagement_marks(
            table.to_pylist(),
            by=material.by,
            cooperative={deal.event_id for deal in material.all_deals if deal.cooperative}
            | {deal.event_id for deal in material.deals if deal.cooperative},
            facet=None if name == "engagement" else "pillar",
        )
    if name == "portfolio":
        return portfolio_marks(material.portfolio.to_pylist(), naming=material.name)
    if name == "shifts":
        return shift_marks(material.shifts.to_pylist(), naming=material.name)
    if name == "calendar":
        return [
            Mark(
                key=mark_key(row["event_id"]),
                cells={
                    "from": row["date_start"], "to": row["date_end"], "type": row["type"],
                    "mode": row["mode"],
                    "who": ", ".join([*(row["actors"] or []), *(row["recipients"] or [])]),
                    "state": "overdue" if row["overdue"] else row["state"],
                },
                event_ids=(row["event_id"],),
            )
            for row in material.calendar
        ]  # fmt: skip
    if name == "threats":
        return threat_marks(material.threats, naming=material.name)
    return tie_marks(ties, naming=material.name)


def engagement_marks(
    rows: Rows, *, by: str, cooperative: Iterable[str], facet: str | None = None
) -> list[Mark]:
    """The bars of `engagement_chart` with the same rows; `cooperative` are the ids of events of
    cooperation. An event of two partners counts for each, as it does in the bar.
    """
    good = frozenset(cooperative)
    found: dict[tuple[date, str, str], list[str]] = {}
    for row in rows:
        panel = str(row[facet]) if facet else ""
        for kind, ids in (
            ("cooperation", [each for each in row["event_ids"] if each in good]),
            ("conflict", [each for each in row["event_ids"] if each not in good]),
            ("announced", row["announced_ids"]),
        ):
            if ids:
                found.setdefault((row["period"], panel, kind), []).extend(ids)
    return [
        Mark(
            key=mark_key(label(first, by=by), panel, kind),
            cells={
                "period": label(first, by=by),
                **({facet: panel} if facet else {}),
                "kind": kind,
                "events": len(ids),
            },
            event_ids=_once(ids),
        )
        for (first, panel, kind), ids in sorted(found.items())
    ]


def portfolio_marks(rows: Rows, *, naming: Naming) -> list[Mark]:
    """The bars of `portfolio_chart` with the same rows, and those of the partners it leaves out."""
    events: dict[str, set[str]] = {}
    for row in rows:
        events.setdefault(row["partner"], set()).update(row["event_ids"])
    total = sum(len(ids) for ids in events.values())
    return [
        Mark(
            key=mark_key(party),
            cells={
                "partner": naming(party), "id": party, "events": len(events[party]),
                "share": round(len(events[party]) / total, 4),
            },
            event_ids=tuple(sorted(events[party])),
        )
        for party in sorted(events, key=lambda name: (-len(events[name]), name))
    ]  # fmt: skip


def shift_marks(rows: Rows, *, naming: Naming) -> list[Mark]:
    """The points of `shifts_chart` with the same rows."""
    return [
        Mark(
            key=mark_key(row["partner"], row["measure"], f"{row['date']:%Y-%m}"),
            cells={
                "partner": naming(row["partner"]),
                "measure": row["measure"],
                "way": "up" if row["after"] > row["before"] else "down",
                "date": row["date"],
                "date_low": row["date_low"],
                "date_high": row["date_high"],
                "probability": round(row["probability"], 3),
                "events_before": row["events_before"],
                "events_after": row["events_after"],
            },
            event_ids=_once([*(row["ids_before"] or []), *(row["ids_after"] or [])]),
        )
        for row in rows
        if row["status"] == "shift"
    ]


def threat_marks(rows: Rows, *, naming: Naming) -> list[Mark]:
    """The bars of `threats_chart` with the same rows."""
    return [
        Mark(
            key=mark_key(row["country"], label(row["period"], by="month")),
            cells={
                "country": naming(row["country"]),
                "month": label(row["period"], by="month"),
                "attacks": row["events"],
            },
            event_ids=_once(row["event_ids"]),
        )
        for row in rows
    ]


def tie_marks(ties: Sequence[Tie], *, naming: Naming) -> list[Mark]:
    """The lines of `network_chart` with the same ties, and its dots after them."""
    lines = [
        Mark(
            key=mark_key(tie.one, tie.other),
            cells={
                "one": naming(tie.one), "other": naming(tie.other),
                "cooperation": len(tie.cooperation), "conflict": len(tie.conflict),
            },
            event_ids=_once([*tie.cooperation, *tie.conflict]),
        )
        for tie in ties
    ]  # fmt: skip
    own: dict[str, tuple[list[str], list[str]]] = {}
    for tie in ties:
        for party in (tie.one, tie.other):
            good, bad = own.setdefault(party, ([], []))
            good.extend(tie.cooperation)
            bad.extend(tie.conflict)
    dots = [
        Mark(
            key=mark_key(party),
            cells={
                "one": naming(party), "other": "all drawn here",
                "cooperation": len(set(good)), "conflict": len(set(bad)),
            },
            event_ids=_once([*good, *bad]),
        )
        for party, (good, bad) in own.items()
    ]  # fmt: skip
    return lines + dots


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
