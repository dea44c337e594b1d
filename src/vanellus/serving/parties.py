"""Parties by what people call them: an id, a name, or another name that the lexicon knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vanellus.resolving.known import STATES, Sort
from vanellus.resolving.lexicon import Lexicon
from vanellus.resolving.words import key_of
from vanellus.serving.faults import NotThere
from vanellus.serving.site import kept

if TYPE_CHECKING:
    from starlette.requests import Request

    from vanellus.storing import Store

_COLUMNS: Final = "party, name, country, kind, sector, events, latest"
_OFFERED: Final = 150
"""Names that fields offer, those with the most events."""
_LONGEST: Final = 200
_SHORTEST, _SHORT = 4, 6
"""Letters of a name that may be misspelled at all, and those of which one alone may be wrong."""
_TELLS_NOTHING: Final = "('group', 'place')"
"""Kinds whose names are words such as "people": they are not offered."""


def party_in(store: Store, given: str) -> dict[str, Any]:
    """The row of `served_actors` of a party by its id, its name, or another name of the lexicon.

    Raises NotThere, which tells of parties with such a name.
    """
    text = given.strip()[:_LONGEST]
    found = _exactly(store, text) or _otherwise(store, text)
    if found is None:
        near = [row["name"] for row in parties_like(store, text, most=4)]
        raise NotThere(
            where="actor", problem=f"{text[:80]!r} takes part in no event of this store",
            valid=" or ".join(near) if near else "an id or name from the list of actors",
        )  # fmt: skip
    return found


def parties_like(store: Store, words: str, *, most: int) -> list[dict[str, Any]]:
    """Parties whose name or id has these words, else those whose name is spelled nearly so."""
    return parties_named(store, words, most=most) or _spelled_alike(store, words, most=most)


def parties_named(store: Store, words: str, *, most: int) -> list[dict[str, Any]]:
    """Parties whose name or id has these words, those with the most events first."""
    text = words.strip()[:_LONGEST]
    if not text:
        return []
    rows = store.query(
        f"SELECT {_COLUMNS} FROM served_actors"  # noqa: S608  constants
        " WHERE contains(strip_accents(lower(name)), strip_accents(lower($text)))"
        " OR lower(party) = lower($text)"
        " ORDER BY lower(name) = lower($text) OR lower(party) = lower($text) DESC, number"
        " LIMIT $most",
        {"text": text, "most": most},
    )
    other = _otherwise(store, text)
    if other is not None and other["party"] not in {row["party"] for row in rows}:
        rows = [other, *rows[: most - 1]]
    return rows


def _spelled_alike(store: Store, words: str, *, most: int) -> list[dict[str, Any]]:
    """Parties whose name is off by a letter or two (Damerau 1964), the nearest first."""
    text = words.strip()[:_LONGEST]
    if len(text) < _SHORTEST:
        return []
    return store.query(
        f"SELECT {_COLUMNS} FROM (SELECT *, damerau_levenshtein("  # noqa: S608  constants
        "strip_accents(lower(name)), strip_accents(lower($text))) AS off FROM served_actors"
        f" WHERE coalesce(kind, 'group') NOT IN {_TELLS_NOTHING}"
        " AND abs(length(name) - length($text)) <= $near)"
        " WHERE off <= $near ORDER BY off, number LIMIT $most",
        {"text": text, "near": 1 if len(text) <= _SHORT else 2, "most": most},
    )


def offered(request: Request, store: Store) -> list[dict[str, Any]]:
    """The parties that fields offer: party and name."""
    found: list[dict[str, Any]] = kept(
        request,
        "offered parties",
        lambda: store.query(
            "SELECT party, name FROM served_actors"  # noqa: S608  constants
            f" WHERE coalesce(kind, 'group') NOT IN {_TELLS_NOTHING}"
            " ORDER BY number LIMIT ?",
            [_OFFERED],
        ),
    )
    return found


def _exactly(store: Store, text: str) -> dict[str, Any] | None:
    # Links name parties by their ids, which are found without making every name plain.
    rows = store.query(
        f"SELECT {_COLUMNS} FROM served_actors WHERE party = $given LIMIT 1",  # noqa: S608  constants
        {"given": text},
    ) or store.query(
        f"SELECT {_COLUMNS} FROM served_actors"  # noqa: S608  constants
        " WHERE party = $given OR lower(party) = lower($given)"
        " OR strip_accents(lower(name)) = strip_accents(lower($given))"
        " ORDER BY party = $given DESC, lower(party) = lower($given) DESC, number LIMIT 1",
        {"given": text},
    )
    return rows[0] if rows else None


def _otherwise(store: Store, text: str) -> dict[str, Any] | None:
    """The party that the lexicon knows by this name."""
    ids = []
    for known, _ in Lexicon.default().names.get(key_of(text), ()):
        if known.sort in STATES and known.country:
            ids.append(known.country)
        elif known.sort in (Sort.ORGANISATION, Sort.GROUP, Sort.BODY, Sort.PERSON):
            ids.append(known.id)
    for party in dict.fromkeys(ids):
        found = _exactly(store, party)
        if found is not None:
            return found
    return None
