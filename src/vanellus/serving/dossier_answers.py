"""Answers that dossiers share: data as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.responses import Response

from vanellus.serving.exports import cell


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
