"""Readable names of countries, sectors and parties that are a country's people."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

from vanellus.linking.participation import country_name
from vanellus.ontology import Codebook

_PEOPLE: Final = re.compile(r"([A-Z]{3}) ([A-Z]{3})")
_MEASURES: Final = {
    "attention": ("more dealings", "fewer dealings"),
    "cooperation": ("more cooperation", "less cooperation"),
    "conflict": ("more conflict", "less conflict"),
    "conduct": ("more cooperative", "more hostile"),
}


def country(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166-1 alpha-3 code; else the code."""
    return country_name(code) if code else code


def sector(code: str | None) -> str | None:
    """The name of a sector by its code; else the code."""
    return _sectors().get(code, code) if code else code


def people(party: str) -> str | None:
    """The name of a country's people of one sector; None for any other party.

    >>> people("MLI CVL"), people("MLI")
    ('Mali: civilians', None)
    """
    found = _PEOPLE.fullmatch(party)
    if found is None:
        return None
    return f"{country(found[1])}: {sector(found[2])}"


def turned(measure: str, *, up: bool) -> str:
    """What a shift of a measure means, in words."""
    ways = _MEASURES.get(measure, (f"more {measure}", f"less {measure}"))
    return ways[0 if up else 1]


def codes_like(words: str, codes: Iterable[str]) -> list[str]:
    """Those of the countries whose name or code is what was typed, in any case."""
    wanted = words.strip().casefold()
    return [code for code in codes if wanted in (code.casefold(), (country(code) or "").casefold())]


@functools.cache
def _sectors() -> dict[str, str]:
    return {each.code: each.name for each in Codebook.default().sectors}
