"""Numbers as dates hold them: days, ordinals and years, and what tells them from mere counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving.date_words import ORDINALS, words_of

if TYPE_CHECKING:
    from datetime import date

    from vanellus.resolving.date_tokens import Tokens

BEFORE_TIMES: Final = frozenset(
    words_of(
        "in since until till by during of from before after through to between around about late "
        "early mid last next this every each for and or as than on beginning starting ending "
        "throughout over into within post pre"
    )
)
"""Words after which a month or year may stand alone."""
AFTER_DAYS: Final = frozenset(
    words_of(
        "of at in on for to and or by with from the a an as but when where while after before that "
        "which who is was were are will has have had until during between over against last this "
        "next"
    )
)
"""Words in small letters that may follow a day's number; before another one it counts things."""
_PIVOT: Final = 50


def number_of(word: str) -> int:
    """The number that digits, `3rd` or `third` stand for; ValueError for other words."""
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))


def year_of(word: str, published: date | None) -> int:
    """The year that `1996`, `96` or `'96` stands for.

    A short year lies at most ten years after publication; without a publication date, `50` to `99`
    belong to the twentieth century.
    """
    digits = word.lstrip("'’‘")
    number = int(digits)
    if len(digits) > 2:
        return number
    if published is None:
        return number + (1900 if number >= _PIVOT else 2000)
    century = published.year // 100 * 100
    return number + (century if century + number <= published.year + 10 else century - 100)


def counts_things(tokens: Tokens, index: int, *, ordinals: bool = False) -> bool:
    """Whether the number there counts what follows (`on 3 April and 12 people`).

    `3rd` is taken for a day in any case unless `ordinals` is set.
    """
    if (not ordinals and tokens.is_kind(index, "nth")) or index + 1 >= len(tokens.words):
        return False
    following = tokens.words[index + 1]
    if following in ("%", "percent"):
        return True
    return following.isalpha() and not tokens.capital(index + 1) and following not in AFTER_DAYS
