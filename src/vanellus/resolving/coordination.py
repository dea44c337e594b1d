"""Heads that one mention shares with the next: `ministers from Mali and Niger`, `Danish and Swedish
police`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.resolving.known import Sort
from vanellus.resolving.parties import GOVERNING, canonical_name
from vanellus.resolving.words import singular

if TYPE_CHECKING:
    from vanellus.records import Mention
    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.parties import Party
    from vanellus.resolving.phrases import Phrase

_ADJECTIVES: Final = ("al", "ic", "ous", "ary", "ed", "ish", "ive", "an", "ian", "ese")


def with_next_head(memory: Discourse, seen: Seen, following: Mention) -> Party:
    """The party of a mention before another, whose head it takes if it is a bare adjective.

    Of `Danish and Swedish police` both are police.
    """
    phrase, party = seen.phrase, seen.party
    bare = phrase.proper is None and phrase.head is None and phrase.determiner in (None, "the")
    if not bare or len(phrase.cues) != 1 or phrase.cues[0].names[0].sort is not Sort.PEOPLE:
        return party
    if not memory.are_joined(seen.mention, following):
        return party
    other = memory.actors.phrase(following.text)
    if not other.head_text or party.country is None:
        return party
    beside = memory.actors.party(other, memory.day, memory.survey.counts)
    if beside.kind == "state":
        return party
    name = canonical_name(memory.actors.lexicon, phrase.cues[0].names[0].id, other.head_text)
    return replace(party, name=name, sector=beside.sector, kind=beside.kind, id=None)


def with_shared_head(memory: Discourse, mention: Mention, phrase: Phrase, other: Mention) -> Phrase:
    """The phrase of an adjective with the noun that it shares with the next mention: of `religious
    and community leaders` the first are religious leaders. Other phrases stay as they are.
    """
    region = len(phrase.cues) == 1 and phrase.cues[0].names[0].sort is Sort.REGION
    word = " " not in phrase.bare and not phrase.cues and phrase.bare.lower().endswith(_ADJECTIVES)
    if not (region or word) or phrase.office or phrase.titled or phrase.pronoun or phrase.plural:
        return phrase
    if not memory.are_joined(mention, other):
        return phrase
    beside = memory.actors.phrase(other.text)
    if not beside.head_text or not beside.plural or beside.proper:
        return phrase
    return memory.actors.phrase(f"{phrase.bare} {beside.head_text}")


def opens_list(seen: Seen) -> bool:
    """Whether a mention can be the first of a list in which only countries follow.

    `The foreign ministers of Mali`, `officials from Chad`: several of a state's own people, with
    the state's name last.
    """
    phrase, party = seen.phrase, seen.party
    if phrase.office is None or phrase.proper is not None or not phrase.plural:
        return False
    if party.sector not in GOVERNING or party.country is None or phrase.number is not None:
        return False
    cue = phrase.cues[-1] if phrase.cues else None
    told = cue is not None and cue.how in ("of", "from") and cue.names[0].sort is Sort.STATE
    return told and cue is not None and phrase.text.endswith(cue.text)


def of_next_country(memory: Discourse, lead: Seen, seen: Seen) -> Party | None:
    """The same people of the country that a joined mention names; None if it names more than one.

    Where the office has one holder in each country, it is the holder.
    """
    phrase, office = seen.phrase, lead.phrase.office
    cue = phrase.cues[0] if len(phrase.cues) == 1 else None
    bare = phrase.head is None and phrase.proper is None and phrase.apposition is None
    if not bare or office is None or cue is None or seen.party.kind != "state":
        return None
    if cue.names[0].sort is not Sort.STATE or seen.party.country is None:
        return None
    held = holder_in(memory, lead, seen.party.country)
    if held is not None:
        return held
    name = canonical_name(memory.actors.lexicon, cue.names[0].id, lead.phrase.head_text)
    return replace(lead.party, name=name, country=seen.party.country, id=None, members=())


def holder_in(memory: Discourse, lead: Seen, country: str) -> Party | None:
    """Who holds a country's office of which a list names several holders."""
    if lead.phrase.office is None:
        return None
    words = lead.phrase.office.phrase.split()
    one = " ".join([*words[:-1], singular(words[-1])])
    return memory.actors.persons.holding(one, country=country, organisation=None, day=memory.day)
