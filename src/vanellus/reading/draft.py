"""What a reader of one format hands on before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vanellus.errors import UnreadableSource
from vanellus.records import BlockKind, DropReason


class LeftOut(UnreadableSource):
    """A whole document that is left out, with the reason that its `Dropped` will carry."""

    reason: DropReason

    def __init__(self, *, where: str, problem: str, valid: str = "", reason: DropReason) -> None:
        super().__init__(where=where, problem=problem, valid=valid)
        self.facts["reason"] = reason
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller says of the documents of a source."""

    published: date | None = None
    """Taken where a document has no day of its own."""
    language: str | None = None
    """Taken whatever the document says."""
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block that has no place in a text yet."""

    kind: BlockKind
    text: str = ""
    """One line without space around it; of a table empty."""
    level: int = 0
    marker: str = ""
    """What stands before a list item: a bullet, or its number with the stop."""
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something of the document that was left out; becomes a `Dropped` with a part."""

    reason: DropReason
    problem: str
    part: str
    valid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document as the reader of its format found it, page furniture and all."""

    pieces: tuple[Piece, ...]
    id: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    """As declared; not yet brought to ISO 639-1."""
    url: str | None = None
    notes: tuple[Note, ...] = ()
    original: str | None = None
    """The text as given, where its layout is to be kept if nothing has to be mended: whoever handed
    in a record may hold offsets into it."""
    lifted: tuple[str, ...] = ()
    """Lines at the head of `original` that went into fields (title, dateline)."""


def paragraph(text: str) -> Piece:
    """A paragraph piece."""
    return Piece(kind=BlockKind.PARAGRAPH, text=text)


def heading(text: str, level: int = 2) -> Piece:
    """A heading piece of the level 1 to 6."""
    return Piece(kind=BlockKind.HEADING, text=text, level=min(max(level, 1), 6))


def item(text: str, *, depth: int = 0, marker: str = "•") -> Piece:
    """A list item."""
    return Piece(kind=BlockKind.LIST_ITEM, text=text, level=depth, marker=marker)


def table(rows: list[list[str]], *, header: bool) -> Piece:
    """A table whose rows are filled up to the same length with empty cells."""
    width = max((len(row) for row in rows), default=0)
    filled = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
    return Piece(kind=BlockKind.TABLE, rows=filled, header=header)


def reads_as_header(rows: list[list[str]]) -> bool:
    """Whether the first row of an unmarked table names its columns."""
    if len(rows) < 2:
        return False
    first = rows[0]
    return all(
        cell
        and any(letter.isalpha() for letter in cell)
        and len(cell.split()) <= 8
        and not cell.endswith((".", "!"))
        for cell in first
    )
