"""Noun phrases found by their edges: the subject before a verb, the phrase after one, lists.

There is no parser here. The edges are punctuation, conjunctions and the small words that open a
clause, which is enough for sentences whose verb is already known.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from vanellus.coding.words import alternatives

_OPENERS: Final = alternatives("phrases", "clause_openers", capital=True)
_ADVERB_BEHIND: Final = re.compile(
    rf"(?:\s+|^)(?:{alternatives('phrases', 'adverbs')}|[a-z]+ly)\s*$"
)
_OPENING: Final = re.compile(rf"\s*(?:(?:{alternatives('phrases', 'openers', capital=True)})\s+)+")
_CLAUSE: Final = re.compile(rf"[;:()\u2014]|\s[–-]\s|[“”\"]|\b(?:{_OPENERS})\b")
_INSERTION: Final = re.compile(rf",\s*(?:{_OPENERS}|the|a|an|with|for|in|as|like|including)\b")
_RELATIVE: Final = re.compile(r"\b(?:who|which|that|whom|what)\s*$", re.IGNORECASE)
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|do|does|did|shall)\b"
)
_AND: Final = re.compile(r"\s+(?:and|but|or|yet)\s+")
_PREPOSITION: Final = re.compile(
    rf"\s*(?:{alternatives('phrases', 'prepositions', capital=True)})\s+"
)
_DETERMINER: Final = re.compile(r"\b(?:the|its|their|this|these|both|all|any|every|each)\s+\w")
_CAPITALS: Final = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)*\s*$")
_NAMELIKE: Final = re.compile(
    r"\s*(?:the\s+)?[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:of|the|for|de|du|la|al|el|[A-ZÀ-Þ][\w.’'-]*)){0,5}\s*"
)
_END: Final = re.compile(
    rf"[;:()\u2014]|\.\s|\s[–-]\s|[“”\"]|,\s*(?:{_OPENERS})\b|"
    rf"\s(?:{alternatives('phrases', 'list_stops')})\b"
)
_DIVIDE: Final = re.compile(
    r"\s*;\s*(?:and\s+)?|\s*,\s*(?:(?:and|or|as well as|plus|along with)\s+)?"
    r"|\s+(?:and|as well as|along with|plus|&)\s+",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """Characters from `start` to `end` of the text at hand."""

    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> Stretch:
    """The stretch without space and stray punctuation at its edges."""
    while start < end and text[start] in " \t\n\u00a0,;:•-–—*'\"“”‘’":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:.•-–—*'\"“”‘’!?":
        end -= 1
    return Stretch(start, end)


def subject_before(text: str, start: int, end: int) -> Stretch | None:
    """The subject of the verb at `end`, looked for in `text[start:end]`; None where there is none
    (the verb is turned before its subject, or a pronoun like `who` stands for it).

    >>> text = "After the coup, the juntas in Mali and Niger should talk."
    >>> text[slice(*subject_before(text, 0, text.index("should")))]
    'the juntas in Mali and Niger'
    """
    while adverb := _ADVERB_BEHIND.search(text, start, end):
        if adverb.start() == end:
            break
        end = adverb.start()
    if _RELATIVE.search(text, max(start, end - 8), end):
        return None
    end = _without_insertion(text, start, end)
    for edge in _CLAUSE.finditer(text, start, end):
        start = edge.end()
    low, high = trimmed(text, *_last_piece(text, start, end))
    if opening := _OPENING.match(text, low, high):
        low = opening.end()
    return _without_preposition(text, low, high)


def _without_insertion(text: str, start: int, end: int) -> int:
    """Where the subject ends if a clause between commas parts it from its verb: `Niger, while
    keeping its distance, has ...`; else `end`.
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    if end == start or text[end - 1] != ",":
        return end
    opened = [match.start() for match in _INSERTION.finditer(text, start, end - 1)]
    return max(opened[-1] if opened else text.rfind(",", start, end - 1), start)


def _last_piece(text: str, start: int, end: int) -> Stretch:
    """What stands between the last comma that ends a clause and the verb."""
    comma = text.rfind(",", start, end)
    piece = Stretch(comma + 1 if comma >= 0 else start, end)
    if comma >= 0 and _AND.search(text, *piece) and not _FINITE.search(text, *piece):
        # `Benin, Togo and Ghana`: names before the comma belong to the list.
        while comma >= 0:
            before = text.rfind(",", start, comma)
            low = before + 1 if before >= 0 else start
            if not _NAMELIKE.fullmatch(text, low, comma) or _PREPOSITION.match(text, low, comma):
                break
            piece = Stretch(before + 1 if before >= 0 else start, end)
            comma = before
    for divide in reversed(list(_AND.finditer(text, *piece))):
        if _FINITE.search(text, piece.start, divide.start()):
            return Stretch(divide.end(), piece.end)
    return piece


def _without_preposition(text: str, start: int, end: int) -> Stretch | None:
    """The phrase without an adverbial before it: `In Mali the army` is about the army."""
    if _PREPOSITION.match(text, start, end):
        determiner = _DETERMINER.search(text, start, end)
        last = None
        while determiner and determiner.start() > start:
            last, determiner = determiner, _DETERMINER.search(text, determiner.end(), end)
        if last is None:
            last = _CAPITALS.search(text, start, end)
        if last is None or last.start() == start:
            return None
        start = last.start()
    found = trimmed(text, start, end)
    return found if found.end - found.start > 1 else None


def phrase_end(text: str, start: int, end: int) -> int:
    """Where the phrases that begin at `start` give way to another clause."""
    stop = _END.search(text, start, end)
    return stop.start() if stop else end


def coordinated(text: str, start: int, end: int) -> list[Stretch]:
    """The members of the list `text[start:end]`, without commas and conjunctions.

    >>> text = "trade, mining and the border"
    >>> [text[slice(*part)] for part in coordinated(text, 0, len(text))]
    ['trade', 'mining', 'the border']
    """
    found = []
    at = start
    for divide in _DIVIDE.finditer(text, start, end):
        found.append(trimmed(text, at, divide.start()))
        at = divide.end()
    found.append(trimmed(text, at, end))
    return [part for part in found if part.end > part.start]
