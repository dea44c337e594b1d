"""The charts of a brief, each wide and narrow, with a title, a label and a note."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing.charts import (
    calendar_chart,
    dated_ones,
    engagement_chart,
    portfolio_chart,
    shifts_chart,
    threats_chart,
)
from vanellus.briefing.drawing import Chart, spec_of
from vanellus.briefing.palette import NARROW, WIDE
from vanellus.briefing.ties import Tie, network_chart, ties_of
from vanellus.briefing.wording import day, plural

if TYPE_CHECKING:
    from vanellus.briefing.material import Material
    from vanellus.storing import Store

NAMES: Final = ("engagement", "pillars", "portfolio", "shifts", "calendar", "threats", "network")
"""The charts that there are."""
_TOGGLES: Final = {
    "engagement": "kind",
    "pillars": "kind",
    "shifts": "way",
    "calendar": "state",
    "network": "kind",
}
_LONG: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart that there is something to draw in; its specifications are made when asked for."""

    name: str
    title: str
    label: str
    """What it shows, for those who don't see it."""
    note: str
    draw: Callable[[int], Chart | None] = field(repr=False)
    """The chart for a width in pixels."""
    toggles: str | None = None
    """The field whose series can be chosen in the legend."""
    zooms: tuple[str, ...] = ()
    """The axes along which one can zoom."""
    _made: dict[int, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification for a page."""
        return self.at(WIDE)

    @property
    def narrow(self) -> dict[str, Any]:
        """The same for a telephone."""
        return self.at(NARROW)

    def at(self, width: int) -> dict[str, Any]:
        """The specification for a width in pixels."""
        if width not in self._made:
            chart = self.draw(width)
            assert chart is not None, f"nothing to draw in {self.name}"
            self._made[width] = spec_of(chart)
        return self._made[width]


def figures_of(
    store: Store, material: Material, *, names: Iterable[str] = NAMES
) -> Iterable[Figure]:
    """The charts of these names for which there is anything to draw."""
    for name in names:
        there, title, note, draw = _made(store, material, name)
        if there:
            yield Figure(
                name=name, title=title, label=f"Chart: {title}. {note}".strip(), note=note,
                draw=draw, toggles=_TOGGLES.get(name),
                zooms=("x",) if _is_long(material, name) else (),
            )  # fmt: skip


def _is_long(material: Material, name: str) -> bool:
    """Whether a chart over time has more periods than can be told apart at a glance."""
    if name in ("engagement", "pillars"):
        periods = set(material.engagement["period"].to_pylist())
    elif name == "threats":
        periods = {row["period"] for row in material.threats}
    else:
        return False
    return len(periods) > _LONG


def ties_around(store: Store, material: Material) -> list[Tie]:
    """The ties that the network of a brief or dossier is drawn from."""
    asked = material.question
    return ties_of(
        store, since=asked.since, until=asked.until,
        around=_asked_parties(material),
    )  # fmt: skip


def _asked_parties(material: Material) -> list[str]:
    return [party for who in material.question.actors for party in who.parties]


def _made(
    store: Store, material: Material, name: str
) -> tuple[bool, str, str, Callable[[int], Chart | None]]:
    """Whether there is anything to draw; title, note and maker of a chart."""
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
            any(row["events"] or row["announced"] for row in rows),
            f"Dealings over time, {per}", note,
            lambda width: engagement_chart(rows, by=material.by, width=width),
        )  # fmt: skip
    if name == "pillars":
        by_pillar = material.by_pillar.to_pylist()
        return (
            bool(by_pillar), f"Dealings by field of policy, {per}",
            "The six fields with the most events at most.",
            lambda width: engagement_chart(
                by_pillar, by=material.by, width=width, facet="pillar"
            ),
        )  # fmt: skip
    if name == "portfolio":
        shares = material.portfolio.to_pylist()
        return (
            any(row["event_ids"] for row in shares),
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
            any(row["status"] == "shift" for row in found),
            "Dated shifts", "The mark is the likeliest month, the bar how sure the date is.",
            lambda width: shifts_chart(
                found, naming=material.name, period=(first, material.as_of),
                width=width - (120 if width == WIDE else 130),
            ),
        )  # fmt: skip
    if name == "calendar":
        return (
            bool(dated_ones(material.calendar, as_of=material.as_of)),
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
            bool(material.threats),
            "Attacks on their soil, by month",
            f"{number:,} {plural(number, 'attack')}; {grey}.",
            lambda width: threats_chart(
                material.threats, naming=material.name, trends=material.trends, width=width
            ),
        )  # fmt: skip

    @functools.cache
    def ties() -> list[Tie]:
        # What the whole store tells is asked only where it is drawn.
        with store.beside() as own:
            return ties_around(own, material)

    return (
        material.has_ties,
        "Who deals with whom around them",
        "Lines are as thick as events are many; only parties that deal with those asked for.",
        lambda width: network_chart(
            ties(), names=material.names, width=width, most=24 if width == WIDE else 14
        ),
    )  # fmt: skip
