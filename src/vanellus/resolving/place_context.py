"""What the words in and around a place name say of it: its kind and what it lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.resolving.place_table import (
    AFTER_COMMA,
    ALTERNATE,
    CITY,
    COUNTRY,
    COUNTY,
    PEOPLE,
    REGION,
    STATE,
    UPPER,
)
from vanellus.resolving.place_words import (
    COMPASS,
    INSTITUTIONS,
    KIND_WORDS,
)

if TYPE_CHECKING:
    from vanellus.resolving.gazetteer import Entry, Gazetteer

CONTAINERS: Final = frozenset({COUNTRY, STATE, REGION, COUNTY})
_NAME: Final = r"[^\W\d_][\w’'ʻ.-]*"
_OF: Final = re.compile(
    r"\b(?:the\s+)?(" + "|".join(sorted(KIND_WORDS, key=len, reverse=True)) + r")\s+of\s+$",
    re.IGNORECASE,
)
_KIND_AFTER: Final = re.compile(
    r"\s+(" + "|".join(sorted(KIND_WORDS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_MANY: Final = re.compile(
    r"\b(counties|parishes|provinces|regions|districts|states)\b", re.IGNORECASE
)
_TO_CONTAINER: Final = re.compile(
    r"(?:['’]s)?\s*(?:(,)\s*|(\()\s*|,?\s+(?:in|of)\s+(?:the\s+)?|,\s+(?:a|the|an)\s+(?:\w+\s+){1,3}?"
    r"(?:in|of)\s+(?:the\s+)?)(?:(?:" + "|".join(COMPASS) + r")(?:\s+|-))*(?=[A-Z])"
)
_RUN: Final = re.compile(
    rf"{_NAME}(?:[ -](?:of|the|and|de|du|la|el|al|and the)(?=[ -][A-Z])|[ -](?=[A-Z]){_NAME})*"
)
_AFTER_COMMA: Final = re.compile(r"(?:[,(]\s*|\b[DRI]-)$")
_LIST_GOES_ON: Final = re.compile(rf"\s*(?:,\s*(?:and\s+)?{_NAME}|\s+and\s+[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A name as it stands in a text."""

    key_text: str
    """The words to look up."""
    wanted: frozenset[int] = frozenset()
    """Kinds that the words around ask for; empty where they do not."""
    entries: tuple[Entry, ...] = ()
    """What the gazetteer has for it."""
    within: tuple[Entry, ...] = ()
    """What the text says right after the name that it lies in."""
    firmly: bool = False
    """Whether `within` follows a comma and no list goes on, so that it can be nothing else."""


def read_context(
    gazetteer: Gazetteer, text: str, start: int, end: int, *, strict: bool = False
) -> Context:
    """The context of the name at `text[start:end]`; `strict` where it may be no name at all."""
    shown, wanted, entries = look_up(gazetteer, text[start:end])
    before, after = text[max(0, start - 40) : start], text[end : end + 160]
    wanted = wanted or _asked(before, after)
    within, firmly = container(gazetteer, after)
    if shown.lower() in INSTITUTIONS and not (wanted or firmly):
        # `They marched to Congress`: not to the hamlet in Arizona.
        entries = ()
    entries = _allowed(
        entries,
        shown,
        after_comma=_AFTER_COMMA.search(before) is not None,
        dotted=after.startswith("."),
        strict=strict,
    )
    return Context(key_text=shown, wanted=wanted, entries=entries, within=within, firmly=firmly)


