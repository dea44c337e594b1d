"""Rules for years and longer: `in 1998`, `2012-2015`, `the mid-1990s`, `the 19th century`."""

from __future__ import annotations

from typing import Final

from vanellus.records import DateBasis
from vanellus.resolving.date_numerals import BEFORE_TIMES, number_of, year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule, tag_of
from vanellus.resolving.date_points import Grain, Point, around, year
from vanellus.resolving.date_words import DECADES, NUMBERS, words_of

_SURE: Final = frozenset(words_of("in since during until"))
"""Words after which a number in the range of recent years is one, unless it measures something."""
_MEASURED: Final = frozenset(
    words_of("km kilometers kilometres miles metres meters feet tons tonnes percent")
)
_NO_YEAR_AFTER: Final = frozenset(
    words_of(
        "about around nearly almost some roughly approximately over than least most up only all "
        "these those no number numbers flight room route highway resolution article chapter page "
        "pages paragraph decree law act model type channel gate box apollo windows area $ € £ ¥ /"
    )
)
"""Words and signs before a number that make it a count, a sum or a label."""
_NO_YEAR_BEFORE: Final = _MEASURED | frozenset(
    words_of(
        "people persons men women children troops soldiers fighters villagers civilians refugees "
        "families homes houses barrels dollars euros pounds francs yen hours km/h mph votes jobs "
        "shares points units copies words acres hectares cases deaths bodies prisoners workers "
        "employees members students seats gmt utc rounds rpm mhz pieces vehicles tanks %"
    )
)
"""Words after a number that make it a count."""
_NO_PLURAL: Final = frozenset(words_of("was is has as its this elections results levels series"))
"""Words in -s after which a year may still stand."""
_EARLIEST: Final = 1500
_FIRST_BARE: Final = 1900
"""An earlier number is a year only after a preposition."""
_LAST_BARE: Final = 2060


def _is_year(match: Match, *, in_range: bool = False) -> bool:
    """Whether the number `year` of a match is one, and no count, sum, label or measure."""
    tokens, index = match.tokens, match.at("year")
    number = int(match.word("year"))
    previous = tokens.words[index - 1] if index else ""
    following = tokens.words[index + 1] if index + 1 < len(tokens.words) else ""
    if not _EARLIEST <= number <= _LAST_BARE:
        return False
    if number >= _FIRST_BARE and previous in _SURE:
        return following not in _MEASURED
    if previous in _NO_YEAR_AFTER or following in _NO_YEAR_BEFORE:
        return False
    if (following == "/" and not in_range) or _labelled(match, previous):
        return False
    plural = following.isalpha() and following.endswith("s") and following not in _NO_PLURAL
    counted = plural and not tokens.capital(index + 1)
    if number < _FIRST_BARE:
        return not counted and previous in BEFORE_TIMES and previous not in ("for", "to", "about")
    return not (counted and previous in ("for", "to", "from", "by", "of", ""))


def _labelled(match: Match, previous: str) -> bool:
    """Whether the number hangs on a sign: `F-2000` and `555-1999`, but not `post-1990`."""
    index = match.at("year")
    if index != match.start or not match.tokens.touches(index) or previous not in "-–‑+#№":
        return False
    prefix = match.tokens.words[index - 2] if index > 1 else ""
    return not (prefix.isalpha() and len(prefix) > 2)


def _one_year(match: Match) -> Tag | None:
    if match.tokens.is_kind(match.at("year"), "year_number") and not _is_year(match):
        return None
    return match.tag(year(year_of(match.word("year"), match.anchors.published)), DateBasis.STATED)


def _short_year(match: Match) -> Tag | None:
    """`'96`, `'90s`."""
    word = match.word("year").lstrip("'’‘")
    if match.tokens.touches(match.start) and not word.endswith("s"):
        return None
    if word.endswith("s"):
        return match.tag(_decade(int(word[:2]), match), DateBasis.STATED)
    return match.tag(year(year_of(word, match.anchors.published)), DateBasis.STATED)


