"""One source to one document."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vanellus.errors import UnreadableSource
from vanellus.reading.draft import Given, LeftOut
from vanellus.reading.kinds import SourceKind, kind_by_content
from vanellus.reading.sources import looks_like_source, read_source
from vanellus.records import Document, Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


def read_document(
    source: str | bytes | os.PathLike[str],
    *,
    published: date | None = None,
    language: str | None = None,
    id: str | None = None,  # noqa: A002  the document's own word
    client: Any = None,
) -> Document:
    """The document in a path, an http(s) address, bytes, or the text itself.

    A string is a path if such a file exists or it ends like one of the formats, an address if it
    begins with a scheme, and else the text of the report; a text that needs no mending is kept as
    it is. `published` is taken if the document has no day of its own; `language` wins over the
    page's; `id` stands for the digest of the content; `client` is an httpx client for addresses.

    Raises UnreadableSource when there is no document to be had or more than one, MissingExtra for a
    web archive without the package that reads it.
    """
    given = Given(published=published, language=language, id=id)
    origin = source if isinstance(source, str) else "bytes"
    if isinstance(source, bytes):
        found = _read_bytes(source, given)
    elif not isinstance(source, str):
        origin = os.fspath(source)
        found = read_source(origin, given, client=client)
    elif looks_like_source(source):
        found = read_source(source, given, client=client)
    else:
        origin = "text"
        found = _read_text(source, given)
    try:
        return _only(found, origin)
    except OSError as error:
        raise UnreadableSource(
            where=origin, problem=f"can't be read ({error.strerror or error})"
        ) from error


def document_of_record(record: Mapping[str, Any], *, origin: str) -> Document:
    """The document of a record with `text` and, if known, `id`, `title`, `published`, `url`,
    `publisher`, `author` and `language`.

    A field that can't be used is as if it were absent. Raises BadRecord when there is no `text`
    that is a string, UnreadableSource when the text holds nothing to read.
    """
    from vanellus.reading.records_in import read_record  # noqa: PLC0415  keeps import cheap

    *_, last = read_record(record, origin=origin, where=origin)
    assert isinstance(last, Document)
    return last


def _read_bytes(data: bytes, given: Given) -> Iterator[Dropped | Document]:
    from vanellus.reading.streams import opened_text, read_opened  # noqa: PLC0415  as above

    yield from read_opened(opened_text(data, "bytes"), given)


def _read_text(text: str, given: Given) -> Iterator[Dropped | Document]:
    from vanellus.reading.finish import finished  # noqa: PLC0415  as above
    from vanellus.reading.plain import read_plain  # noqa: PLC0415  as above
    from vanellus.reading.streams import opened_text, read_opened  # noqa: PLC0415  as above

    head = text[:4096].encode("utf-8", "replace")
    if kind_by_content(head) is not SourceKind.TEXT:
        yield from read_opened(opened_text(text, "text"), given)
        return
    if not text.strip():
        raise LeftOut(
            where="text",
            problem="is empty",
            valid="a text of a few words at least",
            reason=DropReason.EMPTY,
        )
    yield from finished(read_plain(text, keep_layout=True), origin="text", given=given)


def _only(found: Iterator[Dropped | Document], origin: str) -> Document:
    """The one document; raises UnreadableSource for none and for several."""
    document: Document | None = None
    problem = "holds no document"
    for item in found:
        if isinstance(item, Dropped):
            if item.part is None and document is None:
                problem = item.detail.removeprefix(f"{origin}: ")
        elif document is not None:
            raise UnreadableSource(
                where=origin, problem="holds more than one document", valid="read_sources for many"
            )
        else:
            document = item
    if document is None:
        raise UnreadableSource(where=origin, problem=problem)
    return replace(document, origin=origin)
