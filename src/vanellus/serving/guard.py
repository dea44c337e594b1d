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

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope, receive)
        app = self.app
        if self._token is None:
            host = request.headers.get("host", "").rsplit("]", 1)[0]
            name = host + "]" if host.startswith("[") else host.split(":")[0]
            if name.lower() not in LOCAL:
                app = fault(request, 400, "This server answers only to 127.0.0.1 and localhost.")
        elif not request.url.path.startswith("/static/"):
            if request.url.path == _ENTER and request.method == "POST":
                app = await self._enter(request)
            elif not self._known(request):
                app = fault(request, 401, "This server asks for its token.", form=True)
        await app(scope, receive, guarded)

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
