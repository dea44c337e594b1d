"""What is announced, for when and by whom, as it was known on a day; and what is overdue then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.announced_dates import EVENT_ROW, Announced, announced_dates
from vanellus.analysing.gathering import (
    NONE,
    coded,
    counts_of,
    grouped,
    joined,
    least,
    need,
    one_of,
    rows_of,
)
from vanellus.analysing.naming import SAID, by_name, dates_array, names_of
from vanellus.analysing.periods import NOWHERE, days_of
from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

EVENT_COLUMNS: Final = (
    "event_id", "type", "mode", "pillar", "state", "date_start", "date_end", "date_grain",
    "date_basis", "place_name", "place_country", "independent_sources", "first_published",
    "last_published",
)  # fmt: skip
REPORT_COLUMNS: Final = (
    "event_id", "doc_id", "status", "date_start", "date_end", "date_basis", "published",
    "publisher", "said_by",
)  # fmt: skip
"""One row for each report; `said_by` is the name of its speaker. With a column `origin_id`, near
copies count once."""
STATES: Final = ("announced", "confirmed", "postponed", "cancelled")
"""What the calendar can hold."""
OPEN: Final = ("announced", "confirmed", "postponed")
"""What is still expected."""
_LIFE: Final = (*STATES, "held", "denied", "feared", "past")
_GONE: Final = NONE


class _Known(NamedTuple):
    """What was known of each event."""

    state: Whole
    """Index in _LIFE, or _GONE."""
    since: dict[str, Whole]
    """The day since when it was known in a state."""


def calendar(
    events: pa.Table,
    sides: pa.Table,
    *,
    as_of: date,
    life: pa.Table | None = None,
    reports: pa.Table | None = None,
    coverage: pa.Table | None = None,
    parties: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    overdue: bool = False,
    states: Collection[str] = STATES,
) -> pa.Table:
    """The events that were announced by the day `as_of` and not yet told as held, one row each.

    Columns: event_id, state (announced, confirmed, postponed, cancelled), overdue (still expected,
    and its last day has passed), days (from `as_of` to its first day; of what is overdue, from its
    last day, negative), date_start, date_end, date_grain (null where no date is told), type, mode,
    pillar, actors, recipients, place, country, earlier_dates (first announced, then moved),
    known_since, confirmed_since, postponed_since, cancelled_since, said_by (speakers, each with
    the number of independent sources), publishers, reports, independent_sources, read_since
    (documents read from its last day to `as_of`: without any, nobody could have told that it was
    held). Those with a date come first, in its order.

    Args:
        events: with EVENT_COLUMNS.
        sides: with event_id, role, party, name, via; `country` is looked at where it is there.
        as_of: what was published later isn't known.
        life: the table `event_life`; without it the states of `events` count for any day.
        reports: with REPORT_COLUMNS; without it there are no speakers, outlets and earlier dates.
        coverage: `day` and `documents` read of it.
        parties: only events in which one of these is a side, as itself or by its country.
        since: only what is dated to this day or later.
        until: only what is dated to this day or earlier.
        overdue: only what is overdue.
        states: only what is in one of these states.

    Raises InputError for an unknown state, a period that ends before it begins, or a table without
    one of its columns.
    """
    need(events, EVENT_COLUMNS, name="events")
    need(sides, ("event_id", "role", "party", "name", "via"), name="event_sides")
    wanted = [one_of(state, STATES, where="states of the calendar") for state in states]
    if since is not None and until is not None and since > until:
        raise InputError(
            where="period of the calendar",
            problem=f"begins on {since}, after its end on {until}",
            valid="since on or before until",
        )
    today = _ordinal(as_of)
    known = _known_by(events, life, today)
    keep = np.isin(known.state, [_LIFE.index(state) for state in wanted])
    if parties:
        keep &= _with_party(events, sides, parties)
    chosen = np.flatnonzero(keep)
    events = events.take(pa.array(chosen))
    state, days = known.state[chosen], {key: day[chosen] for key, day in known.since.items()}
    reports = _told_by(reports, events, today)
    dates = announced_dates(events, reports, today=today)
    late = np.isin(state, [_LIFE.index(each) for each in OPEN])
    late &= (dates.last != NOWHERE) & (dates.last < today)
    first_told = days_of(events["first_published"])
    # A day that was over when it was first told was misread, or is history: nobody expects it.
    ahead = (dates.last == NOWHERE) | (first_told == NOWHERE) | (dates.last >= first_told)
    inside = _inside(dates, since, until) & (late | (not overdue)) & ahead
    chosen = np.flatnonzero(inside)
    found = _columns(events, sides, reports, coverage, dates, state, days, late, today)
    order = np.lexsort((dates.last[chosen], _last_where_open(dates.first[chosen])))
    return found.take(pa.array(chosen[order]))


def _known_by(events: pa.Table, life: pa.Table | None, today: int) -> _Known:
    """The state of each event as it was known, which is that of `events` if nothing came later."""
    count = events.num_rows
    names = pa.array([*_LIFE, "overdue"])
    resolved = rows_of(events["state"], among=names)
    lapsed = resolved == len(_LIFE)
    resolved[lapsed] = 0
    first, last = days_of(events["first_published"]), days_of(events["last_published"])
    since = {state: np.full(count, NOWHERE) for state in STATES}
    if life is None or not life.num_rows:
        return _Known(np.where(first > today, _GONE, resolved), since)
    event = rows_of(life["event_id"], among=events["event_id"])
    which, day = rows_of(life["state"], among=names), days_of(life["known_since"])
    ours = (event != NONE) & (which != NONE) & (which < len(_LIFE))
    told = ours & (day <= today)
    at = np.lexsort((which[told], day[told]))
    event_told, which_told, day_told = event[told][at], which[told][at], day[told][at]
    state = np.full(count, _GONE)
    state[event_told] = which_told  # the last one stays
    held = _LIFE.index("held")
    state[event_told[which_told == held]] = held  # what is over doesn't come back
    for name, days in since.items():
        mine = which_told == _LIFE.index(name)
        # Of several postponements the latest counts, of the rest the first.
        way = slice(None) if name == "postponed" else slice(None, None, -1)
        days[event_told[mine][way]] = day_told[mine][way]
    without = np.ones(count, dtype=bool)
    without[event[ours]] = False
    state = np.where(without & (first <= today), resolved, state)
    settled = last <= today
    # Past its date without a report, it is what it was before.
    state = np.where(settled & ~(lapsed & (state != _GONE)), resolved, state)
    return _Known(np.where(first > today, _GONE, state), since)


def _with_party(events: pa.Table, sides: pa.Table, parties: Collection[str]) -> Flags:
    asked = pa.array(sorted(set(parties)), type=pa.string())
    its = pc.is_in(sides["party"], value_set=asked)
    if "country" in sides.column_names:
        its = pc.or_(its, pc.is_in(sides["country"], value_set=asked))
    mine = rows_of(sides.filter(its)["event_id"], among=events["event_id"])
    found = np.zeros(events.num_rows, dtype=bool)
    found[mine[mine != NONE]] = True
    return found


def _told_by(reports: pa.Table | None, events: pa.Table, today: int) -> pa.Table | None:
    """The reports of the events that were published by the day, each with its event's row."""
    if reports is None:
        return None
    need(reports, REPORT_COLUMNS, name="reports")
    row = rows_of(reports["event_id"], among=events["event_id"])
    ours = (row != NONE) & (days_of(reports["published"]) <= today)
    return reports.filter(pa.array(ours)).append_column(EVENT_ROW, pa.array(row[ours]))


