"""The events behind the shares of an outlet: those that it told first, late, alone, confirmed.

How an outlet came to tell an event hangs on nothing but the reports of that event, so that only its
own events are looked at, whatever else the store holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow.compute as pc

from vanellus.analysing.outlets import told_events
from vanellus.errors import InputError
from vanellus.storing.analysis_tables import arrow

if TYPE_CHECKING:
    from vanellus.storing import Store

PLACES: Final = ("first", "late", "alone")
WAYS: Final = (*PLACES, "confirmed", "disputes", "lost")
"""How an outlet tells an event; the names of the numbers that `sources` gives."""
_ITS_TELLINGS: Final = """
SELECT r.event_id, d.doc_id, coalesce(o.doc_id, d.doc_id) AS origin_id, d.publisher, d.published
FROM reports r JOIN documents d USING (doc_id) LEFT JOIN copies c ON c.doc_id = d.doc_id
LEFT JOIN documents o ON o.doc_id = c.origin_id
WHERE r.event_id IN (SELECT event_id FROM served_events JOIN served_outlets USING (number)
    WHERE publisher = $outlet)
"""
_ITS_DISPUTES: Final = """
SELECT event_id FROM (
    SELECT g.event_id, g.field, d.publisher = $outlet AS its, g.resolved
    FROM (SELECT event_id, field, resolved, unnest(report_ids) AS report_id FROM disagreements
        WHERE event_id IN (SELECT event_id FROM served_events JOIN served_outlets USING (number)
            WHERE publisher = $outlet)) g
    JOIN reports r ON r.report_id = g.report_id JOIN documents d ON d.doc_id = r.doc_id
) GROUP BY event_id, field
HAVING bool_or(resolved) AND bool_or(its) AND (NOT $lost OR NOT bool_or(its AND resolved))
"""


def events_told(store: Store, asked: str) -> list[str]:
    """The events that an outlet tells in one of WAYS, asked for as `Sahel Wire~first`.

    Of `disputes` those on whose fields it takes a side, of `lost` those where another value holds.
    Raises InputError for another way.
    """
    outlet, _, way = asked.rpartition("~")
    if way not in WAYS or not outlet:
        raise InputError(
            where="told",
            problem=f"{asked[:60]!r} can't be used",
            valid=f"an outlet, ~, and one of {', '.join(WAYS)}",
        )
    if way in ("disputes", "lost"):
        rows = store.query(_ITS_DISPUTES, {"outlet": outlet, "lost": way == "lost"})
        return sorted({row["event_id"] for row in rows})
    told = told_events(arrow(store, _ITS_TELLINGS, {"outlet": outlet}))
    told = told.filter(pc.equal(told["publisher"], outlet))
    which = (
        pc.and_(told["own"], pc.greater(told["others"], 0))
        if way == "confirmed"
        else pc.equal(told["place"], way)
    )
    return sorted(told.filter(which)["event_id"].to_pylist())
