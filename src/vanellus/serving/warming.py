"""Pages that are made for a new copy of the store before anybody asks for them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from vanellus.serving.listings import LISTINGS
from vanellus.serving.showing import url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message

    from vanellus.serving.snapshot import Snapshots
    from vanellus.storing import Store

_ACTORS: Final = 24
"""Dossiers that are made: those of the parties with the most events."""
_LONG: Final = 128
"""Dossiers that are made if they have more than FEW events."""
_FEW: Final = 500
"""Events of a party whose dossier takes no longer than other pages."""
_PAIRS: Final = 16
_LONG_PAIRS: Final = 128
"""Pairs that are made if they have more than FEW events."""
_BLOCS: Final = 12
_YEARS: Final = 12


def entrances(_: Store) -> list[str]:
    """The addresses at which readers begin: home and the lists."""
    return ["/", *(f"/{listing.name}" for listing in LISTINGS), "/about"]


def large_ones(store: Store) -> list[str]:
    """Addresses that take long: the network, and dossiers of those with the most events."""
    actors = store.query(
        "SELECT party FROM served_actors WHERE number <= ? OR events > ? ORDER BY number LIMIT ?",
        [_ACTORS, _FEW, _LONG],
    )
    pairs = store.query(
        "SELECT actor, partner FROM served_pairs WHERE number <= ? OR events > ?"
        " ORDER BY number LIMIT ?",
        [_PAIRS, _FEW, _LONG_PAIRS],
    )
    blocs = store.query(
        "SELECT via FROM event_sides WHERE via IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        " LIMIT ?",
        [_BLOCS],
    )
    years = store.query(
        "SELECT DISTINCT year(date_start) AS year FROM served_events"
        " WHERE state = 'held' AND date_start IS NOT NULL ORDER BY 1 DESC LIMIT ?",
        [_YEARS],
    )
    return [
        "/network",
        *(url("/actor", row["party"]) for row in actors),
        *(url("/bloc", row["via"]) for row in blocs),
        *(url("/pair", one=row["actor"], other=row["partner"]) for row in pairs),
        *(url("/pair", one=row["partner"], other=row["actor"]) for row in pairs),
        *(url("/network", period=row["year"]) for row in years),
    ]


def warm(
    app: ASGIApp, snapshots: Snapshots, addresses: Iterable[str], *, token: str | None
) -> None:
    """Asks the app for these pages, which it then has in memory.

    Rests after each as long as it took, so that readers come first; stops when there is a newer
    copy.
    """
    state = snapshots.state()
    for address in addresses:
        began = time.monotonic()
        onward = asyncio.run(_ask(app, address, token))
        if onward is not None:
            asyncio.run(_ask(app, onward, token))
        if snapshots.state() != state or snapshots.rest(time.monotonic() - began):
            return


async def _ask(app: ASGIApp, address: str, token: str | None) -> str | None:
    """Where the answer leads on to, if it does."""
    answered: list[Message] = []
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

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answered.append(message)

    await app(scope, receive, send)
    headed: dict[bytes, bytes] = dict(answered[0]["headers"]) if answered else {}
    found = headed.get(b"location")
    return found.decode() if found is not None else None
