"""Documents in, readings out: the event model fed with batches of alike length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from vanellus.coding.agenda import find_agenda
from vanellus.coding.decode import decode, softmax
from vanellus.coding.figures import find_figures
from vanellus.coding.labels import MODES, NO_RELATION, RELATIONS, STATUSES
from vanellus.coding.neighbours import with_neighbours
from vanellus.coding.recommendations import find_recommendations
from vanellus.coding.sentences import split_sentences
from vanellus.coding.session import Session
from vanellus.coding.tokens import Encoded, encode_batch, encode_pair
from vanellus.errors import BadRecord
from vanellus.ontology import Codebook
from vanellus.records import (
    Document,
    Reading,
    Relation,
    SentenceKind,
    SentenceReading,
    Span,
    Status,
)
from vanellus.settings import real, whole

RELATE_BATCH: Final = 32


class Asked(NamedTuple):
    """A sentence with two marked parties, as characters (start, end)."""

    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]


class _Job(NamedTuple):
    document: int
    block: int
    sentence: Span


class _Batch(NamedTuple):
    jobs: list[int]
    readings: Future[list[SentenceReading]]


class _Window(NamedTuple):
    documents: list[Document]
    jobs: list[_Job]
    batches: list[_Batch]


class Coder:
    """Reads documents with the event model.

    The model runs in worker threads, one a core, while the caller's thread reads, splits, tokenises
    and resolves: neither waits for the other.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @staticmethod
    def load(
        folder: Path | None = None,
        *,
        threads: int | None = None,
        min_trigger: float | None = None,
    ) -> Coder:
        """The coder with the model in `folder` (by default the one that comes with Vanellus).

        `threads` and `min_trigger` are the settings of these names unless they are given. Raises
        ModelMissing or ModelMismatch.
        """
        return Coder(
            Session(
                folder,
                threads=whole("threads") if threads is None else threads,
                min_trigger=real("min_trigger") if min_trigger is None else min_trigger,
            )
        )

    @property
    def digest(self) -> str:
        """The first 12 hex digits of the weights' SHA-256."""
        return self.session.card.digest[:12]

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """One reading a document, in the order given; memory stays flat for any number.

        While a window of documents is given out, the model already reads the next one.
        """
        ahead: _Window | None = None
        with ThreadPoolExecutor(max_workers=self.session.threads) as workers:
            for waiting, jobs in _windows(documents, whole("window_sentences")):
                started = _Window(waiting, jobs, self._start(workers, jobs))
                if ahead is not None:
                    yield from self._finished(ahead)
                ahead = started
            if ahead is not None:
                yield from self._finished(ahead)

    def read_sentences(self, sentences: Sequence[str]) -> list[SentenceReading]:
        """One reading a sentence, each taken by itself, offsets within the sentence."""
        jobs = [_Job(0, 0, Span(start=0, end=len(text), text=text)) for text in sentences]
        with ThreadPoolExecutor(max_workers=self.session.threads) as workers:
            return _collected(jobs, self._start(workers, jobs))

    def _start(self, workers: ThreadPoolExecutor, jobs: Sequence[_Job]) -> list[_Batch]:
        """The jobs in batches of alike length, each handed to a worker."""
        self.session.load()
        encoded = encode_batch(self.session.tokenizer, [job.sentence.text for job in jobs])
        order = sorted(range(len(jobs)), key=lambda i: len(encoded[i].tokens))
        return [
            _Batch(
                batch,
                workers.submit(
                    self._read_batch, [jobs[i] for i in batch], [encoded[i] for i in batch]
                ),
            )
            for batch in _batches(order, encoded, whole("batch_tokens"))
        ]

    def _read_batch(
        self, jobs: Sequence[_Job], encoded: Sequence[Encoded]
    ) -> list[SentenceReading]:
        # Decoded where it was scored: scores are a thousand times larger than readings.
        return decode(
            self.session.tag(encoded),
            encoded,
            [job.sentence for job in jobs],
            blocks=[job.block for job in jobs],
            thresholds=self.session.thresholds,
            calibration=self.session.card.calibration,
        )

    def _finished(self, window: _Window) -> Iterator[Reading]:
        found = _collected(window.jobs, window.batches)
        at = 0
        for index, document in enumerate(window.documents):
            end = at
            while end < len(window.jobs) and window.jobs[end].document == index:
                end += 1
            yield _reading(document, with_neighbours(found[at:end]))
            at = end

    def relate(
        self,
        rows: Sequence[Asked],
        *,
        progress: Callable[[int], object] | None = None,
    ) -> list[Relation]:
        """What the first marked party does to the second, for each row.

        `scores` holds the probability of each type given that there is a relation. Raises
        BadRecord for a span that lies outside its text.
        """
        for number, row in enumerate(rows):
            _verify(row, number)
        marked = [
            encode_pair(self.session.tokenizer, row.text, row.actor, row.recipient) for row in rows
        ]
        order = sorted(range(len(rows)), key=lambda i: len(marked[i][0].tokens))
        found: list[Relation | None] = [None] * len(rows)
        for at in range(0, len(order), RELATE_BATCH):
            batch = order[at : at + RELATE_BATCH]
            scores = self.session.relate(
                [marked[i][0] for i in batch], [marked[i][1] for i in batch]
            )
            for i, relation in zip(batch, self._relations(*scores), strict=True):
                found[i] = relation
            if progress:
                progress(len(batch))
        return [relation for relation in found if relation is not None]

    def _relations(
        self, scores: np.ndarray, statuses: np.ndarray, modes: np.ndarray, tabled: np.ndarray
    ) -> Iterator[Relation]:
        card, book, by_table = self.session.card, Codebook.default(), bool(whole("by_table"))
        none = RELATIONS.index(NO_RELATION)
        moved = scores / card.relation_temperature + np.asarray(card.relation_bias)
        p = softmax(np.delete(moved, none, axis=1))
        names = [name for name in RELATIONS if name != NO_RELATION]
        tabled = tabled / card.relation_temperature + np.asarray(card.relation_bias)
        in_table = np.delete(tabled, none, axis=1).argmax(1)
        for row in range(len(p)):
            kind = names[int(p[row].argmax())]
            columns = [i for i, (of, _) in enumerate(MODES) if of == kind]
            status = STATUSES[int(statuses[row].argmax())]
            yield Relation(
                type=kind,
                plover_type=(
                    names[int(in_table[row])] if by_table else book.future_type(kind, status)
                ),
                mode=MODES[columns[int(modes[row, columns].argmax())]][1],
                status=Status(status),
                scores={n: round(float(v), 5) for n, v in zip(names, p[row], strict=True)},
            )


