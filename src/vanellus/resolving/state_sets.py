"""Descriptions of states: `the three countries`, `the delegation`, `the country`, `both sides`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.discourse import region_of
from vanellus.resolving.parties import Party, bloc_party, listed_names, state_party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.known import Known
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.phrases import Phrase

REACH: Final = 12
"""Sentences after which a description no longer reaches back."""
TEAMS: Final = frozenset({"delegation", "team", "mission"})
"""Singular nouns for those who were sent."""
_NARROW: Final = frozenset({"the", "this", "that", "these", "those", "both", "same"})
_SETS: Final = grammar.STATE_NOUNS | frozenset(
    "government capital power side party trio member ally partner junta land signatory "
    "superpower".split()
)
_BODIES: Final = frozenset({"MIL", "COP", "LEG", "JUD"})
_OF_STATES: Final = re.compile(r"\b(?:of|from|in)\s+((?:the|these|those|both|all)\s.+)$")
_RULERS: Final = frozenset({"leader", "head", "president", "ruler", "chief", "premier"})
_STATES: Final = frozenset("state country nation government minister".split())
_WITHIN: Final = 0.8
"""Share of a bloc's members that lie in the region of which it is the bloc."""
_SOME_BLOC: Final = re.compile(r"\bthe (?:regional )?(?:bloc|grouping|community)\b")
"""A bloc that the text doesn't name."""
_OFFICIALS: Final = frozenset({"GOV", "LEG", "MIL"})


def is_definite(phrase: Phrase) -> bool:
    """Whether the phrase means what was spoken of before."""
    return phrase.determiner in _NARROW or (
        phrase.determiner == "all" and phrase.number is not None
    )


def party_of_states(lexicon: Lexicon, party: Party, codes: tuple[str, ...]) -> Party:
    """The party as those states together."""
    name = listed_names(lexicon.countries[code].name for code in codes)
    return replace(party, name=name, sector="GOV", kind="group", members=codes, id=None)


def states_described(
    memory: Discourse, phrase: Phrase, party: Party, *, index: int
) -> Party | None:
    """The states (or their armies, parliaments) that a plural description stands for, if clear."""
    head = phrase.head or ""
    numbered = phrase.number is not None and party.sector in _BODIES
    if not (head in grammar.STATE_SETS or head in grammar.DELEGATION_NOUNS or numbered):
        return None
    region = region_of(phrase)
    if not is_definite(phrase) and region != "Sahel":
        return None
    if phrase.modified and phrase.number is None and region is None:
        return None
    inside = memory.actors.lexicon.regions[region] if region else None
    if _is_of_members(phrase):
        codes = _members_of_bloc(memory, index)
    else:
        number = 3 if head == "trio" else phrase.number
        codes = memory.set_named(number=number, region=inside, index=index)
    if codes is None:
        return None
    if numbered:
        return replace(party, members=codes, country=None)
    named = phrase.number is not None or region is not None
    ruling = head in _RULERS and phrase.bare.lower() == phrase.head_text
    if not named and head not in _SETS and not ruling:
        return None
    return party_of_states(memory.actors.lexicon, party, codes)


def officials_of_states(
    memory: Discourse, phrase: Phrase, party: Party, *, index: int
) -> Party | None:
    """`the ministers of the three countries`: those states, if it is clear which."""
    owner = phrase.owner_office
    match = _OF_STATES.search(phrase.text)
    if owner is None or owner.phrase not in grammar.STATE_NOUNS or match is None:
        return None
    inner = memory.actors.phrase(match[1])
    return states_described(memory, inner, party, index=index) if inner.plural else None


def _is_of_members(phrase: Phrase) -> bool:
    """`the member states`, `the alliance's three members`."""
    owner = phrase.owner_office
    owned = owner is not None and owner.phrase.rpartition(" ")[2] in grammar.BLOC_NOUNS
    return owned or phrase.head == "member" or phrase.bare.startswith("member ")


def _members_of_bloc(memory: Discourse, index: int) -> tuple[str, ...] | None:
    """The members of the bloc last spoken of."""
    for seen in memory.back_from(index, REACH):
        if seen.party.kind == "bloc" and seen.party.members:
            return seen.party.members
    return None


def bloc_of_owners(memory: Discourse, phrase: Phrase, owner: Party) -> Party | None:
    """`their confederation`: the bloc that its owners make up."""
    if phrase.head not in grammar.LEAGUES or phrase.plural or not owner.members:
        return None
    known = memory.bloc_with(tuple(sorted(owner.members)))
    return bloc_party(known, owner.members) if known is not None else None


