"""The lists: a page with filters, facets and order; the same rows as .json, .csv and .parquet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.serving.asked import Asked, asked_of
from vanellus.serving.coming_dates import shortcuts
from vanellus.serving.exports import FORMATS, export
from vanellus.serving.faults import NotThere
from vanellus.serving.list_rows import counts, some_rows
from vanellus.serving.listing_parts import NUMBERS, Column, Listing
from vanellus.serving.listings import LISTINGS
from vanellus.serving.outlet_events import events_told
from vanellus.serving.parties import party_in
from vanellus.serving.site import Reading, kept, page
from vanellus.storing import Store
from vanellus.storing.register_tables import last_day_read

router = APIRouter()


def _add(listing: Listing) -> None:
    router.add_api_route(
        f"/{listing.name}", _page_of(listing), name=listing.name, include_in_schema=False
    )
    for form in FORMATS:
        router.add_api_route(f"/{listing.name}.{form}", _file_of(listing, form))


def _page_of(listing: Listing) -> Callable[[Request, Store], Response]:
    def list_page(request: Request, store: Reading) -> Response:
        asked = asked_of(listing, request.query_params, looked_up=_looked_up(store))
        return page(
            request, "list.html", title=listing.title, **list_context(request, store, asked)
        )

    return list_page


def _file_of(listing: Listing, form: str) -> Callable[[Request, Store], Response]:
    def list_file(request: Request, store: Reading) -> Response:
        asked = asked_of(listing, request.query_params, looked_up=_looked_up(store))
        return export(request.app.state.snapshots, asked, form)

    return list_file


def _looked_up(store: Store) -> dict[str, Callable[[str], Any]]:
    """How a list finds what the text of a filter stands for, by the filter's kind."""

    def party(text: str) -> str:
        # Whoever takes part in nothing has no rows, which is no fault.
        try:
            return str(party_in(store, text)["party"])
        except NotThere:
            return text.strip()

    return {"party": party, "told": lambda text: events_told(store, text.strip())}


def list_context(request: Request, store: Store, asked: Asked) -> dict[str, Any]:
    """What the template of a list is filled with."""
    rows, earlier, later = _rows(store, asked)
    total, facets = counts(request, store, asked)
    parties = {value for name, value in asked.given.items() if _is_party(asked.listing, name)}
    return {
        "listing": asked.listing,
        "columns": _with_values(asked.listing, rows),
        "shortcuts": kept(request, "shortcuts", lambda: shortcuts(store, last_day_read(store)))
        if asked.listing.name == "calendar"
        else [],
        "asked": asked,
        "rows": rows,
        "total": total,
        "facets": facets,
        "parties": {party: _name(store, party) for party in parties},
        "previous_query": asked.query(before=asked.key_of(rows[0])) if earlier else None,
        "next_query": asked.query(after=asked.key_of(rows[-1])) if later else None,
        "formats": list(FORMATS),
        "numbers": NUMBERS,
    }


def _with_values(listing: Listing, rows: list[dict[str, Any]]) -> list[Column]:
    """The columns without those that have nothing to show on this page, nor sort by."""
    return [
        column
        for column in listing.columns
        if column.sort or any(row[column.name] not in (None, []) for row in rows)
    ]


def _name(store: Store, party: str) -> str:
    found = store.query("SELECT name FROM served_actors WHERE party = ?", [party])
    return str(found[0]["name"]) if found else party


def _is_party(listing: Listing, name: str) -> bool:
    return any(each.name == name and each.kind == "party" for each in listing.filters)


def _rows(store: Store, asked: Asked) -> tuple[list[dict[str, Any]], bool, bool]:
    """The rows of a page, and whether there are any before and after them."""
    if asked.before is not None:
        rows = some_rows(store, asked, asked.short_of(), asked.backwards)[::-1]
        if len(rows) > asked.limit:
            return rows[1:], True, True
        # The beginning of the list: a whole first page is shown.
        asked = replace(asked, before=None)
    rows = some_rows(store, asked, asked.beyond(), asked.order)
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    return rows, bool(rows) and asked.after is not None, more


for _listing in LISTINGS:
    _add(_listing)
