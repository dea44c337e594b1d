"""Given event mentions of gold documents, joined by our linking and by their lemmas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vanellus.coding import Coder
from vanellus.evaluating import chosen_events
from vanellus.linking.mentions import EventMention, join_by_lemma, join_mentions

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from vanellus.evaluating import Gold
    from vanellus.records import SentenceReading

Answer = dict[str, "Hashable"]


def answers_of(rows: Sequence[Gold]) -> dict[str, Answer]:
    """Our clusters and those of the lemma heuristic: of all documents together, then with what
    gold knows of their topics and subtopics given to both.

    A subtopic of gold is one happening, so ours need not find out there which documents belong
    together.
    """
    mentions = mentions_of(rows)
    texts = {row["id"]: row["text"] for row in rows}
    lemmas = join_by_lemma([mention for some in mentions.values() for mention in some])
    out: dict[str, Answer] = {}
    for name, key in (
        ("", None),
        (" within gold topic", "topic"),
        (" within gold subtopic", "subtopic"),
    ):
        parts: dict[Any, list[str]] = {}
        for row in rows:
            parts.setdefault(row[key] if key else None, []).append(row["id"])
        ours: Answer = {}
        by_lemma: Answer = {}
        for part, documents in parts.items():
            some = [mention for document in documents for mention in mentions[document]]
            joined = join_mentions(some, texts, one_happening=key == "subtopic")
            ours.update((mention, (part, event)) for mention, event in joined.items())
            by_lemma.update((mention.id, (part, lemmas[mention.id])) for mention in some)
        out[f"ours{name}"] = ours
        out[f"same lemma{name}"] = by_lemma
    return out


def mentions_of(rows: Sequence[Gold]) -> dict[str, list[EventMention]]:
    """The mentions that count of each document, each in its sentence, with the type that the event
    model tells.
    """
    placed = [(row, event, _sentence(row, event)) for row in rows for event in chosen_events(row)]
    wanted = sorted(
        {(row["id"], *span): row["text"][slice(*span)] for row, _, span in placed}.items()
    )
    readings = Coder.load().read_sentences([text for _, text in wanted])
    read = {key: reading for (key, _), reading in zip(wanted, readings, strict=True)}
    out: dict[str, list[EventMention]] = {row["id"]: [] for row in rows}
    for row, event, (start, end) in placed:
        out[row["id"]].append(
            EventMention(
                id=event["id"],
                document=row["id"],
                sentence=f"{row['id']}/{start}",
                trigger=row["text"][event["start"] : event["end"]],
                before=row["text"][start : event["start"]],
                after=row["text"][event["end"] : end],
                type=_type(
                    read[row["id"], start, end], event["start"] - start, event["end"] - start
                ),
            )
        )
    return out


def _sentence(row: Gold, event: Gold) -> tuple[int, int]:
    """Start and end of the sentence that a mention begins in; its own where none holds it."""
    return next(
        (
            (sentence["start"], sentence["end"])
            for sentence in row["sentences"]
            if sentence["start"] <= event["start"] < sentence["end"]
        ),
        (event["start"], event["end"]),
    )


def _type(reading: SentenceReading, start: int, end: int) -> str | None:
    return next((t.type for t in reading.triggers if t.start < end and start < t.end), None)
