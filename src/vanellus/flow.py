"""The order of the rooms: the only place that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vanellus.coding import Coder
from vanellus.reading import read_sources
from vanellus.records import Coded, Document, Dropped, DropReason
from vanellus.resolving import Resolver
from vanellus.settings import in_force, real, whole

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from vanellus.storing import Store

LANGUAGES = frozenset({"en"})
"""What the event model was taught to read."""

Notice = Callable[[Coded | Dropped], object]


def known_language(document: Document) -> Dropped | None:
    """Why the document's language can't be coded, or None where it can (or is unknown)."""
    if document.language is None or document.language in LANGUAGES:
        return None
    return Dropped(
        origin=document.origin,
        doc_id=document.id,
        reason=DropReason.LANGUAGE,
        detail=(
            f"{document.origin}: the text is in {document.language!r}, "
            f"which the event model doesn't know (valid: {', '.join(sorted(LANGUAGES))})"
        ),
    )


def code_documents(
    documents: Iterable[Document | Dropped],
    *,
    coder: Coder,
    resolver: Resolver,
    min_score: float | None = None,
) -> Iterator[Coded | Dropped]:
    """What each document tells, in the order given; what was left out passes through.

    Event reports under `min_score` (the setting of that name by default) are left out.
    """
    least = real("min_score") if min_score is None else min_score
    left_out: list[Dropped] = []
    parts: list[Dropped] = []

    def readable() -> Iterator[Document]:
        for item in documents:
            if isinstance(item, Dropped):
                (parts if item.part is not None else left_out).append(item)
            elif unknown := known_language(item):
                left_out.append(unknown)
            else:
                yield item

    for reading in coder.read(readable()):
        yield from _drain(left_out)
        coded = resolver.resolve(reading)
        mine = tuple(part for part in parts if part.doc_id == coded.document.id)
        parts[:] = [part for part in parts if part.doc_id != coded.document.id]
        reports = tuple(report for report in coded.reports if report.score >= least)
        yield Coded(
            document=coded.document,
            reports=reports,
            recommendations=coded.recommendations,
            figures=coded.figures,
            agenda=coded.agenda,
            dropped=mine,
        )
    yield from _drain(left_out)


def _drain(items: list[Dropped]) -> Iterator[Dropped]:
    while items:
        yield items.pop(0)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What an ingest did."""

    documents: int = 0
    reports: int = 0
    already_kept: int = 0
    dropped: list[Dropped] = field(default_factory=list)


def ingest(
    sources: Sequence[str],
    store: Store,
    *,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
    published: date | None = None,
    notice: Callable[[Tally], object] | None = None,
) -> Tally:
    """Reads, codes and keeps the sources; returns what was done.

    Each batch is one transaction, and a document that is kept is not coded again, so a broken run
    is mended by running it again. Raises StoreError; what was committed before stays.
    """
    from vanellus import __version__  # noqa: PLC0415  the package imports this module lazily
    from vanellus.ontology import Codebook  # noqa: PLC0415  as above

    coder = coder or Coder.load()
    resolver = resolver or Resolver.default()
    run = store.begin_run(
        program_version=__version__,
        model_digest=coder.digest,
        codebook_digest=Codebook.default().digest,
        settings=in_force(),
    )
    tally = Tally()
    size = whole("batch_documents")
    batch: list[Document] = []
    parts: list[Dropped] = []

    def keep() -> None:
        kept = store.documents_kept([document.id for document in batch], run_id=run)
        fresh = [document for document in batch if document.id not in kept]
        tally.already_kept += len(batch) - len(fresh)
        coded: list[Coded] = []
        dropped: list[Dropped] = []
        for item in code_documents([*parts, *fresh], coder=coder, resolver=resolver):
            (coded if isinstance(item, Coded) else dropped).append(item)  # type: ignore[arg-type]
        store.add(coded, dropped=dropped, run_id=run)
        tally.documents += len(coded)
        tally.reports += sum(len(one.reports) for one in coded)
        tally.dropped += dropped
        batch.clear()
        parts.clear()
        if notice:
            notice(tally)

    for item in read_sources(sources, published=published):
        if isinstance(item, Dropped):
            parts.append(item)
        else:
            batch.append(item)
        if len(batch) >= size or len(parts) >= 50 * size:
            keep()
    keep()
    store.finish_run(run)
    return tally


def sources_of(paths: Iterable[Path | str]) -> list[str]:
    """The sources as text, as the reader takes them."""
    return [str(path) for path in paths]
