"""Answers that dossiers share: data as JSON and CSV, a chart as a file, a party by its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from vanellus.briefing.drawing import png_of, svg_of
from vanellus.errors import InputError
from vanellus.serving.exports import cell
from vanellus.serving.faults import NotThere

if TYPE_CHECKING:
    from vanellus.storing import Store

FORMS: Final = ("svg", "png", "json")
_INK: Final = "#1c2126"


def party_in(store: Store, given: str) -> dict[str, Any]:
    """The row of `served_actors` of a party by its id, or else by its name.

    Raises NotThere.
    """
    rows = store.query(
        "SELECT party, name, country, kind, sector, events, latest FROM served_actors"
        " WHERE party = $given OR lower(party) = lower($given) OR lower(name) = lower($given)"
        " ORDER BY party = $given DESC, lower(party) = lower($given) DESC, number LIMIT 1",
        {"given": given.strip()},
    )
    if not rows:
        raise NotThere(
            where="actor", problem=f"{given[:80]!r} takes part in no event of this store",
            valid="an id or name from the list of actors",
        )  # fmt: skip
    return rows[0]


def picture(spec: Mapping[str, Any], *, name: str, form: str) -> Response:
    """A chart as a file: SVG, PNG, or its Vega-Lite specification. Raises InputError."""
    if form not in FORMS:
        raise InputError(where="form", problem=f"{form[:20]!r} is none", valid=", ".join(FORMS))
    headers = {"Content-Disposition": f'attachment; filename="vanellus-{name}.{form}"'}
    if form == "json":
        text = json.dumps(spec, default=str)
        return Response(text, media_type="application/json", headers=headers)
    if form == "png":
        return Response(png_of(dict(spec)), media_type="image/png", headers=headers)
    drawn = svg_of(dict(spec), ink=_INK)
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def as_json(told: Any, name: str) -> Response:
    """The answer as JSON."""
    return Response(
        json.dumps(told, ensure_ascii=False, default=_plain, allow_nan=False),
        media_type="application/json",
        headers={"Content-Disposition": f'inline; filename="vanellus-{name}"'},
    )


def as_csv(rows: Sequence[dict[str, Any]], name: str) -> Response:
    """The answer as CSV, with no cell that a spreadsheet would run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if rows:
        writer.writerow(list(rows[0]))
        writer.writerows([cell(value) for value in row.values()] for row in rows)
    return Response(
        text.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="vanellus-{name}"'},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
