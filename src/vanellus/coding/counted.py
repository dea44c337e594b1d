"""What a bare number counts: persons and what befell them, forces, things, amounts of goods."""

from __future__ import annotations

import re
from typing import Final

from vanellus.coding.casualties import PERSON, befallen, noun_behind, sharing
from vanellus.coding.indicators import Named
from vanellus.coding.quantities import Quantity
from vanellus.coding.words import alternatives, words

_PERSONS: Final = words("figures", "persons")
_THING: Final = noun_behind("things")
_OF_PERSONS: Final = re.compile(
    r"[\s-]+(?!others\b|over\b|under\b|after\b)[a-z-]*(?:ers|ors|ists|ees|men|women|thieves|"
    r"crews|people|staff)\b"
)
"""Behind the noun of a thing: those who have to do with it are counted (`four cattle rustlers`)."""
_GROUP: Final = noun_behind("groups")
_FORCE: Final = noun_behind("forces")
_STRONG: Final = re.compile(
    r"-(?:strong|man|member)\s+(?:\w+\s+){0,2}?(?:force|battalion|army|unit|brigade|contingent|"
    r"mission|garrison|column|corps|militia)\b"
)
_FORCE_CUE: Final = re.compile(rf"\b(?:{alternatives('figures', 'force_cues')})\b")
_UNIT: Final = re.compile(
    rf"\s+(?P<unit>{alternatives('figures', 'units')})\b"
    r"(?P<per>\s+(?:a|per)\s+(?:day|week|month|year)|\s+daily)?"
    r"(?:\s+of\s+(?:(?:the|its|their)\s+)?"
    rf"(?:(?:\w+\s+){{0,2}}?(?P<what>{alternatives('figures', 'commodities')})\b|"
    r"(?!(?:last|this|next|each|every|the|its|their)\b)(?P<other>[a-z-]+)\b(?![’'])))?"
    r"(?P<later>\s+(?:a|per)\s+(?:day|week|month|year)|\s+daily)?"
)
_COMMODITY: Final = re.compile(rf"\b(?:{alternatives('figures', 'commodities')})\b", re.IGNORECASE)
_POPULATION: Final = re.compile(
    r"\b(?:population|nation|country|city|town|region|home|bloc)\b[^.;,]{0,20}\b(?:of|to|at)\s*$|[’']s\s+$"
)
_LIVE: Final = re.compile(r"\s+(?:\w+\s+)?(?:people\s+(?:live|living)|inhabitants|residents)\b")
_PEOPLE: Final = re.compile(r"\s+(?:people|inhabitants|citizens|residents)\b")


def counted(
    text: str, start: int, end: int, quantity: Quantity, *, earlier: tuple[int, Named] | None
) -> Named | None:
    """What a count counts, or None where it counts nothing that the register keeps.

    Args:
        text: the document's text.
        start: where the sentence begins.
        end: where it ends.
        quantity: the count.
        earlier: where the sentence's figure before this one ended, and what it was.
    """
    one = quantity.value == 1
    found = (
        _amount(text, start, end, quantity)
        or befallen(text, start, end, quantity)
        or sharing(text, end, quantity, earlier)
    )
    if found or one:
        return found if not one or PERSON.match(text, quantity.end, end) else None
    return (
        _population(text, start, end, quantity)
        or _group(text, end, quantity)
        or _force(text, start, end, quantity)
        or _thing(text, end, quantity)
    )


def _amount(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    """`25,000 tonnes of wheat`, `1.2 million barrels a day`."""
    match = _UNIT.match(text, quantity.end, end)
    if match is None:
        return None
    unit = match["unit"].lower() if not match["unit"].isupper() else match["unit"]
    per = " ".join((match["per"] or match["later"] or "").replace("per", "a").split()).replace(
        "daily", "a day"
    )
    if match["what"] or match["other"]:
        what = (match["what"] or match["other"]).lower()
    elif unit.startswith("barrel"):
        what = "oil"
    else:
        near = list(_COMMODITY.finditer(text, start, end))
        if not near:
            return None
        what = min(near, key=lambda each: abs(each.start() - quantity.start))[0].lower()
    if per:
        sent = re.search(
            r"\b[Ee]xport\w*", text[max(start, quantity.start - 30) : match.end() + 15]
        )
        what += " exports" if sent else " output"
    return Named(indicator=what, unit=f"{unit} {per}".strip(), end=match.end())


def _population(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    live = _LIVE.match(text, quantity.end, end)
    people = _PEOPLE.match(text, quantity.end, end)
    told = _POPULATION.search(text, max(start, quantity.start - 40), quantity.start)
    if quantity.value >= 1000 and (live or (told and (people or "population" in told[0]))):
        return Named(
            indicator="population", unit="persons", end=people.end() if people else quantity.end
        )
    return None


def _group(text: str, end: int, quantity: Quantity) -> Named | None:
    match = _GROUP.match(text, quantity.end, end)
    if match is None:
        return None
    noun = " ".join(match["noun"].split())
    if noun == "seats" and text.startswith(" of power", match.end()):
        return None
    persons = noun.split()[-1] in _PERSONS
    if "displaced" in noun:
        noun = "displaced"
    return Named(indicator=noun, unit="persons" if persons else noun, end=match.end())


def _force(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    """Troops, where there are many or something says that they are a force."""
    if strong := _STRONG.match(text, quantity.end, end):
        return Named(indicator="troops", unit="persons", end=strong.end())
    match = _FORCE.match(text, quantity.end, end)
    if match is None:
        return None
    noun = " ".join(match["noun"].split())
    cued = _FORCE_CUE.search(text, max(start, quantity.start - 60), min(end, match.end() + 60))
    if not cued and (quantity.value < 100 or noun == "men"):
        return None
    troops = noun in ("soldiers", "troops", "men", "personnel", "military personnel", "servicemen")
    return Named(indicator="troops" if troops else noun, unit="persons", end=match.end())


def _thing(text: str, end: int, quantity: Quantity) -> Named | None:
    match = _THING.match(text, quantity.end, end)
    if match is None or _OF_PERSONS.match(text, match.end(), end):
        return None
    noun = " ".join(match["noun"].split())
    return Named(indicator=noun, unit=noun, end=match.end())
