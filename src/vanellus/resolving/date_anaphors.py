"""Rules for what lies so long from another date: `three weeks ago`, `two days later`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vanellus.records import DateBasis
from vanellus.resolving.date_anchors import basis_of
from vanellus.resolving.date_deictics import GRAINS
from vanellus.resolving.date_numerals import year_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import Grain, Point, around, day, moved, stepped
from vanellus.resolving.date_quantities import GRAIN_OF, QUANTITY, amount_of, steps_of
from vanellus.resolving.date_words import MONTHS, PARTS, UNITS, WEEKDAYS, words_of

if TYPE_CHECKING:
    from datetime import date

_CLAUSE_END: Final = ("comma", "dot", "stop", "gap", "long_dash", "open")
_LATER: Final = frozenset(words_of("later on after afterward afterwards thereafter"))
_STEPS: Final = {"following": 1, "subsequent": 1, "ensuing": 1, "next": 1, "same": 0, "that": 0}
"""How far `the following week` lies from the week before it; other words look back."""


def _ago(match: Match) -> Tag:
    """`three weeks ago`: the week so long before publication; `years ago` is only the past."""
    return _away(match, -1, match.anchors.published)


def _earlier_or_later(match: Match) -> Tag | None:
    """`two days later`, `a year earlier`: reckoned from the date that the text named last.

    `before`, `after` and `on` are so read only where nothing follows that they could govern.
    """
    word = match.word("side")
    if word in ("before", "after", "on") and not _ends_clause(match):
        return None
    grain = GRAIN_OF.get(UNITS[match.word("unit")], Grain.DAY)
    return _away(match, 1 if word in _LATER else -1, match.anchors.now_or_then(grain))


def _away(match: Match, sign: int, base: date | None) -> Tag:
    amount = amount_of(match.words("amount")) if match.has("amount") else None
    code = UNITS[match.word("unit")]
    if amount is None:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Tag(start=match.start, end=match.end, type="DATE", value=value)
    if match.has("half"):
        amount += 0.5
    if base is None:
        return match.tag(None, basis_of(None))
    if code.startswith("T"):
        # Some hours away lies, for all that the text tells, on the same day.
        return match.tag(day(base), DateBasis.RELATIVE)
    compared = _compared_quarter(match, sign) if (code, amount) == ("Y", 1) else None
    if compared is not None:
        return _aside(match.tag(compared, DateBasis.RELATIVE))
    grain, steps = steps_of(amount, code)
    point = around(grain, moved(base, sign * steps, grain)) if grain else None
    return match.tag(point, basis_of(point))


def _aside(tag: Tag) -> Tag:
    """The tag of a mere comparison, from which nothing later is reckoned."""
    return replace(tag, point=None)


def _compared_quarter(match: Match, sign: int) -> Point | None:
    """The quarter a year away from the last one named; None if none was.

    Figures of business are compared quarter with quarter.
    """
    base = match.anchors.latest_of.get(Grain.QUARTER)
    return stepped(base, 4 * sign) if base else None


def _year_ago_period(match: Match) -> Tag:
    """`the year-earlier quarter`, `a year-ago`, `the same period last year`."""
    today = match.anchors.today
    point = _compared_quarter(match, -1)
    if point is None and today is not None:
        point = stepped(around(Grain.YEAR, today.first), -1)
    return _aside(match.tag(point, basis_of(point)))


def _same_period(match: Match) -> Tag | None:
    """`the 1988 quarter`, `the same period of 1988`: the text's quarter, but of that year."""
    base = match.anchors.latest_of.get(Grain.QUARTER)
    if base is None:
        return None
    first = base.first.replace(year=year_of(match.word("year"), match.anchors.published))
    return _aside(match.tag(Point(grain=Grain.QUARTER, first=first), DateBasis.RELATIVE))


def _neighbour(match: Match) -> Tag | None:
    """`the following day`, `the previous week`, `the same month`, `that year`."""
    if match.word("unit") not in GRAINS:
        return None
    return _beside(match, _STEPS.get(match.word("which"), -1))


def _unit_beside(match: Match) -> Tag | None:
    """`the day before`, `the year after`, where nothing follows that they could govern."""
    if not _ends_clause(match):
        return None
    return _beside(match, 1 if match.word("side") in _LATER else -1)


def _beside(match: Match, step: int) -> Tag:
    grain = GRAINS[match.word("unit")]
    base = match.anchors.now_or_then(grain)
    point = stepped(around(grain, base), step) if base else None
    return match.tag(point, basis_of(point))


def _neighbour_weekday(match: Match) -> Tag:
    """`the following Monday`, `the previous Friday`, `that Sunday`."""
    base = match.anchors.now_or_then(Grain.DAY)
    point = None
    if base is not None:
        ahead = (WEEKDAYS[match.word("weekday")] - base.weekday()) % 7
        days = {1: ahead or 7, 0: ahead, -1: ahead - 7}[_STEPS.get(match.word("which"), -1)]
        point = day(base + timedelta(days=days))
    return match.tag(point, basis_of(point))


def _neighbour_month(match: Match) -> Tag:
    """`the following April`, `the previous June`."""
    base = match.anchors.now_or_then(Grain.MONTH)
    point = None
    if base is not None:
        ahead = (MONTHS[match.word("month")] - base.month) % 12
        back = match.word("which") not in _STEPS
        point = stepped(around(Grain.MONTH, base), ahead - 12 if back else ahead or 12)
    return match.tag(point, basis_of(point))


def _neighbour_part(match: Match) -> Tag | None:
    """`the next morning`, `the previous evening`, `the night before`."""
    if match.has("side") and not _ends_clause(match):
        return None
    base = match.anchors.now_or_then(Grain.DAY)
    point = None
    if base is not None:
        step = timedelta(days=1 if match.word("which") in _STEPS else -1)
        point = day(base + step, clock=PARTS[match.word("part")])
    return match.tag(point, basis_of(point), type="TIME")


def _ends_clause(match: Match) -> bool:
    """Whether nothing follows that a preposition at the match's end could govern."""
    tokens = match.tokens
    return match.end >= len(tokens.words) or tokens.is_kind(match.end, *_CLAUSE_END)


_FAR: Final = f"{QUANTITY} unit:any_unit half:(and a half)?"
RULES: Final[tuple[Rule, ...]] = (
    rule(f"{_FAR} ago", _ago),
    rule("unit:many_units ago", _ago),
    rule(f"{_FAR} side:(earlier | later | before | after | on)", _earlier_or_later),
    rule("unit:many_units side:(earlier | later)", _earlier_or_later),
    rule("(the | a)? year dash (ago | earlier) (quarter | period)?", _year_ago_period),
    rule("the same (period | quarter) (of | in)? last year", _year_ago_period),
    rule("the quarter a year (ago | earlier)", _year_ago_period),
    rule("the same (period | quarter) (of | in) year:year_number", _same_period),
    rule("the year:year_number (period | quarter)", _same_period),
    rule("the which:(same | following | previous | next) unit:unit", _neighbour),
    rule("which:that unit:unit", _neighbour),
    rule(
        "the? which:(same | following | previous | next | that) weekday:weekday",
        _neighbour_weekday,
    ),
    rule("the which:(following | previous) month:month_named", _neighbour_month),
    rule("the unit:(day | week | month | year) side:(before | after | earlier)", _unit_beside),
    rule("the which:(previous | following | next) part:part", _neighbour_part),
    rule("the part:part side:before", _neighbour_part),
)
