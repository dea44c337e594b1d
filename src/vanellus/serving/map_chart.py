"""The map of events: circles on a net of meridians and parallels, with countries' names, and their
outlines where they are to be had.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import altair as alt

from vanellus.briefing.brief_charts import Figure
from vanellus.briefing.drawing import Chart, data_of
from vanellus.briefing.marks import Mark, mark_key
from vanellus.briefing.palette import CONFLICT, COOPERATION, INK, WIDE
from vanellus.serving.map_labels import Box, Label, Side, labels_of, middle_box
from vanellus.serving.map_outlines import Frame, lines_within, names_within
from vanellus.serving.showing import plural

PERIOD: Final = 365
"""Days up to the last one read whose events are on the map."""
_WIDE, _NARROW, _HIGH = 900, 290, 520
_LEAST: Final = 12.0
"""Degrees that the map shows at least, either way."""
_NAMED: Final = 12
"""Places whose names are written, those with the most events."""

Places = Sequence[dict[str, Any]]


def map_figure(places: Places, *, since: date, until: date) -> Figure | None:
    """The map as a chart; None without any place.

    `places` have place_name, country, latitude, longitude, events and conflict (how many of the
    events are conflict), those with most events first.
    """
    if not places:
        return None
    total = sum(place["events"] for place in places)
    return Figure(
        name="map",
        title="Where events took place",
        label=f"Map of {plural(total, 'event')} in {plural(len(places), 'place')},"
        f" {since:%Y-%m-%d} to {until:%Y-%m-%d}.",
        note="Each circle is a place and leads to its events. Events of which no more than a"
        " country is known are not on it.",
        draw=lambda width: map_chart(places, width=_WIDE if width == WIDE else _NARROW),
        toggles="kind",
        zooms=("x", "y"),
    )


def map_marks(places: Places) -> list[Mark]:
    """The circles of the map as rows of a table."""
    return [
        Mark(
            key=mark_key(place["place_name"]),
            cells={
                "place": place["place_name"], "country": place["country"],
                "events": place["events"], "conflict": place["conflict"],
                "latitude": round(place["latitude"], 4),
                "longitude": round(place["longitude"], 4),
            },
            event_ids=(),
        )
        for place in places
    ]  # fmt: skip


def map_chart(places: Places, *, width: int) -> Chart:
    """The map, so many pixels wide."""
    rows = [
        {
            "key": mark_key(place["place_name"]),
            "place": place["place_name"],
            "longitude": place["longitude"],
            "latitude": place["latitude"],
            "events": place["events"],
            "conflict": place["conflict"],
            "kind": "conflict" if place["conflict"] * 2 > place["events"] else "cooperation",
        }
        for place in places
    ]
    wide = width == _WIDE
    west, east = _span([place["longitude"] for place in places], 180.0)
    south, north = _span([place["latitude"] for place in places], 85.0)
    frame = (west, south, east, north)
    # A degree of longitude is shorter than one of latitude, away from the equator.
    shape = (north - south) / (east - west) / math.cos(math.radians((south + north) / 2))
    height = int(min(max(width * shape, 0.3 * width), _HIGH))

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        return (
            (longitude - west) / (east - west) * width,
            (north - latitude) / (north - south) * height,
        )

    step = _step(max(east - west, north - south)) * (1 if wide else 2)
    x = alt.X(
        "longitude:Q", axis=_axis(west, east, step, "E", "W"),
        scale=alt.Scale(domain=[west, east], nice=False, zero=False),
    )  # fmt: skip
    y = alt.Y(
        "latitude:Q", axis=_axis(south, north, step, "N", "S"),
        scale=alt.Scale(domain=[south, north], nice=False, zero=False),
    )  # fmt: skip
    most = max(place["events"] for place in places)
    largest = 700 if wide else 350
    legend: dict[str, Any] = {"orient": "top", "direction": "horizontal"}
    base = alt.Chart(data_of(rows)).encode(x=x, y=y)
    circles = base.mark_circle(opacity=0.75, stroke=INK, strokeWidth=0.5).encode(
        size=alt.Size(
            "events:Q",
            scale=alt.Scale(domain=[0, max(most, 2)], range=[0, largest]),
            legend=alt.Legend(title="Events", values=_sizes(places), format="d", **legend),
        ),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=["cooperation", "conflict"], range=[COOPERATION, CONFLICT]),
            legend=alt.Legend(title="Mostly", **legend),
        ),
        tooltip=["place:N", "events:Q", alt.Tooltip("conflict:Q", title="of them conflict")],
        order=alt.Order("events:Q", sort="descending"),
    )  # fmt: skip
    named = list(places[:_NAMED]) if wide else []
    labels = labels_of(
        [
            (*at(place["longitude"], place["latitude"]),
             math.sqrt(largest * place["events"] / max(most, 2) / math.pi), place["place_name"])
            for place in named
        ],
        width=width, height=height,
    )  # fmt: skip
    taken = [label.box for label in labels if label is not None]
    layers = [
        *_outlines(frame, x, y),
        *_countries(frame, places, x, y, at=at, taken=taken),
        circles,
        *_names(named, labels, x, y),
    ]
    drawn: Chart = alt.layer(*layers).properties(width=width, height=height)
    return drawn


def _outlines(frame: Frame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The outlines of countries, if there are any, which lie under the circles."""
    points = lines_within(frame)
    if not points:
        return []
    return [
        alt.Chart(data_of(points))
        .mark_line(clip=True, strokeWidth=0.8, opacity=0.45, color=INK)
        .encode(x=x, y=y, detail="line:N", order="at:Q")
    ]


