"""Which first-order division (region, province, state) a place lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vanellus.resolving.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

_GRAINS = ("city", "region")


def divisions_of(places: Sequence[tuple[str | None, str | None, int | None]]) -> list[str | None]:
    """The name of the first-order division of each place; None where it can't be told.

    Args:
        places: name, country (ISO3) and GeoNames id of each; the id tells if it is known, else the
            name does, if it is that of a region or town of the country.
    """
    table = gazetteer()
    known = _rows_of_ids({number for *_, number in places if number})
    found: list[str | None] = []
    for name, country, number in places:
        row = known.get(number) if number else None
        division = 0 if row is None else table.entry(row).division
        if not division and name and country:
            division = next(
                (
                    entry.division
                    for entry in table.named(name)
                    if entry.country == country and entry.grain in _GRAINS and entry.division
                ),
                0,
            )
        entry = table.state(division) if division else None
        found.append(None if entry is None else entry.name)
    return found


def _rows_of_ids(numbers: set[int]) -> dict[int, int]:
    """The gazetteer's row of each GeoNames id that it has."""
    ids = gazetteer()._columns["geonameid"]  # noqa: SLF001  one room
    rows = np.flatnonzero(np.isin(ids, np.array(sorted(numbers), dtype=ids.dtype)))
    return {int(ids[row]): int(row) for row in rows}