def _inside(dates: Announced, since: date | None, until: date | None) -> Flags:
    inside = np.ones(len(dates.first), dtype=bool)
    if since is not None:
        inside &= (dates.last != NOWHERE) & (dates.last >= _ordinal(since))
    if until is not None:
        inside &= (dates.first != NOWHERE) & (dates.first <= _ordinal(until))
    return inside


def _columns(
    events: pa.Table,
    sides: pa.Table,
    reports: pa.Table | None,
    coverage: pa.Table | None,
    dates: Announced,
    state: Whole,
    since: dict[str, Whole],
    late: Flags,
    today: int,
) -> pa.Table:
    count = events.num_rows
    open_ = dates.last == NOWHERE
    away = np.where(late, dates.last - today, dates.first - today)
    said = _sayings(events, reports, today)
    return pa.table(
        {
            "event_id": events["event_id"],
            "state": pa.array(_LIFE).take(pa.array(state)),
            "overdue": pa.array(late),
            "days": pa.array(np.where(open_, 0, away), mask=open_),
            "date_start": dates_array(dates.first),
            "date_end": dates_array(dates.last),
            "date_grain": pc.if_else(
                pa.array(open_), pa.scalar(None, pa.string()), joined(events["date_grain"])
            ),
            "type": events["type"],
            "mode": events["mode"],
            "pillar": events["pillar"],
            "actors": names_of(events, sides, role="actor"),
            "recipients": names_of(events, sides, role="recipient"),
            "place": events["place_name"],
            "country": events["place_country"],
            "earlier_dates": dates.earlier,
            "known_since": dates_array(
                np.where(since["announced"] != NOWHERE, since["announced"], said["known"])
            ),
            **{
                f"{name}_since": dates_array(since[name])
                for name in ("confirmed", "postponed", "cancelled")
            },
            "said_by": said["said_by"],
            "publishers": said["publishers"],
            "reports": said["reports"],
            "independent_sources": said["sources"],
            "read_since": _read_since(coverage, dates.last, today, count),
        }
    )


