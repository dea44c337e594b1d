"""Readings in, coded documents out: the order in which a document is resolved."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from vanellus.records import Coded, Entity, Mention, MentionKind, Place
from vanellus.resolving import grammar
from vanellus.resolving.actors import Actors
from vanellus.resolving.coreference import resolve_sentence
from vanellus.resolving.discourse import Discourse
from vanellus.resolving.events import EventBuilder, entity_of
from vanellus.resolving.lexicon import Lexicon
from vanellus.resolving.mention_edges import tidied
from vanellus.resolving.parties import Party
from vanellus.resolving.registers import Registers
from vanellus.resolving.restated import restated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vanellus.records import EventReport, FoundDate, Reading


class PlaceFinder(Protocol):
    """The door of the gazetteer."""

    def __call__(
        self,
        text: str,
        start: int,
        end: int,
        *,
        document: str | None = None,
        country: str | Sequence[str] | None = None,
    ) -> Place:
        """The gazetteer's entry for `text[start:end]`; places of `document` help to decide."""


class Resolver:
    """Says what the mentions of a reading stand for and builds its event reports.

    One object serves one process; it remembers the phrases it has taken apart. `resolve_place` is
    the gazetteer's door where none is given.
    """

    def __init__(self, lexicon: Lexicon, *, resolve_place: PlaceFinder | None = None) -> None:
        self.lexicon = lexicon
        self.actors = Actors(lexicon)
        self._resolve_place = resolve_place

    def place_finder(self) -> PlaceFinder:
        """The gazetteer's door, loaded when first asked for."""
        if self._resolve_place is None:
            from vanellus.resolving.places import resolve_place  # noqa: PLC0415  big tables

            self._resolve_place = resolve_place
        return self._resolve_place

    @staticmethod
    def default() -> Resolver:
        """The resolver with the lexicon of this package, made once."""
        return _default()

    def entity(self, text: str, *, when: date | None = None) -> Entity:
        """Whom a lone phrase names, on a day where one is given.

        >>> Resolver.default().entity("Mali's army").country
        'MLI'
        """
        party = self.actors.party(self.actors.phrase(text), when.toordinal() if when else None)
        mention = Mention(start=0, end=len(text), text=text, kind=MentionKind.ACTOR, score=1.0)
        return entity_of(mention, party)

    def resolve(self, reading: Reading) -> Coded:
        """The document with its event reports, recommendations, figures and agenda resolved."""
        reading = tidied(reading, self.lexicon.names)
        work = _Document(self, reading)
        reports = work.reports()
        registers = Registers(work.memory, reading, work.all_dates, work.place)
        return Coded(
            document=reading.document,
            reports=tuple(reports),
            recommendations=tuple(
                registers.recommendation(each) for each in reading.recommendations
            ),
            figures=tuple(registers.figure(each) for each in reading.figures),
            agenda=tuple(registers.agenda_item(each) for each in reading.agenda),
            vectors=tuple(
                (each.sentence.start, each.vector)
                for each in reading.sentences
                if each.vector is not None
            ),
        )


