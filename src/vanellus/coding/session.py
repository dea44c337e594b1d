"""The event model's file: found, checked against its card, run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from vanellus.coding.calibration import Calibration
from vanellus.coding.decode import Scores, Thresholds
from vanellus.coding.labels import CONTEXTS, KINDS, MENTIONS, MODES, RELATIONS, ROLES, TRIGGERS
from vanellus.coding.tokens import Encoded, stack
from vanellus.errors import ModelMismatch, ModelMissing

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS: Final = "event-model.onnx"
CARD: Final = "card.json"
VOCABULARY: Final = "tokenizer.json"
TAGGING: Final = tuple(field.name for field in fields(Scores))
RELATING: Final = ("relation", "relation_status", "relation_mode", "relation_table")


def layout() -> dict[str, list[str]]:
    """The columns that this version of the programme expects of a model."""
    return {
        "mentions": list(MENTIONS),
        "triggers": list(TRIGGERS),
        "modes": [f"{kind}.{mode or '-'}" for kind, mode in MODES],
        "contexts": list(CONTEXTS),
        "kinds": list(KINDS),
        "roles": list(ROLES),
        "relations": list(RELATIONS),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the model's card says of it."""

    digest: str
    """SHA-256 of the weights."""
    thresholds: Thresholds
    calibration: Calibration
    relation_bias: tuple[float, ...]
    """Added to the relation scores before softmax, fitted on kept-out lines."""
    relation_temperature: float
    facts: dict[str, Any]

    @staticmethod
    def read(path: Path) -> Card:
        """The card in `path`; raises ModelMissing or ModelMismatch."""
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ModelMissing(path=str(path)) from None
        found = facts.get("layout")
        if found != layout():
            wrong = [k for k, v in layout().items() if (found or {}).get(k) != v]
            raise ModelMismatch(
                path=str(path),
                expected="the columns of this version",
                found=f"others in {', '.join(wrong)}",
            )
        return Card(
            digest=facts["digest"],
            thresholds=Thresholds(**facts["thresholds"]),
            calibration=Calibration(
                weights=tuple(facts["calibration"]["weights"]), bias=facts["calibration"]["bias"]
            ),
            relation_bias=tuple(facts["relation"]["bias"]),
            relation_temperature=facts["relation"]["temperature"],
            facts=facts,
        )


class Session:
    """The event model, ready to run; one session serves all threads."""

    def __init__(
        self, folder: Path | None = None, *, threads: int = 0, min_trigger: float = 0.0
    ) -> None:
        self.folder = folder or default_folder()
        self.card = Card.read(self.folder / CARD)
        self.thresholds = (
            replace(self.card.thresholds, trigger=min_trigger)
            if min_trigger
            else self.card.thresholds
        )
        self.threads = threads or len(os.sched_getaffinity(0))
        """Workers that may run the model at the same time, each on one core."""

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The vocabulary's tokenizer."""
        from tokenizers import Tokenizer  # noqa: PLC0415  heavy, and needed only here

        path = self.folder / VOCABULARY
        if not path.exists():
            raise ModelMissing(path=str(path))
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _runtime(self) -> Any:
        import onnxruntime  # noqa: PLC0415  heavy, and needed only here

        path = self.folder / WEIGHTS
        if not path.exists():
            raise ModelMissing(path=str(path))
        weights = path.read_bytes()
        digest = hashlib.sha256(weights).hexdigest()
        if digest != self.card.digest:
            raise ModelMismatch(
                path=str(path), expected=f"digest {self.card.digest[:12]}", found=digest[:12]
            )
        options = onnxruntime.SessionOptions()
        # Whole batches side by side use the cores better than pieces of one batch.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Batches differ in length: without this the arena keeps the largest of each shape.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def load(self) -> None:
        """Loads the weights, unless they are; before several workers ask for them at once."""
        _ = self._runtime

    def tag(self, encoded: Sequence[Encoded]) -> Scores:
        """The scores of all heads but the relation's for a batch of sentences."""
        found = self._run(encoded, np.zeros((len(encoded), 2), dtype=np.int64), TAGGING)
        return Scores(**dict(zip(TAGGING, found, strict=True)))

    def relate(
        self, encoded: Sequence[Encoded], markers: Sequence[tuple[int, int]]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Scores of relation, status, mode and relation by PLOVER's CAMEO table: (batch, 17),
        (batch, 5), (batch, 83) and (batch, 17).
        """
        found = self._run(encoded, np.asarray(markers, dtype=np.int64), RELATING)
        return found[0], found[1], found[2], found[3]

    def _run(
        self, encoded: Sequence[Encoded], markers: np.ndarray, wanted: Sequence[str]
    ) -> list[np.ndarray]:
        tokens, mask, shapes = stack(encoded)
        return list(
            self._runtime.run(
                list(wanted), {"tokens": tokens, "mask": mask, "shapes": shapes, "markers": markers}
            )
        )


def default_folder() -> Path:
    """Where the model lies: `$VANELLUS_MODEL`, else in the package."""
    given = os.environ.get("VANELLUS_MODEL")
    return Path(given) if given else Path(str(resources.files("vanellus.coding") / "model"))
