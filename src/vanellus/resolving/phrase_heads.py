"""Where in a phrase its head and its proper name stand, and what the names around them say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.known import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.resolving.known import Office
    from vanellus.resolving.matching import Item

_TURNED: Final = frozenset("pro anti non ex trans post pre sub counter".split())
"""Prefixes after which a country's name is not that of the head (`pro-Russian`)."""
_PEOPLES: Final = (Sort.PEOPLE, Sort.PAST_PEOPLE, Sort.REGION)


def part_at_head(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """The part of a phrase in which its head stands, and the rest."""
    for at in range(1, len(items)):
        if _cuts(items, at) or (
            items[at].key in ("and", "or")
            and ends_with_head(items[:at])
            and not (at + 1 < len(items) and items[at - 1].is_state)
        ):
            return items[:at], items[at:]
    return items, []


def _cuts(items: Sequence[Item], at: int) -> bool:
    """Whether the head's part ends before a preposition, relative word or participle."""
    item = items[at]
    if not item.is_word or item.capital or item.prefix:
        return False
    if item.key in grammar.CUTS:
        before = items[at - 1]
        return not (
            before.capital
            and not before.names
            and before.key in grammar.ORGANISATION_NOUNS
            and _continues_name(items, at)
        )
    participle = item.key.endswith(("ing", "ed")) and item.glue is None
    return participle and at + 1 < len(items) and ends_with_head(items[:at])


def ends_with_head(items: Sequence[Item]) -> bool:
    """Whether the last item can be a head."""
    last = items[-1]
    return last.office is not None and not last.possessive and last.glue is None


def is_list(items: Sequence[Item]) -> bool:
    """Whether the items are names joined by `and`."""
    joints = ("and", "or", "the", "both", "as", "well")
    names = [item for item in items if item.key not in joints]
    return (
        len(names) > 1
        and any(item.key in ("and", "or") for item in items)
        and all(item.names and not is_person(item) and not item.glue for item in names)
    )


def is_person(item: Item) -> bool:
    """Whether the item names a person of the lexicon."""
    return any(name.sort is Sort.PERSON for name in item.names)


def body_name(items: Sequence[Item]) -> int | None:
    """Where the name of a body that the lexicon doesn't know begins, if one ends the items.

    `the Karen Refugee Committee`, `the Alpine Union of Workers`.
    """
    noun = len(items) - 1
    while noun > 0 and not _is_body_noun(items, noun):
        noun -= 1
    if not _is_body_noun(items, noun):
        return None
    at = noun
    while at:
        item = items[at - 1]
        if item.names or not (item.capital or item.key in ("of", "for")):
            break
        at -= 1
    while at < noun and not items[at].capital:
        at += 1
    own = [item for item in (*items[at:noun], *items[noun + 1 :]) if item.capital]
    return at if own and not (items[noun].office and all(item.office for item in own)) else None


def _is_body_noun(items: Sequence[Item], at: int) -> bool:
    """Whether a capitalised `Council`, `Front` ends the items, but for `of` and more capitals."""
    item = items[at]
    if not item.capital or item.names or item.key not in grammar.ORGANISATION_NOUNS:
        return False
    rest = items[at + 1 :]
    return not rest or _continues_name(items, at + 1)


def _continues_name(items: Sequence[Item], at: int) -> bool:
    """Whether from a preposition on there are only capitals: `of Workers`, `for the Sahel`."""
    rest = [item for item in items[at + 1 :] if item.key not in ("of", "and", "the")]
    return (
        items[at].key in ("of", "for")
        and bool(rest)
        and all(item.capital and not item.names for item in rest)
    )


def proper_tail(items: Sequence[Item]) -> int:
    """Where an unknown proper name (or a known person's) at the end begins, else the end."""
    end = at = len(items)
    while at and _is_name_part(items, at - 1):
        at -= 1
    while at < end and not (items[at].capital or items[at].names):
        at += 1
    tail = items[at:]
    if not tail or all(item.names and not is_person(item) for item in tail):
        return end
    last = tail[-1]
    if last.is_state and last.key not in grammar.LAST_NAMES and not is_person(last):
        return end
    # A country's name before unknown words is a cue, unless it is a first name: `Iran Air`.
    while at < end - 1 and _is_cue(items[at]):
        at += 1
    return at


def _is_cue(item: Item) -> bool:
    return (
        item.is_state
        and (item.possessive or item.key not in grammar.FIRST_NAMES)
        and item.names[0].sort is not Sort.PART
    )


def _is_name_part(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    last = at == len(items) - 1
    if item.possessive and not last:
        return False
    if item.key in grammar.OFFICE_NOUNS and (at == 0 or items[at - 1].possessive):
        return False  # `the Ombudsman's Office`, `the Office of the Ombudsman`
    if item.office is not None and not item.names:
        before = items[at - 1] if at else item
        surname = item.capital and item.key in grammar.SURNAMES_TOO
        return last and surname and before.is_word and before.capital
    if item.names and item.names[0].sort in _PEOPLES:
        return False
    if item.names or item.capital:
        return not (
            item.key in grammar.CIVIL_TITLES
            or item.key in grammar.FORMER
            or item.key in grammar.COMPASS
        )
    return item.key in grammar.PARTICLES and not last


def prefers_name(items: Sequence[Item]) -> bool:
    """Whether a last item that is both a name and an office is the name (`State Department`).

    Another country before it makes it an office: `Oman's Foreign Office`.
    """
    countries = {item.names[0].country for item in items[:-1] if item.is_state}
    return not countries or any(name.country in countries for name in items[-1].names)


def head_office(items: Sequence[Item]) -> Item:
    """The head among offices that stand side by side at the end: what is no rank says most."""
    at = len(items) - 1
    while at and items[at].key.rpartition(" ")[2] in grammar.RANKS:
        before = items[at - 1]
        if before.office is None or before.office.kind != "person" or before.possessive:
            break
        at -= 1
    return items[at]


def owner_office(items: Sequence[Item], head: Item) -> Office | None:
    """The nearest office before the head, of which the head is a part."""
    for item in reversed(items[: items.index(head)]):
        office = item.office
        if office is None or item.glue in grammar.NO_TIE or item.glue in grammar.GROUP_TIE:
            continue
        if (
            office.kind != "person"
            or item.possessive
            or office.sector in grammar.ARMED
            or office.level not in ("member", "public")
        ):
            return office
    return None


def how_before(items: Sequence[Item], at: int) -> str | None:
    """What a name before the head says; None where it says nothing of the head's country."""
    item = items[at]
    following = items[at + 1].key if at + 1 < len(items) else ""
    if item.glue in grammar.GROUP_TIE:
        return "link" if item.names and not item.is_state else None
    if item.glue in grammar.NO_TIE or item.prefix in _TURNED:
        return None
    if at and items[at - 1].key == "ethnic":
        return None
    if item.is_state and following in grammar.WATERS and not item.possessive:
        return None
    return "based" if item.glue == "based" else "before"


def how_after(key: str, how: str) -> str:
    """What a name after the word `key` says of the head; `how` is what the words before said."""
    if key in ("of", "from", "for"):
        return key
    if key in grammar.PLACES:
        return "in"
    if key in grammar.ADDRESSED:
        return "to"
    return how if key in ("that", "such", "as") else "other"
