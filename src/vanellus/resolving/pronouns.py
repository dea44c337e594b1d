"""What a pronoun stands for, by number, kind, part in the sentence and nearness."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.records import Role
from vanellus.resolving.parties import GOVERNING, Party, listed_names, state_party

if TYPE_CHECKING:
    from collections.abc import Callable

    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.phrases import Phrase

    _Test = Callable[[Seen, str], bool]

REACH: Final = 3
"""Sentences over which a pronoun reaches back."""
_HE: Final = frozenset("he him his himself".split())
_SHE: Final = frozenset("she her hers herself".split())
_THEY: Final = frozenset("they them their theirs themselves these those".split())
_IT: Final = frozenset("it its itself this that".split())
_WE: Final = frozenset("we us our ours ourselves".split())
_I: Final = frozenset("i me my myself".split())
_WHO: Final = frozenset("who whom which whose that".split())
_MANY: Final = {"three": 3, "four": 4, "five": 5, "six": 6}
_ONE_OF_TWO: Final = re.compile(r"\b(?:each|one|either)\b")
_PARTIES: Final = (Role.ACTOR, Role.RECIPIENT)
_BODIES: Final = frozenset("state bloc igo ngo company armed_group group".split())


def resolve_pronoun(
    memory: Discourse, seen: Seen, phrase: Phrase, word: str | None = None
) -> Party:
    """The party that a pronoun (or the possessive `word` of a phrase) stands for.

    The phrase's own words where none fits.
    """
    pronoun = (word or phrase.pronoun or "").lower()
    unknown = Party(name=phrase.text)
    if pronoun in _I or pronoun in _WE:
        return _speaker(memory, seen, pronoun) or unknown
    if pronoun in _WHO and (word is None or word == "whose"):
        before = _just_before(memory, seen)
        if before is not None:
            return before
    if number := _how_many(phrase, pronoun):
        codes = memory.set_named(number=number, region=None, index=seen.sentence)
        return _states(memory, codes) if codes else unknown
    if pronoun in _HE or pronoun in _SHE:
        found = _search(memory, seen, pronoun, _person_of(memory), owner=word is not None)
        if found is not None:
            memory.female[found.party.name] = pronoun in _SHE
        return found.party if found is not None else unknown
    if pronoun in _THEY:
        return _they(memory, seen, pronoun, owner=word is not None and word != "them") or unknown
    if pronoun in _IT:
        tests = [_is_one_body]
        if word is not None and phrase.office is not None and phrase.office.sector in GOVERNING:
            # Rather a state than others has an army or a foreign minister of its own.
            tests.insert(0, _is_state)
        found = _search(memory, seen, pronoun, *tests, owner=word is not None)
        return found.party if found is not None else unknown
    return unknown


def the_two(memory: Discourse, seen: Seen) -> Party | None:
    """The two states of which `each` accuses `the other`, if it is clear which; `the other` needs
    an `each` or `one` before it.
    """
    words = seen.phrase.text.lower()
    sentence = memory.reading.sentences[seen.sentence].sentence
    before = sentence.text[: seen.mention.start - sentence.start].lower()
    if words.startswith(("other", "the other")) and not _ONE_OF_TWO.search(before):
        return None
    codes = memory.set_named(number=2, region=None, index=seen.sentence)
    return _states(memory, codes) if codes is not None else None


def _how_many(phrase: Phrase, pronoun: str) -> int | None:
    """How many states `both`, `the three`, `all four` stand for; None for other words.

    `The two` are as often persons as states.
    """
    if pronoun in ("both", "neither") or (pronoun == "two" and phrase.number == 2):
        return 2
    return _MANY.get(phrase.undetermined) if phrase.determiner in ("the", "all") else None


def _they(memory: Discourse, seen: Seen, pronoun: str, *, owner: bool) -> Party | None:
    """Those of whom the nearest sentence speaks together; the whole list, where it is one."""
    found = _search(memory, seen, pronoun, _is_many, owner=owner)
    if found is None:
        # Ministers who are known by name are persons, and together their states'.
        near = memory.list_near(seen.sentence)
        if near is not None:
            return _states(memory, near)
        if pronoun in ("they", "their"):
            found = _search(memory, seen, pronoun, _is_body, reach=1, owner=owner)
    if found is None:
        return None
    listed = memory.list_with(found)
    return _states(memory, listed) if listed else found.party


def _search(
    memory: Discourse,
    seen: Seen,
    pronoun: str,
    *tests: _Test,
    reach: int = REACH,
    owner: bool = False,
) -> Seen | None:
    """The mention of the nearest sentence that fits the first test it can: first subjects.

    An `owner` may act on what it owns; else what acts and what is acted upon are not the same.
    """
    barred = [] if owner else opposed(memory, seen)
    for back in range(reach + 1):
        free = [
            other
            for other in memory.of_sentence.get(seen.sentence - back, ())
            if other.party not in barred
        ]
        for fits in tests:
            here = [other for other in free if fits(other, pronoun)]
            if here:
                return next((other for other in here if other.subject), here[0])
    return None


def _person_of(memory: Discourse) -> _Test:
    """A test for one person, of the pronoun's gender where that is known."""

    def fits(seen: Seen, pronoun: str) -> bool:
        if seen.party.kind != "person" or seen.phrase.plural:
            return False
        return memory.female.get(seen.party.name) in (None, pronoun in _SHE)

    return fits


