"""Event reports: none where there is none, right triples, honest scores."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from vanellus.evaluating.matching import best_pairs, counted, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.evaluating.gold import Gold
    from vanellus.records import EventReport

Triple = tuple[str, str | None, str | None]


def score_neutral(rows: Sequence[Gold], found: Sequence[Sequence[EventReport]]) -> dict[str, Any]:
    """The share of sentences in which no event is reported, and what was reported instead."""
    false = Counter(report.plover_type for reports in found for report in reports)
    return {
        "rows": len(rows),
        "left_alone": sum(not reports for reports in found) / max(1, len(rows)),
        "false_events_per_100": 100 * false.total() / max(1, len(rows)),
        "false_by_type": dict(false.most_common()),
    }


def score_triples(rows: Sequence[Gold], found: Sequence[Sequence[Triple]]) -> dict[str, Any]:
    """F1 of (type, actor country, recipient country), of (type, actor country) and of type alone;
    one to one within a text, each once.
    """
    out: dict[str, Any] = {"rows": len(rows)}
    for name, size in (("triple", 3), ("type_actor", 2), ("type", 1)):
        right = n_found = n_wanted = 0
        for row, mine in zip(rows, found, strict=True):
            gold = {(e["type"], e.get("actor"), e.get("recipient"))[:size] for e in row["events"]}
            answers = {each[:size] for each in mine}
            right += len(gold & answers)
            n_found += len(answers)
            n_wanted += len(gold)
        out[name] = counted(right, n_found, n_wanted)
    return out


def score_calibration(
    rows: Sequence[Gold], found: Sequence[Sequence[EventReport]], *, bins: int = 10
) -> dict[str, Any]:
    """Expected calibration error (Naeini and others 2015) of the reports' scores, with the bins and
    the precision and recall at each threshold.

    A report is right when its type is that of a gold event and its actors and recipients overlap
    that event's one to one.
    """
    scores: list[float] = []
    right: list[bool] = []
    wanted = sum(len(row["events"]) for row in rows)
    for row, reports in zip(rows, found, strict=True):
        hit = hits(row["events"], reports)
        scores += [report.score for report in reports]
        right += [j in hit for j in range(len(reports))]
    table, error = [], 0.0
    for b in range(bins):
        inside = [i for i, s in enumerate(scores) if min(int(s * bins), bins - 1) == b]
        if inside:
            said = sum(scores[i] for i in inside) / len(inside)
            true = sum(right[i] for i in inside) / len(inside)
            error += abs(said - true) * len(inside) / len(scores)
            table.append({"from": b / bins, "reports": len(inside), "said": said, "right": true})
    curve = []
    for threshold in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [i for i, s in enumerate(scores) if s >= threshold]
        curve.append(
            {"threshold": threshold, **counted(sum(right[i] for i in kept), len(kept), wanted)}
        )
    return {
        "rows": len(rows),
        "reports": len(scores),
        "expected_calibration_error": error,
        "bins": table,
        "curve": curve,
    }


def hits(events: Sequence[Gold], reports: Sequence[EventReport]) -> set[int]:
    """Which of the reports are right: paired one to one with an event of the same type and the same
    parties.
    """
    pairs = {
        (i, j): 1.0 + report.score
        for i, event in enumerate(events)
        for j, report in enumerate(reports)
        if _agrees(event, report)
    }
    return {j for _, j in best_pairs(pairs)}


def _agrees(event: Gold, report: EventReport) -> bool:
    if event["type"] not in (report.type, report.plover_type):
        return False
    for key, entities in (("actors", report.actors), ("recipients", report.recipients)):
        gold = [(int(s[0]), int(s[1])) for s in event.get(key, [])]
        mine = [(entity.start, entity.end) for entity in entities]
        pairs = {
            (i, j): 1.0 for i, a in enumerate(gold) for j, b in enumerate(mine) if overlap(a, b)
        }
        if len(best_pairs(pairs)) != len(gold) or len(gold) != len(mine):
            return False
    return True
