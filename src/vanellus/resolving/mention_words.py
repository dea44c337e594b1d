"""The words of a mention that can name somebody, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.matching import find_items
from vanellus.resolving.street_names import is_street
from vanellus.resolving.words import key_of, split_words

if TYPE_CHECKING:
    from vanellus.records import Mention
    from vanellus.resolving.discourse import Discourse
    from vanellus.resolving.matching import Item
    from vanellus.resolving.phrases import Phrase

_NAME_AFTER: Final = re.compile(
    r",\s(?:[A-Z][\w.’'-]+\s(?:(?:al|bin|de|du|el|ould|van|von)\s)?){1,4}(?:[Aa][lnrs]h?-|[Ee]l-)?[A-Z][\w’'-]+(?=[,.;])"
)
_OFFICE_BEFORE: Final = re.compile(
    r"((?:\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s|\b[A-ZÀ-Þ][\w-]+['’]s\s)[^,.;:()–—]{3,70}),\s$"
)
_OFFICE_AFTER: Final = re.compile(
    r",\s(?:(?:the|an?|its|his|her|their)\s)?(?!who\b|which\b|and\b)[^,.;:()–—]{4,90}(?=[,.;])"
)
_OWNED: Final = re.compile(r"\b(whose|its|his|her|their) $", re.IGNORECASE)
"""A possessive right before a mention, which is a part of it."""
_SMALL: Final = 3
"""Letters of words that stand in offices without naming any (`of`, `the`)."""
_MARKS: Final = 4
_SENTENCE_END: Final = re.compile(r"(?:\n|[.!?:–—-]\s)[\s“\"'‘]*$")
"""What stands before the first word of a sentence, or behind a dateline."""
_NEAR: Final = 90
"""Characters before a name in which its bearer's office may stand."""
_LEFT_OVER: Final = re.compile(r"^(?:[-–—\s]+|(?:of|by|from|with|and)\s+)+")
_NOBODY: Final = frozenset({"", "a", "an", "the", "and", "of", "or", "'s", "’s"})


def phrase_of(memory: Discourse, mention: Mention, text: str) -> Phrase:
    """The phrase of a mention of which `text` can name somebody; of an office with the name beside
    it in the text, and of a name with the office beside it.
    """
    phrase = memory.actors.phrase(text)
    if phrase.proper is not None and phrase.head is None:
        phrase = _opening(memory, mention, text, phrase)
    if (
        phrase.determiner is None
        and not phrase.proper
        and (owned := _OWNED.search(memory.text, max(mention.start - 7, 0), mention.start))
    ):
        phrase = memory.actors.phrase(f"{owned[1].lower()} {text}")
    if phrase.apposition or phrase.plural or phrase.pronoun:
        return phrase
    if phrase.proper is None:
        return _with_name(memory, mention, text, phrase)
    lone = not (phrase.titled or phrase.body or phrase.cues or phrase.office)
    return _with_office(memory, mention, text, phrase) if lone else phrase


def _opening(memory: Discourse, mention: Mention, text: str, phrase: Phrase) -> Phrase:
    """The phrase of one word that opens its sentence as a common noun, if it is one."""
    word = phrase.proper or ""
    if " " in word or phrase.titled or not text.startswith(word):
        return phrase
    start = mention.end - len(text)
    before = memory.text[max(start - _MARKS, 0) : start]
    if start and not _SENTENCE_END.search(before):
        return phrase
    lower = memory.actors.phrase(text[0].lower() + text[1:])
    common = lower.office is not None or lower.head in grammar.COMMON
    return lower if common and lower.proper is None else phrase


def _with_name(memory: Discourse, mention: Mention, text: str, phrase: Phrase) -> Phrase:
    """The phrase of an office with the name that stands between commas after it."""
    office = phrase.office
    if office is None or office.kind != "person":
        return phrase
    named = _NAME_AFTER.match(memory.text, mention.end)
    if named is None:
        return phrase
    whole = memory.actors.phrase(text + named[0])
    beside = whole.apposition
    return whole if beside is not None and beside.proper else phrase


def _with_office(memory: Discourse, mention: Mention, text: str, phrase: Phrase) -> Phrase:
    """The phrase of a name with the office before it (`its ambassador, Ana Ruiz`, `ambassador Ana
    Ruiz`) or after its comma (`Ana Ruiz, the French ambassador, ...`).
    """
    actors = memory.actors
    before = memory.text[max(mention.start - _NEAR, 0) : mention.start]
    if before.endswith(", ") and (described := _OFFICE_BEFORE.search(before)):
        whole = actors.phrase(described[1] + ", " + text)
        beside = whole.apposition
        if _is_office(whole) and beside is not None and beside.proper:
            return whole
    items: list[Item] = []
    last = key_of(before[before.rfind(" ", 0, -1) + 1 : -1]) if before[-1:] == " " else ""
    if len(last) > _SMALL and last in actors.lexicon.office_words:
        items = find_items(split_words(before[before.rfind(",") + 1 :]), actors.lexicon)
    if items and items[-1].office is not None and not items[-1].possessive:
        first = len(items) - 1
        while first and items[first - 1].is_state and not items[first - 1].glue:
            first -= 1
        at = before.rfind(",") + 1 + items[first].start
        whole = actors.phrase(before[at:] + text)
        if whole.titled and _is_office(whole):
            return whole
    described = _OFFICE_AFTER.match(memory.text, mention.end) if " " in text else None
    if described is not None and any(
        len(word) > _SMALL and word in actors.lexicon.office_words
        for word in key_of(described[0]).split()
    ):
        whole = actors.phrase(text + described[0])
        beside = whole.apposition
        if beside is not None and beside.proper is None and _tells_more(beside):
            return whole
    return phrase


def _tells_more(phrase: Phrase) -> bool:
    """Whether an office is more than that of one of many (`resident`, `member`)."""
    return (
        phrase.office is not None
        and _is_office(phrase)
        and (phrase.office.level not in ("member", "public") or phrase.owner_office is not None)
    )


def _is_office(phrase: Phrase) -> bool:
    return phrase.office is not None and phrase.office.kind == "person" and not phrase.plural


def text_of(memory: Discourse, mention: Mention) -> str:
    """The words of a mention that can name somebody: no dateline's town, mere article, street."""
    first, last = memory.survey.dateline
    text = mention.text
    if first <= mention.start < last:
        text = memory.text[last : mention.end] if last < mention.end else ""
    text = _LEFT_OVER.sub("", text)
    street = is_street(text) and key_of(text) not in memory.actors.lexicon.names
    return "" if street or text.lower() in _NOBODY else text
