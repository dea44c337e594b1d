"""Documents about one happening: a guard against joining like events of unlike stories."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from vanellus.linking.wording import rarity, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MATTER: Final = 0.10
"""Mean likeness of content words from which on documents are of like matters."""
NAMES: Final = 0.08
"""Mean likeness of names and figures, inside a matter, from which on they tell of one happening."""
_FEWEST: Final = 3
"""Documents of a matter from which on their own counts tell which names part them."""
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’]+|\d[\d,.]*\d|\d")
_POSSESSIVE: Final = re.compile("['’]s?$")

Likeness = npt.NDArray[np.float64]


def happenings_of(texts: Sequence[str]) -> list[int]:
    """A number for each document; documents with the same number tell of one happening.

    First documents of like matters are gathered, by the cosine of their content words weighed by
    how rare they are in general. Two earthquakes are of one matter; so inside a matter the names
    and figures decide, weighed by how rare they are there (tf-idf, Spärck Jones 1972; both steps
    by average linkage, Sokal and Michener 1958).
    """
    found = [Counter(_words(text)) for text in texts]
    general = [{w: c * _rarity(w) for w, c in _damped(_stems(words)).items()} for words in found]
    out = [0] * len(texts)
    last = -1
    for matter in groups(likeness(general), cut=MATTER):
        parts = [matter]
        if len(matter) >= _FEWEST:
            names = [Counter({w: c for w, c in found[i].items() if _is_name(w)}) for i in matter]
            inner = groups(likeness(_by_rarity_here(names)), cut=NAMES)
            parts = [[matter[i] for i in part] for part in inner]
        for part in parts:
            last += 1
            for i in part:
                out[i] = last
    return out


def _words(text: str) -> list[str]:
    """The words as they stand; those in capitals as if only their first letter were one."""
    words = (_POSSESSIVE.sub("", word) for word in _WORD.findall(text))
    return [word.capitalize() if word.isupper() else word for word in words]


def _is_name(word: str) -> bool:
    low = word.lower()
    # A common word that opens a sentence is no name, nor are the shortest words of all.
    return word[0].isdigit() or (word[0].isupper() and low not in _SMALL)


_SMALL: Final = frozenset(
    "the a an of to in on at for by with from and or but is was are were be been has have had he"
    " she it they his her its their that this these those which who as not will would said there"
    " we you i if when while after before".split()
)


def _stems(words: Mapping[str, int]) -> dict[str, int]:
    out: Counter[str] = Counter()
    for word, count in words.items():
        if (low := word.lower()) not in _SMALL:
            out[stem(low)] += count
    return out


@functools.lru_cache(maxsize=100_000)
def _rarity(word: str) -> float:
    return max(0.0, rarity(word))


def _damped(counts: Mapping[str, int]) -> dict[str, float]:
    return {word: 1 + math.log(count) for word, count in counts.items()}


def _by_rarity_here(counts: Sequence[Mapping[str, int]]) -> list[dict[str, float]]:
    seen = Counter(word for each in counts for word in each)
    total = len(counts) + 1
    return [
        {w: c * math.log(total / seen[w]) for w, c in _damped(each).items() if seen[w] > 1}
        for each in counts
    ]


def likeness(weights: Sequence[Mapping[str, float]]) -> Likeness:
    """The cosine of each with each, (n, n); of an empty one 0."""
    columns = {word: at for at, word in enumerate(sorted({w for each in weights for w in each}))}
    table = np.zeros((len(weights), max(1, len(columns))))
    for row, each in enumerate(weights):
        for word, weight in each.items():
            table[row, columns[word]] = weight
    length = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(length > 0, length, 1)
    cosines: Likeness = table @ table.T
    return cosines


def groups(alike: Likeness, *, cut: float) -> list[list[int]]:
    """Groups of rows whose mean likeness is at least `cut`, by average linkage, in order of their
    first row.

    Args:
        alike: symmetric, 0 to 1.
        cut: 0 to 1.
    """
    if len(alike) < 2:
        return [[row] for row in range(len(alike))]
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415  slow to load

    rows, columns = np.triu_indices(len(alike), 1)
    # Rounded, so that no machine's last bit decides.
    apart = np.round(np.clip(1 - alike[rows, columns], 0, 1), 6)
    labels = fcluster(linkage(apart, "average"), 1 - cut, "distance")
    out: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        out.setdefault(label, []).append(row)
    return list(out.values())
