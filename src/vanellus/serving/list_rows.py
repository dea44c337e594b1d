"""The rows of a list's page and the counts beside it, of tables of a million rows.

A page is read in two steps: which rows it shows, from the few columns that filters and order need,
and then these rows alone, by their numbers. Where a list has a table of its own that is sorted by
what a filter asks for (`Listing.sorted_by`), that one is read instead.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from vanellus.serving.dossier_tables import MOST_IDS
from vanellus.serving.site import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from vanellus.serving.asked import Asked
    from vanellus.storing import Store

Facets = dict[str, list[dict[str, Any]]]
_FACET_VALUES: Final = 60
"""Values of a facet that a form offers, the most frequent ones."""
_COUNTS: Final = 2000
"""Questions whose counts are kept for a copy of the store."""


def some_rows(
    store: Store, asked: Asked, place: tuple[str, Mapping[str, Any]], order: str
) -> list[dict[str, Any]]:
    """The rows at a place of the list, one more than a page has, in this order."""
    table, where = asked.source()
    numbers = [
        row["number"]
        for row in store.query(
            f"SELECT number FROM {table} WHERE {where} AND {place[0]}"  # noqa: S608  constants
            f" ORDER BY {order} LIMIT {asked.limit + 1}",
            {**asked.values, **place[1]},
        )
    ]
    if not numbers:
        return []
    # Written out, since DuckDB looks up by an index only what stands in the query.
    wanted = ", ".join(str(int(number)) for number in numbers)
    short = ", ".join(f"{name}[:{MOST_IDS + 1}] AS {name}" for name in asked.listing.cut)
    columns = f"* REPLACE ({short})" if short else "*"
    rows = {
        row["number"]: row
        for row in store.query(
            f"SELECT {columns} FROM {asked.listing.table} WHERE number IN ({wanted})"  # noqa: S608  numbers
        )
    }
    return [rows[number] for number in numbers]


def counts(request: Request, store: Store, asked: Asked) -> tuple[int, Facets]:
    """How many rows the list has, and of each facet its values with their counts."""
    known: OrderedDict[object, tuple[int, Facets]] = kept(request, "counts", OrderedDict)
    key = (asked.listing.name, *sorted(asked.texts.items()))
    found = known.get(key)
    if found is None:
        found = counted(store, asked)
        known[key] = found
        while len(known) > _COUNTS:
            # Another request may have taken the same one away.
            known.pop(next(iter(known)), None)
    return found


def counted(store: Store, asked: Asked) -> tuple[int, Facets]:
    """The same, counted anew. What a facet's own filter hides is counted for it all the same."""
    facets = {each.name: each.facet for each in asked.listing.filters if each.facet is not None}
    alike = {name: column for name, column in facets.items() if name not in asked.given}
    total, found = _grouped(store, asked, alike)
    for name, column in facets.items():
        if name not in alike:
            found |= _grouped(store, asked.without(name), {name: column})[1]
    return total, {name: found[name] for name in facets}


def _grouped(store: Store, asked: Asked, facets: Mapping[str, str]) -> tuple[int, Facets]:
    """The number of rows, and of each of these columns its values with theirs, in one reading."""
    table, where = asked.source()
    columns = list(dict.fromkeys(facets.values()))
    if not columns:
        found = store.query(f"SELECT count(*) AS n FROM {table} WHERE {where}", asked.values)  # noqa: S608  constants
        return int(found[0]["n"]), {}
    sets = ", ".join(f"({column})" for column in columns)
    rows = store.query(
        f"SELECT {', '.join(columns)}, GROUPING({', '.join(columns)}) AS others, count(*) AS n"  # noqa: S608  constants
        f" FROM {table} WHERE {where} GROUP BY GROUPING SETS ((), {sets})",
        asked.values,
    )
    every = (1 << len(columns)) - 1
    total = 0
    values: dict[str, list[dict[str, Any]]] = {column: [] for column in columns}
    for row in rows:
        if row["others"] == every:
            total = row["n"]
            continue
        # The one column that this row is grouped by has its bit unset; the first has the highest.
        column = columns[len(columns) - (every ^ row["others"]).bit_length()]
        if row[column] is not None:
            values[column].append({"value": row[column], "n": row["n"]})
    for some in values.values():
        some.sort(key=lambda one: (-one["n"], one["value"]))
    return total, {name: values[column][:_FACET_VALUES] for name, column in facets.items()}
