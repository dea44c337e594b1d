"""What pages show of reviews: who reviews, the state of each report, and forms of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from vanellus.serving.review_guard import (
    author_of,
    keep_session,
    new_session,
)
from vanellus.serving.reviewing import joins_of, pair_of, states_of
from vanellus.serving.site import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from vanellus.serving.reviewing import Reviewing
    from vanellus.storing import Store


class ReviewView:
    """Reviews as a page for one request shows them."""

    def __init__(self, request: Request, store: Store, ids: Sequence[str]) -> None:
        reviewing: Reviewing = request.app.state.review
        known = reviewing.sessions.of(request)
        self.session = known or new_session()
        self.is_new = known is None
        self.author = author_of(request)
        self.token = reviewing.sessions.form_token(self.session)
        self.problem = reviewing.problem
        self.pending = len(reviewing.pending())
        self._states = states_of(reviewing, store, ids)
        self._joins = joins_of(reviewing, store, ids)

    def of(self, report_id: str) -> dict[str, Any] | None:
        """The review of a report that holds or will hold; None where it has none."""
        return self._states.get(report_id)

    def of_join(self, one: str, other: str) -> dict[str, Any] | None:
        """The same of the join of two reports."""
        found = self._joins.get(pair_of(one, other))
        return None if found is None or found["verdict"] == "withdrawn" else found

    def once(self) -> str:
        """An id for the review that a form will make, so that sending it twice makes one."""
        return uuid4().hex


def reviewed_page(
    request: Request, template: str, store: Store, *, ids: Sequence[str], **context: Any
) -> HTMLResponse:
    """A page with what it takes to review these reports, if this server takes reviews; then it is
    for this browser alone. Its template finds `review`, which may be None.
    """
    if request.app.state.review is None:
        return page(request, template, review=None, **context)
    view = ReviewView(request, store, ids)
    answer = page(request, template, review=view, **context)
    answer.headers["Cache-Control"] = "no-store"
    # Browsers tell where a form comes from only if they may tell it to this origin.
    answer.headers["Referrer-Policy"] = "same-origin"
    if view.is_new:
        keep_session(answer, view.session, secure=request.url.scheme == "https")
    return answer
