"""Columns as numbers, groups as numbers, and what belongs to a group as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

NONE = -1
"""The number of a null."""
_ROOM = 4
"""Numbers up to so many times the number of rows are grouped by a table of all of them."""
_GREATEST = np.iinfo(np.int64).max


class Coded(NamedTuple):
    """A column as numbers."""

    codes: Whole
    """Index in `values`, NONE for null."""
    values: pa.Array

    def of(self, codes: Whole) -> pa.Array:
        """The values of these numbers; null for NONE."""
        return self.values.take(pa.array(codes, mask=codes == NONE))


def coded(column: Any) -> Coded:
    """The column with a number for each of its values."""
    whole = joined(column)
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    return Coded(np.asarray(whole.indices.fill_null(NONE)).astype(np.int64), whole.dictionary)


def joined(column: Any) -> Any:
    """The column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def rows_of(column: Any, *, among: Any) -> Whole:
    """The row of each value in the column `among`; NONE where it isn't there."""
    found = pc.index_in(joined(column), value_set=joined(among))
    return np.asarray(found.fill_null(NONE)).astype(np.int64)


def true(column: Any) -> Flags:
    """A column of truth values as numpy has them; null is false."""
    return np.asarray(pc.fill_null(column, fill_value=False)).astype(bool)


class Groups(NamedTuple):
    """Rows that share their numbers."""

    group: Whole
    """The group of each row."""
    first: Whole
    """A row of each group: the first one."""

    @property
    def number(self) -> int:
        """How many groups there are."""
        return len(self.first)


def grouped(*keys: Whole) -> Groups:
    """The groups of rows that agree in all keys, in the order of the keys; NONE is a value too."""
    single, room = np.zeros(len(keys[0]), dtype=np.int64), 1
    for key in keys:
        low, high = int(key.min(initial=0)), int(key.max(initial=0))
        if room * (high - low + 1) >= 2**62:
            # So many combinations have no numbers; those that occur do.
            found, single = np.unique(single, return_inverse=True)
            room = max(len(found), 1)
        if room * (high - low + 1) >= 2**62:
            found, key = np.unique(key, return_inverse=True)  # noqa: PLW2901  the same in fewer numbers
            low, high = 0, max(len(found) - 1, 0)
        single = single * (high - low + 1) + (key - low)
        room *= high - low + 1
    if room <= _ROOM * len(single):
        return _in_room(single, room)
    _, first, group = np.unique(single, return_index=True, return_inverse=True)
    return Groups(group.astype(np.int64), first.astype(np.int64))


def _in_room(numbers: Whole, room: int) -> Groups:
    """The groups of equal numbers, all from 0 to `room`; without sorting."""
    first = np.full(room, NONE, dtype=np.int64)
    # Of several rows the last one written stays.
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    there = first != NONE
    rank = np.cumsum(there) - 1
    return Groups(rank[numbers], first[there])


def listed(group: Whole, count: int, values: Any) -> pa.ListArray:
    """The values of each of `count` groups as a list, in the order of the rows; rows whose group is
    NONE are left out.
    """
    kept = np.flatnonzero(group != NONE)
    order = kept[np.argsort(group[kept], kind="stable")]
    sizes = np.bincount(group[kept], minlength=count)
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), joined(values).take(pa.array(order)))


def counts_of(group: Whole, count: int) -> Whole:
    """How many rows each of `count` groups has; rows whose group is NONE are left out."""
    return np.bincount(group[group != NONE], minlength=count).astype(np.int64)


def least(group: Whole, count: int, values: Whole, *, nothing: int) -> Whole:
    """The least value of each group; `nothing` where it has none."""
    found = np.full(count, _GREATEST)
    np.minimum.at(found, group, values)
    return np.where(found == _GREATEST, nothing, found)


def greatest(group: Whole, count: int, values: Whole, *, nothing: int) -> Whole:
    """The greatest value of each group; `nothing` where it has none."""
    found = np.full(count, -_GREATEST)
    np.maximum.at(found, group, values)
    return np.where(found == -_GREATEST, nothing, found)


def need(table: pa.Table, columns: Iterable[str], *, name: str) -> None:
    """Raises InputError if the table lacks one of the columns."""
    for column in columns:
        if column not in table.column_names:
            raise InputError(
                where=f"table {name}",
                problem=f"has no column {column!r}",
                valid=f"a table with {', '.join(columns)}",
            )


def one_of(given: str, valid: Sequence[str], *, where: str) -> str:
    """What was given. Raises InputError if it isn't valid."""
    if given not in valid:
        raise InputError(where=where, problem=f"unknown {given!r}", valid=", ".join(valid))
    return given
