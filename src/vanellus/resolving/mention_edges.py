"""Mentions without loose ends: neither `delegation of` nor `Niger and` names anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import Arc, MentionKind
from vanellus.resolving.mention_growth import completed

if TYPE_CHECKING:
    from collections.abc import Container

    from vanellus.records import Mention, Reading, SentenceReading

_JOINTS: Final = "and|or|of|from|by|with|for|in|to|at|on|between|against|as|via"
_BEFORE: Final = re.compile(r"(?:[-–—,;\s]+|(?:and|or|of|by|from|with)\s+)+")
_BEHIND: Final = re.compile(rf"(?:[,;\s]+(?:{_JOINTS}|the|an?)\b|[,;\s]+)+$")
_OPEN: Final = re.compile(r"\b(?:of|from)(?:\s+the)?$")
_SPACE: Final = re.compile(r"\s+(?:the\s+)?")
_CLAUSE: Final = re.compile(r"\s(?:who|that|which|whom|whose)$")
_FIRST: Final = frozenset("and or of by from with And Or Of By From With".split())
_LAST: Final = frozenset(
    "and or of from by with for in to at on between against as via the a an who that which whom "
    "whose".split()
)
_MARKS: Final = frozenset("-–—,; \n\t")


def tidied(reading: Reading, names: Container[str] = frozenset()) -> Reading:
    """The reading with no mention that begins or ends amid a word or name, or with a preposition,
    conjunction or relative word.

    `Delegation of` with the country's name right behind it is one mention with it, and has its
    roles. `names` holds the keys of known names.
    """
    sentences = tuple(_tidied(completed(each, names)) for each in reading.sentences)
    if sentences == reading.sentences:
        return reading
    return replace(reading, sentences=sentences)


def _tidied(sentence: SentenceReading) -> SentenceReading:
    mentions = list(sentence.mentions)
    if not any(_may_be_loose(each.text) for each in mentions):
        return sentence
    moved: dict[int, int] = {}
    for at, mention in enumerate(sentence.mentions):
        cut = _cut(mention)
        following = next(
            (n for n, other in enumerate(sentence.mentions) if other.start >= mention.end), None
        )
        if _OPEN.search(mention.text.rstrip()) and following is not None:
            other = _cut(sentence.mentions[following])
            between = _between(sentence, mention, other)
            if mention.kind is other.kind is MentionKind.ACTOR and _SPACE.fullmatch(between):
                cut = _span(sentence, cut, cut.start, other.end)
                moved[following] = at
        mentions[at] = cut
    return replace(
        sentence,
        mentions=tuple(mentions),
        triggers=tuple(
            replace(trigger, arcs=_moved(trigger.arcs, moved)) for trigger in sentence.triggers
        ),
    )


def _may_be_loose(text: str) -> bool:
    """Whether a mention has to be looked at: most begin and end with words that are their own."""
    return (
        text.partition(" ")[0] in _FIRST
        or text.rpartition(" ")[2] in _LAST
        or text[:1] in _MARKS
        or text[-1:] in _MARKS
    )


def _between(sentence: SentenceReading, one: Mention, other: Mention) -> str:
    start = sentence.sentence.start
    ends = one.start + len(one.text.rstrip())
    return sentence.sentence.text[ends - start : other.start - start]


def _cut(mention: Mention) -> Mention:
    """The mention without what belongs to its neighbours; as it is if nothing else would be left.

    Dates keep their words, of which a preposition may be one.
    """
    if mention.kind is MentionKind.DATE:
        return mention
    text = mention.text
    low = found.end() if (found := _BEFORE.match(text)) else 0
    high = found.start() if (found := _CLAUSE.search(text, low)) else len(text)
    high = found.start() if (found := _BEHIND.search(text, low, high)) else high
    if not text[low:high]:
        return mention
    start = mention.start + low
    return replace(mention, start=start, end=mention.start + high, text=text[low:high])


def _span(sentence: SentenceReading, mention: Mention, start: int, end: int) -> Mention:
    first = sentence.sentence.start
    return replace(
        mention, start=start, end=end, text=sentence.sentence.text[start - first : end - first]
    )


def _moved(arcs: tuple[Arc, ...], moved: dict[int, int]) -> tuple[Arc, ...]:
    """The arcs with those of joined mentions set to the mention they are now part of; a role that
    mention has itself counts for both.
    """
    taken = {arc.mention for arc in arcs if arc.mention not in moved}
    found = []
    for arc in arcs:
        if arc.mention not in moved:
            found.append(arc)
        elif moved[arc.mention] not in taken:
            found.append(replace(arc, mention=moved[arc.mention]))
    return tuple(found)
