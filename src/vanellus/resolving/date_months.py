"""Rules for months: `March 2024`, `early March`, `April to June 2025`, `June of last year`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from vanellus.records import DateBasis
from vanellus.resolving.date_anchors import basis_of, nearest_month
from vanellus.resolving.date_numerals import AFTER_DAYS, BEFORE_TIMES, number_of, year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule, tag_of
from vanellus.resolving.date_points import Grain, around, month
from vanellus.resolving.date_tense import direction
from vanellus.resolving.date_words import MONTHS

_STEPS: Final = {"last": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1}
_DAYS: Final = ("day_number", "nth")
_FROM_TEXT: Final = frozenset(("same", "that", "previous", "preceding", "prior"))
"""Words that reckon a year from the text, not from the publication date."""


def _of_year(match: Match) -> Tag:
    year = year_of(match.word("year"), match.anchors.published)
    return match.tag(month(year, MONTHS[match.word("month")]), DateBasis.STATED)


def _of_near_year(match: Match) -> Tag:
    """`March of last year`, `June this year`, `May of the same year`."""
    anchors, which = match.anchors, match.word("which")
    base = anchors.here if which in _FROM_TEXT else anchors.today
    point = None
    if base is not None:
        point = month(base.first.year + _STEPS.get(which, 0), MONTHS[match.word("month")])
    return match.tag(point, basis_of(point))


def _two_of_year(match: Match) -> list[Tag]:
    """`April to June 2025`: the year holds for both, unless they lie about a new year."""
    year = year_of(match.word("year"), match.anchors.published)
    one, two = MONTHS[match.word("month")], MONTHS[match.word("month_two")]
    stated = DateBasis.STATED
    return [
        tag_of(match.start, match.at("month") + 1, month(year - (one > two), one), stated),
        tag_of(match.at("month_two"), match.end, month(year, two), stated),
    ]


def _alone(match: Match) -> Tag | None:
    tokens = match.tokens
    if not match.has("part") and not _stands_as_month(match):
        return None
    towards = direction(tokens, match.start, match.end)
    point = nearest_month(match.anchors.published, MONTHS[match.word("month")], towards)
    return match.tag(point, basis_of(point))


def _stands_as_month(match: Match) -> bool:
    """Whether a month's name alone is meant as one, and not as a verb or a person's name."""
    tokens, index = match.tokens, match.at("month")
    previous, following = match.before(), match.behind()
    if tokens.is_kind(index - 1, *_DAYS) or (
        tokens.is_kind(match.end, *_DAYS) and previous != "in"
    ):
        # A day that the month does not have; but `in March 12 people` counts people.
        return False
    if tokens.is_kind(index, "month_short"):
        return previous in BEFORE_TIMES and following == "."
    if tokens.is_kind(index, "month_verb"):
        if previous == "the":
            # `the May vote`, but neither `the March on Rome` nor `the May Fourth movement`
            return following.islower() and following not in AFTER_DAYS and not _name_follows(match)
        return previous in BEFORE_TIMES and following not in ("be", "have", "not", "also")
    if _name_follows(match):
        return previous in BEFORE_TIMES or previous in ("the", "a", "an")
    return tokens.capital(index)


def _name_follows(match: Match) -> bool:
    return match.tokens.capital(match.end)


def _week(match: Match) -> Tag | None:
    """`the first week of April 2025`: seven days; as value the ISO week that holds most of them."""
    number = 0 if match.word("nth") == "last" else number_of(match.word("nth"))
    if number > 4:
        return None
    tag = _of_year(match) if match.has("year") else _alone(match)
    if tag is None or tag.first is None or tag.last is None:
        return tag
    first = tag.last - timedelta(days=6)
    if number:
        first = tag.first + timedelta(days=7 * (number - 1))
    value = around(Grain.WEEK, first + timedelta(days=3)).value
    return replace(tag, value=value, first=first, last=first + timedelta(days=6), grain="week")


_PART: Final = "(the? (early | late | mid) dash? | the? (start | end | mid) (of | dash))"
_MONTH: Final = "month:month_named dot?"
_LINK: Final = "(dash | long_dash | to | and)"
_WHICH: Final = "which:(last | next | this | that | same | previous)"
RULES: Final[tuple[Rule, ...]] = (
    rule(f"{_PART}? {_MONTH} comma? of? year:year_like", _of_year),
    rule(f"{_PART}? {_MONTH} comma? of? the? {_WHICH} year", _of_near_year),
    rule(f"{_MONTH} {_LINK} month_two:month_named dot? comma? of? year:year_like", _two_of_year),
    rule(f"part:({_PART} | the month of)? month:month_named", _alone),
    rule(
        "part:(the nth:(nth_any | last) week of) month:month_named (comma? of? year:year_like)?",
        _week,
    ),
)
