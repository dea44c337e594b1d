"""The lexicon of names and offices, and what is looked up in it."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.csv_tables import FOREVER
from vanellus.resolving.known import Name, Sort
from vanellus.resolving.lexicon_reading import read_all
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from vanellus.resolving.known import Country, Holder, Known, Office, Term

_CAPITALISED: Final = re.compile(r"\b[A-Z][^\W_]*")


class Lexicon:
    """All names and offices, read once from CSV files.

    Raises CodebookError, naming file and line, for a table that breaks its rules.
    """

    def __init__(self, folder: Path | Traversable) -> None:
        self.countries: dict[str, Country] = {}
        self.names: dict[str, list[Name]] = {}
        """By key; of several the first is the likeliest."""
        self.longest: dict[str, int] = {}
        """By first word: the most words of a name or office that begins with it."""
        self.offices: dict[str, Office] = {}
        self.holders: dict[str, Holder] = {}
        self.holders_of: dict[tuple[str, str], list[tuple[Term, Holder]]] = {}
        """By country (or organisation) and office."""
        self.surnames: dict[str, list[Holder]] = {}
        self.memberships: dict[str, list[tuple[str, int, int]]] = {}
        """By organisation: member, from, until."""
        self.regions: dict[str, frozenset[str]] = {}
        self.adjectives: dict[str, str] = {}
        """By country: its first demonym."""
        self.powers: dict[str, str] = {}
        """By country: the power of which it was a colony."""
        self.juntas: dict[str, list[tuple[int, int]]] = {}
        """By country: from when until when (ordinals) soldiers who had seized power ruled it."""
        self.organisations: dict[str, Known] = {}
        """Organisations and armed groups by id (an id may also be the code of a country)."""
        read_all(self, folder)

    @classmethod
    def default(cls) -> Lexicon:
        """The lexicon of this package, read once."""
        return _default()

    def add(self, known: Known, names: Iterable[str]) -> None:
        """Indexes the names of something known."""
        index = self.names
        for name in names:
            key = key_of(name)
            if key in index:
                index[key].append(Name(known, name))
            else:
                index[key] = [Name(known, name)]

    def is_under_junta(self, country: str, day: int | None) -> bool:
        """Whether soldiers ruled a country on a day (an ordinal; None: the latest known)."""
        at = FOREVER - 1 if day is None else day
        return any(since <= at < until for since, until in self.juntas.get(country, ()))

    @functools.cached_property
    def country_names(self) -> dict[str, list[tuple[str, str]]]:
        """By first word: names of countries, their people and regions with codes, longest first.

        The code of a region is its name after an `@`.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        for names in self.names.values():
            codes = {name.known.country for name in names if name.known.sort is not Sort.REGION}
            for known, written in names:
                code = known.country if len(codes) == 1 else None
                if known.sort is Sort.REGION and not codes:
                    code = "@" + known.id
                elif known.sort not in (Sort.STATE, Sort.PEOPLE):
                    continue
                first = re.match(r"[^\W_]+", written)
                if code is not None and first is not None and written[0].isupper():
                    found.setdefault(first[0], []).append((written, code))
        for each in found.values():
            each.sort(key=lambda pair: -len(pair[0]))
        return found

    def countries_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text names countries, their people or regions, with the codes, in order."""
        for match in _CAPITALISED.finditer(text):
            for name, code in self.country_names.get(match[0], ()):
                end = match.start() + len(name)
                if text.startswith(name, match.start()) and not text[end : end + 1].isalnum():
                    yield match.start(), code
                    break

    @functools.cached_property
    def office_words(self) -> frozenset[str]:
        """All words of the offices: no unknown name with one of them is a person's."""
        words = {word for phrase in self.offices for word in phrase.split()}
        return frozenset(words - grammar.SURNAMES_TOO - grammar.PARTICLES)

    @functools.cached_property
    def organisation_words(self) -> dict[str, frozenset[str]]:
        """By id: all words of the names of organisations and armed groups."""
        found: dict[str, set[str]] = {}
        for key, names in self.names.items():
            for known, _ in names:
                if known.sort in (Sort.ORGANISATION, Sort.GROUP):
                    found.setdefault(known.id, set()).update(key.split())
        return {key: frozenset(words) for key, words in found.items()}

    def members(self, organisation: str, day: int | None) -> tuple[str, ...]:
        """ISO3 codes of an organisation's members on a day (an ordinal), in alphabetical order.

        None asks for those who are members still. Where the organisation did not exist yet on that
        day or exists no more, its last members are given.
        """
        rows = self.memberships.get(organisation, [])
        at = FOREVER - 1 if day is None else day
        found = {member for member, since, until in rows if since <= at < until}
        if not found and rows:
            last = max(until for _, _, until in rows)
            found = {member for member, _, until in rows if until == last}
        return tuple(sorted(found))

    def holder(self, country: str, office: str, day: int | None) -> Holder | None:
        """Who held an office on a day, or None where that is unknown or day is None."""
        if day is None:
            return None
        found = [
            (term.since, holder)
            for term, holder in self.holders_of.get((country, office), ())
            if term.since <= day < term.until
        ]
        return max(found, key=lambda each: each[0])[1] if found else None


@functools.cache
def _default() -> Lexicon:
    return Lexicon(files("vanellus.resolving") / "data")
