"""Whom a proper name stands for in its document, and of which country its bearer is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.homes import country_nearby, may_be_local, sender_of, states_against
from vanellus.resolving.matching import find_items
from vanellus.resolving.military_rule import country_under_junta, is_of_junta
from vanellus.resolving.parties import GOVERNING, Party
from vanellus.resolving.words import key_of, split_words

if TYPE_CHECKING:
    from vanellus.resolving.discourse import Discourse, Seen

_AT_HOME: Final = frozenset(
    "head_of_state head_of_government minister deputy official body".split()
)
"""Levels of offices whose holders are mostly of the country of which a report tells."""
_DOMESTIC: Final = GOVERNING | {"JRN", "LAB", "EDU", "AGR", "OPP", "PTY"}
_PLAIN: Final = grammar.CIVIL_TITLES | grammar.FORMER | frozenset("the a an its his her".split())
_SIGNED: Final = re.compile(
    r"[^.;:]{0,60}?\bsigned (?:it |them |the \w+ )?(?:for|on behalf of) "
    r"(?:the )?([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)"
)


def resolve_name(memory: Discourse, seen: Seen, party: Party, proper: str) -> Party:
    """What a proper name stands for: a person or body that the document names in full somewhere,
    else the party as its words alone give it.
    """
    key = key_of(proper)
    fuller = memory.survey.fuller_name(key)
    if party.id is not None:
        if " " in key or fuller is None or not _is_another(memory, fuller[0], party):
            return party
        party = Party(name=proper, kind="person")
    if fuller is not None and party.kind in (None, "person"):
        found = memory.persons.get(fuller[0])
        if found is None and fuller[1] is not seen.phrase:
            found = memory.actors.party(fuller[1], memory.day, memory.survey.counts)
        if found is None or found.kind not in (None, "person"):
            found = _of_lexicon(memory, fuller[0]) or found
        if found is not None and found.kind in (None, "person"):
            return _same_person(memory, seen, found, party)
    if " " not in key:
        short = _by_one_word(memory, party, key, persons=fuller is None)
        if short is not None:
            return short
    if party.country is None and (seen.phrase.titled or seen.phrase.proper is None):
        country = _country_of_list(memory, seen, party) or _country_of_named(memory, seen, party)
        return replace(party, country=country)
    return party


def _of_lexicon(memory: Discourse, name: str) -> Party | None:
    """The person of the lexicon who has a full name."""
    persons, day = memory.actors.persons, memory.day
    holder = persons.find(name, day=day, counts=memory.survey.counts)
    return persons.named(holder.name, day=day) if holder is not None else None


def _is_another(memory: Discourse, name: str, party: Party) -> bool:
    """Whether the full name in the text is not that of the person whom the lexicon has for a part
    of it.
    """
    known = key_of(party.name)
    # Spellings of one first name begin alike (`Mohammed`, `Muhammad`).
    if party.kind != "person" or name[:1] == known[:1] or set(name.split()) <= set(known.split()):
        return False
    found = _of_lexicon(memory, name)
    return found is None or found.id != party.id


def _by_one_word(memory: Discourse, party: Party, key: str, *, persons: bool) -> Party | None:
    """Whom the text last named by a longer name of which one word is given: a person by the last
    word, which several bear, a body by any.
    """
    if persons and party.kind in (None, "person"):
        for other in reversed(memory.seen):
            if other.party.kind == "person" and key_of(other.party.name).endswith(" " + key):
                return other.party
    for other in reversed(memory.seen):
        named = other.party.id is not None or other.phrase.proper is not None
        if named and other.party.kind != "person" and key in _words_of(memory, other.party):
            return other.party
    return None


def _country_of_list(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country of the minister before, where ministers are listed with their names."""
    before = memory.of_sentence.get(seen.sentence, ())
    last = before[-1] if before else None
    if last is None or not memory.are_joined(last.mention, seen.mention):
        return None
    alike = last.party.kind == "person" and last.party.sector == party.sector == "GOV"
    return last.party.country if alike else None


def _country_of_named(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country of somebody with a name and title that no words tie to a country.

    A foreign spokesman speaks of the place of events, too: there has to be a reason, that the
    whole report, or failing that the sentence, tells of one country only; a minister is of the
    country where the report is at home, unless the sentence names another. A title of which a
    part is unknown (`Harbour Board spokesman`) may be anywhere's.
    """
    survey, index, phrase = memory.survey, seen.sentence, seen.phrase
    country = country_nearby(memory, seen, party)
    at_home = phrase.office is not None and phrase.office.level in _AT_HOME
    if country is None and at_home and may_be_local(phrase, party) and party.sector in _DOMESTIC:
        home = memory.home
        country = None if home in states_against(memory, seen) else home
    if country is None and is_of_junta(phrase):
        return country_under_junta(memory, index)
    known = _signs_for(memory, seen) or sender_of(memory, seen, party)
    if known is not None:
        return known
    title = phrase.text.partition(phrase.proper)[0] if phrase.proper else ""
    if country is None or _has_unknown(memory, title):
        return None
    near = survey.near[index] | survey.places[index]
    sure = near == {country} or set(survey.counts) <= {country}
    told = at_home and country == memory.home
    at_work = seen.subject and phrase.determiner == "the"
    return country if sure or (told and (at_work or not near)) else None


def _signs_for(memory: Discourse, seen: Seen) -> str | None:
    """The country for which somebody signs: `the minister of mines, Ana Ruiz, signed for Peru`."""
    end = memory.reading.sentences[seen.sentence].sentence.end
    match = _SIGNED.match(memory.text, seen.mention.end, end)
    if match is None:
        return None
    codes = {code for _, code in memory.actors.lexicon.countries_in(match[1])}
    return codes.pop() if len(codes) == 1 else None


def _has_unknown(memory: Discourse, title: str) -> bool:
    """Whether a title has capitalised words that are neither an office nor a known name."""
    items = find_items(split_words(title), memory.actors.lexicon)
    return any(
        item.capital and not item.names and item.office is None and item.key not in _PLAIN
        for item in items[1 if len(items) > 1 and items[0].key == "the" else 0 :]
    )


def _same_person(memory: Discourse, seen: Seen, found: Party, party: Party) -> Party:
    """What the fuller mention of a person tells, and what this one adds."""
    whole = replace(
        found,
        country=found.country or party.country,
        sector=found.sector or party.sector,
        kind="person",
        office=found.office or party.office,
    )
    country = whole.country or _country_of_named(memory, seen, whole)
    return replace(whole, country=country)


def _words_of(memory: Discourse, party: Party) -> frozenset[str]:
    """The words of a body's names."""
    words = memory.actors.lexicon.organisation_words.get(party.id or "", frozenset())
    return words | set(key_of(party.name).split())
