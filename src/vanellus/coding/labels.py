"""What the event model's output columns mean; shared by the decoder and by the training."""

from __future__ import annotations

from typing import Final

from vanellus.ontology import Codebook
from vanellus.records import MentionKind, Role, SentenceKind, Status

_BOOK: Final = Codebook.default()
TYPES: Final[tuple[str, ...]] = tuple(kind.name for kind in _BOOK.types)
"""The 16 PLOVER types in the codebook's order."""

MENTIONS: Final[tuple[str, ...]] = (
    "O",
    *(f"{part}-{kind}" for kind in MentionKind for part in "BI"),
)
"""BIO over ACTOR, PLACE and DATE: 7 columns."""

TRIGGERS: Final[tuple[str, ...]] = (
    "O",
    *(f"{part}-{kind}" for kind in TYPES for part in "BI"),
)
"""BIO over the types: 33 columns."""

MODES: Final[tuple[tuple[str, str | None], ...]] = tuple((kind, None) for kind in TYPES) + tuple(
    (kind.name, mode.name) for kind in _BOOK.types for mode in kind.modes
)
"""(type, mode), with one column a type for `no mode`: 16 + 67 columns."""

STATUSES: Final[tuple[str, ...]] = tuple(Status)
CONTEXTS: Final[tuple[str, ...]] = tuple(context.name for context in _BOOK.contexts)
KINDS: Final[tuple[str, ...]] = tuple(SentenceKind)
ROLES: Final[tuple[str, ...]] = tuple(Role)
NO_RELATION: Final = "NONE"
RELATIONS: Final[tuple[str, ...]] = (*TYPES, NO_RELATION)
"""What one marked party does to another."""

MARKERS: Final[tuple[str, str, str, str]] = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Vocabulary entries put around the marked parties: before and after actor, before and after
recipient. They are entries that the encoder's first training left free."""

SHAPES: Final[tuple[str, ...]] = ("lower", "initial", "upper", "mixed", "number", "other")
"""How a word is written; the encoder's vocabulary itself is uncased."""


def shape_of(word: str) -> int:
    """Index in SHAPES of how `word` is written.

    >>> [SHAPES[shape_of(word)] for word in ("talks", "Mali", "NATO", "McCain", "3rd", "-")]
    ['lower', 'initial', 'upper', 'mixed', 'number', 'other']
    """
    if word.islower() and word.isalpha():
        return 0
    if any(letter.isdigit() for letter in word):
        return 4
    if not any(letter.isalpha() for letter in word):
        return 5
    if word.isupper():
        return 1 if len(word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 0 if word.islower() else 3
