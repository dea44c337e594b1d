"""What befell the persons that a number counts: killed, wounded, arrested, displaced."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.coding.indicators import Measure, Named, cues, indicator_of, pattern
from vanellus.coding.words import alternatives

if TYPE_CHECKING:
    from vanellus.coding.quantities import Quantity

_HOUSES: Final = frozenset({"families", "households"})
"""Counted as such: nobody says how many persons they hold."""
_NO_MODIFIER: Final = (
    r"(?!(?:and|or|but|in|of|on|at|to|by|from|for|with|were|was|are|is|had|have|has|been|be|who|"
    r"which|that|after|when|as|said|says|into|than|a|an|the|"
    r"its|their|his|her|these|those|any|no)\b)"
)
_MODIFIERS: Final = rf"(?:{_NO_MODIFIER}[\w’'.-]+\s+){{0,3}}?"
_OF_THEM: Final = r"(?:[\s-]+of\s+(?:(?:the|its|their|his|these|those)\s+)?|[\s-]+)"


def noun_behind(name: str) -> re.Pattern[str]:
    """What finds a noun of a list behind a number, with its modifiers between them."""
    return re.compile(
        rf"{_OF_THEM}(?P<mods>{_MODIFIERS})(?P<noun>{alternatives('figures', name)})\b"
    )


PERSON: Final = noun_behind("persons")
_CLAUSE_END: Final = re.compile(
    r"[.;:()“”\"\u2014]|,(?!\s(?:and\s)?(?:\d|an?\s|one|two|three|four|five|six))"
)
_BLOCK: Final = re.compile(rf"\b(?:{alternatives('figures', 'gap_blockers')})\b")
_AUXILIARY: Final = re.compile(
    r"(?:\s+(?:in|of|from|across)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?=\s+(?:have|has|had|were|are)\b))?"
    r"(?:\s*\b(?:were|was|are|is|be|been|being|have|has|had|reported(?:ly)?|confirmed|also|still|"
    r"now|believed|feared|thought|said|to|either|dead|or|and|found|listed|left|officially|then|"
    r"others?|more|people|in|all|already|could|may|might|will|would)\b)*\s*"
)
_PASSIVE: Final = re.compile(r"\b(?:were|was|are|is|be|been|being|got|get)\s+(?:\w+\s+)?$")
_OBJECT: Final = re.compile(
    r"\s+(?:at least|about|some|more|the|a|an|their|his|its|\d|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens|hundreds|several|another|[A-Z])"
)
_INTRANSITIVE: Final = frozenset(
    (
        "dead",
        "died",
        "die",
        "perished",
        "drowned",
        "missing",
        "homeless",
        "fled",
        "flee",
        "surrendered",
    )
)
_AHEAD: Final = re.compile(
    rf"\b(?P<cue>{pattern(Measure.PERSONS)})\b"
    r"(?P<gap>(?:\s+(?:another|a further|an additional|a total of|also|(?:and|or)\s+(?:wounded|"
    r"injured|captured|killed|injuring|wounding|displaced)|of|at|to|is|was|stood|stands|stand|now|rose|rises|risen|has|had|reached|"
    r"passed|exceeds|climbed|put|between|from|in all))*)\s*$",
    re.IGNORECASE,
)
_AT_ONCE: Final = re.compile(
    r"\s+(?:others?\s+|more\s+)?(?P<cue>dead|killed|wounded|injured|missing|displaced|deaths|arrests|"
    r"fatalities|injuries|arrested|abducted|kidnapped|detained|homeless)\b"
    r"(?!\s+(?:at least|about|some|more than|the|a|an|\d|one|two|three|four|five|six|dozens)\b)"
)
"""Right behind the number: `30 wounded`."""
_TOLL: Final = frozenset({"death toll", "toll", "dead", "deaths", "death", "fatalities", "wounded"})
_STANDING: Final = re.compile(
    r"\b(?:of|at|to|is|was|stood|stands|now|reached|passed|exceeds|between)\b"
)
_NUMBER_OF: Final = re.compile(
    rf"\bnumber of (?:the |its |their )?(?:\w+ )?(?P<cue>{pattern(Measure.PERSONS)}|refugees|"
    r"migrants|hostages|protesters)\b[^.;,]{0,30}\b(?:to|at|is|was|reached|of|exceeds|passed)\s*$"
)
_AND: Final = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|as well as|,?\s+including)\s*")
_GO_ON: Final = frozenset({"others", "more", "during", "near"})


def befallen(text: str, start: int, end: int, quantity: Quantity) -> Named | None:
    """What befell the persons counted (killed, arrested, displaced), by a verb before the number
    or behind its noun; None where nothing is told.
    """
    person = PERSON.match(text, quantity.end, end)
    ending = _ending(text, end, quantity)
    unit = person["noun"] if person and person["noun"] in _HOUSES else "persons"
    if at_once := _AT_ONCE.match(text, quantity.end, end):
        name = indicator_of(Measure.PERSONS, at_once["cue"])
        return Named(indicator=name, unit="persons", end=at_once.end())
    if number_of := _NUMBER_OF.search(text, start, quantity.start):
        cue = number_of["cue"].lower()
        known = cue not in ("refugees", "migrants", "hostages", "protesters")
        name = indicator_of(Measure.PERSONS, cue) if known else cue
        return Named(indicator=name, unit=unit, end=ending)
    ahead = _AHEAD.search(text, max(start, quantity.start - 70), quantity.start)
    if ahead and _governs(text, end, quantity, ahead, has_person=person is not None):
        name = indicator_of(Measure.PERSONS, ahead["cue"])
        return Named(indicator=name, unit=unit, end=ending)
    behind = _behind(text, end, quantity, ending)
    return replace(behind, unit=unit) if behind else None


def _ending(text: str, end: int, quantity: Quantity) -> int:
    """Where the noun of the persons counted ends: `300 civilian men`, `40 more`."""
    at = quantity.end
    while person := PERSON.match(text, at, end):
        if at > quantity.end and person["mods"]:
            break
        at = person.end()
    return at


def _governs(
    text: str, end: int, quantity: Quantity, ahead: re.Match[str], *, has_person: bool
) -> bool:
    """Whether the word ahead of the number takes it as its object or value."""
    cue = " ".join(ahead["cue"].lower().split())
    if _STANDING.search(ahead["gap"]) and cue not in _TOLL:
        return False
    if cue in ("lost", "losing", "lives", "in need") and not has_person:
        return False
    if _PASSIVE.search(text[: ahead.start()][-24:]) and not _STANDING.search(ahead["gap"]):
        return False
    if has_person:
        return True
    following = re.match(r"\s+([\w’'-]+)(?:\s+([\w’'-]+))?", text[quantity.end : end])
    if following is None:
        return True
    first = following[1]
    if re.match(_NO_MODIFIER + r"\w", first) is None or first in _GO_ON:
        return True
    return first[0].isupper() and cue not in _TOLL


def _behind(text: str, end: int, quantity: Quantity, ending: int) -> Named | None:
    """The first word behind the number, or behind its noun, that tells what befell them."""
    stop = _CLAUSE_END.search(text, quantity.end, min(end, quantity.end + 110))
    limit = stop.start() if stop else min(end, quantity.end + 110)
    for cue in cues(Measure.PERSONS, text, quantity.end, limit):
        gap = text[quantity.end : cue.start]
        if cue.word in ("lost", "losing", "toll", "death toll"):
            continue
        plain = bool(_AUXILIARY.fullmatch(gap))
        if not plain and (ending == quantity.end or len(gap.split()) > 9 or _BLOCK.search(gap)):
            return None
        if cue.word not in _INTRANSITIVE and _is_active(text, end, gap, cue.end):
            return None
        last = cue.end if plain and len(gap.split()) < 2 else max(ending, quantity.end)
        return Named(indicator=cue.indicator, unit="persons", end=last)
    return None


def _is_active(text: str, end: int, gap: str, after: int) -> bool:
    """Whether those counted are the doers: `12 gunmen killed three guards`."""
    return not _PASSIVE.search(gap) and bool(_OBJECT.match(text, after, end))


def sharing(
    text: str, end: int, quantity: Quantity, earlier: tuple[int, Named] | None
) -> Named | None:
    """The same as befell those counted before, if the two share one verb: `killed twelve soldiers
    and four civilians`.
    """
    if earlier is None or earlier[1].unit != "persons":
        return None
    person = PERSON.match(text, quantity.end, end)
    if person is None or not _AND.fullmatch(text[earlier[0] : quantity.start]):
        return None
    return Named(indicator=earlier[1].indicator, unit="persons", end=person.end())
