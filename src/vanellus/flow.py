"""The order of the rooms: the only place that knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from vanellus import linking
from vanellus.coding import Coder, is_appeal
from vanellus.linking.id_arrays import union, without
from vanellus.linking.second_process import SecondProcess
from vanellus.ontology import Codebook
from vanellus.reading import read_sources
from vanellus.records import Coded, Document, Dropped, DropReason
from vanellus.resolving import Resolver
from vanellus.settings import in_force, real, whole
from vanellus.storing import Links, journal_of, linking_in, reading_links, take_in

if TYPE_CHECKING:
    from vanellus.storing import Store

LANGUAGES = frozenset({"en"})
"""What the event model was taught to read."""


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
    appeals: bool | None = None,
) -> Iterator[Coded | Dropped]:
    """What each document tells, in the order given; what was left out passes through.

    A part that was left out goes with its document where that follows it. Event reports under
    `min_score` (the setting of that name by default) are left out, and so are mere appeals unless
    `appeals` (again the setting of that name by default) keeps them.
    """
    least = real("min_score") if min_score is None else min_score
    keep_appeals = bool(whole("appeals")) if appeals is None else appeals
    left_out: list[Dropped] = []
    parts: dict[str | None, list[Dropped]] = {}

    def readable() -> Iterator[Document]:
        for item in documents:
            if isinstance(item, Document):
                if unknown := known_language(item):
                    left_out.extend((*parts.pop(item.id, ()), unknown))
                else:
                    yield item
            elif item.part is None:
                left_out.append(item)
            else:
                parts.setdefault(item.doc_id, []).append(item)

    for reading in coder.read(readable()):
        yield from _drain(left_out)
        coded = resolver.resolve(reading)
        yield replace(
            coded,
            reports=tuple(
                report
                for report in coded.reports
                if report.score >= least and (keep_appeals or not is_appeal(report))
            ),
            dropped=(*coded.dropped, *parts.pop(coded.document.id, ())),
        )
    yield from _drain(left_out)
    for strays in parts.values():
        yield from strays


def _drain(items: list[Dropped]) -> Iterator[Dropped]:
    while items:
        yield items.pop(0)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What an ingest did."""

    documents: int = 0
    reports: int = 0
    already_kept: int = 0
    """Documents that were there before this ingest."""
    came_twice: int = 0
    """Copies of documents that this ingest had already had, alike to the letter."""
    dropped: list[Dropped] = field(default_factory=list)
    """Whole documents that were left out."""
    parts: Counter[str] = field(default_factory=Counter)
    """How many parts of documents were left out, by reason."""
    linked: int = 0
    """Reports that were linked, new ones and old ones that these touch."""


def ingest(
    sources: Sequence[str],
    store: Store,
    *,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
    published: date | None = None,
    min_score: float | None = None,
    notice: Callable[[Tally], object] | None = None,
    left_out: Callable[[Dropped], object] | None = None,
) -> Tally:
    """Reads, codes, keeps and links the sources; returns what was done.

    Each batch is one transaction, and a document that is kept is not coded again, so a broken run
    is mended by running it again; reports that it left unlinked are linked then. Raises StoreError;
    what was committed before stays.

    Args:
        sources: paths, folders, addresses, `-`.
        store: where to; it stays open.
        coder: the event model; by default the one that comes with Vanellus.
        resolver: by default that with the lexicon of Vanellus.
        published: the day of publication of documents that have none of their own.
        min_score: event reports below this are left out; the setting of that name by default.
        notice: is called with the tally after each batch.
        left_out: is called with each document, or part of one, that was left out.
    """
    coder = coder or Coder.load()
    least = real("min_score") if min_score is None else min_score
    keeper = _Keeper(
        store=store,
        coder=coder,
        resolver=resolver or Resolver.default(),
        min_score=least,
        run=store.begin_run(
            program_version=version("vanellus"),
            model_digest=coder.digest,
            codebook_digest=Codebook.default().digest,
            settings={**in_force(), "min_score": least},
        ),
        left_out=left_out or (lambda _: None),
    )
    size = whole("batch_documents")
    for item in read_sources(sources, published=published):
        keeper.take(item)
        # Never right after a part, which belongs to the document that follows it.
        whole_one = isinstance(item, Document) or item.part is None
        if whole_one and (len(keeper.batch) >= size or len(keeper.dropped) >= 50 * size):
            keeper.keep()
            if notice:
                notice(keeper.tally)
    keeper.keep()
    keeper.tally.linked = link_store(store)
    store.finish_run(keeper.run)
    if notice:
        notice(keeper.tally)
    return keeper.tally


