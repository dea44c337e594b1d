"""The frozen records that pass between rooms, and nothing else does.

All offsets are characters in `Document.text`, half open. Unknown is `None`, never an empty string;
where a value has a reason for being what it is, the reason is a field of its own (`DateBasis`).
Countries are ISO 3166-1 alpha-3 codes, languages ISO 639-1.
`to_json` gives the JSON form, whose keys are the names of the fields.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class DropReason(StrEnum):
    """Why a document, or a part of one, was left out."""

    EMPTY = "empty"
    BINARY = "binary"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    LANGUAGE = "language"
    BOILERPLATE = "boilerplate"
    BROKEN = "broken"
    DUPLICATE = "duplicate"


class Status(StrEnum):
    """PLOVER's auxiliary modes, and `occurred` for an event that happened or is happening."""

    OCCURRED = "occurred"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"
    HISTORICAL = "historical"


class DateBasis(StrEnum):
    """What an interval of dates rests on."""

    STATED = "stated"
    """The text gives it in full."""
    RELATIVE = "relative"
    """It was reckoned from the publication date or from another date of the text."""
    PUBLISHED = "published"
    """The text gives none; the publication date stands in."""
    UNKNOWN = "unknown"
    """Neither the text nor the publication date fixes it (a year may be open)."""


class MentionKind(StrEnum):
    """What the event model marks in a sentence besides triggers."""

    ACTOR = "ACTOR"
    PLACE = "PLACE"
    DATE = "DATE"


class Role(StrEnum):
    """What a mention is to an event; a mention may have several."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    DATE = "date"
    SPEAKER = "speaker"


class SentenceKind(StrEnum):
    """What a sentence is in its report."""

    REPORT = "report"
    ANNOUNCEMENT = "announcement"
    RECOMMENDATION = "recommendation"
    ASSESSMENT = "assessment"
    BACKGROUND = "background"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or table of a document."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading 1 to 6, of a list item its depth from 0."""
    rows: tuple[tuple[Span, ...], ...] = ()
    """Of a table: its rows of cells, spans of the text; the first is its head if `header`."""
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it was read. `text` is clean; all offsets of all records point into it."""

    id: str
    origin: str
    """The path or address as given."""
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A document (`part` null) or a part of one that was left out, and why."""

    origin: str
    reason: DropReason
    detail: str
    doc_id: str | None = None
    part: str | None = None
    """The dropped text, where only a part of the document was dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor, place or date marked in a sentence, not yet resolved."""

    start: int
    end: int
    text: str
    kind: MentionKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A mention's role in an event; `mention` is its index in the reading's mentions."""

    mention: int
    role: Role
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that carry an event, with what the event model says of it."""

    start: int
    end: int
    text: str
    type: str
    mode: str | None
    status: Status
    score: float
    arcs: tuple[Arc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReading:
    """One sentence as the event model read it."""

    sentence: Span
    kind: SentenceKind
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    contexts: tuple[str, ...]
    block: int
    """Index of the sentence's block in `Document.blocks`; -1 for the title."""
    likely_contexts: tuple[str, ...] = ()
    """Contexts of which only a neighbouring sentence can make sure."""
    vector: bytes | None = None
    """What a sentence with a trigger says, to compare it with others: 64 signed bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A participant: the mention in the text and what it stands for."""

    text: str
    start: int
    end: int
    name: str
    """The usual name of what the mention stands for; the mention's own words if that is unknown."""
    country: str | None = None
    sector: str | None = None
    """PLOVER's sector."""
    kind: str | None = None
    """state, bloc, igo, ngo, armed_group, company, person, group or place."""
    id: str | None = None
    """Key in the lexicon (`MLI`, `ECOWAS`, `JNIM`)."""
    members: tuple[str, ...] = ()
    """ISO3 codes (or names) of a bloc's or list's members at the time of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When, as an interval of days, both ends inclusive."""

    text: str | None
    start: date | None
    end: date | None
    grain: str
    """day, week, month, quarter, season, year, decade, century or unknown."""
    basis: DateBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date expression as `find_dates` returns it."""

    start: int
    end: int
    text: str
    type: str
    """TIMEX3: DATE, TIME, DURATION or SET."""
    value: str | None
    """TIMEX3 value; null when the year or anchor is open."""
    first: date | None
    last: date | None
    """The interval's days, both inclusive."""
    basis: DateBasis
    grain: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name in the text and the gazetteer's entry for it; null fields where unresolved."""

    text: str
    start: int
    end: int
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    geonameid: int | None = None
    grain: str | None = None
    """city, region, country, continent, water or other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One event as one document tells it."""

    doc_id: str
    sentence: Span
    type: str
    """The event's own PLOVER type."""
    plover_type: str
    """After PLOVER's rule for the future."""
    mode: str | None
    contexts: tuple[str, ...]
    pillar: str
    """security, economic, diplomatic, cultural, humanitarian or political."""
    status: Status
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: EventDate
    place: Place | None
    said_by: Entity | None
    trigger: Span
    score: float
    """Calibrated probability that type and participants are right."""
    plover_score: float
    """PLOVER's conflict-cooperation score, -10 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What a document says should be done."""

    doc_id: str
    area: str | None
    action: str
    addressee: Entity | None
    impact: str | None
    """What it is said to bring."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a document quotes: casualties, unemployment, sums of aid."""

    doc_id: str
    indicator: str
    value: float
    unit: str
    """percent, persons, or an ISO 4217 currency code, or the counted noun."""
    place: Place | None
    date: EventDate | None
    said_by: Entity | None
    span: Span
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A subject that a meeting, pillar or country's focus names."""

    doc_id: str
    pillar: str
    text: str
    country: Entity | None
    """Whose focus it is; null for all parties."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as the event model read it, before anything is resolved."""

    document: Document
    sentences: tuple[SentenceReading, ...]
    recommendations: tuple[Recommendation, ...] = ()
    figures: tuple[Figure, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A document with all that was found in it."""

    document: Document
    reports: tuple[EventReport, ...]
    recommendations: tuple[Recommendation, ...] = ()
    figures: tuple[Figure, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    vectors: tuple[tuple[int, bytes], ...] = ()
    """Start and `SentenceReading.vector` of each sentence that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one marked party does to another."""

    type: str
    plover_type: str
    mode: str | None
    status: Status
    scores: dict[str, float]
    """Probability of each type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which the reports of one event differ."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each value with the ids of the reports behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event with all that is reported of it."""

    event_id: str
    type: str
    reports: tuple[EventReport, ...]
    publishers: tuple[str, ...] = ()
    independent_sources: int = 1
    life: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def to_json(record: Any) -> Any:
    """The JSON form of a record: dicts, lists, strings, numbers and nulls, dates as ISO strings."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (list, tuple)):
        return [to_json(part) for part in record]
    if isinstance(record, dict):
        return {str(key): to_json(value) for key, value in record.items()}
    if isinstance(record, StrEnum):
        return record.value
    if isinstance(record, date):
        return record.isoformat()
    return record
