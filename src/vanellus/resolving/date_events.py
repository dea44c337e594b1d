"""The date of an event, from the dates found in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from vanellus.errors import InputError
from vanellus.records import DateBasis, EventDate, FoundDate

_GRAINS: Final = (
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
    "unknown",
)


_BESIDE: Final = re.compile(
    r"\b(?:days?|weeks?|months?|years?|nights?|mornings?|evenings?|eve|hours?|moments?|minutes?)"
    r" (?:before|after|following|of) (?:the|his|her|its|their|a|an) [a-z]",
    re.IGNORECASE,
)
"""Words that reckon from a deed."""


def event_date(
    text: str,
    span: tuple[int, int] | None,
    dates: Sequence[FoundDate],
    *,
    published: date | None,
) -> EventDate:
    """When an event was, is or will be, as an interval of days.

    What decides, in this order:

    1. Of the found dates that overlap the marked words `text[span[0]:span[1]]`, those with days.
       Several are joined from the first day to the last (`April 3rd and 4th`); where one lies
       inside another, the narrower counts. The basis is `stated` if all of them are.
    2. If the words are a date whose year or anchor is open, point without saying when (`recently`,
       `soon`) or reckon from a deed whose day is unknown (`the day before the vote`), the days are
       null and the basis is `unknown`: the text does date the
       event, and no other day may be put in its place.
    3. Else - no words are marked, they hold no date, or only a length or a rhythm (`for three
       days`, `every Friday`), or mean the present (`now`) - the publication day stands in, basis
       `published`. News tells what is new: an event told of without a date mostly lies on that day
       or the day before, and the basis lets those who need a stated day leave such events out.
    4. Without a publication date the basis is `unknown` and there are no days.

    Raises InputError when the span does not lie in the text.
    """
    words = None
    if span is not None:
        start, end = span
        if not 0 <= start <= end <= len(text):
            raise InputError(
                where="event_date", problem=f"span {start}..{end}", valid=f"inside 0..{len(text)}"
            )
        words = text[start:end]
        meant = [one for one in dates if one.start < end and start < one.end]
        joined = _joined(words, meant)
        if joined is not None:
            return joined
        if any(_open(one) for one in meant) or _BESIDE.search(words):
            return _undated(words)
    if published is None:
        return _undated(words)
    return EventDate(
        text=words, start=published, end=published, grain="day", basis=DateBasis.PUBLISHED
    )


def _joined(words: str, meant: Sequence[FoundDate]) -> EventDate | None:
    """The days of all dates together; None if none has days."""
    known = [(one.first, one.last, one) for one in meant if one.first and one.last]
    narrow = [
        (first, last, one)
        for first, last, one in known
        if not any(
            first <= start and end <= last and (first, last) != (start, end)
            for start, end, _ in known
        )
    ]
    if not narrow:
        return None
    stated = all(one.basis is DateBasis.STATED for _, _, one in narrow)
    return EventDate(
        text=words,
        start=min(first for first, _, _ in narrow),
        end=max(last for _, last, _ in narrow),
        grain=max((one.grain for _, _, one in narrow), key=_GRAINS.index),
        basis=DateBasis.STATED if stated else DateBasis.RELATIVE,
    )


def _open(one: FoundDate) -> bool:
    """Whether a found date dates the event without fixing the days."""
    return one.value in (None, "PAST_REF", "FUTURE_REF")


def _undated(words: str | None) -> EventDate:
    return EventDate(text=words, start=None, end=None, grain="unknown", basis=DateBasis.UNKNOWN)
