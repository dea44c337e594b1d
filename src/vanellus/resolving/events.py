"""From triggers and resolved mentions to event reports."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from vanellus.ontology import Codebook
from vanellus.records import (
    Entity,
    EventDate,
    EventReport,
    Place,
    Role,
    Span,
    Status,
)
from vanellus.resolving.report_dates import EventDates, arcs_of
from vanellus.resolving.statuses import SPOKEN, is_journey_ahead, is_put_off

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vanellus.records import FoundDate, Mention, Reading, SentenceReading, Trigger
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.parties import Party

LONE_TYPES: Final = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Types of which a report without actor and recipient is kept if it has a place: what happens on
the ground can be told of by its place alone (`a blast in Kidal`)."""
HAVE_HOSTS: Final = frozenset({("CONSULT", "visit"), ("RETREAT", "withdraw")})
"""Types and modes that have the state of their place for recipient where none is named."""


class _Coding(NamedTuple):
    """What follows from the ontology."""

    plover_type: str
    contexts: tuple[str, ...]
    pillar: str
    score: float


@functools.lru_cache(maxsize=8192)
def _coded(kind: str, mode: str | None, status: str, contexts: tuple[str, ...]) -> _Coding:
    """PLOVER's type, the contexts, pillar and score of an event."""
    book = Codebook.default()
    plover_type = book.future_type(kind, status)
    return _Coding(
        plover_type,
        book.full_contexts(kind, mode, contexts),
        book.pillar(kind, mode, contexts),
        book.score(plover_type, mode if plover_type == kind else None),
    )


def entity_of(mention: Mention, party: Party) -> Entity:
    """The party at the place where the text mentions it."""
    return Entity(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=party.name,
        country=party.country,
        sector=party.sector,
        kind=party.kind,
        id=party.id,
        members=party.members,
    )


class EventBuilder:
    """Builds the reports of one document in order."""

    def __init__(
        self,
        reading: Reading,
        *,
        lexicon: Lexicon,
        dates: Callable[[], Sequence[FoundDate]],
        place: Callable[[Mention, int], Place | None],
    ) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self._place = place
        self._when = EventDates(reading.document, dates)

    def reports_of(self, index: int, parties: dict[int, Party]) -> list[EventReport]:
        """The reports of the sentence at `index`, one for each trigger that tells of somebody.

        The same words never give two reports: the likelier reading of a trigger is kept.
        """
        sentence = self.reading.sentences[index]
        best: dict[tuple[int, int], Trigger] = {}
        for trigger in sentence.triggers:
            key = (trigger.start, trigger.end)
            if key not in best or trigger.score > best[key].score:
                best[key] = trigger
        found = []
        for trigger in best.values():
            report = self._report(index, sentence, trigger, parties)
            if report is not None:
                found.append(report)
        return found

    def _report(
        self, index: int, sentence: SentenceReading, trigger: Trigger, parties: dict[int, Party]
    ) -> EventReport | None:
        trigger = self._as_told(sentence, trigger)
        date = self._when.date(sentence, trigger)
        actors = self._entities(sentence, trigger, Role.ACTOR, parties, date)
        recipients = self._entities(sentence, trigger, Role.RECIPIENT, parties, date)
        place = self._place_of(index, sentence, trigger)
        if not actors and not recipients and (place is None or trigger.type not in LONE_TYPES):
            return None
        if not recipients and (trigger.type, trigger.mode) in HAVE_HOSTS:
            recipients = self._host(actors, place)
        date = self._when.inherited(trigger, date, actors + recipients)
        speakers = self._entities(sentence, trigger, Role.SPEAKER, parties, date)
        coded = _coded(trigger.type, trigger.mode, trigger.status.value, sentence.contexts)
        return EventReport(
            doc_id=self.reading.document.id,
            sentence=sentence.sentence,
            type=trigger.type,
            plover_type=coded.plover_type,
            mode=trigger.mode,
            contexts=coded.contexts,
            pillar="diplomatic" if _of_ties(sentence, trigger, coded) else coded.pillar,
            status=trigger.status,
            actors=actors,
            recipients=recipients,
            date=date,
            place=place,
            said_by=speakers[0] if speakers else None,
            trigger=Span(start=trigger.start, end=trigger.end, text=trigger.text),
            score=trigger.score,
            plover_score=coded.score,
        )

    def _as_told(self, sentence: SentenceReading, trigger: Trigger) -> Trigger:
        """The trigger with the status that its own date or a verb of postponement settles.

        A strike called for next week lies ahead, whoever called it; a visit put off took no place.
        """
        if is_put_off(sentence, trigger):
            return replace(trigger, status=Status.NEGATION)
        if trigger.status is not Status.OCCURRED or trigger.type in SPOKEN:
            return trigger
        if self._when.lies_ahead(sentence, trigger) or is_journey_ahead(sentence, trigger):
            return replace(trigger, status=Status.FUTURE)
        return trigger

    def _entities(
        self,
        sentence: SentenceReading,
        trigger: Trigger,
        role: Role,
        parties: dict[int, Party],
        date: EventDate,
    ) -> tuple[Entity, ...]:
        """The parties in one role, in the order of the text, each once."""
        found: dict[Party, Entity] = {}
        for at in _with_examples(
            sentence, {arc.mention for arc in arcs_of(trigger, role)}, trigger
        ):
            if at in parties:
                party = self._then(parties[at], date)
                found.setdefault(party, entity_of(sentence.mentions[at], party))
        return tuple(found.values())

    def _host(self, actors: Sequence[Entity], place: Place | None) -> tuple[Entity, ...]:
        """The state visited or left, where none is named: PLOVER's recipient of a visit is its
        host, and troops that leave a foreign country leave its state.
        """
        country = self.lexicon.countries.get(place.country or "") if place else None
        home = {code for actor in actors for code in (*actor.members, actor.country)}
        if place is None or country is None or not actors or country.code in home:
            return ()
        return (
            Entity(
                text=place.text,
                start=place.start,
                end=place.end,
                name=country.name,
                country=country.code,
                sector="GOV",
                kind="state",
                id=country.code,
            ),
        )

    def _then(self, party: Party, date: EventDate) -> Party:
        """A bloc with its members, a person with the office, at the time of a past event."""
        published = self.reading.document.published
        if party.id is None or date.start is None or published is None or date.start >= published:
            return party
        day = date.start.toordinal()
        if party.kind == "bloc" and party.members:
            return replace(party, members=self.lexicon.members(party.id, day))
        if party.kind == "person" and party.id in self.lexicon.holders:
            term = self.lexicon.holders[party.id].term_on(day)
            return replace(party, sector=term.sector) if term is not None else party
        return party

    def _place_of(self, index: int, sentence: SentenceReading, trigger: Trigger) -> Place | None:
        """The event's place: of several the narrowest that the gazetteer knows."""
        found = [
            place
            for arc in arcs_of(trigger, Role.PLACE)
            if (place := self._place(sentence.mentions[arc.mention], index)) is not None
        ]
        if not found:
            return None
        return min(found, key=lambda place: _GRAINS.get(place.grain or "", len(_GRAINS)))


