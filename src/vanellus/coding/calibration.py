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


def features(trigger: float, parties: Sequence[float]) -> tuple[float, float, float, float]:
    """What the calibration looks at.

    Args:
        trigger: mean probability of the type over the trigger's tokens.
        parties: probability of each arc to an actor or recipient.

    Returns:
        Log odds of the trigger; log odds of the weakest arc (0 without any); 1 if there is no
        party at all; 1 if there are three or more.
    """
    weakest = logit(min(parties)) if parties else 0.0
    return logit(trigger), weakest, float(not parties), float(len(parties) > 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic fit on lines kept out of teaching (Platt 1999, with more than one feature)."""

    weights: tuple[float, ...] = (1.0, 0.3, -1.0, -0.3)
    bias: float = 0.0

    def probability(self, trigger: float, parties: Sequence[float]) -> float:
        """The chance, 0 to 1, that type and participants are right."""
        return self.logistic(features(trigger, parties))

    def logistic(self, row: Sequence[float]) -> float:
        """The chance for one row of features."""
        total = self.bias + sum(w * float(x) for w, x in zip(self.weights, row, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