def bloc_of_region(memory: Discourse, phrase: Phrase, region: str) -> Party | None:
    """`West African leaders`: the bloc that is named in the text and has most of the region's
    states, where there is just one; in a text about `the bloc` without a name the one that has
    nearly all. None for what is no set of states or of those who rule them.
    """
    head = phrase.head or ""
    if head not in _RULERS and head not in _STATES:
        return None
    lexicon = memory.actors.lexicon
    inside = lexicon.regions[region]
    named = {known.id: known for _, known in memory.survey.blocs}
    fitting = _blocs_of(memory, inside, named.values(), share=0.5)
    if not named and _SOME_BLOC.search(memory.text):
        every = (lexicon.organisations[code] for code in lexicon.memberships)
        living = (known for known in every if known.kind == "bloc" and known.on(memory.day))
        fitting = _blocs_of(memory, inside, living, share=_WITHIN)
    return fitting[0] if len(fitting) == 1 else None


def _blocs_of(
    memory: Discourse, inside: frozenset[str], blocs: Iterable[Known], *, share: float
) -> list[Party]:
    """Those blocs that have a share of a region's states and lie in it."""
    found = []
    for known in blocs:
        members = memory.actors.lexicon.members(known.id, memory.day)
        both = len(inside.intersection(members))
        if both >= share * len(inside) and both >= _WITHIN * len(members):
            found.append(bloc_party(known, members))
    return found


def state_described(memory: Discourse, phrase: Phrase, party: Party, *, index: int) -> Party:
    """`the country`, `the West African nation`: the state last spoken of, if just one fits."""
    lexicon = memory.actors.lexicon
    region = region_of(phrase)
    inside = lexicon.regions[region] if region else None
    about = memory.about
    for back in range(min(3, index + 1)):
        codes = {
            code for code in memory.survey.near[index - back] if inside is None or code in inside
        }
        if back == 0:
            codes &= {seen.party.country for seen in memory.seen if seen.sentence == index}
        if len(codes) == 1:
            return state_party(lexicon, codes.pop())
        if about is not None and about in codes:
            return state_party(lexicon, about)
        if codes:
            break
    home = about or memory.home
    if home is not None and (inside is None or home in inside):
        return state_party(lexicon, home)
    return party


def neighbour_of(memory: Discourse, country: str, index: int) -> Party | None:
    """`his neighbour`: the one other state told of hereabouts, or most in the whole text."""
    lexicon, survey = memory.actors.lexicon, memory.survey
    for back in range(min(3, index + 1)):
        near = survey.near[index - back] - {country}
        if len(near) == 1:
            return state_party(lexicon, near.pop())
        if near:
            return None
    others = [code for code, times in survey.counts.items() if code != country and times > 1]
    return state_party(lexicon, others[0]) if len(others) == 1 else None


def colonial_power(memory: Discourse, party: Party, *, index: int) -> Party:
    """`the former colonial power`: that of the countries spoken of, if it is one."""
    lexicon = memory.actors.lexicon
    for back in range(min(REACH, index + 1)):
        near = memory.survey.near[index - back]
        found = {lexicon.powers[code] for code in near if code in lexicon.powers}
        if len(found) == 1:
            return state_party(lexicon, found.pop())
        if found:
            break
    about = memory.about
    if about is not None and about in lexicon.powers:
        return state_party(lexicon, lexicon.powers[about])
    return party


def _were_sent(seen: Seen, head: str) -> bool:
    """Whether a mention is of officials whom `head` (`delegation`, `minister`) can describe."""
    other = seen.phrase
    sent = seen.party.sector in _OFFICIALS or seen.party.kind == "bloc"
    if other.head not in grammar.DELEGATION_NOUNS or not sent:
        return False
    if not (other.plural or other.head in TEAMS):
        return False
    ruling = head in _RULERS and other.head in _RULERS
    return head in TEAMS or ruling or other.head in (head, "delegation")


def delegation_described(
    memory: Discourse, phrase: Phrase, party: Party, *, index: int
) -> Party | None:
    """`the delegation`, `the ministers`: those who were said to come, or whose states met."""
    head, number = phrase.head or "", phrase.number
    if phrase.modified and number is None:
        return None
    lexicon = memory.actors.lexicon
    lists = [
        known
        for known in memory.sets
        if known.head in grammar.DELEGATION_NOUNS and number in (None, len(known.codes))
    ]
    for seen in memory.back_from(index, REACH):
        if not _were_sent(seen, head) or region_of(phrase) not in (None, region_of(seen.phrase)):
            continue
        near = [known for known in lists if known.sentence == seen.sentence]
        if near:
            return party_of_states(lexicon, party, near[-1].codes)
        members = seen.party.members
        if number is None or number == len(members):
            return seen.party
    if head in TEAMS and lists:
        return party_of_states(lexicon, party, lists[-1].codes)
    if head in TEAMS or number:
        # Early in a report they are those of whom its first sentences tell.
        codes = memory.set_named(number=number, region=None, index=min(index, 3))
        if codes is not None:
            return party_of_states(lexicon, party, codes)
    return None
