"""Types of relations: F1 by class and its mean over the classes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from vanellus.evaluating.matching import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.evaluating.gold import Gold

YIELD: Final = frozenset({"CONCEDE", "RETREAT"})


def root(kind: str) -> str:
    """The class of a PLOVER type in the relation gold, where giving way is one class."""
    return "YIELD" if kind in YIELD else kind


def score_relation(rows: Sequence[Gold], found: Sequence[str | None]) -> dict[str, Any]:
    """Macro-F1 over the classes in gold, accuracy, and precision, recall, F1 and count by class.

    Args:
        rows: gold rows.
        found: PLOVER type of each row, None where there is no answer (a miss).
    """
    wanted = [row["gold_root"] for row in rows]
    answers = [root(kind) if kind else None for kind in found]
    labels = sorted(set(wanted))
    by_class = {
        label: counted(
            sum(a == w == label for a, w in zip(answers, wanted, strict=True)),
            sum(a == label for a in answers),
            sum(w == label for w in wanted),
        )
        for label in labels
    }
    confused = Counter((w, a or "(none)") for a, w in zip(answers, wanted, strict=True) if a != w)
    right = sum(a == w for a, w in zip(answers, wanted, strict=True))
    return {
        "rows": len(rows),
        "answered": sum(a is not None for a in answers),
        "macro_f1": sum(c["f1"] for c in by_class.values()) / max(1, len(labels)),
        "accuracy": right / max(1, len(rows)),
        "by_class": by_class,
        "matrix": {
            label: {
                other: sum(w == label and a == other for a, w in zip(answers, wanted, strict=True))
                for other in labels
            }
            for label in labels
        },
        "confused": [
            {"wanted": w, "found": a, "times": n} for (w, a), n in confused.most_common(20)
        ],
    }
