"""The life of an event: what was known of it from which day on, and by which report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_PUT_OFF: Final = (
    r"postpon(?:e[sd]?|ing|ement)|put off|putting off|puts off|push(?:ed|es|ing) back|"
    r"delay(?:ed|ing)|delays (?:its|their|his|her|the)|"
    r"reschedul(?:e[sd]?|ing)|deferr?(?:s|ed|ing|al)?|adjourn(?:s|ed|ing)?|moved to a later"
)
_CALLED_OFF: Final = (
    r"cancel(?:s|l?ed|l?ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|"
    r"shelv(?:e[sd]?|ing)|"
    r"abandon(?:s|ed|ing)?|drop(?:s|ped) (?:its|their|the) plans?|will not take place|"
    r"won.t take place|did not take place|didn.t take place|not be held|was not held|"
    r"were not held|never took place"
)
MAY_CHANGE: Final = rf"(?i)\b(?:{_PUT_OFF}|{_CALLED_OFF})\b"
"""What a sentence must hold to put off or call off anything (no lookaround: RE2 reads it too)."""
_POSTPONED: Final = re.compile(rf"\b(?:{_PUT_OFF})\b", re.IGNORECASE)
_CANCELLED: Final = re.compile(rf"\b(?:{_CALLED_OFF})\b", re.IGNORECASE)
_CONFIRMS: Final = re.compile(r"\bconfirm(?:s|ed|ing)?\b", re.IGNORECASE)
_THEN: Final = re.compile(r"\b(?:then|finally|later|eventually)\b")
_NEW_CLAUSE: Final = re.compile(
    r"[,;:]|\b(?:and|but|after|when|before|because|while|although|as|since|that)\b"
)
_BEFOREHAND: Final = re.compile(r"(?i)\b(?:after|since|following|having|once)\b[^,;.]*$")
_ENDING: Final = frozenset({"SANCTION", "COERCE", "ACCUSE", "THREATEN", "REQUEST", "ASSAULT"})
"""Types of which such a word tells the deed itself: who cancels a treaty has done something."""
_NEAR: Final = 70
"""Characters between an event's trigger and the word that puts it off."""
_ORDER: Final = {
    name: number
    for number, name in enumerate(
        ("past", "feared", "denied", "announced", "confirmed", "postponed", "cancelled", "held")
    )
}
"""Of reports of one day the later stage counts as the later news."""
OPEN: Final = frozenset({"announced", "confirmed", "postponed"})
"""States of what is still to come."""


class Word(NamedTuple):
    """What one report says of an event's course."""

    report_id: str
    source: str
    day: int | None
    """Day of publication, in days since 1970."""
    says: str
    """announced, held, postponed, cancelled, feared, denied or past."""
    confirms: bool
    dated: bool
    """The text gives the day of the event."""


class Stage(NamedTuple):
    """A state, the day since when it is known, and the report that told it."""

    state: str
    known_since: int | None
    report_id: str | None


def change_of(
    sentence: str, trigger: str, *, kind: str, mode: str | None, status: str
) -> str | None:
    """`postponed` or `cancelled` where the sentence says so of this event, else None.

    A refused meeting (REJECT meet) is cancelled unless the sentence only puts it off. Of an event
    that is told as occurred the words count only where they govern its trigger: what is held after
    another was postponed is held.
    """
    if kind in _ENDING and status == "occurred":
        return None
    refusal = kind == "REJECT" and mode == "meet"
    postponed, cancelled = _POSTPONED.search(sentence), _CANCELLED.search(sentence)
    if status == "occurred" and kind != "REJECT":
        postponed = postponed if _governs(postponed, sentence, trigger) else None
        cancelled = cancelled if _governs(cancelled, sentence, trigger) else None
    elif status == "historical" and not refusal:
        return None
    else:
        postponed = None if _aside(postponed, sentence, trigger) else postponed
        cancelled = None if _aside(cancelled, sentence, trigger) else cancelled
    if postponed and cancelled:
        first, second = sorted((postponed, cancelled), key=lambda word: word.start())
        then = _THEN.search(sentence, first.end(), second.start())
        return "cancelled" if (second if then else first) is cancelled else "postponed"
    if postponed or cancelled:
        return "postponed" if postponed else "cancelled"
    return "cancelled" if refusal else None


