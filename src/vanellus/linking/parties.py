"""Who takes part in reports, as numbers that can be compared fast.

A participant is turned into keys: its own (the lexicon's id, else that of a named person, company
or band), the state whose organ it is, the members of a small bloc or of a list, or a country with
a sector (`MLI CVL`) for people who are no organ of a state. Those who fight a state are not that
state, so an armed group of Mali has no key `MLI`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.wording import rarity, stem

WIDTH: Final = 8
"""Keys of one side of a report that are kept."""
SMALL_BLOC: Final = 6
"""Blocs up to this size give their members as keys; of larger ones only the countries are noted."""
_ORGANS: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI", None})
_ENEMIES: Final = frozenset({"REB", "UAF", "CRM"})
_NAMED: Final = frozenset({"person", "company", "armed_group", "bloc", "igo", "ngo"})
_WORDS: Final = 4
"""64-bit words of a set of countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Actors or recipients of many reports, a row each."""

    keys: npt.NDArray[np.uint64]
    """WIDTH keys, in order of their size; 0 where unused."""
    special: npt.NDArray[np.bool_]
    """Which of them stand for one body or person, not for a state, list or kind of people."""
    states: npt.NDArray[np.uint64]
    """The states that act or are acted on, blocs and lists opened, as a set of bits."""
    countries: npt.NDArray[np.uint64]
    """The countries that anybody here is of."""
    known: npt.NDArray[np.bool_]
    """Whether anybody of this side is known by country or name."""


def key_of(*parts: object) -> int:
    """A 64-bit number over 0 that stands for the parts, the same on every machine."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profile:
    keys: tuple[int, ...]
    special: tuple[bool, ...]
    states: tuple[str, ...]
    countries: tuple[str, ...]


def _profile(row: dict[str, Any]) -> _Profile:
    country, sector, kind = row["country"], row["sector"], row["kind"]
    own, members = row["lexicon_id"], tuple(row["members"] or ())
    keys: dict[int, bool] = {}
    states: list[str] = []
    countries: list[str] = [country] if country else []
    if kind == "state" and country:
        own = None
    if own is None and kind in _NAMED and is_name(row["name"]):
        own = row["entity_id"]
    if own:
        keys[key_of(own)] = True
    if members and kind != "person":
        places = [member for member in members if len(member) == 3 and member.isupper()]
        others = [member for member in members if member not in places]
        keys |= {key_of(member): True for member in others}
        states += places
        countries += places
        if len(places) <= SMALL_BLOC:
            keys |= {key_of(member): False for member in places}
    if country:
        enemy = kind == "armed_group" or sector in _ENEMIES
        if not enemy and sector in _ORGANS and kind not in ("company", "ngo", "place"):
            keys[key_of(country)] = False
            states.append(country)
        elif not own:
            keys[key_of(country, sector)] = False
    return _Profile(
        keys=tuple(keys),
        special=tuple(keys.values()),
        states=tuple(states),
        countries=tuple(countries),
    )


def is_name(text: str) -> bool:
    """Whether a text looks like somebody's own name and not like a description.

    >>> is_name("Olivier Dubois"), is_name("Armed men"), is_name("Malian spokesman")
    (True, False, False)
    """
    words = text.split()
    if not words or not words[-1][:1].isupper():
        return False
    # A single word in capitals may be a common one that opens its sentence.
    return len(words) > 1 or rarity(stem(words[0])) >= RARE_NAME


RARE_NAME: Final = 6.0
"""How rare a single word must be to be taken for a name (see `wording.rarity`)."""
_COLUMNS: Final = ("entity_id", "name", "country", "sector", "kind", "lexicon_id", "members")


def sides_of(
    participants: pa.Table, rows: npt.NDArray[np.int64], *, count: int
) -> tuple[Sides, Sides]:
    """Actors and recipients of `count` reports; `rows` says to which report each participant
    belongs (negative: to none).
    """
    table = participants.select(["role", *_COLUMNS]).combine_chunks()
    role = np.asarray(pc.index_in(table["role"], pa.array(["actor", "recipient"])).fill_null(-1))
    text = [
        pc.fill_null(table[name].cast(pa.string()), "") for name in _COLUMNS if name != "members"
    ]
    text.append(pc.fill_null(pc.binary_join(table["members"], "+"), ""))
    joined = pc.binary_join_element_wise(*text, "\x1f")
    coded = joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined
    coded = coded.dictionary_encode()
    which = np.asarray(coded.indices).astype(np.int64)
    first = np.full(len(coded.dictionary), -1, np.int64)
    first[which[::-1]] = np.arange(len(which))[::-1]
    profiles = [_profile(row) for row in table.take(pa.array(first)).to_pylist()]
    states = _bits([profile.states for profile in profiles])
    countries = _bits([profile.countries for profile in profiles])
    sides = []
    for number in (0, 1):
        chosen = np.flatnonzero((role == number) & (rows >= 0))
        sides.append(_side(rows[chosen], which[chosen], profiles, states, countries, count=count))
    return sides[0], sides[1]


_NUMBERS: Final[dict[str, int]] = {}
"""The bit of each country, the same for all sides of a process; only like bits are counted."""


def _bits(sets: list[tuple[str, ...]]) -> npt.NDArray[np.uint64]:
    out = np.zeros((len(sets), _WORDS), np.uint64)
    for row, names in enumerate(sets):
        for name in names:
            number = _NUMBERS.setdefault(name, len(_NUMBERS) % (64 * _WORDS))
            word, bit = divmod(number, 64)
            out[row, word] |= np.uint64(1 << bit)
    return out


def _side(
    rows: npt.NDArray[np.int64],
    which: npt.NDArray[np.int64],
    profiles: list[_Profile],
    states: npt.NDArray[np.uint64],
    countries: npt.NDArray[np.uint64],
    *,
    count: int,
) -> Sides:
    held = np.zeros((count, _WORDS), np.uint64)
    seen = np.zeros((count, _WORDS), np.uint64)
    np.bitwise_or.at(held, rows, states[which])
    np.bitwise_or.at(seen, rows, countries[which])
    lengths = np.array([len(profile.keys) for profile in profiles], np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    flat = np.array([key for profile in profiles for key in profile.keys], np.uint64)
    marks = np.array([mark for profile in profiles for mark in profile.special], np.bool_)
    repeat = lengths[which]
    owner = np.repeat(rows, repeat)
    offset = np.arange(len(owner)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    at = np.repeat(starts[which], repeat) + offset
    keys, special = padded(owner, flat[at], marks[at], count=count, width=WIDTH)
    return Sides(
        keys=keys,
        special=special,
        states=held,
        countries=seen,
        known=np.logical_or(keys.any(axis=1), seen.any(axis=1)),
    )


def padded(
    owner: npt.NDArray[np.int64],
    keys: npt.NDArray[np.uint64],
    marks: npt.NDArray[np.bool_],
    *,
    count: int,
    width: int,
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    """The smallest `width` different keys of each owner, with their marks, as two squares."""
    order = np.lexsort((~marks, keys, owner))
    owner, keys, marks = owner[order], keys[order], marks[order]
    fresh = np.ones(len(owner), np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (keys[1:] != keys[:-1])
    owner, keys, marks = owner[fresh], keys[fresh], marks[fresh]
    place = np.arange(len(owner)) - np.searchsorted(owner, owner)
    kept = place < width
    out = np.zeros((count, width), np.uint64)
    out_marks = np.zeros((count, width), np.bool_)
    out[owner[kept], place[kept]] = keys[kept]
    out_marks[owner[kept], place[kept]] = marks[kept]
    return out, out_marks
