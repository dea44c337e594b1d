"""Full text with highlights: an index of passages (SQLite's FTS5) in a file beside the store.

`serve` makes it and brings it up to date in the background, whenever it has copied the store anew;
only documents that are new or other than before are indexed. It holds passages, not whole texts, so
that what is found is what is shown.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import InputError
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
    start INTEGER NOT NULL, published TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    text, tokenize = "porter unicode61 remove_diacritics 2");
"""
_VERSION: Final = 1
_OPEN, _SHUT = "\x02", "\x03"
_TOKEN: Final = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_MOST_RANKED: Final = 20_000
"""Hits up to which the best are looked for; of more the newest are shown."""
_BATCH: Final = 500
TITLE: Final = -1
"""Where a title begins, which is no part of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that holds the words."""

    doc_id: str
    start: int
    pieces: list[tuple[str, bool]]
    """The passage in pieces, each with whether it is one of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found."""

    hits: list[Hit]
    total: int
    """How many passages there are; where `many`, there are at least so many."""
    many: bool


class Index:
    """The index in a file; each call opens it for itself, so that any thread may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refresh(self, store: Store) -> None:
        """Brings the index up to what the store holds, document by document."""
        with closing(self._open()) as index:
            kept = dict(index.execute("SELECT doc_id, content FROM kept"))
            now: dict[str, str] = {
                row["doc_id"]: row["content"]
                for row in store.query("SELECT doc_id, content FROM documents")
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
                "SELECT doc_id, content, title, text, blocks, published FROM documents"
                " WHERE doc_id IN (SELECT unnest($ids)) ORDER BY published NULLS FIRST, doc_id",
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

    def find(self, words: str, *, newest: bool = False, skip: int = 0, limit: int = 20) -> Found:
        """Passages with all the words, the best or the newest first.

        Raises InputError where nothing is asked that can be looked for.
        """
        asked = as_match(words)
        if not self.path.exists():
            return Found(hits=[], total=0, many=False)
        with closing(self._open()) as index:
            counted = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
            total: int = index.execute(counted, [asked, _MOST_RANKED + 1]).fetchone()[0]
            many = total > _MOST_RANKED
            order = "rowid DESC" if newest or many else "rank"
            rows = index.execute(
                "SELECT p.doc_id, p.start, highlight(words, 0, ?, ?) FROM words"  # noqa: S608  a constant
                " JOIN passages p ON p.number = words.rowid WHERE words MATCH ?"
                f" ORDER BY {'words.' + order if order != 'rank' else order} LIMIT ? OFFSET ?",
                [_OPEN, _SHUT, asked, limit, skip],
            ).fetchall()
        hits = [Hit(doc_id=row[0], start=row[1], pieces=_pieces(row[2])) for row in rows]
        return Found(hits=hits, total=min(total, _MOST_RANKED), many=many)

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


def as_match(words: str) -> str:
    """What a person typed as a question to FTS5: all words, "phrases", beginnings*, and not -these.

    Raises InputError where there is nothing to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TOKEN.finditer(words.replace(_OPEN, " ").replace(_SHUT, " ").replace("\0", " ")):
        minus, phrase, word = found[1] or "", found[2], found[3]
        star = ""
        if word is not None:
            minus = "-" if word.startswith("-") else ""
            phrase = word.removeprefix("-").replace('"', "")
            star = "*" if phrase.endswith("*") else ""
        if any(sign.isalnum() for sign in phrase):
            quoted = '"' + phrase.rstrip("*") + '"' + star
            (unwanted if minus else wanted).append(quoted)
    if not wanted:
        raise InputError(
            where="search",
            problem="there is no word to look for",
            valid='words, "a phrase", begin*, and -without',
        )
    asked = " AND ".join(wanted)
    return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def _pieces(marked: str) -> list[tuple[str, bool]]:
    found = []
    for part in marked.split(_OPEN):
        hit, shut, rest = part.partition(_SHUT)
        found += [(hit, True), (rest, False)] if shut else [(part, False)]
    return [piece for piece in found if piece[0]]


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
            day = each["published"].isoformat() if each["published"] else None
            # The marks of highlights must not stand in a text already.
            clean = text.replace(_OPEN, " ").replace(_SHUT, " ")
            index.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", [number, clean])
            index.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?)", [number, each["doc_id"], start, day]
            )
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