@dataclass(slots=True, kw_only=True)
class _Keeper:
    """Gathers batches for a store, and knows what this ingest has seen."""

    store: Store
    coder: Coder
    resolver: Resolver
    min_score: float
    run: str
    left_out: Callable[[Dropped], object]
    tally: Tally = field(default_factory=Tally)
    batch: list[Document] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    before: int = 0
    """How many of `dropped` came before the last document; parts after it are the next one's."""
    seen: dict[str, int] = field(default_factory=dict)
    """The ids of this ingest, each with a hash of the document that it stands for."""

    def take(self, item: Document | Dropped) -> None:
        """Puts one item into the batch, unless it came before in this ingest."""
        if isinstance(item, Dropped):
            self.dropped.append(item)
            return
        content = hash(replace(item, origin=""))
        first = self.seen.get(item.id)
        if first is None:
            self.seen[item.id] = content
            self.batch.append(item)
        elif first != content:
            self._forget_parts(item.id)
            self.dropped.append(_taken(item))
        else:
            self._forget_parts(item.id)
            self.tally.came_twice += 1
        self.before = len(self.dropped)

    def _forget_parts(self, doc_id: str) -> None:
        self.dropped[self.before :] = [
            item
            for item in self.dropped[self.before :]
            if item.part is None or item.doc_id != doc_id
        ]

    def keep(self) -> None:
        """Codes the batch and keeps it in one transaction."""
        kept = self.store.documents_kept(self.batch, run_id=self.run)
        fresh = [document for document in self.batch if document.id not in kept]
        news = [item for item in self.dropped if item.part is None or item.doc_id not in kept]
        coded: list[Coded] = []
        dropped: list[Dropped] = []
        for item in code_documents(
            [*news, *fresh],
            coder=self.coder,
            resolver=self.resolver,
            min_score=self.min_score,
        ):
            if isinstance(item, Coded):
                coded.append(item)
            else:
                dropped.append(item)
        self.store.add(coded, dropped=dropped, run_id=self.run)
        self.tally.documents += len(coded)
        self.tally.reports += sum(len(one.reports) for one in coded)
        self.tally.already_kept += len(self.batch) - len(fresh)
        for left in (*dropped, *(part for one in coded for part in one.dropped)):
            self.left_out(left)
            if left.part is None:
                self.tally.dropped.append(left)
            else:
                self.tally.parts[left.reason.value] += 1
        self.batch.clear()
        self.dropped.clear()
        self.before = 0


def _taken(document: Document) -> Dropped:
    return Dropped(
        origin=document.origin,
        doc_id=document.id,
        reason=DropReason.DUPLICATE,
        detail=(
            f"{document.origin}: the id {document.id!r} is that of another document of this "
            "ingest, which is kept (valid: one id a document)"
        ),
    )


CHUNK = 50_000
"""Reports, or documents, that are linked at once; bounds the memory, not the result."""


def link_store(store: Store, *, anew: bool = False, today: date | None = None) -> int:
    """How many reports were linked: all that wait, and those old ones that they touch.

    What persons decided since the last time is taken in before (`storing.journal`). Raises
    StoreError; what was linked in earlier transactions stays, the rest goes on waiting.

    Args:
        store: open for writing.
        anew: all links are forgotten first, but not what persons decided.
        today: the day from which on announced events are overdue.
    """
    linked = 0
    take_in(store, journal_of(store.path).read().values())
    if anew:
        with linking_in(store) as links:
            links.start_anew()
    with SecondProcess() as second:
        while True:
            with linking_in(store) as links:
                touched = _copies(links, second)
                fresh = links.waiting(limit=CHUNK)
                if not fresh and not len(touched):
                    return linked
                ids = pa.array(fresh, pa.string())
                linked += _link(links, ids, touched, second=second, today=today)


