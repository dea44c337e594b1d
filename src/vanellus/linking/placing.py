"""Where an event was: one place from those that its reports give."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from vanellus.linking.votes import Choice, Told, narrowest

_FINENESS: Final = {"city": 0, "other": 1, "water": 2, "region": 3, "country": 4, "continent": 5}
_COARSE: Final = 6
NEAR_KM: Final = 30.0
"""Two towns this near may be told for one place."""
WITHIN_KM: Final = 300.0
"""A town this near to the middle of a region of its country may lie in it: the gazetteer's records
give no borders."""


class Where(NamedTuple):
    """A place of the gazetteer."""

    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    grain: str | None

    @property
    def text(self) -> str:
        """Name and country, for a person."""
        return ", ".join(part for part in (self.name, self.country) if part) or "unknown"


def fineness(place: Where) -> tuple[float, ...]:
    """Small for towns, large for continents; then by number, so that equal ones are told apart."""
    return (
        _FINENESS.get(place.grain or "", _COARSE),
        place.geonameid or 0,
        place.latitude or 0.0,
        place.longitude or 0.0,
    )


def agree(one: Where, other: Where) -> bool:
    """Whether both may be one place: the same, near each other, or one within the other."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    coarse, fine = sorted((one, other), key=lambda place: -fineness(place)[0])
    if coarse.grain == "continent" or coarse.country is None:
        return True
    if coarse.country != fine.country:
        # A border town may be told on either side.
        return fine.country is None or _km(one, other) <= NEAR_KM
    if coarse.grain == "country":
        return True
    wide = coarse.grain in ("region", "water", "other", None)
    return _km(one, other) <= (WITHIN_KM if wide else NEAR_KM)


def allows(one: Where, other: Where) -> bool:
    """Whether who tells the first may mean the second, which is as fine or finer."""
    return fineness(other)[0] <= fineness(one)[0] and agree(one, other)


def placed(told: Sequence[Told[Where]]) -> Choice[Where] | None:
    """The finest place that the others contain, of those that most independent sources allow."""
    return narrowest(told, allows=allows, fineness=fineness) if told else None


def _km(one: Where, other: Where) -> float:
    """Great-circle distance (haversine); 0 where a position is unknown."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 0.0
    a, b = math.radians(one.latitude or 0), math.radians(other.latitude or 0)
    east = math.radians((other.longitude or 0) - (one.longitude or 0))
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
