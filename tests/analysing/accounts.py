"""Small tables of events, sides and reports, written by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

DAY = pa.date32()
_EVENT = {
    "event_id": pa.string(), "type": pa.string(), "plover_type": pa.string(), "mode": pa.string(),
    "pillar": pa.string(), "state": pa.string(), "date_start": DAY, "date_end": DAY,
    "date_grain": pa.string(), "date_basis": pa.string(), "place_name": pa.string(),
    "place_country": pa.string(), "latitude": pa.float64(), "longitude": pa.float64(),
    "geonameid": pa.int64(), "place_grain": pa.string(), "independent_sources": pa.int32(),
    "first_published": DAY, "last_published": DAY, "dead_low": pa.float64(),
    "dead_high": pa.float64(), "region": pa.string(),
}  # fmt: skip
_SIDE = ("event_id", "role", "party", "name", "country", "via")
_REPORT = {
    "report_id": pa.string(), "event_id": pa.string(), "doc_id": pa.string(),
    "origin_id": pa.string(), "status": pa.string(), "date_start": DAY, "date_end": DAY,
    "date_basis": pa.string(), "published": DAY, "publisher": pa.string(), "said_by": pa.string(),
}  # fmt: skip


def on(text):
    """The day of an ISO date; None for None."""
    return None if text is None else date.fromisoformat(text)


def table(columns, rows):
    """A table with these columns; what a row doesn't name is null, texts of dates are days."""
    schema = pa.schema(list(columns.items()))
    return pa.table(
        {
            name: pa.array([_value(kind, row.get(name)) for row in rows], kind)
            for name, kind in columns.items()
        },
        schema=schema,
    )


def _value(kind, value):
    return on(value) if kind == DAY and isinstance(value, str) else value


def events(*rows):
    """Events; by default held consultations of a day, told by one source on that day."""
    usual = {
        "type": "CONSULT", "pillar": "diplomatic", "state": "held", "date_grain": "day",
        "date_basis": "stated", "independent_sources": 1,
    }  # fmt: skip
    full = []
    for row in rows:
        one = {**usual, **row}
        one.setdefault("plover_type", one["type"])
        one.setdefault("date_end", one.get("date_start"))
        one.setdefault("first_published", one.get("date_start"))
        one.setdefault("last_published", one.get("first_published"))
        full.append(one)
    return table(_EVENT, full)


def sides(*rows):
    """Sides of events: event, role, party, and where need be the bloc it is a member of."""
    names = [dict(zip(("event_id", "role", "party", "via"), row, strict=False)) for row in rows]
    full = [
        {"name": f"Name of {row['party']}", "country": row["party"][:3], **row} for row in names
    ]
    return table(dict.fromkeys(_SIDE, pa.string()), full)


def reports(*rows):
    """Reports; by default announcements with a stated date, each from a document of its own."""
    usual = {"status": "future", "date_basis": "stated", "publisher": "Post"}
    full = []
    for number, row in enumerate(rows):
        one = {**usual, "doc_id": f"d{number}", "report_id": f"r{number}", **row}
        one.setdefault("origin_id", one["doc_id"])
        one.setdefault("date_end", one.get("date_start"))
        full.append(one)
    return table(_REPORT, full)
