"""A chart of a page: its pictures, its files, its numbers as a table, and the events of a mark.

A page with charts takes `chart`, `form`, `size`, `ink` and `mark` in its address and hands them on:
`?chart=engagement&form=svg&size=narrow&ink=dark`, `?chart=engagement&mark=2024-Q1 conflict`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from vanellus.briefing.brief_charts import Figure
from vanellus.briefing.drawing import unlinked
from vanellus.briefing.lively import lively
from vanellus.briefing.marks import Mark
from vanellus.errors import InputError
from vanellus.serving.dossier_answers import as_csv
from vanellus.serving.dossier_tables import events_link, listed_events
from vanellus.serving.faults import NotThere
from vanellus.serving.showing import url
from vanellus.serving.site import page

if TYPE_CHECKING:
    from starlette.requests import Request

    from vanellus.storing import Store

FILES: Final = {"svg": "SVG", "png": "PNG", "json": "Vega-Lite", "csv": "CSV"}
"""What a chart can be taken away as."""
FORMS: Final = (*FILES, "table", "live")
SIZES: Final = ("wide", "narrow")
INKS: Final = ("light", "dark")
ASKED: Final = ("chart", "form", "size", "ink", "mark", "from")
"""The parts of an address that are about one of its charts."""
_MOST_EVENTS: Final = 200
_MOST_ROWS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks of a chart."""

    chart: str = ""
    form: str = ""
    size: str = "wide"
    ink: str = "light"
    mark: str = ""


def asked_of(request: Request) -> Asked:
    """What the address asks of a chart. Raises InputError."""
    given = {name: request.query_params.get(name, "") for name in ASKED}
    known = {"form": FORMS, "size": SIZES, "ink": INKS}
    for name, valid in known.items():
        if given[name] and given[name] not in valid:
            raise InputError(
                where=name, problem=f"{given[name][:20]!r} is none", valid=", ".join(valid)
            )
    return Asked(
        chart=given["chart"], form=given["form"], size=given["size"] or "wide",
        ink=given["ink"] or "light", mark=given["mark"],
    )  # fmt: skip


def state_of(request: Request) -> dict[str, str]:
    """The address's query without what it asks of a chart."""
    return {name: value for name, value in request.query_params.items() if name not in ASKED}


def charts_of(
    request: Request, figures: Iterable[Figure], *, base: str, narrow: bool = True
) -> dict[str, Any]:
    """The charts of a page as the macro `drawings` takes them; `base` is the page's path.

    Without `narrow` the wide drawing is that of telephones too.
    """
    return {
        "script": request.app.state.vega.address,
        "each": [_shown(request, figure, base=base, narrow=narrow) for figure in figures],
    }


def _shown(request: Request, figure: Figure, *, base: str, narrow: bool) -> dict[str, Any]:
    def at(**asked: str | None) -> str:
        return url(base, **state_of(request), chart=figure.name, **asked)

    sizes = {"wide": None, "narrow": "narrow" if narrow else None}
    return {
        "figure": figure,
        "pictures": {
            (size, ink): at(form="svg", size=asked, ink="dark" if ink == "dark" else None)
            for size, asked in sizes.items()
            for ink in INKS
        },
        "live": {size: at(form="live", size=asked) for size, asked in sizes.items()},
        "files": [(name, at(form=form)) for form, name in FILES.items()],
        "table": at(form="table"),
    }


def chart_answer(
    request: Request,
    store: Store,
    figure: Figure,
    marks: Callable[[], Sequence[Mark]],
    *,
    base: str,
    about: str,
    leads: Callable[[str], str] | None = None,
) -> Response:
    """What an address asks of a chart: a picture, a file, its table or the events of a mark.

    `about` says in words whose chart it is; `leads` gives the address behind a mark's key where
    there is a list of its own for it. Raises InputError, and NotThere for an unknown mark.
    """
    asked = asked_of(request)
    back = url(base, **state_of(request))

    def link(key: str) -> str:
        if leads is not None:
            return leads(key)
        return url(base, **state_of(request), chart=figure.name, mark=key)

    if asked.mark:
        return _events_of(request, store, figure, marks(), asked.mark, back=back, about=about)
    if asked.form == "table":
        rows = marks()
        return page(
            request,
            "chart_table.html",
            title=f"{figure.title}: {about}",
            figure=figure,
            back=back,
            columns=_columns(rows),
            rows=[(mark, link(mark.key), _number_behind(mark)) for mark in rows[:_MOST_ROWS]],
            total=len(rows),
            csv=url(base, **state_of(request), chart=figure.name, form="csv"),
        )
    if asked.form == "csv":
        return as_csv(
            [
                {**mark.cells, **({"event_ids": " ".join(mark.event_ids)} if not leads else {})}
                for mark in marks()
            ],
            f"{figure.name}.csv",
        )
    spec = figure.narrow if asked.size == "narrow" else figure.spec
    if asked.form == "live":
        made = lively(spec, link=link, toggles=figure.toggles, zooms=figure.zooms)
        return Response(json.dumps(made, default=str), media_type="application/json")
    return _file(request, figure, spec, asked)


def _file(request: Request, figure: Figure, spec: dict[str, Any], asked: Asked) -> Response:
    form = asked.form or "svg"
    headers = {"Content-Disposition": f'attachment; filename="vanellus-{figure.name}.{form}"'}
    if form == "json":
        made = unlinked(lively(spec, link=_nowhere, toggles=figure.toggles, zooms=figure.zooms))
        text = json.dumps(_bare(made), default=str)
        return Response(text, media_type="application/json", headers=headers)
    drawer = request.app.state.drawer
    if form == "png":
        return Response(drawer.png(spec), media_type="image/png", headers=headers)
    drawn = drawer.svg(spec, dark=asked.ink == "dark")
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _nowhere(_: str) -> None:
    return None


def _bare(spec: Any) -> Any:
    """The specification without links: in a file of its own they would lead nowhere."""
    if isinstance(spec, dict):
        return {name: _bare(value) for name, value in spec.items() if name != "href"}
    return [_bare(each) for each in spec] if isinstance(spec, list) else spec


def _number_behind(mark: Mark) -> int:
    """How many events are behind a mark, each once."""
    return len(set(mark.event_ids)) or int(mark.cells.get("events", 0))


def _columns(rows: Sequence[Mark]) -> list[str]:
    found: dict[str, None] = {}
    for mark in rows:
        found.update(dict.fromkeys(mark.cells))
    return [name for name in found if name != "id"]


def _events_of(
    request: Request, store: Store, figure: Figure, marks: Sequence[Mark], key: str,
    *, back: str, about: str,
) -> Response:  # fmt: skip
    """The page of the events behind a mark."""
    mark = next((each for each in marks if each.key == key), None)
    if mark is None:
        raise NotThere(
            where=f"mark {key[:80]}", problem=f"{figure.title} has none such",
            valid="a mark of the chart as it is now",
        )  # fmt: skip
    return page(
        request,
        "mark.html",
        title=f"{about}: {mark.told}",
        figure=figure,
        cells=_counts(mark.cells),
        back=back,
        rows=listed_events(store, mark.event_ids, most=_MOST_EVENTS),
        total=len(set(mark.event_ids)),
        everything=events_link(mark.event_ids),
    )


def _counts(cells: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in cells.items() if name != "id"]
