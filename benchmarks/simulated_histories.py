"""Histories of an actor with partners in which every break is known.

Each partner is one history of its own: events fall by month with a rate that changes at known
months, in proportion to coverage that grows and swings, and with more scatter than Poisson's
(good and bad months of news). A share of the events is cooperation, which may change as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    import numpy.typing as npt

    Real = npt.NDArray[np.float64]

FIRST_YEAR: Final = 2010
ACTOR: Final = "AAA"
_GOOD: Final = ("CONSULT", 2.5)
_BAD: Final = ("ACCUSE", -3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is simulated alike for each of `partners` partners."""

    partners: int = 100
    months: int = 120
    rate: float = 1.0
    """Events a month before the break, at mean coverage."""
    ratio: float = 1.0
    """Rate after the break over rate before it; 1: no break of attention."""
    share: float = 0.7
    """Share of cooperation before the break."""
    later_share: float | None = None
    """After it; None: no break of conduct."""
    growth: float = 3.0
    """Coverage of the last month over that of the first."""
    scatter: float = 0.2
    """Variance of a month's own factor around 1 (0: Poisson)."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """Tables as an analysis takes them, and the month of each partner's break."""

    events: pa.Table
    sides: pa.Table
    coverage: pa.Table
    breaks: dict[str, int]


def simulate(history: History, *, seed: int) -> Simulated:
    """Tables of one history for each partner; breaks lie in the middle three fifths."""
    rng = np.random.default_rng(seed)
    months, partners = history.months, history.partners
    trend = np.linspace(1.0, history.growth, months)
    swing = 1 + 0.3 * np.sin(np.arange(months) / 6)
    covered = trend * swing / (trend * swing).mean()
    documents = rng.poisson(300 * covered)
    breaks = rng.integers(months // 5, months - months // 5, partners)
    later = np.arange(months)[None, :] >= breaks[:, None]
    rates = history.rate * np.where(later, history.ratio, 1.0) * covered
    if history.scatter:
        rates = rates * rng.gamma(1 / history.scatter, history.scatter, rates.shape)
    counts = rng.poisson(rates)
    partner, month = np.nonzero(counts)
    times = counts[partner, month]
    partner, month = np.repeat(partner, times), np.repeat(month, times)
    after = history.share if history.later_share is None else history.later_share
    good = rng.random(len(month)) < np.where(later[partner, month], after, history.share)
    return Simulated(
        *_tables(partner, month, good, rng),
        _coverage(documents),
        {code(at): int(when) for at, when in enumerate(breaks)},
    )


def code(number: int) -> str:
    """A partner's code of three letters."""
    return "B" + chr(65 + number // 26) + chr(65 + number % 26)


def _tables(
    partner: npt.NDArray[np.int64],
    month: npt.NDArray[np.int64],
    good: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[pa.Table, pa.Table]:
    count = len(month)
    days = _first_days(month) + rng.integers(0, 28, count)
    ids = pa.array([f"e{number:07}" for number in range(count)])
    events = pa.table(
        {
            "event_id": ids,
            "plover_type": np.where(good, _GOOD[0], _BAD[0]),
            "pillar": pa.array(["diplomatic"] * count),
            "state": pa.array(["held"] * count),
            "date_start": pa.array(days),
            "date_end": pa.array(days),
            "date_grain": pa.array(["day"] * count),
            "plover_score": np.where(good, _GOOD[1], _BAD[1]),
            "independent_sources": pa.array(np.ones(count, dtype=np.int32)),
        }
    )
    codes = pa.array([code(number) for number in partner], type=pa.string())
    actors = pa.array([ACTOR] * count, type=pa.string())
    party = pa.concat_arrays([actors, codes])
    sides = pa.table(
        {
            "event_id": pa.concat_arrays([ids, ids]),
            "role": pa.array(["actor"] * count + ["recipient"] * count),
            "party": party,
            "country": party,
            "sector": pa.array(["GOV"] * (2 * count)),
            "kind": pa.array(["state"] * (2 * count)),
            "via": pa.nulls(2 * count, pa.string()),
        }
    )
    return events, sides


def _coverage(documents: npt.NDArray[np.int64]) -> pa.Table:
    return pa.table(
        {"day": pa.array(_first_days(np.arange(len(documents)))), "documents": documents}
    )


def _first_days(month: npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64]:
    found: npt.NDArray[np.datetime64] = (
        (month + (FIRST_YEAR - 1970) * 12).astype("datetime64[M]").astype("datetime64[D]")
    )
    return found
