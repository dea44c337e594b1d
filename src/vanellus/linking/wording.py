"""Content words of sentences: stems, how rare they are, and the numbers that stand among them.

How rare a stem is comes from a fixed table (made by `training.links` from the project's own
corpus), not from the reports at hand: two reports are as like each other whatever else a store
holds, and so linking doesn't depend on the order in which reports arrive.
"""

from __future__ import annotations

import csv
import functools
import math
import re
import unicodedata
import zlib
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vanellus.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE: Final = "words.csv"
STEMS: Final = 16
"""How many stems of a sentence are kept: the rarest."""
NUMBERS: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d,]*(?:\.\d+)?")
_ENDINGS: Final = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly")
_SMALL: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_YEARS: Final = range(1900, 2101)
"""Plain numbers in this range are taken for years, which tell nothing about an event's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of many sentences, a row each; unused cells are 0."""

    stems: npt.NDArray[np.uint32]
    """Hashes of the STEMS rarest stems, the rarest first."""
    rarity: npt.NDArray[np.float32]
    """Of each of them: minus the logarithm of its share of sentences, 0 where unused."""
    numbers: npt.NDArray[np.float64]
    """The first NUMBERS numbers over 2 that aren't years; NaN where unused."""


def words_in(text: str) -> list[str]:
    """The words and numbers of a text as they stand."""
    return _WORD.findall(text)


def fold(word: str) -> str:
    """The word in lower case without accents."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def stem(word: str) -> str:
    """The word without accents, possessive and its commonest endings; five letters at least stay.

    >>> stem("Expelled"), stem("expelling"), stem("Mali's")
    ('expell', 'expell', 'mali')
    """
    low = fold(word).partition("'")[0]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


@functools.cache
def _table() -> tuple[dict[str, int], int]:
    file = resources.files("vanellus.linking") / "data" / FILE
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    if not rows or rows[0] != ["stem", "sentences"] or len(rows) < 2 or rows[1][0] != "":
        raise CodebookError(
            file=FILE, problem="should begin with 'stem,sentences' and the total of an empty stem"
        )
    return {word: int(count) for word, count in rows[2:]}, int(rows[1][1])


def rarity(word: str) -> float:
    """How rare a stem is: log(sentences / sentences with it) (Spärck Jones 1972), from 0 up."""
    counts, total = _table()
    return math.log(total / (counts.get(word, 0) + 1))


LEAST_RARE: Final = 2.3
"""Stems in more than a tenth of all sentences carry nothing."""


def wording_of(sentences: Sequence[str]) -> Wording:
    """The words and numbers of each sentence."""
    count = len(sentences)
    stems = np.zeros((count, STEMS), np.uint32)
    weights = np.zeros((count, STEMS), np.float32)
    numbers = np.full((count, NUMBERS), np.nan)
    for start in range(0, count, _STEP):
        part = slice(start, min(start + _STEP, count))
        _put(sentences[part], stems[part], weights[part], numbers[part])
    return Wording(stems=stems, rarity=weights, numbers=numbers)


_STEP: Final = 50_000
"""Sentences that are taken apart at once; bounds the memory."""


def _put(
    sentences: Sequence[str],
    stems: npt.NDArray[np.uint32],
    weights: npt.NDArray[np.float32],
    numbers: npt.NDArray[np.float64],
) -> None:
    words = [words_in(sentence) for sentence in sentences]
    row = np.repeat(np.arange(len(words)), [len(each) for each in words])
    coded = pa.array(chain.from_iterable(words), pa.string()).dictionary_encode()
    which = np.asarray(coded.indices).astype(np.int64)
    entries = [_entry(word) for word in coded.dictionary.to_pylist()]
    # Stems by their place in the order of rarity, so that one number a word is enough to sort.
    ordered = sorted({entry for entry in entries if isinstance(entry, tuple)})
    place = {entry: number for number, entry in enumerate(ordered)}
    ranks = np.array(
        [place[entry] if isinstance(entry, tuple) else -1 for entry in entries], np.int64
    )
    found = ranks[which] if len(which) else np.array([], np.int64)
    size = np.int64(max(len(ordered), 1))
    packed = np.unique((row * size + found)[found >= 0])
    held, rank = packed // size, packed % size
    at = np.arange(len(held)) - np.searchsorted(held, held)
    kept = at < STEMS
    codes = np.array([code for _, code in ordered], np.uint32)
    rarities = np.array([-weight for weight, _ in ordered], np.float32)
    stems[held[kept], at[kept]] = codes[rank[kept]]
    weights[held[kept], at[kept]] = rarities[rank[kept]]
    values = np.array([0.0 if isinstance(entry, tuple) else entry for entry in entries])
    digits = values[which] if len(which) else np.array([])
    seen: dict[int, list[float]] = {}
    large = np.flatnonzero(digits > 2)
    for line, value in zip(row[large].tolist(), digits[large].tolist(), strict=True):
        told = seen.setdefault(line, [])
        if len(told) < NUMBERS and value not in told:
            told.append(value)
    for line, told in seen.items():
        numbers[line, : len(told)] = told


@functools.lru_cache(maxsize=200_000)
def _entry(word: str) -> tuple[float, int] | float:
    """A number, or the stem's rarity (negative) and hash; 0 for what says nothing."""
    if (number := _number(word)) is not None:
        return number
    root = stem(word)
    weight = round(rarity(root), 4)
    return (-weight, zlib.crc32(root.encode()) or 1) if weight >= LEAST_RARE else 0.0


def _number(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "")
        value = float(plain) if plain.count(".") < 2 else 0.0
        return 0.0 if value in _YEARS and plain == word else value
    low = word.lower()
    return _SMALL.get(low) or _TENS.get(low)
