"""Home: where things happen, what is new, coming or overdue, what shifted, how violence moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.serving.chart_answers import chart_answer, charts_of
from vanellus.serving.coming_dates import next_month
from vanellus.serving.faults import NotThere
from vanellus.serving.map_chart import PERIOD, map_figure, map_marks
from vanellus.serving.showing import url
from vanellus.serving.site import Reading, kept, page
from vanellus.storing import Store
from vanellus.storing.register_tables import last_day_read

router = APIRouter()
_ROWS: Final = 8
_SHIFTS: Final = 6


@router.get("/", name="home")
def home_page(request: Request, store: Reading) -> Response:
    """The first page, or what is asked of its map."""
    context = kept(request, "home", lambda: home_context(store))
    figure, since, until = context["map"], context["since"], context["until"]
    if request.query_params.get("chart"):
        if figure is None or request.query_params["chart"] != figure.name:
            raise NotThere(where="chart", problem="there is none such here", valid="map")
        return chart_answer(
            request, store, figure, lambda: map_marks(_placed(store, since, until)),
            base="/", about="the last year",
            leads=lambda place: url("/events", place=place, since=since, until=until),
        )  # fmt: skip
    charts = charts_of(request, [figure], base="/") if figure else None
    return page(request, "home.html", **{**context, "map": charts})


def home_context(store: Store) -> dict[str, Any]:
    """What the first page shows; the same for as long as the store is."""
    last = last_day_read(store)
    since = last - timedelta(days=PERIOD) if last else None
    return {
        "title": "What is told",
        "last": last,
        "since": since,
        "until": last,
        "holds": store.query(
            "SELECT (SELECT count(*) FROM served_documents) AS documents,"
            " (SELECT count(DISTINCT publisher) FROM served_documents) AS outlets,"
            " (SELECT count(*) FROM reports) AS reports,"
            " (SELECT count(*) FROM served_events) AS events,"
            " (SELECT count(*) FROM served_events WHERE independent_sources > 1) AS confirmed,"
            " (SELECT count(*) FROM served_events WHERE len(disputed) > 0) AS disputed,"
            " (SELECT min(published) FROM served_documents) AS first,"
            " (SELECT max(last_finished) FROM runs) AS read"
        )[0],
        "map": map_figure(_placed(store, since, last), since=since, until=last)
        if since and last
        else None,
        "latest": store.query(
            "SELECT * FROM served_events WHERE state = 'held' AND date_start <= ?"
            " ORDER BY number LIMIT ?",
            [last or date.max, _ROWS],
        ),
        "shifts": _shifts(store),
        "pairs": store.query("SELECT * FROM served_pairs ORDER BY number LIMIT ?", [_ROWS]),
        "next_month": next_month(store, last) if last else None,
        "coming": _due(store, "NOT overdue AND state <> 'cancelled'", "date_start NULLS LAST"),
        "overdue": _due(store, "overdue", "date_end DESC"),
        "trends": _trends(store, last),
    }


def _placed(store: Store, since: date | None, until: date | None) -> list[dict[str, Any]]:
    """The places of the period's events, each with how many there are and which are violent."""
    return store.query(
        "SELECT place_name, any_value(place_country) AS country, any_value(latitude) AS latitude,"
        " any_value(longitude) AS longitude, count(*) AS events,"
        " count(*) FILTER (plover_score < 0) AS conflict"
        " FROM served_events WHERE latitude IS NOT NULL AND place_name IS NOT NULL"
        " AND date_end >= $since AND date_start <= $until"
        " AND coalesce(place_grain, '') NOT IN ('country', 'continent')"
        " GROUP BY place_name, round(latitude, 2), round(longitude, 2)"
        " ORDER BY events DESC, place_name LIMIT 400",
        {"since": since, "until": until},
    )


def _due(store: Store, which: str, order: str) -> dict[str, Any]:
    rows = store.query(
        f"SELECT *, count(*) OVER () AS n FROM served_calendar WHERE {which}"  # noqa: S608  constants
        f" ORDER BY {order}, number LIMIT {_ROWS}"
    )
    return {"rows": rows, "total": rows[0]["n"] if rows else 0}


def _shifts(store: Store) -> dict[str, Any]:
    """The strongest shifts, and how many there are."""
    rows = store.query(
        "SELECT *, count(*) OVER () AS n FROM served_shifts ORDER BY number LIMIT ?", [_SHIFTS]
    )
    return {"rows": rows, "total": rows[0]["n"] if rows else 0}


def _trends(store: Store, last: date | None) -> list[dict[str, Any]]:
    """The countries whose violence in the latest quarter is least as it used to be, with the
    addresses of the attacks of that quarter and of the quarters before it.
    """
    rows = store.query(
        # Those with events now or before; the least usual come first already.
        "SELECT * FROM served_trends WHERE events > 0 OR earlier_events > 2"
        " ORDER BY number LIMIT ?",
        [_ROWS],
    )
    for row in rows:
        held = {"country": row["country"], "type": "ASSAULT", "state": "held"}
        row["now"] = url("/events", **held, since=row["period"], until=last)
        row["before"] = url("/events", **held, until=row["period"] - timedelta(days=1))
    return rows
