"""Which type and mode an event has by what its reports tell, and what it counts as in its state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from vanellus.linking.reported import Report
from vanellus.linking.votes import voted, weights_of
from vanellus.ontology import Codebook

_UNSURE: Final = {"hypothetical": 0.5, "negation": 0.5}
"""What a report weighs in the votes on type and mode by its status; others weigh 1."""


def typed(
    reports: Sequence[Report], changes: Sequence[str | None]
) -> tuple[str, str | None, list[Report]]:
    """Type and mode by the votes of independent sources, and the reports that tell this type.

    Reports that only call the event off have no vote while others tell what was called off.
    """
    voters = [
        each
        for each, change in zip(reports, changes, strict=True)
        if not (each.type == "REJECT" and change)
    ] or list(reports)
    if len(voters) == 1:
        return voters[0].type, voters[0].mode, voters
    kind = voted(
        ((one.type, one.source, one.score * _UNSURE.get(one.status, 1.0)) for one in voters),
        key=str,
    )
    core = [one for one in voters if one.type == kind]
    modes = weights_of((one.mode, one.source, one.score) for one in core)
    named = {mode: weight for mode, weight in modes.items() if mode is not None}
    mode = min(named, key=lambda name: (-round(named[name], 9), name)) if named else None
    # Who names no mode only says less; but one voice among many does not speak for all.
    if mode is not None and named[mode] * 3 < sum(modes.values()):
        mode = None
    assert kind is not None  # there is at least one voter
    return kind, mode, core


@cache
def counted(kind: str, mode: str | None, ahead: bool, by_refusal: bool) -> tuple[str, float]:  # noqa: FBT001
    """PLOVER's type of an event in its state, and the score."""
    book = Codebook.default()
    if by_refusal:
        return "REJECT", book.score("REJECT", "meet")
    counted = book.future_type(kind, "future") if ahead else kind
    return counted, book.score(counted, mode if counted == kind else None)


def refused(reports: Iterable[Report]) -> bool:
    """Whether a report tells a refusal."""
    return any(one.type == "REJECT" for one in reports)
