"""The field of policy that a few words name: a subject of talks, a country's interest."""

from __future__ import annotations

import csv
import functools
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from vanellus.errors import CodebookError
from vanellus.ontology import Codebook

if TYPE_CHECKING:
    from collections.abc import Collection

FILE: Final = "pillar_words.csv"
DEFAULT: Final = "diplomatic"
"""What is talked about between states when nothing tells more."""
_WORD: Final = re.compile(r"[a-zà-ÿ]+(?:[-’'][a-zà-ÿ]+)*")


class _Table(NamedTuple):
    """Pillar and weight by whole word, by beginning of a word, and by phrase."""

    words: dict[str, tuple[str, int]]
    stems: dict[str, tuple[str, int]]
    phrases: dict[str, tuple[str, int]]
    longest: int


@functools.cache
def _table() -> _Table:
    """The keyword table. Raises CodebookError for a row that breaks its rules."""
    pillars = [pillar.name for pillar in Codebook.default().pillars]
    rows = (files(__package__) / "data" / FILE).read_text(encoding="utf-8").splitlines()
    table = _Table({}, {}, {}, 0)
    for line, row in enumerate(csv.reader(rows), start=1):
        if line == 1:
            continue
        if len(row) != 3 or row[1] not in pillars or row[2] not in ("1", "2", "3"):
            problem = f"{row} is no word with its pillar ({', '.join(pillars)}) and weight 1 to 3"
            raise CodebookError(file=FILE, problem=problem, line=line)
        word, entry = row[0], (row[1], int(row[2]))
        home = table.phrases if " " in word else table.stems if word.endswith("*") else table.words
        if word.rstrip("*") in home:
            raise CodebookError(file=FILE, problem=f"'{word}' stands twice", line=line)
        home[word.rstrip("*")] = entry
    return table._replace(longest=max(map(len, table.stems), default=0))


def pillar_of(text: str) -> str | None:
    """The pillar that the words name most strongly, or None where they name none.

    Where two are as strong, the one named first wins.

    >>> pillar_of("joint patrols along the border"), pillar_of("scholarships and language courses")
    ('security', 'cultural')
    >>> pillar_of("the way ahead") is None
    True
    """
    scores: dict[str, int] = {}
    table, lower = _table(), text.lower()
    for phrase, (pillar, weight) in table.phrases.items():
        if phrase in lower:
            scores[pillar] = scores.get(pillar, 0) + weight
            lower = lower.replace(phrase, " ")
    for word in _WORD.findall(lower):
        for part in (word, *(word.split("-") if "-" in word else ())):
            entry = _entry(part)
            if entry:
                scores[entry[0]] = scores.get(entry[0], 0) + entry[1]
                break
    return max(scores, key=scores.__getitem__) if scores else None


def pillar_of_item(label: str | None, body: str, *, contexts: Collection[str] = ()) -> str:
    """The pillar of an item: what its label names, else its words, else its sentence's contexts.

    >>> pillar_of_item("Cultural ties", "language courses run by the army")
    'cultural'
    """
    found = (pillar_of(label) if label else None) or pillar_of(body)
    return found or pillar_of_contexts(contexts) or DEFAULT


def pillar_of_contexts(contexts: Collection[str]) -> str | None:
    """The pillar that the event model's contexts of a sentence point to, or None."""
    if not contexts:
        return None
    return Codebook.default().pillar("CONSULT", contexts=contexts)


def _entry(word: str) -> tuple[str, int] | None:
    """The table's entry for a word, by the longest beginning that it has."""
    table = _table()
    if word in table.words:
        return table.words[word]
    for length in range(min(len(word), table.longest), 2, -1):
        if entry := table.stems.get(word[:length]):
            return entry
    return None
