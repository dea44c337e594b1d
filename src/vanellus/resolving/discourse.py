"""What a document has spoken of so far: parties, sets of states, its countries and acronyms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind, Role
from vanellus.resolving import grammar
from vanellus.resolving.known import STATES, Sort
from vanellus.resolving.matching import find_items
from vanellus.resolving.words import key_of, split_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from vanellus.records import Mention, Place, Reading
    from vanellus.resolving.actors import Actors
    from vanellus.resolving.known import Known
    from vanellus.resolving.parties import Party
    from vanellus.resolving.phrases import Phrase

WIDEST_SET: Final = 10
"""A bloc of more members is not what `these countries` stands for."""
_ACRONYM: Final = re.compile(
    r"((?:[A-Z][\w’'-]*|of|for|the|and|de|du|des|la|et|in|to)"
    r"(?:[ -](?:[A-Z][\w’'-]*|of|for|the|and|de|du|des|la|et|in|to|d'|l'))+)"
    r" \(([A-Z][A-Za-z-]{1,9})\)"
)
_DATELINE: Final = re.compile(
    r"([A-Z][\w'’ .-]{2,30}?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([\w ./]+\))? ?(?:--?|–|—) "
)
_BETWEEN: Final = re.compile(r"\s*(?:,|&|,?\s*and|,?\s*or|as well as|along with)\s*(?:the\s)?\s*")


@dataclass(slots=True, kw_only=True)
class Seen:
    """A mention of an actor and what it was found to stand for."""

    mention: Mention
    phrase: Phrase
    party: Party
    sentence: int
    """Index of its sentence; the title's, too."""
    subject: bool
    """Whether it is an actor or speaker of an event."""
    roles: frozenset[tuple[int, Role]]
    """(trigger, role) of all its arcs."""
    female: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSet:
    """States that the document named together."""

    codes: tuple[str, ...]
    sentence: int
    head: str | None = None
    """`minister` where their ministers were named."""