_TIES: Final = re.compile(r"\b(?:ties|relations|links|embass(?:y|ies)|ambassadors?|recognition)\b")
_FIELD: Final = re.compile(
    r"(?i)\b(?:military|defen[cs]e|security|trade|economic|commercial|energy|cultural|academic)\s+$"
)
_EXAMPLES: Final = re.compile(
    r"^,?\s*(?:including|such as|among them|notably|especially|above all)\s+$"
)


def _of_ties(sentence: SentenceReading, trigger: Trigger, coded: _Coding) -> bool:
    """Whether ties as such are cut or mended, whatever else the sentence speaks of.

    Contexts are the sentence's; an event that names `ties` without a field is diplomacy.
    """
    if trigger.type not in ("SANCTION", "SUPPORT") or "diplomatic" not in coded.contexts:
        return False
    low = trigger.start - sentence.sentence.start
    near = sentence.sentence.text[low : trigger.end - sentence.sentence.start + 24]
    match = _TIES.search(near)
    return match is not None and not _FIELD.search(near[: match.start()])


def _with_examples(sentence: SentenceReading, found: set[int], trigger: Trigger) -> list[int]:
    """The mentions, in order, with those given as examples of one of them: of `Russian firms,
    including the Wagner Group` the second has the role of the first.
    """
    taken = {arc.mention for arc in trigger.arcs}
    out = set(found)
    text, start = sentence.sentence.text, sentence.sentence.start
    for at in range(1, len(sentence.mentions)):
        before, here = sentence.mentions[at - 1], sentence.mentions[at]
        alike = at - 1 in out and at not in taken and before.kind is here.kind
        if alike and _EXAMPLES.match(text[before.end - start : here.start - start]):
            out.add(at)
    return sorted(out)


_GRAINS: Final = {"city": 0, "other": 1, "water": 2, "region": 3, "country": 4, "continent": 5}
