"""Where the names and offices of the lexicon stand in a phrase."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from vanellus.resolving import grammar
from vanellus.resolving.known import STATES
from vanellus.resolving.words import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.resolving.known import Known, Name, Office
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.words import Word


class Item(NamedTuple):
    """A name, an office, another word, or a mark of a phrase."""

    first: int
    """Index of its first word."""
    last: int
    """Index past its last word."""
    start: int
    end: int
    key: str
    """The folded words; empty for a mark."""
    names: tuple[Known, ...] = ()
    """What the words may be a name of, the likeliest first."""
    office: Office | None = None
    capital: bool = False
    possessive: bool = False
    glue: str | None = None
    """The word that a hyphen joins to it."""
    prefix: str | None = None
    """The word that a hyphen joins it to."""

    @property
    def is_state(self) -> bool:
        """Whether the likeliest name tells a country."""
        return bool(self.names) and self.names[0].sort in STATES

    @property
    def is_word(self) -> bool:
        """Whether the lexicon knows nothing of it."""
        return not self.names and self.office is None and bool(self.key)


def find_items(words: Sequence[Word], lexicon: Lexicon) -> list[Item]:
    """The phrase as items, each name or office as long as it can be."""
    found: list[Item] = []
    keys = [word.key for word in words]
    longest, short = lexicon.longest, grammar.ABBREVIATIONS
    at, count = 0, len(words)
    while at < count:
        key = keys[at]
        if key in longest or key in short:
            item = _longest(words, keys, at, lexicon)
        else:
            item = _item(words, at, at + 1, key, (), None)
        found.append(item)
        at = item.last
    return found


def _longest(words: Sequence[Word], keys: list[str], at: int, lexicon: Lexicon) -> Item:
    word = words[at]
    key = word.key
    if word.capital and key in grammar.ABBREVIATIONS and at + 1 < len(words):
        office = lexicon.offices.get(grammar.ABBREVIATIONS[key])
        if office and words[at + 1].capital:
            return _item(words, at, at + 1, key, (), office)
    for length in range(min(lexicon.longest.get(key, 0), len(words) - at), 0, -1):
        if not keys[at + length - 1]:
            continue
        if length == 1:
            whole = key
        else:
            run = keys[at : at + length]
            if "" in run:
                if length < 4:
                    continue
                run = [each for each in run if each]
            whole = " ".join(run)
        known = lexicon.names.get(whole)
        office = lexicon.offices.get(whole)
        if known is None and office is None:
            continue
        names = _written_names(known, words[at : at + length]) if known else ()
        if names or office:
            return _item(words, at, at + length, whole, names, office)
    return _item(words, at, at + 1, key, (), None)


def _written_names(names: Sequence[Name], run: Sequence[Word]) -> tuple[Known, ...]:
    """What the words name as they are written, each once."""
    return tuple(dict.fromkeys(name.known for name in names if is_written_so(name, run)))


def _item(
    words: Sequence[Word],
    first: int,
    last: int,
    key: str,
    names: tuple[Known, ...],
    office: Office | None,
) -> Item:
    end = words[last - 1]
    after = words[last].key if end.glued and last < len(words) else None
    before = words[first - 1].key if first and words[first - 1].glued else None
    return Item(
        first, last, words[first].start, end.end, key, names, office,
        words[first].capital, end.possessive, after, before,
    )  # fmt: skip


def is_written_so(name: Name, run: Sequence[Word]) -> bool:
    """Whether words with a name's key are written as the name is.

    Capitals of the name have to be there (`Turkey`, `WHO`); longer acronyms may be written as a
    word (`Unesco`).
    """
    shape = _shape(name.written)
    words = [word for word in run if word.key]
    if len(shape) != len(words):
        return False
    for form, word in zip(shape, words, strict=True):
        if form == "x":
            continue
        if not word.text[0].isupper():
            return False
        if form == "A" and len(word.text) < 5 and not word.text.replace(".", "").isupper():
            return False
    return True


@functools.lru_cache(maxsize=16384)
def _shape(name: str) -> str:
    """A letter a word of the name: `A` all capitals, `C` begins with a capital, `x` any."""
    letters = []
    for word in split_words(name):
        if not word.key:
            continue
        plain = word.text.replace(".", "")
        upper = plain.isupper() and len(plain) > 1
        letters.append("A" if upper else "C" if word.capital else "x")
    return "".join(letters)
