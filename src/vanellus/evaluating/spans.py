"""Spans: actors and recipients, and date expressions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from vanellus.evaluating.matching import best_pairs, counted, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.evaluating.gold import Gold

Labelled = tuple[str, int, int]
LABELS = ("source", "target")


def score_spans(rows: Sequence[Gold], found: Sequence[Sequence[Labelled]]) -> dict[str, Any]:
    """Precision, recall and F1 over all spans: exact (same label and offsets) and by overlap (same
    label and a shared character, one to one), each also by label.

    Args:
        rows: gold rows.
        found: (label, start, end) of each row.
    """
    wanted = [
        [(s["label"], s["start"], s["end"]) for s in row["spans"] if s["label"] in LABELS]
        for row in rows
    ]
    out: dict[str, Any] = {"rows": len(rows)}
    for way in ("overlap", "exact"):
        right: Counter[str] = Counter()
        for gold, mine in zip(wanted, found, strict=True):
            right.update(_hits(gold, mine, exact=way == "exact"))
        gold_n = Counter(label for row in wanted for label, *_ in row)
        mine_n = Counter(label for row in found for label, *_ in row)
        out[way] = {
            **counted(right.total(), mine_n.total(), gold_n.total()),
            "by_label": {
                label: counted(right[label], mine_n[label], gold_n[label]) for label in LABELS
            },
        }
    return out


def _hits(gold: Sequence[Labelled], mine: Sequence[Labelled], *, exact: bool) -> Counter[str]:
    if exact:
        return Counter(label for label, *_ in (Counter(gold) & Counter(mine)).elements())
    weights = {}
    for i, (label, *span) in enumerate(gold):
        for j, (other, *place) in enumerate(mine):
            shared = overlap((span[0], span[1]), (place[0], place[1]))
            if label == other and shared:
                # Any overlap is a hit; the length only decides between hits.
                weights[i, j] = 1 + shared / 1e6
    return Counter(gold[i][0] for i, _ in best_pairs(weights))


def score_dates(rows: Sequence[Gold], found: Sequence[Sequence[Gold]]) -> dict[str, Any]:
    """The TempEval-3 measures (UzZaman and others 2013): strict and relaxed spans, and, among
    relaxed matches, type and value; `value` is the main one.

    Args:
        rows: gold rows.
        found: dicts with start, end, type, value for each row.
    """
    counts: Counter[str] = Counter()
    for row, mine in zip(rows, found, strict=True):
        gold = row["timex"]
        counts["wanted"] += len(gold)
        counts["found"] += len(mine)
        counts["strict"] += (
            Counter((x["start"], x["end"]) for x in gold)
            & Counter((x["start"], x["end"]) for x in mine)
        ).total()
        weights = {}
        for i, a in enumerate(gold):
            for j, b in enumerate(mine):
                shared = overlap((a["start"], a["end"]), (b["start"], b["end"]))
                if shared:
                    same = a.get("value") == b.get("value")
                    weights[i, j] = 1 + shared / 1e6 + (1e-7 if same else 0)
        for i, j in best_pairs(weights):
            a, b = gold[i], mine[j]
            value, kind = a.get("value") == b.get("value"), a.get("type") == b.get("type")
            counts["relaxed"] += 1
            counts["value"] += value
            counts["type"] += kind
            counts["type_value"] += value and kind
    return {
        "documents": len(rows),
        **{
            name: counted(counts[name], counts["found"], counts["wanted"])
            for name in ("value", "relaxed", "strict", "type", "type_value")
        },
    }
