"""Review: the queue, the forms that it takes, and the list of what was decided."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vanellus.errors import InputError
from vanellus.ontology import Codebook
from vanellus.records import Status
from vanellus.serving.asked import Asked, asked_of
from vanellus.serving.exports import FORMATS, export
from vanellus.serving.faults import NotThere
from vanellus.serving.list_rows import counts
from vanellus.serving.lists import list_context
from vanellus.serving.marking import pieces
from vanellus.serving.parties import party_in
from vanellus.serving.readings import around, blocks_of, marks_of
from vanellus.serving.review_forms import (
    Fields,
    correction_of,
    lines_of,
    place_line,
    review_of,
    verdict_of,
)
from vanellus.serving.review_guard import (
    author_of,
    clean_name,
    first,
    keep_author,
    local_address,
    posted,
)
from vanellus.serving.review_queue import (
    ORDERS,
    QUEUE,
    REVIEWS,
    beside,
    changes_of,
    order_of,
    report_of,
)
from vanellus.serving.review_view import reviewed_page
from vanellus.serving.reviewing import Reviewing
from vanellus.serving.showing import url
from vanellus.serving.site import Reading
from vanellus.storing import Review, Store

router = APIRouter()
Posted = Annotated[Fields, Depends(posted)]
_OWN = ("order", "at", "did")
"""Parts of the queue's address that are no filters."""


@router.get("/review", name="review")
def queue_page(request: Request, store: Reading) -> Response:
    """The next report of the queue, or the one that is asked for, with its forms."""
    reviewing: Reviewing = request.app.state.review
    query = request.query_params
    asked = _asked(store, query)
    order = order_of(query.get("order", ""))
    held = {each.report_id for each in reviewing.pending() if each.subject == "report"}
    at = query.get("at") or beside(store, asked, order, at=None, held=held)
    total, facets = counts(request, store, asked)
    shared: dict[str, Any] = {
        "title": "Review",
        "listing": QUEUE,
        "asked": asked,
        "total": total,
        "facets": facets,
        "order": order,
        "orders": {name: words for name, (words, _) in ORDERS.items()},
        "did": _did(reviewing, query.get("did", "")),
        "first_address": _queue_url(asked, order),
    }
    if at is None:
        return reviewed_page(request, "review.html", store, ids=(), row=None, **shared)
    found = report_of(store, reviewing, at)
    if found is None:
        raise NotThere(
            where=f"report {at[:60]!r}", problem="is not in the store", valid="a link to a report"
        )
    later, earlier = (
        beside(store, asked, order, at=at, held={*held, at}, back=back) for back in (False, True)
    )
    return reviewed_page(
        request,
        "review.html",
        store,
        ids=[at],
        **shared,
        **_shown(store, *found),
        here=_queue_url(asked, order, at=at),
        later=_queue_url(asked, order, at=later) if later else None,
        earlier=_queue_url(asked, order, at=earlier) if earlier else None,
    )


@router.post("/review/report")
def review_report(request: Request, store: Reading, form: Posted) -> Response:
    """Takes what was decided of a report."""
    reviewing: Reviewing = request.app.state.review
    author = _author(request, form)
    found = report_of(store, reviewing, first(form, "report"))
    if found is None:
        raise NotThere(where="report", problem="is not in the store", valid="a form of its page")
    verdict, correction = verdict_of(form), None
    if verdict == "corrected":
        # What nothing is changed of was read right.
        correction = correction_of(form, *found) or None
        verdict = "corrected" if correction else "accepted"
    review = review_of(
        form,
        author=author,
        report_id=found[0]["report_id"],
        verdict=verdict,
        correction=correction,
    )
    return _kept(request, form, review, author=author)


