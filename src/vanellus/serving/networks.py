"""Network: who cooperates with whom, period by period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.analysing.periods import label
from vanellus.briefing.brief_charts import Figure
from vanellus.briefing.marks import tie_marks
from vanellus.briefing.palette import WIDE
from vanellus.briefing.ties import MOST_PARTIES, Tie, network_chart, parties_of, ties_of
from vanellus.errors import InputError
from vanellus.serving.chart_answers import chart_answer, charts_of
from vanellus.serving.dossier_answers import as_csv, as_json
from vanellus.serving.dossier_tables import events_link
from vanellus.serving.faults import NotThere
from vanellus.serving.parties import party_in
from vanellus.serving.showing import url
from vanellus.serving.site import Reading, kept, page
from vanellus.storing import Store
from vanellus.storing.analysis_tables import party_names

router = APIRouter()
_MONTHS: Final = {"year": 12, "quarter": 3}
_MOST_TIES: Final = 60
_BIG: Final = 820


def _span(period: str, by: str) -> tuple[date, date]:
    """The first and the last day of `2024` or `2024-Q3`. Raises InputError."""
    try:
        if by == "quarter":
            year, _, quarter = period.partition("-Q")
            first = date(int(year), 3 * int(quarter) - 2, 1)
        else:
            first = date(int(period), 1, 1)
    except ValueError:
        raise InputError(
            where="period",
            problem=f"{period[:20]!r} is none",
            valid="2024, or with by=quarter 2024-Q3",
        ) from None
    number = first.year * 12 + first.month - 1 + _MONTHS[by]
    return first, date(number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _periods(request: Request, store: Store, by: str) -> list[str]:
    """The periods with any event told as held, in their order."""
    if by not in _MONTHS:
        raise InputError(where="by", problem=f"{by[:20]!r} is none", valid="year, quarter")
    days: list[date] = kept(
        request,
        ("network periods", by),
        lambda: [
            row["day"]
            for row in store.query(
                "SELECT DISTINCT date_trunc($by, date_start)::DATE AS day FROM events"
                " WHERE state = 'held' AND date_start IS NOT NULL ORDER BY 1",
                {"by": by},
            )
        ],
    )
    return [label(day, by=by) for day in days]


def _ties(
    request: Request, store: Store, period: str, by: str, around: str
) -> tuple[list[Tie], dict[str, str], list[str], str]:
    """The ties, the names of their parties, all periods and the party that is looked around."""
    periods = _periods(request, store, by)
    since, until = _span(period, by) if period else (None, None)
    centre = str(party_in(store, around)["party"]) if around.strip() else ""
    found: tuple[list[Tie], dict[str, str]] = kept(
        request, ("network", by, period, centre), lambda: _made(store, since, until, centre)
    )
    return (*found, periods, centre)


def _made(
    store: Store, since: date | None, until: date | None, centre: str
) -> tuple[list[Tie], dict[str, str]]:
    ties = ties_of(store, since=since, until=until, around=[centre] if centre else [])
    return ties, party_names(store, {p for tie in ties for p in (tie.one, tie.other)})


@router.get("/network", name="network")
def network_page(
    request: Request, store: Reading, period: str = "", by: str = "year", around: str = "",
    chart: str = "", form: str = "",
) -> Response:  # fmt: skip
    """The network of a period, or of all of them; with `chart` or `form` its picture or files."""
    ties, names, periods, centre = _ties(request, store, period, by, around)
    figure: Figure | None = kept(
        request, ("network figure", by, period, centre), lambda: _figure(ties, names, period)
    )
    if chart or form:
        if figure is None or chart not in ("", figure.name):
            raise NotThere(
                where="network", problem="there is nothing to draw", valid="another period"
            )
        return chart_answer(
            request, store, figure,
            lambda: tie_marks(ties, naming=lambda party: names.get(party, party)),
            base="/network", about=f"Network, {period or 'all periods'}",
        )  # fmt: skip
    shown = parties_of(ties)
    return page(
        request,
        "dossiers/network.html",
        title="Who cooperates with whom",
        ties=[
            {
                "tie": tie,
                "one": names.get(tie.one, tie.one),
                "other": names.get(tie.other, tie.other),
                "cooperation": events_link(tie.cooperation),
                "conflict": events_link(tie.conflict),
            }
            for tie in ties[:_MOST_TIES]
        ],
        total=len(ties),
        charts=charts_of(request, [figure] if figure else [], base="/network"),
        left_out=len({p for tie in ties for p in (tie.one, tie.other)}) - len(shown),
        periods=[
            (each, url("/network", period=each, by=None if by == "year" else by, around=centre))
            for each in periods
        ],
        everything=url("/network", by=None if by == "year" else by, around=centre),
        period=period,
        by=by,
        centre=centre,
        names=names,
        query=dict(request.query_params),
    )


@router.get("/network.json")
def network_json(
    request: Request, store: Reading, period: str = "", by: str = "year", around: str = ""
) -> Response:
    """The ties as data."""
    ties, names, periods, _ = _ties(request, store, period, by, around)
    told = {"period": period or None, "periods": periods, "ties": _rows(ties, names)}
    return as_json(told, "network.json")


@router.get("/network.csv")
def network_csv(
    request: Request, store: Reading, period: str = "", by: str = "year", around: str = ""
) -> Response:
    """The ties as a table."""
    ties, names, _, _ = _ties(request, store, period, by, around)
    return as_csv(_rows(ties, names), "network.csv")


def _rows(ties: list[Tie], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "one": tie.one, "one_name": names.get(tie.one), "other": tie.other,
            "other_name": names.get(tie.other), "cooperation": len(tie.cooperation),
            "conflict": len(tie.conflict), "cooperation_ids": list(tie.cooperation),
            "conflict_ids": list(tie.conflict),
        }
        for tie in ties
    ]  # fmt: skip


def _figure(
    ties: list[Tie], names: dict[str, str], period: str, *, name: str = "network"
) -> Figure | None:
    """The network as a chart; None without ties."""
    if not ties:
        return None
    return Figure(
        name=name,
        title="Who cooperates with whom",
        label=f"Chart: who cooperates with whom, {period or 'all periods'}.",
        note="Those that cooperate much stand near each other; lines are as thick as events are"
        " many.",
        draw=lambda width: network_chart(
            ties, names=names, width=_BIG if width == WIDE else width,
            most=MOST_PARTIES if width == WIDE else 14,
        ),
        toggles="kind",
    )  # fmt: skip
