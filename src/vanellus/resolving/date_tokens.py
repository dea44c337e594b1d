"""Text as tokens, each with its kind as one character, so that patterns can run over the kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vanellus.resolving.date_words import CAPITAL_KINDS, KINDS, words_of

_TOKEN: Final = re.compile(
    r"""
    (?P<number>(?i:(?:twen|thir|for|fif|six|seven|eigh|nine)ty)[-‑]
      (?i:one|two|three|four|five|six|seven|eight|nine|
      (?P<nth_word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))\b)
  | (?P<quarter_code>(?:[QqHh][1-4]|[1-4][Qq])\b)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
  | (?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/]))
  | (?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}(?![\w]))
  | (?P<am_pm>\d{1,2}(?:[:.]\d{2})?\s?[apAP](?:\.\s?[mM]\b\.?|[mM]\b))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\w:]))
  | (?P<nth>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<decade_number>(?:\d{2})?\d0['’]?s\b)
  | (?P<short_year>['’‘](?:\d0s|\d{2})\b)
  | (?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w))
  | (?P<decimal>\d+\.\d+(?![\w]))
  | (?P<code>\+?\d+(?:[-.]\d+){2,}|\d{3,4}-\d{3,4}(?!\d)(?<!\d{4}-\d{4}))
  | (?P<digits>\d+(?![\w]))
  | (?P<poss>['’]s\b)
  | (?P<gap>\n\s*\n)
  | (?P<long_dash>—|--+)
  | (?P<dash>[-–‑])
  | (?P<comma>,)
  | (?P<dot>\.)
  | (?P<stop>[!?;:])
  | (?P<quote>['’])
  | (?P<slash>/)
  | (?P<money>[$€£¥])
  | (?P<percent>%)
  | (?P<open>[(\[])
  | (?P<other>\w+|[^\w\s])
    """,
    re.VERBOSE,
)
_LITERALS: Final = words_of(
    "iso slashed dotted am_pm clock nth decade_number short_year quarter_code grouped decimal code "
    "poss gap long_dash dash comma dot stop quote slash money percent open"
)
_NUMERALS: Final = ("day_number", "small_number", "year_number", "whole_number")
NAMES: Final = tuple(dict.fromkeys([*KINDS, *CAPITAL_KINDS, *_LITERALS, *_NUMERALS]))
MARKS: Final = {name: chr(0xE000 + index) for index, name in enumerate(NAMES)}
"""The character of each kind (of Unicode's private use, so that none has a meaning)."""
OTHER: Final = " "
"""The character of every token that no pattern asks for."""
_MARK_OF_WORD: Final = {
    word: MARKS[kind] for kind, words in KINDS.items() for word in words_of(words)
}
_MARK_OF_CAPITAL: Final = {
    word: MARKS[kind] for kind, words in CAPITAL_KINDS.items() for word in words_of(words)
}
_MARK_OF_LITERAL: Final = {name: MARKS[name] for name in _LITERALS}
_ZONE: Final = MARKS["zone"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each lies, its word in small letters and its kind."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    marks: str
    """The kind of each token as its character in MARKS; `marks[i]` belongs to `words[i]`."""

    def is_kind(self, index: int, *names: str) -> bool:
        """Whether a token is there and of one of these kinds."""
        return 0 <= index < len(self.marks) and self.marks[index] in {MARKS[n] for n in names}

    def touches(self, index: int) -> bool:
        """Whether no space lies between a token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether a token is there and begins with a capital."""
        return 0 <= index < len(self.starts) and self.text[self.starts[index]].isupper()


def tokens_of(text: str) -> Tokens:
    """The tokens of a text, in its order.

    >>> tokens_of("3 April 2025").words
    ['3', 'april', '2025']
    """
    starts, ends, words, marks = [], [], [], []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        shown = match[0]
        word = shown.lower()
        if kind == "word":
            mark = _MARK_OF_WORD.get(word, OTHER)
            if mark == OTHER:
                if word in _MARK_OF_CAPITAL and shown[0].isupper():
                    mark = _MARK_OF_CAPITAL[word]
            elif mark == _ZONE and not shown.isupper():
                mark = OTHER
        elif kind == "digits":
            mark = MARKS[_numeral(shown)]
        elif kind == "number":
            mark = MARKS["number_word" if match["nth_word"] is None else "ordinal"]
        else:
            mark = _MARK_OF_LITERAL.get(kind or "", OTHER)
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        words.append(word)
        marks.append(mark)
    return Tokens(text=text, starts=starts, ends=ends, words=words, marks="".join(marks))


def _numeral(digits: str) -> str:
    """The kind of a run of digits: what it may be in a date."""
    if len(digits) <= 2:
        return "day_number" if 1 <= int(digits) <= 31 else "small_number"
    if len(digits) == 4 and "1000" <= digits < "2200":
        return "year_number"
    return "whole_number"
