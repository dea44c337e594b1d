"""Rules for hours: `3 p.m. Tuesday`, `at 15:00 GMT`, `noon on 3 April`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from vanellus.resolving.date_anchors import basis_of, nearest_day
from vanellus.resolving.date_deictics import weekday_meant
from vanellus.resolving.date_numerals import number_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import Grain, day
from vanellus.resolving.date_tense import direction
from vanellus.resolving.date_words import MONTHS, NUMBERS, PARTS, words_of

_HOUR: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?\s?m)?")
_BEFORE_HOURS: Final = frozenset(
    words_of("at by until till from around about before after since between to and")
)
_NEAR: Final = 30
"""A day named so many tokens before is the day of an hour that stands without one."""


def _clock(match: Match) -> str | None:
    """The hour as TIMEX3 writes it."""
    word = match.word("hour")
    half = ""
    if word in PARTS:
        return PARTS[word]
    if match.has("part"):
        hour, minute = NUMBERS[word] if word in NUMBERS else int(word), 0
        half = "a" if match.word("part") == "morning" else "p"
    elif match.has("oclock"):
        hour, minute = NUMBERS[word] if word in NUMBERS else int(word), 0
    elif word.isdigit():
        hour, minute = divmod(int(word), 100)
    elif (found := _HOUR.match(word)) is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or ""
    else:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute <= 59 else None


def _day_of(match: Match) -> date | None:
    """The day that the match names beside its hour, else the day that the text is in."""
    anchors = match.anchors
    if match.has("weekday"):
        point = weekday_meant(match)
        return point.first if point else None
    if match.has("near"):
        step = {"yesterday": -1, "tomorrow": 1}.get(match.word("near"), 0)
        return anchors.published + timedelta(days=step) if anchors.published else None
    if match.has("month"):
        number, month_number = number_of(match.word("day")), MONTHS[match.word("month")]
        if match.has("year"):
            return date(int(match.word("year")), month_number, number)
        towards = direction(match.tokens, match.start, match.end)
        return nearest_day(anchors.published, month_number, number, towards)
    latest = anchors.latest_of.get(Grain.DAY)
    if latest is not None and match.start - anchors.read_to <= _NEAR:
        return latest.first
    return anchors.published


def _hour(match: Match) -> Tag | None:
    bare_clock = match.tokens.is_kind(match.at("hour"), "clock") and not match.has("zone")
    part_of_day = PARTS.get(match.word("hour"), "T1").isalpha()
    if bare_clock and match.tokens.words[match.at("hour") - 1] not in _BEFORE_HOURS:
        # A score or the time of a runner.
        return None
    if (part_of_day or match.has("part")) and match.before() not in _BEFORE_HOURS:
        # `a golden sunset`, `two in the afternoon were hit`
        return None
    clock = _clock(match)
    if clock is None:
        return None
    when = _day_of(match)
    point = day(when, clock=clock) if when else None
    return match.tag(point, basis_of(point), type="TIME")


_TIME: Final = "approximately? hour:(am_pm | clock | hour_name) zone:zone?"
_DAYS: Final = (
    "weekday:weekday_named",
    "near:(today | yesterday | tomorrow)",
    "(weekday_named comma?)? month:month_named dot? day:day_any (comma? year:year_number)?",
    "(weekday_named comma?)? day:day_any month:month_named dot? (comma? year:year_number)?",
)
RULES: Final[tuple[Rule, ...]] = (
    rule(_TIME, _hour),
    rule("hour:count oclock:oclock", _hour),
    rule("hour:count in the part:part", _hour),
    rule("hour:(year_number | whole_number) zone:zone", _hour),
    *(rule(f"{_TIME} comma? on? {named}", _hour) for named in _DAYS),
    *(rule(f"{named} (comma? at | comma)? {_TIME}", _hour) for named in _DAYS[:2]),
)
