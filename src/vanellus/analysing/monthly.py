"""An actor's dealings with each partner as counts by month, with the volume of coverage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa

from vanellus.analysing.lives import HELD
from vanellus.analysing.measured import measured, ordered, with_columns
from vanellus.analysing.periods import NOWHERE, days_of, periods_of_days
from vanellus.analysing.sides import Who, dealings, side_rows
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

_SMOOTH: Final = 3
_LEAST: Final = 0.1
"""Least exposure of a month, as a part of the mean month's: later months tell of it too."""
_PRIOR_PAIRS: Final = 10.0


class Monthly(NamedTuple):
    """Dealings that count, and their counts: partners by months."""

    first: int
    """Number of the first month."""
    partners: list[str]
    """Only those with any event, in alphabetical order."""
    cooperation: Real
    conflict: Real
    exposure: Real
    """By month; 1 is the mean month's."""
    event: Whole
    """Of each dealing: row of the table of events."""
    partner: Whole
    month: Whole
    """Of each dealing, from 0 for the first."""
    cooperative: npt.NDArray[np.bool_]
    score: Real
    undated: int

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.cooperation.shape[1])


def monthly(
    events: pa.Table,
    sides: pa.Table,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None,
    kinds: Collection[str],
    since: date | None,
    until: date | None,
    pillar: str | None,
    coverage: pa.Table | None,
    relative: bool,
    through_blocs: bool,
    of_country: bool,
    states: Collection[str] = HELD,
) -> Monthly:
    """The counts. Exposure is the documents of `coverage` by month, or with `relative` the actor's
    own events with anybody; without either all months weigh the same.

    Raises InputError for unknown words.
    """
    ordered(since, until)
    with_columns(sides, "event_sides", ("event_id", "role", "party", "country", "kind", "via"))
    of_event = measured(events, by="month", since=since, until=until, pillar=pillar, states=states)
    rows = side_rows(events, sides, through_blocs=through_blocs, of_country=of_country)
    found = dealings(rows, actor=actor, partners=partners, kinds=kinds)
    undated = int(of_event.undated[np.unique(found.event)].sum())
    kept = of_event.held[found.event]
    event, partner = found.event[kept], found.partner[kept]
    month = of_event.period[event]
    present = sorted(set(partner.tolist()), key=lambda code: found.partners[code])
    place = np.zeros(len(found.partners) + 1, dtype=np.int64)
    place[present] = np.arange(len(present))
    partner = place[partner]
    first, last = _range(month, coverage if not relative else None, since=since, until=until)
    width = max(last - first + 1, 0)
    month = month - first
    cooperative = of_event.quad[event] <= 2
    counts = np.zeros((2, len(present), width))
    np.add.at(counts, (np.where(cooperative, 0, 1), partner, month), 1)
    if relative:
        everybody = dealings(rows, actor=actor, kinds=kinds)
        own = np.unique(everybody.event)
        own = of_event.period[own[of_event.held[own]]] - first
        volume = np.bincount(own[(own >= 0) & (own < width)], minlength=width).astype(np.float64)
    else:
        volume = _documents(coverage, first, width)
    return Monthly(
        first=first,
        partners=[found.partners[code] for code in present],
        cooperation=counts[0],
        conflict=counts[1],
        exposure=smoothed(volume),
        event=event,
        partner=partner,
        month=month,
        cooperative=cooperative,
        score=of_event.score[event],
        undated=undated,
    )


def _range(
    month: Whole, coverage: pa.Table | None, *, since: date | None, until: date | None
) -> tuple[int, int]:
    """The first and last month with an event or, within what is asked for, with a document."""
    known = month
    if coverage is not None:
        with_columns(coverage, "coverage", ("day", "documents"))
        days = periods_of_days(days_of(coverage["day"]), by="month")
        days = days[days != NOWHERE]
        if since is not None:
            days = days[days >= _month(since)]
        if until is not None:
            days = days[days <= _month(until)]
        known = np.concatenate([month, days])
    if not len(known):
        return 0, -1
    return int(known.min()), int(known.max())


def _documents(coverage: pa.Table | None, first: int, width: int) -> Real:
    if coverage is None or not width:
        return np.ones(width)
    at = periods_of_days(days_of(coverage["day"]), by="month") - first
    documents = np.asarray(coverage["documents"]).astype(np.float64)
    if (documents < 0).any():
        raise InputError(
            where="coverage", problem="less than no documents on a day", valid="0 or more"
        )
    there = (at >= 0) & (at < width)
    read: Real = np.zeros(width)
    np.add.at(read, at[there], documents[there])
    return read


def smoothed(volume: Real) -> Real:
    """Exposure by month with mean 1: the mean volume of three months, at least a tenth of the mean.

    What was written in a month tells of the weeks before it too.
    """
    if not volume.sum():
        return np.ones_like(volume)
    kernel = np.ones(min(_SMOOTH, len(volume)))
    around = np.convolve(volume, kernel, mode="same")
    around /= np.convolve(np.ones_like(volume), kernel, mode="same")
    around = np.maximum(around / around.mean(), _LEAST)
    found: Real = around / around.mean()
    return found


def spread_of_counts(counts: Real, exposure: Real) -> Real:
    """How much more counts scatter from month to month than Poisson's, at least 1; by series.

    Each month is compared with the next alone (as von Neumann's ratio does, 1941), so that a shift
    of level does not look like scatter. Few events pull towards 1.
    """
    both = counts[:, 1:] + counts[:, :-1]
    part = exposure[1:] / (exposure[1:] + exposure[:-1])
    expected = both * part
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = (counts[:, 1:] - expected) ** 2 / (expected * (1 - part))
    squares = np.where(both > 0, squares, 0.0)
    weight = np.maximum(both - 1, 0)
    found = (_PRIOR_PAIRS + (weight * squares).sum(axis=1)) / (_PRIOR_PAIRS + weight.sum(axis=1))
    scatter: Real = np.maximum(found, 1.0)
    return scatter


def spread_of_shares(hits: Real, counts: Real) -> Real:
    """As `spread_of_counts`, of shares, over successive months that have events; by series."""
    found = np.ones(len(counts))
    for at in range(len(counts)):
        some = np.flatnonzero(counts[at])
        k, n = hits[at, some], counts[at, some]
        both, hit = n[1:] + n[:-1], k[1:] + k[:-1]
        use = (hit > 0) & (hit < both)
        if not use.any():
            continue
        share = hit / both
        gap = k[1:] / n[1:] - k[:-1] / n[:-1]
        even = (share * (1 - share) * both)[use]
        squares = (n[1:] * n[:-1] * gap**2)[use] / even * ((both - 1) / both)[use]
        found[at] = (_PRIOR_PAIRS + squares.sum()) / (_PRIOR_PAIRS + use.sum())
    scatter: Real = np.maximum(found, 1.0)
    return scatter


def _month(day: date) -> int:
    return (day.year - 1970) * 12 + day.month - 1
