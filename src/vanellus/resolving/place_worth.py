"""What a possible place name is worth: by itself, and by the words around it.

The sums are on one scale, in which 1 is enough to take a name for a place's: a country starts with
3, a town with what its people are worth, a word that is mostly something else with less.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from vanellus.resolving.place_choice import inside
from vanellus.resolving.place_table import AFTER_COMMA, ALTERNATE, CITY, COUNTY, UPPER
from vanellus.resolving.place_tokens import SENTENCE_END
from vanellus.resolving.place_words import (
    BETWEEN_WORDS,
    BODIES,
    COMPASS,
    GROUPS,
    NEAR_WORDS,
    OPENERS,
    SITES,
    SPEECH,
    TIES,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vanellus.resolving.gazetteer import Entry
    from vanellus.resolving.place_context import Context
    from vanellus.resolving.place_tokens import Run, Token

FUNCTION_WORDS: Final = OPENERS | NEAR_WORDS | BETWEEN_WORDS
"""Words that, with a sentence's capital, are no part of the name that follows."""
_NEVER: Final = -4.0
_DATELINE: Final = re.compile(
    r"(?:,?\s+[A-Z][\w. ]{1,20})?\s*(?:\([A-Z][\w ./]*\)\s*)?(?:—|–|--|-\s|_)"
)
_AGE: Final = re.compile(r",\s+(?:\d{1,2}\b|who\b|whose\b|aged\b|age\b)")
_AGED: Final = re.compile(r"\b\d{1,2},\s+(?:of|from)\s+$")
_FAMOUS: Final = 20
"""From how many names in other languages on a town counts as one that the world writes of."""
_PARTIES: Final = frozenset({"D", "R", "I", "DFL"})


def is_large(entries: Sequence[Entry]) -> bool:
    """Whether a country, state, sea or the like has the name as its own."""
    return any(
        entry.kind not in (CITY, COUNTY) and not entry.flags & (ALTERNATE | AFTER_COMMA)
        for entry in entries
    )


def own_worth(
    entries: Sequence[Entry], words: Sequence[Token], small: Collection[str], *, large: bool
) -> float:
    """What the name is worth by itself; `small` are the words that the text writes small."""
    own = [entry for entry in entries if not entry.flags & (ALTERNATE | AFTER_COMMA)]
    if not own and any(entry.flags & AFTER_COMMA for entry in entries):
        return 2.5
    people = max((entry.population for entry in own), default=0)
    score = _by_size(own, people, large=large)
    if len(words) > 1:
        if words[0].lower in ("st", "saint") and not large:
            score -= 1.2 if words[-1].owns else 0.6
        plain = all(word.lower in words_of("common") for word in words)
        return score - 3.0 if plain and people < 100_000 and not large else score + 1.0
    if large and any(entry.flags & UPPER for entry in entries):
        return score
    return score + _otherwise(words[0], small, large=large)


def _by_size(own: Sequence[Entry], people: int, *, large: bool) -> float:
    if large:
        return 3.0
    if not own:
        return -1.5
    if own[0].kind == COUNTY:
        return 2.5
    size = min(2.5, max(-0.8, math.log10(people + 10) - 3.8))
    return min(2.7, size + 0.8) if own[0].fame >= _FAMOUS else size


def _otherwise(word: Token, small: Collection[str], *, large: bool) -> float:
    """What a single word loses for what else it may be."""
    score = -2.0 if word.lower in small and not large else 0.0
    if word.lower in words_of("common"):
        return score - 3.0
    if word.lower in words_of("given"):
        return score - (1.2 if large else 2.0)
    if word.lower in words_of("surname"):
        return score - (0.6 if large else 1.5)
    return score


