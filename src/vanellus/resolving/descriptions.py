"""What a definite description of a person, body or group stands for: `the minister`, `the bloc`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar, state_sets
from vanellus.resolving.discourse import is_state_phrase
from vanellus.resolving.known import STATES
from vanellus.resolving.parties import Party, bloc_party
from vanellus.resolving.pronouns import opposed
from vanellus.resolving.words import key_of, split_words

if TYPE_CHECKING:
    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.phrases import Phrase

_KINDS_OF: Final = {
    "minister": ("foreign_minister", "defence_minister", "minister", "interior_minister"),
    "president": ("head_of_state", "head"),
    "premier": ("head_of_government",),
    "leader": ("head_of_state", "head_of_government", "head", "party_leader"),
    "chief": ("head", "army_chief"),
    "diplomat": ("foreign_minister", "envoy"),
    "ruler": ("head_of_state",),
    "strongman": ("head_of_state",),
    "envoy": ("envoy",),
    "speaker": ("speaker",),
}
"""By head: the lexicon's offices whose holders it may describe."""
_ANYONE: Final = frozenset({"man", "woman", "politician", "figure", "veteran"})
_PAST: Final = frozenset("former ex onetime then erstwhile previous retired late".split())
_SECRETARIES: Final = frozenset({"secretary general"})
_LENDERS: Final = frozenset({"lender", "bank", "fund", "creditor"})
_GATHERINGS: Final = frozenset({"summit", "meeting", "conference"})
_NEAR: Final = 3
"""Sentences in which the bloc that meets has to be named."""
_ORGANISED: Final = frozenset({"bloc", "igo", "ngo"})
_LOOSE: Final = grammar.LEAGUES | {"organisation", "organization", "body", "group"}


