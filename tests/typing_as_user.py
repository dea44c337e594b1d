"""Vanellus as a user's typed programme uses it: mypy reads this file, nothing runs it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, assert_type

import vanellus
from vanellus.errors import InputError, StoreBusy, UnreadableSource, VanellusError
from vanellus.records import (
    AgendaItem,
    DateBasis,
    Document,
    Dropped,
    Entity,
    EventReport,
    Figure,
    FoundDate,
    Place,
    Recommendation,
    Relation,
    Status,
)
from vanellus.storing import Store


def reading(page: bytes) -> list[Document]:
    """Every source that may be read."""
    return [
        vanellus.read("report.html"),
        vanellus.read(Path("report.txt"), published=date(2025, 4, 2)),
        vanellus.read(page, published="2025-04-02", language="en"),
    ]


def coding(documents: list[Document]) -> list[str]:
    """One document gives one result, several give a list."""
    one = vanellus.code(documents[0], min_score=0.3)
    assert_type(one, vanellus.Coded)
    assert_type(vanellus.code("Talks were held.", published="2025-04-02"), vanellus.Coded)
    many = vanellus.code(iter(documents))
    assert_type(many, list[vanellus.Coded])
    assert_type(one.reports, tuple[EventReport, ...])
    assert_type(one.recommendations, tuple[Recommendation, ...])
    assert_type(one.figures, tuple[Figure, ...])
    assert_type(one.agenda, tuple[AgendaItem, ...])
    assert_type(one.dropped, tuple[Dropped, ...])
    lines: list[str] = []
    for report in one.reports:
        assert_type(report.status, Status)
        assert_type(report.actors, tuple[Entity, ...])
        assert_type(report.place, Place | None)
        assert_type(report.date.start, date | None)
        if report.date.basis is DateBasis.STATED and report.said_by is not None:
            lines.append(f"{report.said_by.name}: {report.trigger.text} {report.score:.2f}")
        latitude: float | None = report.place.latitude if report.place else None
        lines.append(str(latitude))
    return lines


def finding(text: str) -> dict[str, float]:
    """Relations, dates and places of a text."""
    relation = vanellus.relate(text, actor=(3, 27), recipient=(48, 63))
    assert_type(relation, Relation)
    assert_type(vanellus.find_dates(text, published=date(2025, 4, 1)), list[FoundDate])
    assert_type(vanellus.find_places(text, country="MLI"), list[Place])
    return relation.scores


def keeping(path: Path) -> list[dict[str, Any]]:
    """A store is a context manager; its rows are dicts."""
    with vanellus.open(path) as store:
        assert_type(store, Store)
        files: list[Path] = store.export_parquet(Path("out"))
        counts: dict[str, int] = store.counts()
        rows = store.query("SELECT * FROM record WHERE doc_id = ?", ["x"])
        return [*rows, {"files": files, "counts": counts}]


def failing() -> str:
    """Errors carry their facts."""
    try:
        vanellus.read("none.html")
    except UnreadableSource as error:
        assert_type(error.where, str)
        return error.problem
    except StoreBusy as error:
        return error.path if error.transient else ""
    except InputError as error:
        return error.valid
    except (VanellusError, vanellus.VanellusError) as error:
        facts: dict[str, Any] = error.facts
        return str(facts)
    return ""


assert_type(vanellus.to_json(Document(id="a", origin="a", text="x")), Any)
