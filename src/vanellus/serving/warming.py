"""Pages that are made for a new copy of the store before anybody asks for them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from vanellus.serving.listings import LISTINGS
from vanellus.serving.showing import url

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

    from vanellus.serving.snapshot import Snapshots
    from vanellus.storing import Store

_ACTORS: Final = 24
"""Dossiers that are made: those of the parties with the most events."""
_PAIRS: Final = 16
_YEARS: Final = 5


def likely(store: Store) -> list[str]:
    """The addresses that readers ask for most: home, the lists, the network, large actors."""
    actors = store.query("SELECT party FROM served_actors ORDER BY number LIMIT ?", [_ACTORS])
    pairs = store.query("SELECT actor, partner FROM served_pairs ORDER BY number LIMIT ?", [_PAIRS])
    years = store.query(
        "SELECT DISTINCT year(date_start) AS year FROM served_events"
        " WHERE state = 'held' AND date_start IS NOT NULL ORDER BY 1 DESC LIMIT ?",
        [_YEARS],
    )
    return [
        "/",
        *(f"/{listing.name}" for listing in LISTINGS),
        "/about",
        "/network",
        *(url("/actor", row["party"]) for row in actors),
        *(url("/pair", one=row["actor"], other=row["partner"]) for row in pairs),
        *(url("/network", period=row["year"]) for row in years),
    ]


def warm(app: ASGIApp, snapshots: Snapshots, store: Store, *, token: str | None) -> None:
    """Asks the app for its likely pages, which it then has in memory.

    Rests after each as long as it took, so that readers come first; stops when there is a newer
    copy.
    """
    state = snapshots.state()
    for address in likely(store):
        began = time.monotonic()
        asyncio.run(_ask(app, address, token))
        if snapshots.state() != state or snapshots.rest(time.monotonic() - began):
            return


async def _ask(app: ASGIApp, address: str, token: str | None) -> None:
    path, _, query = address.partition("?")
    headers = [(b"host", b"127.0.0.1")]
    if token is not None:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": unquote(path), "raw_path": path.encode(),
        "query_string": query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 80),
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        return

    await app(scope, receive, send)
