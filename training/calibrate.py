"""Fits, on kept-out lines, the score that a report carries and the relation's temperature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from training.corpus import Line
from training.measure import read_lines, relation_scores
from training.network import EventModel
from vanellus.coding.calibration import Evidence
from vanellus.coding.decode import Thresholds
from vanellus.coding.labels import NO_RELATION, RELATIONS
from vanellus.evaluating.reports import hits
from vanellus.records import Document, Reading, Role, SentenceReading, Status, Trigger
from vanellus.resolving import Resolver


def judged(
    model: EventModel,
    lines: Sequence[Line],
    tokenizer: Tokenizer,
    *,
    thresholds: Thresholds | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Features (events, 11) and 0/1 for every event report that the lines give, judged as `vanellus
    evaluate calibration` does: after resolving, which may change who takes part.
    """
    resolver = Resolver.default()
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    readings = read_lines(model, lines, tokenizer, thresholds=thresholds, raw=True)
    for line, reading in zip(lines, readings, strict=True):
        document = Document(id=line.origin, origin=line.origin, text=line.text, language="en")
        reports = resolver.resolve(Reading(document=document, sentences=(reading,))).reports
        triggers = {trigger.start: trigger for trigger in reading.triggers}
        told = [report for report in reports if report.trigger.start in triggers]
        hit = hits(gold_events(line), told)
        for number, report in enumerate(told):
            rows.append(_evidence(triggers[report.trigger.start], reading).row)
            right.append(number in hit)
    return np.array(rows), np.array(right, dtype=float)


def _evidence(trigger: Trigger, reading: SentenceReading) -> Evidence:
    parties = [arc for arc in trigger.arcs if arc.role in (Role.ACTOR, Role.RECIPIENT)]
    return Evidence(
        trigger=trigger.score,
        actors=[arc.score for arc in parties if arc.role is Role.ACTOR],
        recipients=[arc.score for arc in parties if arc.role is Role.RECIPIENT],
        mentions=[reading.mentions[arc.mention].score for arc in parties],
        company=len(reading.triggers),
        length=len(reading.sentence.text),
        occurred=trigger.status is Status.OCCURRED,
    )


def gold_events(line: Line) -> list[dict[str, Any]]:
    """The marked events in the form of the gold files."""
    return [
        {
            "type": event.type,
            **{
                f"{role}s": [
                    [span.start, span.end]
                    for span in line.spans
                    if (event.number, role) in span.roles
                ]
                for role in ("actor", "recipient")
            },
        }
        for event in line.events
    ]


def fit(rows: np.ndarray, right: np.ndarray, *, decay: float = 1.0) -> tuple[list[float], float]:
    """Weights and bias of a logistic regression with a little ridge."""
    x = torch.tensor(rows, dtype=torch.float64)
    y = torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(x.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        scores = x @ weights[:-1] + weights[-1]
        total = torch.nn.functional.binary_cross_entropy_with_logits(scores, y, reduction="sum")
        total = total + decay * weights[:-1].pow(2).sum() / 2
        total.backward()
        return total

    solver.step(loss)
    found = weights.detach().numpy()
    return [round(float(w), 4) for w in found[:-1]], round(float(found[-1]), 4)


def expected_calibration_error(p: np.ndarray, right: np.ndarray, *, bins: int = 10) -> float:
    """Mean distance of stated and observed share of right over bins of equal width, weighted by
    their counts (Naeini, Cooper and Hauskrecht 2015).
    """
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[place == b].mean() - right[place == b].mean()) * (place == b).mean()
            for b in range(bins)
            if (place == b).any()
        )
    )


def cross_validated_error(rows: np.ndarray, right: np.ndarray, *, parts: int = 5) -> float:
    """The expected calibration error of scores that are each given by a fit on the other parts."""
    order = np.random.default_rng(0).permutation(len(rows))
    p = np.zeros(len(rows))
    for part in range(parts):
        held = order[part::parts]
        rest = np.setdiff1d(order, held)
        weights, bias = fit(rows[rest], right[rest])
        p[held] = 1 / (1 + np.exp(-(rows[held] @ np.array(weights) + bias)))
    return expected_calibration_error(p, right)


def relation_temperature(model: EventModel, lines: Sequence[Line], tokenizer: Tokenizer) -> float:
    """The temperature at which kept-out pairs are likeliest (Guo and others 2017)."""
    scores, wanted = relation_scores(model, lines, tokenizer)
    none = RELATIONS.index(NO_RELATION)
    scores = np.delete(scores, none, axis=1)
    wanted = wanted - (wanted > none)
    best, least = 1.0, np.inf
    for temperature in np.arange(0.5, 3.01, 0.05):
        moved = scores / temperature
        moved = moved - moved.max(1, keepdims=True)
        log_p = moved - np.log(np.exp(moved).sum(1, keepdims=True))
        loss = -log_p[np.arange(len(wanted)), wanted].mean()
        if loss < least:
            best, least = float(temperature), loss
    return round(best, 2)
