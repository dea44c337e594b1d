"""Which place a name means: all names of a document are decided together.

Each name has candidates from the gazetteer. A candidate starts with what its size and kind speak
for, and gains by every other name of the document that has a candidate near it, in its state or in
its country, in proportion to how sure that candidate is by now. A few rounds of this settle most
documents: one unambiguous town draws its neighbours after it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from vanellus.resolving.place_table import (
    ALTERNATE,
    CITY,
    CONTINENT,
    COUNTRY,
    COUNTY,
    LAND,
    MOUNTAIN,
    REGION,
    STATE,
    WATER,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from vanellus.resolving.gazetteer import Entry

_STANDING: Final = {
    STATE: 6.2, REGION: 5.6, COUNTY: 2.5, COUNTRY: 8.5, CONTINENT: 8.0, LAND: 7.0, MOUNTAIN: 6.0,
    WATER: 6.2,
}  # fmt: skip
"""What a place's kind speaks for, on the scale of the decimal logarithm of a town's people."""
_BIG_STATES: Final = frozenset({"USA", "CAN", "AUS", "IND", "GBR"})
"""Countries whose states are spoken of abroad as countries are."""
ALTERNATE_COST: Final = 0.8
WANTED: Final = 3.5
"""What it is worth that the words around a name ask for the candidate's kind."""
GIVEN: Final = 2.5
"""What it is worth that the candidate lies in a country that the caller names."""
SLOPE: Final = 0.85
"""What a tenfold of people is worth to a town."""
FAME: Final = 0.45
"""What a tenfold of names in other languages is worth to it."""
CAPITAL: Final = 0.5
BIG: Final = 0.9
"""What states of the large federations are worth beyond other divisions."""
GREAT: Final = 5.95
"""The standing from which a city is so great that its state gives way to it ..."""
YIELD: Final = 1.8
"""... and by how much."""
_NEAR: Final = 3.0
_STATE_OF: Final = 0.9
_SAME_STATE: Final = 1.0
_COUNTRY_OF: Final = 0.55
_SAME_COUNTRY: Final = 0.1
_ROUNDS: Final = 4
_MOST: Final = 40
"""Candidates kept of a name: the largest; with more, the rest are hamlets."""
_TOGETHER: Final = 1500
"""Candidates that are weighed against each other at once."""
_NEAR_KM: Final = 100.0
_PULL: Final = 1.6
_SHARP: Final = 2.0
_EARTH_KM: Final = 6371.0


@dataclass(slots=True)
class Choice:
    """One name of a document (all its mentions), its candidates and how they stand."""

    candidates: list[Entry]
    score: list[float]
    """Of each candidate before the document is looked at."""
    weight: float = 1.0
    """How much it says about others, by its mentions."""
    chance: list[float] = field(default_factory=list)
    """Of each candidate, once decided; they sum to 1."""

    def best(self) -> tuple[Entry, float] | None:
        """The best candidate, and the share of those that lie within 50 km of it."""
        if not self.chance:
            return None
        top = max(range(len(self.chance)), key=self.chance.__getitem__)
        entry = self.candidates[top]
        share = sum(
            chance
            for other, chance in zip(self.candidates, self.chance, strict=True)
            if chance > 0.005 and distance_km(entry, other) < 50.0
        )
        return entry, share


def distance_km(a: Entry, b: Entry) -> float:
    """The great-circle distance."""
    if a.row == b.row:
        return 0.0
    x, y = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((y - x) / 2) ** 2
    half += math.cos(x) * math.cos(y) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def standing(entry: Entry, wanted: Collection[int] = (), countries: Collection[str] = ()) -> float:
    """How likely a candidate is by itself, on a logarithmic scale (base 10)."""
    if entry.kind == CITY:
        score = (
            SLOPE * math.log10(entry.population + 100)
            + CAPITAL * entry.capital
            + FAME * math.log10(1 + entry.fame)
        )
    else:
        score = _STANDING[entry.kind]
        if entry.kind == STATE and entry.country in _BIG_STATES:
            score += BIG
    if entry.flags & ALTERNATE:
        score -= ALTERNATE_COST if entry.kind == CITY else 0.0
    if wanted:
        score += WANTED if entry.kind in wanted else -WANTED
    if countries and entry.country in countries:
        score += GIVEN
    return score


