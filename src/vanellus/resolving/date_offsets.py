"""Rules for what is reckoned from a date that follows: `two days after Christmas`.

What happens in relation to a deed (`the day before the vote`) is reckoned where the text has just
dated that deed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving.date_anchors import basis_of
from vanellus.resolving.date_deictics import GRAINS
from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_points import Grain, around, day, moved, stepped
from vanellus.resolving.date_quantities import QUANTITY, amount_of, steps_of
from vanellus.resolving.date_words import UNITS, words_of

if TYPE_CHECKING:
    from vanellus.resolving.date_points import Point
    from vanellus.resolving.date_tokens import Tokens

_DETERMINERS: Final = frozenset(words_of("the his her its their this that"))
_PREPOSITIONS: Final = frozenset(words_of("before after"))
_NOT_DEEDS: Final = frozenset(words_of("day days week weeks month months year years date"))


def _from_date(match: Match) -> Tag | None:
    """`two days after Christmas`, `three weeks before 3 April`: reckoned from the day named."""
    if match.word("side") not in _PREPOSITIONS:
        return None
    base, end = _base(match)
    amount = amount_of(match.words("amount"))
    if base is None or amount is None:
        return None
    grain, steps = steps_of(amount, UNITS[match.word("unit")])
    if grain is None or UNITS[match.word("unit")].startswith("T"):
        return None
    sign = -1 if match.word("side") == "before" else 1
    when = moved(base.first, sign * steps, grain)
    # Weeks from a day lead to a day; months and years are told more loosely.
    loose = grain not in (Grain.DAY, Grain.WEEK)
    return _tag(match, end, around(grain, when) if loose else day(when))


def _beside_date(match: Match) -> Tag | None:
    """`the day after Christmas`, `the week before the vote`."""
    if match.word("side") not in _PREPOSITIONS or match.word("unit") not in GRAINS:
        return None
    base, end = _base(match)
    if base is None:
        return None
    sign = -1 if match.word("side") == "before" else 1
    return _tag(match, end, stepped(around(GRAINS[match.word("unit")], base.first), sign))


def _tag(match: Match, end: int, point: Point) -> Tag:
    return Tag(
        start=match.start,
        end=end,
        type="DATE",
        value=point.value,
        first=point.first,
        last=point.last,
        basis=basis_of(point),
        grain=point.grain.recorded,
        point=point,
    )


def _base(match: Match) -> tuple[Point | None, int]:
    """The day to reckon from, and the index of the token after the words that name it."""
    named = match.next_date()
    if named is not None:
        point = named.point
        usable = named.type == "DATE" and point is not None and point.grain is Grain.DAY
        return (point if usable else None), named.end
    tokens, at = match.tokens, match.end
    if match.behind() not in _DETERMINERS or at + 1 >= len(tokens.words):
        return None, at
    noun = tokens.words[at + 1]
    latest = match.anchors.latest
    if latest is None or latest.grain is not Grain.DAY or noun in _NOT_DEEDS:
        return None, at
    return (latest if _dated(tokens, noun, match.anchors.read_to) else None), at + 2


def _dated(tokens: Tokens, noun: str, read_to: int) -> bool:
    """Whether the sentence of the date that ends before `read_to` names a deed before it."""
    for at in range(read_to - 1, -1, -1):
        if tokens.is_kind(at, "dot", "stop", "gap"):
            return False
        if tokens.words[at] == noun:
            return True
    return False


RULES: Final[tuple[Rule, ...]] = (
    rule(f"{QUANTITY} unit:any_unit side:(before | after)", _from_date),
    rule("(the | a) unit:unit side:(before | after)", _beside_date),
)
