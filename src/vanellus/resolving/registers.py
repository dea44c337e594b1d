"""Recommendations, figures and agenda items with their parties, places and dates resolved."""

from __future__ import annotations

import functools
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from vanellus.records import EventDate, Mention, MentionKind
from vanellus.resolving.coreference import resolve_mention
from vanellus.resolving.events import entity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vanellus.records import (
        AgendaItem,
        Entity,
        Figure,
        FoundDate,
        Place,
        Reading,
        Recommendation,
        Span,
    )
    from vanellus.resolving.discourse import Discourse


class Registers:
    """Resolves what a reading's registers left as words, once all sentences are remembered."""

    def __init__(
        self,
        memory: Discourse,
        reading: Reading,
        dates: Callable[[], Sequence[FoundDate]],
        place: Callable[[Mention, int], Place | None],
    ) -> None:
        self.memory = memory
        self.reading = reading
        self._dates = dates
        self._place = place
        self._starts = [sentence.sentence.start for sentence in reading.sentences]
        self._known = {(seen.mention.start, seen.mention.end): seen.party for seen in memory.seen}

    def recommendation(self, item: Recommendation) -> Recommendation:
        """The recommendation with its addressee resolved."""
        return (
            item
            if item.addressee is None
            else replace(item, addressee=self._entity(item.addressee))
        )

    def agenda_item(self, item: AgendaItem) -> AgendaItem:
        """The agenda item with its country resolved."""
        return item if item.country is None else replace(item, country=self._entity(item.country))

    def figure(self, item: Figure) -> Figure:
        """The figure with its place, date and speaker resolved."""
        place = item.place
        if place is not None and place.geonameid is None:
            mention = Mention(
                start=place.start, end=place.end, text=place.text, kind=MentionKind.PLACE, score=1.0
            )
            place = self._place(mention, self._index(place.start)) or place
        return replace(
            item,
            place=place,
            date=self._date(item.date, item.span) if item.date is not None else None,
            said_by=self._entity(item.said_by) if item.said_by is not None else None,
        )

    def _index(self, start: int) -> int:
        """The index of the sentence at or before an offset."""
        return max(bisect_right(self._starts, start) - 1, 0)

    def _entity(self, entity: Entity) -> Entity:
        mention = Mention(
            start=entity.start, end=entity.end, text=entity.text, kind=MentionKind.ACTOR, score=1.0
        )
        party = self._known.get((entity.start, entity.end))
        if party is None and self.reading.sentences:
            party = resolve_mention(self.memory, self._index(entity.start), mention)
        if party is None:
            phrase = self.memory.actors.phrase(entity.text)
            party = self.memory.actors.party(phrase, self.memory.day, self.memory.survey.counts)
        return entity_of(mention, party)

    @functools.cached_property
    def _found_dates(self) -> Sequence[FoundDate]:
        return self._dates()

    def _date(self, date: EventDate, span: Span) -> EventDate:
        """The days of a date that was left as words of the figure's span."""
        from vanellus.resolving.date_events import event_date  # noqa: PLC0415  big tables

        if date.text is None or date.start is not None:
            return date
        document = self.reading.document
        start = document.text.find(date.text, span.start, max(span.end, span.start))
        if start < 0:
            return date
        found = event_date(
            document.text,
            (start, start + len(date.text)),
            self._found_dates,
            published=document.published,
        )
        return replace(found, text=date.text)
