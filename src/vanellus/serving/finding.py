"""What is found in the index of passages: hits in their order, by key, and counts beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import InputError

if TYPE_CHECKING:
    import sqlite3

OPEN, SHUT = "\x02", "\x03"
"""What stands around a word that was looked for."""
_TOKEN: Final = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_MOST_RANKED: Final = 2_000
"""Hits up to which the best are looked for; of more the newest are shown."""
_MOST_COUNTED: Final = 2_000
"""Hits up to which outlets, types and years are counted."""
_VALUES: Final = 30
_FROM: Final = "FROM words JOIN passages p ON p.number = words.rowid WHERE words MATCH ?"
_WORDS: Final = "FROM words WHERE words MATCH ?"
Place = tuple[float, int]
"""Rank and number of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that holds the words."""

    doc_id: str
    start: int
    pieces: list[tuple[str, bool]]
    """The passage in pieces, each with whether it is one of the words."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found."""

    hits: list[Hit]
    total: int
    """How many passages there are; where `many`, there are at least so many."""
    many: bool
    facets: dict[str, list[tuple[str, int]]]
    """How many passages there are of each outlet, type and year; empty of too many."""
    earlier: bool
    later: bool
    """Whether there are hits before and after these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Where to look: only passages of this outlet, these days, with an event of this type."""

    outlet: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """The conditions, each with an AND before it, and what they are filled with."""
        parts = {
            "p.publisher = ?": self.outlet,
            "instr(p.types, ?)": self.type and f" {self.type} ",
            "p.published >= ?": self.since and self.since.isoformat(),
            "p.published <= ?": self.until and self.until.isoformat(),
        }
        asked = {sql: value for sql, value in parts.items() if value is not None}
        return "".join(f" AND {sql}" for sql in asked), list(asked.values())


def find_in(
    index: sqlite3.Connection, asked: str, *, within: Within, newest: bool,
    after: Place | None, before: Place | None, limit: int,
) -> Found:  # fmt: skip
    """The hits of a question to FTS5 (see `as_match`)."""
    where, given = within.sql()
    counted = f"SELECT count(*) FROM (SELECT 1 {_FROM if where else _WORDS}{where} LIMIT ?)"  # noqa: S608  constants
    total: int = index.execute(counted, [asked, *given, _MOST_RANKED + 1]).fetchone()[0]
    many = total > _MOST_RANKED
    look = _newest if newest or many else _best
    found = look(index, asked, where, given, after=after, before=before, limit=limit + 1)
    more = len(found) > limit
    places = [(float(row[0]), int(row[1])) for row in found[:limit]]
    if before is not None:
        places.reverse()
    return Found(
        hits=_hits(index, asked, places),
        total=min(total, _MOST_RANKED),
        many=many,
        facets=_facets(index, asked, within) if total <= _MOST_COUNTED else {},
        earlier=more if before is not None else after is not None,
        later=True if before is not None else more,
    )


def _best(
    index: sqlite3.Connection, asked: str, where: str, given: list[Any], *,
    after: Place | None, before: Place | None, limit: int,
) -> list[Place]:  # fmt: skip
    """The ranks and numbers of the best hits, or of those next to a place."""
    place, at = "", []
    if before is not None:
        place, at = "WHERE (r, number) < (?, ?)", list(before)
    elif after is not None:
        place, at = "WHERE (r, number) > (?, ?)", list(after)
    way = "DESC" if before is not None else "ASC"
    return index.execute(
        f"SELECT r, number FROM (SELECT words.rank AS r, p.number AS number {_FROM}{where}) {place}"  # noqa: S608  constants
        f" ORDER BY r {way}, number {way} LIMIT ?",
        [asked, *given, *at, limit],
    ).fetchall()


def _newest(
    index: sqlite3.Connection, asked: str, where: str, given: list[Any], *,
    after: Place | None, before: Place | None, limit: int,
) -> list[Place]:  # fmt: skip
    """The same by their numbers, the highest first: as the index has them, without ranking all."""
    place, at = "", []
    if before is not None:
        place, at = " AND words.rowid > ?", [before[1]]
    elif after is not None:
        place, at = " AND words.rowid < ?", [after[1]]
    way = "ASC" if before is not None else "DESC"
    return index.execute(
        f"SELECT -words.rowid, words.rowid {_FROM if where else _WORDS}{where}{place}"
        f" ORDER BY words.rowid {way} LIMIT ?",
        [asked, *given, *at, limit],
    ).fetchall()


def _hits(index: sqlite3.Connection, asked: str, places: list[Place]) -> list[Hit]:
    wanted = ", ".join(str(number) for _, number in places)
    rows = {
        row[0]: row[1:]
        for row in index.execute(
            f"SELECT p.number, p.doc_id, p.start, highlight(words, 0, ?, ?) {_FROM}"
            f" AND words.rowid IN ({wanted})",
            [OPEN, SHUT, asked],
        )
    }
    return [
        Hit(doc_id=rows[number][0], start=rows[number][1], pieces=_pieces(rows[number][2]),
            place=(rank, number))
        for rank, number in places
    ]  # fmt: skip


def _facets(
    index: sqlite3.Connection, asked: str, within: Within
) -> dict[str, list[tuple[str, int]]]:
    """Of each facet its values with their counts, as if it were not asked for itself."""
    facets = {
        "outlet": ("p.publisher", replace(within, outlet=None).sql()),
        "type": ("p.types", replace(within, type=None).sql()),
        "year": ("substr(p.published, 1, 4)", replace(within, since=None, until=None).sql()),
    }
    counts: dict[str, Counter[str]] = {name: Counter() for name in facets}
    # What is counted of the same passages is read once, as is all where nothing is filtered.
    same: dict[tuple[str, tuple[Any, ...]], list[str]] = {}
    for name, (_, (where, given)) in facets.items():
        same.setdefault((where, tuple(given)), []).append(name)
    for (where, filled), names in same.items():
        columns = ", ".join(facets[name][0] for name in names)
        by = ", ".join(str(number + 1) for number in range(len(names)))
        rows = index.execute(
            f"SELECT {columns}, count(*) {_FROM}{where} GROUP BY {by}",
            [asked, *filled],
        )
        for *values, number in rows:
            for name, value in zip(names, values, strict=True):
                for each in (value or "").split() if name == "type" else [value]:
                    if each:
                        counts[name][each] += number
    found = {
        name: sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_VALUES]
        for name, counted in counts.items()
    }
    return found | {"year": sorted(found["year"], reverse=True)}


def as_match(words: str) -> str:
    """What a person typed as a question to FTS5: all words, "phrases", beginnings*, and not -these.

    Raises InputError where there is nothing to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TOKEN.finditer(words.replace(OPEN, " ").replace(SHUT, " ").replace("\0", " ")):
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
    for part in marked.split(OPEN):
        hit, shut, rest = part.partition(SHUT)
        found += [(hit, True), (rest, False)] if shut else [(part, False)]
    return [piece for piece in found if piece[0]]
