"""Places: distance of the coordinates told to those wanted."""

from __future__ import annotations

import math
from statistics import mean, median
from typing import TYPE_CHECKING, Any, Final

from vanellus.evaluating.matching import best_pairs, counted, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.evaluating.gold import Gold
    from vanellus.records import Place

NEAR_KM: Final = 161.0
"""A hundred miles: the usual limit of toponym resolution (Leidner 2007)."""
_EARTH_KM: Final = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two (latitude, longitude) pairs, by the haversine formula.

    >>> round(kilometres((48.86, 2.35), (51.51, -0.13)))
    344
    """
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = (
        math.sin((la2 - la1) / 2) ** 2
        + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def score_places(
    rows: Sequence[Gold], given: Sequence[Sequence[Place]], free: Sequence[Sequence[Place]]
) -> dict[str, Any]:
    """Figures for all rows and for each corpus (the part of `id` before the first hyphen).

    `accuracy` and `accuracy_answered` are shares within 161 km with the names given, of all and of
    those answered; `end_to_end` is the F1 of names found and placed within 161 km.

    Args:
        rows: gold rows.
        given: a Place for each gold toponym of each row, in order.
        free: the places found in each row's text without help.
    """
    groups: dict[str, list[int]] = {"all": list(range(len(rows)))}
    for i, row in enumerate(rows):
        if "id" in row:
            groups.setdefault(str(row["id"]).split("-")[0], []).append(i)
    return {
        name: _figures([rows[i] for i in at], [given[i] for i in at], [free[i] for i in at])
        for name, at in groups.items()
    }


def _figures(
    rows: Sequence[Gold], given: Sequence[Sequence[Place]], free: Sequence[Sequence[Place]]
) -> dict[str, Any]:
    far: list[float | None] = []
    for row, places in zip(rows, given, strict=True):
        for name, place in zip(row["toponyms"], places, strict=True):
            if name.get("lat") is not None:
                far.append(_distance(name, place))
    answered = [d for d in far if d is not None]
    near = sum(d <= NEAR_KM for d in answered)
    recognised = placed = wanted = found = 0
    for row, places in zip(rows, free, strict=True):
        gold = [name for name in row["toponyms"] if name.get("lat") is not None]
        wanted += len(gold)
        found += len(places)
        weights = {
            (i, j): 1 + shared / 1e6
            for i, name in enumerate(gold)
            for j, place in enumerate(places)
            if (shared := overlap((name["start"], name["end"]), (place.start, place.end)))
        }
        for i, j in best_pairs(weights):
            recognised += 1
            distance = _distance(gold[i], places[j])
            placed += distance is not None and distance <= NEAR_KM
    return {
        "documents": len(rows),
        "toponyms": len(far),
        "coverage": len(answered) / max(1, len(far)),
        "accuracy": near / max(1, len(far)),
        "accuracy_answered": near / max(1, len(answered)),
        "mean_km": mean(answered) if answered else None,
        "median_km": median(answered) if answered else None,
        "recognition": counted(recognised, found, wanted),
        "end_to_end": counted(placed, found, wanted),
    }


def _distance(name: Gold, place: Place) -> float | None:
    if place.latitude is None or place.longitude is None:
        return None
    return kilometres((name["lat"], name["lon"]), (place.latitude, place.longitude))
