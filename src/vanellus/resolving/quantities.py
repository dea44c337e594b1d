"""The determiner and the quantity at the head of a phrase: `at least 12`, `two of his`, `both`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.resolving.matching import Item

_ARTICLES: Final = ("the", "a", "an")
_CROWDS: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
_MORE: Final = frozenset({"more", "other", "others", "further"})


@dataclass(slots=True, kw_only=True)
class Quantity:
    """How a phrase begins. `noun` is the index of the item after it all."""

    determiner: str | None = None
    number: int | None = None
    counted: bool = False
    """Whether a quantity stands there."""
    undetermined: int = 0
    """Index of the item after the determiner."""
    noun: int = 0


def read_quantity(items: Sequence[Item]) -> Quantity:
    """The determiner and quantity of a phrase; its last item is never taken for one."""
    found = Quantity()
    found.undetermined = _skip_determiner(items, found)
    found.noun, collected = _skip_quantity(items, found)
    if collected and found.noun < len(items) - 1 and items[found.noun - 1].key == "of":
        key = items[found.noun].key
        if key in grammar.POSSESSIVES or key in ("the", "these", "those"):
            found.determiner = key
            found.noun += 1
    return found


def counts_people(items: Sequence[Item], *, counted: bool) -> bool:
    """Whether nothing is said of what is counted: `thousands`, `ten in a church`."""
    first = items[0]
    if len(items) == 1:
        return first.key in _CROWDS or (counted and first.key in grammar.AMOUNTS)
    return (
        counted
        and first.is_word
        and not first.capital
        and first.key in grammar.CUTS - {"more", "armed"}
    )


def _skip_determiner(items: Sequence[Item], found: Quantity) -> int:
    at = 0
    while at < len(items) - 1:
        item = items[at]
        if item.key in grammar.DETERMINERS or item.key in grammar.POSSESSIVES:
            if item.names and item.capital and item.key not in _ARTICLES:
                break
            if found.determiner is None or item.key in grammar.POSSESSIVES:
                found.determiner = item.key
            if item.key in ("both", "either", "neither"):
                found.number = 2
        elif not (item.key == "of" and at and items[at - 1].key in ("all", "both", "some")):
            break
        at += 1
    return at


def _skip_quantity(items: Sequence[Item], found: Quantity) -> tuple[int, bool]:
    """The index past the quantity, and whether it may end in `of`."""
    at = found.undetermined
    collected = False
    while at < len(items) - 1:
        item = items[at]
        key = item.key
        value = grammar.NUMBERS.get(key, int(key) if key.isdecimal() else None)
        if value is not None:
            if item.glue is not None and item.glue not in grammar.NUMBERS:
                break  # `15-member` says nothing of how many are meant
            tens = grammar.TENS.get(item.prefix or "", 0)
            found.number, found.counted = tens + value, True
        elif key in grammar.AMOUNTS or _is_collection(items, at, found.determiner):
            found.counted = collected = True
        elif key == "of" and found.counted:
            collected = True
        elif not (key in _MORE and found.counted) and not (
            key in grammar.APPROXIMATIONS and _number_follows(items, at)
        ):
            break
        at += 1
    return (at, collected) if found.counted else (found.undetermined, False)


def _is_collection(items: Sequence[Item], at: int, determiner: str | None) -> bool:
    """`a group of`, `columns of`."""
    return (
        items[at].key in grammar.COLLECTIONS
        and items[at + 1].key == "of"
        and determiner in ("a", "an", None)
    )


def _number_follows(items: Sequence[Item], at: int) -> bool:
    for item in items[at + 1 : at + 5]:
        if item.key.isdecimal() or item.key in grammar.NUMBERS or item.key in grammar.AMOUNTS:
            return True
        if item.key not in grammar.APPROXIMATIONS:
            return False
    return False
