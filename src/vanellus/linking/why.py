"""Why reports were joined, or not, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from vanellus.linking.candidates import candidate_pairs
from vanellus.linking.conflicts import REASONS, conflicts_of, decided_pairs
from vanellus.linking.features import NAMES, features_of
from vanellus.linking.link import WORTH_TELLING
from vanellus.linking.reports import Reports
from vanellus.linking.scoring import Scorer

NEAR: Final = 0.05
"""Candidates under this probability aren't worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJoined:
    """A pair of reports that were compared, but stand in different events."""

    report: str
    other: str
    score: float
    parts: dict[str, float]
    """What each feature adds to the log-odds, the weightiest first."""
    reason: str


def parts_in_words(parts: str | dict[str, float] | None) -> list[tuple[float, str]]:
    """What speaks for (positive) and against a join, in words, the weightiest first."""
    known = json.loads(parts) if isinstance(parts, str) else parts or {}
    return [(value, NAMES.get(name, name)) for name, value in known.items()]


def not_joined(
    given: Reports,
    *,
    event: set[str],
    blocks: pa.Table,
    separations: pa.Table | None = None,
    scorer: Scorer | None = None,
    limit: int = 10,
) -> list[NotJoined]:
    """The likeliest pairs of a report of the event and one that isn't of it, and why they aren't
    joined.

    Args:
        given: the event's reports and those near them under some key.
        event: ids of the event's reports.
        blocks: (report_id, key, rank) of all of them.
        separations: what a person parted.
        scorer: the weights; those that come with Vanellus by default.
        limit: how many pairs; of each report outside only the likeliest is told.
    """
    columns = given.columns
    scorer = scorer or Scorer.default()
    parted = decided_pairs(columns, separations)
    pairs = candidate_pairs(blocks, columns.ids)
    if len(parted):
        pairs = np.unique(np.concatenate([pairs, parted]), axis=0)
    within = np.array([name in event for name in columns.ids.tolist()], np.bool_)
    pairs = pairs[within[pairs[:, 0]] != within[pairs[:, 1]]]
    scores = scorer.score(columns, pairs)
    reasons = conflicts_of(columns, pairs, parted=parted)
    out: list[NotJoined] = []
    seen: set[str] = set()
    for row in np.lexsort((pairs[:, 1], pairs[:, 0], -scores, reasons != 5)).tolist():
        inside, outside = pairs[row] if within[pairs[row, 0]] else pairs[row][::-1]
        other = str(columns.ids[outside])
        if other in seen or (scores[row] < NEAR and reasons[row] != 5):
            continue
        seen.add(other)
        added = scorer.contributions(features_of(columns, pairs[row : row + 1]))[0]
        told = sorted(
            np.flatnonzero(np.abs(added) >= WORTH_TELLING), key=lambda at: -abs(added[at])
        )
        names = list(NAMES)
        out.append(
            NotJoined(
                report=str(columns.ids[inside]),
                other=other,
                score=float(scores[row]),
                parts={names[at]: round(float(added[at]), 2) for at in told},
                reason=_reason(int(reasons[row]), float(scores[row]), scorer),
            )
        )
        if len(out) == limit:
            break
    return out


def _reason(conflict: int, score: float, scorer: Scorer) -> str:
    if conflict:
        return f"forbidden: {REASONS[conflict]}"
    if score < scorer.cut:
        return f"too unlikely: {score:.2f}, and {scorer.cut:g} is needed"
    return "likely by itself, but not likely enough with all other reports of the two events"
