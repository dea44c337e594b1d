"""Pages that were made once for a copy of the store need not be made again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from vanellus.serving.snapshot import Snapshots

_MOST: Final = 96 * 1024 * 1024
"""Bytes of pages that are kept; those not asked for longest go first."""
_LARGEST: Final = 2 * 1024 * 1024
_NEVER: Final = ("/search", "/static/", "/enter")
"""What hangs on more than the copy: the index grows beside it."""


class Remembered:
    """Answers a page from memory where the same was asked of the same copy of the store.

    Only whole pages of mark-up are kept (in `kept`, which may be emptied at any time); they are the
    same for everybody who is let in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        snapshots: Snapshots,
        kept: OrderedDict[tuple[Any, ...], list[Message]],
    ) -> None:
        self.app = app
        self._snapshots = snapshots
        self._kept = kept
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or hands on to the app and keeps what it answers."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or path.startswith(_NEVER):
            await self.app(scope, receive, send)
            return
        state = self._snapshots.state()
        key = (state, path, scope["query_string"])
        if key in self._kept:
            self._kept.move_to_end(key)
            for message in self._kept[key]:
                # Those outside may add to what they are sent.
                await send({**message, "headers": [*message.get("headers", [])]})
            return
        messages: list[Message] = []

        async def keeping(message: Message) -> None:
            messages.append({**message, "headers": [*message.get("headers", [])]})
            await send(message)

        await self.app(scope, receive, keeping)
        # A copy that came meanwhile may have been the one that was read.
        if _is_page(messages) and self._snapshots.state() == state:
            self._keep(key, messages)

    def _keep(self, key: tuple[Any, ...], messages: list[Message]) -> None:
        if key in self._kept:
            return
        if not self._kept:
            self._bytes = 0
        self._kept[key] = messages
        self._bytes += _size(messages)
        while self._bytes > _MOST:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _size(gone)


def _size(messages: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in messages)


def _is_page(messages: list[Message]) -> bool:
    """Whether this is a whole answer with a page, and not too long a one."""
    if len(messages) < 2 or messages[0].get("status") != 200 or messages[-1].get("more_body"):
        return False
    headers = dict(messages[0]["headers"])
    mine = headers.get(b"content-type", b"").startswith(b"text/html")
    # What is for one browser alone says so.
    shared = b"no-store" not in headers.get(b"cache-control", b"")
    return mine and shared and b"set-cookie" not in headers and _size(messages) <= _LARGEST