@router.post("/review/join")
def review_join(request: Request, store: Reading, form: Posted) -> Response:
    """Takes whether two reports are of one event."""
    author = _author(request, form)
    ids = [first(form, name) for name in ("report", "other")]
    known = store.query(
        "SELECT report_id FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    )
    if len(known) != 2:
        raise NotThere(where="report", problem="is not in the store", valid="a form of its event")
    verdict = verdict_of(form)
    if verdict == "corrected":
        raise InputError(
            where="verdict", problem="a join can't be corrected", valid="accept, reject, withdraw"
        )
    review = review_of(
        form, author=author, subject="join", report_id=ids[0], other_id=ids[1], verdict=verdict
    )
    return _kept(request, form, review, author=author)


@router.post("/review/author")
def name_author(request: Request, form: Posted) -> Response:
    """Keeps the name of who reviews in a cookie."""
    answer = RedirectResponse(local_address(first(form, "next")), status_code=303)
    keep_author(answer, _author(request, form), secure=request.url.scheme == "https")
    return answer


@router.get("/reviews", name="reviews")
def reviews_page(request: Request, store: Reading) -> Response:
    """What was decided, by whom and when."""
    asked = asked_of(REVIEWS, request.query_params)
    return reviewed_page(
        request,
        "reviews.html",
        store,
        ids=(),
        title=REVIEWS.title,
        waiting=request.app.state.review.pending(),
        changes_of=changes_of,
        **list_context(request, store, asked),
    )


def _add(form: str) -> None:
    def reviews_file(request: Request) -> Response:
        asked = asked_of(REVIEWS, request.query_params)
        return export(request.app.state.snapshots, asked, form)

    router.add_api_route(f"/reviews.{form}", reviews_file)


for _form in FORMATS:
    _add(_form)


def _author(request: Request, form: Fields) -> str:
    """Who reviews, by the form or by the cookie. Raises InputError."""
    author = clean_name(first(form, "author")) or author_of(request)
    if author is None:
        raise InputError(where="author", problem="is missing", valid="your name")
    return author


def _kept(request: Request, form: Fields, review: Review, *, author: str) -> Response:
    """Keeps a review, and leads on."""
    request.app.state.review.journal.append(review)
    target = local_address(first(form, "next"))
    if target.split("?")[0] == "/review":
        target += ("&" if "?" in target else "?") + f"did={review.id}"
    answer = RedirectResponse(target, status_code=303)
    keep_author(answer, author, secure=request.url.scheme == "https")
    return answer


def _asked(store: Store, query: QueryParams) -> Asked:
    def party(text: str) -> str:
        try:
            return str(party_in(store, text)["party"])
        except NotThere:
            return text.strip()

    kept = QueryParams([pair for pair in query.multi_items() if pair[0] not in _OWN])
    return asked_of(QUEUE, kept, looked_up={"party": party})


def _queue_url(asked: Asked, order: str, *, at: str | None = None) -> str:
    chosen = {"order": order} if order != "unsure" else {}
    return url("/review", **asked.texts, **chosen, at=at)


def _did(reviewing: Reviewing, given: str) -> Review | None:
    """The review that was just kept, to be told and perhaps taken back."""
    return reviewing.journal.read().get(given)


def _shown(store: Store, read: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The report in its paragraph, and all that its form offers."""
    document = store.query(
        "SELECT doc_id, title, origin, publisher, published, text, blocks FROM documents"
        " WHERE doc_id = ?",
        [read["doc_id"]],
    )[0]
    text = document["text"]
    start, end = around(blocks_of(document), read["sentence_start"], read["sentence_end"])
    book = Codebook.default()
    return {
        "row": now,
        "read": read,
        "document": document,
        "before": text[start : read["sentence_start"]],
        "pieces": pieces(
            text, marks_of(now), start=read["sentence_start"], end=read["sentence_end"]
        ),
        "following": text[read["sentence_end"] : end],
        "deeds": {each.name: [mode.name for mode in each.modes] for each in book.types},
        "statuses": [each.value for each in Status],
        "pillars": [each.name for each in book.pillars],
        "contexts": [each.name for each in book.contexts],
        "lines": {name: lines_of(now[name]) for name in ("actors", "recipients")},
        "place": place_line(now),
        "changes_of": changes_of,
    }