def _copies(links: Links, second: SecondProcess) -> pa.Array:
    """The reports of events whose count of independent sources may be another now."""
    fresh = links.fresh_documents(limit=CHUNK)
    if not fresh.num_rows:
        return pa.array([], pa.string())
    around = timedelta(days=linking.COPY_WINDOW)
    days = pc.min_max(fresh["published"]).as_py()
    first, last = days["min"], days["max"]
    known = links.copies_about(first and first - around, last and last + around)
    found = linking.find_copies(fresh, known, signatures=second.signed(fresh))
    links.put_copies(found)
    second.sign_ahead(links.fresh_documents(limit=CHUNK))
    old = pc.invert(pc.is_in(found["doc_id"], fresh["doc_id"].combine_chunks()))
    return links.reports_of_documents(found.filter(old)["doc_id"].combine_chunks())


def _link(
    links: Links,
    fresh: pa.Array,
    touched: pa.Array,
    *,
    second: SecondProcess,
    today: date | None,
) -> int:
    """How many reports were linked anew."""
    separations, unions = links.separations(), links.unions()
    known = linking.Reports(**links.reports(fresh))
    links.put_keys(linking.report_keys(known))
    near = links.neighbours(fresh)
    pairs = linking.candidates_of(near, fresh)
    known = known.joined(_missing(links, known, pairs["one"], pairs["other"]))
    likely = linking.likely_pairs(known, pairs, separations=separations)
    moved = links.together(linking.displaced(near, fresh))
    moved = linking.apart(moved, links.blocks(union(moved["one"], moved["other"])))
    hit = linking.touched(likely, links.raised(union(likely["one"], likely["other"])))
    old = without(links.pieces(union(hit.reports, moved, touched, *_united(unions, fresh))), fresh)
    known = known.joined(_missing(links, known, old)).only(union(fresh, old))
    joins = linking.link(
        known,
        blocks=links.blocks(old),
        likely=likely,
        separations=separations,
        unions=unions,
        raised=pa.concat_tables([links.raised(old), hit.raised]),
    )
    # Events whose copies are others now count their sources anew.
    again = joins.filter(pc.is_in(joins["report_id"], touched))["event_id"].combine_chunks()
    same = without(links.unchanged(joins), again)
    gone = without(links.put_joins(joins), same)
    others = joins.filter(pc.invert(pc.is_in(joins["event_id"], same)))
    copies = links.copies_of(known.ids)
    links.put_events(gone, second.events_of(known, copies, others, today=today)._asdict())
    return len(joins)


def _united(unions: pa.Table, fresh: pa.Array) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The reports of pairs that a person called one event, where one of the two is fresh."""
    sides = (unions["report_a"], unions["report_b"])
    ours = unions.filter(pc.or_(*(pc.is_in(side, fresh) for side in sides)))
    return ours["report_a"], ours["report_b"]


def _missing(links: Links, known: linking.Reports, *ids: pa.Array) -> linking.Reports:
    """Those of these reports that aren't known yet."""
    return linking.Reports(**links.reports(without(union(*ids), known.ids)))


def explain(store: Store, event: pa.Array, *, limit: int = 5) -> list[dict[str, Any]]:
    """What was near to the event of these reports, but not joined: the report `other` with what it
    tells, the event's `report` that it is nearest to, and the `reason`.
    """
    links = reading_links(store)
    near = links.neighbours(event)
    missed = linking.not_joined(
        linking.Reports(**links.reports(union(event, near["report_id"].unique()))),
        event=set(event.to_pylist()),
        blocks=near,
        separations=links.separations(),
        limit=limit,
    )
    if not missed:
        return []
    rows = store.query(
        """SELECT r.report_id, r.event_id, r.type, r.mode, r.status, r.date_start, r.date_end,
            r.date_basis, r.sentence, d.publisher, d.published, d.doc_id
        FROM reports r JOIN documents d USING (doc_id)
        WHERE r.report_id IN (SELECT unnest(?::VARCHAR[]))""",
        [[each.other for each in missed]],
    )
    told = {row["report_id"]: row for row in rows}
    return [
        {
            **told[each.other],
            "report": each.report,
            "other": each.other,
            "score": each.score,
            "reason": each.reason,
            "why": [list(part) for part in linking.parts_in_words(each.parts)],
        }
        for each in missed
    ]
