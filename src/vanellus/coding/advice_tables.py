"""Advice set out as a table: one recommendation a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanellus.coding.advice import Firmness, advice_in
from vanellus.coding.advice_lists import Told, heads_advice, split_advice
from vanellus.coding.impacts import clean, split_impact
from vanellus.coding.phrases import Stretch
from vanellus.coding.tables_read import Column, TableRead, row_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanellus.records import Document, Span


def rows_advised(
    document: Document, table: TableRead, headings: tuple[Span, ...]
) -> Iterator[tuple[Span, Told]]:
    """Rows and what they recommend, if the table's header (or its heading) says that it does.

    An action column alone is not enough: tables of what was done have one as well.
    """
    columns = table.columns
    column = Column.ADVICE if Column.ADVICE in columns else Column.ACTION
    if column not in columns:
        return
    certain = column is Column.ADVICE or {Column.AREA, Column.IMPACT} <= columns.keys()
    if not certain and (Column.PLACE_IN_TIME in columns or not heads_advice(headings)):
        return
    area = None
    for row in table.rows:
        named = table.cell(row, Column.AREA)
        area = clean(named.text) if named else area  # a cell that spans rows stands in the first
        if told := _told(document, table, row, column, area):
            yield row_span(document, row), told


def _told(
    document: Document, table: TableRead, row: tuple[Span, ...], column: Column, area: str | None
) -> Told | None:
    """What one row recommends."""
    action = table.cell(row, column)
    if action is None:
        return None
    advice = next(
        advice_in(document.text, action.start, action.end, firmness=Firmness.SECTION), None
    )
    split = split_advice(document.text, advice) if advice else split_impact(action.text)
    impact = table.cell(row, Column.IMPACT)
    who = advice.addressee if advice else None
    if who is None and (party := table.cell(row, Column.PARTY)):
        who = Stretch(party.start, party.end)
    return Told(
        area=area,
        action=split.action if impact is None or advice else clean(action.text),
        impact=clean(impact.text) if impact else split.impact,
        addressee=who,
    )
