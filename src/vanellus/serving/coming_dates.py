"""What of the calendar is asked for most: next month, what is coming, overdue, without a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from vanellus.briefing.wording import month
from vanellus.serving.showing import url

if TYPE_CHECKING:
    from vanellus.storing import Store


def next_month(store: Store, last: date) -> dict[str, Any]:
    """The month after that of the last day read: its days, and how much is announced for it."""
    first = (last.replace(day=28) + timedelta(days=7)).replace(day=1)
    end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    counted = store.query(
        "SELECT count(*) FILTER (date_start <= $end AND date_end >= $first) AS announced,"
        " count(*) FILTER (date_start IS NULL) AS undated"
        " FROM served_calendar WHERE state <> 'cancelled'",
        {"first": first, "end": end},
    )[0]
    return {"first": first, "end": end, **counted}


def shortcuts(store: Store, last: date | None) -> list[tuple[str, int, str]]:
    """What leads to a part of the calendar: words, how many dates it has, and its address."""
    counted = store.query(
        "SELECT count(*) FILTER (NOT overdue AND state <> 'cancelled') AS coming,"
        " count(*) FILTER (overdue) AS overdue, count(*) FILTER (date_start IS NULL) AS undated"
        " FROM served_calendar"
    )[0]
    found = [
        ("Coming", counted["coming"], url("/calendar", coming=1)),
        ("Overdue", counted["overdue"], url("/calendar", overdue=1)),
        ("No day named", counted["undated"], url("/calendar", undated=1)),
    ]
    if last is None:
        return found
    one = next_month(store, last)
    address = url("/calendar", since=one["first"], until=one["end"], coming=1)
    return [(f"For {month(one['first'])}", one["announced"], address), *found]
