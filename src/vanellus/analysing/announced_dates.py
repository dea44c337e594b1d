"""For when an event was announced as of a day, and for when before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import grouped, least, listed
from vanellus.analysing.periods import NOWHERE, days_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

EVENT_ROW = "event_row"
"""The column of reports that has the row of each one's event."""
_NEVER = np.iinfo(np.int64).max


class Announced(NamedTuple):
    """The dates of events, in days since 1970; NOWHERE where no date is told."""

    first: Whole
    last: Whole
    earlier: pa.ListArray
    """Dates that were given up, as texts: `2025-04-03` or `2025-04-03/2025-04-04`."""


class _Told(NamedTuple):
    """Announcements with a date."""

    event: Whole
    first: Whole
    last: Whole
    published: Whole


def announced_dates(events: pa.Table, reports: pa.Table | None, *, today: int) -> Announced:
    """The date of each event as it was known on the day `today`.

    The event's own date where all was published by then, else that of the latest announcement. An
    earlier date is one that has no day in common with this one and was told before it: "in April"
    made "on 3 April" is no change, and dates told at once are a disagreement. `reports` are those
    published by then, with the column EVENT_ROW.
    """
    count = events.num_rows
    first, last = days_of(events["date_start"]), days_of(events["date_end"])
    open_ = ~_stated(events) | (first == NOWHERE) | (last == NOWHERE)
    if reports is None or not reports.num_rows:
        nothing = listed(np.zeros(0, dtype=np.int64), count, pa.array([], pa.string()))
        return Announced(np.where(open_, NOWHERE, first), np.where(open_, NOWHERE, last), nothing)
    told = _announcements(reports)
    later = days_of(events["last_published"]) > today
    first, last = np.where(later | open_, NOWHERE, first), np.where(later | open_, NOWHERE, last)
    latest = np.argsort(told.published, kind="stable")
    latest = latest[later[told.event[latest]]]
    first[told.event[latest]] = told.first[latest]
    last[told.event[latest]] = told.last[latest]
    return Announced(first, last, _earlier(told, first, last, count))


def _stated(table: pa.Table) -> Flags:
    """Whether the date is told at all, and not the day of publication in its place."""
    basis = pc.is_in(table["date_basis"], value_set=pa.array(["stated", "relative"]))
    return np.asarray(basis).astype(bool)


def _announcements(reports: pa.Table) -> _Told:
    event = np.asarray(reports[EVENT_ROW])
    first, last = days_of(reports["date_start"]), days_of(reports["date_end"])
    future = np.asarray(pc.fill_null(pc.equal(reports["status"], "future"), fill_value=False))
    its = future & _stated(reports) & (first != NOWHERE) & (last != NOWHERE)
    published = days_of(reports["published"])
    return _Told(event[its], first[its], last[its], published[its])


def _earlier(told: _Told, first: Whole, last: Whole, count: int) -> pa.ListArray:
    apart = (told.last < first[told.event]) | (told.first > last[told.event])
    apart &= first[told.event] != NOWHERE
    # "In April", said before all else, doesn't date the change within April.
    longer = told.last - told.first > (last - first)[told.event]
    same = ~apart & ~longer
    since = least(told.event[same], count, told.published[same], nothing=_NEVER)
    given_up = np.flatnonzero(apart & (told.published < since[told.event]))
    order = given_up[np.argsort(told.published[given_up], kind="stable")]
    once = np.sort(grouped(told.event[order], told.first[order], told.last[order]).first)
    rows = order[once]
    return listed(told.event[rows], count, _intervals(told.first[rows], told.last[rows]))


def _intervals(first: Whole, last: Whole) -> pa.Array:
    begin = pa.array(first.astype("datetime64[D]").astype(str), pa.string())
    end = pa.array(last.astype("datetime64[D]").astype(str), pa.string())
    both = pc.binary_join_element_wise(begin, end, "/")
    return pc.if_else(pa.array(first == last), begin, both)
