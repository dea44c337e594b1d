"""What each outlet tells: how much of its own, first, late, alone, confirmed, contradicted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import (
    NONE,
    Coded,
    coded,
    counts_of,
    grouped,
    need,
    true,
)
from vanellus.analysing.naming import dates_array
from vanellus.analysing.periods import NOWHERE, days_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

DOCUMENT_COLUMNS: Final = ("doc_id", "publisher", "published", "origin_id")
"""`origin_id`: the earliest document of its family of near-copies, itself if it copies nothing."""
TELLING_COLUMNS: Final = ("event_id", "doc_id", "origin_id", "publisher", "published")
"""One row for each event that a document tells; ids may be texts or numbers."""
DISPUTE_COLUMNS: Final = ("event_id", "field", "resolved", "publisher")
"""One row for each report behind a value of a field in dispute (table `disagreements`), with the
outlet of its document."""
_NEVER: Final = np.iinfo(np.int64).max


class _Told(NamedTuple):
    """How each outlet came to tell each event, as numbers; a row for each outlet and event."""

    outlet: Whole
    """Index in `outlets`, NONE for an outlet without a name."""
    event: Whole
    """Index in `events`."""
    day: Whole
    own: Flags
    others: Whole
    place: Whole
    """Index in _PLACES or NONE."""
    days: Whole
    """NONE where there are none."""
    outlets: Coded
    events: Coded


def told_events(tellings: pa.Table) -> pa.Table:
    """How each outlet came to tell each event: one row for each outlet and event.

    Columns: publisher, event_id, published (its first day), own (false: it only printed copies of
    another's text), others (other outlets that tell it in their own words), place (first, same
    day, late, alone; null for copies, and where no day is known to compare), days (first: the lead
    over the next one; late: the delay after the first one; else null).

    An outlet without a name counts as one source for each family of copies, and is null here.
    """
    told = _told(tellings)
    return pa.table(
        {
            "publisher": told.outlets.of(told.outlet).cast(pa.string()),
            "event_id": told.events.of(told.event),
            "published": dates_array(told.day),
            "own": pa.array(told.own),
            "others": pa.array(told.others),
            "place": pa.array(_PLACES).take(pa.array(told.place, mask=told.place == NONE)),
            "days": pa.array(told.days, mask=told.days == NONE),
        }
    )


def _told(tellings: pa.Table) -> _Told:
    need(tellings, TELLING_COLUMNS, name="tellings")
    event, origin = coded(tellings["event_id"]), coded(tellings["origin_id"])
    outlet = coded(tellings["publisher"])
    day = days_of(tellings["published"])
    # Whoever brought a text first owns it; the original goes before copies of the same day.
    is_copy = true(pc.not_equal(tellings["doc_id"], tellings["origin_id"]))
    known_day = np.where(day == NOWHERE, _NEVER >> 32, day)
    names = len(outlet.values) + 1
    order = np.argsort((known_day * 2 + is_copy) * names + _ranks(outlet), kind="stable")
    event_, origin_, outlet_, day_ = (
        numbers[order] for numbers in (event.codes, origin.codes, outlet.codes, day)
    )
    # A nameless outlet is told apart by the text it brings.
    teller = np.where(outlet_ == NONE, -2 - origin_, outlet_)
    texts = grouped(event_, origin_)
    owns = teller[texts.first][texts.group] == teller
    pair = grouped(event_, teller)
    own = np.zeros(pair.number, dtype=bool)
    own[pair.group[owns]] = True
    first_own = _first_day(pair.group[owns], pair.number, day_[owns])
    # The rows stand in the order of days: the first of a pair is its earliest.
    others, place, days = _placed(event_[pair.first], own, first_own)
    return _Told(
        outlet=outlet_[pair.first],
        event=event_[pair.first],
        day=np.where(own, first_own, day_[pair.first]),
        own=own,
        others=others,
        place=place,
        days=days,
        outlets=outlet,
        events=event,
    )


def _ranks(outlet: Coded) -> Whole:
    """The place of each outlet's name in the alphabet, so that no order of rows decides."""
    ranks = np.empty(len(outlet.values) + 1, dtype=np.int64)
    ranks[np.asarray(pc.array_sort_indices(outlet.values))] = np.arange(len(outlet.values))
    ranks[NONE] = len(outlet.values)
    return ranks[outlet.codes]


_PLACES: Final = ("first", "same day", "late", "alone")


def _first_day(group: Whole, count: int, day: Whole) -> Whole:
    found = np.full(count, _NEVER)
    np.minimum.at(found, group, np.where(day == NOWHERE, _NEVER, day))
    return np.where(found == _NEVER, NOWHERE, found)


def _placed(event: Whole, own: Flags, day: Whole) -> tuple[Whole, Whole, Whole]:
    """Of each outlet with an event: other owners, place among them, and lead or delay in days."""
    count = int(event.max(initial=NONE)) + 1
    owners = counts_of(event[own], count)
    others = owners[event] - own
    place = np.full(len(event), NONE)
    days = np.full(len(event), NONE)
    place[own & (others == 0)] = _PLACES.index("alone")
    dated = np.flatnonzero(own & (day != NOWHERE) & (others > 0))
    dated = dated[np.lexsort((day[dated], event[dated]))]
    begins = np.flatnonzero(np.diff(event[dated], prepend=NONE - 1))
    earliest = np.full(count, NOWHERE)
    earliest[event[dated[begins]]] = day[dated[begins]]
    second = np.full(count, NOWHERE)
    has_two = begins[np.append(np.diff(begins), len(dated) - begins[-1:]) > 1]
    second[event[dated[has_two]]] = day[dated[has_two + 1]]
    known = second[event[dated]] != NOWHERE
    dated = dated[known]
    lag = day[dated] - earliest[event[dated]]
    lead = second[event[dated]] - earliest[event[dated]]
    place[dated] = np.where(lag > 0, 2, np.where(lead > 0, 0, 1))
    days[dated] = np.where(lag > 0, lag, np.where(lead > 0, lead, NONE))
    return others, place, days