def _two_years(match: Match) -> list[Tag] | None:
    """`2012-2015`, `1998-99`, `1999/2000`: each end of the range is a tag."""
    one, shown = int(match.word("year")), match.word("two").lstrip("'’‘")
    two = int(shown)
    if len(shown) == 2:
        two += one // 100 * 100 + (100 if two < one % 100 else 0)
    if not (_is_year(match, in_range=True) and one < two <= one + 150):
        return None
    return [
        tag_of(match.start, match.at("year") + 1, year(one), DateBasis.STATED),
        tag_of(match.at("two"), match.end, year(two), DateBasis.STATED),
    ]


def _decade(tens: int, match: Match) -> Point:
    """The decade of such tens that is meant: the last to have begun before publication."""
    published = match.anchors.published
    newest = published.year if published else 1999
    start = newest // 100 * 100 + tens
    return around(Grain.DECADE, year(start if start <= newest else start - 100).first)


def _one_decade(match: Match) -> Tag | None:
    shown = match.word("decade")
    digits = _plain(shown)
    if not shown.endswith("s"):
        return None
    if len(digits) == 4:
        point = around(Grain.DECADE, year(int(digits)).first)
    elif match.has("the"):
        point = _decade(DECADES[shown] if shown in DECADES else int(digits), match)
    else:
        # `in his seventies`, `temperatures in the high 70s`
        return None
    return match.tag(point, DateBasis.STATED)


def _two_decades(match: Match) -> list[Tag] | None:
    """`the 1960s and 70s`: the century of the first holds for the second."""
    one, two = _plain(match.word("decade")), _plain(match.word("two"))
    if len(one) != 4 or len(two) != 2:
        return None
    ends = [around(Grain.DECADE, year(int(digits)).first) for digits in (one, one[:2] + two)]
    return [
        tag_of(match.start, match.at("decade") + 1, ends[0], DateBasis.STATED),
        tag_of(match.at("two"), match.end, ends[1], DateBasis.STATED),
    ]


def _plain(decade: str) -> str:
    """`'90s` as `90`."""
    return decade.lstrip("'’‘").rstrip("s").rstrip("'’")


def _one_century(match: Match) -> Tag | None:
    number = number_of(match.word("century"))
    if not 1 < number <= 30:
        return None
    return match.tag(around(Grain.CENTURY, year(100 * (number - 1)).first), DateBasis.STATED)


def _spelled_year(match: Match) -> Tag | None:
    """`nineteen ninety-eight`, `twenty twenty-five`."""
    century = {"nineteen": 1900, "twenty": 2000}[match.word("century")]
    tens = NUMBERS[match.word("tens")]
    ones = NUMBERS[match.word("ones")] if match.has("ones") else 0
    if tens < 10 or (century == 2000 and match.before() not in BEFORE_TIMES):
        return None
    if ones and (tens % 10 or ones > 9):
        return None
    return match.tag(year(century + tens + ones), DateBasis.STATED)


_MOD: Final = "((early | late | mid) dash? | (start | end | mid) of the)?"
_BOUNDARY: Final = "(the? (early | late | mid) dash? | the (start | end | mid) of) (the? year)?"
RULES: Final[tuple[Rule, ...]] = (
    rule("year:year_number", _one_year),
    rule("year:short_year", _short_year),
    rule(f"{_BOUNDARY} year:year_number", _one_year),
    rule("the year year:year_number", _one_year),
    rule("the? fiscal year? year:year_like", _one_year),
    rule("the? year:year_like fiscal year", _one_year),
    rule(
        "year:year_number (dash | slash) "
        "two:(year_number | day_number | small_number | short_year)",
        _two_years,
    ),
    rule("year:year_number (to | and) two:year_number", _two_years),
    rule(f"the:the? {_MOD} decade:(decade_number | decade_word | short_year)", _one_decade),
    rule(f"the? {_MOD} decade:decade_number and two:(decade_number | short_year)", _two_decades),
    rule(f"the? {_MOD} century:nth_any dash? century", _one_century),
    rule(
        "century:(nineteen | twenty) dash? tens:number_word ones:(one | number_word)?",
        _spelled_year,
    ),
)
