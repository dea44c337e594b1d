"""Rules for what the text is already about: `the quarter`, `on the 3rd`, `in the morning`."""

from __future__ import annotations

from typing import Final

from vanellus.resolving.date_anchors import basis_of
from vanellus.resolving.date_deictics import GRAINS
from vanellus.resolving.date_numerals import counts_things, number_of
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule, tag_of
from vanellus.resolving.date_points import Grain, Point, around, day, moved, stepped
from vanellus.resolving.date_tense import direction
from vanellus.resolving.date_words import PARTS, words_of

_BEFORE_UNITS: Final = frozenset(words_of("of for in during throughout through within over"))
_AFTER_OTHER_UNITS: Final = frozenset(words_of("of that to before after -"))
_BEFORE_NTHS: Final = frozenset(words_of("on by until since from of between"))


def _unit(match: Match) -> Tag:
    """`the full year`, `later in the week`: the one named last, else that of publication.

    A quarter that was not named is the one over by the time of publication.
    """
    grain, anchors = GRAINS[match.word("unit")], match.anchors
    point = anchors.latest_of.get(grain)
    if point is None and grain is Grain.QUARTER:
        point = stepped(around(grain, anchors.published), -1) if anchors.published else None
    elif point is None and anchors.here is not None:
        point = around(grain, anchors.here.first)
    return match.tag(point, basis_of(point))


def _bare_unit(match: Match) -> Tag | None:
    """`for the year`, `in the quarter`; not `the year of the coup`."""
    if match.before() not in _BEFORE_UNITS or match.behind() in _AFTER_OTHER_UNITS:
        return None
    return _unit(match)


def _nth(match: Match) -> Tag | None:
    """`on the 3rd`."""
    if not _is_day(match):
        return None
    point = _day_of_month(match, number_of(match.word("nth")))
    return match.tag(point, basis_of(point))


def _nths(match: Match) -> list[Tag] | None:
    """`from the 5th to the 9th`."""
    if not _is_day(match):
        return None
    one, two = (_day_of_month(match, number_of(match.word(key))) for key in ("nth", "two"))
    return [
        tag_of(match.start, match.at("nth") + 1, one, basis_of(one)),
        tag_of(match.after("link"), match.end, two, basis_of(two)),
    ]


def _is_day(match: Match) -> bool:
    counted = counts_things(match.tokens, match.end - 1, ordinals=True)
    return match.before() in _BEFORE_NTHS and not counted


def _day_of_month(match: Match, number: int) -> Point | None:
    """The day of the month that the text is in.

    Where it has named no date yet, the verb may tell that the month beside that of publication is
    meant.
    """
    base = match.anchors.now_or_then(Grain.MONTH)
    if base is None:
        return None
    when = base.replace(day=number)
    towards = direction(match.tokens, match.start, match.end)
    if match.anchors.latest is None and (when - base).days * towards < 0:
        when = moved(base.replace(day=1), towards, Grain.MONTH).replace(day=number)
    return day(when)


def _part(match: Match) -> Tag | None:
    """`in the morning`, `that night`, `the same evening`: of the day that the text is in."""
    if not match.has("which") and match.before() not in ("in", "during"):
        return None
    base = match.anchors.now_or_then(Grain.DAY)
    point = day(base, clock=PARTS[match.word("part")]) if base else None
    return match.tag(point, basis_of(point), type="TIME")


RULES: Final[tuple[Rule, ...]] = (
    rule("the (full | current | latest | fiscal){1,3} unit:(quarter | year | month | week)", _unit),
    rule(
        "(earlier | later | early | late) in the unit:(day | week | month | year | decade)", _unit
    ),
    rule("the course of the unit:(day | week | month | year)", _unit),
    rule("the unit:(quarter | year | month | week)", _bare_unit),
    rule("the nth:nth", _nth),
    rule("the nth:nth link:(to | and | dash) the? two:nth", _nths),
    rule("which:(the same) part:part", _part),
    rule("which:that part:part", _part),
    rule("the part:part", _part),
)
