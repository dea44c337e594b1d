"""Families of event words: which words may name one deed (`explode`, `blast`), which are its
neighbours (`blast`, `kill`), and which hold of nearly any event (`say`, `happen`).
"""

from __future__ import annotations

import csv
import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from vanellus.errors import CodebookError
from vanellus.linking.lemmas import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE: Final = "trigger_families.csv"
PALE: Final = frozenset({"say", "event", "happen", "be"})
"""Families whose words tell next to nothing of which event is meant."""
BEGINNING: Final = 0.7
"""Share of the shorter word's letters with which both begin, where one is derived from the other
(`explode`, `explosion`).
"""
_LEAST_LETTERS: Final = 4
_LONGEST: Final = 3
"""Words of the longest phrases in the table."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIGHT: Final = frozenset(
    "a an the up down out in off on over of to away back into be have do with by and for at from"
    " along together".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """The table of families."""

    of: Mapping[str, frozenset[str]]
    """Names of the families of a base form; phrases are written with low lines (`step_down`)."""
    neighbours: frozenset[tuple[str, str]]
    """Pairs of families, both ways round, that may tell of one happening."""

    @classmethod
    @functools.cache
    def default(cls) -> Families:
        """The table that comes with Vanellus; raises CodebookError."""
        file = resources.files("vanellus.linking") / "data" / FILE
        return cls.read(file.read_text(encoding="utf-8").splitlines())

    @classmethod
    def read(cls, lines: Iterable[str]) -> Families:
        """The table in the lines of a CSV file; raises CodebookError."""
        rows = csv.DictReader(lines)
        if rows.fieldnames != ["family", "words", "near"]:
            raise CodebookError(file=FILE, problem="should begin with 'family,words,near'")
        of: dict[str, set[str]] = defaultdict(set)
        near: set[tuple[str, str]] = set()
        names: set[str] = set()
        for row in rows:
            if row["family"] in names:
                raise CodebookError(file=FILE, problem=f"family {row['family']} stands twice")
            names.add(row["family"])
            for word in row["words"].split():
                of[word].add(row["family"])
            near |= {(row["family"], other) for other in row["near"].split()}
        if odd := {other for _, other in near} - names:
            raise CodebookError(file=FILE, problem=f"no such families: {', '.join(sorted(odd))}")
        return cls(
            of={word: frozenset(found) for word, found in of.items()},
            neighbours=frozenset(near | {(other, name) for name, other in near}),
        )

    def base(self, word: str) -> str:
        """The base form of a word, that of the table where several are possible."""
        return lemma(word, known=self.of.keys())

    def head(self, trigger: str, *, after: str = "") -> str:
        """The base form that carries a trigger's meaning: of `was killed` kill, of `stepped` with
        `down` after it step_down.

        Args:
            trigger: the words that name the event.
            after: the text that follows them in the sentence.
        """
        words = [self.base(word) for word in _WORD.findall(trigger)]
        if not words:
            return trigger.strip().lower()
        following = [self.base(word) for word in _WORD.findall(after)[: _LONGEST - 1]]
        for length in range(_LONGEST, 1, -1):
            phrase = "_".join([*words, *following][:length])
            if phrase in self.of:
                return phrase
        heavy = [word for word in words if word not in _LIGHT] or words
        # English compounds carry their meaning last.
        return next((word for word in reversed(heavy) if word in self.of), heavy[-1])

    def same(self, first: str, second: str) -> bool:
        """Whether two base forms share a family, or are one word."""
        none: frozenset[str] = frozenset()
        return first == second or bool(self.of.get(first, none) & self.of.get(second, none))

    def near(self, first: str, second: str) -> bool:
        """Whether two base forms are of families that may tell of one happening."""
        return any(
            (one, other) in self.neighbours
            for one in self.of.get(first, ())
            for other in self.of.get(second, ())
        )

    def pale(self, word: str) -> bool:
        """Whether a base form holds of nearly any event."""
        return not PALE.isdisjoint(self.of.get(word, ()))


def derived(first: str, second: str) -> bool:
    """Whether one base form looks derived from the other, by their common beginning.

    >>> derived("explode", "explosion"), derived("meet", "march")
    (True, False)
    """
    one, other = first.partition("_")[0], second.partition("_")[0]
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= BEGINNING * max(_LEAST_LETTERS, min(len(one), len(other)))


def same_family(first: str, second: str) -> bool:
    """Whether two triggers, as they stand in the text, may name one event by their words alone.

    >>> same_family("exploded", "bomb blast"), same_family("exploded", "resigned")
    (True, False)
    """
    families = Families.default()
    return families.same(families.head(first), families.head(second))


def families_of(triggers: Sequence[str]) -> list[tuple[str, ...]]:
    """The families of each trigger, sorted; empty where none is known."""
    families = Families.default()
    return [tuple(sorted(families.of.get(families.head(text), ()))) for text in triggers]
