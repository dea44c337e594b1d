"""Records as rows of the store's tables."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from vanellus.records import (
    AgendaItem,
    Coded,
    Document,
    Dropped,
    Entity,
    EventReport,
    Figure,
    Recommendation,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = tuple[Any, ...]


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for the parts in this order."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def report_keys(reports: Sequence[EventReport]) -> list[str]:
    """The id of each report: its document, the place of its trigger, its type, and a number where
    several reports have these in common.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    keys = []
    for report in reports:
        trigger = report.trigger
        known = (report.doc_id, trigger.start, trigger.end, report.type)
        keys.append(digest(*known, *([seen[known]] if seen[known] else [])))
        seen[known] += 1
    return keys


def content_key(document: Document) -> str:
    """What tells one version of a document from another: all that was read, but not from where."""
    known = to_json(document)
    del known["id"], known["origin"]
    return digest(json.dumps(known, sort_keys=True))


def entity_key(entity: Entity) -> str:
    """The id of what a mention stands for: the lexicon's, else one of its name and country."""
    return entity.id or digest(entity.name.casefold(), entity.country, entity.sector)


def document_row(document: Document, run_id: str) -> Row:
    """The row of `documents`."""
    return (
        document.id,
        run_id,
        content_key(document),
        document.origin,
        document.title,
        document.published,
        document.publisher,
        document.author,
        document.language,
        document.url,
        document.text,
        json.dumps(to_json(document.blocks), ensure_ascii=False),
    )


def report_row(report: EventReport, key: str, run_id: str) -> Row:
    """The row of `reports`."""
    when, place = report.date, report.place
    return (
        key,
        report.doc_id,
        run_id,
        None,
        report.sentence.text,
        report.sentence.start,
        report.sentence.end,
        report.type,
        report.plover_type,
        report.mode,
        list(report.contexts),
        report.pillar,
        report.status.value,
        when.text,
        when.start,
        when.end,
        when.grain,
        when.basis.value,
        place.text if place else None,
        place.start if place else None,
        place.end if place else None,
        place.name if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.country if place else None,
        place.geonameid if place else None,
        place.grain if place else None,
        report.trigger.text,
        report.trigger.start,
        report.trigger.end,
        report.score,
        report.plover_score,
    )


def participants(report: EventReport) -> Iterator[tuple[str, int, Entity]]:
    """Role, position and entity of everyone in a report."""
    for role, group in (("actor", report.actors), ("recipient", report.recipients)):
        for position, entity in enumerate(group):
            yield role, position, entity
    if report.said_by:
        yield "speaker", 0, report.said_by


def participant_row(
    report: EventReport, key: str, *, role: str, position: int, entity: Entity
) -> Row:
    """The row of `participants`."""
    return (
        key,
        report.doc_id,
        role,
        position,
        entity_key(entity),
        entity.text,
        entity.start,
        entity.end,
        entity.name,
        entity.country,
        entity.sector,
        entity.kind,
        entity.id,
        list(entity.members),
    )


def entity_row(entity: Entity) -> Row:
    """The row of `entities`."""
    return (
        entity_key(entity),
        entity.name,
        entity.country,
        entity.sector,
        entity.kind,
        entity.id,
    )


def recommendation_row(item: Recommendation) -> Row:
    """The row of `recommendations`."""
    to = item.addressee
    return (
        item.doc_id,
        item.span.start,
        item.span.end,
        item.span.text,
        item.area,
        item.action,
        to.name if to else None,
        to.country if to else None,
        item.impact,
    )


def agenda_row(item: AgendaItem) -> Row:
    """The row of `agenda`."""
    whose = item.country
    return (
        item.doc_id,
        item.span.start,
        item.span.end,
        item.pillar,
        item.text,
        whose.name if whose else None,
        whose.country if whose else None,
    )


def figure_row(item: Figure) -> Row:
    """The row of `figures`."""
    place, when = item.place, item.date
    return (
        item.doc_id,
        item.span.start,
        item.span.end,
        item.span.text,
        item.indicator,
        item.value,
        item.unit,
        item.approximate,
        (place.name or place.text) if place else None,
        place.country if place else None,
        when.start if when else None,
        when.end if when else None,
        item.said_by.name if item.said_by else None,
    )


def dropped_row(item: Dropped) -> Row:
    """The row of `dropped`."""
    key = digest(item.doc_id, item.origin, item.reason, item.detail, item.part)
    return (key, item.doc_id, item.origin, item.reason.value, item.detail, item.part)


def rows_of(coded: Coded, run_id: str) -> dict[str, list[Row]]:
    """All rows of one coded document, by table."""
    keyed = list(zip(coded.reports, report_keys(coded.reports), strict=True))
    people = [
        (report, key, role, position, entity)
        for report, key in keyed
        for role, position, entity in participants(report)
    ]
    return {
        "documents": [document_row(coded.document, run_id)],
        "reports": [report_row(report, key, run_id) for report, key in keyed],
        "participants": [
            participant_row(report, key, role=role, position=position, entity=entity)
            for report, key, role, position, entity in people
        ],
        "entities": [entity_row(entity) for *_, entity in people],
        "recommendations": [recommendation_row(item) for item in coded.recommendations],
        "agenda": [agenda_row(item) for item in coded.agenda],
        "figures": [figure_row(item) for item in coded.figures],
        "dropped": [dropped_row(item) for item in coded.dropped],
        "sentence_vectors": [(coded.document.id, *each) for each in coded.vectors],
    }
