"""From the parts of a phrase to the party it names, as far as the phrase and the day tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vanellus.resolving import belonging, grammar
from vanellus.resolving.known import STATES, Known, Sort
from vanellus.resolving.parties import GOVERNING, Party, body_party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vanellus.resolving.actors import Actors
    from vanellus.resolving.phrases import Cue, Phrase

_OWN_ADJECTIVE = (Sort.STATE, Sort.PEOPLE, Sort.CAPITAL)


class Composer:
    """Puts the parts of one phrase together."""

    def __init__(
        self, actors: Actors, phrase: Phrase, day: int | None, counts: Mapping[str, int]
    ) -> None:
        self.actors = actors
        self.lexicon = actors.lexicon
        self.phrase = phrase
        self.day = day
        self.counts = counts

    def party(self) -> Party:
        """The party, with what an apposition adds."""
        phrase = self.phrase
        party = self._main()
        other = phrase.apposition
        if other is None or other.pronoun:
            return party
        beside = self.actors.party(other, self.day, self.counts)
        described = phrase.office is not None or phrase.head is not None or phrase.pronoun
        if described and not phrase.proper and (other.proper or beside.id):
            return self._named_beside(party, beside, other)
        if party.id is None and beside.id is not None and beside.kind != "state":
            return replace(beside, country=beside.country or party.country)
        if party.sector is None and other.office is not None:
            return replace(
                party,
                sector=beside.sector,
                country=party.country or beside.country,
                kind=party.kind or beside.kind,
                office=beside.office,
            )
        return party

    def _named_beside(self, party: Party, beside: Party, other: Phrase) -> Party:
        """`Ghana's president, Nana Akufo-Addo`: the name beside, the rest from the description."""
        if beside.id is not None and beside.kind == "state":
            return party
        sector, office = party.sector or beside.sector, party.office or beside.office
        if beside.id is not None:
            own = beside.kind in ("igo", "bloc")
            return replace(
                beside,
                country=beside.country or (None if own else party.country),
                sector=beside.sector or sector,
                office=beside.office or office,
            )
        kept = party.kind in ("person", "company", "armed_group", "ngo") or beside.kind is None
        return replace(
            party,
            name=other.proper or other.bare,
            kind=party.kind if kept else beside.kind,
            id=None,
            sector=sector,
            office=office,
        )

    def _main(self) -> Party:
        phrase = self.phrase
        if phrase.pronoun is not None:
            return Party(name=phrase.text)
        if phrase.listed:
            return self._list()
        head = next((cue for cue in phrase.cues if cue.how == "head"), None)
        if head is not None:
            return self._known(head)
        if phrase.proper is not None:
            return self._proper(phrase.proper)
        if phrase.office is not None or phrase.head is not None:
            return self._described()
        return Party(name=phrase.bare)

    def _list(self) -> Party:
        known = [self._pick(cue) for cue in self.phrase.cues]
        sectors = {each.sector for each in known}
        return Party(
            name=self.phrase.bare,
            sector=sectors.pop() if len(sectors) == 1 else None,
            kind="group",
            members=tuple(dict.fromkeys(belonging.code_of(each) for each in known)),
        )

    def _pick(self, cue: Cue) -> Known:
        return self.actors.choose(cue.names, self.day, self.counts)

    def _known(self, cue: Cue) -> Party:
        """A phrase that is a name of something known."""
        known = self._pick(cue)
        if known.sort is Sort.PERSON:
            return self._proper(cue.text)
        if known.sort is Sort.REGION:
            return Party(name=self.phrase.bare, kind="place")
        if known.sort is Sort.PART:
            return Party(name=known.name, country=known.country, sector="GOV", kind="place")
        if known.sort in (Sort.PEOPLE, Sort.PAST_PEOPLE):
            return self._people(cue, known)
        if cue.key == "brussels" and not self.counts.get("BEL"):
            known = self.lexicon.organisations["EU"]
        return Party(
            name=known.name,
            country=known.country,
            sector=known.sector,
            kind=known.kind,
            id=known.id,
            members=self._members(known),
        )

    def _members(self, known: Known) -> tuple[str, ...]:
        if known.sort is not Sort.ORGANISATION:
            return ()
        return self.lexicon.members(known.id, self.day)

    def _people(self, cue: Cue, known: Known) -> Party:
        """`the Americans`, `two Malians`, `a Dane`, or a demonym that stands for its state."""
        phrase = self.phrase
        name, country = phrase.bare, known.country
        if phrase.number == 1 or phrase.determiner in ("a", "an"):
            return Party(name=name, country=country, sector="CVL", kind="person")
        plural = phrase.counted or cue.key.endswith(("s", "men"))
        if plural and not cue.key.endswith("ss"):
            # With an article and no number they are one side of an affair, mostly the state's.
            of_state = phrase.determiner in ("the", "these", "both") and not phrase.counted
            return Party(
                name=name, country=country, sector="GOV" if of_state else "CVL", kind="group"
            )
        if phrase.determiner == "the" and not cue.key.endswith(("ese", "ch", "sh", "ss")):
            return Party(name=name, country=country, kind="person")
        return Party(
            name=known.name, country=country, sector=known.sector, kind="state", id=known.id
        )

    def _states(self) -> list[Known]:
        return belonging.states_of(self.phrase, self._pick)

    def _sector(self, owner: Known | None) -> str | None:
        """The head's sector, or its owner's where the head alone says little."""
        phrase, office = self.phrase, self.phrase.office
        sector = office.sector if office else None
        if office is None or belonging.is_relational(phrase):
            body = phrase.owner_office
            if owner is not None:
                sector = owner.sector
            elif body is not None and (body.kind != "state" or sector in (None, "UNK", "UAF")):
                sector = body.sector
        elif owner is not None and owner.sort is Sort.ORGANISATION:
            sector = owner.sector if sector == "UNK" or sector in GOVERNING else sector
        if sector is None and phrase.plural and phrase.head in grammar.STATE_SETS:
            sector = "GOV"
        if sector is None and (phrase.head in grammar.FAMILY or phrase.head in ("man", "boy")):
            sector = "CVL"
        if phrase.former and sector in GOVERNING and not phrase.plural:
            return "ELI"
        if phrase.opposing and sector in ("GOV", "PTY", "LEG", "UNK", None):
            return "OPP"
        return sector

    def _kind(self, sector: str | None, owner: Known | None) -> str | None:
        phrase = self.phrase
        kind = phrase.office.kind if phrase.office else None
        armed = sector in grammar.ARMED
        if kind is None:
            if owner is not None and owner.kind not in ("state", "person"):
                return owner.kind
            if phrase.head in grammar.COMPANY_NOUNS:
                return "company"
            if phrase.head in grammar.LEAGUES:
                return "bloc"
            if phrase.plural:
                return "armed_group" if armed else "group"
            if phrase.head in grammar.PERSON_HEADS:
                return "person"
            owning = phrase.owner_office
            if phrase.head in grammar.OFFICE_NOUNS and (sector is not None or owning is not None):
                return "group"
            return "group" if owning is not None and owning.kind in ("group", "state") else None
        if phrase.plural and kind in ("person", "state", "company"):
            kind = "group"
        if kind == "armed_group" and sector in GOVERNING:
            kind = "group"  # `fighters of the army`
        return "armed_group" if kind == "group" and armed else kind

    def _described(self) -> Party:
        """A common noun: `Malian foreign minister`, `villagers`, `the junta`."""
        phrase = self.phrase
        states, owner = self._states(), belonging.owner_of(phrase, self._pick)
        world = owner is not None and owner.kind in ("igo", "bloc")
        if world and len(states) == 1 and belonging.has_owning_state(phrase):
            owner, world = None, False
        sector = self._sector(owner)
        kind = self._kind(sector, owner)
        members = tuple(map(belonging.code_of, states)) if len(states) > 1 else ()
        country = states[0].country if len(states) == 1 else None
        if members and kind == "state":
            kind = "group"
        if owner is not None and world:
            country = country if states and phrase.plural else owner.country
        elif country is None and not members:
            country = owner.country if owner is not None else self._country_of_person()
        office = phrase.office
        party = Party(
            name=self._name(),
            country=country,
            sector=sector,
            kind=kind,
            members=members,
            office=office.phrase if office is not None and office.kind == "person" else None,
        )
        if members or (states and states[0].sort is Sort.PART):
            return party
        holder = self._holder(party, owner)
        if holder is not None:
            return holder
        return self._stands_for(self._by_usual_name(party, states), states, owner)

    def _country_of_person(self) -> str | None:
        """The country of the person whose spokesman, ministry or fighters these are."""
        name = belonging.person_behind(self.phrase)
        if name is None:
            return None
        holder = self.actors.persons.find(name, day=self.day, counts=self.counts)
        person = holder and self.actors.persons.named(holder.name, day=self.day)
        return person.country if person else None

    def _name(self) -> str:
        phrase = self.phrase
        definite = phrase.determiner in ("the", "these", "those", "both")
        return phrase.undetermined if definite and phrase.counted else phrase.bare

    def _by_usual_name(self, party: Party, states: Sequence[Known]) -> Party:
        """The party by the name of its country's body, where the phrase is no more than that."""
        phrase = self.phrase
        if phrase.plain and phrase.head_text and len(states) == 1 and not phrase.counted:
            state = states[0]
            if state.sort in _OWN_ADJECTIVE:
                return body_party(self.lexicon, party, state.id, phrase.head_text)
        return party

    def _holder(self, party: Party, owner: Known | None) -> Party | None:
        """The holder, where a country (or organisation) and a high office say who it is."""
        phrase = self.phrase
        if phrase.plural or phrase.former or phrase.opposing or phrase.owner_office is not None:
            return None
        return self.actors.persons.holding(
            phrase.office.phrase if phrase.office else phrase.head,
            country=party.country,
            organisation=owner.id
            if owner is not None and owner.sort is Sort.ORGANISATION
            else None,
            day=self.day,
        )

    def _stands_for(self, party: Party, states: Sequence[Known], owner: Known | None) -> Party:
        """The state for its government, the organisation for its troops and officials."""
        phrase = self.phrase
        linked = belonging.linked_to(phrase, self._pick)
        if len(linked) > 1:
            return replace(party, members=tuple(known.name for known in linked))
        if owner is not None and owner.sort in (Sort.GROUP, Sort.ORGANISATION):
            of_body = party.kind == "group" and phrase.head in grammar.RELATIONAL
            whole = phrase.plural or of_body or party.kind in ("igo", "bloc", "armed_group")
            if whole and not (states and owner.sort is Sort.ORGANISATION):
                return replace(
                    party,
                    name=owner.name,
                    id=owner.id,
                    sector=owner.sector if phrase.head != "civilian" else party.sector,
                    kind=owner.kind,
                    members=self._members(owner),
                )
        is_government = party.kind == "state" and party.sector == "GOV" and not phrase.plural
        if is_government and len(states) == 1 and phrase.place is None:
            return replace(party, name=states[0].name, id=states[0].id)
        return party

    def _proper(self, proper: str) -> Party:
        """A proper name, with or without title."""
        phrase, office = self.phrase, self.phrase.office
        owner = belonging.owner_of(phrase, self._pick)
        states = self._states()
        state = states[0].country if len(states) == 1 else None
        world = owner is not None and owner.kind in ("igo", "bloc")
        sector = self._sector(owner)
        country = state or (owner.country if owner is not None else None)
        if phrase.body:
            kind = office.kind if office and office.kind != "person" else "group"
            name = phrase.bare if phrase.cues else proper
            return Party(
                name=name,
                country=None if world else country,
                sector=sector,
                kind="igo" if world else kind,
            )
        title = office.phrase if office and phrase.titled else None
        holder = self.actors.persons.find(
            proper, office=title, country=country, day=self.day, counts=self.counts
        )
        if holder is not None:
            found = self.actors.persons.named(
                holder.name, day=self.day, country=country, sector=sector
            )
            if found is not None:
                return found
        if states and proper.endswith("s") and " " not in proper and not phrase.head:
            # A people inside a state: `Sri Lankan Tamils`.
            return Party(name=phrase.bare, country=country, sector="CVL", kind="group")
        if not phrase.titled:
            name = phrase.bare if phrase.cues and not phrase.head else proper
            return Party(name=name, country=country, sector=sector, kind=self._kind_of_name(proper))
        person = office is None or office.kind == "person"
        kind = "person" if person and not phrase.plural else "group"
        if office is not None and not person and not phrase.plural:
            kind = office.kind
        return Party(
            name=proper,
            country=None if world else country,
            sector=sector if office is not None else None,
            kind=kind,
            office=title,
        )

    def _kind_of_name(self, proper: str) -> str | None:
        """Person where two to five capitalised words stand alone; else unknown."""
        phrase = self.phrase
        if phrase.head in grammar.COMPANY_NOUNS:
            return "company"
        words = proper.split()
        if phrase.head:
            person = phrase.head in grammar.PERSON_HEADS or phrase.head.endswith(
                grammar.PEOPLE_SUFFIXES
            )
            return "person" if person or len(words) > 1 else None
        told = any(cue.how != "head" or cue.names[0].sort in STATES for cue in phrase.cues)
        alone = phrase.determiner is None and not told and not phrase.counted
        plain = all(word[0].isupper() or word in grammar.PARTICLES for word in words)
        if any(word.lower() in self.lexicon.office_words for word in words):
            return None  # `Security Cooperation`
        shouted = any(word.isupper() and len(word) > 3 for word in words)
        return "person" if alone and plain and not shouted and 2 <= len(words) <= 5 else None
