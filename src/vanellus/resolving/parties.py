"""What a mention stands for, before it has a place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def canonical_name(lexicon: Lexicon, country: str, head: str) -> str:
    """The usual name of a country's body: its adjective and the head.

    `Mali's army`, `the army of Mali` and `the Malian army` are one.

    >>> from vanellus.resolving.lexicon import Lexicon
    >>> canonical_name(Lexicon.default(), "MLI", "army")
    'Malian army'
    """
    return f"{lexicon.adjectives.get(country) or lexicon.countries[country].name} {head}"


def listed_names(names: Iterable[str]) -> str:
    """The names in alphabetical order as a list in words.

    >>> listed_names(["Niger", "Mali", "Burkina Faso"])
    'Burkina Faso, Mali and Niger'
    """
    ordered = sorted(names)
    return " and ".join([*[", ".join(ordered[:-1])] * (len(ordered) > 1), ordered[-1]])
