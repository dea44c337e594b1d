"""Events of parties as analyses need them, from the tables that pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from vanellus.storing.analysis_tables import WITHIN, EventTables, arrow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from vanellus.storing.store import Store


def served_events_of(
    store: Store,
    parties: Collection[str],
    *,
    since: date | None = None,
    until: date | None = None,
    columns: Sequence[str],
) -> EventTables:
    """As `events_of_parties`, from the part of the tables that is of these parties; without sides
    that are there only by their bloc, and without events in which a party is only that.
    """
    named = {f"party_{place}": party for place, party in enumerate(sorted(set(parties)))}
    if not named:
        named = {"party_0": ""}
    # Spelt out, so that only the blocks with these parties are read.
    of = " OR ".join(f"{{0}} = ${name}" for name in named)
    events = arrow(
        store,
        f"SELECT DISTINCT {', '.join(columns)}, number FROM served_parties"  # noqa: S608  names of ours
        f" WHERE ({of.format('party')}) AND {WITHIN} ORDER BY event_id",
        {**named, "since": since, "until": until},
    )
    numbers = events["number"].combine_chunks()
    least = pc.min_max(numbers).as_py() if len(numbers) else {"min": 0, "max": 0}
    sides = arrow(
        store,
        "SELECT DISTINCT number, role, party, country, sector, kind, NULL::VARCHAR AS via"  # noqa: S608  as above
        f" FROM served_sides WHERE ({of.format('of_party')})"
        " AND number BETWEEN $min AND $max ORDER BY ALL",
        {**named, **least},
    )
    at = pc.index_in(sides["number"], value_set=numbers)
    inside = at.is_valid()
    ids = events["event_id"].take(at.drop_null())
    sides = sides.filter(inside).drop_columns(["number"]).add_column(0, "event_id", ids)
    return EventTables(events.drop_columns(["number"]), sides)
