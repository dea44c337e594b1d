"""Plain words for days, lists, counts and kinds of events, as briefs and pages write them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Final

_TYPES: Final = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support in words",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal or release",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction or cut of ties",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
_MODES: Final = {
    ("CONSULT", "visit"): "visit",
    ("CONSULT", "third-party"): "mediated talks",
    ("CONSULT", "multilateral"): "talks of several",
    ("CONSULT", "phone"): "call",
    ("RETREAT", "withdraw"): "withdrawal",
    ("RETREAT", "release"): "release",
    ("RETREAT", "disarm"): "disarmament",
    ("RETREAT", "ceasefire"): "ceasefire",
    ("RETREAT", "access"): "access granted",
    ("RETREAT", "resign"): "resignation",
    ("REQUEST", "assist"): "request for help",
    ("REQUEST", "change"): "demand for change",
    ("REQUEST", "yield"): "demand to yield",
    ("REQUEST", "meet"): "call for talks",
    ("ACCUSE", "disapprove"): "criticism",
    ("ACCUSE", "investigate"): "investigation",
    ("ACCUSE", "allege"): "allegation",
    ("REJECT", "assist"): "refusal of help",
    ("REJECT", "change"): "refusal of change",
    ("REJECT", "yield"): "refusal to yield",
    ("REJECT", "meet"): "refusal of talks",
    ("THREATEN", "restrict"): "threat of restrictions",
    ("THREATEN", "arrest"): "threat of arrest",
    ("THREATEN", "relations"): "threat to relations",
    ("THREATEN", "expel"): "threat of expulsion",
    ("THREATEN", "territory"): "claim to territory",
    ("THREATEN", "violence"): "threat of violence",
    ("PROTEST", "demo"): "demonstration",
    ("PROTEST", "riot"): "riot",
    ("PROTEST", "strike"): "strike",
    ("PROTEST", "hunger"): "hunger strike",
    ("PROTEST", "boycott"): "boycott",
    ("PROTEST", "obstruct"): "blockade",
    ("PROTEST", "vandalize"): "vandalism",
    ("SANCTION", "convict"): "conviction",
    ("SANCTION", "expel"): "expulsion",
    ("SANCTION", "withdraw"): "leaving of a body or place",
    ("SANCTION", "discontinue"): "sanctions or ties cut",
    ("MOBILIZE", "troops"): "troops moved",
    ("MOBILIZE", "weapons"): "weapons moved",
    ("MOBILIZE", "police"): "police deployed",
    ("MOBILIZE", "militia"): "militia raised",
    ("COERCE", "seize"): "seizure",
    ("COERCE", "restrict"): "restriction",
    ("COERCE", "censor"): "censorship",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "martial-law"): "martial law",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "deportation",
    ("COERCE", "withhold"): "withholding",
    ("COERCE", "misinformation"): "misinformation",
    ("COERCE", "cyber"): "cyber attack",
    ("ASSAULT", "abduct"): "abduction",
    ("ASSAULT", "destroy"): "destruction",
    ("ASSAULT", "suicide-attack"): "suicide attack",
    ("ASSAULT", "aerial"): "air strike",
    ("ASSAULT", "drone"): "drone strike",
    ("ASSAULT", "explosives"): "bombing",
    ("ASSAULT", "heavy-weapons"): "shelling",
    ("ASSAULT", "targeted"): "targeted killing",
    ("ASSAULT", "torture"): "torture",
    ("ASSAULT", "sexual"): "sexual violence",
    ("ASSAULT", "crowd-control"): "force against a crowd",
}
_FIELDS: Final = {
    "date": "date",
    "place": "place",
    "toll": "toll",
    "agenda": "subject",
    "actor": "who did it",
    "recipient": "whom it was done to",
    "status": "whether it happened",
    "type": "what happened",
}


def deed(event_type: str, mode: str | None) -> str:
    """A kind of event as a noun of plain language.

    >>> deed("CONSULT", "visit"), deed("ASSAULT", "beat")
    ('visit', 'attack')
    """
    return _MODES.get((event_type, mode or ""), _TYPES.get(event_type, event_type.lower()))


def disputed(field: str) -> str:
    """The field of a disagreement in plain words."""
    return _FIELDS.get(field, field.replace("_", " "))


def day(given: date) -> str:
    """A day as people write it: `3 April 2025`."""
    return f"{given.day} {calendar.month_name[given.month]} {given.year}"


def month(given: date) -> str:
    """The month of a day: `April 2025`."""
    return f"{calendar.month_name[given.month]} {given.year}"


def days(start: date | None, end: date | None, grain: str | None = "day") -> str:
    """An interval of days in words.

    >>> days(date(2025, 4, 3), date(2025, 4, 4))
    '3–4 April 2025'
    >>> days(date(2023, 1, 1), date(2023, 12, 31), "year")
    '2023'
    """
    if start is None:
        return "undated"
    if grain == "year":
        return str(start.year)
    if grain == "month":
        return month(start)
    if end is None or end == start:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        last = calendar.monthrange(end.year, end.month)[1]
        if start.day == 1 and end.day == last:
            return month(start)
        return f"{start.day}–{day(end)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.year == end.year:
        return f"{start.day} {calendar.month_name[start.month]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """The words as a list of prose.

    >>> listed(["Mali", "Niger", "Chad"], last="or")
    'Mali, Niger or Chad'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(number: int, one: str, several: str | None = None) -> str:
    """The word in the number that goes with it: `plural(2, "event")` is `events`."""
    return one if number == 1 else several or f"{one}s"


def shortened(names: Sequence[str], most: int = 3) -> str:
    """So many of the names, and how many others there are."""
    if len(names) <= most:
        return listed(list(names))
    return f"{', '.join(names[:most])} and {len(names) - most} others"