def _is_many(seen: Seen, pronoun: str) -> bool:
    del pronoun
    if seen.phrase.pronoun is not None and not seen.party.members:
        return False
    many = seen.phrase.plural or bool(seen.party.members)
    # A bloc is many where its leaders were spoken of.
    return (
        many and (seen.party.kind != "bloc" or seen.phrase.plural) and seen.party.kind != "person"
    )


def _is_body(seen: Seen, pronoun: str) -> bool:
    del pronoun
    return seen.party.kind in _BODIES


def _is_state(seen: Seen, pronoun: str) -> bool:
    del pronoun
    return seen.party.kind == "state"


def _is_one_body(seen: Seen, pronoun: str) -> bool:
    del pronoun
    return seen.party.kind in _BODIES and not seen.phrase.plural and not seen.phrase.listed


def clash(one: Seen, other: Seen) -> bool:
    """Whether one does to the other what an event tells: then the two aren't the same."""
    if one.sentence != other.sentence:
        return False
    mine = {(number, role) for number, role in one.roles if role in _PARTIES}
    theirs = {(number, role) for number, role in other.roles if role in _PARTIES}
    return any(
        number == another and role is not part for number, role in mine for another, part in theirs
    )


def opposed(memory: Discourse, seen: Seen) -> list[Party]:
    """The parties that act on a mention, or on which it acts, in an event of its sentence."""
    return [other.party for other in memory.seen[-12:] if clash(other, seen)]


def _just_before(memory: Discourse, seen: Seen) -> Party | None:
    if memory.seen and memory.seen[-1].sentence == seen.sentence:
        last = memory.seen[-1]
        gap = memory.text[last.mention.end : seen.mention.start]
        if 0 <= len(gap) <= 4 or gap in (" whose ", ", whose "):
            return last.party
    return None


def _speaker(memory: Discourse, seen: Seen, pronoun: str) -> Party | None:
    """Who says `I` or `we`: the sentence's speaker; for `we`, the state or body spoken for."""
    sentence = memory.reading.sentences[seen.sentence]
    for trigger in sentence.triggers:
        for arc in trigger.arcs:
            if arc.role is not Role.SPEAKER:
                continue
            mention = sentence.mentions[arc.mention]
            phrase = memory.actors.phrase(mention.text)
            party = memory.actors.party(phrase, memory.day, memory.survey.counts)
            if pronoun in _I or party.kind in _BODIES:
                return party
            if party.sector == "GOV" and party.country in memory.actors.lexicon.countries:
                return state_party(memory.actors.lexicon, party.country)
            return Party(name=seen.phrase.text, country=party.country, sector=party.sector)
    return None


def _states(memory: Discourse, codes: tuple[str, ...]) -> Party:
    name = listed_names(memory.actors.lexicon.countries[code].name for code in codes)
    return Party(name=name, sector="GOV", kind="group", members=codes)
