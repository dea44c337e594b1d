"""What a percentage or a sum of money is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.indicators import Cue, Measure, Named, cues
from vanellus.coding.quantities import Kind, Quantity
from vanellus.coding.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHARE: Final = re.compile(
    r"\s+of\s+(?:(?:the|its|their|all|his|her|those|these|a|an|our|each|every)\s+)*"
    r"(?:[\w-]+[’']s?\s+)?(?:[\d.,]+\s+(?:(?:thousand|million|billion)\s+)?)?"
    r"(?!(?:them|it|those|these|this|that|which|whom|us|what|who)\b)(?P<noun>(?:[a-z]+(?:ed|al|ic|ive|ian|ese|ern|ing|ar|ean|ish|oreign|oung|ural)\s+)?"
    r"[A-Za-z][A-Za-z-]+)\b(?![’'])"
)
_BY: Final = re.compile(rf"\b(?:{alternatives('quantities', 'change')})(?:\s+by)?\s*$")
_ANY_CHANGE: Final = re.compile(
    rf"\b(?:{alternatives('quantities', 'change')})\b[^.;]{{0,60}}\bby\s*$"
)
_FALLS: Final = re.compile(rf"\b(?:{alternatives('quantities', 'falls')})\b")
_TO: Final = re.compile(r"\b(?:to|at|of|is|was|stands|stood|reached|hit|around|near|between)\s*$")
_LEVELS: Final = frozenset({"growth", "tariff", "import duty", "stake", "interest rate", "levy"})
"""What is told in percent itself: an economy that grew five percent has growth of five."""
_PRICE: Final = re.compile(
    r"\s+(?:a|an|per|for\s+(?:a|each|every))\s+(?P<unit>barrel|litre|liter|kilo|kilogram|kg|tonne|ton|"
    r"ounce|bag|sack|gallon|quintal|head|unit|carat|bushel|megawatt-hour|kilowatt-hour)\b"
)
_GOODS: Final = re.compile(rf"\b(?:{alternatives('figures', 'commodities')})\b", re.IGNORECASE)
_KINDS: Final = re.compile(
    r"\b(?P<kind>military|humanitarian|food|budget|foreign|development|emergency|external|public|"
    r"national|annual|defence|defense|budgetary|economic|security|financial|climate|health|relief|"
    r"domestic|oil|gold|arms|state|bilateral|infrastructure|farm|fuel|tax|customs)\s+$",
    re.IGNORECASE,
)
_WITHIN: Final = 90
"""Characters between a sum or percentage and the word that tells what it is of."""
_PARTED: Final = re.compile(r"[.;]\s|\b(?:while|whereas|but)\b")


def rated(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    """What a percentage (or percentage points) is of, or None where nothing tells."""
    unit = "percent" if quantity.kind is Kind.PERCENT else "percentage points"
    share = _SHARE.match(text, quantity.end, end)
    near = _nearest(text, cues(Measure.RATE, text, start, end), quantity)
    if share and share["noun"].lower() == "gdp":
        # `debt at 58 percent of GDP` is of the debt.
        ahead = cues(Measure.RATE, text, start, quantity.start)
        near, share = (_nearest(text, ahead, quantity), None) if ahead else (near, share)
    if share and (not near or near.start > quantity.end):
        noun = " ".join(share["noun"].split()).lower()
        if near and near.start < share.end() and near.indicator in ("vote share", "turnout", "GDP"):
            indicator = near.indicator if near.indicator != "GDP" else "share of GDP"
            return Named(indicator=indicator, unit=unit, end=share.end())
        return Named(indicator=f"share of {noun}", unit=unit, end=share.end())
    if near is None:
        return None
    change = _change(text, start, quantity)
    if not change or (near.indicator in _LEVELS and quantity.kind is Kind.PERCENT):
        return Named(indicator=near.indicator, unit=unit, end=quantity.end)
    return Named(
        indicator=f"change in {near.indicator}",
        unit=unit,
        end=quantity.end,
        falls=bool(_FALLS.search(change)),
    )


def _change(text: str, start: int, quantity: Quantity) -> str | None:
    """The words that make a percentage a change and no level: `fell by`; None for a level."""
    if text.startswith(("from ", "From "), quantity.start):
        return None
    by = _BY.search(text, max(start, quantity.start - 40), quantity.start)
    if by is None and quantity.kind is Kind.POINTS:
        by = _ANY_CHANGE.search(text, start, quantity.start)
    if by is None or _TO.search(text, max(start, quantity.start - 12), quantity.start):
        return None
    return by[0]


def paid(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    """What a sum of money is, or None where nothing tells."""
    unit = quantity.currency or ""
    if price := _PRICE.match(text, quantity.end, end):
        goods = list(_GOODS.finditer(text, start, end))
        named = min(goods, key=lambda each: abs(each.start() - quantity.start)) if goods else None
        what = named[0].lower() if named else "oil" if price["unit"] == "barrel" else ""
        return Named(indicator=f"{what} price".strip(), unit=unit, end=price.end())
    near = _nearest(text, cues(Measure.MONEY, text, start, end), quantity)
    if near is None:
        verb = _nearest(text, cues(Measure.VERB, text, start, end), quantity)
        return Named(indicator=verb.indicator, unit=unit, end=quantity.end) if verb else None
    indicator = near.indicator
    kind = _KINDS.search(text, max(start, near.start - 20), near.start)
    if kind and " " not in indicator:
        indicator = f"{kind['kind'].lower()} {indicator}"
    return Named(indicator=indicator, unit=unit, end=quantity.end)


def _nearest(text: str, found: Iterable[Cue], quantity: Quantity) -> Cue | None:
    """The cue nearest to the quantity in its clause; right behind it beats before it."""
    best: tuple[int, Cue] | None = None
    for cue in found:
        if cue.end <= quantity.start:
            gap = text[cue.end : quantity.start]
            distance = len(gap) + 6
        elif cue.start >= quantity.end:
            gap = text[quantity.end : cue.start]
            distance = len(gap)
        else:
            continue
        distance += 40 * len(_PARTED.findall(gap)) + 12 * gap.count(",")
        distance += 30 * len(re.findall(r"\d", gap)[:2])
        if distance <= _WITHIN and (best is None or distance < best[0]):
            best = (distance, cue)
    return best[1] if best else None
