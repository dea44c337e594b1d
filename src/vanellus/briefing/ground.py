"""What every question asks of the whole store, worked out once for as long as the store stays so.

A page that is asked of one copy of a store again and again keeps a `Ground` with that copy; a brief
that asks once does without.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.calendars import calendar
from vanellus.analysing.registers import agenda, recommendations
from vanellus.storing.analysis_tables import arrow, documents_by_day
from vanellus.storing.register_tables import (
    announced_tables,
    last_day_read,
    register_table,
    violent_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import date

    from vanellus.storing import Store

_Made = TypeVar("_Made")
_KEPT: Final = 64
"""Things that are kept; those made first go first."""
_EXPECTED: Final = ("announced", "confirmed")
_ATTACKS: Final = ("ASSAULT",)
Rows = list[dict[str, Any]]


class Ground:
    """The parts of a store that do not hang on who is asked about. Any thread may ask."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def _once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        if key not in self._made:
            # Two threads may both make it; what they make is the same.
            made = make()
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
            return made
        return cast("_Made", self._made[key])

    def last_day(self, store: Store) -> date | None:
        """The latest day of publication of the store's documents."""
        return self._once("last day", lambda: last_day_read(store))

    def blocs(self, store: Store) -> dict[str, frozenset[str]]:
        """Each bloc that acted for its members, with all that it ever acted for."""
        return self._once("blocs", lambda: _blocs(store))

    def coverage(
        self, store: Store, *, since: date | None = None, until: date | None = None
    ) -> pa.Table:
        """How many documents were published on each day."""
        return self._once(
            ("coverage", since, until), lambda: documents_by_day(store, since=since, until=until)
        )

    def names(self, store: Store, parties: Collection[str]) -> dict[str, str]:
        """The name most often used for each of these parties; those without any are left out."""
        known = self._once("names", lambda: _names(store))
        return {party: known[party] for party in sorted(set(parties)) if party in known}

    def states(self, store: Store) -> frozenset[str]:
        """All parties that are states."""
        return self._once("states", lambda: _states(store))

    def attacks(self, store: Store) -> pa.Table:
        """All attacks told as held."""
        return self._once(
            "attacks", lambda: violent_tables(store, types=_ATTACKS, states=("held",))[0]
        )

    def ahead(self, store: Store, *, as_of: date, parties: Collection[str]) -> pa.Table:
        """What is announced as of the day with one of these parties, as itself or by its country,
        in the order of the days.
        """
        table, of = self._once(("ahead", as_of), lambda: self._all_ahead(store, as_of))
        rows = sorted({row for party in parties for row in of.get(party, ())})
        return table.take(pa.array(rows, pa.int64()))

    def _all_ahead(self, store: Store, as_of: date) -> tuple[pa.Table, dict[str, set[int]]]:
        tables = announced_tables(store, as_of=as_of)
        found = calendar(
            tables.events, tables.sides, as_of=as_of, life=tables.life, reports=tables.reports,
            coverage=self.coverage(store), states=_EXPECTED,
        )  # fmt: skip
        sides = tables.sides.filter(pc.is_in(tables.sides["event_id"], found["event_id"]))
        row_of = {event_id: row for row, event_id in enumerate(found["event_id"].to_pylist())}
        of: dict[str, set[int]] = defaultdict(set)
        for column in ("party", "country"):
            for event_id, party in zip(
                sides["event_id"].to_pylist(), sides[column].to_pylist(), strict=True
            ):
                of[party].add(row_of[event_id])
        return found, of

    def advice(
        self, store: Store, *, since: date | None, until: date | None, asked: Collection[str]
    ) -> Rows:
        """What is recommended to those asked about, or in a document that names one of them."""
        rows, to, of = self._once(
            ("advice", since, until), lambda: _advice(store, since=since, until=until)
        )
        about = self._once("advised about", lambda: _about(store))
        found: set[int] = set()
        for party in asked:
            found |= to.get(party, set())
            for doc_id in about.get(party, ()):
                found |= of.get(doc_id, set())
        return [rows[row] for row in sorted(found)]

    def agenda(
        self, store: Store, *, since: date | None, until: date | None, countries: Collection[str]
    ) -> Rows:
        """What stands on the agenda of these countries."""
        table, of = self._once("agenda", lambda: _agenda(store))
        rows = sorted({row for country in countries for row in of.get(country, ())})
        found: Rows = agenda(
            table.take(pa.array(rows, pa.int64())), since=since, until=until
        ).to_pylist()
        return found


def _blocs(store: Store) -> dict[str, frozenset[str]]:
    rows = arrow(
        store,
        "SELECT via, list(DISTINCT party) AS members FROM event_sides"
        " WHERE via IS NOT NULL GROUP BY 1",
    ).to_pylist()
    return {row["via"]: frozenset(row["members"]) for row in rows}


def _names(store: Store) -> dict[str, str]:
    found = arrow(store, "SELECT party, mode(name) AS name FROM event_sides GROUP BY 1")
    return dict(zip(found["party"].to_pylist(), found["name"].to_pylist(), strict=True))


def _states(store: Store) -> frozenset[str]:
    found = arrow(store, "SELECT DISTINCT party FROM event_sides WHERE party = country")
    return frozenset(found["party"].to_pylist())


def _advice(
    store: Store, *, since: date | None, until: date | None
) -> tuple[Rows, dict[str, set[int]], dict[str, set[int]]]:
    """All that is recommended; its rows by the country it is asked of, and by document."""
    table = register_table(store, "recommendations")
    rows: Rows = recommendations(table, since=since, until=until).to_pylist()
    to: dict[str, set[int]] = defaultdict(set)
    of: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        to[row["addressee_country"]].add(number)
        for doc_id in row["doc_ids"]:
            of[doc_id].add(number)
    return rows, to, of


def _about(store: Store) -> dict[str, set[str]]:
    """By country and by the lexicon's id the documents with recommendations that name them."""
    rows = arrow(
        store,
        "WITH its AS (SELECT doc_id, country, lexicon_id FROM participants"
        " SEMI JOIN recommendations USING (doc_id))"
        " SELECT country AS party, doc_id FROM its WHERE country IS NOT NULL"
        " UNION SELECT lexicon_id, doc_id FROM its WHERE lexicon_id IS NOT NULL",
    )
    found: dict[str, set[str]] = defaultdict(set)
    for party, doc_id in zip(rows["party"].to_pylist(), rows["doc_id"].to_pylist(), strict=True):
        found[party].add(doc_id)
    return found


def _agenda(store: Store) -> tuple[pa.Table, dict[str, list[int]]]:
    """The agenda as it was read; its rows by the country."""
    table = register_table(store, "agenda")
    of: dict[str, list[int]] = defaultdict(list)
    for number, country in enumerate(table["country"].to_pylist()):
        of[country].append(number)
    return table, of
