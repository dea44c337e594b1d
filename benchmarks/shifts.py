"""How many known breaks `shifts` finds, how many it invents, and how far its dates are off.

python -m benchmarks.shifts [--least 0.8]: prints a table in Markdown.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from benchmarks.simulated_histories import ACTOR, FIRST_YEAR, History, Simulated, simulate

from vanellus.analysing import shifts

if TYPE_CHECKING:
    import pyarrow as pa

NEAR: Final = 12
"""A shift within so many months of a break has found it."""
_ATTENTION: Final = [
    *(History(rate=rate, ratio=ratio) for rate in (0.5, 1.0, 3.0) for ratio in (2.0, 3.0, 5.0)),
    *(History(rate=rate, ratio=1 / 3) for rate in (0.5, 1.0, 3.0)),
    *(
        History(rate=rate, scatter=scatter)
        for rate in (0.5, 1.0, 3.0, 10.0)
        for scatter in (0, 0.5)
    ),
    History(rate=1.0, growth=10.0),
]
_CONDUCT: Final = [
    *(
        History(rate=rate, share=0.7, later_share=later)
        for rate in (0.5, 1.0, 3.0)
        for later in (0.4, 0.2)
    ),
    *(History(rate=rate, share=0.7) for rate in (0.5, 1.0, 3.0)),
]


class Outcome(NamedTuple):
    """What `shifts` made of one kind of history."""

    recall: float | None
    false_alarms: float
    """Shifts that are near no break, a pair and ten years."""
    error: float | None
    """Median distance of the date from the break, in months."""
    covered: float | None
    """Share of found breaks that lie in the interval of 90 per cent."""


def judge(history: History, measure: str, *, least: float, seed: int = 1) -> Outcome:
    """What `shifts` finds of the breaks of one measure in 100 histories."""
    made = simulate(history, seed=seed)
    found = shifts(
        made.events,
        made.sides,
        actor=ACTOR,
        measures=[measure],
        coverage=made.coverage,
        least=least,
    )
    broken = history.later_share is not None if measure == "conduct" else history.ratio != 1
    return score(made, found, broken=broken, months=history.months)


def score(made: Simulated, found: pa.Table, *, broken: bool, months: int) -> Outcome:
    """Recall, false alarms, date error of a table of shifts."""
    off: dict[str, list[tuple[int, bool]]] = {}
    false = 0
    for row in found.to_pylist():
        if row["status"] != "shift":
            continue
        distance = _months(row["date"]) - made.breaks[row["partner"]]
        if broken and abs(distance) <= NEAR:
            truth = made.breaks[row["partner"]]
            within = _months(row["date_low"]) <= truth <= _months(row["date_high"])
            off.setdefault(row["partner"], []).append((abs(distance), within))
        else:
            false += 1
    best = [min(each) for each in off.values()]
    # A break that is found twice was found once, and the rest is an alarm too many.
    false += sum(len(each) - 1 for each in off.values())
    pairs = len(made.breaks)
    return Outcome(
        recall=len(best) / pairs if broken else None,
        false_alarms=false / pairs / (months / 120),
        error=float(np.median([distance for distance, _ in best])) if best else None,
        covered=float(np.mean([within for _, within in best])) if best else None,
    )


def main() -> None:
    """Prints one row for each kind of history."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=float, default=0.8, help="least probability of a shift")
    least = parser.parse_args().least
    print("| measure | events a month | break | coverage grows | scatter | recall | false alarms "
          "a pair-decade | date error, months | in interval |")  # fmt: skip
    print("|---|---:|---|---:|---:|---:|---:|---:|---:|")
    for measure, histories in (("attention", _ATTENTION), ("conduct", _CONDUCT)):
        for history in histories:
            found = judge(history, measure, least=least)
            print(_row(measure, history, found), flush=True)


def _row(measure: str, history: History, found: Outcome) -> str:
    if measure == "attention":
        what = "none" if history.ratio == 1 else f"× {history.ratio:.2g}"
    else:
        later = history.later_share
        what = "none" if later is None else f"{history.share:.0%} → {later:.0%}"
    cells = [
        measure, f"{history.rate:g}", what, f"× {history.growth:g}", f"{history.scatter:g}",
        *("–" if value is None else f"{value:.2f}" for value in found),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _months(day: date) -> int:
    return (day.year - FIRST_YEAR) * 12 + day.month - 1


if __name__ == "__main__":
    main()
