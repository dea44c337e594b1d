"""Amounts of time in words and their TIMEX3 durations: `about two and a half years` is P2Y6M."""

from __future__ import annotations

from math import ceil
from typing import Final

from vanellus.resolving.date_points import Grain
from vanellus.resolving.date_words import NUMBERS, words_of

AMOUNT: Final = (
    "amount:((count (to | and | dash))? (twenty | number_word)? count (count slash count)? "
    "(hundred | thousand)? (and a half)? "
    "| a? few | several | a? couple of? | a hundred? | half a | hundred)"
)
"""The pattern of an amount before a unit of time."""
QUANTITY: Final = f"(approximately | more than | at least | up to){{0,2}} {AMOUNT}"
"""The same with what makes it a rough one."""
GRAIN_OF: Final = {
    "D": Grain.DAY,
    "WE": Grain.WEEKEND,
    "W": Grain.WEEK,
    "2W": Grain.WEEK,
    "M": Grain.MONTH,
    "Q": Grain.QUARTER,
    "Y": Grain.YEAR,
    "E": Grain.DECADE,
    "C": Grain.CENTURY,
}
"""The stretch of the calendar that a unit's code in `date_words.UNITS` counts."""
_VAGUE: Final = frozenset(words_of("few several many"))
_MULTIPLES: Final = frozenset(words_of("hundred thousand dozen"))
_ALTERNATIVES: Final = frozenset(words_of("to or -"))
_FINER: Final = {"Y": ("M", 12), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
_COARSER: Final = {"E": ("Y", 10), "C": ("Y", 100)}
_HOURS: Final = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}


def amount_of(words: list[str]) -> float | None:
    """The number that the words of an amount give; None for `few`, `several` and the like.

    Of an alternative (`two or three`) it is the last number.
    """
    if any(word in _VAGUE for word in words):
        return None
    if words[0] == "half":
        return 0.5
    if "/" in words:
        at = words.index("/")
        fraction = int(words[at - 1]) / max(int(words[at + 1]), 1)
        return fraction + ((amount_of(words[: at - 1]) or 0) if at > 1 else 0)
    total = 0.0
    for word in words:
        total = _counted_on(total, word)
    return total or 1.0


def _counted_on(total: float, word: str) -> float:
    """The number so far, with one more word of it."""
    if word in _MULTIPLES:
        return (total or 1) * NUMBERS[word]
    if word in NUMBERS:
        # `twenty four`
        return NUMBERS[word] + (total if total % 10 == 0 and NUMBERS[word] < 10 else 0)
    if word[0].isdigit():
        return float(word.replace(",", ""))
    if word in _ALTERNATIVES:
        return 0
    return total + {"couple": 2, "half": 0.5}.get(word, 0)


def duration_of(amount: float | None, code: str) -> str:
    """The TIMEX3 value of so many units, `X` for an unknown number.

    >>> duration_of(2.5, "Y"), duration_of(None, "TH"), duration_of(3, "W")
    ('P2Y6M', 'PTXH', 'P3W')
    """
    clock = "T" if code.startswith("T") else ""
    if amount is None:
        return f"P{clock}X{code.lstrip('T2')}"
    if code == "2W":
        amount, code = 2 * amount, "W"
    whole = int(amount)
    if whole != amount and code in _COARSER:
        code, factor = _COARSER[code]
        amount, whole = amount * factor, int(amount * factor)
    if whole != amount and code in _FINER:
        finer, factor = _FINER[code]
        part = (amount - whole) * factor
        if part == int(part):
            head = f"{whole}{code.lstrip('T')}" if whole else ""
            between = "T" if finer.startswith("T") and not clock else ""
            return f"P{clock}{head}{between}{int(part)}{finer.lstrip('T')}"
    shown = str(whole) if whole == amount else f"{amount:g}"
    return f"P{clock}{shown}{code.lstrip('T')}"


def steps_of(amount: float, code: str) -> tuple[Grain | None, int]:
    """A length as steps of a grain of the calendar, hours as the days they reach into.

    The grain is None where the calendar has no such step (`two and a half weeks`).
    """
    if code in _HOURS:
        return Grain.DAY, ceil(amount * _HOURS[code] / 24)
    if code == "2W":
        amount *= 2
    if amount != int(amount):
        return (Grain.MONTH, round(amount * 12)) if code == "Y" else (None, 0)
    return GRAIN_OF[code], int(amount)
