"""Charts of analyses, as Altair charts with their data inside: in a brief, a page or a file.

Each takes rows as the analyses give them and returns None where there is nothing to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt

from vanellus.analysing.periods import label
from vanellus.briefing.drawing import Chart, data_of
from vanellus.briefing.marks import first_ones, mark_key
from vanellus.briefing.palette import AHEAD, CONFLICT, COOPERATION, INK, WIDE
from vanellus.briefing.wording import days, deed, shortened

Rows = Sequence[Mapping[str, Any]]
Naming = Callable[[str], str]

_KINDS: Final = ("cooperation", "conflict", "announced")
_HEADER: Final = alt.Header(
    labelAngle=0, labelAlign="left", labelAnchor="start", labelOrient="top", labelPadding=2
)
_WHOLE: Final = alt.Axis(
    tickCount=4,
    labelExpr="abs(datum.value) == floor(abs(datum.value)) ? format(abs(datum.value), ',d') : ''",
)
"""Whole numbers without a sign: conflict is drawn downwards, and is no less than nothing."""
_LATE: Final = timedelta(days=365)
_MOST_PARTNERS: Final = 10
_MOST_ROWS: Final = 25
_PER_ROW: Final = 24
"""Height of a row with a label, in pixels."""


def engagement_chart(
    rows: Rows, *, by: str, width: int = WIDE, facet: str | None = None
) -> Chart | None:
    """Bars over time: cooperation upwards, conflict downwards, what is announced in grey.

    `rows` are those of `engagement`; `facet` a column (partner, pillar) that gets a panel each.
    """
    sums: dict[tuple[str, date, str], float] = {}
    for row in rows:
        panel = str(row[facet]) if facet else ""
        for kind in ("cooperation", "conflict", "announced"):
            if row[kind]:
                key = (panel, row["period"], kind)
                sums[key] = sums.get(key, 0.0) + float(row[kind])
    if not sums:
        return None
    order = first_ones(sums)
    values = [
        {
            "key": mark_key(label(first, by=by), panel, kind),
            "panel": panel,
            "period": _moment(first),
            "until": _moment(_end(first, by)),
            "when": label(first, by=by),
            "kind": kind,
            "events": number,
            # What is ahead stands upon what was held.
            "from": sums.get((panel, first, "cooperation"), 0.0) if kind == "announced" else 0.0,
            "to": sums.get((panel, first, "cooperation"), 0.0) + number
            if kind == "announced"
            else -number
            if kind == "conflict"
            else number,
        }
        for (panel, first, kind), number in sorted(sums.items())
        if not facet or panel in order
    ]
    kinds = [kind for kind in _KINDS if any(value["kind"] == kind for value in values)]
    scale = alt.Scale(domain=kinds, range=[_colour(kind) for kind in kinds])
    first, last = min(key[1] for key in sums), max(key[1] for key in sums)
    by_panel = [alt.Tooltip("panel:N", title=facet)] if facet else []
    base = (
        alt.Chart(data_of(values))
        .mark_bar(binSpacing=1)
        .encode(
            x=alt.X("period:T", title=None, axis=_time_axis(first, _end(last, by))),
            x2="until:T",
            y=alt.Y(
                "from:Q", title="events",
                axis=_WHOLE,
            ),
            y2="to:Q",
            color=alt.Color(
                "kind:N", scale=scale,
                legend=alt.Legend(title=None, orient="top", direction="horizontal"),
            ),
            tooltip=[
                alt.Tooltip("when:N", title="period"), *by_panel, alt.Tooltip("kind:N"),
                alt.Tooltip("events:Q", format=",d"),
            ],
        )
    )  # fmt: skip
    if facet and len(order) > 1:
        panels: Chart = (
            base.properties(width=width, height=70)
            .facet(row=alt.Row("panel:N", title=None, sort=order, header=_HEADER))
            .properties(spacing=8)
        )
        return panels
    single: Chart = base.properties(width=width, height=190)
    return single


def portfolio_chart(rows: Rows, *, naming: Naming, width: int = WIDE) -> Chart | None:
    """Bars of the partners' shares in all periods together, with how many events each is.

    `rows` are those of `portfolio`; an event of two periods or partners counts for each.
    """
    events: dict[str, set[str]] = {}
    for row in rows:
        events.setdefault(row["partner"], set()).update(row["event_ids"])
    total = sum(len(ids) for ids in events.values())
    if not total:
        return None
    ranked = sorted(events, key=lambda name: (-len(events[name]), name))[:_MOST_PARTNERS]
    values = [
        {
            "key": mark_key(name),
            "partner": naming(name),
            "events": len(events[name]),
            "share": len(events[name]) / total,
            "told": f"{len(events[name]):,} ({100 * len(events[name]) / total:.0f} %)",
        }
        for name in ranked
    ]
    base = alt.Chart(data_of(values)).encode(
        x=alt.X("share:Q", title="share of all dealings", axis=alt.Axis(format="%", tickCount=5),
                scale=alt.Scale(domain=[0, min(1.0, 1.25 * len(events[ranked[0]]) / total)])),
        y=alt.Y("partner:N", sort=None, title=None,
                axis=alt.Axis(labelLimit=220 if width >= 400 else 120)),
        tooltip=[alt.Tooltip("partner:N"), alt.Tooltip("events:Q", format=",d"),
                 alt.Tooltip("share:Q", format=".1%")],
    )  # fmt: skip
    bars = base.mark_bar(color=COOPERATION, height=15)
    words = base.mark_text(align="left", dx=5, color=INK).encode(text="told:N")
    drawn: Chart = (bars + words).properties(width=width, height=_PER_ROW * len(values))
    return drawn


def shifts_chart(
    rows: Rows, *, naming: Naming, period: tuple[date, date] | None = None, width: int = WIDE
) -> Chart | None:
    """A line of time for each partner with its dated shifts and how sure the dates are.

    `rows` are those of `shifts`; rows without a shift are left out. `period` is what was looked
    at, from its first day to its last.
    """
    found = [row for row in rows if row["status"] == "shift"]
    if not found:
        return None
    found = sorted(found, key=lambda row: -row["probability"])[:_MOST_ROWS]
    values = [
        {
            "key": mark_key(row["partner"], row["measure"], f"{row['date']:%Y-%m}"),
            "partner": naming(row["partner"]),
            "measure": f"{naming(row['partner'])}: {row['measure']}",
            "date": _moment(row["date"]),
            "low": _moment(row["date_low"]),
            "high": _moment(row["date_high"]),
            "way": "up" if row["after"] > row["before"] else "down",
            "probability": row["probability"],
            "told": f"{row['events_before']} → {row['events_after']} events",
        }
        for row in sorted(found, key=lambda row: (row["partner"], row["date"]))
    ]
    first = min([row["date_low"] for row in found] + ([period[0]] if period else []))
    last = max([row["date_high"] for row in found] + ([period[1]] if period else []))
    way = alt.Scale(domain=["up", "down"], range=[COOPERATION, CONFLICT])
    legend = alt.Legend(title=None, orient="top", symbolOpacity=1)
    told = [
        alt.Tooltip("partner:N"), alt.Tooltip("measure:N"), alt.Tooltip("date:T", format="%B %Y"),
        alt.Tooltip("probability:Q", format=".2f"), alt.Tooltip("told:N", title="before and since"),
    ]  # fmt: skip
    base = alt.Chart(data_of(values)).encode(
        y=alt.Y("measure:N", title=None, axis=alt.Axis(grid=True)),
        color=alt.Color("way:N", scale=way, legend=legend),
        tooltip=told,
    )
    span = base.mark_rule(strokeWidth=5, opacity=0.35).encode(
        x=alt.X("low:T", title=None, axis=_time_axis(first, last)), x2="high:T",
    )  # fmt: skip
    # Unseen, it holds the axis open for all of the period.
    whole = alt.Chart(data_of([{"low": _moment(first), "high": _moment(last)}])).mark_rule(
        opacity=0
    ).encode(x="low:T", x2="high:T")  # fmt: skip
    point = base.mark_point(filled=True, size=110, opacity=1).encode(
        x="date:T",
        shape=alt.Shape(
            "way:N", legend=legend,
            scale=alt.Scale(domain=["up", "down"], range=["triangle-up", "triangle-down"]),
        ),
    )  # fmt: skip
    words = base.mark_text(align="left", dx=10, dy=-9, fontSize=11).encode(
        x="date:T", text="told:N", color=alt.value(INK)
    )
    drawn: Chart = (span + point + words + whole).properties(
        width=width, height=34 * len({value["measure"] for value in values})
    )
    return drawn


def calendar_chart(rows: Rows, *, as_of: date, width: int = WIDE) -> Chart | None:
    """What is announced with a date, on a line of time from the day `as_of`; overdue in orange,
    for a year.

    `rows` are those of `calendar`.
    """
    dated = dated_ones(rows, as_of=as_of)
    if not dated:
        return None
    values = [
        {
            "key": mark_key(row["event_id"]),
            "what": f"{_when(row)}: {_short(row)}",
            "from": _moment(row["date_start"]),
            "until": _moment((row["date_end"] or row["date_start"]) + timedelta(days=1)),
            "state": "overdue" if row["overdue"] else "to come",
        }
        for row in dated
    ]
    states = [s for s in ("to come", "overdue") if any(v["state"] == s for v in values)]
    told = [alt.Tooltip("what:N"), alt.Tooltip("state:N")]
    colours = {"to come": COOPERATION, "overdue": CONFLICT}
    bars = (
        alt.Chart(data_of(values))
        .mark_bar(height=9, minBandSize=6, cornerRadius=2)
        .encode(
            x=alt.X("from:T", title=None),
            x2="until:T",
            y=alt.Y("what:N", sort=None, title=None, axis=alt.Axis(labelLimit=330, grid=True)),
            color=alt.Color("state:N", legend=alt.Legend(title=None, orient="top"),
                            scale=alt.Scale(domain=states, range=[colours[s] for s in states])),
            tooltip=told,
        )
    )  # fmt: skip
    ends = (
        alt.Chart(data_of(values))
        .mark_point(filled=True, size=60, opacity=1)
        .encode(x="from:T", y=alt.Y("what:N", sort=None), color="state:N", tooltip=told)
    )
    today = (
        alt.Chart(data_of([{"day": _moment(as_of)}]))
        .mark_rule(strokeDash=[4, 3], color=INK, opacity=0.6)
        .encode(x="day:T")
    )
    inner = max(width - 300, 140)
    drawn: Chart = (bars + ends + today).properties(width=inner, height=_PER_ROW * len(values))
    return drawn


def dated_ones(rows: Rows, *, as_of: date) -> list[Mapping[str, Any]]:
    """Those of the calendar that its chart draws: with a date, and overdue for a year at most."""
    return [
        row
        for row in rows
        if row["date_start"] and (row["date_end"] or row["date_start"]) >= as_of - _LATE
    ][:_MOST_ROWS]


def threats_chart(
    rows: Rows, *, naming: Naming, trends: Rows = (), width: int = WIDE
) -> Chart | None:
    """Attacks by month in each country, one panel each, with what was to be expected of the
    latest month where its past is long enough.

    `rows` are those of `threats` by country, `trends` of `threat_trends`.
    """
    if not rows:
        return None
    values = [
        {
            "key": mark_key(row["country"], label(row["period"], by="month")),
            "country": naming(row["country"]),
            "period": _moment(row["period"]),
            "until": _moment(_end(row["period"], "month")),
            "when": label(row["period"], by="month"),
            "events": row["events"],
        }
        for row in rows
    ]
    order = list(dict.fromkeys(sorted(value["country"] for value in values)))
    expected = [
        {
            "country": naming(row["country"]),
            "period": _moment(row["period"]),
            "until": _moment(_end(row["period"], "month")),
            "low": float(row["expected_low"]),
            "high": float(row["expected_high"]),
        }
        for row in trends
        if row["trend"] != "too little past" and naming(row["country"]) in order
    ]
    # Both layers read one table, as panels ask for.
    data = data_of([*values, *expected])
    first, last = rows[0]["period"], max(row["period"] for row in (*rows, *trends))
    x = alt.X("period:T", title=None, axis=_time_axis(first, _end(last, "month")))
    bars = alt.Chart().mark_bar(color=CONFLICT, binSpacing=1).encode(
        x=x, x2="until:T",
        y=alt.Y("events:Q", title="attacks", axis=_WHOLE),
        y2=alt.datum(0),
        tooltip=[alt.Tooltip("country:N"), alt.Tooltip("when:N", title="month"),
                 alt.Tooltip("events:Q", title="attacks")],
    )  # fmt: skip
    layers: Any = bars
    if expected:
        band = alt.Chart().mark_bar(color=AHEAD, opacity=0.45, minBandSize=5).encode(
            x=x, x2="until:T", y=alt.Y("low:Q", title="attacks"), y2="high:Q",
            tooltip=[
                alt.Tooltip("low:Q", title="expected from"), alt.Tooltip("high:Q", title="to"),
            ],
        )  # fmt: skip
        layers = bars + band
    if len(order) == 1:
        drawn: Chart = layers.properties(data=data, width=width, height=150)
        return drawn
    panels: Chart = (
        alt.layer(layers, data=data)
        .properties(width=width, height=70)
        .facet(row=alt.Row("country:N", title=None, sort=order, header=_HEADER))
        .properties(spacing=8)
    )
    return panels


def _colour(kind: str) -> str:
    return {"cooperation": COOPERATION, "conflict": CONFLICT}.get(kind, AHEAD)


def _end(first: date, by: str) -> date:
    """The first day of the next period."""
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _moment(given: date) -> str:
    """As Vega reads a day: without an hour it would take it for one of another time zone."""
    return f"{given.isoformat()}T00:00:00"


def _time_axis(first: date, last: date) -> alt.Axis:
    """Years alone where there are several, else months with their year."""
    long = (last - first).days > 1200
    return alt.Axis(
        grid=False, labelOverlap=True, format="%Y" if long else "%b %Y",
        tickCount=alt.TimeIntervalStep(interval="year", step=1) if long else 6,
    )  # fmt: skip


def _when(row: Mapping[str, Any]) -> str:
    return days(row["date_start"], row["date_end"], row["date_grain"])


def _short(row: Mapping[str, Any]) -> str:
    words = deed(str(row["type"]), row["mode"])
    who = shortened([*(row["actors"] or []), *(row["recipients"] or [])], most=2)
    return f"{words}: {who}" if who else words
