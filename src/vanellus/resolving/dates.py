"""The dates of a text: `find_dates` is the door of this part of the room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from vanellus.errors import BadDate, InputError
from vanellus.records import FoundDate
from vanellus.resolving import (
    date_anaphors,
    date_calendar,
    date_clocks,
    date_deictics,
    date_holidays,
    date_known,
    date_lengths,
    date_months,
    date_offsets,
    date_periods,
    date_references,
    date_sets,
    date_years,
)
from vanellus.resolving.date_anchors import Anchors
from vanellus.resolving.date_parts import narrowed
from vanellus.resolving.date_patterns import Grammar
from vanellus.resolving.date_tokens import tokens_of

_GRAMMAR: Final = Grammar(
    (
        *date_calendar.RULES,
        *date_months.RULES,
        *date_clocks.RULES,
        *date_years.RULES,
        *date_periods.RULES,
        *date_holidays.RULES,
        *date_deictics.RULES,
        *date_anaphors.RULES,
        *date_known.RULES,
        *date_offsets.RULES,
        *date_sets.RULES,
        *date_lengths.RULES,
        *date_references.RULES,
    )
)


def find_dates(text: str, *, published: date | datetime | None = None) -> list[FoundDate]:
    """The date expressions of a text, in its order, with their TIMEX3 values and days.

    What is reckoned from the publication day (`yesterday`, `3 April` without a year) has neither
    value nor days, and the basis `unknown`, when `published` is not given. Lengths and sets have
    no days, unless they are tied to the publication day (`the past two weeks`). Of a part (`early
    March`) the value is that of the whole, as TIMEX3 has it, and the days are those of the part.

    Raises InputError when `text` is no text, BadDate when `published` is no date.

    >>> found = find_dates("They met on Tuesday.", published=date(2025, 4, 2))
    >>> found[0].text, found[0].value
    ('Tuesday', '2025-04-01')
    """
    if not isinstance(text, str):
        raise InputError(where="find_dates", problem=f"text is {type(text).__name__}", valid="str")
    if isinstance(published, datetime):
        published = published.date()
    if published is not None and not isinstance(published, date):
        raise BadDate(
            where="find_dates",
            problem=f"published is {published!r}",
            valid="a datetime.date or None",
        )
    tokens = tokens_of(text)
    anchors = Anchors(published=published)
    found = []
    for read in _GRAMMAR.read(tokens, anchors):
        tag = narrowed(tokens, read, published=published)
        start, end = tokens.starts[tag.start], tokens.ends[tag.end - 1]
        found.append(
            FoundDate(
                start=start,
                end=end,
                text=text[start:end],
                type=tag.type,
                value=tag.value,
                first=tag.first,
                last=tag.last,
                basis=tag.basis,
                grain=tag.grain,
            )
        )
    return found
