"""Full text with highlights: an index of passages (SQLite's FTS5) in a file beside the store.

`serve` makes it and brings it up to date in the background, whenever it has copied the store anew;
only documents that are new or other than before are indexed. It holds passages, not whole texts, so
that what is found is what is shown.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from vanellus.serving.finding import OPEN, SHUT, Found, Place, Within, as_match, find_in
from vanellus.serving.readings import blocks_of
from vanellus.storing.analysis_tables import arrow_batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vanellus.storing import Store

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS kept (doc_id TEXT PRIMARY KEY, content TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS passages (number INTEGER PRIMARY KEY, doc_id TEXT NOT NULL,
    start INTEGER NOT NULL, published TEXT, publisher TEXT NOT NULL, types TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    text, tokenize = "porter unicode61 remove_diacritics 2");
"""
_VERSION: Final = 2
_BATCH: Final = 500
_READ_AHEAD: Final = 2 * 1024**3
"""Bytes of an index that the system is likely to keep in memory."""
_AT_ONCE: Final = 4 * 1024 * 1024
TITLE: Final = -1
"""Where a title begins, which is no part of the text."""


class Index:
    """The index in a file; each call opens it for itself, so that any thread may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refresh(self, store: Store) -> None:
        """Brings the index up to what the store holds, document by document."""
        self._update(store)
        # Read through once, so that the first who looks for a word doesn't wait for the disk.
        if self.path.stat().st_size <= _READ_AHEAD:
            with self.path.open("rb", buffering=0) as file:
                while file.read(_AT_ONCE):
                    continue

    def _update(self, store: Store) -> None:
        with closing(self._open()) as index:
            kept = dict(index.execute("SELECT doc_id, content FROM kept"))
            now: dict[str, str] = {
                row["doc_id"]: row["content"]
                for row in store.query(
                    "SELECT doc_id, concat(content, ' ', run_id) AS content FROM documents"
                )
            }
            gone = [doc_id for doc_id, content in kept.items() if now.get(doc_id) != content]
            for first in range(0, len(gone), _BATCH):
                with _writing(index):
                    _forget(index, gone[first : first + _BATCH])
            fresh = [doc_id for doc_id, content in now.items() if kept.get(doc_id) != content]
            if not fresh:
                return
            batches = arrow_batches(
                store,
                "SELECT d.doc_id, concat(d.content, ' ', d.run_id) AS content, d.title, d.text,"
                " d.blocks, d.published, coalesce(d.publisher, '') AS publisher, r.told"
                " FROM documents d LEFT JOIN (SELECT doc_id,"
                " list({'at': trigger_start, 'type': type}) AS told FROM reports"
                " WHERE doc_id IN (SELECT unnest($ids)) GROUP BY 1) r ON r.doc_id = d.doc_id"
                " WHERE d.doc_id IN (SELECT unnest($ids))"
                " ORDER BY d.published NULLS FIRST, d.doc_id",
                {"ids": fresh},
            )
            for batch in batches:
                rows = batch.to_pylist()
                for first in range(0, len(rows), _BATCH):
                    with _writing(index):
                        _keep(index, rows[first : first + _BATCH])

    def documents(self) -> int:
        """How many documents the index holds by now."""
        if not self.path.exists():
            return 0
        with closing(self._open()) as index:
            found: int = index.execute("SELECT count(*) FROM kept").fetchone()[0]
            return found

    def find(
        self,
        words: str,
        *,
        within: Within | None = None,
        newest: bool = False,
        after: Place | None = None,
        before: Place | None = None,
        limit: int = 20,
    ) -> Found:
        """Passages with all the words, the best or the newest first.

        `after` and `before` are places of hits: what comes after the one or before the other.
        Raises InputError where nothing is asked that can be looked for.
        """
        asked = as_match(words)
        if not self.path.exists():
            return Found(hits=[], total=0, many=False, facets={}, earlier=False, later=False)
        with closing(self._open()) as index:
            return find_in(
                index, asked, within=within or Within(), newest=newest, after=after,
                before=before, limit=limit,
            )  # fmt: skip

    def _open(self) -> sqlite3.Connection:
        index = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            index.execute("PRAGMA journal_mode = WAL")
            index.execute("PRAGMA synchronous = NORMAL")
            version = index.execute("PRAGMA user_version").fetchone()[0]
            if version != _VERSION:
                for name in ("words", "passages", "kept"):
                    index.execute(f"DROP TABLE IF EXISTS {name}")
                index.executescript(f"{_SCHEMA} PRAGMA user_version = {_VERSION};")
        except BaseException:
            index.close()
            raise
        return index


@contextmanager
def _writing(index: sqlite3.Connection) -> Iterator[None]:
    # At once and not at the first change: what is read inside must not change in between.
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _forget(index: sqlite3.Connection, doc_ids: list[str]) -> None:
    for doc_id in doc_ids:
        span = index.execute("SELECT first, last FROM kept WHERE doc_id = ?", [doc_id]).fetchone()
        for table, key in (("words", "rowid"), ("passages", "number")):
            index.execute(f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?", span)  # noqa: S608  constants
        index.execute("DELETE FROM kept WHERE doc_id = ?", [doc_id])


def _keep(index: sqlite3.Connection, documents: list[dict[str, Any]]) -> None:
    number: int = index.execute("SELECT coalesce(max(last), 0) FROM kept").fetchone()[0]
    for each in documents:
        if index.execute("SELECT 1 FROM kept WHERE doc_id = ?", [each["doc_id"]]).fetchone():
            # Another process that serves the same store was first.
            continue
        first = number + 1
        for start, text in _passages(each):
            number += 1
            types = {
                told["type"]
                for told in each["told"] or []
                if start <= told["at"] < start + len(text) and start != TITLE
            }
            day = each["published"].isoformat() if each["published"] else None
            # The marks of highlights must not stand in a text already.
            clean = text.replace(OPEN, " ").replace(SHUT, " ")
            index.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", [number, clean])
            index.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                [number, each["doc_id"], start, day, each["publisher"],
                 f" {' '.join(sorted(types))} "],
            )  # fmt: skip
        number = max(number, first)
        index.execute(
            "INSERT INTO kept VALUES (?, ?, ?, ?)",
            [each["doc_id"], each["content"], first, number],
        )


def _passages(document: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Where each passage begins, and its text: the title, then blocks and what lies between."""
    if document["title"]:
        yield TITLE, document["title"]
    for block in blocks_of(document):
        text = document["text"][block["start"] : block["end"]]
        if text.strip():
            yield block["start"], text
