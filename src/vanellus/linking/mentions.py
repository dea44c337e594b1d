"""Mentions of events joined across documents: which words in which texts name the same event.

For texts whose mentions are given, as in `vanellus evaluate links`; the store's reports are joined
by `link`, which knows their parties, dates and places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from vanellus.linking.happenings import groups, happenings_of, likeness
from vanellus.linking.trigger_families import Families, derived
from vanellus.linking.wording import LEAST_RARE, rarity, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WINDOW: Final = 5
"""Words on each side of a trigger that are compared."""
CUT: Final = 0.4
"""Mean probability from which on two groups of mentions are one event."""
BIAS: Final = -3.5
SAME_WORD: Final = 4.5
SAME_FAMILY: Final = 2.5
DERIVED: Final = 2.0
"""More, where a family's words have one root: `explode`, `explosion`."""
NEAR_FAMILY: Final = 1.0
PALE_WORD: Final = -2.0
"""Where one of the words holds of nearly any event."""
SAME_SENTENCE: Final = -2.0
"""One sentence seldom names an event twice."""
NEARBY_WORDS: Final = 3.0
"""Times the likeness of the words around."""
SAME_TYPE: Final = 1.0
"""Where the event model sees the same PLOVER type in both."""
_WORD: Final = re.compile(r"[^\W_][^\W_'’.,-]*")

_Odds = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Words that name an event, in their sentence."""

    id: str
    document: str
    sentence: str
    """Of all mentions of one sentence the same, of others another."""
    trigger: str
    before: str = ""
    """The sentence's text before the trigger."""
    after: str = ""
    type: str | None = None
    """PLOVER type, where the event model found the trigger too."""


def join_mentions(
    mentions: Sequence[EventMention], texts: Mapping[str, str], *, one_happening: bool = False
) -> dict[str, int]:
    """Id of each mention to the number of its event; the order of the mentions doesn't matter.

    Mentions are joined only inside documents about one happening (see `happenings_of`); there the
    probability that two name one event is a logistic function of a few likenesses, and average
    linkage joins on their mean.

    Args:
        mentions: with ids that occur once.
        texts: id of each document to its text.
        one_happening: all documents are known to tell of one happening.
    """
    ordered = sorted(mentions, key=lambda mention: mention.id)
    documents = sorted({mention.document for mention in ordered})
    if one_happening:
        story = dict.fromkeys(documents, 0)
    else:
        numbers = happenings_of([texts[name] for name in documents])
        story = dict(zip(documents, numbers, strict=True))
    by_story: dict[int, list[EventMention]] = {}
    for mention in ordered:
        by_story.setdefault(story[mention.document], []).append(mention)
    out: dict[str, int] = {}
    number = 0
    for some in by_story.values():
        for group in groups(probabilities(some), cut=CUT):
            out.update((some[i].id, number) for i in group)
            number += 1
    return out


def join_by_lemma(mentions: Sequence[EventMention]) -> dict[str, str]:
    """Id of each mention to its trigger's base forms: the heuristic that ours is held against."""
    families = Families.default()
    return {m.id: " ".join(families.base(word) for word in m.trigger.split()) for m in mentions}


def probabilities(mentions: Sequence[EventMention]) -> _Odds:
    """The probability that two mentions from one happening name one event, (n, n)."""
    around = likeness([_around(mention) for mention in mentions])
    odds = BIAS + NEARBY_WORDS * around + _of_words(mentions)
    sentences = _codes([mention.sentence for mention in mentions])
    odds += SAME_SENTENCE * (sentences[:, None] == sentences[None, :])
    types = _codes([mention.type or "" for mention in mentions])
    typed = np.array([mention.type is not None for mention in mentions])
    odds += SAME_TYPE * ((types[:, None] == types[None, :]) & typed[:, None])
    found: _Odds = 1 / (1 + np.exp(-odds))
    return found


def _codes(values: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.asarray(np.unique(np.array(values, dtype=object), return_inverse=True)[1])


def _of_words(mentions: Sequence[EventMention]) -> _Odds:
    """What the triggers' words add to the log-odds."""
    families = Families.default()
    heads = [families.head(mention.trigger, after=mention.after) for mention in mentions]
    known = sorted(set(heads))
    table = np.zeros((len(known), len(known)))
    for i, first in enumerate(known):
        for j, second in enumerate(known[: i + 1]):
            table[i, j] = table[j, i] = _of_pair(families, first, second)
    at = np.array([known.index(head) for head in heads], dtype=np.int64)
    return table[np.ix_(at, at)]


def _of_pair(families: Families, first: str, second: str) -> float:
    pale = PALE_WORD if families.pale(first) or families.pale(second) else 0.0
    if first == second:
        return SAME_WORD + pale
    if families.same(first, second):
        return SAME_FAMILY + pale + (DERIVED if derived(first, second) else 0.0)
    return pale + (NEAR_FAMILY if families.near(first, second) else 0.0)


def _around(mention: EventMention) -> dict[str, float]:
    """The stems near a trigger with how rare they are; commonplace ones left out."""
    words = _WORD.findall(mention.before)[-WINDOW:] + _WORD.findall(mention.after)[:WINDOW]
    found = {word: rarity(word) for word in map(stem, words)}
    return {word: weight for word, weight in found.items() if weight >= LEAST_RARE}
