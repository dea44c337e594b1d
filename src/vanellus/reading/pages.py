"""HTML pages to drafts: trafilatura finds the report, its tree gives the structure."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from vanellus.reading.datelines import bad_date
from vanellus.reading.draft import Draft, LeftOut, Piece
from vanellus.reading.front import Front, lift_pieces
from vanellus.reading.page_dates import page_date
from vanellus.reading.plain import cleaned, read_plain
from vanellus.reading.walk import pieces_of_tree
from vanellus.records import BlockKind, DropReason

LONGEST_FOR_EXTRACTION: Final = 1_500_000
"""Characters of markup. trafilatura's time grows with the square of a page's length: measured 1 s
for 1 MB, 10 s for 4 MB, 6 minutes for 16 MB. Longer pages are walked through whole."""
MOST_ELEMENTS: Final = 20_000
"""Its memory grows with the square of the elements in one paragraph: measured 0.5 GB for 30,000 and
16 GB for 180,000 `<b>`. Pages of news have a few thousand elements."""
_FEWEST: Final = 100
"""Characters; when trafilatura finds less than this the page's body is walked through instead."""
_TAG: Final = re.compile(
    r"<(?:!doctype|html|head|body|p|div|h[1-6]|table|article|span|br|a|ul|ol)\b", re.IGNORECASE
)
_DEEP: Final = re.compile(r"(?:<(?:div|span|font|b|i|p|section|table|tr|td)\b[^<>]{0,80}>\s*){500}")
"""Tags nested hundreds deep: libxml2 gives up at 2048 levels and takes long before."""
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meta:
    """What a page says of itself."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_page(markup: str, *, where: str, url: str | None = None) -> Draft:
    """The draft of an HTML page; `url` is its address if that is known.

    Raises LeftOut for a page without text.
    """
    if not _TAG.search(markup) or _DEEP.search(markup):
        return read_plain(markup)
    tree = _tree(markup)
    if tree is None:
        raise _no_text(where)
    address = url or _own_address(tree)
    published, bad = page_date(tree, url=address)
    pieces, meta = _report(tree, markup)
    if not pieces:
        raise _no_text(where)
    front = Front(rest="", published=published)
    pieces = lift_pieces(_from_headline(pieces, meta.title), front)
    return Draft(
        pieces=tuple(pieces),
        title=meta.title,
        published=published,
        publisher=meta.publisher or front.fields.get("publisher"),
        author=meta.author or front.fields.get("author"),
        language=_language(tree),
        url=address or meta.url,
        notes=tuple(bad_date(error, error.problem) for error in bad[:1]) if not published else (),
    )


def _no_text(where: str) -> LeftOut:
    return LeftOut(
        where=where,
        problem="the page holds no text",
        valid="a page with paragraphs",
        reason=DropReason.NO_TEXT,
    )


def fragment_pieces(markup: str) -> list[Piece]:
    """The pieces of a piece of HTML, such as an entry of a feed."""
    if "<" not in markup:
        return list(read_plain(markup).pieces)
    tree = _tree(f"<html><body>{markup}</body></html>")
    return [] if tree is None else pieces_of_tree(tree)


def _tree(markup: str) -> Any:
    from lxml import etree, html  # noqa: PLC0415  heavy, and only pages need it

    # What lxml refuses in text: a declared encoding, NUL and lone surrogates.
    text = _DECLARATION.sub("", markup, count=1).replace("\0", "")
    data = text.encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _report(tree: Any, markup: str) -> tuple[list[Piece], _Meta]:
    """The report's pieces and the page's metadata; the whole body's if no report can be told."""
    found, meta = _extracted(tree, markup)
    if sum(_size(piece) for piece in found) >= _FEWEST:
        return found, meta
    return pieces_of_tree(_main(tree)) or found, meta


def _main(tree: Any) -> Any:
    """The part of the page that is marked as its article if there is one, else all of it."""
    parts = [*tree.iter("article"), *tree.iter("main")]
    sizes = [sum(len(words.strip()) for words in part.itertext()) for part in parts[:20]]
    return parts[sizes.index(max(sizes))] if any(size >= _FEWEST for size in sizes) else tree


def _size(piece: Piece) -> int:
    return len(piece.text) + sum(len(cell) for row in piece.rows for cell in row)


def _extracted(tree: Any, markup: str) -> tuple[list[Piece], _Meta]:
    from trafilatura import bare_extraction, extract_metadata  # noqa: PLC0415  heavy

    # Without a handler its warnings about pages without text would go to standard error.
    for name in ("trafilatura", "htmldate"):
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())

    no_search = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    try:
        known = extract_metadata(tree, date_config=no_search)
        meta = _Meta(
            title=_text(known.title),
            author=_text(known.author),
            publisher=_text(known.sitename),
            url=_text(known.url),
        )
    except Exception:  # noqa: BLE001  whatever trips the parser, the page still has a body
        meta = _Meta()
    if len(markup) > LONGEST_FOR_EXTRACTION or _has_more(tree, MOST_ELEMENTS):
        return [], meta
    try:
        report: Any = bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            date_extraction_params=no_search,
        )
    except Exception:  # noqa: BLE001  as above
        report = None
    if report is None or report.body is None:
        return [], meta
    return pieces_of_tree(report.body), meta


def _has_more(tree: Any, most: int) -> bool:
    return next(islice(tree.iter(), most, None), None) is not None


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    words, _ = cleaned(value)
    return " ".join(words.split())


def _language(tree: Any) -> str | None:
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if tree.get(name):
            return str(tree.get(name))
    return None


def _own_address(tree: Any) -> str | None:
    for link in tree.iter("link"):
        address = link.get("href") or ""
        if (link.get("rel") or "").lower() == "canonical" and address.startswith("http"):
            return str(address)
    for meta in tree.iter("meta"):
        address = meta.get("content") or ""
        if meta.get("property") == "og:url" and address.startswith("http"):
            return str(address)
    return None


def _from_headline(pieces: list[Piece], title: str | None) -> list[Piece]:
    """The pieces after the headline, without what stands above it (the name of a section)."""
    for number, piece in enumerate(pieces[:4]):
        if piece.kind is BlockKind.HEADING and piece.level == 1 and piece.text == title:
            above = pieces[:number]
            if all(len(one.text.split()) <= 4 and one.kind is not BlockKind.TABLE for one in above):
                return pieces[number + 1 :] or pieces
    return pieces