def _countries(
    frame: Frame, places: Places, x: alt.X, y: alt.Y, *,
    at: Callable[[float, float], tuple[float, float]], taken: list[Box],
) -> list[alt.Chart]:  # fmt: skip
    """The names of countries, but for those that another name would be written over."""
    told, room = [], list(taken)
    for row in names_within(frame, told={place["country"] for place in places}):
        box = middle_box(*at(row["longitude"], row["latitude"]), row["country"])
        if not any(box.meets(each) for each in room):
            room.append(box)
            told.append(row)
    if not told:
        return []
    return [
        alt.Chart(data_of(told))
        .mark_text(opacity=0.6, fontSize=11, fontStyle="italic", color=INK)
        .encode(x=x, y=y, text="country:N")
    ]


def _names(named: Places, labels: Sequence[Label | None], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of places, a layer for each side of the circles on which some stand."""
    sides: dict[tuple[Side, int, int], list[dict[str, Any]]] = {}
    for place, label in zip(named, labels, strict=True):
        if label is not None:
            sides.setdefault((label.align, label.dx, label.dy), []).append(
                {"longitude": place["longitude"], "latitude": place["latitude"],
                 "name": label.name}
            )  # fmt: skip
    return [
        alt.Chart(data_of(rows))
        .mark_text(align=align, baseline="middle", dx=dx, dy=dy, fontSize=11)
        .encode(x=x, y=y, text="name:N")
        for (align, dx, dy), rows in sides.items()
    ]


def _span(values: list[float], most: float) -> tuple[float, float]:
    """The degrees to show: all values with a margin, but not less than _LEAST."""
    low, high = min(values), max(values)
    margin = max((high - low) * 0.06, (_LEAST - (high - low)) / 2, 1.0)
    return max(low - margin, -most), min(high + margin, most)


def _sizes(places: Places) -> list[int]:
    """Up to three numbers of events that the legend shows."""
    numbers = sorted({place["events"] for place in places})
    return sorted({numbers[0], numbers[len(numbers) // 2], numbers[-1]})


def _step(span: float) -> int:
    return next((step for step in (2, 5, 10, 20, 30) if span / step <= 9), 60)


def _axis(low: float, high: float, step: int, plus: str, minus: str) -> alt.Axis:
    first = int(low // step) * step
    values = [degree for degree in range(first, int(high) + step, step) if low <= degree <= high]
    return alt.Axis(
        title=None,
        values=values,
        labelExpr=f"abs(datum.value) + '° ' + (datum.value < 0 ? '{minus}' : '{plus}')",
        ticks=False,
        domain=False,
        gridOpacity=0.25,
    )