def _windows(
    documents: Iterable[Document], room: int
) -> Iterator[tuple[list[Document], list[_Job]]]:
    """Documents with their sentences, as many at a time as make about `room` sentences."""
    waiting: list[Document] = []
    jobs: list[_Job] = []
    for document in documents:
        jobs += [
            _Job(len(waiting), block, sentence) for block, sentence in split_sentences(document)
        ]
        waiting.append(document)
        if len(jobs) >= room or len(waiting) >= room:
            yield waiting, jobs
            waiting, jobs = [], []
    if waiting:
        yield waiting, jobs


def _collected(jobs: Sequence[_Job], batches: Sequence[_Batch]) -> list[SentenceReading]:
    """The reading of each job, in order, as soon as all are there."""
    found: list[SentenceReading | None] = [None] * len(jobs)
    for batch in batches:
        for i, reading in zip(batch.jobs, batch.readings.result(), strict=True):
            found[i] = reading
    return [reading for reading in found if reading is not None]


def _reading(document: Document, sentences: list[SentenceReading]) -> Reading:
    # Page furniture that the reader let through reports nothing.
    kept = tuple(s for s in sentences if s.kind is not SentenceKind.BOILERPLATE or s.triggers)
    return Reading(
        document=document,
        sentences=kept,
        recommendations=tuple(find_recommendations(document, kept)),
        figures=tuple(find_figures(document, kept)),
        agenda=tuple(find_agenda(document, kept)),
    )


def _verify(row: Asked, number: int) -> None:
    for name, (start, end) in (("actor", row.actor), ("recipient", row.recipient)):
        if not 0 <= start < end <= len(row.text):
            raise BadRecord(
                where=f"row {number}",
                problem=f"{name} span {start}-{end} lies outside the text",
                valid=f"0 <= start < end <= {len(row.text)}",
            )


def _batches(order: Sequence[int], encoded: Sequence[Encoded], tokens: int) -> Iterator[list[int]]:
    """Neighbours of `order` (sorted by length), at most `tokens` tokens with padding each."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * len(encoded[i].tokens) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
