"""The words of the ontology: event types and their modes, contexts, sectors and statuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vanellus.ontology.tables import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vanellus.ontology.tables import Entry, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an event of one type was done, or what it asks, refuses or threatens."""

    name: str
    event_type: str
    definition: str
    score: float | None
    """-10 (conflict) to 10 (cooperation); None where the manual gives none."""
    context: str | None
    """A context that this mode always brings along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the 16 kinds of event."""

    name: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    """-10 (conflict) to 10 (cooperation)."""
    recipient_required: bool
    definition: str
    apart: str
    """What tells it from its near neighbours."""
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an event is about."""

    name: str
    definition: str
    own: bool
    """True for what this project added to PLOVER."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """Who an actor is inside its country, or a code for actors beyond one country."""

    code: str
    name: str
    definition: str
    international: bool
    """True for the seven codes that stand in the place of a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTerm:
    """Whether an event happened, is planned, supposed, denied or long past."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """What plover.toml holds."""

    quads: Mapping[int, str]
    types: tuple[EventType, ...]
    statuses: tuple[StatusTerm, ...]
    future_of: Mapping[str, str]


def read_contexts(table: Table) -> tuple[Context, ...]:
    """The contexts of PLOVER, then our own."""
    document = table.sections("contexts", "own")
    for name in document["own"]:
        if name in document["contexts"]:
            raise table.fault(f"'{name}' stands in both sections", "own", name)
    return tuple(
        Context(name=name, definition=definition, own=section == "own")
        for section in ("contexts", "own")
        for name, definition in table.definitions(document[section])
    )


def read_sectors(table: Table) -> tuple[Sector, ...]:
    """The sectors, then the international codes."""
    document = table.sections("sectors", "international")
    sectors: dict[str, Sector] = {}
    for section in ("sectors", "international"):
        for entry in table.entries(document[section], section):
            entry.only("name", "definition")
            if entry.name in sectors:
                raise entry.fault("stands in both sections")
            if not (len(entry.name) == 3 and entry.name.isalpha() and entry.name.isupper()):
                raise entry.fault("a code has three capital letters")
            sectors[entry.name] = Sector(
                code=entry.name,
                name=entry.text("name"),
                definition=entry.text("definition"),
                international=section == "international",
            )
    return tuple(sectors.values())


def read_plover(table: Table, *, contexts: Collection[str]) -> Plover:
    """Types, modes, statuses and the rule for the future."""
    document = table.sections("quads", "future_of", "types", "statuses")
    quads = _read_quads(table, document["quads"])
    types = tuple(
        _read_type(entry, quads=quads, contexts=contexts)
        for entry in table.entries(document["types"], "types")
    )
    names = [each.name for each in types]
    for pair in document["future_of"].items():
        for name in pair:
            if name not in names:
                raise table.fault(unknown("event type", name, names), "future_of", name)
    return Plover(
        quads=quads,
        types=types,
        statuses=tuple(
            StatusTerm(name=name, definition=definition)
            for name, definition in table.definitions(document["statuses"])
        ),
        future_of=dict(document["future_of"]),
    )


def _read_quads(table: Table, section: Mapping[str, Any]) -> dict[int, str]:
    quads = dict(table.definitions(section))
    if list(quads) != ["1", "2", "3", "4"]:
        raise table.fault(f"the quads are {', '.join(quads)}; they should be 1, 2, 3, 4", "quads")
    return {int(number): name for number, name in quads.items()}


def _read_type(entry: Entry, *, quads: Collection[int], contexts: Collection[str]) -> EventType:
    entry.only("quad", "score", "recipient_required", "definition", "apart", "modes")
    quad = entry.fields.get("quad")
    if not isinstance(quad, int) or isinstance(quad, bool) or quad not in quads:
        raise entry.fault(f"'quad' is {quad!r}; it should be 1, 2, 3 or 4", "quad")
    score = entry.score(required=True)
    assert score is not None  # required
    modes = entry.fields.get("modes", {})
    return EventType(
        name=entry.name,
        quad=quad,
        score=score,
        recipient_required=entry.flag("recipient_required"),
        definition=entry.text("definition"),
        apart=entry.text("apart"),
        modes=tuple(
            _read_mode(each, event_type=entry.name, contexts=contexts)
            for each in entry.table.entries(modes, *entry.path, "modes")
        ),
    )


def _read_mode(entry: Entry, *, event_type: str, contexts: Collection[str]) -> Mode:
    entry.only("score", "definition", "context")
    context = entry.fields.get("context")
    if context is not None and context not in contexts:
        raise entry.fault(unknown("context", context, contexts), "context")
    return Mode(
        name=entry.name,
        event_type=event_type,
        definition=entry.text("definition"),
        score=entry.score(required=False),
        context=context,
    )
