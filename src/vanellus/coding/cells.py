"""Figures in the cells of tables: a number, named by its cell, its row's label or its column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.coding.impacts import clean
from vanellus.coding.indicators import Named
from vanellus.coding.numerals import has_number
from vanellus.coding.parties import is_state
from vanellus.coding.phrases import Stretch
from vanellus.coding.quantities import Kind, Quantity, quantities
from vanellus.coding.tables_read import Column, column_of
from vanellus.records import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vanellus.records import Span

_INDICATORS: Final = re.compile(
    r"\b(?:indicators?|measures?|items?|what|figures?|quantity|statistics?|variables?)\b",
    re.IGNORECASE,
)
"""Headers of a first column whose labels are indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFigure:
    """A figure of a table."""

    at: Stretch
    """Characters of the document's text."""
    quantity: Quantity
    named: Named
    place: Place | None


def cell_figures(
    rows: tuple[tuple[Span, ...], ...],
    named_in: Callable[[str, int, int], Iterable[tuple[Stretch, Quantity, Named]]],
) -> Iterator[CellFigure]:
    """The figures of a table whose first row is its header.

    `named_in` gives the figures of a stretch of text.
    """
    header = rows[0]
    if not header:
        return
    parties = column_of(header[0].text) is Column.PARTY
    for row in rows[1:]:
        if not row:
            continue
        place = None
        if parties and is_state(row[0].text):
            place = Place(text=row[0].text, start=row[0].start, end=row[0].end)
        for cell, head in zip(row[1:], header[1:], strict=False):
            if not has_number(cell.text):
                continue
            names = (head.text,) if parties else (row[0].text, head.text)
            indicators = not parties and bool(_INDICATORS.search(header[0].text))
            for at, quantity, named in _in_cell(cell.text, names, named_in, indicators=indicators):
                yield CellFigure(
                    at=Stretch(cell.start + at.start, cell.start + at.end),
                    quantity=quantity,
                    named=named,
                    place=place,
                )


def _in_cell(
    cell: str,
    names: tuple[str, ...],
    named_in: Callable[[str, int, int], Iterable[tuple[Stretch, Quantity, Named]]],
    *,
    indicators: bool,
) -> list[tuple[Stretch, Quantity, Named]]:
    """The figures of a cell, with their extent in it."""
    for name in names:
        # The label is read both before the number (`budget: $3m`) and behind it (`40 tankers`).
        bare = re.sub(r"[\d,;:.()]", " ", name).strip()
        ahead, whole = f"{bare}: ", f"{bare}: {cell} {bare.lower()}"
        found = [
            (_within(at, len(ahead), len(cell)), quantity, named)
            for at, quantity, named in named_in(whole, 0, len(whole))
            if at.start >= len(ahead) and quantity.end <= len(ahead) + len(cell)
        ]
        if found:
            return found
    own = list(named_in(cell, 0, len(cell)))
    if own or not indicators:
        return own
    return [
        (
            Stretch(quantity.start, quantity.end),
            quantity,
            Named(
                indicator=clean(names[0]).lower(),
                unit=quantity.currency or "percent",
                end=quantity.end,
            ),
        )
        for quantity in quantities(cell, 0, len(cell))
        if quantity.kind in (Kind.MONEY, Kind.PERCENT)
    ]


def _within(at: Stretch, before: int, length: int) -> Stretch:
    """The stretch in the cell's own characters, without the label read behind it."""
    return Stretch(at.start - before, min(at.end - before, length))
