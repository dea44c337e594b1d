"""What a document tells at first sight: its countries, full names and acronyms."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind
from vanellus.resolving import grammar
from vanellus.resolving.known import Sort
from vanellus.resolving.matching import find_items
from vanellus.resolving.words import key_of, split_words

if TYPE_CHECKING:
    from vanellus.records import Mention, Reading
    from vanellus.resolving.actors import Actors
    from vanellus.resolving.known import Known
    from vanellus.resolving.phrases import Phrase

TITLE_WEIGHT: Final = 3
"""How much a country counts in the title or dateline, against 2 in the first sentence, else 1."""
SMALL_REGION: Final = 8
"""Countries of a region so small that what is told of them is told of the region."""
_ACRONYM: Final = re.compile(
    r"((?:[A-Z][\w’'-]*|of|for|the|and|de|du|des|la|et|in|to)"
    r"(?:[ -](?:[A-Z][\w’'-]*|of|for|the|and|de|du|des|la|et|in|to|d'|l'))+)"
    r" \(([A-Z][A-Za-z-]{1,9})\)"
)
_CAPITALS: Final = re.compile(
    r"[^\W\d_a-zà-þ][\w.’'-]*(?:\s(?:(?:of|the|and|for|on|in|to|de|du)\s){0,2}[^\W\d_a-zà-þ][\w.’'-]*)*"
)
"""A run of words with capitals, in which alone the name of a bloc can stand."""
_DATELINE: Final = re.compile(
    r"([A-Z][\w'’ .-]{2,30}?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([\w ./]+\))? ?(?:--?|–|—) "
)


class Survey:
    """A document at first sight, before anything is resolved."""

    def __init__(self, actors: Actors, reading: Reading, day: int | None) -> None:
        self.actors = actors
        self.reading = reading
        self.day = day
        self.counts: Counter[str] = Counter()
        """How often each country is told of; more in the title and the first sentence."""
        self.named: Counter[str] = Counter()
        """How often sentences name each country, be it the title or another."""
        self.regions: Counter[str] = Counter()
        """How often each region is told of."""
        self.near: list[set[str]] = [set() for _ in reading.sentences]
        """The countries that each sentence names."""
        self.places: list[set[str]] = [set() for _ in reading.sentences]
        """The countries in which each sentence's places lie."""
        self.present: set[str] = set()
        """Every country named anywhere in the text."""
        self.dateline = (0, 0)
        """Where the town of the dateline stands; it takes no part in events."""
        self.dateline_country: str | None = None
        self.title_countries: tuple[str, ...] = ()
        """Those that the title names, in order."""
        self.acronyms = self._find_acronyms(reading.document.text)
        """By acronym: the long form that stands before it."""
        self._full_names: dict[str, dict[str, Phrase]] = {}
        """By last word: the full names of the document with the phrase that tells most."""
        self._name_parts: dict[str, set[str]] = {}
        """By any word: the full names that hold it."""
        self._count_text()
        self._count_dateline()
        self._count_mentions()

    def focus(self) -> str | None:
        """The country that the document is about; None where two, or one and a region, compete."""
        return self._focus

    @functools.cached_property
    def _focus(self) -> str | None:
        ranked = self.counts.most_common(2)
        if not ranked or ranked[0][1] < 2:
            return None
        country, times = ranked[0]
        rivals = [number for _, number in ranked[1:]]
        for name, members in self.actors.lexicon.regions.items():
            # A power is not the place of events where it deals with a region's states together.
            if country not in members and len(members) <= SMALL_REGION:
                rivals.append(self.regions[name] + sum(self.counts[code] for code in members))
            elif country not in members:
                rivals.append(self.regions[name])
        if 2 * max(rivals, default=0) > times or 2 * times < self.counts.total():
            return None
        return country

    @functools.cached_property
    def blocs(self) -> list[tuple[int, Known]]:
        """The blocs that the text names anywhere, marked or not, with where they stand."""
        return [
            (run.start() + item.start, item.names[0])
            for run in _CAPITALS.finditer(self.reading.document.text)
            for item in find_items(split_words(run[0]), self.actors.lexicon)
            if item.names and item.names[0].sort is Sort.ORGANISATION
            if item.names[0].kind == "bloc"
        ]

    def _find_acronyms(self, text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        if "(" not in text:
            return found
        for match in _ACRONYM.finditer(text):
            words = match[1].split(" ")
            for start in range(len(words) - 1, -1, -1):
                long = " ".join(words[start:])
                known = key_of(long) in self.actors.lexicon.names
                if words[start][0].isupper() and (known or _abbreviates(match[2], long)):
                    found.setdefault(match[2], long)
                    break
        return found

    def _count_text(self) -> None:
        """Counts the countries that the text and the title name."""
        sentences = self.reading.sentences
        order = sorted(range(len(sentences)), key=lambda at: sentences[at].sentence.start)
        starts = [sentences[at].sentence.start for at in order]
        for start, code in self.actors.lexicon.countries_in(self.reading.document.text):
            if code[0] == "@":
                self.regions[code[1:]] += 1
                continue
            self.present.add(code)
            at = bisect_right(starts, start) - 1
            if at >= 0 and start < sentences[order[at]].sentence.end:
                self._count(code, order[at])
            else:
                self.counts[code] += 1
        title = self.reading.document.title
        codes = [code for _, code in self.actors.lexicon.countries_in(title or "")]
        self.title_countries = tuple(code for code in codes if code[0] != "@")
        if title and not any(sentence.block < 0 for sentence in sentences):
            for code in codes:
                if code[0] == "@":
                    self.regions[code[1:]] += TITLE_WEIGHT
                else:
                    self.counts[code] += TITLE_WEIGHT

    def _count(self, code: str, index: int) -> None:
        """Notes that a sentence tells of a country; the title and the first sentence weigh more."""
        sentences = self.reading.sentences
        first = 1 if len(sentences) > 1 and sentences[0].block < 0 else 0
        title = sentences[index].block < 0
        self.counts[code] += TITLE_WEIGHT if title else 2 if index == first else 1
        self.near[index].add(code)
        self.named[code] += 1

    def _count_dateline(self) -> None:
        """Counts the country of `BAMAKO, March 4 -`: what is told without a country lies there."""
        for index, sentence in enumerate(self.reading.sentences[:3]):
            match = _DATELINE.match(sentence.sentence.text)
            if match is None:
                continue
            start = sentence.sentence.start
            self.dateline = (start, start + match.end())
            for item in find_items(split_words(match[1]), self.actors.lexicon):
                if item.key in grammar.INTERNATIONAL_SEATS:
                    continue
                if item.is_state and len({name.country for name in item.names}) == 1:
                    self.dateline_country = code = item.names[0].country or ""
                    self.counts[code] += TITLE_WEIGHT
                    self.near[index].add(code)
            return

    def _count_mentions(self) -> None:
        """Counts what mentions tell of countries without naming them; notes full names."""
        for index, sentence in enumerate(self.reading.sentences):
            for mention in sentence.mentions:
                if mention.kind is MentionKind.ACTOR:
                    self._count_actor(mention, index)
                elif mention.kind is MentionKind.PLACE:
                    self._count_place(mention, index)

    def _count_place(self, mention: Mention, index: int) -> None:
        for item in find_items(split_words(mention.text), self.actors.lexicon):
            if item.is_state and len({name.country for name in item.names}) == 1:
                code = item.names[0].country or ""
                self.places[index].add(code)
                if item.names[0].sort not in (Sort.STATE, Sort.PEOPLE):
                    self._count(code, index)

    def _count_actor(self, mention: Mention, index: int) -> None:
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
            self._note_name(phrase, each)

    def _note_name(self, phrase: Phrase, part: Phrase) -> None:
        """Notes a full name in a phrase (or in its apposition), and the titled phrase of it."""
        proper = part.proper
        if proper is None and part.cues and part.cues[-1].names[0].sort is Sort.PERSON:
            proper = part.cues[-1].text
        if proper and " " in proper:
            name = key_of(proper)
            known = self._full_names.setdefault(name.rpartition(" ")[2], {})
            if name not in known or (phrase.titled and not known[name].titled):
                known[name] = phrase
            for word in name.split():
                self._name_parts.setdefault(word, set()).add(name)

    def _home(self, known: Known) -> str | None:
        """The country of something known; of a person, that of the office."""
        if known.sort is not Sort.PERSON:
            return known.country
        holder = self.actors.lexicon.holders[known.id]
        country = (holder.term_on(self.day) or holder.terms[0]).country
        return country if country in self.actors.lexicon.countries else None

    def fuller_name(self, key: str) -> tuple[str, Phrase] | None:
        """The key of the one full name that a (shorter) name's key fits, and its fullest phrase."""
        fuller = self._full_names.get(key.rpartition(" ")[2], {})
        same = [name for name in fuller if name == key or name.endswith(" " + key)]
        if not same and " " not in key:
            same = list(self._name_parts.get(key, ()))
        # A part of a full name is noted by itself, too, where the text has it so.
        same = [name for name in same if not any(each.endswith(" " + name) for each in same)]
        if len(same) != 1:
            return None
        return same[0], self._full_names[same[0].rpartition(" ")[2]][same[0]]


def _abbreviates(acronym: str, long: str) -> bool:
    """Whether an acronym's capitals are initials of the long form, in order and from the first.

    >>> _abbreviates("UFC", "Union of the Forces of Change"), _abbreviates("UFC", "Free Union")
    (True, False)
    """
    initials = [word[0].upper() for word in re.split(r"[ -]", long) if word]
    letters = [letter for letter in acronym if letter.isupper()]
    if len(letters) < 2 or letters[0] != initials[0]:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)
