"""The store: one DuckDB file that keeps documents, event reports and registers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import duckdb
import pyarrow as pa

from vanellus.errors import StoreError
from vanellus.storing.loosening import forget_links
from vanellus.storing.opening import connect, told
from vanellus.storing.reviews import put_in_force
from vanellus.storing.rows import Row, content_key, digest, dropped_row, rows_of
from vanellus.storing.turns import turn

if TYPE_CHECKING:
    from types import TracebackType

    from vanellus.records import Coded, Document, Dropped

TABLES: Final = (
    "documents",
    "reports",
    "participants",
    "entities",
    "events",
    "recommendations",
    "agenda",
    "figures",
    "dropped",
    "sentence_vectors",
    "copies",
    "joins",
    "separations",
    "unions",
    "reviews",
    "event_sides",
    "event_life",
    "disagreements",
    "runs",
)
_OF_DOCUMENT: Final = (
    "documents",
    "readings",
    "reading_participants",
    "reviewed_reports",
    "reviewed_participants",
    "recommendations",
    "agenda",
    "figures",
    "sentence_vectors",
    "copies",
    "joins",
)
"""Tables whose rows go when their document is coded anew."""
_READ_INTO: Final = {"reports": "readings", "participants": "reading_participants"}
"""Where what the machine read is kept; `reports` and `participants` are what is in force of it."""
_KEYED: Final = ("entities", "dropped")
"""Tables whose rows may come again from another document; their first column is their key."""


class Store:
    """An open store; use it as a context manager or close it.

    One process may write at a time (a second one gets StoreBusy). Every `add` is one transaction:
    a process that is killed leaves the store as it was after the last one.
    """

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool = False
    ) -> None:
        self.path = path
        self._connection = connection
        self._read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """DuckDB's connection, for `storing` alone."""
        return self._connection

    def close(self) -> None:
        """Writes what is pending to the file and lets it go."""
        with self._turn(), told(self.path):
            self._connection.close()

    def beside(self) -> Store:
        """The same open store for another thread, to be closed by itself.

        What is open stays so until all of them are closed.
        """
        with told(self.path):
            return Store(self.path, self._connection.cursor(), read_only=self._read_only)

    def _turn(self) -> AbstractContextManager[None]:
        """Held while the files change, so that `copy_store` finds them in one piece."""
        return nullcontext() if self._read_only else turn(self.path)

    def begin_run(
        self,
        *,
        program_version: str,
        model_digest: str,
        codebook_digest: str,
        settings: Mapping[str, object],
    ) -> str:
        """The id of the run: the same for the same programme, model, codebook and settings, so
        that a broken run and the one that ends it are one.
        """
        text = json.dumps(dict(settings), sort_keys=True)
        run_id = digest(program_version, model_digest, codebook_digest, text)
        with self._turn(), told(self.path):
            self._connection.execute(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, NULL)",
                [run_id, program_version, model_digest, codebook_digest, text, _now()],
            )
        return run_id

    def finish_run(self, run_id: str) -> None:
        """Notes that the run came to its end, and forgets entities that no report names now."""
        with self.transaction():
            self._connection.execute(
                "DELETE FROM entities WHERE entity_id NOT IN (SELECT entity_id FROM participants)"
            )
            self._connection.execute(
                "UPDATE runs SET last_finished = ? WHERE run_id = ?", [_now(), run_id]
            )

    def documents_kept(self, documents: Sequence[Document], *, run_id: str) -> set[str]:
        """The ids of those documents that are kept, with this content, as this run codes them."""
        if not documents:
            return set()
        wanted = {document.id: content_key(document) for document in documents}
        with told(self.path):
            rows = self._connection.execute(
                "SELECT doc_id, content FROM documents"
                " WHERE run_id = ? AND doc_id IN (SELECT unnest(?::VARCHAR[]))",
                [run_id, list(wanted)],
            ).fetchall()
        return {doc_id for doc_id, content in rows if wanted[doc_id] == content}

    def add(self, coded: Iterable[Coded], *, run_id: str, dropped: Iterable[Dropped] = ()) -> None:
        """Keeps documents with all that was found in them, in one transaction.

        A document that is already kept is replaced with everything that hangs on it; of several
        with one id the last is kept. Raises StoreFull, StoreError; then nothing of this call is
        kept.
        """
        last = {one.document.id: one for one in coded}
        tables: dict[str, list[Row]] = {"dropped": [dropped_row(item) for item in dropped]}
        for one in last.values():
            for table, rows in rows_of(one, run_id).items():
                tables.setdefault(table, []).extend(rows)
        with self.transaction():
            self._forget(list(last))
            for table, rows in tables.items():
                self._insert(table, rows)
            self._keep_in_force([row[0] for row in tables.get("reports", ())])

    def _forget(self, ids: list[str]) -> None:
        """Deletes the documents that are kept of these, with all that hangs on them."""
        kept = self._connection.execute(
            "SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        ).fetchall()
        if not kept:
            return
        which = "WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))"
        old = [doc_id for (doc_id,) in kept]
        forget_links(self._connection, old)
        for table in _OF_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} {which}", [old])  # noqa: S608  constants
        self._connection.execute(f"DELETE FROM dropped {which} AND part IS NOT NULL", [old])  # noqa: S608  a constant

    def _keep_in_force(self, reports: list[str]) -> None:
        """Lets reviews hold of reports that were read anew."""
        known = self._connection.execute(
            "SELECT DISTINCT report_id FROM reviews"
            " WHERE subject = 'report' AND report_id IN (SELECT unnest(?::VARCHAR[]))",
            [reports],
        ).fetchall()
        if known:
            put_in_force(self._connection, [report_id for (report_id,) in known])

    def _insert(self, table: str, rows: list[Row]) -> None:
        if table in _KEYED:
            rows = list({row[0]: row for row in rows}.values())
        if not rows:
            return
        # In columns, since DuckDB takes single rows a hundred times slower.
        columns = pa.table([pa.array(column) for column in zip(*rows, strict=True)], _names(rows))
        replace = "OR REPLACE" if table in _KEYED else ""
        self._connection.register("incoming", columns)
        try:
            into, more = _READ_INTO.get(table, table), ", false" if table in _READ_INTO else ""
            self._connection.execute(f"INSERT {replace} INTO {into} SELECT *{more} FROM incoming")  # noqa: S608  constants
        finally:
            # After a failure the transaction takes no more orders; the failure itself tells.
            with suppress(duckdb.Error):
                self._connection.unregister("incoming")

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection, for `storing` alone: what is done inside is kept whole or not at all."""
        with told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
                with self._turn():
                    self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        # DuckDB may have rolled back already (a full disk, say); the first error tells.
        with suppress(duckdb.Error):
            self._connection.execute("ROLLBACK")

    def query(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> list[dict[str, Any]]:
        """The rows of a query as dicts; parameters by place (`?`) or by name (`$name`).

        Raises StoreError for faulty SQL.
        """
        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        with told(self.path):
            found = self._connection.execute(sql, given)
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        return {
            table: self.query(f"SELECT count(*) AS n FROM {table}")[0]["n"]  # noqa: S608  a constant
            for table in TABLES
        }

    def export_parquet(self, folder: Path) -> list[Path]:
        """The files written: each table as a Parquet file in `folder`.

        They appear when all are written; a failure leaves those of an earlier export as they were.
        """
        if folder.exists() and not folder.is_dir():
            raise StoreError(path=str(folder), problem="is no folder")
        files = {table: folder / f"{table}.parquet" for table in TABLES}
        parts = {table: folder / f"{table}.parquet.part" for table in TABLES}
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                for table, part in parts.items():
                    name = str(part).replace("'", "''")
                    self._connection.execute(
                        f"COPY (FROM {table} ORDER BY ALL) TO '{name}' (FORMAT parquet)"
                    )
                for table, part in parts.items():
                    part.replace(files[table])
            finally:
                for part in parts.values():
                    part.unlink(missing_ok=True)
        return list(files.values())


def open_store(path: str | Path, *, create: bool = True, read_only: bool = False) -> Store:
    """The store at `path`, made if it isn't there (unless `create` is false or `read_only`).

    Raises NotAStore, StoreBusy, StoreTooNew, StoreError.
    """
    place = Path(path)
    with nullcontext() if read_only or not place.parent.is_dir() else turn(place):
        return Store(place, connect(place, create=create, read_only=read_only), read_only=read_only)


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None, microsecond=0)


def _names(rows: list[Row]) -> list[str]:
    return [f"c{number}" for number in range(len(rows[0]))]
