"""Mentions of actors that end amid a word, a number's noun or a name, grown to the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import MentionKind
from vanellus.resolving.grammar import NUMBERS
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Container

    from vanellus.records import SentenceReading

_WORD_BEFORE: Final = re.compile(r"[\w’'-]*[\w’']-$")
_WORD_BEHIND: Final = re.compile(r"[\w’'-]+")
_NAME_BEHIND: Final = re.compile(
    r"\s(?:(?:al|bin|de|du|el|ould|van|von)[\s-])?[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*"
)
_LINKS: Final = ("al-", "al ", "bin ", "de ", "du ", "el-", "ould ", "van ", "von ")
_INSIDE: Final = frozenset("of for the and de du des la et in".split())
"""Lower-case words inside the name of a body."""
_CAPITALS_BEFORE: Final = re.compile(
    r"((?:[A-ZÀ-Þ][\w’'-]*|of|for|the|and|de|du|des|la|et|in)\s){1,7}$"
)
_BEGINNING: Final = re.compile(r"\b[A-ZÀ-Þ]")
_GAP: Final = 9
"""Characters between the halves of a name (` and `)."""
_SHORT: Final = 14
"""Characters of a mention that may be but a number with an article."""
_LONGEST_NAME: Final = 3
"""Words of a person's name that a mention may lack."""
_CALENDAR: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+s|people|men|women|children)\b"
    r"(?:\sof\s(?:(?:the|its|their)\s)?(?:[A-ZÀ-Þ][\w’'-]*\s)?[a-z]+\b)?"
)
_TOWN: Final = re.compile(r"[A-ZÀ-Þ'’/-]+ [-–—]+ ")
"""The end of a dateline."""


def completed(sentence: SentenceReading, names: Container[str]) -> SentenceReading:
    """The sentence with all mentions of actors grown to whole words and names; `names` holds the
    keys of known names.
    """
    text, start = sentence.sentence.text, sentence.sentence.start
    mentions = list(sentence.mentions)
    for at, mention in enumerate(mentions):
        if mention.kind is not MentionKind.ACTOR or not mention.text:
            continue
        if at + 1 < len(mentions) and mentions[at + 1].start - mention.end <= _GAP:
            whole = _whole_name(text[mention.start - start : mentions[at + 1].end - start], names)
            if whole and mentions[at + 1].kind is MentionKind.ACTOR:
                end = mentions[at + 1].end
                mentions[at] = mentions[at + 1] = replace(mention, end=end, text=whole)
                continue
        low, high = mention.start - start, mention.end - start
        if not _may_grow(text, low, high):
            continue
        floor = mentions[at - 1].end - start if at else 0
        roof = mentions[at + 1].start - start if at + 1 < len(mentions) else len(text)
        first = _grown_left(text, (min(floor, low), low, high), names)
        last = _grown_right(text, (first, high, max(roof, high)), heading=sentence.block < 0)
        if first != low or last != high:
            mentions[at] = replace(
                mention, start=start + first, end=start + last, text=text[first:last]
            )
    found = tuple(mentions)
    return sentence if found == sentence.mentions else replace(sentence, mentions=found)


def _may_grow(text: str, low: int, high: int) -> bool:
    """Whether a mention has to be looked at: before most stand words of the sentence's own."""
    before = text[low - 1] if low else ""
    if before == "-" or (before == " " and text[low].isupper()) or text[high - 1] == "-":
        return True
    if high - low <= _SHORT and text[max(low, text.rfind(" ", low, high) + 1) : high] in NUMBERS:
        return True
    after = text[high + 1 : high + 2]
    return text[high : high + 1] == " " and (after.isupper() or text.startswith(_LINKS, high + 1))


def _whole_name(text: str, names: Container[str]) -> str:
    """The text of two mentions if together they are a known name, else nothing."""
    bare = text.removeprefix("the ").removeprefix("The ")
    return text if bare[:1].isupper() and key_of(bare) in names else ""


def _grown_left(text: str, bounds: tuple[int, int, int], names: Container[str]) -> int:
    """Where a mention begins whose first word is the end of a compound or of a known name."""
    floor, low, high = bounds
    if low <= floor:
        return low
    if text[low - 1] == "-":
        found = None if _TOWN.match(text, low) else _WORD_BEFORE.search(text, floor, low)
        return found.start() if found else low
    if text[low - 1] != " ":
        return low
    before = text[text.rfind(" ", floor, low - 1) + 1 : low - 1]
    if before == "the" and text[low:high].split(maxsplit=1)[0].lower() in NUMBERS:
        return low - len("the ")
    if not text[low].isupper() or not (before[:1].isupper() or before in _INSIDE):
        return low
    capitals = _CAPITALS_BEFORE.search(text, floor, low)
    if capitals is None or key_of(text[low:high]) in names:
        return low
    for word in _BEGINNING.finditer(text, capitals.start(), low):
        if key_of(text[word.start() : high]) in names:
            return word.start()
    return low


def _grown_right(text: str, bounds: tuple[int, int, int], *, heading: bool) -> int:
    """Where a mention ends whose last word is a number or the beginning of a person's name."""
    low, high, roof = bounds
    if text[high - 1] == "-":
        found = _WORD_BEHIND.match(text, high, roof)
        return found.end() if found else high
    last = text[max(text.rfind(" ", low, high) + 1, low) : high]
    alone = len(last) == high - low
    if last.lower() in NUMBERS and (alone or text[low : high - len(last)].lower() == "the "):
        found = _COUNTED.match(text, high, roof)
        high = found.end() if found else high
        # What belongs to the next mention is joined to it afterwards.
        return roof - 1 if text[high:roof] in (" of ", " of the ") else high
    if heading or alone or not last[:1].isupper() or last.isupper() or last in _CALENDAR:
        return high
    if not (text[high + 1 : high + 2].isupper() or text.startswith(_LINKS, high + 1)):
        return high
    for _ in range(_LONGEST_NAME if last.isalpha() else 0):
        found = _NAME_BEHIND.match(text, high, roof)
        if found is None or found[0].split()[-1] in _CALENDAR:
            break
        high = found.end()
    return high
