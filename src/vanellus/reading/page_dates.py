"""The day on which a page says that it was published. Never guessed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import BadDate
from vanellus.reading.written_dates import declared_date, find_date, not_after_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_META: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published_time", "published", "dc.date.issued", "dc.date", "dcterms.issued", "dcterms.date",
    "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date",
    "parsely-pub-date", "sailthru.date", "article.published", "article:post_date",
    "originalpublicationdate", "rnews:datepublished", "timestamp", "displaydate",
)  # fmt: skip
"""Names of meta elements, the surest first."""
_LINE_CLASS: Final = re.compile(
    r"date|time|byline|meta|publish|posted|info|stamp|dateline|author|subline", re.IGNORECASE
)
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_LINES: Final = frozenset(("time", "p", "span", "small", "em"))
_DATELINE: Final = 120
"""Characters of a dateline at most."""
_LONG: Final = 220
"""Characters; from the first longer paragraph on, dates are the story's."""
_MOST: Final = 300
"""Elements that are asked for a date."""


def page_date(tree: Any, *, url: str | None) -> tuple[date | None, list[BadDate]]:
    """The day of publication, and the declared dates that can't be one.

    JSON-LD, meta elements and microdata are asked first, then the lines about the headline, then
    the page's own address. A day after now is none.
    """
    bad: list[BadDate] = []
    for written in (*_json_ld(tree), *_meta(tree), *_microdata(tree)):
        try:
            day = not_after_now(declared_date(written, where="date"))
        except BadDate as error:
            bad.append(error)
            continue
        if day is not None:
            return day, []
    visible = not_after_now(_visible(tree))
    return visible or not_after_now(_in_address(url)), bad


def _json_ld(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _published_in(data)


def _published_in(data: Any) -> Iterator[str]:
    waiting = [data]
    seen = 0
    while waiting and seen < 2000:
        part = waiting.pop(0)
        seen += 1
        if isinstance(part, dict):
            written = part.get("datePublished")
            if isinstance(written, str):
                yield written
            waiting += [
                part[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in part
            ]
        elif isinstance(part, list):
            waiting += part


def _meta(tree: Any) -> Iterator[str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content")
        if content:
            found.setdefault(name.strip().lower(), content)
    yield from (found[name] for name in _META if name in found)


def _microdata(tree: Any) -> Iterator[str]:
    for element in tree.iter("time", "span", "p", "div", "abbr"):
        if (element.get("itemprop") or "").lower() == "datepublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            written = (
                element.get("datetime") or element.get("content") or "".join(element.itertext())
            )
            if written.strip():
                yield written


def _visible(tree: Any) -> date | None:
    """The first date in a short line about the headline."""
    headline = next(tree.iter("h1"), None)
    beside = None if headline is None else headline.getparent()
    met = headline is None
    asked = 0
    for element in tree.iter("*"):
        met |= element is headline
        if not (met or (beside is not None and element.getparent() is beside)):
            continue
        if element.tag == "time" and element.get("datetime"):
            words: str | None = element.get("datetime")
        elif element.tag in _LINES or _LINE_CLASS.search(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            words = _short_text(element)
        else:
            continue
        asked += 1
        if asked > _MOST or (words is None and element.tag == "p"):
            break
        day = _only_date(words, bare=element.tag == "time") if words else None
        if day is not None:
            return day
    return None


def _short_text(element: Any) -> str | None:
    """The words of an element, None if they are too many for a dateline."""
    words = ""
    for part in element.itertext():
        words += part
        if len(words.strip()) > _LONG:
            return None
    return " ".join(words.split())


def _only_date(words: str, *, bare: bool) -> date | None:
    """The date in a line that is a dateline and no sentence."""
    if bare:
        try:
            return declared_date(words, where="date")
        except BadDate:
            return None
    if len(words) > _DATELINE or words.rstrip().endswith((".", "!", "?", ":")):
        return None
    return find_date(words)


def _in_address(url: str | None) -> date | None:
    found = _IN_ADDRESS.search(url or "")
    if found is None:
        return None
    try:
        return declared_date(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", where="address")
    except BadDate:
        return None
