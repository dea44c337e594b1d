"""Whose `the junta`, `the military rulers`, `the transitional authorities` are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vanellus.resolving.discourse import Discourse
    from vanellus.resolving.phrases import Phrase

_RULE: Final = re.compile(
    r"\bjuntas?\b|"
    r"\b(?:ruling|military|transitional|interim|army-led|military-led) "
    r"(?:military )?"
    r"(?:governments?|rulers?|leaders?|leadership|authorit(?:y|ies)|regimes?|council)\b|"
    r"\b(?:soldiers|officers|colonels|generals|military|army) (?:now )?in (?:power|charge)\b",
    re.IGNORECASE,
)
_TOLD: Final = 2
"""How often a text has to tell of a country whose junta it may mean."""
_AHEAD: Final = 2
"""How many times as often as the next a country has to be told of, where several have juntas."""
_BACK: Final = 2
"""Sentences before the mention's own that may name the country."""


def is_of_junta(phrase: Phrase) -> bool:
    """Whether a phrase without a country speaks of soldiers who rule."""
    return _RULE.search(phrase.text) is not None


def country_under_junta(memory: Discourse, index: int) -> str | None:
    """The country whose soldiers rule, of those that the text tells of; None if unclear.

    A text about such a country and a foreign power has one junta, however often it names the
    power. Where it names several such countries, the nearest sentence that names just one decides,
    else the country that is told of at least twice as often as the next.
    """
    lexicon = memory.actors.lexicon
    ruled = {
        code
        for code, times in memory.survey.counts.items()
        if times >= _TOLD and lexicon.is_under_junta(code, memory.day)
    }
    if len(ruled) <= 1:
        return next(iter(ruled), None)
    for back in range(min(_BACK, index) + 1):
        near = ruled & memory.survey.near[index - back]
        if len(near) == 1:
            return next(iter(near))
        if near:
            return None
    most = [each for each in memory.survey.counts.most_common() if each[0] in ruled]
    return most[0][0] if most[0][1] >= _AHEAD * most[1][1] else None
