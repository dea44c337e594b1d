"""Rules for what is said from the day of publication: `yesterday`, `next month`, `Tuesday`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from vanellus.resolving.date_anchors import basis_of, nearest_weekday, nearest_weekend
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule, tag_of
from vanellus.resolving.date_points import (
    Grain,
    Point,
    around,
    day,
    month,
    season,
    stepped,
)
from vanellus.resolving.date_tense import AHEAD, BACK, direction
from vanellus.resolving.date_words import MONTHS, PARTS, WEEKDAYS

GRAINS: Final = {
    "day": Grain.DAY,
    "weekend": Grain.WEEKEND,
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}
"""The stretch of the calendar that a unit names."""
STEPS: Final = {
    "last": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}


def _near_day(match: Match) -> Tag:
    today = match.anchors.today
    word = match.word("day")
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if match.has("side"):
        step *= 2
    clock = "TNI" if word == "tonight" else PARTS.get(match.word("part"), "")
    point = None
    if today is not None:
        point = day(today.first + timedelta(days=step), clock=clock)
    return match.tag(point, basis_of(point), type="TIME" if clock else "DATE")


def _overnight(match: Match) -> Tag | None:
    """The night to the publication day, counted to both its days; not in `an overnight raid`."""
    if match.before() in ("an", "the"):
        return None
    today = match.anchors.today
    point = day(today.first - timedelta(days=1), clock="TNI") if today else None
    tag = match.tag(point, basis_of(point), type="TIME")
    return replace(tag, last=match.anchors.published)


def _near_unit(match: Match) -> Tag | None:
    """`last week`, `this year`, `next quarter`, `earlier this month`, `the current fiscal year`."""
    today, unit = match.anchors.today, match.word("unit")
    step = STEPS[match.word("which")]
    if unit not in GRAINS or unit == "day":
        return None
    point = stepped(around(GRAINS[unit], today.first), step) if today else None
    if unit == "weekend" and today and step == -1 and today.first.weekday() >= 5:
        point = stepped(around(Grain.WEEKEND, today.first), -1)
    return match.tag(point, basis_of(point))


def _weekend(match: Match) -> Tag:
    towards = direction(match.tokens, match.start, match.end)
    point = nearest_weekend(match.anchors.published, towards)
    return match.tag(point, basis_of(point))


def _near_season(match: Match) -> Tag:
    published = match.anchors.published
    which, name = match.word("which"), match.word("season")
    point = None
    if published is not None:
        known = [season(published.year + step, name) for step in (-2, -1, 0, 1, 2)]
        if which in ("last", "past"):
            point = [one for one in known if one.last < published][-1]
        elif which in ("next", "coming", "upcoming"):
            point = next(one for one in known if one.first > published)
        else:
            same_year = season(published.year, name)
            point = next((one for one in known if one.holds(published)), same_year)
    return match.tag(point, basis_of(point))


def _near_month(match: Match) -> Tag:
    """`last December`: the latest one over; `next June`: the first to come; `this May`."""
    published, which = match.anchors.published, match.word("which")
    number = MONTHS[match.word("month")]
    point = None
    if published is not None:
        ahead = (number - published.month) % 12
        here = month(published.year, published.month)
        if which in ("next", "coming", "upcoming"):
            point = stepped(here, ahead or 12)
        elif which == "this":
            point = month(published.year, number)
        else:
            point = stepped(here, ahead - 12)
    return match.tag(point, basis_of(point))


def _near_weekday(match: Match) -> Tag:
    """`last Tuesday`, `next Monday`, `this Friday`, `this past Sunday`, with a part of the day."""
    published, which = match.anchors.published, match.word("which")
    number = WEEKDAYS[match.word("weekday")]
    clock = PARTS.get(match.word("part"), "")
    point = None
    if published is not None:
        ahead = (number - published.weekday()) % 7
        if which in ("next", "coming", "upcoming"):
            days = ahead or 7
        elif which == "this":
            days = ahead
            if direction(match.tokens, match.start, match.end) == BACK and ahead:
                days = ahead - 7
        else:
            days = ahead - 7
        point = day(published + timedelta(days=days), clock=clock)
    return match.tag(point, basis_of(point), type="TIME" if clock else "DATE")


def _near_part(match: Match) -> Tag | None:
    """`this morning`, `last night`."""
    today, which = match.anchors.today, match.word("which")
    clock = PARTS[match.word("part")]
    if which == "last" and clock not in ("TNI", "TEV"):
        return None
    point = day(today.first - timedelta(days=which == "last"), clock=clock) if today else None
    return match.tag(point, basis_of(point), type="TIME")


def weekday_meant(match: Match) -> Point | None:
    """The day that the `weekday` of a match means, by the tense of its clause."""
    towards = direction(match.tokens, match.start, match.end)
    found = nearest_weekday(match.anchors.published, WEEKDAYS[match.word("weekday")], towards)
    return day(found) if found else None


def _weekday_alone(match: Match) -> Tag | None:
    clock = PARTS.get(match.word("part"), "")
    point = weekday_meant(match)
    if point is not None and clock:
        point = day(point.first, clock=clock)
    return match.tag(point, basis_of(point), type="TIME" if clock else "DATE")


def _two_weekdays(match: Match) -> list[Tag]:
    """`from Monday to Wednesday`: the second follows the first within a week."""
    published = match.anchors.published
    towards = direction(match.tokens, match.start, match.end)
    one, two = WEEKDAYS[match.word("weekday")], WEEKDAYS[match.word("two")]
    first = last = None
    if towards == AHEAD:
        first = nearest_weekday(published, one, towards)
        last = first + timedelta(days=(two - one) % 7) if first else None
    else:
        last = nearest_weekday(published, two, towards)
        first = last - timedelta(days=(two - one) % 7) if last else None
    points = [day(when) if when else None for when in (first, last)]
    return [
        tag_of(match.start, match.start + 1, points[0], basis_of(points[0])),
        tag_of(match.end - 1, match.end, points[1], basis_of(points[1])),
    ]


def _weekday_of_week(match: Match) -> Tag:
    """`Monday last week`, `next week's Friday`."""
    today = match.anchors.today
    point = None
    if today is not None:
        week = stepped(around(Grain.WEEK, today.first), STEPS[match.word("which")])
        point = day(week.first + timedelta(days=WEEKDAYS[match.word("weekday")]))
    return match.tag(point, basis_of(point))


def _end_of_unit(match: Match) -> Tag | None:
    """`the end of the year`, `the start of next month`, `year-end`: the unit's own value."""
    unit = match.word("unit")
    if unit not in GRAINS or unit == "day":
        return None
    which = match.word("which")
    point: Point | None
    if which == "that":
        point = match.anchors.latest_of.get(GRAINS[unit])
    else:
        today = match.anchors.today
        point = stepped(around(GRAINS[unit], today.first), STEPS.get(which, 0)) if today else None
    return match.tag(point, basis_of(point))


