"""A list as JSON, CSV or Parquet: all rows that its filters let through, in its order."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from starlette.responses import Response, StreamingResponse

from vanellus.storing.analysis_tables import arrow_batches

if TYPE_CHECKING:
    from vanellus.serving.asked import Asked
    from vanellus.serving.snapshot import Snapshots

FORMATS: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")
_IN_MEMORY: Final = 16 * 1024 * 1024


def export(snapshots: Snapshots, asked: Asked, form: str) -> Response:
    """The answer with the whole list in one of FORMATS."""
    given: Callable[[Iterator[pa.RecordBatch], pa.Schema], Iterator[bytes]] = {
        "json": _json,
        "csv": _csv,
        "parquet": _parquet,
    }[form]

    def pieces() -> Iterator[bytes]:
        # The copy is held until the last piece is sent, which is after the handler has returned.
        with snapshots.reading() as (_, store):
            sql = (
                f"SELECT * EXCLUDE (number) FROM {asked.listing.table}"  # noqa: S608  constants
                f" WHERE {asked.where} ORDER BY {asked.order}"
            )
            reader = arrow_batches(store, sql, asked.values)
            yield from given(iter(reader), reader.schema)

    name = f"vanellus-{asked.listing.name}.{form}"
    return StreamingResponse(
        pieces(),
        media_type=FORMATS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _json(batches: Iterator[pa.RecordBatch], _: pa.Schema) -> Iterator[bytes]:
    yield b"["
    first = True
    for batch in batches:
        lines = [
            json.dumps(row, ensure_ascii=False, default=_plain, allow_nan=False)
            for row in batch.to_pylist()
        ]
        if lines:
            yield (("\n" if first else ",\n") + ",\n".join(lines)).encode()
            first = False
    yield b"\n]\n"


def _csv(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(schema.names)
    for batch in batches:
        writer.writerows(zip(*(_cells(column) for column in batch.columns), strict=True))
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def _cells(column: pa.Array) -> list[Any]:
    """A column's values as `cell` gives them; numbers and most texts need no look each."""
    kind, values = column.type, list[Any](column.to_pylist())
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_null(kind):
        return values
    if not pa.types.is_string(kind):
        return [cell(value) for value in values]
    first = pc.utf8_slice_codeunits(pc.utf8_ltrim(column, " \n"), 0, 1)
    run = pc.is_in(first, value_set=pa.array(_RUN_BY_SPREADSHEETS))
    for row in pc.indices_nonzero(run).to_pylist():
        values[row] = cell(values[row])
    return values


def cell(value: Any) -> Any:
    """A value as a cell of CSV; a text that spreadsheets would run gets an apostrophe."""
    if isinstance(value, list):
        value = "; ".join(str(_named(each)) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    # Also after blanks, which spreadsheets pass over.
    if isinstance(value, str) and value.lstrip(" \n").startswith(_RUN_BY_SPREADSHEETS):
        return f"'{value}"
    return _plain(value) if isinstance(value, date) else value


def _named(value: Any) -> Any:
    return value["name"] if isinstance(value, dict) and "name" in value else value


def _parquet(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[bytes]:
    # Parquet has its index at the end: it is whole before the first byte is sent.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        with pq.ParquetWriter(file, schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
        file.seek(0)
        while piece := file.read(256 * 1024):
            yield piece


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
