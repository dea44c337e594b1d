"""What a document has spoken of so far: parties, and sets of states named together."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind, Role
from vanellus.resolving.belonging import is_region
from vanellus.resolving.known import STATES, Sort
from vanellus.resolving.survey import TITLE_WEIGHT, Survey
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vanellus.records import Mention, Place, Reading
    from vanellus.resolving.actors import Actors
    from vanellus.resolving.known import Known
    from vanellus.resolving.parties import Party
    from vanellus.resolving.phrases import Phrase

WIDEST_SET: Final = 10
"""A bloc of more members is not what `these countries` stands for."""
LEAST_PLACES: Final = 2
"""Towns and regions of one country that make it the place of events; one may be the guests'."""
GREAT_POWERS: Final = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
"""The permanent members of the Security Council, who act in other people's countries."""
AMONG: Final = 0.5
"""Share of the most frequent country's count that a dateline's or title's country needs."""
AHEAD: Final = 1.5
"""How many times as often as the next a country is told of that no dateline has."""
_LOCAL_GRAINS: Final = frozenset({"city", "region", "other", "water"})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSet:
    """States that the document named together."""

    codes: tuple[str, ...]
    sentence: int
    head: str | None = None
    """`minister` where their ministers were named."""


class Discourse:
    """The memory of one document, which grows mention by mention."""

    def __init__(self, actors: Actors, reading: Reading, day: int | None) -> None:
        self.actors = actors
        self.reading = reading
        self.day = day
        self.text = reading.document.text
        self.survey = Survey(actors, reading, day)
        self.seen: list[Seen] = []
        self.of_sentence: dict[int, list[Seen]] = {}
        self.sets: list[StateSet] = []
        self.persons: dict[str, Party] = {}
        """By the key of the name: the persons of whom the country or sector is known."""
        self.female: dict[str, bool] = {}
        """By a person's name, once a title or pronoun has told."""
        self.place_of: Callable[[Mention, int], Place | None] | None = None
        """The gazetteer, for places that the lexicon doesn't know."""

    def back_from(self, index: int, far: int) -> list[Seen]:
        """What was seen up to `far` sentences before, the latest first."""
        found: list[Seen] = []
        for at in range(index, max(index - far, -1) - 1, -1):
            found += reversed(self.of_sentence.get(at, ()))
        return found

    def remember(self, seen: Seen) -> None:
        """Adds a resolved mention; a list or bloc of a few states becomes a set."""
        self.seen.append(seen)
        self.of_sentence.setdefault(seen.sentence, []).append(seen)
        self.note_person(seen.party)
        if seen.phrase.female is not None:
            self.female[seen.party.name] = seen.phrase.female
        codes = tuple(c for c in seen.party.members if c in self.actors.lexicon.countries)
        if 1 < len(codes) <= WIDEST_SET and len(codes) == len(seen.party.members):
            head = seen.phrase.head if seen.party.kind != "bloc" else None
            self._add_set(codes, seen.sentence, head)

    def note_person(self, party: Party) -> None:
        """Keeps what is known of a person for later mentions of the name."""
        if party.kind == "person" and (party.country or party.sector):
            self.persons.setdefault(key_of(party.name), party)

    def close_sentence(self, index: int) -> None:
        """Finds the lists of states in a sentence whose mentions are all remembered."""
        run: list[Seen] = []
        for seen in [*self.of_sentence.get(index, ()), None]:
            if seen is not None and run and self.are_joined(run[-1].mention, seen.mention):
                run.append(seen)
                continue
            self._close_run(run, index)
            run = [seen] if seen is not None else []

    def _close_once(self, index: int) -> None:
        """Finds the lists of a sentence if none is known of it: an older one that is found again
        would stand as the latest.
        """
        if all(known.sentence != index for known in self.sets):
            self.close_sentence(index)

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

    def local_country(self, index: int) -> str | None:
        """The country of a party at sentence `index` that the text doesn't give; None if unclear.

        It is where the sentence's places lie, else where those of the document do, else its focus,
        else the only country named hereabouts.
        """
        near = self.survey.near[index]
        here = self.survey.places[index]
        if len(here) == 1 and near <= here:
            return next(iter(here))
        about = self.about
        if about is not None:
            return about
        here = here or self.countries_of_places(index)
        if len(here) == 1 and near <= here:
            return next(iter(here))
        near = near | here
        if index:
            near = near | self.survey.near[index - 1] | self.survey.places[index - 1]
        if len(near) == 1 == len(self.survey.counts) and not self.survey.regions:
            return next(iter(near))
        return None

    @functools.cached_property
    def about(self) -> str | None:
        """The country whose government and people need no country's name; None if unclear.

        Papers name their own country least: of an affair between Ouagadougou and Paris they tell
        of the French army and of the army. So towns and regions come before what is named most.
        """
        return self._ground() or self.survey.focus()

    @functools.cached_property
    def home(self) -> str | None:
        """The country where the report is at home, though it tells as much of another; None if
        unclear: that of its dateline, or of its title alone, or the one told of most by far.
        """
        if self.about is not None:
            return self.about
        survey = self.survey
        counts = survey.counts.copy()
        first = survey.dateline_country
        if first is not None:
            titled = survey.title_countries
            spoken_of = 2 * survey.named[first] >= max(survey.named.values(), default=0)
            if titled and first != titled[0] and not spoken_of:
                counts[first] -= TITLE_WEIGHT
                first = None
        ranked = counts.most_common(2)
        if not ranked or max(survey.regions.values(), default=0) > ranked[0][1]:
            return None
        most = ranked[0][1]
        alone = survey.title_countries[0] if len(set(survey.title_countries)) == 1 else None
        for code in (first, alone):
            if code and code not in GREAT_POWERS and counts[code] >= most * AMONG:
                return code
        top, second = ranked[0][0], ranked[-1]
        ahead = len(ranked) == 1 or most >= AHEAD * second[1] or second[0] in GREAT_POWERS
        return top if ahead and most > 1 and top not in GREAT_POWERS else None

    def _ground(self) -> str | None:
        """The country in which the text's towns and regions lie, if it names two there and twice
        as many as elsewhere; one is enough where else a great power far away would be meant.
        """
        lies = {
            place.name or place.text: place.country
            for index, sentence in enumerate(self.reading.sentences)
            for mention in sentence.mentions
            if mention.kind is MentionKind.PLACE and self.place_of is not None
            if (place := self.place_of(mention, index)) is not None and place.country
            if place.grain in _LOCAL_GRAINS
        }
        ranked = Counter(lies.values()).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        first, times = ranked[0]
        far = self.survey.focus() in GREAT_POWERS and first not in GREAT_POWERS
        return first if times >= LEAST_PLACES or far else None

    def countries_of_places(self, index: int) -> set[str]:
        """The countries of a sentence's places, as the gazetteer has them."""
        if self.place_of is None:
            return set()
        found = (
            self.place_of(mention, index)
            for mention in self.reading.sentences[index].mentions
            if mention.kind is MentionKind.PLACE
        )
        return {place.country for place in found if place is not None and place.country}

    def list_with(self, seen: Seen) -> tuple[str, ...] | None:
        """The states of the list in which a government or state was named (`A's cabinet and B's`).

        None where it stood alone.
        """
        if seen.party.members or seen.party.sector not in (None, "GOV"):
            return None
        self._close_once(seen.sentence)
        for known in self.sets:
            if known.sentence == seen.sentence and seen.party.country in known.codes:
                return known.codes
        return None

    def list_near(self, index: int) -> tuple[str, ...] | None:
        """The states listed last, in this sentence or the one before."""
        self._close_once(index)
        return next(
            (known.codes for known in reversed(self.sets) if index - known.sentence <= 1), None
        )

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
        here = self.survey.present & region
        if number is not None:
            return tuple(sorted(here)) if len(here) == number > 1 else None
        return self._bloc_of(here)

    def _states_nearby(
        self, number: int, index: int, region: frozenset[str] | None
    ) -> tuple[str, ...] | None:
        """The states of this and the sentences before, as far back as there are just so many."""
        codes: set[str] = set()
        for back in range(4):
            for seen in self.of_sentence.get(index - back, ()):
                if seen.party.kind != "place":
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
        wanted = tuple(sorted(codes))
        return wanted if self.bloc_with(wanted) is not None else None

    def bloc_with(self, members: tuple[str, ...]) -> Known | None:
        """The small bloc that has just these members (in order of their codes) on the day."""
        if not 1 < len(members) <= WIDEST_SET:
            return None
        lexicon = self.actors.lexicon
        for bloc in lexicon.memberships:
            known = lexicon.organisations[bloc]
            small = known.kind == "bloc" and known.on(self.day)
            if small and lexicon.members(bloc, self.day) == members:
                return known
        return None


def is_state_phrase(phrase: Phrase) -> bool:
    """Whether the phrase tells a country by itself."""
    return any(
        cue.names[0].sort in STATES
        and cue.how not in ("to", "other")
        and not is_region(phrase, cue)
        for cue in phrase.cues
    )


def region_of(phrase: Phrase) -> str | None:
    """The region that the phrase names (`Sahelian`, `West African`), or None."""
    for cue in phrase.cues:
        if is_region(phrase, cue):
            return next(name.id for name in cue.names if name.sort is Sort.REGION)
    return None
