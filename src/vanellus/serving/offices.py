"""Who held which office, as reports tell it: offices are read off the words for a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from vanellus.resolving.known import Sort
from vanellus.resolving.lexicon import Lexicon
from vanellus.resolving.words import split_words
from vanellus.serving import naming
from vanellus.storing.analysis_tables import party_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vanellus.resolving.known import Office
    from vanellus.storing import Store

_PUBLIC: Final = frozenset("GOV MIL LEG JUD SPY COP UNO IGO EUR ELI".split())
"""Sectors whose offices are told of."""
LEVELS: Final = (
    "head_of_state", "head_of_government", "deputy", "head", "minister", "spokesperson", "envoy",
    "leader", "official", "commander",
)  # fmt: skip
"""Kinds of offices in the order in which they are shown."""
_ONE_NAME: Final = {"head_of_state": "head of state", "head_of_government": "head of government"}
"""Offices that go by many words."""
_KNOWN: Final = {
    "foreign_minister": "foreign minister", "defence_minister": "defence minister",
    "vice_president": "vice president", "head": "head",
} | _ONE_NAME  # fmt: skip
_LEVEL_OF: Final = {
    "foreign_minister": "minister",
    "defence_minister": "minister",
    "vice_president": "deputy",
}
_PARTICLE: Final = frozenset("al el de la le du da dos bin ben ag ould van von der und of".split())
_RANKS: Final = frozenset(
    "admiral brigadier captain chief colonel commodore corporal first general grand lieutenant"
    " major marshal master rear sergeant squadron vice warrant wing minister".split()
)
"""An office of these words alone is a rank, or too general."""
_FORMER: Final = frozenset({"former", "ex", "late", "ousted", "deposed"})
_LONGEST: Final = 6
SCHEMA: Final = pa.schema(
    [
        ("party", pa.string()), ("party_name", pa.string()), ("office", pa.string()),
        ("level", pa.int32()), ("person", pa.string()), ("told", pa.list_(pa.string())),
        ("first_seen", pa.date32()), ("last_seen", pa.date32()), ("reports", pa.int64()),
        ("event_ids", pa.list_(pa.string())),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office that the words for a person tell."""

    party: str
    """The state by its ISO3 code, or the organisation by its id."""
    office: str
    level: str
    told: str
    former: bool


@dataclass(slots=True, kw_only=True)
class _Row:
    told: dict[str, None] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    reports: int = 0
    events: dict[str, None] = field(default_factory=dict)


def offices(store: Store) -> pa.Table:
    """A row for each office and person: who was called so, first and last, and in which events.

    Columns: party (whose office), office, level (place in LEVELS), person, told (the words used),
    first_seen, last_seen (days of publication), reports, event_ids. A person of the lexicon who is
    named without one, or by a rank alone, counts for the office held on that day. Who is called
    former doesn't count.
    """
    rows: dict[tuple[str, str, str, str], _Row] = {}
    mentions = store.query(
        "SELECT p.text, p.name, p.country, d.published, count(DISTINCT p.report_id) AS reports,"
        " list(DISTINCT r.event_id) FILTER (r.event_id IS NOT NULL) AS events"
        " FROM participants p JOIN reports r USING (report_id)"
        " JOIN documents d ON d.doc_id = r.doc_id"
        " WHERE p.kind = 'person' AND d.published IS NOT NULL GROUP BY ALL ORDER BY d.published"
    )
    for row in mentions:
        if not is_name(row["name"]):
            continue
        found = list(_offices_of(row["text"], row["name"], row["country"], row["published"]))
        for held in found:
            kept = rows.setdefault((held.party, held.level, held.office, row["name"]), _Row())
            kept.told[held.told] = None
            kept.days.append(row["published"])
            kept.reports += row["reports"]
            kept.events.update(dict.fromkeys(sorted(row["events"] or [])))
    named = party_names(store, {party for party, _, _, _ in rows})
    told = [
        {
            "party": party, "party_name": named.get(party, naming.country(party)),
            "office": office, "level": LEVELS.index(level), "person": person,
            "told": [words for words in kept.told if words], "first_seen": min(kept.days),
            "last_seen": max(kept.days), "reports": kept.reports, "event_ids": list(kept.events),
        }
        for (party, level, office, person), kept in rows.items()
    ]  # fmt: skip
    told.sort(key=lambda row: (row["party"], row["level"], row["office"], row["first_seen"]))
    return pa.Table.from_pylist(told, schema=SCHEMA)


def is_name(text: str) -> bool:
    """Whether it is a person's name and no description.

    >>> is_name("Nasser Bourita"), is_name("French captain"), is_name("Mohammed bin Salman")
    (True, False, True)
    """
    words = re.findall(r"[^\W\d_]+", text)
    if not words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLE for word in words)


def told_offices(text: str, name: str, country: str | None) -> list[Held]:
    """The offices that the words for a person of this name and country tell.

    >>> words = "The chairman of ECOWAS, the Ghanaian president Nana Akufo-Addo"
    >>> [(held.party, held.office) for held in told_offices(words, "Nana Akufo-Addo", "GHA")]
    [('ECOWAS', 'chairman'), ('GHA', 'head of state')]
    """
    return list(_told(text, name, country))


@functools.lru_cache(maxsize=50_000)
def _told(text: str, name: str, country: str | None) -> tuple[Held, ...]:
    lexicon = Lexicon.default()
    own = {word.key for word in split_words(name)}
    found = []
    for segment in re.split(r",|;", text):
        words = [word for word in split_words(segment) if word.key and word.key not in own]
        office = _office_in([word.key for word in words])
        if office is None:
            continue
        owner = _organisation_in([word.key for word in words])
        if owner is None:
            owner = next(
                (code for _, code in lexicon.countries_in(segment) if code[0] != "@"), None
            )
        party = owner or country
        if party is not None:
            of_state = party in lexicon.countries
            ruling = office.level in _ONE_NAME
            found.append(
                Held(
                    party=party,
                    office=_ONE_NAME[office.level] if of_state and ruling else office.phrase,
                    level="head" if ruling and not of_state else office.level, told=office.phrase,
                    former=any(word.key in _FORMER for word in words),
                )
            )  # fmt: skip
    return tuple(found)


def _offices_of(text: str, name: str, country: str | None, day: date) -> Iterator[Held]:
    told = _told(text, name, country)
    yield from (held for held in told if not held.former)
    if told:
        return
    holder = Lexicon.default().holders.get(name)
    term = holder.term_on(day.toordinal()) if holder else None
    if term is not None and term.office in _KNOWN:
        yield Held(
            party=term.country, office=_KNOWN[term.office],
            level=_LEVEL_OF.get(term.office, term.office), told="", former=False,
        )  # fmt: skip


def _office_in(keys: list[str]) -> Office | None:
    """The longest public office among the words, of several the first."""
    known = Lexicon.default().offices
    for length in range(min(_LONGEST, len(keys)), 0, -1):
        for at in range(len(keys) - length + 1):
            office = known.get(" ".join(keys[at : at + length]))
            if (
                office is not None
                and office.kind == "person"
                and office.sector in _PUBLIC
                and office.level in LEVELS
                and not _RANKS.issuperset(office.phrase.split())
            ):
                return office
    return None


def _organisation_in(keys: Iterable[str]) -> str | None:
    """The organisation that the words name."""
    names, words = Lexicon.default().names, list(keys)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            for known, _ in names.get(" ".join(words[at : at + length]), ()):
                if known.sort is Sort.ORGANISATION:
                    return known.id
    return None
