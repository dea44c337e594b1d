"""The lists: a page with filters, facets and order; the same rows as .json, .csv and .parquet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.serving.asked import Asked, asked_of
from vanellus.serving.exports import FORMATS, export
from vanellus.serving.listings import LISTINGS, NUMBERS, Listing
from vanellus.serving.site import Reading, kept, page
from vanellus.storing import Store

router = APIRouter()
_FACET_VALUES: Final = 60
"""Values of a facet that a form offers, the most frequent ones."""


def _add(listing: Listing) -> None:
    router.add_api_route(
        f"/{listing.name}", _page_of(listing), name=listing.name, include_in_schema=False
    )
    for form in FORMATS:
        router.add_api_route(f"/{listing.name}.{form}", _file_of(listing, form))


def _page_of(listing: Listing) -> Callable[[Request, Store], Response]:
    def list_page(request: Request, store: Reading) -> Response:
        asked = asked_of(listing, request.query_params)
        return page(
            request, "list.html", title=listing.title, **list_context(request, store, asked)
        )

    return list_page


def _file_of(listing: Listing, form: str) -> Callable[[Request], Response]:
    def list_file(request: Request) -> Response:
        return export(request.app.state.snapshots, asked_of(listing, request.query_params), form)

    return list_file


def list_context(request: Request, store: Store, asked: Asked) -> dict[str, Any]:
    """What the template of a list is filled with."""
    beyond, at = asked.beyond()
    rows = store.query(
        f"SELECT * FROM {asked.listing.table} WHERE {asked.where} AND {beyond}"  # noqa: S608  constants
        f" ORDER BY {asked.order} LIMIT {asked.limit + 1}",
        asked.values | at,
    )
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    key = (asked.listing.name, *sorted(asked.texts.items()))
    total, facets = kept(request, key, lambda: _counted(store, asked))
    return {
        "listing": asked.listing,
        "asked": asked,
        "rows": rows,
        "total": total,
        "facets": facets,
        "next_query": asked.query(after=asked.key_of(rows[-1])) if more else None,
        "formats": list(FORMATS),
        "numbers": NUMBERS,
    }


def _counted(store: Store, asked: Asked) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """How many rows there are, and of each facet its values with their counts."""
    table = asked.listing.table
    total: int = store.query(
        f"SELECT count(*) AS n FROM {table} WHERE {asked.where}",  # noqa: S608  constants
        asked.values,
    )[0]["n"]
    facets: dict[str, list[dict[str, Any]]] = {}
    for each in asked.listing.filters:
        if each.facet is None:
            continue
        where, values = asked.where_but(each.name)
        facets[each.name] = store.query(
            f"SELECT {each.facet} AS value, count(*) AS n FROM {table}"  # noqa: S608  constants
            f" WHERE {where} AND {each.facet} IS NOT NULL"
            f" GROUP BY 1 ORDER BY n DESC, value LIMIT {_FACET_VALUES}",
            values,
        )
    return total, facets


for _listing in LISTINGS:
    _add(_listing)
