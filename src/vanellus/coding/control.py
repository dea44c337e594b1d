"""Who acts in a clause that opens a sentence and names nobody: `After severing ties with X, Y …`.

The understood subject of such a clause is the main clause's (obligatory control of adjuncts), so
its event takes the actors of the next event that has any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vanellus.records import Arc, Role, Span, Trigger

_OPENS: Final = re.compile(
    r"(?:after|before|while|when|by|since|upon|on|in|without|despite|besides|instead of|"
    r"having|not|, |\W)*\s*",
    re.IGNORECASE,
)
_FAR: Final = 4
"""More words between the opening and the event make another clause of it."""


def with_understood_actors(triggers: Sequence[Trigger], sentence: Span) -> list[Trigger]:
    """The triggers of a sentence, in order; its opening clause gets the actors left unsaid."""
    out = list(triggers)
    if len(out) < 2 or not _is_opening(out[0], sentence) or _actors(out[0]):
        return out
    first = out[0]
    for other in out[1:]:
        parties = {arc.mention for arc in first.arcs}
        taken = [arc for arc in _actors(other) if arc.mention not in parties]
        if taken:
            out[0] = replace(first, arcs=(*first.arcs, *taken))
            break
    return out


def _actors(trigger: Trigger) -> list[Arc]:
    return [arc for arc in trigger.arcs if arc.role is Role.ACTOR]


def _is_opening(trigger: Trigger, sentence: Span) -> bool:
    """Whether the event is an `-ing` form in the clause that opens the sentence."""
    before = sentence.text[: trigger.start - sentence.start]
    verb = trigger.text.partition(" ")[0].lower()
    if not verb.endswith("ing") or "," not in sentence.text[trigger.end - sentence.start :]:
        return False
    return _OPENS.fullmatch(before) is not None and len(before.split()) <= _FAR
