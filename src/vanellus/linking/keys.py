"""Keys of reports: only reports with a key in common are ever compared.

A key is made of one report alone, so that it is the same whatever else a store holds. Each says
something that reports of one event mostly share: two parties, a family of types and a fortnight; a
party, a type and a fortnight; a place and a fortnight; a rare word of the sentence, or one of the
title and a family of types, and a month; a party, the rarest word and a year. Fortnights lie
on two calendars, half a fortnight apart, so that days up to a week from each other share one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vanellus.linking.columns import UNKNOWN_DAY, Columns
from vanellus.linking.kinds import Kinds

FORTNIGHT: Final = 14
PAIRS: Final = 4
"""Pairs of parties of a report that make keys."""
RARE: Final = 6
"""Rarest words of the sentence that make keys."""
OF_STORY: Final = 8
"""Rarest words of the document's title and beginning that do."""
LONG: Final = 16
"""Days; events of a longer interval have months and years, but no fortnights."""
PAIR, PARTY, PLACE, WORD, YEAR, STORY, NAME = range(1, 8)
"""Kinds of keys, in the order of the module's first lines; a key's lowest bits tell its kind."""
_KINDS: Final = np.uint64(7)
NAME_LIKE: Final = 8.0
"""Rarity (see `wording`) from which on a word of a document's beginning says much by itself."""
_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))

Keys = npt.NDArray[np.uint64]


def keys_of(columns: Columns) -> pa.Table:  # noqa: C901  one kind of key after the other
    """Table (report_id, key, sort): the keys of each report, and the day by which reports are
    ordered under a key.
    """
    if not len(columns):
        return _table(columns, np.array([], np.int64), np.array([], np.uint64))
    rows = np.arange(len(columns))
    begin = np.where(columns.first == UNKNOWN_DAY, columns.published, columns.first)
    end = np.where(columns.last == UNKNOWN_DAY, columns.published, columns.last)
    short = (end - begin < LONG) & (begin != UNKNOWN_DAY)
    early = (begin + end) // 2
    grids = [early // FORTNIGHT * 2, (early + FORTNIGHT // 2) // FORTNIGHT * 2 + 1]
    families = _families(columns)
    made: list[tuple[npt.NDArray[np.int64], Keys]] = []

    def add(kind: int, where: npt.NDArray[np.bool_], *parts: npt.NDArray[np.generic]) -> None:
        made.append((rows[where], of_kind(kind, mixed(kind, *(part[where] for part in parts)))))

    everyone = _smallest(np.concatenate([columns.actors.keys, columns.recipients.keys], axis=1), 5)
    pairs = _pairs(everyone)
    for grid in grids:
        for family in families.T:
            within = short & (family >= 0)
            for pair in pairs.T:
                add(PAIR, within & (pair != 0), pair, family, grid)
            add(PLACE, within & (columns.place_text != 0), columns.place_text, family, grid)
        for party in everyone[:, :2].T:
            add(PARTY, short & (party != 0), party, columns.type, grid)
    rare = columns.words.stems[:, :RARE]
    for month in _months(begin, end):
        for word in rare.T:
            add(WORD, (word != 0) & (month >= 0), word, month)
        for word, rarity in zip(
            columns.leads.stems[:, :OF_STORY].T, columns.leads.rarity[:, :OF_STORY].T, strict=True
        ):
            for family in families.T:
                there = (word != 0) & (month >= 0) & (family >= 0)
                add(STORY, there & (rarity < NAME_LIKE), word, family, month)
                add(NAME, there & (rarity >= NAME_LIKE), word, family, month)
    for party in everyone[:, :2].T:
        for year in _years(begin, end):
            add(YEAR, (party != 0) & (year >= 0) & (rare[:, 0] != 0), party, rare[:, 0], year)
    return _table(
        columns, np.concatenate([row for row, _ in made]), np.concatenate([key for _, key in made])
    )


def _table(columns: Columns, rows: npt.NDArray[np.int64], keys: Keys) -> pa.Table:
    order = np.lexsort((keys, rows))
    rows, keys = rows[order], keys[order]
    fresh = np.ones(len(rows), np.bool_)
    fresh[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
    rows, keys = rows[fresh], keys[fresh]
    day = np.where(columns.first == UNKNOWN_DAY, columns.published, columns.first)
    return pa.table(
        {
            "report_id": pa.array(columns.ids[rows], pa.string()),
            "key": pa.array(keys, pa.uint64()),
            "sort": pa.array(day[rows].astype(np.int32), pa.int32()),
        }
    )


def mixed(kind: int, *parts: npt.NDArray[np.generic]) -> Keys:
    """One number for each row of the parts."""
    with np.errstate(over="ignore"):
        out = np.full(len(parts[0]), kind, np.uint64) * _MIX[0]
        for part in parts:
            out = (
                (out ^ part.astype(np.int64, copy=False).view(np.uint64)) * _MIX[1]
                if (part.dtype.kind == "i")
                else (out ^ part.astype(np.uint64)) * _MIX[1]
            )
            out ^= out >> np.uint64(31)
    return out


def of_kind(kind: int, keys: Keys) -> Keys:
    """The keys with their kind in the lowest bits (see `kind_of`)."""
    return (keys & ~_KINDS) | np.uint64(kind)


def kind_of(keys: Keys) -> npt.NDArray[np.int64]:
    """What each key is made of: PAIR, PARTY ..."""
    return (keys & _KINDS).astype(np.int64)


def _families(columns: Columns) -> npt.NDArray[np.int64]:
    table = Kinds.default().families
    width = max(len(families) for families in table)
    square = np.full((len(table), width), -1, np.int64)
    for row, families in enumerate(table):
        square[row, : len(families)] = families
    return square[columns.type]


def _smallest(keys: Keys, width: int) -> Keys:
    """The smallest different keys of each row, so that like rows keep the same ones; 0 is none."""
    top = np.uint64(2**64 - 1)
    held = np.sort(np.where(keys == 0, top, keys), axis=1)
    held[:, 1:][held[:, 1:] == held[:, :-1]] = top
    held = np.sort(held, axis=1)[:, :width]
    return np.where(held == top, np.uint64(0), held)


def _pairs(parties: Keys) -> Keys:
    both = [
        np.where(
            (parties[:, one] != 0) & (parties[:, other] != 0),
            mixed(9, parties[:, one], parties[:, other]),
            np.uint64(0),
        )
        for one in range(parties.shape[1])
        for other in range(one + 1, parties.shape[1])
    ]
    return _smallest(np.stack(both, axis=1), PAIRS)


def _months(
    begin: npt.NDArray[np.int32], end: npt.NDArray[np.int32]
) -> list[npt.NDArray[np.int64]]:
    """The first and, where it differs, the last month; -1 for none."""
    one = _since(begin, "M")
    two = _since(end, "M")
    return [one, np.where((two != one) & (two - one <= 3), two, -1)]


def _years(begin: npt.NDArray[np.int32], end: npt.NDArray[np.int32]) -> list[npt.NDArray[np.int64]]:
    one = _since(begin, "Y")
    two = _since(end, "Y")
    return [one, np.where(two != one, two, -1)]


def _since(days: npt.NDArray[np.int32], unit: str) -> npt.NDArray[np.int64]:
    known = days != UNKNOWN_DAY
    base = np.where(known, days, 0).astype("datetime64[D]")
    # Counted from the year 0, so that no month of any event is negative.
    number = base.astype(f"datetime64[{unit}]").astype(np.int64) + (
        1970 * (12 if unit == "M" else 1)
    )
    return np.where(known, number, -1)
