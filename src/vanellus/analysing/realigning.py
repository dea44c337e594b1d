"""Partner for partner: whose part of an actor's dealings fell while another's rose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from vanellus.analysing.change_points import Rates, Shares, posterior
from vanellus.analysing.gathering import joined
from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import lists_of_ids
from vanellus.analysing.monthly import Monthly, monthly, spread_of_counts, spread_of_shares
from vanellus.analysing.periods import first_day
from vanellus.analysing.resampling import LEVEL
from vanellus.analysing.shift_finding import ENOUGH, LEAST, checked, even_odds
from vanellus.analysing.shift_sizes import (
    Found,
    dated_changes,
    falls,
    ratio_of_rates,
    step_of_shares,
)
from vanellus.analysing.sides import STATES_AND_BLOCS, Who
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Real = npt.NDArray[np.float64]

MEASURES: Final = ("attention", "cooperation")
MOST: Final = 12
"""Pairs are made of so many partners, those with the most events."""
_SCHEMA: Final = pa.schema(
    [
        ("away_from", pa.string()),
        ("towards", pa.string()),
        ("date", pa.date32()),
        ("date_low", pa.date32()),
        ("date_high", pa.date32()),
        ("probability", pa.float64()),
        ("share_before", pa.float64()),
        ("share_after", pa.float64()),
        ("change", pa.float64()),
        ("change_low", pa.float64()),
        ("change_high", pa.float64()),
        ("falls", pa.float64()),
        ("fall", pa.float64()),
        ("rises", pa.float64()),
        ("rise", pa.float64()),
        ("events_before", pa.int64()),
        ("events_after", pa.int64()),
        ("ids_before", pa.list_(pa.string())),
        ("ids_after", pa.list_(pa.string())),
    ]
)


def realignments(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    since: date | None = None,
    until: date | None = None,
    pillar: str | None = None,
    coverage: pa.Table | None = None,
    relative: bool = False,
    through_blocs: bool = False,
    of_country: bool = False,
    kinds: Collection[str] = STATES_AND_BLOCS,
    states: Collection[str] = HELD,
    measure: str = "attention",
    least: float = LEAST,
    enough: int = ENOUGH,
    every: float | None = None,
    level: float = LEVEL,
    about: Collection[str] | None = None,
) -> pa.Table:
    """A row for each two partners of whom the one fell and the other rose at the same date.

    Of the dealings with both (`measure`: attention, all of them, or cooperation), `share_before`
    and `share_after` is what the risen one (`towards`) has, `change` their difference with bounds;
    how much is reported at all does not touch it. `date` with its bounds and `probability` as in
    `shifts`. `falls` and `rises` are the probabilities that the rates by volume of
    coverage went down and up at that date, each at least `least`; `fall` and `rise` are the
    ratios of rates. Events are those with either, up to the next change. Only the 12 partners with
    the most events are paired; of these, with `about`, only pairs with one of those parties.
    Raises InputError for unknown words.
    """
    checked(least=least, every=every, level=level)
    if measure not in MEASURES:
        raise InputError(where="measure", problem=f"unknown {measure!r}", valid=", ".join(MEASURES))
    counted = monthly(
        events, sides, actor=actor, partners=partners, kinds=kinds, since=since, until=until,
        pillar=pillar, coverage=coverage, relative=relative, through_blocs=through_blocs,
        of_country=of_country, states=states,
    )  # fmt: skip
    if measure == "cooperation":
        kept = counted.cooperative
        counted = counted._replace(
            conflict=np.zeros_like(counted.conflict),
            event=counted.event[kept], partner=counted.partner[kept], month=counted.month[kept],
            cooperative=kept[kept], score=counted.score[kept],
        )  # fmt: skip
    counts = counted.cooperation + counted.conflict
    total = counts.sum(axis=1)
    main = np.argsort(-total, kind="stable")[:MOST].tolist()
    pairs = [(a, b) for a, b in combinations(sorted(main), 2) if total[a] + total[b] >= enough]
    if about is not None:
        pairs = [pair for pair in pairs if {counted.partners[at] for at in pair} & set(about)]
    # In one piece, since it is taken from for each side of each change.
    ids = joined(events["event_id"])
    expected = even_odds(counted.months) if every is None else every
    rows: list[dict[str, Any]] = []
    if pairs:
        rows = _of_pairs(counted, counts, pairs, ids, least=least, every=expected, level=level)
    rows.sort(key=lambda row: (-row["probability"], row["date"], row["away_from"], row["towards"]))
    columns = {name: [row[name] for row in rows] for name in _SCHEMA.names}
    return pa.table(columns, schema=_SCHEMA).replace_schema_metadata(
        {"undated": str(counted.undated)}
    )


def _of_pairs(
    counted: Monthly,
    counts: Real,
    pairs: list[tuple[int, int]],
    ids: Any,
    *,
    least: float,
    every: float,
    level: float,
) -> list[dict[str, Any]]:
    one, other = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    hits = counts[other]
    both = hits + counts[one]
    shares = Shares(hits, both, spread=spread_of_shares(hits, both))
    found = posterior(shares, counted.months, every=every)
    spread = spread_of_counts(counts, counted.exposure)
    rates = Rates(counts, counted.exposure, spread=spread)
    rows = []
    for place, pair in enumerate(pairs):
        changes = [
            change
            for change in dated_changes(shares, found, place, every=every, level=level)
            if change.probability >= least
        ]
        for number, change in enumerate(changes):
            cuts = (
                changes[number - 1].month if number else 0,
                change.month,
                changes[number + 1].month if number + 1 < len(changes) else counted.months,
            )
            step = step_of_shares(shares, place, cuts, level=level)
            down, up = pair if step["size"] > 0 else pair[::-1]
            fell, rose = falls(rates, down, cuts), 1 - falls(rates, up, cuts)
            if fell < least or rose < least:
                continue
            rows.append(
                _row(counted, change, step, (down, up), flipped=step["size"] <= 0)
                | {
                    "falls": fell,
                    "fall": ratio_of_rates(rates, down, cuts, level=level)["size"],
                    "rises": rose,
                    "rise": ratio_of_rates(rates, up, cuts, level=level)["size"],
                }
                | _behind(counted, (down, up), ids, cuts)
            )
    return rows


def _row(
    counted: Monthly,
    change: Found,
    step: dict[str, float],
    pair: tuple[int, int],
    *,
    flipped: bool,
) -> dict[str, Any]:
    """What is told of the step, as the share of the one that rose."""
    low, high = step["size_low"], step["size_high"]
    return {
        "away_from": counted.partners[pair[0]],
        "towards": counted.partners[pair[1]],
        "date": first_day(counted.first + change.month, by="month"),
        "date_low": first_day(counted.first + change.low, by="month"),
        "date_high": first_day(counted.first + change.high, by="month"),
        "probability": change.probability,
        "share_before": 1 - step["before"] if flipped else step["before"],
        "share_after": 1 - step["after"] if flipped else step["after"],
        "change": abs(step["size"]),
        "change_low": -high if flipped else low,
        "change_high": -low if flipped else high,
    }


def _behind(
    counted: Monthly, pair: tuple[int, int], ids: Any, cuts: tuple[int, int, int]
) -> dict[str, Any]:
    chosen = np.flatnonzero(
        np.isin(counted.partner, pair) & (counted.month >= cuts[0]) & (counted.month < cuts[2])
    )
    chosen = chosen[np.argsort(counted.month[chosen], kind="stable")]
    side = (counted.month[chosen] >= cuts[1]).astype(np.int64)
    # A meeting with both of them is one event.
    single = np.unique(np.stack([side, counted.event[chosen]]), axis=1)
    before, after = lists_of_ids(ids, single[1], single[0], 2).to_pylist()
    return {
        "events_before": len(before),
        "events_after": len(after),
        "ids_before": before,
        "ids_after": after,
    }
