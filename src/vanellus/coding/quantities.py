"""Numbers with what they measure: percent, money or a count, exact or about.

Of a range the value is its lower end, and the quantity is approximate; `from 12 to 15 percent`
after a verb of change is no range, and its value is the later one.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from importlib.resources import files
from typing import Final

from vanellus.coding.numerals import Number, numbers
from vanellus.coding.words import alternatives, words
from vanellus.errors import CodebookError

FILE: Final = "currency_words.csv"


class Kind(Enum):
    """What a quantity measures."""

    COUNT = auto()
    PERCENT = auto()
    POINTS = auto()
    """Percentage points."""
    MONEY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, as characters of the text."""

    start: int
    """With the words that make it approximate."""
    end: int
    """With its sign or unit."""
    number: Number
    value: float
    kind: Kind
    currency: str | None
    approximate: bool


_ABOUT: Final = re.compile(
    rf"(?:(?<=\W)|^)(?:(?:{alternatives('quantities', 'about', capital=True)})\s+|~\s?)+$"
)
_LAST_WORD: Final = re.compile(r"(?P<word>[A-Za-z.]+|~)\s?$")
_ABOUT_LAST: Final = frozenset(
    each.split()[-1].lower() for each in words("quantities", "about")
) | {"~"}
"""The last words of these: a cheap look before the costly one."""
_ABOUT_BEHIND: Final = re.compile(r"\s+or\s+(?:so|more|less)\b|-odd\b|\s+and\s+counting\b")
_PERCENT: Final = re.compile(r"\s?%|[\s-](?:percent|per\s?cent|pct)\b(?!\s*(?:age)?\s*points?)")
_POINTS: Final = re.compile(r"[\s-](?:percentage|per\s?cent|percent)[\s-]points?\b")
_JOIN: Final = re.compile(r"[-–]|\s+(?:to|or)\s+|\s+and\s+")
_BETWEEN: Final = re.compile(r"\b(?:[Bb]etween|[Ff]rom)\s+$")
_CHANGE: Final = re.compile(rf"\b(?:{alternatives('quantities', 'change')})\b")


@functools.cache
def _currencies() -> dict[str, str]:
    """ISO 4217 codes by signs, codes and words."""
    table = (files(__package__) / "data" / FILE).read_text(encoding="utf-8")
    codes: dict[str, str] = {}
    for line, row in enumerate(csv.reader(table.splitlines()), start=1):
        if line == 1:
            continue
        if len(row) != 2 or not re.fullmatch(r"[A-Z]{3}", row[1]):
            raise CodebookError(file=FILE, problem=f"{row} is no word with its code", line=line)
        codes[row[0]] = row[1]
    return codes


@functools.cache
def _currency_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a sum (at the end of the text) and what stands behind it."""
    ordered = sorted(_currencies(), key=len, reverse=True)
    signs = "|".join(re.escape(each) for each in ordered if not each[-1].islower() or each == "Rs")
    worded = "|".join(
        re.escape(each).replace(r"\ ", r"\s+") for each in ordered if each[-1].isalpha()
    )
    return (
        re.compile(rf"(?<!\w)(?P<word>{signs})\.?\s?$"),
        re.compile(rf"[\s-](?:of\s+)?(?P<word>{worded})\b|\s?(?P<sign>[€£])"),
    )


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities of `text[start:end]`, in order.

    >>> text = "between 15 and 20 percent, some $85 million and two dozen lorries"
    >>> for q in quantities(text, 0, len(text)):
    ...     print(q.kind.name, q.value, q.currency, q.approximate)
    PERCENT 15.0 None True
    MONEY 85000000.0 USD True
    COUNT 24.0 None False
    """
    found: list[Quantity] = []
    for number in numbers(text, start, end):
        quantity = _measured(text, start, end, number)
        if found and (joined := _range(text, start, found[-1], quantity)):
            found[-1] = joined
        else:
            found.append(quantity)
    return found


def _measured(text: str, start: int, end: int, number: Number) -> Quantity:
    """The quantity of one number."""
    low, high = number.start, number.end
    kind, currency = Kind.COUNT, None
    before, behind = _currency_patterns()
    if points := _POINTS.match(text, high, end):
        kind, high = Kind.POINTS, points.end()
    elif percent := _PERCENT.match(text, high, end):
        kind, high = Kind.PERCENT, percent.end()
    elif _may_be_sign(text, start, low) and (sign := before.search(text, max(start, low - 8), low)):
        kind, currency, low = Kind.MONEY, _currencies()[sign["word"]], sign.start()
    if kind in (Kind.COUNT, Kind.MONEY) and (word := behind.match(text, high, end)):
        name = " ".join((word["word"] or word["sign"]).split())
        kind, currency, high = Kind.MONEY, currency or _currencies()[name], word.end()
    about = None
    if (word_before := _LAST_WORD.search(text, max(start, low - 14), low)) and (
        word_before["word"].lower() in _ABOUT_LAST
    ):
        about = _ABOUT.search(text, max(start, low - 40), low)
    behind_it = _ABOUT_BEHIND.match(text, high, end)
    return Quantity(
        start=about.start() if about else low,
        end=behind_it.end() if behind_it else high,
        number=number,
        value=number.value,
        kind=kind,
        currency=currency,
        approximate=bool(about or behind_it or number.vague),
    )


def _may_be_sign(text: str, start: int, at: int) -> bool:
    """Whether a sign or code of money may stand before character `at`."""
    if at - start > 1 and text[at - 1] in " \u00a0":
        at -= 1
    return at > start and (
        not text[at - 1].isalnum() or text[at - 1].isupper() or text[at - 1] in "sphk"
    )


def _range(text: str, start: int, low: Quantity, high: Quantity) -> Quantity | None:
    """One quantity for the two ends of a range, or for what something changed from and to."""
    gap = text[low.end : high.start]
    if not _JOIN.fullmatch(gap) or not _alike(low, high):
        return None
    link = gap.strip()
    between = _BETWEEN.search(text, max(start, low.start - 10), low.start)
    first = low.value
    if low.number.scale == 1 and high.number.scale > 1 and first < 1000:
        first *= high.number.scale  # `between 1.2 and 1.5 million`
    if link == "and" and not between:
        return None
    if link == "or" and not first < high.value <= 2 * first:
        return None
    if link in ("-", "–") and first >= high.value:
        return None  # a score, a date, a code
    opening = between.start() if between else low.start
    if between and between[0].lower().startswith("from") and _CHANGE.search(text, start, opening):
        return replace(high, start=opening)
    return Quantity(
        start=opening,
        end=high.end,
        number=high.number,
        value=min(first, high.value),
        kind=high.kind,
        currency=high.currency or low.currency,
        approximate=True,
    )


def _alike(low: Quantity, high: Quantity) -> bool:
    """Whether two quantities can be the ends of one range: the first may go without its unit."""
    if low.number.bare and low.number.value.is_integer() and 1900 <= low.value <= 2100:
        return False
    if low.kind is high.kind:
        return low.currency == high.currency or high.currency is None or low.currency is None
    return low.kind is Kind.COUNT or (low.kind is Kind.MONEY and high.kind is Kind.COUNT)
