"""Contexts of a sentence, judged with its neighbours.

A sentence tells its field of policy mostly by itself, but `He will stay until Sunday` does not.
What the event model holds for likely, though not for sure, of a sentence counts if the sentence
before or after it has that context for sure. The whole document is not asked: a long report goes
through many fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vanellus.coding.labels import CONTEXTS
from vanellus.records import SentenceReading

_PLACE: Final = {name: at for at, name in enumerate(CONTEXTS)}


def with_neighbours(sentences: Sequence[SentenceReading]) -> list[SentenceReading]:
    """The sentences of one document, in order, with the contexts that neighbours make sure of."""
    sure = [frozenset(sentence.contexts) for sentence in sentences]
    none: frozenset[str] = frozenset()
    around = [none, *sure, none]
    return [_with(sentence, around[at] | around[at + 2]) for at, sentence in enumerate(sentences)]


def _with(sentence: SentenceReading, near: frozenset[str]) -> SentenceReading:
    more = near.intersection(sentence.likely_contexts)
    if not more:
        return sentence
    contexts = sorted(more.union(sentence.contexts), key=_PLACE.__getitem__)
    return replace(sentence, contexts=tuple(contexts))
