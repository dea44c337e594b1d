"""What the words around a trigger tell of its status, where the event model took it for a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.records import Status

if TYPE_CHECKING:
    from vanellus.records import SentenceReading, Trigger

SPOKEN: Final = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose deed are the words themselves: who demands today a vote on Friday has demanded it."""
_MEETINGS: Final = (
    r"visits?|trips?|tours?|talks|meetings?|summits?|consultations|negotiations|discussions|"
    r"dialogue|conferences?|sessions?|encounters?"
)
_PUT_OFF: Final = (
    r"(?:postpon|delay|cancell?|shelv|scrapp|deferr)(?:e?[ds]|ing)|postpone|delay|cancel|shelve|"
    r"scrap|defer|(?:call(?:ed|s|ing)?|put(?:s|ting)?) off"
)
_WITHIN: Final = r"(?:[\w’'-]+ ){0,7}?"
_NOT_PUT_OFF: Final = (
    r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!-)"
    r"(?<!\bnot )(?<!n't )(?<!n’t )(?<!\bnever )(?<!refused to )(?<!declined to )"
)
"""What may not stand before the verb: in `the postponed talks` it only describes them."""
_CALLED_OFF: Final = re.compile(
    rf"{_NOT_PUT_OFF}\b(?P<verb>{_PUT_OFF}) {_WITHIN}(?P<noun>{_MEETINGS})\b"
    rf"|\b(?P<split>call(?:ed|s)?|put) {_WITHIN}(?P<split_noun>{_MEETINGS}) {_WITHIN}off\b"
    rf"|\b(?P<passive_noun>{_MEETINGS})\b(?: {_WITHIN}|[^.;:]{{0,60}}[ ,])"
    rf"(?:was|were|is|are|been|be|being|got) (?:again |abruptly |suddenly |indefinitely )?"
    rf"(?P<passive>{_PUT_OFF})\b",
    re.IGNORECASE,
)


def is_put_off(sentence: SentenceReading, trigger: Trigger) -> bool:
    """Whether the meeting or visit that a trigger tells of was postponed or called off.

    The trigger has to be that meeting or the verb that puts it off.
    """
    if trigger.type != "CONSULT" or trigger.status is not Status.OCCURRED:
        return False
    low = trigger.start - sentence.sentence.start
    high = trigger.end - sentence.sentence.start
    for match in _CALLED_OFF.finditer(sentence.sentence.text):
        for name, words in match.groupdict().items():
            if words is not None and match.start(name) < high and low < match.end(name):
                return True
    return False


_TRAVELS: Final = re.compile(
    r"(?:comes?|go(?:es)?|travels?|fl(?:y|ies)|visits?|arrives?|heads?|journeys?)\b", re.IGNORECASE
)
_TRAVELLER: Final = re.compile(
    r"\b(?:they|he|she|who|delegations?|ministers?|presidents?|envoys?|guests?)\s$", re.IGNORECASE
)


def is_journey_ahead(sentence: SentenceReading, trigger: Trigger) -> bool:
    """Whether a visit told in the present tense lies ahead: `they come at the invitation of ...`.

    Headlines tell in the present what was done (`Putin visits Kim`), sentences what is planned.
    """
    told = trigger.type == "CONSULT" and trigger.mode == "visit"
    if not told or trigger.status is not Status.OCCURRED or sentence.block < 0:
        return False
    before = sentence.sentence.text[: trigger.start - sentence.sentence.start]
    return bool(_TRAVELS.match(trigger.text) and _TRAVELLER.search(before))
