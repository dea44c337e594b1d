"""Rules for lengths of time: `three days`, `a two-week visit`, `the past six months`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from vanellus.records import DateBasis
from vanellus.resolving.date_numerals import year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import around, moved, moved_months
from vanellus.resolving.date_quantities import (
    AMOUNT,
    QUANTITY,
    amount_of,
    duration_of,
    steps_of,
)
from vanellus.resolving.date_tense import AHEAD, direction
from vanellus.resolving.date_words import UNITS, words_of

_RATED: Final = frozenset(
    words_of("percent % people million billion thousand times once twice pay salary wage dollars")
)
"""Words before `a day` that make it a rate."""
_NUMERALS: Final = words_of(
    "day_number small_number year_number whole_number grouped decimal number_word one hundred "
    "thousand"
)
_BACK: Final = frozenset(words_of("past last previous preceding prior recent latest"))
_AHEAD: Final = frozenset(words_of("next coming upcoming following"))
_BEFORE_LENGTHS: Final = frozenset(
    words_of("for of over after within through throughout in by with took take lasted spent")
)


def _length(match: Match, value: str, days: tuple[date, date] | None = None) -> Tag:
    first, last = days or (None, None)
    return Tag(
        start=match.start,
        end=match.end,
        type="DURATION",
        value=value,
        first=first,
        last=last,
        basis=DateBasis.RELATIVE if days else DateBasis.UNKNOWN,
    )


def _plain(match: Match) -> Tag | None:
    """`three days`, `about a year`; not `a quarter of`, not ages, not `a day-long` stay."""
    words, unit = match.words("amount"), match.word("unit")
    single = words in (["a"], ["an"])
    if unit.startswith("quarter") and (match.behind() == "of" or single or words == ["one"]):
        return None
    if _is_age(match) or (single and match.behind() == "-"):
        return None
    amount, code = amount_of(words), UNITS[unit]
    if amount is not None and match.has("half"):
        amount += 0.5
    value = duration_of(amount, code)
    if single and match.end == match.start + 2 and _is_rate(match):
        return replace(_length(match, value), type="SET")
    return _length(match, value, _time_limit(match, amount, code))


def _is_age(match: Match) -> bool:
    return match.behind() == "old" or (match.behind() in "-‑" and match.behind(1) == "old")


def _is_rate(match: Match) -> bool:
    """Whether `a day` says how often or how much at a time (`40 barrels a day`)."""
    tokens, previous = match.tokens, match.before()
    if previous in _RATED or tokens.is_kind(match.start - 1, *_NUMERALS):
        return True
    plural = previous.endswith("s") and not previous.endswith("ss")
    return plural and tokens.is_kind(match.start - 2, *_NUMERALS)


def _time_limit(match: Match, amount: float | None, code: str) -> tuple[date, date] | None:
    """The days of `within two days` and `in two weeks` where the clause looks ahead."""
    published, before = match.anchors.published, match.before()
    if published is None or amount is None or before not in ("within", "in"):
        return None
    grain, steps = steps_of(amount, code)
    if grain is None or direction(match.tokens, match.start, match.end) != AHEAD:
        return None
    last = moved(published, steps, grain)
    if before == "within":
        return published, last
    goal = around(grain, last)
    return max(goal.first, published), goal.last


def _hyphenated(match: Match) -> Tag | None:
    if _is_age(match):
        return None
    amount = amount_of(match.words("amount"))
    return _length(match, duration_of(amount, UNITS[match.word("unit")]))


def _all_of_unit(match: Match) -> Tag:
    """`week-long`, `months-long`."""
    unit = match.word("unit")
    return _length(match, duration_of(None if unit.endswith("s") else 1.0, UNITS[unit]))


def _compound(match: Match) -> Tag | None:
    """`two years and three months`."""
    codes = [UNITS[match.word("unit")], UNITS[match.word("finer")]]
    one, two = (
        duration_of(amount_of(match.words(key)), code)
        for key, code in zip(("amount", "rest"), codes, strict=True)
    )
    if codes[0].startswith("T") != codes[1].startswith("T"):
        return None
    return _length(match, one + two.removeprefix("P").removeprefix("T"))


def _anchored(match: Match) -> Tag:
    """`the past two weeks`: a length that ends, or begins, on the publication day."""
    unit, which = match.word("unit"), match.word("which")
    amount: float | None = 1.0
    if match.has("amount"):
        amount = amount_of(match.words("amount"))
    elif unit.endswith("s"):
        amount = None
    value = duration_of(amount, UNITS[unit])
    published = match.anchors.published
    if published is None or amount is None:
        return _length(match, value)
    grain, steps = steps_of(amount, UNITS[unit])
    if grain is not None and which in _BACK:
        return _length(match, value, (moved(published, -steps, grain), published))
    if grain is not None and which in _AHEAD:
        return _length(match, value, (published, moved(published, steps, grain)))
    return _length(match, value)


def _of_year(match: Match) -> Tag | None:
    """`the first nine months of 1989`: a length whose days the year gives."""
    amount = amount_of(match.words("amount"))
    if UNITS[match.word("unit")] != "M" or amount is None or not 1 <= amount <= 12:
        return None
    number, months = year_of(match.word("year"), match.anchors.published), int(amount)
    new_year = date(number, 1, 1)
    first, end = new_year, moved_months(new_year, months)
    if match.word("which") == "last":
        first, end = moved_months(new_year, 12 - months), moved_months(new_year, 12)
    tag = _length(match, duration_of(amount, "M"), (first, end - timedelta(days=1)))
    return replace(tag, basis=DateBasis.STATED)


def _some(match: Match) -> Tag | None:
    """`for years`, `within hours`."""
    if match.before() not in _BEFORE_LENGTHS or match.word("unit") in ("quarters", "seconds"):
        return None
    return _length(match, duration_of(None, UNITS[match.word("unit")]))


_OR_SO: Final = "(and so)?"
_WHICH: Final = "which:(past | last | next | coming | previous | following | recent | latest)"
RULES: Final[tuple[Rule, ...]] = (
    rule(f"{QUANTITY} dash? unit:any_unit half:(and a half)? {_OR_SO}", _plain),
    rule(f"the {AMOUNT} unit:many_units", _plain),
    rule("amount:count dash unit:any_unit", _hyphenated),
    rule("a? amount:half dash? unit:(clock_unit | year | century | day | decade)", _hyphenated),
    rule("unit:any_unit dash? long", _all_of_unit),
    rule(f"{QUANTITY} unit:any_unit and? rest:(count | a) finer:any_unit", _compound),
    rule(f"(the | these)? {_WHICH} {AMOUNT} unit:any_unit {_OR_SO}", _anchored),
    rule(
        f"the which:(past | last | next | coming) unit:(unit | many_units | clock_unit) {_OR_SO}",
        _anchored,
    ),
    rule("which:(coming | recent | past) unit:many_units", _anchored),
    rule("the which:first amount:count unit:any_unit", _anchored),
    rule("the which:(first | last) amount:count unit:units of year:year_number", _of_year),
    rule("unit:many_units", _some),
)
