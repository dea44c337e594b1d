"""What a mention stands for in its document: names, short forms, pronouns and descriptions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind, Role
from vanellus.resolving import grammar
from vanellus.resolving.coordination import (
    holder_in,
    of_next_country,
    opens_list,
    with_next_head,
    with_shared_head,
)
from vanellus.resolving.descriptions import Description
from vanellus.resolving.discourse import Discourse, Seen, is_state_phrase, region_of
from vanellus.resolving.homes import (
    country_nearby,
    country_told,
    frame_of,
    home_of,
    may_be_local,
)
from vanellus.resolving.mention_words import phrase_of, text_of
from vanellus.resolving.military_rule import country_under_junta, is_of_junta
from vanellus.resolving.own_names import resolve_name
from vanellus.resolving.parties import GOVERNING, Party, body_party, state_party
from vanellus.resolving.persons import sole_country
from vanellus.resolving.pronouns import resolve_pronoun, the_two
from vanellus.resolving.state_sets import (
    bloc_of_owners,
    bloc_of_region,
    is_definite,
    neighbour_of,
    party_of_states,
    state_described,
)
from vanellus.resolving.things import is_nobody, thing_acted_on
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from vanellus.records import Mention, SentenceReading
    from vanellus.resolving.phrases import Phrase

_OTHERS: Final = frozenset(
    "guest host visitor ally enemy rival opponent critic partner neighbour neighbor friend "
    "captor hostage prisoner supporter accuser".split()
)
"""Those who belong to somebody without being of his country."""
_INNER: Final = re.compile(
    r"^((?:the|this|that|these|those|both)\s[\w\s-]+?)['’]s?\s|"
    r"\b(?:of|from|for)\s+((?:the|this|that|these|those|both)\s.+)$",
    re.IGNORECASE,
)
"""A description inside a phrase: before a possessive, or after `of`."""
_NAMED_OWNER: Final = re.compile(r"((?:[A-ZÀ-Þ][\w-]+ )*[A-ZÀ-Þ][\w-]+)['’]s\s")
_FAR: Final = 12
"""Sentences over which a name before a possessive reaches back."""
_EACH: Final = frozenset(
    {"each", "each other", "the other", "one another", "each side", "either side", "other"}
    | {"other side"}
)
_NEIGHBOURS: Final = frozenset({"neighbour", "neighbor"})
_FORCES: Final = re.compile(
    r"\b(?:police\w*|constables?|detectives?|army|military|troops|soldiers?|navy|air force|"
    r"colonel|lieutenant|generals?|junta)\b",
    re.IGNORECASE,
)
_POLICE: Final = frozenset(
    "police policeman policemen policewoman policewomen constable constables detective "
    "detectives".split()
)
_ARMED_KINDS: Final = frozenset({"armed_group", "igo", "bloc", "ngo"})


def resolve_sentence(memory: Discourse, index: int, sentence: SentenceReading) -> dict[int, Party]:
    """The party of each actor mention of a sentence, by the mention's index; all are remembered."""
    roles: dict[int, set[tuple[int, Role]]] = {}
    for number, trigger in enumerate(sentence.triggers):
        for arc in trigger.arcs:
            roles.setdefault(arc.mention, set()).add((number, arc.role))
    actors = [
        (at, mention, text)
        for at, mention in enumerate(sentence.mentions)
        if mention.kind is MentionKind.ACTOR and (text := text_of(memory, mention))
    ]
    found: dict[int, Party] = {}
    lead: Seen | None = None
    lead_at = 0
    before: int | None = None
    for position, (at, mention, text) in enumerate(actors):
        seen = _unresolved(memory, index, mention, text, frozenset(roles.get(at, ())))
        following = actors[position + 1][1] if position + 1 < len(actors) else None
        if following is not None:
            seen.phrase = with_shared_head(memory, mention, seen.phrase, following)
        seen.party = _Resolution(memory, seen).party()
        if following is not None:
            seen.party = with_next_head(memory, seen, following)
        if is_nobody(seen):
            continue
        joined = False
        if before is not None:
            beside = _apposed(memory, memory.seen[-1], seen)
            if beside is not None:
                memory.seen[-1].party = found[before] = seen.party = beside
                memory.note_person(beside)
            joined = memory.are_joined(memory.seen[-1].mention, mention)
        same = of_next_country(memory, lead, seen) if joined and lead is not None else None
        if same is not None and lead is not None:
            seen.party = same
            found[lead_at] = _of_first_country(memory, lead)
        else:
            lead, lead_at = (seen, at) if opens_list(seen) else (None, at)
        memory.remember(seen)
        found[at] = seen.party
        before = at
    memory.close_sentence(index)
    return found


