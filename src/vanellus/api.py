"""The functions that `import vanellus` offers; each loads what it needs when first called."""

from __future__ import annotations

import functools
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, overload

from vanellus.errors import BadDate, InputError
from vanellus.records import Coded, Document, FoundDate, Place, Relation

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    from vanellus.coding import Coder
    from vanellus.resolving import Resolver
    from vanellus.storing import Store

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@functools.cache
def _coder() -> Coder:
    from vanellus.coding import Coder  # noqa: PLC0415  loads the event model

    return Coder.load()


@functools.cache
def _resolver() -> Resolver:
    from vanellus.resolving import Resolver  # noqa: PLC0415  loads the lexicon

    return Resolver.default()


def day(given: date | str | None, *, where: str = "date") -> date | None:
    """The day that an ISO date spells; None for None.

    Raises BadDate for one that doesn't exist or is written otherwise; `where` says which it was.
    """
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    # Python takes other ISO forms too (20250402, 2025-W14-3), where a slip is easily another day.
    if _DAY.fullmatch(given):
        with suppress(ValueError):
            return date.fromisoformat(given)
    raise BadDate(
        where=where, problem=f"{given!r} is no day", valid="YYYY-MM-DD, such as 2025-04-02"
    )


def read(
    source: str | bytes | os.PathLike[str],
    *,
    published: date | str | None = None,
    language: str | None = None,
) -> Document:
    """The document in a path, URL, bytes or text.

    Raises UnreadableSource when there is none to be had.
    """
    from vanellus.reading import read_document  # noqa: PLC0415  loads the readers

    return read_document(source, published=day(published), language=language)


@overload
def code(
    document: Document | str, *, published: date | str | None = ..., min_score: float | None = ...
) -> Coded: ...
@overload
def code(
    document: Iterable[Document],
    *,
    published: date | str | None = ...,
    min_score: float | None = ...,
) -> list[Coded]: ...
def code(
    document: Document | str | Iterable[Document],
    *,
    published: date | str | None = None,
    min_score: float | None = None,
) -> Coded | list[Coded]:
    """What a document (or each of several, or a plain text) tells.

    Args:
        document: from `read`, or the text itself.
        published: the day of publication of documents that have none of their own.
        min_score: event reports below this score are left out; the setting `min_score` by default.

    Raises InputError for a document in a language that the event model doesn't know.
    """
    from vanellus.flow import code_documents  # noqa: PLC0415  loads the rooms

    if isinstance(document, str):
        document = read(document)
    one = isinstance(document, Document)
    documents = [document] if isinstance(document, Document) else document
    first = day(published)
    dated = (each if each.published else replace(each, published=first) for each in documents)
    out: list[Coded] = []
    for item in code_documents(dated, coder=_coder(), resolver=_resolver(), min_score=min_score):
        if isinstance(item, Coded):
            out.append(item)
        else:
            raise InputError(
                where=item.origin, problem=item.detail.removeprefix(f"{item.origin}: ")
            )
    return out[0] if one else out


def relate(
    text: str,
    *,
    actor: tuple[int, int],
    recipient: tuple[int, int],
) -> Relation:
    """What the party at `actor` does to the party at `recipient`: type, mode, status, scores.

    Spans are characters (start, end). Raises BadRecord for a span outside the text.
    """
    from vanellus.coding import Asked  # noqa: PLC0415  loads the event model

    return _coder().relate([Asked(text, (actor[0], actor[1]), (recipient[0], recipient[1]))])[0]


def find_dates(text: str, *, published: date | str | None = None) -> list[FoundDate]:
    """The date expressions of a text with TIMEX3 type and value, interval of days and basis.

    Without `published`, whatever hangs on the day of publication stays open.
    """
    from vanellus.resolving import find_dates as find  # noqa: PLC0415  loads the patterns

    return list(find(text, published=day(published)))


def find_places(text: str, *, country: str | None = None) -> list[Place]:
    """The place names of a text with coordinates, country and GeoNames id; None where unresolved.

    Args:
        text: any English text.
        country: ISO3 code of the country that the text is about, if known.
    """
    from vanellus.resolving import find_places as find  # noqa: PLC0415  loads the gazetteer

    return list(find(text, country=country))


def open(path: str | Path, *, read_only: bool = False) -> Store:  # noqa: A001  as in `vanellus.open`
    """The store at `path`, made if it isn't there (unless `read_only`).

    Raises NotAStore, StoreTooNew, StoreBusy.
    """
    from vanellus.storing import open_store  # noqa: PLC0415  loads DuckDB

    return open_store(path, read_only=read_only)
