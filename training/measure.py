"""Figures on kept-out lines: what the heads got right, and what calibration needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from training.corpus import Line
from training.examples import Batch, pair_batch, pairs_of, tag_batch
from training.network import OUTPUTS, EventModel
from vanellus.coding.calibration import Evidence
from vanellus.coding.decode import Scores, Thresholds, decode
from vanellus.coding.labels import NO_RELATION, RELATIONS
from vanellus.coding.session import TAGGING
from vanellus.coding.tokens import encode
from vanellus.records import Role, SentenceReading, Span

SIZE = 32


def run(model: EventModel, batch: Batch) -> dict[str, np.ndarray]:
    """The network's outputs for a batch, as arrays by name."""
    with torch.no_grad():
        found = model(batch.tokens, batch.mask, batch.shapes, batch.markers)
    return {name: part.float().numpy() for name, part in zip(OUTPUTS, found, strict=True)}


def read_lines(
    model: EventModel,
    lines: Sequence[Line],
    tokenizer: Tokenizer,
    *,
    thresholds: Thresholds | None = None,
    raw: bool = False,
) -> list[SentenceReading]:
    """The model's reading of each line; with `raw` the trigger's score is not calibrated."""
    out: list[SentenceReading] = []
    for at in range(0, len(lines), SIZE):
        part = lines[at : at + SIZE]
        found = run(model, tag_batch(part, tokenizer))
        out += decode(
            Scores(**{name: found[name] for name in TAGGING}),
            [encode(tokenizer, line.text) for line in part],
            [Span(start=0, end=len(line.text), text=line.text) for line in part],
            thresholds=thresholds,
            calibration=RAW if raw else None,
        )
    return out


def set_vectors(model: EventModel, lines: Sequence[Line], tokenizer: Tokenizer) -> None:
    """Fits the directions of the model's sentence vectors on some lines."""
    wholes = []
    with torch.no_grad():
        for at in range(0, len(lines), SIZE):
            batch = tag_batch(lines[at : at + SIZE], tokenizer)
            _, whole = model.read(batch.tokens, batch.mask, batch.shapes)
            wholes.append(whole)
    model.set_vectors(torch.cat(wholes))


class _Raw:
    """Stands in for the calibration: a trigger keeps its own score."""

    def probability(self, evidence: Evidence) -> float:
        return evidence.trigger


RAW: Any = _Raw()


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall, 0 where nothing is right."""
    return 2 * right / (found + wanted) if found + wanted else 0.0


def figures(model: EventModel, lines: Sequence[Line], tokenizer: Tokenizer) -> dict[str, float]:
    """F1 of mentions, triggers (with type) and arcs by overlap; relation macro-F1; share of lines
    without event that are left alone.
    """
    readings = read_lines(model, lines, tokenizer)
    counts: Counter[str] = Counter()
    for line, reading in zip(lines, readings, strict=True):
        counts.update(_compare(line, reading))
    empty = [r for line, r in zip(lines, readings, strict=True) if not line.events]
    out = {
        name: f1(counts[name], counts[name + " found"], counts[name + " wanted"])
        for name in ("mention", "trigger", "trigger+type", "actor", "recipient")
    }
    out["status"] = counts["status"] / max(1, counts["trigger+type"])
    out["silent"] = sum(not r.triggers for r in empty) / max(1, len(empty))
    out["relation"] = relation_figures(model, lines, tokenizer)[0]
    return out


def _compare(line: Line, reading: SentenceReading) -> Counter[str]:
    counts: Counter[str] = Counter()
    wanted = {(s.start, s.end, s.kind) for s in line.spans}
    found = {(m.start, m.end, m.kind.value) for m in reading.mentions}
    counts["mention"] = len(wanted & found)
    counts["mention found"], counts["mention wanted"] = len(found), len(wanted)
    matched = match_events(line, reading)
    counts["trigger"] = len(matched)
    counts["trigger found"] = counts["trigger+type found"] = len(reading.triggers)
    counts["trigger wanted"] = counts["trigger+type wanted"] = len(line.events)
    for event, trigger in matched:
        if event.type == trigger.type:
            counts["trigger+type"] += 1
            counts["status"] += event.status == trigger.status
    for name, role in (("actor", Role.ACTOR), ("recipient", Role.RECIPIENT)):
        gold = {(n, s.start, s.end) for s in line.spans for n, r in s.roles if r == name}
        counts[name + " wanted"] += len(gold)
        numbers = {id(trigger): event.number for event, trigger in matched}
        for trigger in reading.triggers:
            for arc in trigger.arcs:
                if arc.role is role:
                    counts[name + " found"] += 1
                    m = reading.mentions[arc.mention]
                    n = numbers.get(id(trigger))
                    counts[name] += any(g == n and a < m.end and b > m.start for g, a, b in gold)
    return counts


def match_events(line: Line, reading: SentenceReading) -> list[tuple[Any, Any]]:
    """Marked events with the found triggers that overlap them, one to one, in text order."""
    free = list(reading.triggers)
    matched = []
    for event in line.events:
        near = [t for t in free if t.start < event.end and t.end > event.start]
        near.sort(key=lambda t: t.type != event.type)
        if near:
            free.remove(near[0])
            matched.append((event, near[0]))
    return matched


def relation_scores(
    model: EventModel, lines: Sequence[Line], tokenizer: Tokenizer
) -> tuple[np.ndarray, np.ndarray]:
    """Scores (pairs, 17) and wanted columns of all pairs of the lines that have a relation."""
    pairs = [p for line in lines for p in pairs_of(line) if p.relation != NO_RELATION]
    scores = [
        run(model, pair_batch(pairs[at : at + SIZE], tokenizer))["relation"]
        for at in range(0, len(pairs), SIZE)
    ]
    return np.concatenate(scores), np.array([RELATIONS.index(p.relation) for p in pairs])


def relation_figures(
    model: EventModel, lines: Sequence[Line], tokenizer: Tokenizer
) -> tuple[float, dict[str, float]]:
    """Macro-F1 over the types that occur, and F1 of each."""
    scores, wanted = relation_scores(model, lines, tokenizer)
    none = RELATIONS.index(NO_RELATION)
    scores[:, none] = -np.inf
    best = scores.argmax(1)
    by_type = {
        RELATIONS[k]: f1(
            int(((best == k) & (wanted == k)).sum()),
            int((best == k).sum()),
            int((wanted == k).sum()),
        )
        for k in sorted(set(wanted.tolist()))
    }
    return sum(by_type.values()) / len(by_type), by_type