def _governs(word: re.Match[str] | None, sentence: str, trigger: str) -> bool:
    if word is None:
        return False
    at = sentence.find(trigger)
    if at < 0 or (word.start() < at + len(trigger) and at < word.end()):
        return True
    if word.start() > at:
        between = sentence[at + len(trigger) : word.start()]
        passive = re.search(
            r"\b(?:was|were|been|is|are|being|be)(?: again| once more)?\s*$", between
        )
        return bool(passive) and len(between) <= _NEAR and not _NEW_CLAUSE.search(between)
    between = sentence[word.end() : at]
    return len(between) <= _NEAR // 2 and not _NEW_CLAUSE.search(between)


def _aside(word: re.Match[str] | None, sentence: str, trigger: str) -> bool:
    """Whether the word stands in a clause of what went before, without the trigger: `after the
    first date was postponed, they will meet`.
    """
    if word is None:
        return False
    opened = _BEFOREHAND.search(sentence, 0, word.start())
    return opened is not None and trigger not in sentence[opened.start() : word.end()]


def said_of(
    *,
    status: str,
    change: str | None,
    start: int | None,
    published: int | None,
    dated: bool,
) -> str:
    """What a report says of the event's course: a status in the words of events."""
    if change is not None:
        return change
    if status == "occurred":
        # A day still to come makes an event to come, whatever the tense.
        ahead = dated and start is not None and published is not None and start > published
        return "announced" if ahead else "held"
    return {"future": "announced", "historical": "past", "hypothetical": "feared"}.get(
        status, "denied"
    )


def confirms(sentence: str) -> bool:
    """Whether a sentence speaks of confirming."""
    return bool(_CONFIRMS.search(sentence))


def life_of(words: Sequence[Word]) -> list[Stage]:
    """The stages of an event in the order of time; the last is its state.

    announced by the first report that sees it coming, confirmed by a second independent source or
    one that says so, held, postponed, cancelled; feared, denied or past where nothing more is told.
    What was held stays held, unless more sources deny it.
    """
    said = {word.says for word in words}
    ordered = sorted(
        words,
        key=lambda word: (word.day is None, word.day or 0, _ORDER[word.says], word.report_id),
    )
    planned = bool(said & {"announced", "postponed", "cancelled"})
    held = "held" in said or ("past" in said and planned)
    if held and not planned and "denied" in said:
        held = _sources(words, "held", "past") >= _sources(words, "denied")
    stages: list[Stage] = []
    for word in ordered:
        state = _next(stages, word, first=ordered[0], planned=planned, held=held)
        if state is not None:
            stages.append(Stage(state, word.day, word.report_id))
    return stages


def _next(
    stages: Sequence[Stage], word: Word, *, first: Word, planned: bool, held: bool
) -> str | None:
    """The state that a report brings about; None where it changes nothing."""
    now = stages[-1].state if stages else None
    says = word.says
    if says == "past" and (planned or held):
        says = "held"
    if says == "denied" and planned and now in OPEN:
        says = "cancelled"
    if now in ("held", says):
        if now == says == "announced" and (word.confirms or word.source != first.source):
            return "confirmed"
        return "denied" if now == "held" and says == "denied" and not held else None
    if says == "announced":
        later = bool(stages) and (word.day or 0) > (stages[-1].known_since or 0)
        again = now in ("postponed", "cancelled") and later and word.dated
        return says if now in (None, "feared", "denied", "past") or again else None
    if says in ("feared", "past", "denied"):
        return says if now is None or (now == "feared" and says != "feared") else None
    if says == "postponed" and now == "cancelled":
        return None
    return says


def overdue(
    stages: Sequence[Stage], *, end: int | None, basis: str, today: int | None
) -> Stage | None:
    """The stage of an announced event past its date without any report, as of `today` (days since
    1970); None for others, for those without a date of their own, and where no day is given.
    """
    if today is None or end is None or not stages or basis not in ("stated", "relative"):
        return None
    if stages[-1].state not in OPEN or end >= today:
        return None
    return Stage("overdue", end + 1, None)


def _sources(words: Sequence[Word], *says: str) -> int:
    return len({word.source for word in words if word.says in says})