class _Document:
    """The work on one document."""

    def __init__(self, resolver: Resolver, reading: Reading) -> None:
        published = reading.document.published
        day = published.toordinal() if published else None
        self.resolver = resolver
        self.reading = reading
        self.memory = Discourse(resolver.actors, reading, day)
        self.lexicon = resolver.lexicon
        self._dates: list[FoundDate] | None = None
        self._places: dict[tuple[int, int], Place | None] = {}
        self.memory.place_of = self.place

    def dates(self) -> list[FoundDate]:
        """The dates of the sentences that mark one (and of the first two), found when asked for.

        They are read together, since `the next day` rests on the dates before it, and without the
        other sentences, which are most of a text and of the time that finding takes.
        """
        if self._dates is None:
            from vanellus.resolving.dates import find_dates  # noqa: PLC0415  big tables

            spans = [
                sentence.sentence
                for index, sentence in enumerate(self.reading.sentences)
                if index < 2 or any(m.kind is MentionKind.DATE for m in sentence.mentions)
            ]
            starts = [0, *itertools.accumulate(len(span.text) + 1 for span in spans)]
            found = find_dates(
                "\n".join(span.text for span in spans), published=self.reading.document.published
            )
            self._dates = []
            for one in found:
                at = bisect_right(starts, one.start) - 1
                by = spans[at].start - starts[at]
                self._dates.append(replace(one, start=one.start + by, end=one.end + by))
        return self._dates

    def all_dates(self) -> list[FoundDate]:
        """The dates of the whole text, for what lies outside the marked sentences."""
        from vanellus.resolving.dates import find_dates  # noqa: PLC0415  big tables

        document = self.reading.document
        return find_dates(document.text, published=document.published)

    def place(self, mention: Mention, index: int) -> Place | None:
        """The gazetteer's entry for a mention, with the country that the document points to."""
        key = (mention.start, mention.end)
        if key not in self._places:
            self._places[key] = self._find_place(mention, index)
        return self._places[key]

    def _find_place(self, mention: Mention, index: int) -> Place | None:
        if mention.text.lower() in grammar.PRONOUNS or mention.text.lower() in ("here", "there"):
            return None
        if mention.text.islower():  # `a mine`, `the frontier`: a place without a name
            return Place(text=mention.text, start=mention.start, end=mention.end)
        told = self.memory.survey.places[index]
        survey = self.memory.survey
        country = next(iter(told)) if len(told) == 1 else survey.focus()
        found = self.resolver.place_finder()(
            self.reading.document.text,
            mention.start,
            mention.end,
            document=self._named_places,
            country=country or sorted(set(survey.counts) & set(self.lexicon.countries)),
        )
        if self._strays(found):
            return Place(text=found.text, start=found.start, end=found.end)
        return found

    def _strays(self, place: Place) -> bool:
        """Whether a place is a small town in a country of which the report says nothing: then it is
        the namesake of a village that the gazetteer lacks.
        """
        survey = self.memory.survey
        named = survey.present | set(survey.counts)
        if place.country is None or not named or place.country in named:
            return False
        from vanellus.resolving.places import is_small  # noqa: PLC0415  big tables

        return is_small(place) and place.country not in self._grounds

    @functools.cached_property
    def _grounds(self) -> set[str]:
        """The countries in which the gazetteer has two of the document's places or more, alone."""
        lies: dict[str, str] = {}
        for sentence in self.reading.sentences:
            for mention in sentence.mentions:
                if mention.kind is MentionKind.PLACE and not mention.text.islower():
                    found = self.resolver.place_finder()(
                        self.reading.document.text,
                        mention.start,
                        mention.end,
                        document=self._named_places,
                        country=None,
                    )
                    if found.country is not None and found.name is not None:
                        lies[found.name] = found.country
        times = Counter(lies.values())
        return {code for code, many in times.items() if many > 1}

    @functools.cached_property
    def _named_places(self) -> str:
        """The document's marked places, which help to tell namesakes apart.

        They do nearly as well as the whole text and are far quicker to search.
        """
        return "; ".join(
            dict.fromkeys(
                mention.text
                for sentence in self.reading.sentences
                for mention in sentence.mentions
                if mention.kind is MentionKind.PLACE and not mention.text.islower()
            )
        )

    def reports(self) -> list[EventReport]:
        """All event reports, in the order of the text."""
        builder = EventBuilder(
            self.reading, lexicon=self.lexicon, dates=self.dates, place=self.place
        )
        found: list[EventReport] = []
        for index, sentence in enumerate(self.reading.sentences):
            parties: dict[int, Party] = resolve_sentence(self.memory, index, sentence)
            if sentence.triggers:
                found += builder.reports_of(index, parties)
            elif again := restated(sentence, parties, found):
                found.append(again)
        return found


@functools.cache
def _default() -> Resolver:
    return Resolver(Lexicon.default())
