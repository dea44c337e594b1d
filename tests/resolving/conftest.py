"""Readings made by hand: `[A1|Mali] [E1 SANCTION.expel|expelled] [R1|the envoy]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from vanellus.records import (
    Arc,
    Coded,
    Document,
    Entity,
    Mention,
    MentionKind,
    Place,
    Reading,
    Role,
    SentenceKind,
    SentenceReading,
    Span,
    Status,
    Trigger,
)
from vanellus.resolving import Resolver
from vanellus.resolving.lexicon import Lexicon

MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
ROLES = {
    "A": Role.ACTOR,
    "R": Role.RECIPIENT,
    "P": Role.PLACE,
    "D": Role.DATE,
    "S": Role.SPEAKER,
}
KINDS = {"P": MentionKind.PLACE, "D": MentionKind.DATE}
TOWNS = {"Gao": "MLI", "Djibo": "BFA", "Leicester": "GBR", "Moura": "MLI", "Kandahar": "AFG"}


def sentence_of(line: str, *, offset: int, block: int) -> SentenceReading:
    """One marked line; after ` # ` stand its contexts."""
    line, _, contexts = line.partition(" # ")
    text, at = "", 0
    mentions: list[Mention] = []
    arcs: dict[str, list[Arc]] = {}
    events: list[tuple[str, str, int, int]] = []
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        at = match.end()
        start = offset + len(text)
        text += match[2]
        end = offset + len(text)
        if match[1].startswith("E"):
            events.append((match[1], match[2], start, end))
            continue
        tags = match[1].split()
        kind = KINDS.get(tags[0][0], MentionKind.ACTOR)
        for tag in tags:
            if tag[0] in ROLES:
                arcs.setdefault(tag[1:], []).append(
                    Arc(mention=len(mentions), role=ROLES[tag[0]], score=0.9)
                )
        mentions.append(Mention(start=start, end=end, text=match[2], kind=kind, score=0.9))
    text += line[at:]
    triggers = []
    for tag, words, start, end in events:
        number, rest = tag[1:].split(" ", 1)
        name, *status = rest.split()
        kind, _, mode = name.partition(".")
        triggers.append(
            Trigger(
                start=start,
                end=end,
                text=words,
                type=kind,
                mode=mode or None,
                status=Status(status[0]) if status else Status.OCCURRED,
                score=0.9,
                arcs=tuple(arcs.get(number, ())),
            )
        )
    return SentenceReading(
        sentence=Span(start=offset, end=offset + len(text), text=text),
        kind=SentenceKind.REPORT,
        mentions=tuple(mentions),
        triggers=tuple(triggers),
        contexts=tuple(contexts.split()),
        block=block,
    )


def reading_of(*lines: str, published: str | None = "2025-04-02", title: str = "") -> Reading:
    """The reading of marked lines; a title is a marked line, too."""
    text, sentences = "", []
    for block, line in enumerate([title, *lines] if title else lines, -1 if title else 0):
        sentence = sentence_of(line, offset=len(text), block=block)
        sentences.append(sentence)
        text += sentence.sentence.text + "\n"
    return Reading(
        document=Document(
            id="doc",
            origin="hand",
            text=text,
            title=MARK.sub(r"\2", title) or None,
            published=date.fromisoformat(published) if published else None,
        ),
        sentences=tuple(sentences),
    )


def find_town(
    text: str,
    start: int,
    end: int,
    *,
    document: str | None = None,
    country: str | Sequence[str] | None = None,
) -> Place:
    """A gazetteer of five towns."""
    name = text[start:end]
    found = TOWNS.get(name)
    return Place(
        text=name,
        start=start,
        end=end,
        name=name if found else None,
        country=found or (country if isinstance(country, str) else None),
        geonameid=1 if found else None,
        grain="city" if found else None,
    )


class Reader:
    """Resolves marked lines."""

    def __init__(self) -> None:
        self.resolver = Resolver(Lexicon.default(), resolve_place=find_town)

    def reading(self, *lines: str, **options: Any) -> Reading:
        """The reading of marked lines."""
        return reading_of(*lines, **options)

    def code(self, *lines: str, **options: Any) -> Coded:
        """The coded document of marked lines."""
        return self.resolver.resolve(reading_of(*lines, **options))

    def where(self, line: str, words: str) -> dict[str, Any]:
        """The span of some words of a marked line."""
        start = MARK.sub(r"\2", line).index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    def parties(self, *lines: str, **options: Any) -> dict[str, Entity]:
        """Whom each marked mention stands for, by its words (of the same words the last)."""
        coded = self.code(*(everyone_acts(line) for line in lines), **options)
        return {
            entity.text: entity
            for report in coded.reports
            for entity in (*report.actors, *report.recipients)
        }


def everyone_acts(line: str) -> str:
    """The line with an event for each mention that takes part in none, so that it is reported."""
    found = []
    for number, match in enumerate(re.finditer(r"\[N\|", line), 20):
        found.append((match.start(), match.end(), number))
    for start, end, number in reversed(found):
        line = f"{line[:start]}[A{number}|{line[end:]}"
    events = "".join(f" [E{number} CONSULT|.]" for *_, number in found)
    body, mark, contexts = line.partition(" # ")
    return body + events + mark + contexts


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Resolves marked lines with the real lexicon and a small gazetteer."""
    return Reader()