def look_up(gazetteer: Gazetteer, shown: str) -> tuple[str, frozenset[int], tuple[Entry, ...]]:
    """The words of a name that the gazetteer knows, the kinds its other words ask for, the entries.

    "northern Mali" is looked up as "Mali", "the town of Djibo" as "Djibo", "Mopti province" as a
    region "Mopti"; "Hall County" is known as such.
    """
    words = re.sub(r"['’]s?$", "", shown.strip(' \t\n,;:"“”()'))
    wanted: frozenset[int] = frozenset()
    entries = gazetteer.named(words)
    if entries:
        return words, wanted, entries
    words = re.sub(r"^(?:[Tt]he|THE)\s+", "", words)
    words = re.sub(rf"^(?:(?:{'|'.join(COMPASS)})(?:\s+|-))+", "", words, flags=re.IGNORECASE)
    first = re.match(rf"({'|'.join(KIND_WORDS)})\s+of\s+", words, re.IGNORECASE)
    if first:
        wanted, words = KIND_WORDS[first.group(1).lower()], words[first.end() :]
    entries = gazetteer.named(words)
    while not entries and " " in words:
        head, _, last = words.rpartition(" ")
        kinds = KIND_WORDS.get(last.lower().rstrip("."))
        if kinds is None:
            break
        wanted, words = wanted or kinds, head
        entries = gazetteer.named(words)
    return words, wanted, entries


def _allowed(
    entries: tuple[Entry, ...], shown: str, *, after_comma: bool, dotted: bool, strict: bool
) -> tuple[Entry, ...]:
    """The entries that the way the name is written allows.

    A state's short form counts after a comma (`Paris, Tex.`) or with dots in it (`N.C.`); where
    nothing else could be meant, and it is not `strict`, anywhere.
    """
    flags = 0
    for entry in entries:
        flags |= entry.flags
    if flags & PEOPLE:
        return tuple(entry for entry in entries if entry.flags & PEOPLE)
    bare = shown.replace(".", "")
    upper = bare.isupper()
    if not upper:
        if flags & UPPER:
            entries = tuple(entry for entry in entries if not entry.flags & UPPER)
    elif len(bare) <= 4 and (flags & UPPER or (len(bare) <= 3 and "." not in shown)):
        entries = tuple(entry for entry in entries if entry.kind != CITY)
    if not flags & AFTER_COMMA:
        return entries
    if (after_comma and (upper or dotted)) or (upper and "." in shown):
        return tuple(entry for entry in entries if entry.kind != CITY)
    others = tuple(entry for entry in entries if not entry.flags & AFTER_COMMA)
    return others if others or strict else entries


def _asked(before: str, after: str) -> frozenset[int]:
    """The kinds that the words around a name ask for."""
    found = _OF.search(before)
    if found:
        return KIND_WORDS[found.group(1).lower()]
    found = _KIND_AFTER.match(after)
    if found:
        return KIND_WORDS[found.group(1).lower()]
    if re.search(r"\b[Cc]ounty\s+$", before):
        return frozenset({COUNTY, REGION})
    found = _MANY.search(after)
    if found and _is_list(after[: found.start()]):
        return KIND_WORDS[found.group(1).lower()]
    return frozenset()


def _is_list(between: str) -> bool:
    """Whether the words are capitalised ones, commas and conjunctions only, more than one name."""
    words = between.replace(",", " , ").split()
    joints = [word for word in words if word in (",", "and", "or", "&")]
    return (
        bool(joints)
        and words[0] in (",", "and", "or", "&")
        and all(word in (",", "and", "or", "&") or word[0].isupper() for word in words)
    )


def container(gazetteer: Gazetteer, after: str) -> tuple[tuple[Entry, ...], bool]:
    """What the words after a name say that it lies in, and whether they say it beyond doubt."""
    link = _TO_CONTAINER.match(after)
    if link is None:
        return (), False
    run = _RUN.match(after, link.end())
    if run is None:
        return (), False
    words = run.group()
    while words:
        shown = words.removesuffix("'s").removesuffix("’s")
        entries = _allowed(
            gazetteer.named(shown),
            shown.rstrip("."),
            after_comma=True,
            dotted=shown.endswith("."),
            strict=True,
        )
        found = tuple(
            entry
            for entry in entries
            if entry.kind in CONTAINERS and not (entry.kind == COUNTY and entry.flags & ALTERNATE)
        )
        if found:
            rest = after[link.end() + len(words) :]
            listed = link.group(1) is not None and _LIST_GOES_ON.match(rest) is not None
            return found, not listed
        words = re.sub(r"[\s-]*[^\s-]+$", "", words)
    return (), False
