"""The gazetteer's table while it is gathered: kinds of places, folded names, columns."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CITY, STATE, REGION, COUNTY, COUNTRY, CONTINENT, LAND, MOUNTAIN, WATER = range(9)
"""Kinds of rows. STATE is a country's first division, REGION a smaller or historic one, COUNTY one
of the United States, LAND a stretch of land that no state administers."""
ALTERNATE, UPPER, AFTER_COMMA, PEOPLE = 1, 2, 4, 8
"""What a name may be: not the row's own; good in capitals only; good after a town only; that of the
place's people (`Malian`), not of the place."""
PLAIN_LETTERS: Final = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae",
                               "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})  # fmt: skip
_STRUCK: Final = re.compile(r"['’ʼʻ‘`´.ʿʾ]")
_GAPS: Final = re.compile(r"[\W_]+")
_SHORTENED: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@functools.lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """The name as places are compared: lower case, without accents, dots, hyphens, short forms.

    >>> place_key("St. Paul’s"), place_key("Fada N'gourma"), place_key("Côte-d'Or")
    ('saint pauls', 'fada ngourma', 'cote dor')
    """
    lower = name.lower()
    if not lower.isascii():
        parts = unicodedata.normalize("NFKD", lower.translate(PLAIN_LETTERS))
        lower = "".join(char for char in parts if not unicodedata.combining(char))
    words = _GAPS.sub(" ", _STRUCK.sub("", lower)).split()
    return " ".join([_SHORTENED.get(words[0], words[0]), *words[1:]]) if words else ""


def key_number(key: str) -> int:
    """A number of 64 bits for a folded name, the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


@dataclass(slots=True)
class Table:
    """Columns of the gazetteer while it is built; positions in hundred-thousandths of a degree."""

    latitude: array[int] = field(default_factory=lambda: array("i"))
    longitude: array[int] = field(default_factory=lambda: array("i"))
    population: array[int] = field(default_factory=lambda: array("q"))
    geonameid: array[int] = field(default_factory=lambda: array("i"))
    fame: array[int] = field(default_factory=lambda: array("B"))
    """How many names in other languages it has (at most 255): the world writes of what it names."""
    country: array[int] = field(default_factory=lambda: array("H"))
    division: array[int] = field(default_factory=lambda: array("H"))
    kind: array[int] = field(default_factory=lambda: array("B"))
    names: list[str] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=lambda: {"": 0})
    divisions: dict[str, int] = field(default_factory=lambda: {"": 0})
    numbers: array[int] = field(default_factory=lambda: array("Q"))
    """Of each name that was given: its key's number, ..."""
    owners: array[int] = field(default_factory=lambda: array("i"))
    """... the row that has it ..."""
    flags: array[int] = field(default_factory=lambda: array("B"))
    """... and the flags. A row may have a name twice."""
    capitals: array[int] = field(default_factory=lambda: array("i"))
    """The rows of the seats of governments."""
    towns: dict[str, list[int]] = field(default_factory=dict)
    """The rows that have the names asked for (`watch`); to keep all would take much memory."""

    def add(
        self,
        name: str,
        kind: int,
        position: tuple[float, float],
        *,
        country: str = "",
        division: int = 0,
        population: int = 0,
        geonameid: int = 0,
        fame: int = 0,
    ) -> int:
        """The number of a new row."""
        self.latitude.append(round(position[0] * 1e5))
        self.longitude.append(round(position[1] * 1e5))
        self.population.append(population)
        self.geonameid.append(geonameid)
        self.fame.append(min(fame, 255))
        self.country.append(self.countries.setdefault(country, len(self.countries)))
        self.division.append(division)
        self.kind.append(kind)
        self.names.append(name)
        self.call(name, len(self.names) - 1)
        return len(self.names) - 1

    def call(self, name: str, row: int, flags: int = 0) -> None:
        """Gives the row a name."""
        key = place_key(name)
        if key:
            self.numbers.append(key_number(key))
            self.owners.append(row)
            self.flags.append(flags)
            if key in self.towns:
                self.towns[key].append(row)

    def watch(self, names: Iterable[str]) -> None:
        """Asks to keep the rows that will have these names, for `town`."""
        self.towns.update((place_key(name), []) for name in names)

    def town(self, name: str) -> list[int]:
        """The rows that have a name that was watched for."""
        return self.towns[place_key(name)]

    def point(self, row: int) -> tuple[float, float]:
        """The row's position in degrees."""
        return self.latitude[row] / 1e5, self.longitude[row] / 1e5
