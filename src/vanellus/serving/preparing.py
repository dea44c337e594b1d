"""What is worked out once for each copy of the store, before pages read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from vanellus.analysing.calendars import calendar
from vanellus.analysing.outlets import sources
from vanellus.serving.prepared_tables import listed_tables
from vanellus.storing import add_expected, add_served_tables, add_tables
from vanellus.storing.analysis_tables import documents_by_day
from vanellus.storing.register_tables import announced_tables, last_day_read, source_tables
from vanellus.storing.served_names import name_parties

if TYPE_CHECKING:
    from vanellus.storing import Store


def prepare(store: Store) -> None:
    """Makes the tables of pages in a copy of a store that is open for writing."""
    add_served_tables(store)
    add_tables(
        store, {"served_calendar": coming(store), "served_sources": sources(*source_tables(store))}
    )
    add_expected(store)
    add_tables(store, listed_tables(store))
    name_parties(store)


def coming(store: Store) -> pa.Table:
    """The calendar as of the last day read; of a store without a day, as of no day at all."""
    day = last_day_read(store) or date.min
    tables = announced_tables(store, as_of=day)
    return calendar(
        tables.events,
        tables.sides,
        life=tables.life,
        reports=tables.reports,
        coverage=documents_by_day(store, until=day),
        as_of=day,
    )
