"""The table of indicators: which words say what a number counts or measures."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Final

from vanellus.errors import CodebookError

FILE: Final = "indicator_words.csv"


class Measure(StrEnum):
    """What kind of number a word goes with."""

    PERSONS = "persons"
    RATE = "rate"
    """Percent and percentage points."""
    MONEY = "money"
    VERB = "verb"
    """Verbs that go with sums where no noun tells more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a quantity is of."""

    indicator: str
    unit: str
    """percent, persons, percentage points, an ISO 4217 code, or the counted noun."""
    end: int
    """Where the words of the figure end."""
    falls: bool = False
    """It is a change, and downwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of the table where it stands in a text."""

    start: int
    end: int
    word: str
    indicator: str


@functools.cache
def table(measure: Measure) -> dict[str, str]:
    """Indicators by word, in lower case. Raises CodebookError for a row that can't be read."""
    rows = (files(__package__) / "data" / FILE).read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for line, row in enumerate(csv.reader(rows), start=1):
        if line == 1:
            continue
        if len(row) != 3 or not all(row) or row[2] not in list(Measure):
            problem = f"{row} is no word with its indicator and measure"
            raise CodebookError(file=FILE, problem=problem, line=line)
        if row[2] == measure:
            if row[0] in found:
                raise CodebookError(file=FILE, problem=f"'{row[0]}' stands twice", line=line)
            found[row[0]] = row[1]
    return found


@functools.cache
def pattern(measure: Measure) -> str:
    """The words of a measure as a regular expression, the longest first."""
    ordered = sorted(table(measure), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@functools.cache
def _search(measure: Measure) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern(measure)})\b", re.IGNORECASE)


def cues(measure: Measure, text: str, start: int, end: int) -> list[Cue]:
    """The words of a measure in `text[start:end]`, in order."""
    return [
        Cue(
            start=match.start(),
            end=match.end(),
            word=match[0].lower(),
            indicator=indicator_of(measure, match[0]),
        )
        for match in _search(measure).finditer(text, start, end)
    ]


def indicator_of(measure: Measure, word: str) -> str:
    """The indicator that a word of the table stands for.

    >>> indicator_of(Measure.PERSONS, "Wounding")
    'wounded'
    """
    return table(measure)[" ".join(word.lower().split())]