def _sayings(events: pa.Table, reports: pa.Table | None, today: int) -> dict[str, Any]:
    """Who said it and how often, by event."""
    count = events.num_rows
    published = days_of(events["first_published"])
    if reports is None:
        return {
            "known": published,
            "said_by": pa.nulls(count, pa.list_(SAID)),
            "publishers": pa.nulls(count, pa.list_(SAID)),
            "reports": pa.nulls(count, pa.int64()),
            "sources": events["independent_sources"].cast(pa.int64()),
        }
    event = np.asarray(reports[EVENT_ROW])
    origin = coded(reports["origin_id" if "origin_id" in reports.column_names else "doc_id"]).codes
    once = grouped(event, origin)
    known = least(event, count, days_of(reports["published"]), nothing=NOWHERE)
    return {
        "known": np.where(
            known == NOWHERE, np.where(published <= today, published, NOWHERE), known
        ),
        "said_by": by_name(event, origin, reports["said_by"], count),
        "publishers": by_name(event, origin, reports["publisher"], count),
        "reports": pa.array(counts_of(event, count)),
        "sources": pa.array(counts_of(event[once.first], count)),
    }


def _read_since(coverage: pa.Table | None, last: Whole, today: int, count: int) -> pa.Array:
    """How many documents were published after the last day and by the day of the calendar."""
    if coverage is None:
        return pa.nulls(count, pa.int64())
    need(coverage, ("day", "documents"), name="coverage")
    day = days_of(coverage["day"])
    order = np.argsort(day)
    total = np.concatenate([[0], np.cumsum(np.asarray(coverage["documents"])[order])])
    upto = total[np.searchsorted(day[order], today, side="right")]
    before = total[np.searchsorted(day[order], last, side="right")]
    return pa.array(np.maximum(upto - before, 0).astype(np.int64), mask=last == NOWHERE)


def _last_where_open(days: Whole) -> Whole:
    return np.where(days == NOWHERE, np.iinfo(np.int64).max, days)


def _ordinal(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
