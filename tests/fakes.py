"""Records made by hand, and a coder and a resolver that need no model.

The fake rooms read a toy language in which every test can write what it needs: `MLI CONSULT RUS`
is an event report, `MLI CONSULT RUS 0.4 future` one with a score and a status. Run as a programme
(`python tests/fakes.py code ...`) this is `vanellus` with these rooms in place of the real ones:

FAKE_STOP_BEFORE=id    tells "waiting" on standard output before it codes that document, and waits
FAKE_STOP_INSERT=table the same inside a transaction, before that table's first insertion
FAKE_RAISE=error       raises that error of `vanellus.errors` when coding
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import vanellus.errors
from vanellus.errors import (
    CodebookError,
    InputError,
    MissingExtra,
    ModelMismatch,
    ModelMissing,
    StoreError,
    VanellusError,
)
from vanellus.records import (
    AgendaItem,
    Coded,
    DateBasis,
    Document,
    Entity,
    EventDate,
    EventReport,
    Figure,
    Place,
    Reading,
    Recommendation,
    Relation,
    SentenceKind,
    SentenceReading,
    Span,
    Status,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STATUSES = "|".join(Status)
_EVENT = re.compile(rf"([A-Z]{{3}}) ([A-Z]+) ([A-Z]{{3}})(?: (\d\.\d+))?(?: ({_STATUSES}))?")
_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE"}


def entity(name: str = "MLI", **known: Any) -> Entity:
    """A participant; by default a state named by its code, mentioned at the start of the text."""
    given = {"text": name, "start": 0, "end": len(name), "name": name, "country": name, **known}
    return Entity(**given)


def document(doc_id: str = "d1", text: str = "MLI CONSULT RUS", **known: Any) -> Document:
    """A document."""
    given = {
        "origin": f"{doc_id}.txt",
        "title": f"Title of {doc_id}",
        "published": date(2025, 4, 2),
        "publisher": "Northern Post",
        "language": "en",
        **known,
    }
    return Document(id=doc_id, text=text, **given)


def when(first: str | None = "2025-04-01", last: str | None = None, **known: Any) -> EventDate:
    """An interval of days."""
    start = date.fromisoformat(first) if first else None
    end = date.fromisoformat(last) if last else start
    given = {
        "text": "on Tuesday" if start else None,
        "grain": "day" if start else "unknown",
        "basis": DateBasis.RELATIVE if start else DateBasis.UNKNOWN,
        **known,
    }
    return EventDate(start=start, end=end, **given)


def report(doc_id: str = "d1", **known: Any) -> EventReport:
    """An event report: by default Mali consults Russia, in words at the start of the text."""
    given: dict[str, Any] = {
        "sentence": Span(start=0, end=15, text="MLI CONSULT RUS"),
        "type": "CONSULT",
        "mode": "visit" if known.get("type", "CONSULT") == "CONSULT" else None,
        "contexts": ("military",),
        "pillar": "diplomatic",
        "status": Status.OCCURRED,
        "actors": (entity("MLI", start=0, end=3),),
        "recipients": (entity("RUS", start=12, end=15),),
        "date": when(),
        "place": None,
        "said_by": None,
        "trigger": Span(start=4, end=11, text="CONSULT"),
        "score": 0.9,
        "plover_score": 2.5,
        **known,
    }
    return EventReport(doc_id=doc_id, **{"plover_type": given["type"], **given})


def coded(doc_id: str = "d1", *reports: EventReport, **known: Any) -> Coded:
    """A coded document; without reports given it has one."""
    text = known.pop("text", "MLI CONSULT RUS")
    return Coded(
        document=known.pop("document", None) or document(doc_id, text),
        reports=reports or (report(doc_id),),
        **known,
    )


def registers(doc_id: str = "d1") -> dict[str, Any]:
    """One recommendation, one agenda item and one figure."""
    span = Span(start=0, end=3, text="MLI")
    place = Place(text="Gao", start=0, end=3, name="Gao", country="MLI")
    return {
        "recommendations": (
            Recommendation(
                doc_id=doc_id,
                area="health",
                action="open clinics",
                addressee=entity("MLI"),
                impact=None,
                span=span,
            ),
        ),
        "agenda": (
            AgendaItem(doc_id=doc_id, pillar="economic", text="trade", country=None, span=span),
        ),
        "figures": (
            Figure(
                doc_id=doc_id,
                indicator="deaths",
                value=12.0,
                unit="persons",
                place=place,
                date=when(),
                said_by=entity("MLI"),
                span=span,
                approximate=True,
            ),
        ),
    }


class FakeCoder:
    """A coder that marks nothing; `texts` are the documents it was given."""

    digest = "0123456789ab"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """One reading a document."""
        for one in documents:
            if fault := os.environ.get("FAKE_RAISE"):
                raise fault_named(fault)
            if os.environ.get("FAKE_STOP_BEFORE") == one.id:
                wait_for_the_end()
            self.texts.append(one.text)
            yield Reading(document=one, sentences=())

    def read_sentences(self, sentences: Sequence[str]) -> list[SentenceReading]:
        """The triggers of the toy language in each sentence."""
        return [
            SentenceReading(
                sentence=Span(start=0, end=len(text), text=text),
                kind=SentenceKind.REPORT,
                mentions=(),
                triggers=tuple(
                    Trigger(
                        start=match.start(2),
                        end=match.end(2),
                        text=match[2],
                        type=match[2],
                        mode=None,
                        status=Status.OCCURRED,
                        score=0.9,
                    )
                    for match in _EVENT.finditer(text)
                ),
                contexts=(),
                block=0,
            )
            for text in sentences
        ]

    def relate(self, rows: Sequence[Any]) -> list[Relation]:
        """CONSULT for each row."""
        found = Relation(
            type="CONSULT",
            plover_type="CONSULT",
            mode=None,
            status=Status.OCCURRED,
            scores={"CONSULT": 0.75, "ASSAULT": 0.25},
        )
        return [found for _ in rows]


class FakeResolver:
    """A resolver that finds the events of the toy language."""

    def resolve(self, reading: Reading) -> Coded:
        """The document with its reports; figures where its text holds the word."""
        one = reading.document
        found = tuple(_report(one, match) for match in _EVENT.finditer(one.text))
        more = registers(one.id) if "figures" in one.text else {}
        return Coded(document=one, reports=found, **more)


def _report(one: Document, match: re.Match[str]) -> EventReport:
    actor, kind, recipient, score, status = match.groups()
    future = status == "future"
    return report(
        one.id,
        sentence=Span(start=match.start(), end=match.end(), text=match[0]),
        type=kind,
        plover_type=_FUTURE.get(kind, kind) if future else kind,
        status=Status(status or "occurred"),
        actors=(entity(actor, start=match.start(1), end=match.end(1)),),
        recipients=(entity(recipient, start=match.start(3), end=match.end(3)),),
        trigger=Span(start=match.start(2), end=match.end(2), text=kind),
        score=float(score or 0.9),
        plover_score=-9.0 if kind == "ASSAULT" else 2.5,
        date=EventDate(
            text=None,
            start=one.published,
            end=one.published,
            grain="day" if one.published else "unknown",
            basis=DateBasis.PUBLISHED if one.published else DateBasis.UNKNOWN,
        ),
    )


_FACTS: dict[type[VanellusError], dict[str, Any]] = {
    InputError: {"where": "a.html", "problem": "is empty", "valid": "a page"},
    CodebookError: {"file": "plover.toml", "problem": "no such type", "line": 7},
    ModelMissing: {"path": "model.onnx"},
    ModelMismatch: {"path": "model.onnx", "expected": "sha 1", "found": "sha 2"},
    StoreError: {"path": "s.duckdb", "problem": "can't"},
    MissingExtra: {"package": "ray", "needed_for": "many machines", "extra": "ray"},
}


def facts_of(kind: type[VanellusError]) -> dict[str, Any]:
    """Facts that an error of this kind takes."""
    known = (_FACTS[base] for base in kind.__mro__ if base in _FACTS)
    return next(known, {"what": "x", "where": 3})


def fault_named(name: str) -> BaseException:
    """The error of ours of that name, with facts."""
    kind = getattr(vanellus.errors, name)
    error: VanellusError = kind(**facts_of(kind))
    return error


def wait_for_the_end() -> None:
    """Says so on standard output and waits until somebody kills this process."""
    sys.stdout.write("waiting\n")
    sys.stdout.flush()
    sys.stdin.read()


def install() -> None:
    """Puts the fake rooms in the place of the real ones, for a process of their own."""
    from vanellus.coding import Coder
    from vanellus.resolving import Resolver
    from vanellus.storing import Store

    Coder.load = staticmethod(lambda *_, **__: FakeCoder())  # type: ignore[method-assign,assignment]
    Resolver.default = staticmethod(FakeResolver)  # type: ignore[method-assign,assignment]
    if table := os.environ.get("FAKE_STOP_INSERT"):
        insert = Store._insert

        def stopping(self: Store, into: str, rows: Any) -> None:
            if into == table and rows:
                wait_for_the_end()
            insert(self, into, rows)

        Store._insert = stopping  # type: ignore[method-assign]


if __name__ == "__main__":
    from vanellus.__main__ import main

    install()
    main()
