"""RSS and Atom feeds: each entry is a document."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from vanellus.reading.draft import Draft, Given, LeftOut
from vanellus.reading.finish import NOTHING_GIVEN, finished
from vanellus.reading.pages import fragment_pieces
from vanellus.reading.plain import cleaned
from vanellus.reading.written_dates import not_after_now
from vanellus.records import Document, Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_feed(
    data: bytes, *, origin: str, given: Given = NOTHING_GIVEN
) -> Iterator[Dropped | Document]:
    """The entries of a feed as documents, in the feed's order.

    Raises LeftOut when the bytes are no feed.
    """
    import feedparser  # noqa: PLC0415  only feeds need it

    # A stream, since feedparser takes a string for an address or a file's name.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise LeftOut(
            where=origin,
            problem="is XML but no feed",
            valid="RSS or Atom",
            reason=DropReason.BROKEN,
        )
    if not feed.entries:
        raise LeftOut(
            where=origin,
            problem="the feed has no entries",
            valid="RSS or Atom with entries",
            reason=DropReason.EMPTY,
        )
    for number, entry in enumerate(feed.entries, 1):
        where = f"{origin}#{number}"
        try:
            draft = _draft(entry, feed.feed)
            yield from finished(draft, origin=origin, where=where, given=given)
        except LeftOut as error:
            yield Dropped(origin=origin, reason=error.reason, detail=str(error))


def _draft(entry: Any, feed: Any) -> Draft:
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    body = max([*contents, entry.get("summary") or ""], key=len)
    source = entry.get("source") or {}
    return Draft(
        pieces=tuple(fragment_pieces(body)),
        title=_words(entry.get("title")),
        published=_day(entry),
        publisher=_words(source.get("title")) or _words(feed.get("title")),
        author=_words(entry.get("author")),
        language=feed.get("language"),
        url=entry.get("link"),
    )


def _words(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    text = " ".join(piece.text for piece in fragment_pieces(value)) if "<" in value else value
    return " ".join(cleaned(text)[0].split()) or None


def _day(entry: Any) -> date | None:
    """The day an entry was published (in UTC, as feedparser gives it)."""
    moment = entry.get("published_parsed") or entry.get("created_parsed")
    try:
        return not_after_now(date(*moment[:3])) if moment else None
    except ValueError:
        return None