def told_worth(text: str, start: int, end: int, context: Context) -> float:
    """What it adds that the text names a kind or a container for it, or opens a dateline."""
    score = 0.0
    if context.within:
        fits = any(inside(e, whole) for e in context.entries[:40] for whole in context.within)
        score += (2.0 if fits else 0.0) + (2.0 if context.firmly else 0.0)
    if context.wanted:
        asked = any(entry.kind in context.wanted for entry in context.entries)
        score += 3.0 if asked else -2.0
    before = text[max(0, start - 24) : start]
    if _AGED.search(before):
        score += 3.0
    opens = start == 0 or SENTENCE_END.search(before) is not None
    if opens and text[start:end].isupper() and _DATELINE.match(text[end : end + 60]):
        score += 4.0
    return score


def worth_before(
    text: str, words: Sequence[Token], first: int, persons: Collection[str], *, large: bool
) -> float:
    """What the word before a name adds; `persons` are surnames of the text."""
    word = words[first]
    if not first or word.opens:
        return 0.0
    before = words[first - 1]
    if word.gap == "-":
        return 3.0 if before.text in _PARTIES else 0.0
    if word.gap == ". " and (before.lower in words_of("title") or len(before.text) == 1):
        return _NEVER
    if word.gap != " " or before.owns:
        return 0.0
    if before.capital and not (before.opens and before.lower in FUNCTION_WORDS):
        return _after_capital(before, persons, large=large)
    ends = text[word.end : word.end + 1] != " "
    return _after_small(before.lower, ends=ends, large=large)


def _after_small(before: str, *, ends: bool, large: bool) -> float:
    if before in NEAR_WORDS:
        return 2.5
    if before in BETWEEN_WORDS:
        return 0.8
    if large:
        return 0.0
    if before in ("the", "an", "this", "that"):
        return -1.5 if ends else 0.0
    if before in words_of("title"):
        return -2.5
    return 0.3 if before in COMPASS else 0.0


def _after_capital(before: Token, persons: Collection[str], *, large: bool) -> float:
    """What it costs that another capitalised word adjoins on the left."""
    if before.lower in words_of("given") | words_of("title") or before.text in persons:
        return _NEVER
    if before.lower in COMPASS or before.lower in BODIES:
        return 0.0
    if before.text.isupper() and len(before.text) > 1:
        return 0.0
    if len(before.text) == 1:
        return _NEVER
    return -1.9 if large else -2.5


def worth_after(text: str, words: Sequence[Token], run: Run, *, large: bool) -> float:
    """What the words after a name add."""
    single = run.first == run.last
    if single and _AGE.match(text, run.end):
        return -3.0
    if run.last + 1 >= len(words):
        return 0.0
    word, following = words[run.last], words[run.last + 1]
    if following.gap == "-":
        return 2.0 if following.lower in TIES else 0.0
    if following.gap != " ":
        return 0.0
    if word.owns and run.end == word.end:
        return -1.0 if following.capital and not large else 0.2
    if following.capital:
        if _is_body(words, run):
            return 0.8 if following.lower in BODIES else 0.0
        return _before_capital(word, following, single=single, large=large)
    if following.lower in SPEECH and single:
        return -1.5 if word.lower in words_of("given") or not large else 0.0
    return 1.0 if following.lower in BODIES else 0.0


def _is_body(words: Sequence[Token], run: Run) -> bool:
    """Whether the capitalised words after a name make it a body's: `the Gao Water Board`."""
    following = words[run.last + 1]
    if following.lower in BODIES:
        return True
    if following.lower in SITES or following.lower in words_of("newspaper"):
        return False
    after_the = run.first > 0 and words[run.first - 1].lower == "the"
    for word in words[run.last + 1 : run.last + 6]:
        if word.gap not in (" ", "-") or not (word.capital or word.text in ("of", "and", "for")):
            return False
        if word.lower in GROUPS:
            return True
        if not after_the and word.lower in words_of("surname"):
            return False
    return False


def _before_capital(word: Token, following: Token, *, single: bool, large: bool) -> float:
    """What it costs that another capitalised word adjoins on the right."""
    if following.lower in SITES or following.lower in words_of("newspaper"):
        return _NEVER
    if single and (following.lower in words_of("surname") or word.lower in words_of("given")):
        return -3.0
    return -0.5 if large else -2.2
