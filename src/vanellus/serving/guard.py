"""Who may ask, and what a browser may do with the answers."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse

from vanellus.serving.faults import fault

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    # Nothing runs, loads or is framed but files of our own; nothing leaves the machine.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
COOKIE: Final = "vanellus"
LOCAL: Final = ("127.0.0.1", "localhost", "[::1]", "testserver")
_ENTER: Final = "/enter"
_LONGEST: Final = 1000
"""Bytes of a form with a token."""


class Guard:
    """Sets the headers of every answer; lets nobody in without the token, if there is one.

    Without a token only requests to this machine's own names are answered, so that a page from
    elsewhere can't have its own name point here and read along.
    """

    def __init__(self, app: ASGIApp, *, token: str | None = None) -> None:
        self.app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or hands on to the app."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        bodiless = scope["method"] == "HEAD"
        if bodiless:
            # As a GET without its body: every page answers it.
            scope = {**scope, "method": "GET"}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif bodiless:
                message = {**message, "body": b""}
            await send(message)

        request = Request(scope, receive)
        app = await self._refusal(request) or self.app
        await app(scope, receive, guarded)

    async def _refusal(self, request: Request) -> ASGIApp | None:
        """The answer to one who may not read, or comes to enter; None lets the request through."""
        path = request.url.path
        if self._token is None:
            if _host(request) in LOCAL:
                return None
            return fault(request, 400, "This server answers only to 127.0.0.1 and localhost.")
        if path == _ENTER and request.method == "POST":
            return await self._enter(request)
        if path.startswith("/static/") or self._known(request):
            return None
        return fault(request, 401, "This server asks for its token.", form=True)

    def _known(self, request: Request) -> bool:
        return self._same(request.cookies.get(COOKIE, "")) or self._same(
            request.headers.get("authorization", "").removeprefix("Bearer ")
        )

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), (self._token or "").encode())

    async def _enter(self, request: Request) -> ASGIApp:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _LONGEST:
                return fault(request, 413, "A token is shorter than that.")
        given = parse_qs(body.decode("utf-8", "replace")).get("token", [""])[0]
        if not self._same(given.strip()):
            return fault(request, 401, "That is not the token.", form=True)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(COOKIE, given.strip(), httponly=True, samesite="strict")
        return answer


def _host(request: Request) -> str:
    """The name by which this server was asked, without a port."""
    given = request.headers.get("host", "").lower()
    return given[: given.find("]") + 1] if given.startswith("[") else given.split(":")[0]
