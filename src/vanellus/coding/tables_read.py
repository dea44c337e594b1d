"""What the columns of a table hold, by the words of its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from vanellus.coding.lists_read import span
from vanellus.coding.words import alternatives
from vanellus.records import BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vanellus.records import Block


class Column(Enum):
    """What a column tells."""

    AREA = auto()
    ADVICE = auto()
    """What should be done, and the header says that it is advice."""
    ACTION = auto()
    """What is done or should be: the header alone does not tell which."""
    IMPACT = auto()
    PARTY = auto()
    FOCUS = auto()
    PLACE_IN_TIME = auto()
    """A year or date: such a table reports what was done."""


def _header(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('tables', name)})\b", re.IGNORECASE)


# The first that fits decides: a `focus area` is an area, an `anticipated impact of the policy` an
# impact, a `country's main interest` an interest.
_BY_HEADER: Final = (
    (Column.PLACE_IN_TIME, _header("time")),
    (Column.IMPACT, _header("impact")),
    (Column.AREA, _header("area")),
    (Column.FOCUS, _header("focus")),
    (Column.ADVICE, _header("advice")),
    (Column.ACTION, _header("action")),
    (Column.PARTY, _header("party")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table whose header says what it holds."""

    block: int
    columns: Mapping[Column, int]
    """The first column of each kind."""
    header: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]

    def cell(self, row: tuple[Span, ...], column: Column) -> Span | None:
        """The row's cell in that column, or None where there is none or it is empty."""
        at = self.columns.get(column)
        if at is None or at >= len(row) or not row[at].text.strip(" \t\n\u00a0-–—.|"):
            return None
        return row[at]


def tables_of(document: Document) -> Iterator[TableRead]:
    """The document's tables that have a header and a row, in order."""
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.TABLE and len(block.rows) > 1 and block.rows[0]:
            yield _read(index, block)


def row_span(document: Document, row: tuple[Span, ...]) -> Span:
    """The row as a stretch of the document's text, from its first cell to its last."""
    filled = [cell for cell in row if cell.text.strip()]
    return span(document.text, min(c.start for c in filled), max(c.end for c in filled))


def column_of(header: str) -> Column | None:
    """What a column with this header holds, or None where the words do not tell.

    >>> column_of("Hoped-for effect").name, column_of("Focus area").name
    ('IMPACT', 'AREA')
    """
    return next((column for column, fits in _BY_HEADER if fits.search(header)), None)


def _read(index: int, block: Block) -> TableRead:
    header = block.rows[0]
    columns: dict[Column, int] = {}
    for at, cell in enumerate(header):
        column = column_of(cell.text)
        if column is not None:
            columns.setdefault(column, at)
    if Column.FOCUS not in columns and not columns.keys() & {Column.ADVICE, Column.ACTION}:
        # `Country | Focus area`: the area is what the country is after.
        at_area = columns.pop(Column.AREA, None)
        if at_area is not None and Column.PARTY in columns:
            columns[Column.FOCUS] = at_area
        elif at_area is not None:
            columns[Column.AREA] = at_area
    rows = tuple(row for row in block.rows[1:] if any(cell.text.strip() for cell in row))
    return TableRead(block=index, columns=columns, header=header, rows=rows)
