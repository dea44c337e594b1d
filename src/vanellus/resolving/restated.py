"""Planned events that a later sentence names again: `the bloc announced that the visit would ...`.

Such a sentence carries no deed of its own for the event model; what it adds is who says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from vanellus.records import EventReport, MentionKind, SentenceReading, Span, Status
from vanellus.resolving.events import entity_of
from vanellus.resolving.parties import Party

_NOUNS: Final = {
    "CONSULT": (
        r"visits?|trips?|tours?|missions?|talks|meetings?|summits?|consultations|negotiations|"
        r"discussions|dialogue|conference"
    ),
    "COOPERATE": r"exercises?|drills?|manoeuvres|maneuvers|patrols?|deliver(?:y|ies)",
    "AID": r"aid|assistance|deliver(?:y|ies)|shipments?",
    "RETREAT": r"withdrawal|pull-?out|release|departure|ceasefire|truce",
    "MOBILIZE": r"deployment|exercises?|drills?|manoeuvres|maneuvers",
    "PROTEST": r"strikes?|marches|march|protests?|rall(?:y|ies)|boycott",
}
_NAMED: Final = {
    kind: re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)"
        rf"(?: (?:upcoming|coming|forthcoming|planned|joint|two-day|three-day|historic))*"
        rf" (?P<noun>{nouns})\b"
    )
    for kind, nouns in _NOUNS.items()
}
_SAYS: Final = re.compile(
    r"^(?: \([A-Z]{2,}\))?,?(?: (?:has|have|had|also|later|on \w+))*"
    r" (?:announced|said|says|stated|declared|confirmed|added|told \w+|noted)\b"
)
CARRIED: Final = 0.8
"""How much of the first report's score the later naming keeps: the anaphor may be misread."""


def restated(
    sentence: SentenceReading,
    parties: Mapping[int, Party],
    told: Sequence[EventReport],
) -> EventReport | None:
    """A report of the planned event that the sentence names again with somebody who says so, or
    None. Type, participants, date and place are those of the latest report of it in `told`.
    """
    if sentence.triggers or not told:
        return None
    text = sentence.sentence.text
    speaker = next(
        (
            index
            for index, mention in enumerate(sentence.mentions)
            if mention.kind is MentionKind.ACTOR
            and index in parties
            and _SAYS.match(text[mention.end - sentence.sentence.start :])
        ),
        None,
    )
    if speaker is None:
        return None
    start = sentence.mentions[speaker].end - sentence.sentence.start
    for report in reversed(told):
        pattern = _NAMED.get(report.type)
        if report.status is not Status.FUTURE or pattern is None:
            continue
        if match := pattern.search(text, start):
            low = sentence.sentence.start + match.start("noun")
            high = sentence.sentence.start + match.end("noun")
            return replace(
                report,
                sentence=sentence.sentence,
                trigger=Span(start=low, end=high, text=match["noun"]),
                said_by=entity_of(sentence.mentions[speaker], parties[speaker]),
                score=round(report.score * CARRIED, 4),
            )
    return None
