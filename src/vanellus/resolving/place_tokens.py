"""The words of a text and the runs of them that the gazetteer knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from vanellus.resolving.place_table import place_key
from vanellus.resolving.place_words import KIND_WORDS, LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanellus.resolving.gazetteer import Gazetteer

SENTENCE_END: Final = re.compile(r"(?:[.!?:;\n\"“”—–]|--)\s*[\"“(‘']?\s*$")
"""What stands between a word and the first word of the next sentence or line."""
_WORD: Final = re.compile(r"[^\W\d_](?:\w|['’ʻ](?=[^\W\d_])|\.(?=[^\W\d_]))*")
_LONGEST: Final = 5
_SHORTS: Final = frozenset({"st", "ste", "mt", "ft"})
_NO_START: Final = frozenset({"University", "College", "A"})
"""Words that begin no name of a place by themselves: `University of Texas` names Texas."""


class Token(NamedTuple):
    """A word of the text."""

    start: int
    end: int
    """Without a possessive ending."""
    text: str
    lower: str
    gap: str
    """What stands between it and the word before: `" "` and `"-"` join names, else they part."""
    opens: bool
    """Whether it begins a sentence or a line."""
    owns: bool
    """Whether a possessive ending follows it."""
    capital: bool
    """Whether it begins with a capital."""


class Run(NamedTuple):
    """Words that together are a name in the gazetteer."""

    first: int
    last: int
    """Inclusive."""
    end: int
    """Where the name ends in the text."""


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        owns = word.endswith(("'s", "’s"))
        if owns:
            word = word[:-2]
        gap = text[last:start]
        opens = not found
        if gap not in (" ", "-", ", ") and found:
            if gap == ". " and found[-1].lower in _SHORTS:
                gap = " "
            opens = gap == "\n" or (len(gap) > 1 and SENTENCE_END.search(gap[-24:]) is not None)
        found.append(
            Token(
                start=start,
                end=start + len(word),
                text=word,
                lower=word.lower(),
                gap=gap,
                opens=opens,
                owns=owns,
                capital=word[0].isupper(),
            )
        )
        last = end
    return found


def known_runs(gazetteer: Gazetteer, words: list[Token]) -> list[Run]:
    """The longest runs of words that the gazetteer knows, in order, none over another."""
    runs: list[Run] = []
    keys: list[str] = []
    for first, word in enumerate(words):
        if word.capital and word.text not in _NO_START:
            for run, key in _runs_from(words, first):
                runs.append(run)
                keys.append(key)
    longest: dict[int, Run] = {}
    for run, known in zip(runs, gazetteer.known(keys), strict=True):
        if known:
            longest[run.first] = run
    kept: list[Run] = []
    for run in longest.values():
        if not kept or run.first > kept[-1].last:
            kept.append(run)
    return kept


def _runs_from(words: list[Token], first: int) -> Iterator[tuple[Run, str]]:
    """The runs that begin with a word, the short ones first, each with its folded name."""
    name = ""
    for last in range(first, min(first + _LONGEST, len(words))):
        word = words[last]
        if last > first and word.gap not in (" ", "-"):
            return
        closes = last > first and word.text in KIND_WORDS and words[first].text != "The"
        if not (word.capital or closes or word.text in LINKS):
            return
        name = f"{name} {word.text}" if name else word.text
        if word.capital or closes:
            yield Run(first, last, word.end), place_key(name)
        if word.owns:
            if last > first:
                yield Run(first, last, word.end + 2), place_key(name + "s")
            return
