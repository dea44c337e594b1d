"""Documents in, readings out: the event model fed with batches of alike length."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from vanellus.coding.agenda import find_agenda
from vanellus.coding.decode import decode, softmax
from vanellus.coding.figures import find_figures
from vanellus.coding.labels import MODES, NO_RELATION, RELATIONS, STATUSES
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
from vanellus.settings import whole

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


class Coder:
    """Reads documents with the event model.

    The model runs in a thread of its own while this one splits, tokenises and decodes, so the
    processor never waits for Python.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @staticmethod
    def load(folder: Path | None = None, *, threads: int | None = None) -> Coder:
        """The coder with the model in `folder` (by default the one that comes with Vanellus).

        Raises ModelMissing or ModelMismatch.
        """
        return Coder(Session(folder, threads=whole("threads") if threads is None else threads))

    @property
    def digest(self) -> str:
        """The first 12 hex digits of the weights' SHA-256."""
        return self.session.card.digest[:12]

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """One reading a document, in the order given; memory stays flat for any number."""
        room = whole("window_sentences")
        waiting: list[Document] = []
        jobs: list[_Job] = []
        for document in documents:
            jobs += [
                _Job(len(waiting), block, sentence) for block, sentence in split_sentences(document)
            ]
            waiting.append(document)
            if len(jobs) >= room or len(waiting) >= room:
                yield from self._window(waiting, jobs)
                waiting, jobs = [], []
        if waiting:
            yield from self._window(waiting, jobs)

    def read_sentences(self, sentences: Sequence[str]) -> list[SentenceReading]:
        """One reading a sentence, each taken by itself, offsets within the sentence."""
        jobs = [_Job(0, 0, Span(start=0, end=len(text), text=text)) for text in sentences]
        return self._run(jobs)

    def _window(self, documents: list[Document], jobs: list[_Job]) -> Iterator[Reading]:
        found = self._run(jobs)
        at = 0
        for index, document in enumerate(documents):
            end = at
            while end < len(jobs) and jobs[end].document == index:
                end += 1
            yield self._finish(document, found[at:end])
            at = end

    @staticmethod
    def _finish(document: Document, sentences: list[SentenceReading]) -> Reading:
        # Page furniture that the reader let through reports nothing.
        kept = tuple(s for s in sentences if s.kind is not SentenceKind.BOILERPLATE or s.triggers)
        return Reading(
            document=document,
            sentences=kept,
            recommendations=tuple(find_recommendations(document, kept)),
            figures=tuple(find_figures(document, kept)),
            agenda=tuple(find_agenda(document, kept)),
        )

    def _run(self, jobs: Sequence[_Job]) -> list[SentenceReading]:
        """The reading of each job, in order."""
        if not jobs:
            return []
        encoded = encode_batch(self.session.tokenizer, [job.sentence.text for job in jobs])
        order = sorted(range(len(jobs)), key=lambda i: len(encoded[i].tokens))
        found: list[SentenceReading | None] = [None] * len(jobs)
        card = self.session.card
        with ThreadPoolExecutor(max_workers=1) as runner:
            batches = _batches(order, encoded, whole("batch_tokens"))
            ahead = [
                (batch, runner.submit(self.session.tag, [encoded[i] for i in batch]))
                for batch in itertools.islice(batches, 2)
            ]
            while ahead:
                batch, scores = ahead.pop(0)
                ready = scores.result()
                if following := next(batches, None):
                    ahead.append(
                        (
                            following,
                            runner.submit(self.session.tag, [encoded[i] for i in following]),
                        )
                    )
                readings = decode(
                    ready,
                    [encoded[i] for i in batch],
                    [jobs[i].sentence for i in batch],
                    blocks=[jobs[i].block for i in batch],
                    thresholds=card.thresholds,
                    calibration=card.calibration,
                )
                for i, reading in zip(batch, readings, strict=True):
                    found[i] = reading
        return [reading for reading in found if reading is not None]

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
        self, scores: np.ndarray, statuses: np.ndarray, modes: np.ndarray
    ) -> Iterator[Relation]:
        card, book = self.session.card, Codebook.default()
        none = RELATIONS.index(NO_RELATION)
        moved = scores / card.relation_temperature + np.asarray(card.relation_bias)
        p = softmax(np.delete(moved, none, axis=1))
        names = [name for name in RELATIONS if name != NO_RELATION]
        for row in range(len(p)):
            kind = names[int(p[row].argmax())]
            columns = [i for i, (of, _) in enumerate(MODES) if of == kind]
            status = STATUSES[int(statuses[row].argmax())]
            yield Relation(
                type=kind,
                plover_type=book.future_type(kind, status),
                mode=MODES[columns[int(modes[row, columns].argmax())]][1],
                status=Status(status),
                scores={n: round(float(v), 5) for n, v in zip(names, p[row], strict=True)},
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
