"""The charts of a brief, each wide and narrow, with a title, a label and a note."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing.charts import (
    calendar_chart,
    engagement_chart,
    portfolio_chart,
    shifts_chart,
    threats_chart,
)
from vanellus.briefing.drawing import Chart, spec_of
from vanellus.briefing.palette import NARROW, WIDE
from vanellus.briefing.ties import network_chart, ties_of
from vanellus.briefing.wording import day, plural

if TYPE_CHECKING:
    from vanellus.briefing.material import Material
    from vanellus.storing import Store

NAMES: Final = ("engagement", "pillars", "portfolio", "shifts", "calendar", "threats", "network")
"""The charts that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart, ready to be drawn."""

    name: str
    title: str
    label: str
    """What it shows, for those who don't see it."""
    note: str
    spec: dict[str, Any]
    narrow: dict[str, Any]
    """The same for a telephone."""


def figures_of(
    store: Store, material: Material, *, names: Iterable[str] = NAMES
) -> Iterable[Figure]:
    """The charts of these names for which there is anything to draw."""
    for name in names:
        title, note, make = _made(store, material, name)
        wide, narrow = make(WIDE), make(NARROW)
        if wide is None or narrow is None:
            continue
        yield Figure(
            name=name, title=title, label=f"Chart: {title}. {note}".strip(), note=note,
            spec=spec_of(wide), narrow=spec_of(narrow),
        )  # fmt: skip


def _made(
    store: Store, material: Material, name: str
) -> tuple[str, str, Callable[[int], Chart | None]]:
    """Title, note and maker of a chart."""
    per = f"by {material.by}"
    if name == "engagement":
        rows = material.engagement.to_pylist()
        good = sum(row["cooperation"] for row in rows)
        bad = sum(row["conflict"] for row in rows)
        note = (
            f"Upwards cooperation ({good:,.0f}), downwards conflict ({bad:,.0f}); an event with"
            " two partners counts for each. Grey: announced."
        )
        return (
            f"Dealings over time, {per}", note,
            lambda width: engagement_chart(rows, by=material.by, width=width),
        )  # fmt: skip
    if name == "pillars":
        by_pillar = material.by_pillar.to_pylist()
        return (
            f"Dealings by field of policy, {per}", "The six fields with the most events at most.",
            lambda width: engagement_chart(
                by_pillar, by=material.by, width=width, facet="pillar"
            ),
        )  # fmt: skip
    if name == "portfolio":
        shares = material.portfolio.to_pylist()
        return (
            "Among whom all dealings are shared out",
            "With every state, bloc and organisation; the ten with the most.",
            lambda width: portfolio_chart(
                shares, naming=material.name, width=width if width == WIDE else width - 110
            ),
        )  # fmt: skip
    if name == "shifts":
        found = material.shifts.to_pylist()
        first = material.question.since or material.first_read or material.as_of
        return (
            "Dated shifts", "The mark is the likeliest month, the bar how sure the date is.",
            lambda width: shifts_chart(
                found, naming=material.name, period=(first, material.as_of),
                width=width - (120 if width == WIDE else 130),
            ),
        )  # fmt: skip
    if name == "calendar":
        return (
            f"Announced, as of {day(material.as_of)}",
            "The broken line is that day; what is overdue stays for a year.",
            lambda width: calendar_chart(
                material.calendar, as_of=material.as_of, width=width if width == WIDE else 440
            ),
        )  # fmt: skip
    if name == "threats":
        number = len({i for row in material.threats for i in row["event_ids"]})
        grey = "grey: what the past lets one expect of the last full month"
        return (
            "Attacks on their soil, by month",
            f"{number:,} {plural(number, 'attack')}; {grey}.",
            lambda width: threats_chart(
                material.threats, naming=material.name, trends=material.trends, width=width
            ),
        )  # fmt: skip
    around = [party for who in material.question.actors for party in who.parties]
    ties = ties_of(
        store, since=material.question.since, until=material.question.until, around=around
    )
    return (
        "Who deals with whom around them",
        "Lines are as thick as events are many; only parties that deal with those asked for.",
        lambda width: network_chart(
            ties, names=material.names, width=width, most=24 if width == WIDE else 14
        ),
    )  # fmt: skip
