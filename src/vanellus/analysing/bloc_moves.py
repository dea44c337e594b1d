"""Communities in the network of cooperation, period by period, and who moves between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.optimize import linear_sum_assignment

from vanellus.analysing.communities import communities, modularity
from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import lists_of_ids, measured, ordered, with_columns
from vanellus.analysing.periods import first_day
from vanellus.analysing.resampling import SEED
from vanellus.analysing.sides import side_rows
from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

TIES: Final = ("cooperation", "net")
FEWEST: Final = 5
"""Fewest events of a state in a period for being placed in a community."""
_LIKE: Final = 0.25
"""Least Jaccard index at which a community counts as going on."""
_CROWD: Final = 60
"""Events with more states than this bind nobody in particular (a general assembly)."""


class _Ties(NamedTuple):
    period: Whole
    one: Whole
    other: Whole
    event: Whole
    good: npt.NDArray[np.bool_]
    weight: Real
    names: list[str]


def blocs(
    events: pa.Table,
    sides: pa.Table,
    *,
    by: str = "year",
    since: date | None = None,
    until: date | None = None,
    pillar: str | None = None,
    states: Collection[str] = HELD,
    ties: str = "net",
    fewest: int = FEWEST,
    through_blocs: bool = False,
    of_country: bool = False,
    seed: int = SEED,
) -> pa.Table:
    """A row for each state in each period: `period`, `state`, `community` (its number goes on from
    period to period while it keeps enough members), `size` of it, `modularity` of the period's
    partition, `events` of the state with others, `strength` (weight of its ties), `within` (the
    part of it inside its community), `moved_from` (its community in the period before, if it was
    another), `event_ids`.

    Ties are weighted by independent events: cooperation, or `net`: cooperation less conflict,
    where that is above nothing. An event of k states gives each pair 1/(k-1) (Newman 2001), so
    that summits don't drown visits. States with fewer than `fewest` events have no community
    (null) and take no part. Raises InputError for unknown words.
    """
    ordered(since, until)
    with_columns(sides, "event_sides", ("event_id", "role", "party", "country", "kind", "via"))
    if ties not in TIES:
        raise InputError(where="ties", problem=f"unknown {ties!r}", valid=", ".join(TIES))
    of_event = measured(events, by=by, since=since, until=until, pillar=pillar, states=states)
    rows = side_rows(events, sides, through_blocs=through_blocs, of_country=of_country)
    counts = np.asarray(pc.equal(rows.kind, "state")) & of_event.held[rows.event]
    width = max(len(rows.names), 1)
    single = _distinct(rows.event[counts] * width + rows.party[counts])
    found = _pairs(single // width, single % width, rows.names)
    found = found._replace(
        period=of_event.period[found.event], good=of_event.quad[found.event] <= 2
    )
    return _placed(events, found, by=by, ties=ties, fewest=fewest, seed=seed)


def moves(table: pa.Table) -> pa.Table:
    """Only those rows of `blocs` in which a state came to another community."""
    return table.filter(pa.array(np.asarray(table["moved_from"].is_valid())))


def _pairs(event: Whole, state: Whole, names: list[str]) -> _Ties:
    """Each two states of each event; `event` ascending."""
    _, first, size = np.unique(event, return_index=True, return_counts=True)
    kept = (size > 1) & (size <= _CROWD)
    first, size = first[kept], size[kept]
    parts = []
    for number in np.unique(size):
        of_size = first[size == number]
        low, high = np.triu_indices(number, 1)
        one, other = (of_size[:, None] + low).ravel(), (of_size[:, None] + high).ravel()
        parts.append((one, other, np.full(len(one), 1 / (number - 1))))
    none = np.zeros(0, dtype=np.int64)
    one = np.concatenate([none, *(part[0] for part in parts)])
    other = np.concatenate([none, *(part[1] for part in parts)])
    weight = np.concatenate([np.zeros(0), *(part[2] for part in parts)])
    place = np.zeros(0, dtype=bool)
    return _Ties(none, state[one], state[other], event[one], place, weight, names)


def _distinct(values: Whole) -> Whole:
    """As numpy's unique, by sorting, which is several times faster here than its hashing."""
    values = np.sort(values)
    return values[np.append(True, np.diff(values) != 0)] if len(values) else values


