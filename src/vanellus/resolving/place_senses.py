"""The senses of all names of one document: which mentions share a sense, and what it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.resolving.place_choice import Choice, candidates, decide, inside, standings
from vanellus.resolving.place_table import CITY, COUNTRY, MOUNTAIN, WATER, place_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vanellus.resolving.gazetteer import Entry
    from vanellus.resolving.place_context import Context

CONTAINED: Final = 5.0
"""What it is worth that a candidate lies in what the text says the name lies in."""
_NATURAL: Final = frozenset({WATER, MOUNTAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a mention means."""

    entry: Entry | None
    """The gazetteer's best; none if it has nothing that could be meant."""
    share: float = 0.0
    """How sure that is: the share of the chances that lie within 50 km of it."""
    country: str | None = None
    """The country that the text itself gives for it, known place or not."""


def senses(
    contexts: Sequence[Context],
    *,
    weights: Sequence[float] | None = None,
    countries: Collection[str] = (),
    fixed: Sequence[Entry] = (),
) -> list[Sense]:
    """The sense of each mention, decided together.

    `weights` say how much each mention tells about the others (1 for a sure place name);
    `countries` are those where the document is known to play; `fixed` are places already settled.
    """
    groups = _groups(contexts)
    choices = []
    for members in groups:
        group = [contexts[number] for number in members]
        found, score = _weighed(group, countries)
        said = sum(weights[number] if weights else 1.0 for number in members)
        weight = said if said < 1.0 else 1.0 + math.log(said)
        choices.append(Choice(candidates=found, score=score, weight=weight))
    settled = [Choice(candidates=[entry], score=[9.0]) for entry in fixed]
    decide(choices, settled)
    found_senses: dict[int, Sense] = {}
    for choice, members in zip(choices, groups, strict=True):
        best = choice.best()
        for number in members:
            context = contexts[number]
            entry, share = best or (None, 0.0)
            told = _told(context.within) if context.within else None
            astray = entry is not None and entry.kind == CITY and entry.country != told
            if context.firmly and told and astray:
                # The text puts it where the gazetteer has none of that name.
                entry, share = None, 0.0
            found_senses[number] = Sense(entry=entry, share=share, country=told)
    return [found_senses[number] for number in range(len(contexts))]


def _groups(contexts: Sequence[Context]) -> list[list[int]]:
    """The mentions that share a sense: one name in one container, or in none that is told."""
    groups: dict[tuple[object, ...], list[int]] = {}
    last: dict[tuple[str, bool], tuple[object, ...]] = {}
    loose: list[int] = []
    for number, context in enumerate(contexts):
        name = (place_key(context.key_text), bool(context.wanted) and CITY not in context.wanted)
        if context.within and any(
            inside(entry, whole) for whole in context.within for entry in context.entries[:40]
        ):
            key = (*name, frozenset(entry.row for entry in context.within))
            last[name] = key
            groups.setdefault(key, []).append(number)
        elif name in last:
            groups[last[name]].append(number)
        else:
            loose.append(number)
    for number in loose:
        context = contexts[number]
        name = (place_key(context.key_text), bool(context.wanted) and CITY not in context.wanted)
        groups.setdefault(last.get(name, name), []).append(number)
    return list(groups.values())


def _weighed(
    group: Sequence[Context], countries: Collection[str]
) -> tuple[list[Entry], list[float]]:
    """The candidates of a name and how each stands before the document is looked at."""
    entries = max((context.entries for context in group), key=len)
    wanted = next((context.wanted for context in group if context.wanted), frozenset())
    if wanted and wanted <= _NATURAL:
        entries = tuple(entry for entry in entries if entry.kind in wanted)
    found = candidates(entries)
    score = standings(found, wanted, countries)
    for context in group:
        fits = [any(inside(entry, whole) for whole in context.within) for entry in found]
        if any(fits):
            against = CONTAINED if context.firmly else 0.0
            return found, [
                one + (CONTAINED if fit else -against) for one, fit in zip(score, fits, strict=True)
            ]
    return found, score


def _told(within: Sequence[Entry]) -> str | None:
    """The country of what the text names as a container, if it can be only one."""
    countries = {entry.country for entry in within if entry.kind == COUNTRY} or {
        entry.country for entry in within
    }
    return next(iter(countries)) or None if len(countries) == 1 else None
