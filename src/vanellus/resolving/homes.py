"""Whose `the government`, `the police`, `the crowd` are, where the text names several countries."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind, Role
from vanellus.resolving import grammar, state_sets
from vanellus.resolving.discourse import GREAT_POWERS, region_of
from vanellus.resolving.known import STATES
from vanellus.resolving.parties import GOVERNING
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.parties import Party
    from vanellus.resolving.phrases import Phrase

_NOT_LOCAL: Final = frozenset(
    "foreign international western global overseas european external outside world multinational "
    "transnational visiting un regional foreigner foreigners expatriates outsiders".split()
)
"""Words of those who don't belong to the place of events."""
_FOREIGN: Final = frozenset({"UNO", "IGO", "EUR", "NGO", "MNC", "IMG", "ISM", "UNK"})
_OF_LEAGUES: Final = frozenset({"secretary general", "rapporteur", "special rapporteur"})
"""Offices of organisations of states."""
_ALONE: Final = frozenset({"head_of_state", "head_of_government"})
"""Levels of offices of which a country has one holder: several are of several countries."""
_RULING: Final = GOVERNING | {"ELI", "OPP", "PTY"}
"""Sectors of a state's politics: wherever they act, they are at home where the talk is of."""
_SENT: Final = state_sets.TEAMS | {"visitor", "guest", "mediator", "signatory", "staff"}
"""Heads of those who are as often abroad."""
_SEVERAL: Final = grammar.STATE_SETS | {"head", "chief", "premier", "monarch", "colleague"}
"""Heads that in the plural are of several states, of which a text tells by name."""
_FRAME: Final = re.compile(r"(?:^|[,;:]\s|\b(?:and|but|while|where)\s)(?:[Ii]n|[Aa]t)\s(?:the\s)?$")
"""What stands before a place that is the scene of what follows it."""
_OPENING: Final = re.compile(r"In ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)\b")
_ABROAD: Final = frozenset("states countries nations member members european world".split())
"""Words of those who are of several countries."""
_MISSIONS: Final = frozenset({"embassy", "consulate"})
"""Bodies that lie in another country than their own."""
_SEVERALS: Final = grammar.STATE_NOUNS | (grammar.BLOC_NOUNS - {"council", "commission"})
"""Owners of people who are of several countries."""
_ENVOYS: Final = frozenset("ambassador embassy consulate consul envoy diplomat".split())
_INNER: Final = frozenset({"LEG", "OPP", "PTY", "MIL", "COP", "JUD", "LAB"})
"""Sectors whose people a country's leader speaks to as to his own."""
_OWN: Final = frozenset({"citizen", "national"})
"""Heads of people whose own state warns or helps them, not one person alone."""
_SPEAKING: Final = frozenset({"CONSULT", "REQUEST", "AGREE", "SUPPORT", "REJECT", "COOPERATE"})
"""Types of what leaders mostly do to their own parliaments, armies and parties."""
_BACK: Final = 3
"""Sentences before its own that may tell whose a body is."""


def may_be_local(phrase: Phrase, party: Party) -> bool:
    """Whether somebody whose own words tell no country can be of the place of events."""
    office = phrase.office
    several = phrase.plural and phrase.head != "leader"
    if office is not None and (office.level == "envoy" or (several and office.level in _ALONE)):
        return False
    if office is not None and office.phrase in _OF_LEAGUES:
        return False
    if party.sector is None or party.sector in _FOREIGN or party.members:
        return False
    if party.kind in ("igo", "bloc", "company", "ngo") or region_of(phrase) is not None:
        return False
    owner = phrase.owner_office.phrase if phrase.owner_office is not None else ""
    if phrase.head in _MISSIONS or phrase.head in grammar.STATE_NOUNS or owner in _SEVERALS:
        return False
    if phrase.plural and phrase.number is not None and state_sets.is_definite(phrase):
        return False
    words = _NOT_LOCAL & _words_of(phrase.text)
    # A regional police is a province's, regional leaders are of several states.
    return not words or (words == {"regional"} and party.sector in ("COP", "JUD", "LEG"))


@functools.lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(key_of(text).split())