def standings(
    entries: Sequence[Entry], wanted: Collection[int] = (), countries: Collection[str] = ()
) -> list[float]:
    """How likely each candidate of a name is by itself.

    A state gives way to a great city of its country that shares its name (New York, Washington).
    """
    scores = [standing(entry, wanted, countries) for entry in entries]
    great = {
        entry.country
        for entry, score in zip(entries, scores, strict=True)
        if entry.kind == CITY and score > GREAT
    }
    return [
        score - YIELD if entry.kind == STATE and entry.country in great else score
        for entry, score in zip(entries, scores, strict=True)
    ]


def inside(part: Entry, whole: Entry) -> bool:
    """Whether one place lies in the other, as far as the gazetteer can tell."""
    if part.row == whole.row:
        return False
    if whole.kind == COUNTRY:
        return part.country == whole.country and part.kind != COUNTRY
    if whole.kind == STATE and whole.division:
        return part.division == whole.division and part.kind not in (STATE, COUNTRY)
    if whole.kind in (REGION, COUNTY, STATE):
        same = part.country == whole.country and part.kind in (CITY, COUNTY)
        return same and distance_km(part, whole) < (250.0 if whole.kind == REGION else 120.0)
    return False


def candidates(entries: Sequence[Entry]) -> list[Entry]:
    """The entries worth weighing: the largest, and all that are more than towns."""
    return [*entries[:_MOST], *(entry for entry in entries[_MOST:] if entry.kind != CITY)]


def decide(choices: Sequence[Choice], fixed: Sequence[Choice] = ()) -> None:
    """Sets the chances of every choice's candidates; `fixed` are settled and help only.

    A text of very many names is decided in stretches, so that time and memory grow with its length
    and not with its square.
    """
    stretch: list[Choice] = []
    size = 0
    for choice in choices:
        if not choice.candidates:
            continue
        if size + len(choice.candidates) > _TOGETHER:
            _decide_together([*stretch, *fixed])
            stretch, size = [], 0
        stretch.append(choice)
        size += len(choice.candidates)
    if stretch:
        _decide_together([*stretch, *fixed])


def _decide_together(choices: Sequence[Choice]) -> None:
    scores = np.array([score for choice in choices for score in choice.score])
    owner = np.repeat(np.arange(len(choices)), [len(choice.candidates) for choice in choices])
    starts = np.searchsorted(owner, np.arange(len(choices)))
    chance = _chances(scores, owner, starts)
    if len(choices) > 1:
        weight = np.array([choice.weight for choice in choices])[owner]
        kinship = _kinship([entry for choice in choices for entry in choice.candidates], owner)
        for _ in range(_ROUNDS):
            support = kinship @ (chance * weight)
            chance = _chances(scores + _PULL * np.log2(1.0 + support), owner, starts)
    shares = chance.tolist()
    at = 0
    for choice in choices:
        choice.chance = shares[at : at + len(choice.candidates)]
        at += len(choice.candidates)


def _chances(scores: NDArray[Any], owner: NDArray[Any], starts: NDArray[Any]) -> NDArray[Any]:
    top = np.maximum.reduceat(scores, starts)[owner]
    raw = np.exp(_SHARP * (scores - top))
    shares: NDArray[Any] = raw / np.add.reduceat(raw, starts)[owner]
    return shares


def _kinship(entries: list[Entry], owner: NDArray[Any]) -> NDArray[Any]:
    """How much each candidate (column) speaks for each other (row); none for its own name's."""
    latitude = np.radians([entry.latitude for entry in entries])
    longitude = np.radians([entry.longitude for entry in entries])
    points = np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude),
         np.sin(latitude)],
        axis=1,
    )  # fmt: skip
    apart = _EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    kind = np.array([entry.kind for entry in entries])
    division = np.array([entry.division for entry in entries])
    names = {entry.country: number for number, entry in enumerate(entries)}
    country = np.array([names[entry.country] if entry.country else -1 for entry in entries])
    small = (kind == CITY) | (kind == COUNTY) | (kind == REGION)
    near = np.exp(-apart / _NEAR_KM) * (small[:, None] & small[None, :])
    same_state = (division[:, None] == division[None, :]) & (division[:, None] > 0)
    same_country = (country[:, None] == country[None, :]) & (country[:, None] >= 0)
    kin: NDArray[Any] = (
        _NEAR * near
        + same_state * np.where(kind == STATE, _STATE_OF, _SAME_STATE)[None, :]
        + same_country * np.where(kind == COUNTRY, _COUNTRY_OF, _SAME_COUNTRY)[None, :]
    )
    return np.asarray(kin * (owner[:, None] != owner[None, :]))