def sources(documents: pa.Table, tellings: pa.Table, disputes: pa.Table | None = None) -> pa.Table:
    """What each outlet tells, the one with most documents first; a nameless outlet is null.

    Columns: publisher, documents, copies (of an earlier document,
    another's or its own),
    share_copies, events, events_own (told in its own words, not by a copy alone), first,
    share_first, lead_days (median over the next independent source), same_day, late, share_late,
    delay_days (median after the first), alone, share_alone, confirmed (others tell it too),
    share_confirmed, disputes (fields of events on which it takes a side), lost (its value is not
    the one that holds), share_lost, first_published, last_published. Shares are of `events_own`,
    those of copies of `documents`, those of losses of `disputes`; null where there are none.
    `told_events` lists the events behind each number.

    Args:
        documents: with DOCUMENT_COLUMNS.
        tellings: with TELLING_COLUMNS.
        disputes: with DISPUTE_COLUMNS; without it nothing is said about contradiction.
    """
    need(documents, DOCUMENT_COLUMNS, name="documents")
    told = _told(tellings)
    if disputes is not None:
        need(disputes, DISPUTE_COLUMNS, name="disagreements")
    by_document = coded(documents["publisher"])
    by_dispute = coded(pa.nulls(0, pa.string()) if disputes is None else disputes["publisher"])
    every = (by_document, told.outlets, by_dispute)
    names = coded(pa.concat_arrays([pc.cast(each.values, pa.string()) for each in every]))
    count = len(names.values) + 1
    # The last number stands for outlets without a name.
    begin = np.cumsum([0, *(len(each.values) for each in every)])
    outlet, teller, side = (
        np.append(names.codes[first:last], count - 1)[codes]
        for first, last, codes in zip(
            begin[:-1], begin[1:], (by_document.codes, told.outlet, by_dispute.codes), strict=True
        )
    )
    columns = _of_documents(documents, outlet, count)
    columns |= _of_events(told, teller, count)
    columns |= _of_disputes(disputes, side, count)
    day = days_of(documents["published"])
    first = _first_day(outlet, count, day)
    last = np.full(count, NOWHERE)
    np.maximum.at(last, outlet, day)
    table = pa.table(
        {"publisher": pa.concat_arrays([names.values, pa.nulls(1, pa.string())])}
        | columns
        | {"first_published": dates_array(first), "last_published": dates_array(last)}
    )
    table = table.filter(pc.greater(table["documents"], 0))
    return table.sort_by([("documents", "descending"), ("publisher", "ascending")])


def _share(part: Whole, whole: Whole) -> pa.Array:
    return pa.array(part / np.maximum(whole, 1), mask=whole == 0)


def _of_documents(documents: pa.Table, outlet: Whole, count: int) -> dict[str, Any]:
    """Documents, and how many of them are copies of an earlier one."""
    is_copy = true(pc.not_equal(documents["doc_id"], documents["origin_id"]))
    all_, copies = counts_of(outlet, count), counts_of(outlet[is_copy], count)
    return {
        "documents": pa.array(all_),
        "copies": pa.array(copies),
        "share_copies": _share(copies, all_),
    }


def _of_events(told: _Told, teller: Whole, count: int) -> dict[str, Any]:
    total = counts_of(teller[told.own], count)
    columns = {"events": pa.array(counts_of(teller, count)), "events_own": pa.array(total)}
    medians = {"first": "lead_days", "late": "delay_days"}
    for number, name in enumerate(_PLACES):
        which = told.place == number
        found = counts_of(teller[which], count)
        columns[name.replace(" ", "_")] = pa.array(found)
        if name != "same day":
            columns[f"share_{name}"] = _share(found, total)
        if name in medians:
            columns[medians[name]] = _medians(teller[which], told.days[which], count)
    confirmed = counts_of(teller[told.own & (told.others > 0)], count)
    return columns | {
        "confirmed": pa.array(confirmed),
        "share_confirmed": _share(confirmed, total),
    }


def _medians(group: Whole, values: Whole, count: int) -> pa.Array:
    order = np.argsort(group * (values.max(initial=0) + 1) + values)
    sizes = counts_of(group, count)
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    ranked = np.append(values[order], 0.0)
    low, high = begin + np.maximum(sizes - 1, 0) // 2, begin + sizes // 2
    middle = (ranked[np.minimum(low, len(order))] + ranked[np.minimum(high, len(order))]) / 2
    return pa.array(np.where(sizes == 0, 0.0, middle), mask=sizes == 0)


def _of_disputes(disputes: pa.Table | None, side: Whole, count: int) -> dict[str, Any]:
    if disputes is None:
        unknown = pa.nulls(count, pa.int64())
        return {"disputes": unknown, "lost": unknown, "share_lost": pa.nulls(count, pa.float64())}
    event, field = coded(disputes["event_id"]).codes, coded(disputes["field"]).codes
    holds = true(disputes["resolved"])
    decided = grouped(event, field)
    settled = np.zeros(decided.number, dtype=bool)
    settled[decided.group[holds]] = True
    # Where no value holds, nobody has lost.
    kept = settled[decided.group]
    pair = grouped(side[kept], decided.group[kept])
    won = np.zeros(pair.number, dtype=bool)
    won[pair.group[holds[kept]]] = True
    its = side[kept][pair.first]
    taken, lost = counts_of(its, count), counts_of(its[~won], count)
    return {"disputes": pa.array(taken), "lost": pa.array(lost), "share_lost": _share(lost, taken)}
