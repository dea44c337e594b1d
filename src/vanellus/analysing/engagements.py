"""How much an actor or bloc deals with whom, and how: counts, scores, rates, intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import (
    Measured,
    code_column,
    lists_of_ids,
    measured,
    ordered,
    with_columns,
)
from vanellus.analysing.periods import first_days, volume_by_period
from vanellus.analysing.resampling import DRAWS, LEVEL, SEED, intervals
from vanellus.analysing.sides import (
    ACTED,
    STATES_AND_BLOCS,
    SUFFERED,
    Dealings,
    Who,
    dealings,
    side_rows,
)
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

PER: Final = ("pillar", "type")
VOLUMES: Final = ("documents", "events", "actor")
SIDES_NEEDED: Final = ("event_id", "role", "party", "country", "sector", "kind", "via")
_RATE: Final = 1000.0


def engagement(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    by: str = "month",
    per: Collection[str] = (),
    pillar: str | None = None,
    since: date | None = None,
    until: date | None = None,
    states: Collection[str] = HELD,
    weight: str = "events",
    coverage: pa.Table | None = None,
    volume: str = "documents",
    through_blocs: bool = False,
    of_country: bool = False,
    kinds: Collection[str] = STATES_AND_BLOCS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> pa.Table:
    """A row for each period, partner (and, as `per` says, pillar and type) with any event.

    `period` (its first day), `partner`, `events` (independent events that count), `announced`
    (events ahead, counted apart), then sums by weight (`weight="sources"`: each event as often as
    it has independent sources): `weighted`, `cooperation`, `conflict`, the four quad classes,
    `done` (the actor did it), `received`, `score_sum`; `score_mean`, its bounds; `volume` and
    `rate` (`weighted` per 1,000 of the volume) with bounds; `event_ids`, `announced_ids`.

    `volume` is what `rate` is measured by: `documents` or `events` of the period, from the table
    `coverage` with a column `day` and one of that name, or the actor's own events of the period
    with anybody of `kinds`. Without such a table `volume` and `rate` are null. The table's
    metadata says how many events were left out for want of a date fine enough (`undated`).
    Raises InputError for unknown words.
    """
    ordered(since, until)
    with_columns(sides, "event_sides", SIDES_NEEDED)
    for name in per:
        if name not in PER:
            raise InputError(where="per", problem=f"unknown {name!r}", valid=", ".join(PER))
    of_event = measured(
        events, by=by, since=since, until=until, pillar=pillar, states=states, weight=weight
    )
    rows = side_rows(events, sides, through_blocs=through_blocs, of_country=of_country)
    found = dealings(rows, actor=actor, partners=partners, kinds=kinds)
    undated = int(of_event.undated[np.unique(found.event)].sum())
    counted = (of_event.held | of_event.ahead)[found.event]
    found = Dealings(
        found.event[counted], found.partner[counted], found.direction[counted], found.partners
    )
    cell, keys = _cells(events, of_event, found, per)
    table = _table(events, of_event, found, cell, keys, by=by, per=per)
    held = of_event.held[found.event]
    bounds = intervals(
        cell[held],
        len(keys),
        score=of_event.score[found.event[held]],
        weight=of_event.weight[found.event[held]],
        draws=draws,
        level=level,
        seed=seed,
    )
    if volume == "actor":
        everybody = dealings(rows, actor=actor, kinds=kinds)
        volumes = _own_volume(of_event, everybody)
    else:
        volumes = _volume(coverage, volume, by=by)
    for name, values in _rates(table, keys[:, 0], volumes, bounds.total_low, bounds.total_high):
        table = table.append_column(name, values)
    at = table.column_names.index("score_mean") + 1
    for name, values in (("score_high", bounds.mean_high), ("score_low", bounds.mean_low)):
        table = table.add_column(at, name, pa.array(values, from_pandas=True))
    ids = {
        "event_ids": lists_of_ids(events["event_id"], found.event[held], cell[held], len(keys)),
        "announced_ids": lists_of_ids(
            events["event_id"], found.event[~held], cell[~held], len(keys)
        ),
    }
    for name, values in ids.items():
        table = table.append_column(name, values)
    return table.replace_schema_metadata({"undated": str(undated)})


def _cells(
    events: pa.Table, of_event: Measured, found: Dealings, per: Collection[str]
) -> tuple[Whole, Whole]:
    """The cell of each dealing, and what each cell stands for: period, partner, pillar, type."""
    columns = [of_event.period[found.event], _ranks(found.partners)[found.partner]]
    for name in PER:
        if name in per:
            column = events["pillar" if name == "pillar" else "plover_type"]
            codes, words = code_column(column)
            columns.append(_ranks(words)[codes[found.event]])
    if not len(found.event):
        return np.zeros(0, dtype=np.int64), np.zeros((0, len(columns)), dtype=np.int64)
    low = [column.min() for column in columns]
    single = np.zeros(len(found.event), dtype=np.int64)
    for column, least in zip(columns, low, strict=True):
        single = single * (column.max() - least + 1) + (column - least)
    _, first, cell = np.unique(single, return_index=True, return_inverse=True)
    return cell, np.stack(columns, axis=1)[first]


def _ranks(words: list[str]) -> Whole:
    """The place of each word in the alphabetical order, so that rows come out in it."""
    ranks = np.empty(len(words), dtype=np.int64)
    ranks[sorted(range(len(words)), key=lambda i: words[i])] = np.arange(len(words))
    return ranks


def _table(
    events: pa.Table,
    of_event: Measured,
    found: Dealings,
    cell: Whole,
    keys: Whole,
    *,
    by: str,
    per: Collection[str],
) -> pa.Table:
    cells = len(keys)
    held = of_event.held[found.event]
    weight = of_event.weight[found.event] * held
    quad = of_event.quad[found.event]

    def summed(values: Any) -> Real:
        return np.bincount(cell, weights=values, minlength=cells).astype(np.float64)

    by_quad = [summed(weight * (quad == number)) for number in (1, 2, 3, 4)]
    total, score = summed(weight), summed(weight * of_event.score[found.event])
    names = [sorted(found.partners)]
    for name in PER:
        if name in per:
            column = events["pillar" if name == "pillar" else "plover_type"]
            names.append(sorted(code_column(column)[1]))
    heads = ["partner", *(name for name in PER if name in per)]
    mean = np.divide(score, total, out=np.full(cells, np.nan), where=total > 0)
    return pa.table(
        {"period": first_days(keys[:, 0], by=by)}
        | {
            head: pa.array(words, type=pa.string()).take(pa.array(keys[:, place + 1]))
            for place, (head, words) in enumerate(zip(heads, names, strict=True))
        }
        | {
            "events": np.bincount(cell, weights=held, minlength=cells).astype(np.int64),
            "announced": np.bincount(cell, weights=~held, minlength=cells).astype(np.int64),
            "weighted": total,
            "cooperation": by_quad[0] + by_quad[1],
            "conflict": by_quad[2] + by_quad[3],
            "verbal_cooperation": by_quad[0],
            "material_cooperation": by_quad[1],
            "verbal_conflict": by_quad[2],
            "material_conflict": by_quad[3],
            "done": summed(weight * ((found.direction & ACTED) > 0)),
            "received": summed(weight * ((found.direction & SUFFERED) > 0)),
            "score_sum": score,
            "score_mean": pa.array(mean, from_pandas=True),
        }
    )


def _volume(coverage: pa.Table | None, volume: str, *, by: str) -> dict[int, int]:
    if volume not in VOLUMES:
        raise InputError(where="volume", problem=f"unknown {volume!r}", valid=", ".join(VOLUMES))
    if coverage is None:
        return {}
    with_columns(coverage, "coverage", ("day", volume))
    return volume_by_period(coverage, volume, by=by)


def _own_volume(of_event: Measured, everybody: Dealings) -> dict[int, int]:
    own = np.unique(everybody.event)
    periods, counts = np.unique(of_event.period[own[of_event.held[own]]], return_counts=True)
    return dict(zip(periods.tolist(), counts.tolist(), strict=True))


def _rates(
    table: pa.Table, periods: Whole, volumes: dict[int, int], low: Real, high: Real
) -> list[tuple[str, pa.Array]]:
    volume = np.array([volumes.get(int(number), 0) for number in periods], dtype=np.float64)
    known = volume > 0

    def rated(values: Real) -> pa.Array:
        out = np.divide(_RATE * values, volume, out=np.full(len(volume), np.nan), where=known)
        return pa.array(out, from_pandas=True)

    return [
        ("weighted_low", pa.array(low)),
        ("weighted_high", pa.array(high)),
        ("volume", pa.array(np.where(known, volume, 0).astype(np.int64), mask=~known)),
        ("rate", rated(np.asarray(table["weighted"]))),
        ("rate_low", rated(low)),
        ("rate_high", rated(high)),
    ]
