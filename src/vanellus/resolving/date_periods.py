"""Rules for quarters, halves and seasons: `the third quarter`, `Q3 2024`, `the summer of 2023`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import DateBasis
from vanellus.resolving.date_anchors import basis_of, nearest_quarter, nearest_season
from vanellus.resolving.date_numerals import number_of, year_of
from vanellus.resolving.date_parts import halved
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import Grain, Point, half, quarter, season
from vanellus.resolving.date_tense import direction
from vanellus.resolving.date_words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST: Final = ("last", "final", "latter")
_STEPS: Final = {"last": -1, "this": 0, "next": 1}


def _of_year(match: Match, make: Callable[[int], Point]) -> Tag:
    """The tag of a part of the year that `of 1989`, `1989's` or `of last year` names."""
    if match.has("year"):
        year = year_of(match.word("year"), match.anchors.published)
        return match.tag(make(year), DateBasis.STATED)
    which = match.word("which")
    base = match.anchors.here if which == "the" else match.anchors.today
    point = make(base.first.year + _STEPS.get(which, 0)) if base else None
    return match.tag(point, basis_of(point))


def _quarter_of_year(match: Match) -> Tag | None:
    number = 4 if match.word("nth") in _LAST else number_of(match.word("nth"))
    return _of_year(match, lambda year: quarter(year, number)) if number <= 4 else None


def _half_of_year(match: Match) -> Tag | None:
    number = 2 if match.word("nth") in _LAST else number_of(match.word("nth"))
    return _of_year(match, lambda year: half(year, number))


def _half_of_part(match: Match) -> Tag | None:
    """`the first half of March`, `the second half of the 1990s`: the value is that of the whole."""
    whole = match.next_date()
    if whole is None or whole.type != "DATE" or whole.point is None:
        return None
    if whole.point.grain in (Grain.DAY, Grain.YEAR) or whole.last != whole.point.last:
        return None
    half_of_it = halved(whole, second=match.word("nth") != "first")
    return replace(half_of_it, start=match.start)


def _quarter_alone(match: Match) -> Tag | None:
    number = number_of(match.word("nth"))
    return _nearest(match, number) if number <= 4 else None


def _nearest(match: Match, number: int) -> Tag:
    towards = direction(match.tokens, match.start, match.end)
    point = nearest_quarter(match.anchors.published, number, towards)
    return match.tag(point, basis_of(point))


def _coded(match: Match) -> Tag | None:
    """`Q3 2024`, `H1 2024`, `3Q`; a half only with its year."""
    code = match.word("code")
    number = int(code.strip("qh"))
    if "h" in code:
        if number > 2 or not match.has("year"):
            return None
        return _of_year(match, lambda year: half(year, number))
    if match.has("year"):
        return _of_year(match, lambda year: quarter(year, number))
    return _nearest(match, number)


def _season_of_year(match: Match) -> Tag:
    return _of_year(match, lambda year: season(year, match.word("season")))


_BEFORE_SEASONS: Final = frozenset(
    words_of("in by since until till during through throughout over before after last")
)


def _season_alone(match: Match) -> Tag | None:
    """`in the spring`, `by summer`, `late autumn`; not `the fall of the city`, `spring water`."""
    name = match.word("season")
    if not match.has("part"):
        if match.before() not in _BEFORE_SEASONS or match.behind() == "of":
            return None
        if name == "fall" and not match.has("the"):
            return None
    towards = direction(match.tokens, match.start, match.end)
    point = nearest_season(match.anchors.published, name, towards)
    return match.tag(point, basis_of(point))


_FISCAL: Final = "(fiscal dash?)?"
_NTH: Final = f"{_FISCAL} nth:nth_any dash? {_FISCAL} quarter"
_YEAR: Final = (
    "(of? (the? fiscal year?)? year:year_like | of which:(this | last | next | the) fiscal? year)"
)
_PART: Final = "(the? (early | late | mid) dash? | the (start | end | mid) of the?)"
RULES: Final[tuple[Rule, ...]] = (
    rule(f"the? {_NTH} {_YEAR}", _quarter_of_year),
    rule(f"the nth:(last | final) quarter {_YEAR}", _quarter_of_year),
    rule(f"which:(this | last | next) year poss? {_NTH}", _quarter_of_year),
    rule(f"the? fiscal? year:year_like poss? {_NTH}", _quarter_of_year),
    rule(f"the? {_NTH}", _quarter_alone),
    rule(f"the? nth:(first | second | last | latter) dash? half {_YEAR}", _half_of_year),
    rule("the? nth:(first | second | last | latter) dash? half of", _half_of_part),
    rule("code:quarter_code (of? year:year_like)?", _coded),
    rule(
        f"(the | {_PART})? season:season "
        "(of? year:year_like | of which:(this | last | next | the) year)",
        _season_of_year,
    ),
    rule("the:the? season:season", _season_alone),
    rule("part:(the? (early | late | mid) dash?) season:season", _season_alone),
)
