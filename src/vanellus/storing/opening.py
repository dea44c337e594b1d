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

SCHEMA: Final = 4
"""The newest schema; `schema_N.sql` takes a store from N-1 to N."""
PROGRAMME: Final = "vanellus"
_VALID: Final = "(valid: a .duckdb file made by `vanellus ingest`)"
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    # Nothing is fetched behind the user's back: a store works offline.
    "autoinstall_known_extensions": False,
}


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
    text = str(error).strip() or type(error).__name__
    low = text.lower()
    where = str(path)
    if "no space left" in low or "disk full" in low or "out of disk" in low or "quota" in low:
        return StoreFull(
            path=where,
            problem="the disk is full; what was committed is kept. Make room and run again",
        )
    if "set lock on file" in low or "conflicting lock" in low:
        return StoreBusy(
            path=where,
            problem="another process has this store open; wait for it to end, or work on a copy",
        )
    if "different configuration" in low:
        return StoreBusy(
            path=where,
            problem="this process has it open already, otherwise than asked now; close it first",
        )
    if "newer version" in low or "version number" in low:
        return StoreTooNew(
            path=where,
            problem=f"made by a newer DuckDB than {duckdb.__version__}; install a newer Vanellus",
        )
    if "not a valid duckdb" in low or "magic bytes" in low or "corrupt" in low:
        return NotAStore(path=where, problem=f"is no Vanellus store {_VALID}")
    return StoreError(path=where, problem=text.splitlines()[0])


def connect(path: Path, *, create: bool, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the store in `path`, with its schema up to date.

    Raises NotAStore, StoreBusy, StoreTooNew, StoreFull, StoreError.
    """
    with told(path):
        exists = path.exists()
        if exists:
            _check_file(path)
        elif read_only or not create:
            raise NotAStore(
                path=str(path), problem="no such store (make one with `vanellus ingest`)"
            )
        elif not path.parent.is_dir():
            raise StoreError(path=str(path), problem=f"no such folder: {path.parent}")
        connection = duckdb.connect(str(path), read_only=read_only, config=_CONFIG)
        try:
            _bring_up(connection, path, fresh=not exists, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise NotAStore(path=str(path), problem=f"is a folder {_VALID}")
    with path.open("rb") as handle:
        head = handle.read(12)
    if not head:
        raise NotAStore(path=str(path), problem=f"is empty {_VALID}")
    # Told here and not by DuckDB, which would look for an extension that reads the file.
    if head[8:] != b"DUCK":
        raise NotAStore(path=str(path), problem=f"is no Vanellus store {_VALID}")


def _bring_up(
    connection: duckdb.DuckDBPyConnection, path: Path, *, fresh: bool, read_only: bool
) -> None:
    found = _schema(connection)
    if found is None:
        tables = connection.execute("SELECT count(*) FROM information_schema.tables").fetchone()
        # A run killed while the file was being made leaves an empty database behind.
        if not fresh and tables and tables[0]:
            raise NotAStore(
                path=str(path), problem=f"is a DuckDB file, but no Vanellus store {_VALID}"
            )
        if read_only:
            raise NotAStore(path=str(path), problem=f"is an empty DuckDB file {_VALID}")
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
            path=str(path),
            problem=f"has the old schema {found}; `vanellus link --store` brings it up",
        )
    connection.execute("BEGIN")
    for number in range(found + 1, SCHEMA + 1):
        script = resources.files("vanellus.storing") / f"schema_{number}.sql"
        connection.execute(script.read_text(encoding="utf-8"))
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('schema', ?), ('programme', ?)",
        [str(SCHEMA), PROGRAMME],
    )
    connection.execute("COMMIT")


def _schema(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The number of the schema, None where the file is none of ours."""
    try:
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        # No such table, or one of another form: somebody else's file.
        return None
    number = found.get("schema")
    if found.get("programme") != PROGRAMME or not isinstance(number, str) or not number.isdecimal():
        return None
    return int(number)
