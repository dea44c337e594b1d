"""The words of a mention that can name somebody, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.resolving.street_names import is_street
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from vanellus.records import Mention
    from vanellus.resolving.discourse import Discourse
    from vanellus.resolving.phrases import Phrase

_NAME_AFTER: Final = re.compile(
    r",\s(?:[A-Z][\w.’'-]+\s(?:(?:al|bin|de|du|el|ould|van|von)\s)?){1,4}[A-Z][\w’'-]+(?=[,.;])"
)
_LEFT_OVER: Final = re.compile(r"^(?:[-–—\s]+|(?:of|by|from|with|and)\s+)+")
_NOBODY: Final = frozenset({"", "a", "an", "the", "and", "of", "or", "'s", "’s"})


def phrase_of(memory: Discourse, mention: Mention) -> Phrase:
    """The phrase of a mention; of an office with the name that stands between commas after it."""
    text = text_of(memory, mention) or mention.text
    phrase = memory.actors.phrase(text)
    office = phrase.office
    if office is None or office.kind != "person" or phrase.proper or phrase.apposition:
        return phrase
    named = _NAME_AFTER.match(memory.text, mention.end)
    if named is None or phrase.plural:
        return phrase
    whole = memory.actors.phrase(text + named[0])
    beside = whole.apposition
    return whole if beside is not None and beside.proper else phrase


def text_of(memory: Discourse, mention: Mention) -> str:
    """The words of a mention that can name somebody: no dateline's town, mere article, street."""
    first, last = memory.survey.dateline
    text = mention.text
    if first <= mention.start < last:
        text = memory.text[last : mention.end] if last < mention.end else ""
    text = _LEFT_OVER.sub("", text)
    street = is_street(text) and key_of(text) not in memory.actors.lexicon.names
    return "" if street or text.lower() in _NOBODY else text
