"""Search: passages with the words, each with its document and the events told in it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from vanellus.serving.looking import TITLE, Found, Hit, Index
from vanellus.serving.site import Flag, Reading, Text, page
from vanellus.storing import Store

router = APIRouter()
_SIZE: Final = 20
_DEEPEST: Final = 1000
Skip = Annotated[int, Query(ge=0, le=_DEEPEST)]


@router.get("/search", name="search")
def search_page(
    request: Request, store: Reading, q: Text = None, *, newest: Flag = False, skip: Skip = 0
) -> Response:
    """A field for words, and what was found."""
    index: Index = request.app.state.index
    found = index.find(q, newest=newest, skip=skip, limit=_SIZE) if q else None
    behind = store.query("SELECT count(*) AS n FROM documents")[0]["n"] - index.documents()
    return page(
        request,
        "search.html",
        title="Search",
        asked=q or "",
        newest=newest,
        skip=skip,
        size=_SIZE,
        deepest=_DEEPEST,
        found=found,
        results=_results(store, found.hits) if found else [],
        behind=max(behind, 0),
    )


@router.get("/search.json")
def search_file(
    request: Request, store: Reading, q: Text = None, *, newest: Flag = False, skip: Skip = 0
) -> Response:
    """The same for machines."""
    index: Index = request.app.state.index
    found = index.find(q or "", newest=newest, skip=skip, limit=_SIZE)
    return JSONResponse(_as_json(found, _results(store, found.hits)))


def _results(store: Store, hits: list[Hit]) -> list[dict[str, Any]]:
    """Each passage that was found with its document and events."""
    ids = sorted({hit.doc_id for hit in hits})
    documents = {
        row["doc_id"]: row
        for row in store.query(
            "SELECT doc_id, title, publisher, published FROM served_documents"
            " WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )
    }
    told = store.query(
        "SELECT doc_id, event_id, type, mode, trigger_start FROM reports"
        " WHERE event_id IS NOT NULL AND doc_id IN (SELECT unnest(?::VARCHAR[]))"
        " ORDER BY trigger_start",
        [ids],
    )
    found = []
    for hit in hits:
        # What the index has and this copy of the store has not was taken away meanwhile.
        if hit.doc_id not in documents:
            continue
        end = hit.start + sum(len(text) for text, _ in hit.pieces)
        events = {
            row["event_id"]: row
            for row in told
            if row["doc_id"] == hit.doc_id and hit.start <= row["trigger_start"] < end
        }
        found.append(
            {
                **documents[hit.doc_id],
                "start": hit.start,
                "in_title": hit.start == TITLE,
                "pieces": hit.pieces,
                "told": [] if hit.start == TITLE else list(events.values()),
            }
        )
    return found


def _as_json(found: Found, results: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "total": found.total,
        "at_least": found.many,
        "passages": [
            {
                "doc_id": row["doc_id"],
                "title": row["title"],
                "publisher": row["publisher"],
                "published": row["published"].isoformat() if row["published"] else None,
                "start": None if row["in_title"] else row["start"],
                "pieces": [{"text": text, "hit": hit} for text, hit in row["pieces"]],
                "events": [each["event_id"] for each in row["told"]],
            }
            for row in results
        ],
    }
