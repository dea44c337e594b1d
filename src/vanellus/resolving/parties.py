"""What a mention stands for, before it has a place in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vanellus.resolving.known import Sort
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vanellus.resolving.known import Known
    from vanellus.resolving.lexicon import Lexicon

GOVERNING: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""Sectors of a state's own bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An Entity without its place in the text."""

    name: str
    country: str | None = None
    sector: str | None = None
    kind: str | None = None
    id: str | None = None
    members: tuple[str, ...] = ()
    office: str | None = None
    """The office held, as a phrase or as the lexicon calls it, for `his counterpart`."""


def state_party(lexicon: Lexicon, code: str) -> Party:
    """The state of that code. A dependency is its sovereign's."""
    known = lexicon.countries[code]
    sector = "PRE" if known.sovereign and known.partial else "GOV"
    return Party(
        name=known.name, country=known.sovereign or code, sector=sector, kind="state", id=code
    )


def bloc_party(known: Known, members: tuple[str, ...]) -> Party:
    """A bloc of the lexicon with its members on the day."""
    return Party(
        name=known.name, sector=known.sector, kind=known.kind, id=known.id, members=members
    )


def canonical_name(lexicon: Lexicon, country: str, head: str) -> str:
    """The usual name of a country's body: its adjective and the head.

    `Mali's police`, `the police of Mali` and `the Malian police` are one.

    >>> from vanellus.resolving.lexicon import Lexicon
    >>> canonical_name(Lexicon.default(), "MLI", "police")
    'Malian police'
    """
    return f"{lexicon.adjectives.get(country) or lexicon.countries[country].name} {head}"


def body_party(lexicon: Lexicon, party: Party, country: str, head: str) -> Party:
    """The party as a country's body, by the name that the lexicon has for it, if any."""
    name = canonical_name(lexicon, country, head)
    for known, _ in lexicon.names.get(key_of(name), ()):
        if known.sort is Sort.BODY and known.country == party.country:
            return replace(
                party, name=known.name, id=known.id, kind=known.kind, sector=known.sector
            )
    return replace(party, name=name)


def listed_names(names: Iterable[str]) -> str:
    """The names in alphabetical order as a list in words.

    >>> listed_names(["Niger", "Mali", "Burkina Faso"])
    'Burkina Faso, Mali and Niger'
    """
    ordered = sorted(names)
    return " and ".join([*[", ".join(ordered[:-1])] * (len(ordered) > 1), ordered[-1]])