class Description:
    """One definite description in its document."""

    def __init__(self, memory: Discourse, seen: Seen, phrase: Phrase, party: Party) -> None:
        self.memory = memory
        self.seen = seen
        self.phrase = phrase
        self.party = party
        self.index = seen.sentence
        self.head = phrase.head or ""
        self._opposed: list[Party] | None = None

    def antecedent(self) -> Party | None:
        """What it stands for, or None where that is unclear."""
        phrase, head, memory = self.phrase, self.head, self.memory
        if "colonial" in phrase.text and head in ("power", "master", "ruler"):
            return state_sets.colonial_power(memory, self.party, index=self.index)
        if head in _GATHERINGS and self.seen.subject:
            return self._gathered()
        found: Party | None = None
        if not is_state_phrase(phrase):
            found = self._stateless()
        if found is None and phrase.office is not None and not (phrase.owner_office or phrase.cues):
            found = self._head_of_organisation(phrase.office.phrase)
        if found is None and (head in _ANYONE or self._is_person()):
            found = self._person()
        if found is None and head in grammar.GROUP_NOUNS:
            found = self._armed_group()
        if found is None and head in grammar.COMPANY_NOUNS:
            found = self._company()
        return found or self._same_head()

    def _is_person(self) -> bool:
        return self.party.kind == "person" and not self.phrase.plural

    def _stateless(self) -> Party | None:
        """A description that tells no country: of states, of an organisation, of a delegation."""
        phrase, head, memory = self.phrase, self.head, self.memory
        if phrase.plural:
            found = state_sets.officials_of_states(
                memory, phrase, self.party, index=self.index
            ) or state_sets.states_described(memory, phrase, self.party, index=self.index)
            if found is not None:
                return found
        elif head in ("neighbour", "neighbor"):
            return self._neighbour()
        elif head in grammar.STATE_NOUNS:
            return state_sets.state_described(memory, phrase, self.party, index=self.index)
        elif head in grammar.BLOC_NOUNS:
            found = self._organisation()
            if found is not None:
                return found
        if head in grammar.DELEGATION_NOUNS and (phrase.plural or head in state_sets.TEAMS):
            return state_sets.delegation_described(memory, phrase, self.party, index=self.index)
        return None

    def _back(self, far: int = state_sets.REACH) -> list[Seen]:
        """What was seen within reach, the latest first."""
        return self.memory.back_from(self.index, far)

    def _clashes(self, seen: Seen) -> bool:
        """Whether an event of the sentence sets the mention against what was seen."""
        if self._opposed is None:
            self._opposed = opposed(self.memory, self.seen)
        return seen.party in self._opposed

    def _organisation(self) -> Party | None:
        """`the bloc`, `the alliance`: the organisation last spoken of whose kind or name fits."""
        head = self.head
        likely: Party | None = None
        for seen in self._back():
            party = seen.party
            if party.kind not in _ORGANISED and not (
                party.kind == "armed_group" and head in grammar.GROUP_NOUNS
            ):
                continue
            if head in self._words_of(party) or head in key_of(seen.mention.text).split():
                return party
            if likely is None or (likely.kind != "bloc" and party.kind == "bloc"):
                likely = party
        if likely is None and head in grammar.LEAGUES:
            return self._unmarked_bloc()
        if likely is None or head not in _LOOSE:
            return None
        league = likely.kind in ("bloc", "igo") and likely.sector != "UNO"
        return None if head in grammar.LEAGUES and not league else likely

    def _head_of_organisation(self, office: str) -> Party | None:
        """`the secretary-general`: of the organisation last spoken of, of a body of the United
        Nations that of the whole.
        """
        if office not in _SECRETARIES or self.phrase.former:
            return None
        for seen in self._back():
            party = seen.party
            if party.kind not in _ORGANISED or party.id is None:
                continue
            body = "UN" if party.sector == "UNO" else party.id
            return self.memory.actors.persons.holding(
                office, country=None, organisation=body, day=self.memory.day
            )
        return None

    def _neighbour(self) -> Party | None:
        """`the neighbour`: that of the country of whoever acts in the sentence."""
        for seen in reversed(self.memory.of_sentence.get(self.index, ())):
            if seen.subject and seen.party.country:
                return state_sets.neighbour_of(self.memory, seen.party.country, self.index)
        return None

    def _gathered(self) -> Party | None:
        """`the summit`: the bloc last spoken of, or the only one that the text names."""
        for seen in self._back(_NEAR):
            if seen.party.kind == "bloc":
                return seen.party
        blocs = {known.id: known for _, known in self.memory.survey.blocs}
        if len(blocs) != 1:
            return None
        known = blocs.popitem()[1]
        return bloc_party(known, self.memory.actors.lexicon.members(known.id, self.memory.day))

    def _words_of(self, party: Party) -> frozenset[str]:
        """The words of a body's names."""
        words = self.memory.actors.lexicon.organisation_words.get(party.id or "")
        return words or frozenset(key_of(party.name).split())

    def _unmarked_bloc(self) -> Party | None:
        """The bloc that the text named last, though not as a party to anything."""
        words = self.memory.actors.lexicon.organisation_words
        blocs = [
            (start, known)
            for start, known in self.memory.survey.blocs
            if self.head in ("bloc", "grouping") or self.head in words[known.id]
        ]
        before = [known for start, known in blocs if start < self.seen.mention.start]
        if not before and len({known.id for _, known in blocs}) != 1:
            return None
        known = before[-1] if before else blocs[0][1]
        return bloc_party(known, self.memory.actors.lexicon.members(known.id, self.memory.day))

    def _person(self) -> Party | None:
        """`the minister`, `the Malian president`, `the general`: a person already spoken of."""
        if self.head in _ANYONE:
            return self._only_persons()
        state = self.party.country if is_state_phrase(self.phrase) else None
        marks = self._marks()
        for seen in self._back():
            other = seen.party
            if other.kind != "person" or seen.phrase.plural or not self._is_of_time(seen):
                continue
            if state is not None and other.country != state:
                continue
            if marks and not marks <= set(key_of(seen.mention.text).split()):
                continue
            if self._is_office_of(seen) and not self._clashes(seen):
                return other
        return None

    def _is_of_time(self, seen: Seen) -> bool:
        """Whether the description and a person seen are both of those in office, or both not."""
        party = seen.party
        if self.phrase.former:
            return seen.phrase.former or party.sector == "ELI" or party.office is None
        # Who was ousted is still called the president, a former president is not.
        return not (seen.phrase.former and _PAST & set(key_of(seen.phrase.text).split()))

    def _marks(self) -> set[str]:
        """The proper names in the description that tell more than its country and office."""
        phrase = self.phrase
        told = {
            word for cue in phrase.cues if cue.names[0].sort in STATES for word in cue.key.split()
        }
        if phrase.office is not None:
            told |= set(phrase.office.phrase.split())
        words = {word.key for word in split_words(phrase.bare) if word.key and word.capital}
        return words - told - {self.head}

    def _is_office_of(self, seen: Seen) -> bool:
        """Whether the description can be of the office of a person seen."""
        office = self.phrase.office.phrase if self.phrase.office else ""
        wanted = [word for word in office.split() if word not in grammar.FORMER]
        held = seen.party.office or ""
        plain = len(wanted) < 2 or self.head == "leader"
        if plain and held in _KINDS_OF.get(self.head, ()):
            return True
        words = {*key_of(seen.phrase.text).split(), *held.split()}
        if seen.phrase.office is not None:
            words |= set(seen.phrase.office.phrase.split())
        return self.head in words and words.issuperset(wanted)

    def _only_persons(self) -> Party | None:
        """`the man`, `both men`: the only one or two persons of the sentences just before."""
        found = {
            seen.party.name: seen.party
            for seen in self._back(4)
            if seen.party.kind == "person" and seen.sentence < self.index
        }
        if self.phrase.number == 2 and len(found) == 2:
            countries = {party.country for party in found.values()}
            sectors = {party.sector for party in found.values()}
            return Party(
                name=" and ".join(sorted(found)),
                country=countries.pop() if len(countries) == 1 else None,
                sector=sectors.pop() if len(sectors) == 1 else None,
                kind="group",
                members=tuple(sorted(found)),
            )
        return next(iter(found.values())) if len(found) == 1 and not self.phrase.plural else None

    def _armed_group(self) -> Party | None:
        """`the group`, `the militants`, `the attackers`: the armed group last spoken of."""
        mine = self.party
        wide = mine.sector in ("UNK", "UAF", None)
        for seen in self._back():
            other = seen.party
            if other.kind == "armed_group" or (wide and other.sector in grammar.ARMED):
                if self._clashes(seen) or (
                    mine.country and other.country and mine.country != other.country
                ):
                    continue
                if wide or other.sector in (mine.sector, "UAF"):
                    return other
            elif mine.sector in ("UNK", None) and other.kind == "ngo" and not self.phrase.plural:
                return other
        return None

    def _company(self) -> Party | None:
        for seen in self._back():
            party = seen.party
            lends = self.head in _LENDERS and _LENDERS & self._words_of(party)
            if (party.kind == "company" or lends) and not self._clashes(seen):
                return party
        return None

    def _same_head(self) -> Party | None:
        """`the army` after `the Malian army`: what was named by the same noun with a country."""
        head, phrase = self.head, self.phrase
        if not head or is_state_phrase(phrase):
            return None
        office = phrase.office.phrase if phrase.office else head
        marks = self._marks()
        for seen in self._back(2 * state_sets.REACH):
            other, party = seen.phrase, seen.party
            if self._clashes(seen) or not (party.country or party.members or party.id):
                continue
            if party.kind == "person" and not self._is_of_time(seen):
                continue
            if not marks <= set(key_of(seen.mention.text).split()):
                continue
            told = other.office.phrase if other.office else head
            same = other.head == head and other.plural == phrase.plural and not other.proper
            if same and (told == office or told.endswith(" " + office)):
                return party
            named = party.id is not None and party.kind not in ("person", "state")
            # `The army` is not the rebels' Liberation Army.
            named = named and not (self.party.sector == "MIL" and party.sector in grammar.ARMED)
            if named and not phrase.plural and head in key_of(party.name).split():
                return party
        return None
