"""The map of events: circles on a net of meridians and parallels, drawn on this machine.

No outlines of countries are drawn, since no library that is kept brings any along; the net has its
degrees written on it and the largest places their names.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import altair as alt

from vanellus.briefing.drawing import inline_svg, spec_of
from vanellus.briefing.palette import CONFLICT, COOPERATION
from vanellus.serving.showing import plural, url

PERIOD: Final = 365
"""Days up to the last one read whose events are on the map."""
_WIDE, _HIGH = 900, 460
_LEAST: Final = 12.0
"""Degrees that the map shows at least, either way."""
_NAMED: Final = 12
_ELSEWHERE: Final = re.compile(r'href="[a-z]+://[^"?]*/events')
"""Vega completes addresses by that of a site of its own; ours lead to this server."""


def event_map(places: list[dict[str, Any]], *, since: date, until: date) -> str | None:
    """The map as SVG for the inside of a page; None without any place.

    `places` have place_name, country, latitude, longitude, events and conflict (how many of the
    events are conflict). Each circle leads to its events of the period.
    """
    if not places:
        return None
    rows = [
        {
            **place,
            "href": url("/events", place=place["place_name"], since=since, until=until),
            "kind": "conflict" if place["conflict"] * 2 > place["events"] else "cooperation",
            "told": f"{place['place_name']}: {plural(place['events'], 'event')},"
            f" {place['conflict']} of them conflict",
            "name": place["place_name"] if number < _NAMED else "",
        }
        for number, place in enumerate(places)
    ]
    most = max(place["events"] for place in places)
    west, east = _span([place["longitude"] for place in places], 180.0)
    south, north = _span([place["latitude"] for place in places], 85.0)
    step = _step(max(east - west, north - south))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "longitude:Q",
            scale=alt.Scale(domain=[west, east], nice=False, zero=False),
            axis=_axis(west, east, step, "E", "W"),
        ),
        y=alt.Y(
            "latitude:Q",
            scale=alt.Scale(domain=[south, north], nice=False, zero=False),
            axis=_axis(south, north, step, "N", "S"),
        ),
    )
    circles = base.mark_circle(opacity=0.75, stroke="currentColor", strokeWidth=0.5).encode(
        size=alt.Size(
            "events:Q",
            scale=alt.Scale(domain=[0, max(most, 2)], range=[0, 700]),
            legend=alt.Legend(title="Events", values=_sizes(places), format="d"),
        ),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=["cooperation", "conflict"], range=[COOPERATION, CONFLICT]),
            legend=alt.Legend(title="Mostly"),
        ),
        href="href:N",
        description="told:N",
        order=alt.Order("events:Q", sort="descending"),
    )
    names = base.mark_text(align="left", dx=9, dy=-7, fontSize=11).encode(text="name:N")
    ratio = (north - south) / (east - west)
    chart = alt.layer(circles, names).properties(
        width=_WIDE, height=int(min(max(_WIDE * ratio, 260), _HIGH))
    )
    total = sum(place["events"] for place in places)
    drawn = inline_svg(
        spec_of(chart),
        name="map",
        label=f"Map of {plural(total, 'event')} in {plural(len(places), 'place')}",
    )
    return _ELSEWHERE.sub('href="/events', drawn)


def _span(values: list[float], most: float) -> tuple[float, float]:
    """The degrees to show: all values with a margin, but not less than _LEAST."""
    low, high = min(values), max(values)
    margin = max((high - low) * 0.06, (_LEAST - (high - low)) / 2, 1.0)
    return max(low - margin, -most), min(high + margin, most)


def _sizes(places: list[dict[str, Any]]) -> list[int]:
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
