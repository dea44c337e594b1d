"""Search: actors of that name, and passages with the words, each with the events told in it."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from vanellus.errors import InputError
from vanellus.serving.by_ids import marks_for
from vanellus.serving.finding import Found, Hit, Place, Within
from vanellus.serving.looking import TITLE, Index
from vanellus.serving.parties import parties_named
from vanellus.serving.site import Flag, Reading, Since, Text, Until, page
from vanellus.storing import Store

router = APIRouter()
_SIZE: Final = 20
_ACTORS: Final = 6


@router.get("/search", name="search")
def search_page(
    *, request: Request, store: Reading, q: Text = None, outlet: Text = None, type: Text = None,  # noqa: A002
    since: Since = None, until: Until = None, newest: Flag = False, after: str = "",
    before: str = "",
) -> Response:  # fmt: skip
    """A field for words, the actors of such a name, and the passages that were found."""
    index: Index = request.app.state.index
    within = Within(outlet=outlet, type=type, since=since, until=until)
    found = _found(index, q, within, newest=newest, after=after, before=before) if q else None
    behind = store.query("SELECT count(*) AS n FROM documents")[0]["n"] - index.documents()
    query = {
        name: value
        for name, value in request.query_params.items()
        if name not in ("after", "before") and value
    }
    return page(
        request,
        "search.html",
        title="Search",
        asked=q or "",
        within=within,
        newest=newest,
        query=query,
        found=found,
        actors=parties_named(store, q, most=_ACTORS) if q and not (after or before) else [],
        results=_results(store, found.hits) if found else [],
        previous=_key(found.hits[0].place) if found and found.earlier and found.hits else None,
        following=_key(found.hits[-1].place) if found and found.later and found.hits else None,
        behind=max(behind, 0),
    )


@router.get("/search.json")
def search_file(
    *, request: Request, store: Reading, q: Text = None, outlet: Text = None, type: Text = None,  # noqa: A002
    since: Since = None, until: Until = None, newest: Flag = False, after: str = "",
    before: str = "",
) -> Response:  # fmt: skip
    """The same for machines, with the keys of the pages before and after."""
    index: Index = request.app.state.index
    within = Within(outlet=outlet, type=type, since=since, until=until)
    found = _found(index, q or "", within, newest=newest, after=after, before=before)
    return JSONResponse(_as_json(found, _results(store, found.hits)))


def _found(
    index: Index, words: str, within: Within, *, newest: bool, after: str, before: str
) -> Found:
    found = index.find(
        words, within=within, newest=newest, limit=_SIZE,
        after=None if before else _place(after, "after"), before=_place(before, "before"),
    )  # fmt: skip
    if before and not found.earlier:
        # The beginning: a whole first page is shown.
        return index.find(words, within=within, newest=newest, limit=_SIZE)
    return found


def _key(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _place(text: str, name: str) -> Place | None:
    if not text:
        return None
    try:
        rank, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(number, bool) and isinstance(number, int) and abs(number) < 2**62:
            return float(rank), number
    except (ValueError, TypeError, binascii.Error):
        pass
    raise InputError(
        where=name,
        problem=f"{text[:40]!r} is no place among what was found",
        valid="a link to a next or previous page",
    )


def _results(store: Store, hits: list[Hit]) -> list[dict[str, Any]]:
    """Each passage that was found with its document and events."""
    ids = sorted({hit.doc_id for hit in hits})
    documents = {
        row["doc_id"]: row
        for row in store.query(
            "SELECT doc_id, title, publisher, published FROM served_documents"  # noqa: S608  marks
            f" WHERE doc_id IN ({marks_for(ids)})",
            ids,
        )
    }
    told = store.query(
        "SELECT doc_id, event_id, type, mode, trigger_start FROM reports"  # noqa: S608  marks
        f" WHERE event_id IS NOT NULL AND doc_id IN ({marks_for(ids)})"
        " ORDER BY trigger_start",
        ids,
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
        "before": _key(found.hits[0].place) if found.earlier and found.hits else None,
        "after": _key(found.hits[-1].place) if found.later and found.hits else None,
        "facets": {
            name: [{"value": value, "passages": count} for value, count in values]
            for name, values in found.facets.items()
        },
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
