"""Rules for days that the calendar names: `3 April 2025`, `Apr. 3`, `April 3rd and 4th`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from vanellus.records import DateBasis
from vanellus.resolving.date_anchors import basis_of, nearest_day
from vanellus.resolving.date_numerals import counts_things, number_of, year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule, tag_of
from vanellus.resolving.date_points import Point, day
from vanellus.resolving.date_tense import direction
from vanellus.resolving.date_words import MONTHS, ORDINALS, WEEKDAYS


def _one_day(match: Match) -> Tag | None:
    spelled = match.word("day") in ORDINALS and not match.has("of")
    if spelled and not match.tokens.is_kind(match.at("month"), "month_name"):
        # `May third-quarter figures`
        return None
    month_first = match.at("month") < match.at("day")
    if month_first and match.before() == "in" and counts_things(match.tokens, match.at("day")):
        # `in March 12 people died`
        return None
    return match.tag(*_day(match, match.word("day")))


def _day(match: Match, word: str) -> tuple[Point | None, DateBasis]:
    """The day of that number in the match's month, and what it rests on.

    The year is reckoned from the publication date where the match gives none.
    """
    month_number, number = MONTHS[match.word("month")], number_of(word)
    if match.has("year"):
        year = year_of(match.word("year"), match.anchors.published)
        return day(date(year, month_number, number)), DateBasis.STATED
    found = nearest_day(
        match.anchors.published,
        month_number,
        number,
        direction(match.tokens, match.start, match.end),
        weekday=WEEKDAYS[match.word("weekday")] if match.has("weekday") else None,
    )
    point = day(found) if found else None
    return point, basis_of(point)


def _days_after_month(match: Match) -> list[Tag] | None:
    """`April 3, 4 and 5, 2025`: one tag for each day, the month with the first."""
    days = _numbers(match)
    if not match.has("year") and counts_things(match.tokens, days[-1]):
        days.pop()
    tags = [tag_of(at, at + 1, *_day(match, match.tokens.words[at])) for at in days]
    tags[0] = replace(tags[0], start=match.start)
    if match.has("year"):
        tags[-1] = replace(tags[-1], end=match.end)
    return _in_order(tags)


def _days_before_month(match: Match) -> list[Tag] | None:
    """`3, 4 and 5 April 2025`: one tag for each day, the month with the last."""
    tags = [tag_of(at, at + 1, *_day(match, match.tokens.words[at])) for at in _numbers(match)]
    if match.tokens.is_kind(match.start, "the"):
        tags[0] = replace(tags[0], start=match.start)
    tags[-1] = replace(tags[-1], end=match.end)
    return _in_order(tags)


def _numbers(match: Match) -> list[int]:
    """Where the numbers of the match's `days` lie."""
    days = range(match.at("days"), match.after("days"))
    return [at for at in days if match.tokens.is_kind(at, "day_number", "nth")]


def _in_order(tags: list[Tag]) -> list[Tag] | None:
    """The tags if their days ascend, else None: such numbers are no days of one month."""
    known = [tag.first for tag in tags if tag.first is not None]
    return tags if known == sorted(known) else None


def _two_days(match: Match) -> list[Tag]:
    """`30 April to 2 May 2025`: the year holds for both, unless they lie about a new year."""
    year = year_of(match.word("year"), match.anchors.published)
    second = date(year, MONTHS[match.word("month_two")], number_of(match.word("day_two")))
    first = date(year, MONTHS[match.word("month")], number_of(match.word("day")))
    if first > second:
        first = first.replace(year=year - 1)
    stated = DateBasis.STATED
    return [
        tag_of(match.start, match.after("one"), day(first), stated),
        tag_of(match.at("two"), match.end, day(second), stated),
    ]


def _iso(match: Match) -> Tag:
    word = match.word("all")
    clock = f"T{word[11:16]}" if len(word) > 10 else ""
    return match.tag(day(date.fromisoformat(word[:10]), clock=clock), DateBasis.STATED)


def _numeric(match: Match) -> Tag:
    """`4/3/2025` is read in American order where that is possible, `3.4.2025` never is."""
    one, two, year = match.word("all").replace("/", ".").split(".")
    month_first = match.tokens.is_kind(match.start, "slashed") and int(one) <= 12
    month_number, number = (one, two) if month_first else (two, one)
    when = date(year_of(year, match.anchors.published), int(month_number), int(number))
    return match.tag(day(when), DateBasis.STATED)


_WEEKDAY: Final = "(weekday:weekday_named dot? comma? the?)?"
_MONTH: Final = "month:month_named dot?"
_YEAR: Final = "(comma? year:year_like)?"
_LINK: Final = "(dash | long_dash | to | and)"
_LIST: Final = f"(comma day_any){{0,6}} comma? {_LINK}"
RULES: Final[tuple[Rule, ...]] = (
    rule("all:iso", _iso),
    rule("all:(slashed | dotted)", _numeric),
    rule(f"{_WEEKDAY} {_MONTH} comma? the? day:(day_any | ordinal | first) {_YEAR}", _one_day),
    rule(f"{_WEEKDAY} day:day_any {_MONTH} {_YEAR}", _one_day),
    rule(f"{_WEEKDAY} the? day:(nth_any | day_number) of:of {_MONTH} {_YEAR}", _one_day),
    rule(f"{_MONTH} days:(day_any {_LIST} day_any) {_YEAR}", _days_after_month),
    rule(f"the? days:(day_any {_LIST} the? day_any) of? {_MONTH} {_YEAR}", _days_before_month),
    rule(
        f"one:({_MONTH} day:day_any) {_LINK} two:(month_two:month_named dot? day_two:day_any) "
        "comma? year:year_like",
        _two_days,
    ),
    rule(
        f"one:(day:day_any {_MONTH}) {_LINK} two:(day_two:day_any month_two:month_named dot?) "
        "comma? year:year_like",
        _two_days,
    ),
)
