"""Dated changes in whom an actor deals with, and how, with what speaks for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from vanellus.analysing.change_points import Rates, Shares, posterior
from vanellus.analysing.gathering import joined
from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import lists_of_ids
from vanellus.analysing.monthly import Monthly, monthly, spread_of_counts, spread_of_shares
from vanellus.analysing.periods import first_day
from vanellus.analysing.resampling import LEVEL, known_level
from vanellus.analysing.shift_sizes import Found, dated_changes, ratio_of_rates, step_of_shares
from vanellus.analysing.sides import STATES_AND_BLOCS, Who
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]
    Whole = npt.NDArray[np.int64]

MEASURES: Final = ("attention", "cooperation", "conflict", "conduct")
ENOUGH: Final = 8
"""Fewest events of a pair (for conduct and volumes: of that kind) that can tell a shift."""
LEAST: Final = 0.8
"""Least probability at which a change is called a shift (see docs/measures.md)."""
_SCHEMA: Final = pa.schema(
    [
        ("partner", pa.string()),
        ("measure", pa.string()),
        ("status", pa.string()),
        ("date", pa.date32()),
        ("date_low", pa.date32()),
        ("date_high", pa.date32()),
        ("probability", pa.float64()),
        ("before", pa.float64()),
        ("after", pa.float64()),
        ("size", pa.float64()),
        ("size_low", pa.float64()),
        ("size_high", pa.float64()),
        ("events_before", pa.int64()),
        ("events_after", pa.int64()),
        ("score_before", pa.float64()),
        ("score_after", pa.float64()),
        ("ids_before", pa.list_(pa.string())),
        ("ids_after", pa.list_(pa.string())),
    ]
)


def shifts(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    measures: Collection[str] = ("attention", "conduct"),
    since: date | None = None,
    until: date | None = None,
    pillar: str | None = None,
    coverage: pa.Table | None = None,
    relative: bool = False,
    through_blocs: bool = False,
    of_country: bool = False,
    kinds: Collection[str] = STATES_AND_BLOCS,
    states: Collection[str] = HELD,
    least: float = LEAST,
    enough: int = ENOUGH,
    every: float | None = None,
    level: float = LEVEL,
) -> pa.Table:
    """A row for each shift, and one for each pair and measure without any.

    Measures: `attention` (events of all kinds by volume of coverage), `cooperation`, `conflict`
    (the same of these alone) and `conduct` (the share of cooperation among the events, whatever
    their number). `status` is shift, none or not enough (fewer than `enough` events). Of a shift:
    `date` (the first day of the first month after it) with its credible interval, `probability`
    that there is a change about then (within its interval of 99 per cent), `before` and `after`
    (events a month at mean coverage; shares), `size` (their ratio; of conduct their difference)
    with bounds, the events on both sides up to the next shift, and their mean PLOVER scores.

    `every` is the number of months between changes that is expected beforehand; without it, a
    change somewhere in the series is as likely as none. Coverage is a table of `day` and
    `documents`; with `relative` the actor's own events stand for it, so that only what moves
    against the rest of its dealings is a shift.
    Raises InputError for unknown words.
    """
    for name in measures:
        if name not in MEASURES:
            raise InputError(
                where="measure", problem=f"unknown {name!r}", valid=", ".join(MEASURES)
            )
    checked(least=least, every=every, level=level)
    counted = monthly(
        events, sides, actor=actor, partners=partners, kinds=kinds, since=since, until=until,
        pillar=pillar, coverage=coverage, relative=relative, through_blocs=through_blocs,
        of_country=of_country, states=states,
    )  # fmt: skip
    # In one piece, since it is taken from for each side of each change.
    ids = joined(events["event_id"])
    expected = even_odds(counted.months) if every is None else every
    rows: list[dict[str, Any]] = []
    for measure in (name for name in MEASURES if name in measures):
        rows += _of_measure(
            counted, measure, ids,
            least=least, enough=enough, every=expected, level=level,
        )  # fmt: skip
    rows.sort(
        key=lambda row: (row["partner"], MEASURES.index(row["measure"]), str(row.get("date")))
    )
    columns = {name: [row.get(name) for row in rows] for name in _SCHEMA.names}
    return pa.table(columns, schema=_SCHEMA).replace_schema_metadata(
        {"undated": str(counted.undated)}
    )


def _of_measure(
    counted: Monthly,
    measure: str,
    ids: Any,
    *,
    least: float,
    enough: int,
    every: float,
    level: float,
) -> list[dict[str, Any]]:
    counts = _counts(counted, measure)
    total = counts.sum(axis=1)
    if measure == "conduct":
        # Without two events of the rarer kind there is no conduct that could have changed.
        rarer = np.minimum(counted.cooperation.sum(axis=1), counted.conflict.sum(axis=1))
        tested = np.flatnonzero((total >= enough) & (rarer >= 2))
    else:
        tested = np.flatnonzero(total >= enough)
    rows = [
        {"partner": counted.partners[at], "measure": measure, "status": "not enough",
         "events_before": int(total[at])}
        if total[at] < enough
        else {"partner": counted.partners[at], "measure": measure, "status": "none",
              "events_before": int(total[at])}
        for at in set(range(len(total))) - set(tested.tolist())
        if total[at] > 0
    ]  # fmt: skip
    if not len(tested):
        return rows
    model: Rates | Shares
    if measure == "conduct":
        hits = counted.cooperation[tested]
        model = Shares(hits, counts[tested], spread=spread_of_shares(hits, counts[tested]))
    else:
        chosen = counts[tested]
        spread = spread_of_counts(chosen, counted.exposure)
        model = Rates(chosen, counted.exposure, spread=spread)
    found = posterior(model, counted.months, every=every)
    for place, series in enumerate(tested):
        changes = [
            change
            for change in dated_changes(model, found, place, every=every, level=level)
            if change.probability >= least
        ]
        sized: Any = step_of_shares if measure == "conduct" else ratio_of_rates
        common = {"partner": counted.partners[series], "measure": measure}
        if not changes:
            rows.append(common | {"status": "none", "events_before": int(total[series])})
        of_series = np.flatnonzero(_kept(counted, measure) & (counted.partner == series))
        for number, change in enumerate(changes):
            bounds = (
                changes[number - 1].month if number else 0,
                changes[number + 1].month if number + 1 < len(changes) else counted.months,
            )
            rows.append(
                common
                | {"status": "shift"}
                | sized(model, place, (bounds[0], change.month, bounds[1]), level=level)
                | _dated(counted, change)
                | _behind(counted, of_series, ids, (bounds[0], change.month, bounds[1]))
            )
    return rows


def _counts(counted: Monthly, measure: str) -> Any:
    if measure == "cooperation":
        return counted.cooperation
    return counted.conflict if measure == "conflict" else counted.cooperation + counted.conflict


def _kept(counted: Monthly, measure: str) -> Flags:
    if measure == "cooperation":
        return counted.cooperative
    return ~counted.cooperative if measure == "conflict" else np.ones_like(counted.cooperative)


def _dated(counted: Monthly, change: Found) -> dict[str, Any]:
    return {
        "date": first_day(counted.first + change.month, by="month"),
        "date_low": first_day(counted.first + change.low, by="month"),
        "date_high": first_day(counted.first + change.high, by="month"),
        "probability": change.probability,
    }


def _behind(
    counted: Monthly, chosen: Whole, ids: Any, cuts: tuple[int, int, int]
) -> dict[str, Any]:
    """The events on both sides of a shift, and their mean scores."""
    chosen = chosen[(counted.month[chosen] >= cuts[0]) & (counted.month[chosen] < cuts[2])]
    chosen = chosen[np.argsort(counted.month[chosen], kind="stable")]
    side = (counted.month[chosen] >= cuts[1]).astype(np.int64)
    lists = lists_of_ids(ids, counted.event[chosen], side, 2).to_pylist()
    found: dict[str, Any] = {}
    for at, name in enumerate(("before", "after")):
        scores = counted.score[chosen[side == at]]
        found[f"ids_{name}"] = lists[at]
        found[f"events_{name}"] = len(lists[at])
        found[f"score_{name}"] = float(scores.mean()) if len(scores) else None
    return found


def even_odds(months: int) -> float:
    """The mean number of months between changes at which, in so many months, none is as likely
    as some. A fixed number would find a change in any series that is long and thin enough.
    """
    return max(months, 2) / float(np.log(2))


def checked(*, least: float, every: float | None, level: float) -> None:
    """Nothing; raises InputError for a number that is none of its kind."""
    known_level(level)
    if not 0 < least < 1:
        raise InputError(where="least", problem=f"{least} is no probability", valid="0.5 to 0.99")
    if every is not None and every <= 1:
        raise InputError(where="every", problem=f"{every} months", valid="more than 1, such as 120")