def resolve_mention(memory: Discourse, index: int, mention: Mention) -> Party:
    """The party of a mention that is in no sentence's list; nothing is remembered of it."""
    text = text_of(memory, mention) or mention.text
    return _Resolution(memory, _unresolved(memory, index, mention, text, frozenset())).party()


def _unresolved(
    memory: Discourse,
    index: int,
    mention: Mention,
    text: str,
    roles: frozenset[tuple[int, Role]],
) -> Seen:
    return Seen(
        mention=mention,
        phrase=phrase_of(memory, mention, text),
        party=Party(name=mention.text),
        sentence=index,
        subject=any(role in (Role.ACTOR, Role.SPEAKER) for _, role in roles),
        roles=roles,
    )


def _of_first_country(memory: Discourse, lead: Seen) -> Party:
    """The party of a list's first mention, now that a list it is: a holder as the others are."""
    held = holder_in(memory, lead, lead.party.country or "")
    if held is not None:
        lead.party = held
    return lead.party


def _apposed(memory: Discourse, before: Seen, seen: Seen) -> Party | None:
    """One party for a description and the name after its comma: `its president, Ana Ruiz`."""
    between = memory.text[before.mention.end : seen.mention.start]
    firm = before.party.kind == "company" and before.phrase.proper is None
    if between == ", " and firm and before.party.id is None and seen.phrase.proper:
        closed = memory.text.startswith((",", "."), seen.mention.end)
        unknown = seen.party.kind is None and not seen.phrase.titled
        return replace(before.party, name=seen.party.name) if closed and unknown else None
    described = before.party.kind == "person" and before.phrase.proper is None
    if between != ", " or not described or before.phrase.plural or before.phrase.pronoun:
        return None
    named = seen.party
    if named.kind != "person" or (seen.phrase.office and not seen.phrase.apposition):
        titled = named.id is not None and before.party.country is None
        return named if titled and before.party.sector in (None, named.sector) else None
    if named.id is not None and named.country not in (None, before.party.country):
        closed = memory.text.startswith(",", seen.mention.end)
        return named if closed and before.party.id is None else None
    if named.id is not None:
        return named
    return replace(before.party, name=named.name, id=None)


