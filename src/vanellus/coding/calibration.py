"""The probability that a report is right, from what the event model's heads say of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = 1e-4


def logit(p: float) -> float:
    """Log odds of `p`, which is kept off 0 and 1 by 0.0001."""
    p = min(1 - _EDGE, max(_EDGE, p))
    return math.log(p / (1 - p))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the calibration looks at, of one event in its sentence."""

    trigger: float
    """Mean probability of the type over the trigger's tokens."""
    actors: Sequence[float] = ()
    """Probability of each arc to an actor."""
    recipients: Sequence[float] = ()
    """Probability of each arc to a recipient."""
    mentions: Sequence[float] = ()
    """Probability of each of these parties' mentions."""
    company: int = 1
    """How many events the sentence tells."""
    length: int = 0
    """Characters of the sentence."""
    occurred: bool = True

    @property
    def row(self) -> tuple[float, ...]:
        """The features of the logistic fit, in the order of its weights."""
        parties = (*self.actors, *self.recipients)
        return (
            logit(self.trigger),
            logit(min(parties)) if parties else 0.0,
            logit(min(self.mentions)) if self.mentions else 0.0,
            float(not self.actors),
            float(not self.recipients),
            float(not parties),
            float(len(parties) > 2),
            float(self.company > 1),
            float(self.company > 2),
            self.length / 100,
            float(not self.occurred),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic fit on lines kept out of teaching (Platt 1999, with more than one feature)."""

    weights: tuple[float, ...] = (0.5, 0.3, 0.1, -0.5, -1.0, -1.0, -0.5, -0.2, -0.2, -0.1, 0.0)
    bias: float = 0.5

    def probability(self, evidence: Evidence) -> float:
        """The chance, 0 to 1, that type and participants are right."""
        return self.logistic(evidence.row)

    def logistic(self, row: Sequence[float]) -> float:
        """The chance for one row of features."""
        total = self.bias + sum(w * float(x) for w, x in zip(self.weights, row, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