_MOD: Final = "((early | late | earlier | later | mid) dash?)?"
_WHICH: Final = "this? which:(last | past | this | next | coming)"
RULES: Final[tuple[Rule, ...]] = (
    rule(f"{_MOD} day:(today | yesterday | tomorrow) part:part?", _near_day),
    rule(f"{_MOD} day:tonight", _near_day),
    rule("the day side:(before | after) day:(yesterday | tomorrow)", _near_day),
    rule("overnight", _overnight),
    rule(f"{_MOD} {_WHICH} fiscal? unit:unit", _near_unit),
    rule("the which:(current | coming) fiscal? unit:unit", _near_unit),
    rule(f"{_MOD} {_WHICH} season:season", _near_season),
    rule(f"{_MOD} {_WHICH} month:month_named", _near_month),
    rule(f"{_MOD} {_WHICH} weekday:weekday_named part:part?", _near_weekday),
    rule(f"{_MOD} which:(this | last) part:part", _near_part),
    rule("the weekend", _weekend),
    rule("((early | late) dash?)? weekday:weekday part:part?", _weekday_alone),
    rule("weekday:weekday (to | dash) two:weekday", _two_weekdays),
    rule("weekday:weekday of? which:(last | this | next) week", _weekday_of_week),
    rule("which:(last | this | next) week poss weekday:weekday", _weekday_of_week),
    rule(
        "the? (start | mid | end) of (the | which:(this | that | last | next | current)) "
        "(current | fiscal | full){0,2} unit:unit",
        _end_of_unit,
    ),
    rule("(the | which:(this | last | next))? unit:unit (dash | poss) end", _end_of_unit),
)