def country_nearby(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country of somebody at the place of events whose own words tell none."""
    return memory.local_country(seen.sentence) if may_be_local(seen.phrase, party) else None


def country_told(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country of somebody without a country's name that the event itself tells: of the place
    that opens the sentence, of the leader who speaks to them, of those who sent them.
    """
    if not seen.phrase.modified and (sender := sender_of(memory, seen, party)) is not None:
        return sender
    if not may_be_local(seen.phrase, party) or _is_of_several(seen.phrase, party):
        return None
    country = frame_of(memory, seen)
    if country is None and party.sector in _INNER:
        country = _of_leader(memory, seen)
    return country


def _is_of_several(phrase: Phrase, party: Party) -> bool:
    """Whether these people come from several countries, or from another than that of the place."""
    several = phrase.plural and phrase.head in _SEVERAL and party.sector in GOVERNING
    return several or phrase.head in _SENT or bool(_ABROAD & _words_of(phrase.text))


def home_of(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country (ISO3) of a party of which neither its words nor its sentence tell one.

    People are where the nearest places lie. Bodies of a state are those of the state that the
    sentence before tells of, else of the country where the report is at home, else of the state
    that acted last; a body is never of the state that its own event sets against it.
    """
    index = seen.sentence
    if _is_of_several(seen.phrase, party):
        return None
    country = _of_leader(memory, seen) if party.sector == "CVL" else None
    people = party.sector not in _RULING or party.sector == "COP"
    if country is None and people:
        country = _of_places(memory, index)
    if country is not None:
        return country
    near = memory.survey.near
    barred = states_against(memory, seen) if party.sector in GOVERNING else set()
    home = None if people and _is_elsewhere(memory, index) else memory.home
    country = _of_thread(memory, seen, barred)
    if country is None and home not in barred:
        country = home
    if country is None and not people:
        country = _other_of_two(memory, near[index] | barred)
    if country is None and people:
        country = _of_last_places(memory, index)
    if country is None and party.sector not in grammar.ARMED:
        country = _of_states_acting(memory, index, barred, alone=party.sector not in _RULING)
    told = (near[index] | memory.survey.places[index]) - GREAT_POWERS - barred
    return next(iter(told)) if country is None and len(told) == 1 else country


def scene_of(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country of people or things of which neither words nor kind tell one."""
    return frame_of(memory, seen) or home_of(memory, seen, party)


def sender_of(memory: Discourse, seen: Seen, party: Party) -> str | None:
    """The country whose `the ambassador`, `the embassy` is: of what its envoys were said to be of,
    else the only other country of which a report from a country tells more than once.
    """
    phrase = seen.phrase
    told = party.members or phrase.number is not None or phrase.cues
    if phrase.head not in _ENVOYS or told or party.sector != "GOV":
        return None
    for other in memory.back_from(seen.sentence, state_sets.REACH):
        if other.phrase.head in _ENVOYS and other.party.country:
            return other.party.country
    counts, home = memory.survey.counts, memory.home
    others = [code for code, times in counts.items() if code != home and times > 1]
    if home is None:
        others = [code for code in others if code in GREAT_POWERS]
    return others[0] if len(others) == 1 else None


def _other_of_two(memory: Discourse, barred: set[str]) -> str | None:
    """Of the two countries of which the report tells most, the one that it cannot but be."""
    ranked = memory.survey.counts.most_common(3)
    first = [code for code, _ in ranked[:2] if code not in barred]
    rest = ranked[2][1] if len(ranked) > 2 else 0
    alone = len(ranked) > 1 and len(first) == 1 and ranked[1][1] >= 2 * rest
    return first[0] if alone else None


def _of_thread(memory: Discourse, seen: Seen, barred: set[str]) -> str | None:
    """The one state that the sentence before tells of and that acts there, for who acts now."""
    index, near = seen.sentence, memory.survey.near
    if not index or not seen.subject or len(near[index - 1]) != 1:
        return None
    if _block(memory, index) != _block(memory, index - 1):
        return None
    country = _acting(memory, index - 1, near[index] | barred)
    return country if country in near[index - 1] - GREAT_POWERS else None


def _of_last_places(memory: Discourse, index: int) -> str | None:
    """The one country in which the places of the sentence before lie."""
    if not index:
        return None
    there = memory.countries_of_places(index - 1) | memory.survey.places[index - 1]
    told = memory.survey.near[index - 1] <= there
    return next(iter(there)) if len(there) == 1 and told else None


def _of_states_acting(
    memory: Discourse, index: int, barred: set[str], *, alone: bool
) -> str | None:
    """The state that acted last, no great power; where it has to be `alone`, the only one."""
    found = []
    for back in range(min(_BACK, index) + 1):
        elsewhere = memory.survey.near[index] if back else set()
        country = _acting(memory, index - back, elsewhere | barred)
        if country is not None and country not in GREAT_POWERS:
            found.append(country)
    return found[0] if found and not (alone and len(set(found)) > 1) else None


def _block(memory: Discourse, index: int) -> int:
    return memory.reading.sentences[index].block


def frame_of(memory: Discourse, seen: Seen) -> str | None:
    """The country of the place that opens the sentence: `In Bamako the police ...`."""
    index = seen.sentence
    sentence = memory.reading.sentences[index]
    text = sentence.sentence.text
    before = text[: max(seen.mention.start - sentence.sentence.start, 0)]
    if "In " not in before and " in " not in before and " at " not in before:
        return None
    for at, code in reversed(list(memory.actors.lexicon.countries_in(before))):
        if code[0] != "@" and _FRAME.search(before[:at]):
            return code
    opening = _OPENING.match(text)
    if opening and opening.end() <= len(before):
        names = memory.actors.lexicon.names.get(key_of(opening[1]), ())
        codes = {known.country for known, _ in names if known.sort in STATES}
        if len(codes) == 1:
            return codes.pop()
    return _of_place_before(memory, seen, before)


def _of_place_before(memory: Discourse, seen: Seen, before: str) -> str | None:
    """The country of the marked place that opens the sentence or clause before a mention."""
    sentence = memory.reading.sentences[seen.sentence]
    for mention in sentence.mentions:
        at = mention.start - sentence.sentence.start
        if at >= len(before):
            break
        if mention.kind is not MentionKind.PLACE or not _FRAME.search(before[:at]):
            continue
        place = memory.place_of(mention, seen.sentence) if memory.place_of is not None else None
        if place is not None and place.country:
            return place.country
    return None


def _of_places(memory: Discourse, index: int) -> str | None:
    """The one country in which the places of a sentence lie; where it has none, the one country
    that it names, unless the report has a home where its people are rather.
    """
    survey = memory.survey
    here = memory.countries_of_places(index) or survey.places[index]
    if not here and (memory.home is None or memory.home in GREAT_POWERS):
        here = survey.near[index] - GREAT_POWERS
    return next(iter(here)) if len(here) == 1 else None


def _is_elsewhere(memory: Discourse, index: int) -> bool:
    """Whether a report from a great power tells of a place that nobody knows."""
    return memory.home in GREAT_POWERS and any(
        mention.kind is MentionKind.PLACE and not mention.text.islower()
        for mention in memory.reading.sentences[index].mentions
    )


def _of_leader(memory: Discourse, seen: Seen) -> str | None:
    """The country of the one person in office who speaks to these people in an event."""
    triggers = memory.reading.sentences[seen.sentence].triggers
    asked = {
        number
        for number, role in seen.roles
        if role is Role.RECIPIENT and triggers[number].type in _SPEAKING
    }
    for other in memory.of_sentence.get(seen.sentence, ()):
        party = other.party
        acts = any((number, Role.ACTOR) in other.roles for number in asked)
        own = party.kind == "person" or seen.phrase.head in _OWN
        if not acts or not own or party.sector not in GOVERNING:
            continue
        if party.country in memory.actors.lexicon.countries and party.country not in GREAT_POWERS:
            return party.country
    return None


def states_against(memory: Discourse, seen: Seen) -> set[str]:
    """The states on the other side of the mention's events."""
    sentence = memory.reading.sentences[seen.sentence]
    found = set()
    for other in memory.of_sentence.get(seen.sentence, ()):
        if _is_of_state(other.party) and _are_opposed(seen, other):
            found.add(other.party.country or "")
    for number, role in seen.roles:
        if role not in (Role.ACTOR, Role.RECIPIENT):
            continue
        for arc in sentence.triggers[number].arcs:
            mention = sentence.mentions[arc.mention]
            across = arc.role in (Role.ACTOR, Role.RECIPIENT) and arc.role is not role
            if across and mention.start > seen.mention.start:
                phrase = memory.actors.phrase(mention.text)
                party = memory.actors.party(phrase, memory.day, memory.survey.counts)
                if _is_of_state(party):
                    found.add(party.country or "")
    return found


def _are_opposed(one: Seen, other: Seen) -> bool:
    sides = (Role.ACTOR, Role.RECIPIENT)
    return any(
        number == another and role is not part and role in sides and part in sides
        for number, role in one.roles
        for another, part in other.roles
    )


def _is_of_state(party: Party) -> bool:
    return party.country is not None and (party.kind == "state" or party.sector in GOVERNING)


def _acting(memory: Discourse, index: int, barred: set[str]) -> str | None:
    """The state that acts last in a sentence."""
    for other in reversed(memory.of_sentence.get(index, ())):
        party = other.party
        if other.subject and _is_of_state(party) and party.country not in barred:
            return party.country
    return None
