"""Among whom an actor's dealings are shared out, how concentrated that is, and how it moves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import (
    code_column,
    lists_of_ids,
    measured,
    ordered,
    with_columns,
)
from vanellus.analysing.periods import first_days
from vanellus.analysing.resampling import DRAWS, LEVEL, SEED, known_level, quantiles
from vanellus.analysing.share_draws import Draws, drawn_shares, pooled_distances
from vanellus.analysing.sides import (
    STATES_AND_BLOCS,
    Who,
    dealings,
    side_rows,
)
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

CONDUCTS: Final = {"all": (1, 2, 3, 4), "cooperation": (1, 2), "conflict": (3, 4)}


class _Shares(NamedTuple):
    """Dealings sorted by portfolio and partner, and where each share begins among them."""

    event: Whole
    share: Whole
    """Of each dealing."""
    portfolio: Whole
    """Of each share."""
    partner: Whole
    """Of each share, in alphabetical order."""
    heads: Whole
    """Of each portfolio: pillar (0 if they are not told apart) and number of the period."""
    partners: list[str]
    pillars: list[str]
    undated: int


def portfolio(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    by: str = "year",
    by_pillar: bool = False,
    conduct: str = "all",
    since: date | None = None,
    until: date | None = None,
    states: Collection[str] = HELD,
    through_blocs: bool = False,
    of_country: bool = False,
    kinds: Collection[str] = STATES_AND_BLOCS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> pa.Table:
    """The share of each partner in each period: `period`, `pillar` (with `by_pillar`), `partner`,
    `events`, `share` with bounds from resampled events, `event_ids`.

    An event with two partners counts for each, so shares are of dealings, not of events. `conduct`
    is all, cooperation or conflict. Raises InputError for unknown words.
    """
    found = _shares(
        events, sides, actor=actor, partners=partners, by=by, by_pillar=by_pillar,
        conduct=conduct, since=since, until=until, states=states, through_blocs=through_blocs,
        of_country=of_country, kinds=kinds,
    )  # fmt: skip
    counts = np.bincount(found.share, minlength=len(found.partner))
    totals = np.bincount(found.portfolio, weights=counts, minlength=len(found.heads))
    drawn = _drawn(found, draws=draws, seed=seed)
    low, high = _bounds(drawn.shares, level)
    table = pa.table(
        _heads(found, found.portfolio, by=by, by_pillar=by_pillar)
        | {
            "partner": _words(found.partners, found.partner),
            "events": counts,
            "share": counts / totals[found.portfolio],
            "share_low": low,
            "share_high": high,
            "event_ids": lists_of_ids(
                events["event_id"], found.event, found.share, len(found.partner)
            ),
        }
    )
    return table.replace_schema_metadata({"undated": str(found.undated)})


def portfolio_changes(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    by: str = "year",
    by_pillar: bool = False,
    conduct: str = "all",
    since: date | None = None,
    until: date | None = None,
    states: Collection[str] = HELD,
    through_blocs: bool = False,
    of_country: bool = False,
    kinds: Collection[str] = STATES_AND_BLOCS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> pa.Table:
    """How concentrated each period's portfolio is, and how far it lies from the one before.

    `period`, `pillar` (with `by_pillar`), `partners`, `dealings`, `hhi` (Herfindahl-Hirschman, 1/n
    to 1) and `entropy` (Shannon's over that of equal shares, 0 to 1), `distance` (total variation,
    0 to 1, to `since`, the last period with any) each with bounds from resampled events;
    `distance_by_chance` (what chance alone reaches at that level, if nothing changed) and `chance`
    (how often it reaches the distance found); `event_ids`. Raises InputError for unknown words.
    """
    found = _shares(
        events, sides, actor=actor, partners=partners, by=by, by_pillar=by_pillar,
        conduct=conduct, since=since, until=until, states=states, through_blocs=through_blocs,
        of_country=of_country, kinds=kinds,
    )  # fmt: skip
    cells = len(found.heads)
    counts = np.bincount(found.share, minlength=len(found.partner)).astype(np.float64)
    totals = np.bincount(found.portfolio, weights=counts, minlength=cells)
    drawn = _drawn(found, draws=draws, seed=seed)
    observed = Draws(found.portfolio, (counts / totals[found.portfolio])[None, :])
    held = np.bincount(found.portfolio, minlength=cells)
    before = _before(found.heads)
    columns: dict[str, Any] = {"partners": held, "dealings": totals.astype(np.int64)}
    for name in ("hhi", "entropy"):
        columns[name] = getattr(observed, name)(cells)[0]
        columns[f"{name}_low"], columns[f"{name}_high"] = _about(
            columns[name], getattr(drawn, name)(cells), level
        )
    distance = observed.distances(found.partner, before)[0]
    columns["since"] = _since(found.heads, before, by=by)
    columns["distance"] = distance
    columns["distance_low"], columns["distance_high"] = _about(
        distance, drawn.distances(found.partner, before), level
    )
    chance = pooled_distances(
        found.portfolio, found.partner, counts, before, draws=draws, seed=seed
    )
    columns["distance_by_chance"] = quantiles(chance, [level])[0]
    columns["chance"] = (chance >= distance - 1e-12).mean(axis=0)
    without = before < 0
    for name in [*(n for n in columns if n.startswith("distance")), "chance"]:
        columns[name] = pa.array(np.where(without, np.nan, columns[name]), from_pandas=True)
    of_event = found.portfolio[found.share]
    single = np.unique(of_event * events.num_rows + found.event)
    table = pa.table(
        _heads(found, np.arange(cells), by=by, by_pillar=by_pillar)
        | columns
        | {
            "event_ids": lists_of_ids(
                events["event_id"],
                single % max(events.num_rows, 1),
                single // max(events.num_rows, 1),
                cells,
            )
        }
    )
    return table.replace_schema_metadata({"undated": str(found.undated)})


def _shares(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None,
    by: str,
    by_pillar: bool,
    conduct: str,
    since: date | None,
    until: date | None,
    states: Collection[str],
    through_blocs: bool,
    of_country: bool,
    kinds: Collection[str],
) -> _Shares:
    ordered(since, until)
    with_columns(sides, "event_sides", ("event_id", "role", "party", "country", "kind", "via"))
    if conduct not in CONDUCTS:
        raise InputError(where="conduct", problem=f"unknown {conduct!r}", valid=", ".join(CONDUCTS))
    of_event = measured(events, by=by, since=since, until=until, states=states)
    rows = side_rows(events, sides, through_blocs=through_blocs, of_country=of_country)
    found = dealings(rows, actor=actor, partners=partners, kinds=kinds)
    undated = int(of_event.undated[np.unique(found.event)].sum())
    counts = of_event.held & np.isin(of_event.quad, CONDUCTS[conduct])
    kept = counts[found.event]
    event, partner = found.event[kept], found.partner[kept]
    names = sorted(found.partners)
    place = {name: at for at, name in enumerate(names)}
    partner = np.array([place[name] for name in found.partners], dtype=np.int64)[partner]
    pillar, pillars = np.zeros(len(event), dtype=np.int64), [""]
    if by_pillar:
        codes, pillars = code_column(events["pillar"])
        pillar = codes[event]
    keys = np.stack([pillar, of_event.period[event], partner], axis=1)
    order = np.lexsort((event, *keys.T[::-1]))
    keys, event = keys[order], event[order]
    new_share = np.ones(len(keys), dtype=bool)
    new_share[1:] = (np.diff(keys, axis=0) != 0).any(axis=1)
    new_portfolio = np.ones(len(keys), dtype=bool)
    new_portfolio[1:] = (np.diff(keys[:, :2], axis=0) != 0).any(axis=1)
    return _Shares(
        event=event,
        share=np.cumsum(new_share) - 1,
        portfolio=(np.cumsum(new_portfolio) - 1)[new_share],
        partner=keys[new_share, 2],
        heads=keys[new_portfolio, :2],
        partners=names,
        pillars=pillars,
        undated=undated,
    )


def _drawn(found: _Shares, *, draws: int, seed: int) -> Draws:
    return drawn_shares(found.event, found.share, found.portfolio, draws=draws, seed=seed)


def _heads(found: _Shares, chosen: Whole, *, by: str, by_pillar: bool) -> dict[str, pa.Array]:
    heads = found.heads[chosen]
    columns = {"period": first_days(heads[:, 1], by=by)}
    if by_pillar:
        columns["pillar"] = _words(found.pillars, heads[:, 0])
    return columns


def _words(words: list[str], at: Whole) -> pa.Array:
    return pa.array(words, type=pa.string()).take(pa.array(at))


def _before(heads: Whole) -> Whole:
    """The portfolio before each of the same pillar; -1 for the first."""
    before = np.arange(len(heads)) - 1
    before[1:][heads[1:, 0] != heads[:-1, 0]] = -1
    return before


def _since(heads: Whole, before: Whole, *, by: str) -> pa.Array:
    days = first_days(heads[before, 1] if len(heads) else np.zeros(0, dtype=np.int64), by=by)
    return pa.array(
        [None if b < 0 else d for b, d in zip(before, days.to_pylist(), strict=True)], pa.date32()
    )


def _bounds(drawn: Real, level: float) -> tuple[Real, Real]:
    known_level(level)
    if not drawn.size:
        return np.zeros(drawn.shape[1]), np.zeros(drawn.shape[1])
    low, high = quantiles(drawn, [(1 - level) / 2, (1 + level) / 2])
    # A portfolio that no draw holds an event of (few draws, one event) has the whole range.
    never = np.isnan(low)
    low[never], high[never] = 0.0, 1.0
    return low, high


def _about(found: Real, drawn: Real, level: float) -> tuple[Real, Real]:
    """Basic (reversed percentile) bounds, within 0 and 1: resampling adds noise of its own, which
    moves concentration and distance up, and this takes it off again (Davison & Hinkley 1997).
    """
    low, high = _bounds(drawn, level)
    return np.clip(2 * found - high, 0, 1), np.clip(2 * found - low, 0, 1)
