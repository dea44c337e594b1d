"""Place names in running English text: which capitalised words name places, by their neighbours.

Every run of capitalised words that the gazetteer knows is a possible name. What it is worth is
reckoned from what the gazetteer has for it (a country, a city, a hamlet), from what else the words
could be (a person, a thing, a month) and from the words around it; `Found.score` is the sum.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vanellus.resolving.place_context import Context, read_context
from vanellus.resolving.place_table import PEOPLE
from vanellus.resolving.place_tokens import known_runs, tokens
from vanellus.resolving.place_words import BODIES, SITES, words_of
from vanellus.resolving.place_worth import (
    FUNCTION_WORDS,
    is_large,
    own_worth,
    told_worth,
    worth_after,
    worth_before,
)

if TYPE_CHECKING:
    from vanellus.resolving.gazetteer import Gazetteer
    from vanellus.resolving.place_tokens import Run, Token

ACCEPTED: Final = 1.0
"""The score from which a name is taken for a place's."""
_PEOPLES: Final = 3.0
_CALLED: Final = re.compile(
    r"\b(?:village|town|hamlet|locality|settlement|commune|outpost|refugee camp) of "
    r"([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2})"
)
_PLACED: Final = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Aa]round|[Ff]rom|of) "
    r"([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2})(?=,? in |, [A-Za-z])"
)
_LISTED: Final = re.compile(r"(?:,\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of text that may name a place."""

    start: int
    end: int
    score: float
    context: Context
    alone: bool = True
    """Whether no other capitalised word adjoins that might make it part of another name."""


def find_names(gazetteer: Gazetteer, text: str, *, demonyms: bool = False) -> list[Found]:
    """All possible place names of a text with their scores, in order.

    Names of peoples (`Malian`) are left out, or with `demonyms` taken for their countries.
    """
    words = tokens(text)
    persons = _persons(words)
    small = {word.text for word in words if not word.capital}
    found = _called(gazetteer, text)
    unknown = {at for one in found for at in range(one.start, one.end)}
    for run in known_runs(gazetteer, words):
        start, end = words[run.first].start, run.end
        context = read_context(gazetteer, text, start, end, strict=True)
        if not context.entries or start in unknown:
            continue
        if any(entry.flags & PEOPLE for entry in context.entries):
            if demonyms:
                found.append(Found(start=start, end=end, score=_PEOPLES, context=context))
            continue
        large = is_large(context.entries)
        score = own_worth(context.entries, words[run.first : run.last + 1], small, large=large)
        score += told_worth(text, start, end, context)
        score += worth_before(text, words, run.first, persons, large=large)
        score += worth_after(text, words, run, large=large)
        if run.first == run.last and words[run.first].text in persons and not context.firmly:
            score -= 3.0
        alone = not _adjoined(words, run)
        found.append(Found(start=start, end=end, score=score, context=context, alone=alone))
    return _with_neighbours(text, sorted(found, key=lambda one: one.start))


def _called(gazetteer: Gazetteer, text: str) -> list[Found]:
    """Names that the gazetteer has not, where the text calls them a village's or says in which
    country or state they lie.
    """
    found: dict[int, Found] = {}
    for pattern in (_CALLED, _PLACED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            words = match.group(1).lower().split()
            if words[-1] in SITES or words[0] in words_of("title") | words_of("given"):
                continue
            context = read_context(gazetteer, text, start, end, strict=True)
            placed = pattern is _CALLED or context.within
            if placed and not context.entries:
                found[start] = Found(start=start, end=end, score=3.0, context=context)
    return list(found.values())


def _adjoined(words: list[Token], run: Run) -> bool:
    """Whether a capitalised word that is no body's stands right before or after a name."""
    return _joined(words, run.first) or _joined(words, run.last + 1)


def _joined(words: list[Token], number: int) -> bool:
    if not 0 < number < len(words) or words[number].gap != " " or words[number - 1].owns:
        return False
    left, right = words[number - 1], words[number]
    if not (left.capital and right.capital) or (left.opens and left.lower in FUNCTION_WORDS):
        return False
    return not {left.lower, right.lower} & BODIES


def _persons(words: list[Token]) -> frozenset[str]:
    """Surnames of the text: the words after a title or a first name."""
    given, titles = words_of("given"), words_of("title")
    found: set[str] = set()
    for before, word in itertools.pairwise(words):
        if not (word.capital and before.capital) or word.gap not in (" ", ". ") or word.opens:
            continue
        titled = before.lower in titles and (word.gap == ". " or not before.opens)
        if before.lower in given or titled:
            found.add(word.text)
    return frozenset(found)


def _with_neighbours(text: str, found: list[Found]) -> list[Found]:
    """The names with what their neighbours in a list speak for: one sure place draws the next."""
    scores = [one.score for one in found]
    for here in range(len(found) - 1):
        between = text[found[here].end : found[here + 1].start]
        if len(between) < 8 and _LISTED.fullmatch(between):
            for one, other in ((here, here + 1), (here + 1, here)):
                if found[other].score >= ACCEPTED + 0.5:
                    scores[one] += 1.2
    return [replace(one, score=score) for one, score in zip(found, scores, strict=True)]
