"""The tables of events: their columns (as in schema 2 of the store) and how rows become tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa

_TEXT: Final = pa.string()
_DAY: Final = pa.date32()
EVENTS: Final = pa.schema(
    [
        ("event_id", _TEXT), ("type", _TEXT), ("plover_type", _TEXT), ("mode", _TEXT),
        ("contexts", pa.list_(_TEXT)), ("pillar", _TEXT), ("state", _TEXT), ("date_start", _DAY),
        ("date_end", _DAY), ("date_grain", _TEXT), ("date_basis", _TEXT), ("place_name", _TEXT),
        ("place_country", _TEXT), ("latitude", pa.float64()), ("longitude", pa.float64()),
        ("geonameid", pa.int64()), ("place_grain", _TEXT), ("plover_score", pa.float64()),
        ("score", pa.float64()), ("reports", pa.int32()), ("documents", pa.int32()),
        ("independent_sources", pa.int32()), ("first_published", _DAY), ("last_published", _DAY),
        ("dead_low", pa.float64()), ("dead_high", pa.float64()), ("record", _TEXT),
    ]
)  # fmt: skip
EVENT_SIDES: Final = pa.schema(
    [
        ("event_id", _TEXT), ("role", _TEXT), ("party", _TEXT), ("name", _TEXT),
        ("country", _TEXT), ("sector", _TEXT), ("kind", _TEXT), ("via", _TEXT),
        ("sources", pa.int32()),
    ]
)  # fmt: skip
EVENT_LIFE: Final = pa.schema(
    [("event_id", _TEXT), ("state", _TEXT), ("known_since", _DAY), ("report_id", _TEXT)]
)
DISAGREEMENTS: Final = pa.schema(
    [
        ("event_id", _TEXT), ("field", _TEXT), ("value", _TEXT), ("resolved", pa.bool_()),
        ("rule", _TEXT), ("independent_sources", pa.int32()), ("report_ids", pa.list_(_TEXT)),
    ]
)  # fmt: skip


class EventTables(NamedTuple):
    """Rows of the tables of schema 2 that hold events."""

    events: pa.Table
    event_sides: pa.Table
    event_life: pa.Table
    disagreements: pa.Table


def table_of(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """The rows as a table of that schema; days are given as days since 1970."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        # Days are kept as numbers until here; Arrow reads them as dates at no cost.
        pa.array(column, pa.int32()).cast(_DAY)
        if field.type == _DAY
        else pa.array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)
