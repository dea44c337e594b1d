"""Places: found in running text, or given as spans, and set to the gazetteer's entries.

A place whose sense is not sure enough keeps its fields null: a wrong point on a map is worse than
none.
"""

from __future__ import annotations

import functools
import math
import re
from typing import TYPE_CHECKING, Final

from vanellus.records import Place
from vanellus.resolving.gazetteer import gazetteer
from vanellus.resolving.place_choice import distance_km
from vanellus.resolving.place_context import read_context
from vanellus.resolving.place_names import ACCEPTED, Found, find_names
from vanellus.resolving.place_senses import Sense, senses
from vanellus.resolving.place_table import CITY, COUNTRY, COUNTY, place_key
from vanellus.resolving.street_names import is_street

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.resolving.gazetteer import Entry

SURE: Final = 0.55
"""The share of the chances that a sense needs; below it the place stays unresolved."""
FAMOUS: Final = 300_000
"""From so many people on a town may be named in a report that doesn't name its country."""
_WEAK: Final = -1.0
"""The score from which a name is weighed at all."""
_DOUBTFUL: Final = 2.0
"""The score that a name needs which can't be resolved."""
_NEARBY_KM: Final = 100.0
_LOCATIVE: Final = re.compile(
    r"\b(?:(in|near|at|off|outside|around|inside)|from|to|of|towards?|into|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)

_BEHIND_STREET: Final = re.compile(r",?\s+(?:(?:in|of)\s+)?(?:(?:central|downtown)\s+)?")


def find_places(
    text: str,
    *,
    country: str | Sequence[str] | None = None,
    demonyms: bool = False,
    sure: float = SURE,
) -> list[Place]:
    """The places that a text names, in order; null fields where it can't be told which is meant.

    `country` (ISO 3166-1 alpha-3, one or several) says where the text is known to play. Names of
    peoples (`Malian`) are left out, or with `demonyms` taken for their countries. A sense needs the
    share `sure` (0 to 1) of the chances.
    """
    countries = _codes(country)
    found = [one for one in _found(text, demonyms=demonyms) if one.score >= _WEAK]
    meant = senses(
        [one.context for one in found],
        weights=[1.0 if one.score >= ACCEPTED else 0.15 for one in found],
        countries=countries,
    )
    places = []
    for one, sense, score in zip(found, meant, _supported(found, meant), strict=True):
        place = _place(text, one.start, one.end, sense, countries, sure)
        if score >= (ACCEPTED if place.latitude is not None else _DOUBTFUL):
            places.append(place)
    return places


def resolve_names(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    country: str | Sequence[str] | None = None,
    sure: float = SURE,
) -> list[Place]:
    """The place of each span, decided for the whole text at once.

    The spans are known to name places; other places that the text names help to decide.
    """
    countries = _codes(country)
    contexts = [read_context(gazetteer(), text, start, end) for start, end in spans]
    others = _others(text, spans)
    meant = senses(
        [*contexts, *(one.context for one in others)],
        weights=[1.0] * len(contexts) + [0.5] * len(others),
        countries=countries,
    )
    return [
        _place(text, start, end, sense, countries, sure)
        for (start, end), sense in zip(spans, meant, strict=False)
    ]


def resolve_place(
    text: str,
    start: int,
    end: int,
    *,
    document: str | None = None,
    country: str | Sequence[str] | None = None,
    near: Sequence[Place] = (),
    sure: float = SURE,
) -> Place:
    """The place that the mention `text[start:end]` means or lies in ("the embassy in Niamey").

    A street lies in the town named right behind it; without one it stays unresolved.
    `document` is the whole report whose other places help to decide (default: the text), `near` are
    places already resolved, `country` as in `find_places`.
    """
    countries = _codes(country)
    inner: tuple[int, int] | None = _inner(text, start, end)
    if is_street(text[start:end]):
        inner = _town_of_street(text, end)
    if inner is None:
        return Place(text=text[start:end], start=start, end=end, country=_given(countries))
    context = read_context(gazetteer(), text, *inner)
    others = _others(text if document is None else document, [inner] if document is None else [])
    others = [one for one in others if one.context.key_text != context.key_text]
    sense = senses(
        [context, *(one.context for one in others)],
        countries=countries,
        fixed=[entry for place in near if (entry := _entry(place)) is not None],
    )[0]
    return _place(text, start, end, sense, countries, sure)


@functools.lru_cache(maxsize=4)
def _found(text: str, *, demonyms: bool) -> tuple[Found, ...]:
    return tuple(find_names(gazetteer(), text, demonyms=demonyms))


def _codes(country: str | Sequence[str] | None) -> frozenset[str]:
    return frozenset([country] if isinstance(country, str) else country or ())


def _others(text: str, spans: Sequence[tuple[int, int]]) -> list[Found]:
    """The sure place names of a text outside the spans."""
    taken = {at for start, end in spans for at in range(start, end)}
    return [
        one
        for one in _found(text, demonyms=False)
        if one.score >= ACCEPTED and one.start not in taken and one.end - 1 not in taken
    ]


def _supported(found: Sequence[Found], meant: Sequence[Sense]) -> list[float]:
    """The scores, raised where another mention or a neighbour on the map makes a name a place's."""
    sure = {place_key(one.context.key_text) for one in found if one.score >= ACCEPTED + 0.5}
    anchors: dict[int, Entry] = {}
    keys: dict[int, set[str]] = {}
    for one, sense in zip(found, meant, strict=True):
        if one.score >= ACCEPTED and sense.entry is not None and sense.share >= SURE:
            anchors[sense.entry.row] = sense.entry
            keys.setdefault(sense.entry.row, set()).add(place_key(one.context.key_text))
    kin: dict[tuple[int, str], float] = {}
    scores = []
    for one, sense in zip(found, meant, strict=True):
        score, key, entry = one.score, place_key(one.context.key_text), sense.entry
        if score < _DOUBTFUL and one.alone:
            if key in sure:
                score += 1.0
            if entry is not None and entry.kind in (CITY, COUNTY):
                if (entry.row, key) not in kin:
                    others = [other for row, other in anchors.items() if keys[row] != {key}]
                    kin[entry.row, key] = _kin(entry, others)
                score += kin[entry.row, key]
        scores.append(score)
    return scores


def _kin(entry: Entry, anchors: Sequence[Entry]) -> float:
    """What sure places of a document add to a doubtful one."""
    if any(
        anchor.kind in (CITY, COUNTY) and distance_km(entry, anchor) < _NEARBY_KM
        for anchor in anchors
    ):
        return 1.5
    if any(entry.division and entry.division == anchor.division for anchor in anchors):
        return 0.8
    return 0.0


def _place(
    text: str, start: int, end: int, sense: Sense, countries: frozenset[str], sure: float
) -> Place:
    entry = sense.entry
    if entry is None or sense.share < sure:
        told = sense.country or _given(countries)
        return Place(text=text[start:end], start=start, end=end, country=told)
    return Place(
        text=text[start:end],
        start=start,
        end=end,
        name=entry.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country or None,
        geonameid=entry.geonameid or None,
        grain=entry.grain,
    )


def _given(countries: frozenset[str]) -> str | None:
    """The country that the caller names, if it is one."""
    return next(iter(countries)) if len(countries) == 1 else None


def _town_of_street(text: str, end: int) -> tuple[int, int] | None:
    """The name of the town right behind that of a street that ends at `end`, if there is one."""
    link = _BEHIND_STREET.match(text, end)
    if link is None:
        return None
    return next(
        (
            (one.start, one.end)
            for one in _found(text, demonyms=False)
            if one.start == link.end() and one.score >= ACCEPTED
        ),
        None,
    )


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the name inside a mention that is more than a name."""
    if read_context(gazetteer(), text, start, end).entries:
        return start, end
    parts = [
        one
        for one in _found(text, demonyms=False)
        if start <= one.start and one.end <= end and one.score > _WEAK
    ]
    if not parts:
        return start, end
    best = min(parts, key=lambda one: _rank(text[start : one.start], one))
    return best.start, best.end


def _rank(before: str, one: Found) -> tuple[int, bool, int]:
    """Where a name inside a mention stands: after a word of place first, then the smallest."""
    link = _LOCATIVE.search(before)
    how = 2 if link is None else 0 if link.group(1) else 1
    return how, any(entry.kind == COUNTRY for entry in one.context.entries), one.start


def is_small(place: Place) -> bool:
    """Whether a populated place is too small to be meant where its country isn't named."""
    entry = _entry(place) if place.grain == "city" else None
    return entry is not None and entry.population < FAMOUS


def _entry(place: Place) -> Entry | None:
    """The gazetteer's entry of a place that was resolved before."""
    if place.name is None or place.latitude is None or place.longitude is None:
        return None
    here = (place.latitude, place.longitude)
    return min(
        gazetteer().named(place.name),
        key=lambda entry: math.dist((entry.latitude, entry.longitude), here),
        default=None,
    )
