"""Mentions without loose ends: neither `delegation of` nor `Niger and` names anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import Arc, MentionKind
from vanellus.resolving.grammar import NUMBERS
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Container

    from vanellus.records import Mention, Reading, SentenceReading

_JOINTS: Final = "and|or|of|from|by|with|for|in|to|at|on|between|against|as|via"
_BEFORE: Final = re.compile(r"(?:[-–—,;\s]+|(?:and|or|of|by|from|with)\s+)+")
_BEHIND: Final = re.compile(rf"(?:[,;\s]+(?:{_JOINTS}|the|an?)\b|[,;\s]+)+$")
_OPEN: Final = re.compile(r"\b(?:of|from)(?:\s+the)?$")
_SPACE: Final = re.compile(r"\s+(?:the\s+)?")
_WORD_BEFORE: Final = re.compile(r"[\w’'-]*[\w’']-$")
_WORD_BEHIND: Final = re.compile(r"[\w’'-]+")
_NAME_BEHIND: Final = re.compile(
    r"\s(?:(?:al|bin|de|du|el|ould|van|von)[\s-])?[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*"
)
_CAPITALS_BEFORE: Final = re.compile(
    r"((?:[A-ZÀ-Þ][\w’'-]*|of|for|the|and|de|du|des|la|et|in)\s){1,7}$"
)
_GAP: Final = 9
"""Characters between the halves of a name (` and `)."""
_LONGEST_NAME: Final = 3
"""Words of a person's name that a mention may lack."""
_CALENDAR: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
_BEGINNING: Final = re.compile(r"\b[A-ZÀ-Þ]")
_CLAUSE: Final = re.compile(r"\s(?:who|that|which|whom|whose)$")
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+s|people|men|women|children)\b"
    r"(?:\sof\s(?:(?:the|its|their)\s)?(?:[A-ZÀ-Þ][\w’'-]*\s)?[a-z]+\b)?"
)
_TOWN: Final = re.compile(r"[A-ZÀ-Þ'’/-]+ [-–—]+ ")
"""The end of a dateline."""


def tidied(reading: Reading, names: Container[str] = frozenset()) -> Reading:
    """The reading with no mention that begins or ends amid a word or name, or with a preposition,
    conjunction or relative word.

    `Delegation of` with the country's name right behind it is one mention with it, and has its
    roles. `names` holds the keys of known names.
    """
    sentences = tuple(_tidied(_completed(each, names)) for each in reading.sentences)
    if sentences == reading.sentences:
        return reading
    return replace(reading, sentences=sentences)


def _completed(sentence: SentenceReading, names: Container[str]) -> SentenceReading:
    """The sentence with all mentions of actors grown to whole words and names."""
    text, start = sentence.sentence.text, sentence.sentence.start
    mentions = _with_whole_names(sentence, names)
    for at, mention in enumerate(mentions):
        if mention.kind is not MentionKind.ACTOR:
            continue
        low, high = mention.start - start, mention.end - start
        floor = max((m.end - start for m in mentions if m.end <= mention.start), default=0)
        roof = min((m.start - start for m in mentions if m.start >= mention.end), default=len(text))
        low = _grown_left(text, (floor, low, high), names)
        high = _grown_right(text, (low, high, roof), heading=sentence.block < 0)
        if (low, high) != (mention.start - start, mention.end - start):
            mentions[at] = replace(
                mention, start=start + low, end=start + high, text=text[low:high]
            )
    return replace(sentence, mentions=tuple(mentions))


def _with_whole_names(sentence: SentenceReading, names: Container[str]) -> list[Mention]:
    """The mentions, with those made one that are the halves of a known name: each is the whole."""
    mentions = list(sentence.mentions)
    for at in range(len(mentions) - 1):
        one, other = mentions[at], mentions[at + 1]
        if not one.kind is other.kind is MentionKind.ACTOR or other.start - one.end > _GAP:
            continue
        whole = _span(sentence, one, one.start, other.end)
        bare = whole.text.removeprefix("the ").removeprefix("The ")
        if bare[:1].isupper() and key_of(bare) in names:
            mentions[at] = mentions[at + 1] = whole
    return mentions


def _grown_left(text: str, bounds: tuple[int, int, int], names: Container[str]) -> int:
    """Where a mention begins whose first word is the end of a compound or of a known name."""
    floor, low, high = bounds
    if _TOWN.match(text, low):
        return low
    if low and text[low - 1] == "-" and (found := _WORD_BEFORE.search(text, floor, low)):
        low = found.start()
    if text.endswith("the ", floor, low) and text[low:high].split(maxsplit=1)[0].lower() in NUMBERS:
        return low - len("the ")
    if low < 2 or text[low - 1] != " " or not text[low].isupper():
        return low
    before = _CAPITALS_BEFORE.search(text, floor, low)
    if before is None or key_of(text[low:high]) in names:
        return low
    for word in _BEGINNING.finditer(text, before.start(), low):
        if key_of(text[word.start() : high]) in names:
            return word.start()
    return low


def _grown_right(text: str, bounds: tuple[int, int, int], *, heading: bool) -> int:
    """Where a mention ends whose last word is a number or the beginning of a person's name."""
    low, high, roof = bounds
    if text[high - 1] == "-" and (found := _WORD_BEHIND.match(text, high, roof)):
        return found.end()
    words = text[low:high].split()
    if not words:
        return high
    last = words[-1]
    if last.lower() in NUMBERS and words[0] in (last, "the"):
        found = _COUNTED.match(text, high, roof)
        high = found.end() if found else high
        # What belongs to the next mention is joined to it afterwards.
        return roof - 1 if text[high:roof] in (" of ", " of the ") else high
    titled = len(words) > 1 and last[:1].isupper() and last.isalpha()
    if heading or not titled or last.isupper() or last in _CALENDAR:
        return high
    for _ in range(_LONGEST_NAME):
        found = _NAME_BEHIND.match(text, high, roof)
        if found is None or found[0].split()[-1] in _CALENDAR:
            break
        high = found.end()
    return high


def _tidied(sentence: SentenceReading) -> SentenceReading:
    mentions = list(sentence.mentions)
    if not any(
        _BEFORE.match(each.text) or _BEHIND.search(each.text) or _CLAUSE.search(each.text)
        for each in mentions
    ):
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
