"""Streams of bytes to documents, whatever they were opened from."""

from __future__ import annotations

import codecs
import io
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from vanellus.reading.draft import Given, LeftOut, Note
from vanellus.reading.encoding import decode
from vanellus.reading.finish import NOTHING_GIVEN, finished
from vanellus.reading.kinds import SourceKind, kind_by_content
from vanellus.reading.plain import read_plain
from vanellus.records import Document, Dropped, DropReason
from vanellus.settings import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanellus.reading.draft import Draft

_HEAD: Final = 4096
_MARKUP: Final = 4 << 20
"""Bytes of a page that may be markup beside the text that is allowed."""
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stream with what is known of it before it is read."""

    stream: BinaryIO
    origin: str
    kind: SourceKind | None = None
    """None where it has to be told from the content."""
    charset: str | None = None
    url: str | None = None


def read_opened(opened: Opened, given: Given = NOTHING_GIVEN) -> Iterator[Dropped | Document]:
    """The documents in a stream, with what was left out of each right before it.

    Raises LeftOut where the stream as a whole can't be used.
    """
    head, stream = peeked(opened.stream)
    origin = opened.origin
    kind = opened.kind or kind_by_content(_in_utf8(head))
    if kind in (SourceKind.JSONL, SourceKind.CSV):
        yield from _read_records(kind, stream, head, origin, given)
    elif kind is SourceKind.WARC:
        from vanellus.reading.archives import read_archive  # noqa: PLC0415  as below

        yield from read_archive(stream, origin=origin, given=given)
    elif kind is SourceKind.FEED:
        from vanellus.reading.feeds import read_feed  # noqa: PLC0415  as below

        limit = whole("max_file_mb") << 20
        yield from read_feed(_whole(stream, limit, origin), origin=origin, given=given)
    else:
        # Pages and texts are cut off where more than is allowed would have to be read.
        limit = 4 * whole("max_chars") + (_MARKUP if kind is SourceKind.HTML else 4)
        data = _whole(stream, limit + 1, origin)
        draft = _draft(kind, data[:limit], opened)
        if len(data) > limit and kind is SourceKind.HTML:
            draft = replace(draft, notes=(*draft.notes, _cut_off(data[limit:])))
        yield from finished(draft, origin=origin, given=given)


def opened_text(text: str | bytes, origin: str) -> Opened:
    """Text or bytes handed in as themselves."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return Opened(stream=io.BytesIO(data), origin=origin)


def _read_records(
    kind: SourceKind, stream: BinaryIO, head: bytes, origin: str, given: Given
) -> Iterator[Dropped | Document]:
    from vanellus.reading.csv_in import read_csv  # noqa: PLC0415  each format loads its own reader
    from vanellus.reading.records_in import read_jsonl  # noqa: PLC0415  as above

    if b"\0" in head and not head.startswith(_UTF16):
        raise LeftOut(
            where=origin,
            problem="holds bytes that are no text",
            valid="UTF-8 text",
            reason=DropReason.BINARY,
        )
    read = read_jsonl if kind is SourceKind.JSONL else read_csv
    if not head.startswith(_UTF16):
        yield from read(stream, origin=origin, given=given)
        return
    with closing(_as_utf8(stream)) as plain:
        yield from read(plain, origin=origin, given=given)


def _draft(kind: SourceKind, data: bytes, opened: Opened) -> Draft:
    text = decode(data, where=opened.origin, declared=opened.charset)
    if not text.replace("\ufeff", "").strip():
        raise LeftOut(
            where=opened.origin,
            problem="is empty",
            valid="a text of a few words at least",
            reason=DropReason.EMPTY,
        )
    if kind is SourceKind.TEXT and kind_by_content(data[:_HEAD]) is SourceKind.HTML:
        kind = SourceKind.HTML  # a page that was saved as text
    if kind is SourceKind.HTML:
        from vanellus.reading.pages import read_page  # noqa: PLC0415  loads lxml and trafilatura

        return read_page(text, where=opened.origin, url=opened.url)
    if kind is SourceKind.MARKDOWN:
        from vanellus.reading.markdown import read_markdown  # noqa: PLC0415  loads markdown-it

        return read_markdown(text)
    draft = read_plain(text)
    return replace(draft, url=draft.url or opened.url)


def _whole(stream: BinaryIO, limit: int, origin: str) -> bytes:
    """The first `limit` bytes. Raises LeftOut for a stream without any."""
    parts = []
    size = 0
    while size < limit and (data := stream.read(min(limit - size, 1 << 20))):
        parts.append(data)
        size += len(data)
    if not size:
        raise LeftOut(
            where=origin,
            problem="is empty",
            valid="a text of a few words at least",
            reason=DropReason.EMPTY,
        )
    return b"".join(parts)


def _cut_off(rest: bytes) -> Note:
    return Note(
        reason=DropReason.TOO_LARGE,
        problem="the page is too long; its end was not read",
        part=rest.decode("utf-8", "replace") + "…",
        valid="a larger VANELLUS_MAX_CHARS",
    )


def peeked(stream: Any) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the stream still at its beginning."""
    stream = getattr(stream, "buffer", stream)
    if isinstance(stream, io.TextIOBase):
        stream = io.BytesIO(stream.read().encode("utf-8", "replace"))
    if stream.seekable():
        start = stream.tell()
        head = stream.read(_HEAD)
        stream.seek(start)
    elif hasattr(stream, "peek"):
        head = stream.peek(_HEAD)[:_HEAD]
    else:
        stream = io.BufferedReader(stream, 1 << 16)
        head = stream.peek(_HEAD)[:_HEAD]
    return head, stream


def _in_utf8(head: bytes) -> bytes:
    return head.decode("utf-16", "ignore").encode() if head.startswith(_UTF16) else head


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """The same text in UTF-8, as the readers of lines need it."""
    spooled = tempfile.SpooledTemporaryFile(max_size=16 << 20)  # noqa: SIM115  handed on
    chunks = iter(lambda: stream.read(1 << 16), b"")
    for text in codecs.iterdecode(chunks, "utf-16", "replace"):
        spooled.write(text.encode("utf-8", "replace"))
    spooled.seek(0)
    return cast("BinaryIO", spooled)