def _placed(
    events: pa.Table, found: _Ties, *, by: str, ties: str, fewest: int, seed: int
) -> pa.Table:
    columns: dict[str, list[object]] = {name: [] for name in _SCHEMA.names}
    lists = []
    earlier: dict[int, set[int]] = {}
    home: dict[int, int] = {}
    following = 1
    count = len(found.names)
    for period in np.unique(found.period):
        now = np.flatnonzero(found.period == period)
        sign = np.where(found.good[now], 1.0, -1.0 if ties == "net" else 0.0)
        weights = np.zeros((count, count))
        np.add.at(weights, (found.one[now], found.other[now]), found.weight[now] * sign)
        weights = np.maximum(weights + weights.T, 0.0)
        member = np.concatenate([found.one[now], found.other[now]])
        event = np.concatenate([found.event[now]] * 2)
        single = _distinct(member * max(events.num_rows, 1) + event)
        member, event = single // max(events.num_rows, 1), single % max(events.num_rows, 1)
        have = np.bincount(member, minlength=count)
        placed = np.flatnonzero(have >= fewest)
        inner = weights[np.ix_(placed, placed)]
        label = communities(inner, seed=seed)
        groups = [set(placed[label == at].tolist()) for at in range(label.max(initial=-1) + 1)]
        numbers, following = _continued(groups, earlier, following)
        value = modularity(inner, label)
        where = dict(zip(placed.tolist(), label.tolist(), strict=True))
        present = sorted(np.flatnonzero(have).tolist(), key=lambda code: found.names[code])
        strength = inner.sum(axis=1)
        same = (inner * (label[:, None] == label[None, :])).sum(axis=1)
        at = {code: place for place, code in enumerate(placed.tolist())}
        for code in present:
            number = numbers[where[code]] if code in where else None
            before = home.get(code)
            row = {
                "period": first_day(int(period), by=by),
                "state": found.names[code],
                "community": number,
                "size": len(groups[where[code]]) if code in where else None,
                "modularity": value,
                "events": int(have[code]),
                "strength": float(strength[at[code]]) if code in at else None,
                "within": float(same[at[code]] / strength[at[code]])
                if code in at and strength[at[code]] > 0
                else None,
                "moved_from": before if None not in (number, before) and before != number else None,
            }
            for name, cell in row.items():
                columns[name].append(cell)
        order = np.zeros(count, dtype=np.int64)
        order[present] = np.arange(len(present))
        lists.append(lists_of_ids(events["event_id"], event, order[member], len(present)))
        earlier = dict(zip(numbers, groups, strict=True))
        home = {code: number for number, group in earlier.items() for code in group}
    ids = pa.concat_arrays(lists) if lists else pa.array([], pa.list_(pa.string()))
    return pa.table(columns, schema=_SCHEMA).append_column("event_ids", ids)


def _continued(
    groups: list[set[int]], earlier: dict[int, set[int]], following: int
) -> tuple[list[int], int]:
    """A number for each group: that of the earlier one it is most like, all taken together."""
    olds = list(earlier)
    numbers = [0] * len(groups)
    if groups and olds:
        alike = np.array(
            [[len(g & earlier[o]) / len(g | earlier[o]) for o in olds] for g in groups]
        )
        for row, column in zip(*linear_sum_assignment(-alike), strict=True):
            if alike[row, column] >= _LIKE:
                numbers[row] = olds[column]
    for place in range(len(groups)):
        if not numbers[place]:
            numbers[place], following = following, following + 1
    return numbers, following


_SCHEMA: Final = pa.schema(
    [
        ("period", pa.date32()),
        ("state", pa.string()),
        ("community", pa.int64()),
        ("size", pa.int64()),
        ("modularity", pa.float64()),
        ("events", pa.int64()),
        ("strength", pa.float64()),
        ("within", pa.float64()),
        ("moved_from", pa.int64()),
    ]
)
