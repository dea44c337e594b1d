"""Where a reader of the map is: outlines of countries, and their names.

Outlines come from the package `countryinfo` (MIT; some 170 countries, as coarse as a map of the
world on a page); a few countries are missing in it and are seen by their neighbours' borders alone.
Names stand at the centres that the gazetteer has.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterator, Sequence
from importlib import resources
from typing import Any, Final

from vanellus.resolving.csv_tables import CsvTable
from vanellus.serving.naming import country

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
_MOST_NAMES: Final = 34
_PARTS: Final = 900.0
"""A line may be off by one of so many parts of the map's width."""


def names_within(frame: Frame, *, told: Collection[str]) -> list[dict[str, Any]]:
    """Countries' names with the places where they stand: all of the frame if they are few, else
    those `told` (ISO3 codes of countries that have events).
    """
    west, south, east, north = frame
    inset_x, inset_y = (east - west) * 0.02, (north - south) * 0.02
    found = [
        {"code": code, "country": country(code), "longitude": x, "latitude": y}
        for code, (x, y) in centres().items()
        if west + inset_x < x < east - inset_x and south + inset_y < y < north - inset_y
    ]
    if len(found) > _MOST_NAMES:
        found = [row for row in found if row["code"] in told][:_MOST_NAMES]
    return found


def lines_within(frame: Frame) -> list[dict[str, Any]]:
    """Points of the outlines that cross the frame, in their order; `line` tells lines apart."""
    west, south, east, north = frame
    least = (east - west) / _PARTS
    rows: list[dict[str, Any]] = []
    for number, ring in enumerate(rings()):
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        if max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north:
            continue
        if max(max(xs) - min(xs), max(ys) - min(ys)) < 2 * least:
            continue
        rows.extend(
            {"line": number, "at": at, "longitude": round(x, 2), "latitude": round(y, 2)}
            for at, (x, y) in enumerate(thinned(ring, least))
        )
    return rows


@functools.cache
def centres() -> dict[str, Point]:
    """The middle of each country by its ISO3 code: longitude, latitude."""
    table = CsvTable(resources.files("vanellus.resolving") / "data", "place_countries.csv")
    return {
        code: (float(longitude), float(latitude))
        for code, latitude, longitude in table.rows("iso3", "latitude", "longitude")
    }


@functools.cache
def rings() -> list[list[Point]]:
    """The closed lines of all countries."""
    from countryinfo import all_countries  # noqa: PLC0415  big tables

    found: list[list[Point]] = []
    for known in all_countries():
        for feature in (known.geo_json() or {}).get("features", ()):
            found.extend(_rings_of(feature.get("geometry") or {}))
    return found


def _rings_of(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    kind, given = geometry.get("type"), geometry.get("coordinates") or []
    polygons = [given] if kind == "Polygon" else given if kind == "MultiPolygon" else []
    for polygon in polygons:
        for ring in polygon:
            if len(ring) <= 5:
                continue  # A box that stands for a country whose border is not known.
            yield [(float(x), float(y)) for x, y, *_ in ring]


def thinned(ring: Sequence[Point], least: float) -> list[Point]:
    """The line without points that lie nearer than `least` to it (Douglas & Peucker 1973)."""
    if len(ring) < 3:
        return list(ring)
    kept = {0, len(ring) - 1}
    open_parts = [(0, len(ring) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, where = 0.0, first
        for at in range(first + 1, last):
            away = _distance(ring[at], ring[first], ring[last])
            if away > far:
                far, where = away, at
        if far > least:
            kept.add(where)
            open_parts += [(first, where), (where, last)]
    return [ring[at] for at in sorted(kept)]


def _distance(point: Point, one: Point, other: Point) -> float:
    length = math.dist(one, other)
    if length == 0.0:
        return math.dist(point, one)
    cross = (other[0] - one[0]) * (one[1] - point[1]) - (one[0] - point[0]) * (other[1] - one[1])
    return abs(cross) / length
