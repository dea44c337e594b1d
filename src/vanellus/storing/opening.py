"""Opening a store: the file found or made, its schema checked and brought up to date."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Final

import duckdb

from vanellus.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreTooNew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA: Final = 1
"""The newest schema; `schema_N.sql` takes a store from N-1 to N."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of DuckDB inside are raised as ours, which say what to do."""
    try:
        yield
    except duckdb.Error as error:
        raise _ours(path, error) from error
    except OSError as error:
        raise StoreError(path=str(path), problem=str(error.strerror or error)) from error


def _ours(path: Path, error: duckdb.Error) -> StoreError:
    text = str(error)
    low = text.lower()
    where = str(path)
    if "no space left" in low or "disk full" in low or "out of disk" in low:
        return StoreFull(
            path=where,
            problem="the disk is full; what was committed is kept. Make room and run again",
        )
    if "set lock on file" in low or "conflicting lock" in low:
        return StoreBusy(
            path=where,
            problem="another process has this store open; wait for it to end, or work on a copy",
        )
    if "newer version" in low or "version number" in low:
        return StoreTooNew(
            path=where,
            problem=f"made by a newer DuckDB than {duckdb.__version__}; install a newer Vanellus",
        )
    if "not a valid duckdb" in low or "magic bytes" in low or "corrupt" in low:
        return NotAStore(path=where, problem="no Vanellus store (valid: a file made by `ingest`)")
    return StoreError(path=where, problem=text.splitlines()[0])


def connect(path: Path, *, create: bool, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the store in `path`, with its schema up to date.

    Raises NotAStore, StoreBusy, StoreTooNew, StoreFull, StoreError.
    """
    exists = path.exists()
    if not exists and (read_only or not create):
        raise NotAStore(path=str(path), problem="no such store (make one with `vanellus ingest`)")
    if exists and path.is_dir():
        raise NotAStore(path=str(path), problem="is a folder (valid: a .duckdb file)")
    if not exists and not path.parent.is_dir():
        raise StoreError(path=str(path), problem=f"no such folder: {path.parent}")
    if exists and path.stat().st_size == 0:
        raise NotAStore(path=str(path), problem="is empty (valid: a file made by `ingest`)")
    with told(path):
        connection = duckdb.connect(str(path), read_only=read_only)
        try:
            _bring_up(connection, path, fresh=not exists, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_up(
    connection: duckdb.DuckDBPyConnection, path: Path, *, fresh: bool, read_only: bool
) -> None:
    found = _schema(connection)
    if found is None:
        tables = connection.execute("SELECT count(*) FROM information_schema.tables").fetchone()
        # A run killed while the file was being made leaves an empty database behind.
        if not fresh and tables and tables[0]:
            raise NotAStore(path=str(path), problem="a DuckDB file, but no Vanellus store")
        if read_only:
            raise NotAStore(path=str(path), problem="an empty DuckDB file")
        found = 0
    if found > SCHEMA:
        raise StoreTooNew(
            path=str(path),
            problem=f"has schema {found}, this version knows up to {SCHEMA}; "
            "install a newer Vanellus",
        )
    if found == SCHEMA:
        return
    if read_only:
        raise StoreError(
            path=str(path), problem=f"has the old schema {found}; open it once for writing"
        )
    connection.execute("BEGIN")
    for number in range(found + 1, SCHEMA + 1):
        script = resources.files("vanellus.storing") / f"schema_{number}.sql"
        connection.execute(script.read_text(encoding="utf-8"))
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('schema', ?), ('programme', 'vanellus')",
        [str(SCHEMA)],
    )
    connection.execute("COMMIT")


def _schema(connection: duckdb.DuckDBPyConnection) -> int | None:
    known = connection.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'meta'"
    ).fetchone()
    if not known or not known[0]:
        return None
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except duckdb.Error:
        return None
    return int(row[0]) if row else None
