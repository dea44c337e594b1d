"""The six fields of policy and the ordered rules by which an event finds its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vanellus.ontology.tables import Entry, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vanellus.ontology.tables import Table
    from vanellus.ontology.terms import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A field of policy."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRule:
    """One rule; an empty set leaves its side open."""

    pillar: str
    types: frozenset[str]
    modes: frozenset[str]
    contexts: frozenset[str]
    why: str

    def fits(self, event_type: str, mode: str | None, contexts: Collection[str]) -> bool:
        """True if type and mode are among the rule's and at least one context is."""
        return (
            (not self.types or event_type in self.types)
            and (not self.modes or mode in self.modes)
            and (not self.contexts or not self.contexts.isdisjoint(contexts))
        )


def read_pillars(table: Table) -> tuple[Pillar, ...]:
    """The pillars, in the order of the file."""
    document = table.sections("pillars", "rules")
    return tuple(
        Pillar(name=name, definition=definition)
        for name, definition in table.definitions(document["pillars"])
    )


def read_rules(
    table: Table, *, types: Mapping[str, EventType], contexts: Collection[str]
) -> tuple[PillarRule, ...]:
    """The rules, in the order in which they are tried; every event is met by one of them."""
    document = table.sections("pillars", "rules")
    pillars = document["pillars"]
    rules = tuple(
        _read_rule(
            Entry(
                table=table,
                path=(f"rule {number}",),
                near=("[[rules]]",) * number,
                fields=fields,
            ),
            pillars=pillars,
            types=types,
            contexts=contexts,
        )
        for number, fields in enumerate(document["rules"], start=1)
    )
    for name in types:
        if not any(rule.fits(name, None, ()) for rule in rules):
            problem = f"no rule gives {name} a pillar when it has neither mode nor context"
            raise table.fault(f"{problem}; add one with types = ['{name}'] alone")
    return rules


def _read_rule(
    entry: Entry,
    *,
    pillars: Collection[str],
    types: Mapping[str, EventType],
    contexts: Collection[str],
) -> PillarRule:
    entry.only("pillar", "types", "modes", "contexts", "why")
    pillar = entry.text("pillar")
    if pillar not in pillars:
        raise entry.fault(unknown("pillar", pillar, pillars), pillar)
    named = entry.words("types", "event type", types)
    modes = [mode.name for name in named for mode in types[name].modes]
    if entry.fields.get("modes") and not named:
        raise entry.fault("names modes without the types they belong to", "modes")
    return PillarRule(
        pillar=pillar,
        types=frozenset(named),
        modes=frozenset(entry.words("modes", f"mode of {' or '.join(named)}", modes)),
        contexts=frozenset(entry.words("contexts", "context", contexts)),
        why=entry.text("why"),
    )
