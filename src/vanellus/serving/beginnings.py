"""Where a dossier begins that would be too long to read or to make at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import RedirectResponse, Response

from vanellus.serving.showing import url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from vanellus.storing import Store

MOST: Final = 10_000
"""Events of an actor that a dossier without a period is made of, the latest ones."""


def shortened(request: Request, store: Store, path: str, parties: Sequence[str]) -> Response | None:
    """The way to the same page from the day on since which these parties have MOST events; None
    where they have no more at all, or where a period is asked for.
    """
    query: dict[str, Any] = dict(request.query_params)
    if query.get("since") or query.get("until"):
        return None
    since = begins(store, parties, most=MOST)
    if since is None:
        return None
    return RedirectResponse(url(path, **(query | {"since": since.isoformat()})), status_code=307)


def begins(store: Store, parties: Sequence[str], *, most: int) -> date | None:
    """The first day of a month since which the parties have no more than `most` events."""
    found = store.query(
        "SELECT date_start FROM served_parties WHERE party IN (SELECT unnest($parties::VARCHAR[]))"
        " AND date_start IS NOT NULL ORDER BY date_start DESC LIMIT 1 OFFSET $most",
        {"parties": sorted(set(parties)), "most": most},
    )
    if not found:
        return None
    day: date = found[0]["date_start"]
    # The month of that day would be one too many, unless nothing else is left.
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    latest = store.query(
        "SELECT max(date_start) AS day FROM served_parties WHERE party IN"
        " (SELECT unnest($parties::VARCHAR[])) AND state = 'held'",
        {"parties": sorted(set(parties))},
    )[0]["day"]
    following = date(year, month, 1)
    return following if latest is not None and following <= latest else day.replace(day=1)