class _Resolution:
    """Resolves one mention."""

    def __init__(self, memory: Discourse, seen: Seen) -> None:
        self.memory = memory
        self.actors = memory.actors
        self.lexicon = memory.actors.lexicon
        self.seen = seen
        self.phrase: Phrase = seen.phrase

    def party(self) -> Party:
        """What the mention stands for; its own words where that is unclear."""
        phrase = self.phrase
        long = self.memory.survey.acronyms.get(phrase.undetermined)
        if long is not None:
            phrase = self.phrase = self.seen.phrase = self.actors.phrase(long)
        if phrase.pronoun is not None and phrase.pronoun != "each":
            return resolve_pronoun(self.memory, self.seen, phrase)
        if phrase.head in ("them", "whom", "these", "those"):
            return self._some_of_them()
        if phrase.bare.lower() in _EACH and (both := the_two(self.memory, self.seen)):
            return both
        party = self._noun()
        return thing_acted_on(self.memory, self.seen, party) or party

    def _noun(self) -> Party:
        """What a phrase with a noun or name stands for."""
        phrase = self.phrase
        party = self.actors.party(phrase, self.memory.day, self.memory.survey.counts)
        if party.sector == "MIL" and phrase.head_text in ("officer", "officers"):
            party = self._officers(party)
        if phrase.determiner in grammar.POSSESSIVES and party.id is None:
            return self._owned(party)
        beside = phrase.apposition.proper if phrase.apposition is not None else None
        if phrase.proper is None and (party.kind != "person" or phrase.plural):
            beside = None
        if proper := phrase.proper or beside:
            return resolve_name(self.memory, self.seen, party, proper)
        if party.id is not None and party.kind != "person":
            return party
        return self._description(party)

    def _description(self, party: Party) -> Party:
        """What a phrase without a name stands for."""
        phrase = self.phrase
        if party.country is None and not party.members:
            owner = self._named_owner() or self._described_owner()
            if owner is not None:
                return self._belonging_to(party, owner)
        if phrase.head in grammar.STATE_NOUNS and is_definite(phrase) and not phrase.plural:
            scene = frame_of(self.memory, self.seen)
            if scene is not None and region_of(phrase) is None:
                return state_party(self.lexicon, scene)
        if is_definite(phrase) or (phrase.plural and region_of(phrase)):
            found = Description(self.memory, self.seen, phrase, party).antecedent()
            if found == party and phrase.head == "state" and not phrase.plural:
                home = home_of(self.memory, self.seen, replace(party, sector="GOV"))
                found = state_party(self.lexicon, home) if home is not None else None
            if found is not None:
                return found
        if phrase.plural and not phrase.counted and not party.country and not party.members:
            region = region_of(phrase)
            bloc = bloc_of_region(self.memory, phrase, region) if region is not None else None
            if bloc is not None:
                return bloc
        return self._local(party)

    def _officers(self, party: Party) -> Party:
        """Officers as the police's, where the words before them speak of police last."""
        if self.phrase.owner_office is not None or self.phrase.proper is not None:
            return party
        first = max(self.seen.sentence - 1, 0)
        start = min(
            self.memory.reading.sentences[at].sentence.start for at in (first, self.seen.sentence)
        )
        found = _FORCES.findall(self.memory.text[start : self.seen.mention.start])
        return replace(party, sector="COP") if found and found[-1].lower() in _POLICE else party

    def _some_of_them(self) -> Party:
        """`one of them`, `two of whom`: of the same side as those they are taken from."""
        them = resolve_pronoun(self.memory, self.seen, self.phrase, "them")
        kind = "person" if self.phrase.number == 1 else "group"
        if kind == "group" and them.sector in grammar.ARMED:
            kind = "armed_group"
        return Party(name=self.phrase.text, country=them.country, sector=them.sector, kind=kind)

    def _local(self, party: Party) -> Party:
        """The party with the country of the place of events, where its own words tell none."""
        phrase = self.phrase
        if party.country is not None or party.id is not None or phrase.proper is not None:
            return party
        if phrase.listed or not (phrase.office or phrase.head):
            return party
        country = sole_country(phrase) or country_told(self.memory, self.seen, party)
        country = country or country_nearby(self.memory, self.seen, party)
        if country is None and not party.members and is_of_junta(phrase):
            country = country_under_junta(self.memory, self.seen.sentence)
        if country is None and not is_of_junta(phrase) and may_be_local(self.seen.phrase, party):
            country = home_of(self.memory, self.seen, party)
        if country is None:
            return party
        if party.kind == "state" and party.sector == "GOV" and not phrase.plural:
            return state_party(self.lexicon, country)
        if not phrase.former and phrase.determiner in ("the", None):
            holder = self._holder(country)
            if holder is not None:
                return holder
        return self._body_in(party, country)

    def _holder(self, country: str) -> Party | None:
        """Who holds the office that the phrase names, in a country."""
        phrase = self.phrase
        if phrase.plural or phrase.owner_office is not None:
            return None
        return self.actors.persons.holding(
            phrase.office.phrase if phrase.office else phrase.head,
            country=country,
            organisation=None,
            day=self.memory.day,
        )

    def _body_in(self, party: Party, country: str) -> Party:
        """The party in a country, by the usual name where the phrase is no more than a noun."""
        phrase = self.phrase
        there = replace(party, country=country)
        official = party.sector in GOVERNING or party.sector in ("OPP", "PTY")
        if phrase.plain and phrase.head_text and official and not phrase.counted:
            return body_party(self.lexicon, there, country, phrase.head_text)
        return there

    def _owned(self, party: Party) -> Party:
        """`its army`, `his foreign minister`, `her Malian counterpart`."""
        phrase = self.phrase
        owner = resolve_pronoun(self.memory, self.seen, phrase, phrase.determiner)
        if phrase.proper is not None or phrase.apposition is not None:
            return replace(party, country=party.country or owner.country)
        if phrase.head in grammar.COUNTERPARTS or phrase.bare.endswith("opposite number"):
            country = party.country
            if country is None and owner.country is not None and not phrase.plural:
                other = neighbour_of(self.memory, owner.country, self.seen.sentence)
                country = other.country if other is not None else None
            held = self.actors.persons.counterpart(owner.office, country, self.memory.day)
            return held or replace(
                party, sector=owner.sector or party.sector, kind="person", office=owner.office
            )
        if phrase.head in _NEIGHBOURS and owner.country and not phrase.plural:
            return neighbour_of(self.memory, owner.country, self.seen.sentence) or party
        if is_state_phrase(phrase) or party.country is not None or phrase.head in _OTHERS:
            return party
        bloc = bloc_of_owners(self.memory, phrase, owner)
        found = bloc or self._belonging_to(party, owner)
        if found != party or phrase.head in grammar.RELATIONAL:
            return found
        if phrase.head in grammar.STATE_NOUNS and not phrase.plural:
            return state_described(self.memory, phrase, party, index=self.seen.sentence)
        return self._local(party) if party.sector in GOVERNING else party

    def _named_owner(self) -> Party | None:
        """Whose `Ruiz's ministers` are: the person or body of that name already spoken of."""
        text = self.phrase.text
        match = _NAMED_OWNER.match(text) if text[:1].isupper() else None
        if match is None:
            return None
        words = set(key_of(match[1]).split())
        for seen in self.memory.back_from(self.seen.sentence, _FAR):
            if seen.party.country and words <= set(key_of(seen.party.name).split()):
                return seen.party
        return None

    def _described_owner(self) -> Party | None:
        """Whom `the bloc's leaders`, `members of the junta` belong to, by an inner description."""
        phrase = self.phrase
        match = _INNER.search(phrase.text) if phrase.owner_office is not None else None
        if match is None or phrase.head in grammar.STATE_NOUNS:
            return None
        inner = self.actors.phrase(match[1] or match[2])
        if not inner.head or is_state_phrase(inner):
            return None
        alone = self.actors.party(inner, self.memory.day, self.memory.survey.counts)
        if alone.id is not None or alone.kind == "person":
            return None
        return Description(self.memory, self.seen, inner, alone).antecedent()

    def _belonging_to(self, party: Party, owner: Party) -> Party:
        """The party as one of an owner's: of its country, or of the organisation itself."""
        phrase = self.phrase
        if phrase.number is not None and owner.members and phrase.number != len(owner.members):
            return party
        if owner.members and owner.kind == "group":
            if party.sector == "GOV" and phrase.plural:
                return party_of_states(self.lexicon, party, owner.members)
            return replace(party, members=owner.members)
        tied = phrase.head in grammar.RELATIONAL or phrase.head in grammar.GROUP_NOUNS
        if owner.kind in _ARMED_KINDS and (tied or phrase.head in grammar.STATE_SETS):
            if phrase.plural:
                return owner
            return replace(party, country=owner.country, sector=owner.sector)
        if owner.country is None:
            return party
        mine = phrase.determiner in grammar.POSSESSIVES and not phrase.former
        held = self._holder(owner.country) if mine else None
        if held is not None and held.id != owner.id:
            return held
        return self._body_in(party, owner.country)
