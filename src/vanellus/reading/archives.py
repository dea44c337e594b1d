"""Web archives (WARC): each stored page is a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from vanellus.errors import MissingExtra
from vanellus.reading.draft import Given, LeftOut
from vanellus.reading.encoding import decode
from vanellus.reading.finish import NOTHING_GIVEN, finished
from vanellus.reading.pages import read_page
from vanellus.reading.plain import read_plain
from vanellus.records import Document, Dropped, DropReason
from vanellus.settings import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS: Final = ("text/html", "application/xhtml+xml", "text/plain")


def read_archive(
    stream: BinaryIO, *, origin: str, given: Given = NOTHING_GIVEN
) -> Iterator[Dropped | Document]:
    """The pages that were fetched with success, in the archive's order; others are passed by.

    A page's day is what the page says, never the day of the crawl. Raises MissingExtra without
    fastwarc.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  an extra
    except ImportError as cause:
        raise MissingExtra(
            package="fastwarc", extra="warc", needed_for=f"reading the web archive {origin}"
        ) from cause
    seen = False
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
        seen = True
        kind = (record.http_content_type or "").split(";")[0].strip().lower()
        status = record.http_headers.status_code if record.http_headers else None
        if kind not in _TEXTS or (status is not None and status >= 300):
            continue
        url = record.headers.get("WARC-Target-URI")
        where = f"{origin}#{url or record.record_id}"
        data = record.reader.read(4 * whole("max_chars"))
        try:
            text = decode(data, where=where, declared=record.http_charset)
            draft = (
                read_plain(text) if kind == "text/plain" else read_page(text, where=where, url=url)
            )
            yield from finished(draft, origin=origin, where=where, given=given)
        except LeftOut as error:
            yield Dropped(origin=origin, reason=error.reason, detail=str(error))
    if not seen:
        raise LeftOut(
            where=origin,
            problem="holds no responses",
            valid="a WARC file of fetched pages",
            reason=DropReason.EMPTY,
        )
