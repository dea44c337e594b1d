"""When an event was, is or will be: what its sentence, or an earlier one, says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vanellus.records import Arc, DateBasis, Entity, EventDate, MentionKind, Role, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from vanellus.records import Arc, Document, FoundDate, SentenceReading, Trigger

_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(r"\b(?:next|coming|upcoming|tomorrow)\b", re.IGNORECASE)
_NIL: Final = EventDate(text=None, start=None, end=None, grain="unknown", basis=DateBasis.UNKNOWN)


def arcs_of(trigger: Trigger, role: Role) -> list[Arc]:
    """The trigger's arcs of one role."""
    return [arc for arc in trigger.arcs if arc.role is role]


class EventDates:
    """Dates the events of one document in order; remembers what is planned."""

    def __init__(self, document: Document, dates: Callable[[], Sequence[FoundDate]]) -> None:
        self.document = document
        self._dates = dates
        self._planned: list[tuple[str, frozenset[str], EventDate]] = []
        """Dated events to come: type, participants, date."""
        self._last: tuple[SentenceReading, tuple[Arc, ...], EventDate | None] | None = None
        """The date told last, which is asked for twice."""

    def date(self, sentence: SentenceReading, trigger: Trigger) -> EventDate:
        """When the event was or will be.

        A planned event does not lie before the publication: a weekday without more means the next
        one. Without a date of its own it begins at the publication at the earliest, and its end is
        open; background has no date at all.
        """
        published = self.document.published
        date = self._told(sentence, trigger)
        if date is None:
            return self._undated(trigger.status)
        if date.basis is DateBasis.PUBLISHED:
            return replace(self._undated(trigger.status), text=date.text)
        if published is None:
            return date
        if trigger.status is Status.FUTURE:
            return _moved_on(date, published)
        if trigger.status is Status.OCCURRED and _is_ahead(date, published):
            # A deed of words lies behind; the date is that of what they are about.
            return replace(self._undated(trigger.status), text=date.text)
        if trigger.status in (Status.OCCURRED, Status.HISTORICAL):
            return _moved_back(date, published)
        return date

    def lies_ahead(self, sentence: SentenceReading, trigger: Trigger) -> bool:
        """Whether the trigger's own date lies after the publication day for sure.

        A bare weekday or month may be the last one as well as the next.
        """
        published = self.document.published
        date = self._told(sentence, trigger) if published is not None else None
        return date is not None and published is not None and _is_ahead(date, published)

    def _told(self, sentence: SentenceReading, trigger: Trigger) -> EventDate | None:
        """The date in the words that the model gave the trigger, from memory if asked for again."""
        last = self._last
        if last is None or last[0] is not sentence or last[1] is not trigger.arcs:
            last = self._last = (sentence, trigger.arcs, self._read(sentence, trigger))
        return last[2]

    def _read(self, sentence: SentenceReading, trigger: Trigger) -> EventDate | None:
        """The date in the words that the model gave the trigger; None if it gave none."""
        from vanellus.resolving.date_events import event_date  # noqa: PLC0415  big tables

        spans = [
            sentence.mentions[arc.mention]
            for arc in arcs_of(trigger, Role.DATE)
            if sentence.mentions[arc.mention].kind is MentionKind.DATE
        ]
        if not spans:
            return None
        span = (min(each.start for each in spans), max(each.end for each in spans))
        if span[1] - span[0] > sum(each.end - each.start for each in spans) + 12:
            span = (spans[0].start, spans[0].end)
        return event_date(
            self.document.text, span, self._dates(), published=self.document.published
        )

    def _undated(self, status: Status) -> EventDate:
        published = self.document.published
        if status is Status.HISTORICAL or published is None:
            return _NIL
        if status is Status.FUTURE:
            return replace(_NIL, start=published)
        return EventDate(
            text=None, start=published, end=published, grain="day", basis=DateBasis.PUBLISHED
        )

    def inherited(self, trigger: Trigger, date: EventDate, parties: Iterable[Entity]) -> EventDate:
        """The date of the planned event of which an earlier sentence told more.

        It is the same event if it is of the same type, is planned too, and shares a participant.
        """
        if trigger.status is not Status.FUTURE:
            return date
        mine = frozenset(key for entity in parties for key in _keys(entity))
        if date.end is not None or (date.text is not None and date.start is None):
            self._planned.append((trigger.type, mine, date))
            return date
        if date.text is None:
            for kind, theirs, known in reversed(self._planned):
                if kind == trigger.type and mine & theirs:
                    return known
        return date


def _keys(entity: Entity) -> set[str]:
    """What tells a participant: its countries, its id, else its name."""
    keys = set(entity.members)
    keys |= {key for key in (entity.country, entity.id) if key is not None}
    return keys or {entity.name.casefold()}


def _is_ahead(date: EventDate, published: date) -> bool:
    """Whether a date lies after the publication day by more than a guess at its week or year."""
    if date.start is None or date.start <= published or date.text is None:
        return False
    if _AHEAD.search(date.text):
        return True
    if date.basis is DateBasis.RELATIVE and date.grain != "day":
        return False
    return not _WEEKDAY.search(date.text) or bool(re.search(r"\d", date.text))


def _moved_on(date: EventDate, published: date) -> EventDate:
    """The date of a planned event, a week on where a weekday was taken for the last one."""
    if date.end is None or not _is_weekday(date) or not 0 < (published - date.end).days < 7:
        return date
    return _shifted(date, 7)


def _moved_back(date: EventDate, published: date) -> EventDate:
    """The date of a past event, a week back where a weekday was taken for the next one."""
    if date.start is None or not _is_weekday(date) or not 0 < (date.start - published).days < 7:
        return date
    return _shifted(date, -7)


def _is_weekday(date: EventDate) -> bool:
    relative = date.basis is DateBasis.RELATIVE
    return relative and date.text is not None and _WEEKDAY.search(date.text) is not None


def _shifted(date: EventDate, days: int) -> EventDate:
    if date.start is None or date.end is None:
        return date
    by = timedelta(days=days)
    return replace(date, start=date.start + by, end=date.end + by)
