"""The probability that two reports tell of one event: a logistic function of their features."""

from __future__ import annotations

import functools
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from vanellus.errors import CodebookError
from vanellus.linking.features import NAMES, features_of

if TYPE_CHECKING:
    from vanellus.linking.candidates import Pairs
    from vanellus.linking.columns import Columns

FILE: Final = "weights.json"
STEP: Final = 20_000
"""Pairs scored at once; bounds the memory."""
THREADS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights of the features, and from which probability on reports are joined."""

    bias: float
    weights: npt.NDArray[np.float32]
    bar: float
    """Pairs from this probability on are looked at together."""
    cut: float
    """Groups of reports are joined from this mean probability on."""

    @classmethod
    @functools.cache
    def default(cls) -> Scorer:
        """The weights that come with Vanellus."""
        file = resources.files("vanellus.linking") / "data" / FILE
        return cls.of(json.loads(file.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, card: dict[str, Any]) -> Scorer:
        """The weights of a card as `training.links` writes it; raises CodebookError."""
        weights = card.get("weights", {})
        if odd := set(weights) ^ set(NAMES):
            raise CodebookError(
                file=FILE, problem=f"weights are not those of the features: {sorted(odd)}"
            )
        return cls(
            bias=float(card["bias"]),
            weights=np.array([weights[name] for name in NAMES], np.float32),
            bar=float(card["bar"]),
            cut=float(card["cut"]),
        )

    def score(self, columns: Columns, pairs: Pairs) -> npt.NDArray[np.float32]:
        """The probability of each pair."""
        out = np.empty(len(pairs), np.float32)

        def fill(start: int) -> None:
            some = pairs[start : start + STEP]
            out[start : start + STEP] = self.of_features(features_of(columns, some))

        starts = range(0, len(pairs), STEP)
        if len(starts) < 2:
            for start in starts:
                fill(start)
        else:
            # numpy lets other threads run while it counts.
            with ThreadPoolExecutor(THREADS) as threads:
                list(threads.map(fill, starts))
        return out

    def of_features(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The probability that features give, rounded so that no machine's last bit decides."""
        odds = features @ self.weights + np.float32(self.bias)
        out: npt.NDArray[np.float32] = np.round(
            1 / (1 + np.exp(-np.clip(odds, -30, 30))), 5
        ).astype(np.float32)
        return out

    def contributions(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """What each feature adds to the log-odds."""
        added: npt.NDArray[np.float32] = features * self.weights
        return added