class Discourse:
    """The memory of one document. `counts` is known from the start, the rest grows."""

    def __init__(self, actors: Actors, reading: Reading, day: int | None) -> None:
        self.actors = actors
        self.reading = reading
        self.day = day
        self.text = reading.document.text
        self.seen: list[Seen] = []
        self.sets: list[StateSet] = []
        self.counts: Counter[str] = Counter()
        """How often each country is told of; more in the title and the first sentence."""
        self.near: list[set[str]] = [set() for _ in reading.sentences]
        """The countries that each sentence names."""
        self.places: list[set[str]] = [set() for _ in reading.sentences]
        """The countries in which each sentence's places lie."""
        self.full_names: dict[str, dict[str, Phrase]] = {}
        """By last word: the full proper names of the document with the phrase that tells most."""
        self.name_parts: dict[str, set[str]] = {}
        """By any word: the full names that hold it."""
        self.present: set[str] = set()
        """Every country named anywhere in the text."""
        self.place_of: Callable[[Mention, int], Place | None] | None = None
        """The gazetteer, for places that the lexicon doesn't know."""
        self.acronyms = self._find_acronyms()
        self._survey()

    def _find_acronyms(self) -> dict[str, str]:
        """By acronym: the long form that stands before it in the text."""
        found: dict[str, str] = {}
        if "(" not in self.text:
            return found
        for match in _ACRONYM.finditer(self.text):
            words = [word for word in re.split(r"[ -]", match[1]) if word]
            capitals = [word for word in words if word[0].isupper()]
            wanted = sum(letter.isupper() for letter in match[2])
            long = capitals[-max(wanted, 2) :]
            if capitals and match[2][0] in {word[0] for word in long}:
                start = match[1].rfind(long[0]) if len(long) < len(capitals) else 0
                text = match[1][max(start, 0) :]
                while text.split(" ")[0].lower() in ("the", "of", "and", "in", "for", "to"):
                    text = text.partition(" ")[2]
                found.setdefault(match[2], text)
        return found

    def _survey(self) -> None:
        """Counts the countries of the text and collects full names, before any resolving."""
        sentences = self.reading.sentences
        starts = [sentence.sentence.start for sentence in sentences]
        order = sorted(range(len(starts)), key=starts.__getitem__)
        in_order = [starts[at] for at in order]
        for start, code in self.actors.lexicon.countries_in(self.text):
            self.present.add(code)
            at = bisect_right(in_order, start) - 1
            index = order[at] if at >= 0 else -1
            if index >= 0 and start < sentences[index].sentence.end:
                self._count(code, index)
            else:
                self.counts[code] += 1
        title = self.reading.document.title
        if title and not any(sentence.block < 0 for sentence in sentences):
            for _, code in self.actors.lexicon.countries_in(title):
                self.counts[code] += 3
        self._survey_dateline()
        for index, sentence in enumerate(sentences):
            for mention in sentence.mentions:
                if mention.kind is MentionKind.ACTOR:
                    self._survey_actor(mention, index)
                elif mention.kind is MentionKind.PLACE:
                    self._survey_place(mention, index)

    def _count(self, code: str, index: int) -> None:
        """Notes that a sentence tells of a country; the title and the first sentence weigh more."""
        sentences = self.reading.sentences
        first = 1 if len(sentences) > 1 and sentences[0].block < 0 else 0
        self.counts[code] += 3 if sentences[index].block < 0 else 2 if index == first else 1
        self.near[index].add(code)

    def _survey_dateline(self) -> None:
        """Counts the country of `BAMAKO, March 4 -`: what is told without a country lies there."""
        for index, sentence in enumerate(self.reading.sentences[:3]):
            match = _DATELINE.match(sentence.sentence.text)
            if match is None:
                continue
            for item in find_items(split_words(match[1]), self.actors.lexicon):
                if item.key in grammar.INTERNATIONAL_SEATS:
                    continue
                if item.is_state and len({name.country for name in item.names}) == 1:
                    self.counts[item.names[0].country or ""] += 3
                    self.near[index].add(item.names[0].country or "")
                    return

    def _survey_place(self, mention: Mention, index: int) -> None:
        for item in find_items(split_words(mention.text), self.actors.lexicon):
            if item.is_state and len({name.country for name in item.names}) == 1:
                code = item.names[0].country or ""
                self.places[index].add(code)
                if item.names[0].sort not in (Sort.STATE, Sort.PEOPLE):
                    self._count(code, index)

    def _survey_actor(self, mention: Mention, index: int) -> None:
        """Counts the country of persons, bodies, capitals; notes full names."""
        phrase = self.actors.phrase(mention.text)
        both = (phrase, phrase.apposition) if phrase.apposition is not None else (phrase,)
        for each in both:
            for cue in each.cues:
                if cue.how in ("to", "other") or cue.names[0].sort in (Sort.STATE, Sort.PEOPLE):
                    continue
                countries = {self._home(name) for name in cue.names}
                code = countries.pop() if len(countries) == 1 else None
                if code is not None:
                    self._count(code, index)
            proper = each.proper
            if proper is None and each.cues and each.cues[-1].names[0].sort is Sort.PERSON:
                proper = each.cues[-1].text
            if proper and " " in proper:
                name = key_of(proper)
                known = self.full_names.setdefault(name.rpartition(" ")[2], {})
                if name not in known or (phrase.titled and not known[name].titled):
                    known[name] = phrase
                for part in name.split():
                    self.name_parts.setdefault(part, set()).add(name)

    def _home(self, known: Known) -> str | None:
        """The country of something known; of a person, that of the first office."""
        if known.sort is not Sort.PERSON:
            return known.country
        country = self.actors.lexicon.holders[known.id].terms[0].country
        return country if country in self.actors.lexicon.countries else None

    def fuller_name(self, key: str) -> Phrase | None:
        """The phrase that tells most of the one full name that a (shorter) name's key fits."""
        fuller = self.full_names.get(key.rpartition(" ")[2], {})
        same = [name for name in fuller if name == key or name.endswith(" " + key)]
        if not same and " " not in key:
            same = list(self.name_parts.get(key, ()))
        if len(same) != 1:
            return None
        return self.full_names[same[0].rpartition(" ")[2]][same[0]]

    def back_from(self, index: int, far: int) -> list[Seen]:
        """What was seen up to `far` sentences before, the latest first."""
        return [seen for seen in reversed(self.seen) if index - seen.sentence <= far]

    def remember(self, seen: Seen) -> None:
        """Adds a resolved mention; a list or bloc of a few states becomes a set."""
        self.seen.append(seen)
        codes = tuple(c for c in seen.party.members if c in self.actors.lexicon.countries)
        if 1 < len(codes) <= WIDEST_SET and len(codes) == len(seen.party.members):
            head = seen.phrase.head if seen.party.kind != "bloc" else None
            self._add_set(codes, seen.sentence, head)

    def close_sentence(self, index: int) -> None:
        """Finds the lists of states in a sentence whose mentions are all remembered."""
        mine = [seen for seen in self.seen if seen.sentence == index]
        run: list[Seen] = []
        for seen in [*mine, None]:
            if seen is not None and run and self.are_joined(run[-1].mention, seen.mention):
                run.append(seen)
                continue
            self._close_run(run, index)
            run = [seen] if seen is not None else []

    def are_joined(self, one: Mention, other: Mention) -> bool:
        """Whether only a comma or `and` stands between two mentions."""
        between = self.text[one.end : other.start]
        return len(between) < 20 and _BETWEEN.fullmatch(between) is not None

    def _close_run(self, run: list[Seen], index: int) -> None:
        codes: list[str] = []
        for seen in run:
            mine = seen.party.members or ((seen.party.country,) if seen.party.country else ())
            codes += [code for code in mine if code]
        unique = tuple(dict.fromkeys(codes))
        if len(run) > 1 and 1 < len(unique) <= WIDEST_SET and len(codes) >= len(run):
            head = run[0].phrase.head if run[0].phrase.office else None
            self._add_set(unique, index, head)

    def _add_set(self, codes: tuple[str, ...], index: int, head: str | None) -> None:
        self.sets.append(StateSet(codes=tuple(sorted(codes)), sentence=index, head=head))

    def focus(self) -> str | None:
        """The country that the document is about; None where two compete."""
        ranked = self.counts.most_common(2)
        if not ranked or ranked[0][1] < 2:
            return None
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            return None
        if 2 * ranked[0][1] < self.counts.total():
            return None
        return ranked[0][0]

    def local_country(self, index: int) -> str | None:
        """The country of a party at sentence `index` that the text doesn't give; None if unclear.

        It is where the sentence's places lie, else the document's focus, else the only country
        named hereabouts.
        """
        here = self.places[index] or self._countries_of_places(index)
        if len(here) == 1 and self.near[index] <= here:
            return next(iter(here))
        about = self.focus()
        if about is not None:
            return about
        near = self.near[index] | self.places[index]
        if index:
            near = near | self.near[index - 1] | self.places[index - 1]
        if len(near) == 1 and len(self.counts) == 1:
            return next(iter(near))
        return None

    def _countries_of_places(self, index: int) -> set[str]:
        """The countries of a sentence's places, as the gazetteer has them."""
        if self.place_of is None:
            return set()
        found = (
            self.place_of(mention, index)
            for mention in self.reading.sentences[index].mentions
            if mention.kind is MentionKind.PLACE
        )
        return {place.country for place in found if place is not None and place.country}

    def set_named(
        self, *, number: int | None, region: frozenset[str] | None, index: int
    ) -> tuple[str, ...] | None:
        """The states that `the three countries`, `these Sahelian nations` stands for, if clear."""
        self.close_sentence(index)
        for known in reversed(self.sets):
            if number is not None and len(known.codes) != number:
                continue
            if region is not None and not region.issuperset(known.codes):
                continue
            if number is None and region is None and index - known.sentence > 3:
                continue
            return known.codes
        if number is not None and 1 < number <= WIDEST_SET:
            codes = self._states_nearby(number, index, region)
            if codes is not None:
                return codes
        if region is None:
            return None
        here = self.present & region
        if number is not None:
            return tuple(sorted(here)) if len(here) == number > 1 else None
        return self._bloc_of(here)

    def _states_nearby(
        self, number: int, index: int, region: frozenset[str] | None
    ) -> tuple[str, ...] | None:
        """The states of this and the sentences before, as far back as there are just so many."""
        codes: set[str] = set()
        for back in range(4):
            for seen in self.seen:
                if seen.sentence == index - back and seen.party.kind != "place":
                    own = (seen.party.country,) if seen.party.country else ()
                    members = seen.party.members if seen.party.kind != "bloc" else ()
                    codes |= {
                        code
                        for code in (*own, *members)
                        if code in self.actors.lexicon.countries
                        and (region is None or code in region)
                    }
            if len(codes) >= number:
                break
        return tuple(sorted(codes)) if len(codes) == number else None

    def _bloc_of(self, codes: set[str]) -> tuple[str, ...] | None:
        """These states if they are just the members of some small bloc on the day."""
        if not 1 < len(codes) <= WIDEST_SET:
            return None
        wanted = tuple(sorted(codes))
        lexicon = self.actors.lexicon
        for bloc in lexicon.memberships:
            known = lexicon.organisations[bloc]
            if known.kind != "bloc" or not known.on(self.day):
                continue
            if lexicon.members(bloc, self.day) == wanted:
                return wanted
        return None


def is_state_phrase(phrase: Phrase) -> bool:
    """Whether the phrase tells a country by itself."""
    return any(
        cue.names[0].sort in STATES and cue.how not in ("to", "other") for cue in phrase.cues
    )


def region_of(phrase: Phrase) -> str | None:
    """The region that the phrase names (`Sahelian`, `West African`), or None."""
    for cue in phrase.cues:
        for name in cue.names:
            if name.sort is Sort.REGION:
                return name.id
    return None
