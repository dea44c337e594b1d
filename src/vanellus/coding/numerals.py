"""Numbers in text, in digits and in words, with their value.

A vague plural is worth the least that it claims: `dozens` 24, `hundreds` 200, `tens of thousands`
20,000, `several hundred` 300.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES: Final = {
    "dozen": 12.0, "score": 20.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6,
    "mn": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SHORT: Final = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "mn": 1e6}
_VAGUE: Final = {
    "dozens": 24.0, "scores": 40.0, "tens": 20.0, "hundreds": 200.0, "thousands": 2e3,
    "lakhs": 2e5, "millions": 2e6, "crores": 2e7, "billions": 2e9, "trillions": 2e12,
}  # fmt: skip
_FEW: Final = {"several": 3, "a few": 3, "a couple of": 2, "a couple": 2, "few": 3, "many": 3}
NUMBER_WORDS: Final = frozenset(
    [*_UNITS, *_TENS, *_VAGUE, "dozen", "hundred", "thousand", "million", "billion", "trillion",
     "lakh", "crore", "half"]
)  # fmt: skip

_SMALL: Final = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE: Final = "|".join(
    sorted((word for word in SCALES if word != "score"), key=len, reverse=True)
)
_DIGITS: Final = (
    r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\s\d{3}){2,}|"
    r"\d{1,3}\s\d{3}(?=\s[a-z])|\d+(?:[.,]\d+)?"
)
NUMBER: Final = re.compile(
    rf"(?<![\w.,+/])(?<![a-z]-)(?:"
    rf"(?P<digits>{_DIGITS})(?:(?P<short>(?:bn|mn|[kmb])(?![\w’']))|[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"|(?P<vague>{'|'.join(_VAGUE)})(?:\s+of\s+(?P<of>thousands|millions|billions))?\b"
    rf"|(?P<few>{'|'.join(_FEW)})\s+(?P<many>{_SCALE})\b"
    rf"|half\s+a\s+(?P<half>{_SCALE})\b"
    rf"|(?P<words>(?:{_SMALL}|an?(?=[\s-]+(?:{_SCALE})\b))"
    rf"(?:(?:[\s-]+|\s+and\s+(?:a\s+)?)(?:{_SMALL}|{_SCALE}|half(?=\s+(?:{_SCALE})\b)))*)\b"
    rf")(?!\w)"
)
"""Of text in lower case: without IGNORECASE the search is several times as fast."""


_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[a-z]+")


class Number(NamedTuple):
    """A number of the text."""

    start: int
    end: int
    value: float
    scale: float
    """What a word or letter behind the digits multiplied them by; 1 without one."""
    vague: bool
    bare: bool
    """Digits alone, without separators or a scale: it may be a year or a name's number."""
    short: bool = False
    """The scale is a single letter, which may be a unit of length as well."""


def has_number(text: str) -> bool:
    """Whether there may be a number in the text; cheap, and never wrong when it says no."""
    if _DIGIT.search(text):
        return True
    return not NUMBER_WORDS.isdisjoint(_WORD.findall(text.lower()))


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The numbers of `text[start:end]`, in order.

    >>> [each.value for each in numbers("two dozen, 1.2bn, hundreds, forty-six, half a million")]
    [24.0, 1200000000.0, 200.0, 46.0, 500000.0]
    """
    lower = text[start:end].lower()
    if len(lower) != len(text[start:end]):
        lower = text[start:end]  # a letter that grows when it is made small
    for match in NUMBER.finditer(lower):
        value, scale, vague = _value(match)
        yield Number(
            start=start + match.start(),
            end=start + match.end(),
            value=value,
            scale=scale,
            vague=vague,
            bare=bool(match["digits"]) and match["digits"].isdigit() and scale == 1,
            short=bool(match["short"]) and len(match["short"]) == 1,
        )


def _value(match: re.Match[str]) -> tuple[float, float, bool]:
    """The value of a match, its scale, and whether it is vague."""
    if match["digits"]:
        scale = 1.0
        if match["short"]:
            scale = _SHORT[match["short"]]
        elif match["scale"]:
            scale = SCALES[match["scale"]]
        return _digits(match["digits"]) * scale, scale, False
    if match["vague"]:
        value = _VAGUE[match["vague"]]
        if match["of"]:
            value *= SCALES[match["of"].removesuffix("s")]
        return value, 1.0, True
    if match["few"]:
        scale = SCALES[match["many"]]
        return _FEW[" ".join(match["few"].split())] * scale, scale, True
    if match["half"]:
        return SCALES[match["half"]] / 2, 1.0, False
    return _words(match["words"]), 1.0, False


def _digits(digits: str) -> float:
    """The value of digits: commas and blanks before three digits part thousands."""
    if re.fullmatch(r"\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?", digits):
        return float(re.sub(r"[,\s]", "", digits))
    return float(digits.replace(",", "."))


def _words(phrase: str) -> float:
    """The value of a number in words.

    >>> _words("one hundred and fifty"), _words("two and a half million")
    (150.0, 2500000.0)
    """
    total = current = 0.0
    for word in re.split(r"[\s-]+", phrase):
        if word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            # `two and a half million`: the `a` has set nothing, since two stood there.
            current += 0.5
        elif word in _UNITS or word in _TENS:
            current += _UNITS.get(word) or _TENS.get(word, 0)
        elif word in SCALES:
            scale = SCALES[word]
            current = (current or 1.0) * scale
            if scale >= 1e3:
                total, current = total + current, 0.0
    return total + current
