"""Who may post a review: only forms of our own pages, sent by the browser that was given them.

A post needs three things. Its headers must say that it comes from this very origin, which a browser
sets and no page can forge. It must hold the token of a form, which is tied to the browser's session
(a keyed hash, RFC 2104) and which no other origin can read. And the cookies are SameSite=Strict, so
that they don't come along from elsewhere at all.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

if TYPE_CHECKING:
    from starlette.responses import Response

SESSION: Final = "vanellus_review"
AUTHOR: Final = "vanellus_author"
LONGEST_NAME: Final = 80
_LONGEST: Final = 64_000
"""Bytes of a form."""
_MOST_FIELDS: Final = 200
_YEAR: Final = 365 * 24 * 3600
_ID: Final = re.compile(r"[0-9a-f]{32}")
_FORM: Final = "application/x-www-form-urlencoded"


class Sessions:
    """The sessions of browsers that review, by a secret that hangs on the server's token."""

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(b"vanellus review\0" + token.encode()).digest()

    def of(self, request: Request) -> str | None:
        """The request's session, None where it has none."""
        given = request.cookies.get(SESSION, "")
        return given if is_id(given) else None

    def form_token(self, session: str) -> str:
        """What a form for this session holds."""
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()

    def fits(self, session: str | None, given: str) -> bool:
        """Whether a form's token is that of the session."""
        return session is not None and hmac.compare_digest(
            self.form_token(session).encode(), given.encode()
        )


def is_id(given: str) -> bool:
    """Whether a text is an id as we make them: 32 hex digits."""
    return _ID.fullmatch(given) is not None


def new_session() -> str:
    """A session's id, which nobody guesses."""
    return secrets.token_hex(16)


async def posted(request: Request) -> dict[str, list[str]]:
    """The fields of a form of ours. Raises HTTPException (403, 413, 415, 422) for all others."""
    sessions: Sessions = request.app.state.review.sessions
    check_origin(request)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "A review is sent by a form of these pages.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise HTTPException(413, "A review is shorter than that.")
    try:
        fields = parse_qs(
            body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise HTTPException(422, "The form can't be read.") from None
    if not sessions.fits(sessions.of(request), first(fields, "token")):
        raise HTTPException(
            403, "This form is not of this browser's session. Load its page anew and send it again."
        )
    return fields


def check_origin(request: Request) -> None:
    """Raises HTTPException (403) unless the browser says that one of our own pages sends this."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    own = origin is not None and urlsplit(origin).netloc.lower() == _own_name(request)
    if (
        (site is None and origin is None)
        or (site or "same-origin") != "same-origin"
        or (origin is not None and not own)
    ):
        raise HTTPException(403, "Reviews are taken from the pages of this server alone.")


def _own_name(request: Request) -> str:
    return request.headers.get("host", "").lower()


def first(fields: dict[str, list[str]], name: str) -> str:
    """The first value of a field, without blanks around it; empty where there is none."""
    return fields.get(name, [""])[0].strip()


def author_of(request: Request) -> str | None:
    """The name that the browser keeps, if any."""
    return clean_name(unquote(request.cookies.get(AUTHOR, "")))


def clean_name(given: str) -> str | None:
    """A name in one line of at most LONGEST_NAME characters; None where nothing is left of it."""
    shown = "".join(sign if sign.isprintable() else " " for sign in given)
    return " ".join(shown.split())[:LONGEST_NAME].strip() or None


def keep_author(answer: Response, name: str, *, secure: bool) -> None:
    """Lets the browser keep the author's name for a year."""
    answer.set_cookie(
        AUTHOR, quote(name), max_age=_YEAR, httponly=True, samesite="strict", secure=secure
    )


def keep_session(answer: Response, session: str, *, secure: bool) -> None:
    """Lets the browser keep its session until it ends."""
    answer.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)


def local_address(given: str) -> str:
    """An address of ours to go on to; the queue where the given one leads elsewhere."""
    parts = urlsplit(given)
    plain = given.isprintable() and "\\" not in given and not given.startswith("//")
    return given if given.startswith("/") and plain and not parts.netloc else "/review"
