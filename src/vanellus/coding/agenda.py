"""The register of agendas: what meetings, the pillars of talks and countries' interests name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.advice_lists import announces_advice
from vanellus.coding.impacts import clean
from vanellus.coding.lists_read import ListRun, item_of, list_runs, span
from vanellus.coding.parties import entity, is_state
from vanellus.coding.phrases import Stretch, coordinated
from vanellus.coding.pillars_of_text import DEFAULT, pillar_of, pillar_of_contexts, pillar_of_item
from vanellus.coding.subjects import CUES, subjects_in
from vanellus.coding.tables_read import Column, TableRead, tables_of
from vanellus.coding.words import alternatives
from vanellus.records import AgendaItem, BlockKind, Document, MentionKind, SentenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vanellus.records import Entity, SentenceReading, Span

_ANNOUNCES: Final = re.compile(rf"\b(?:{alternatives('agenda', 'announces')})\b", re.IGNORECASE)
_HEADS: Final = re.compile(rf"\b(?:{alternatives('agenda', 'heads')})\b", re.IGNORECASE)
_OWNER: Final = re.compile(
    r"\b(?P<who>[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*?)(?:[’']s?\s+(?:\w+\s+){0,2}"
    r"(?:focus|priorit|interest|agenda|aims|goals|objectives|concerns|wish)|\s+(?:wants|seeks|hopes|"
    r"looks|is after|is interested|is keen|focuses)\b)"
)
_REPORTS: Final = re.compile(r"\b(?:was|were|has|have|had|said|signed|announced|will be held)\b")


def find_agenda(document: Document, sentences: Sequence[SentenceReading]) -> Iterator[AgendaItem]:
    """The document's agenda items, in the order of its text."""
    found: list[AgendaItem] = []
    used: set[int] = set()
    for table in tables_of(document):
        found += _of_table(document, table)
    for run in list_runs(document):
        if announces_advice(document, run):
            used.update(run.items)
        elif _announces_agenda(run):
            items = list(_of_list(document, run))
            # A list of links or of events has few words of any field.
            if 2 * sum(pillar_of(item.text) is not None for item in items) >= len(run.items):
                used.update(run.items)
                found += items
    found += _of_text(document, sentences, used)
    named = [item for item in found if item.text]
    yield from sorted(named, key=lambda item: (item.span.start, item.span.end))


def _of_table(document: Document, table: TableRead) -> Iterator[AgendaItem]:
    """The interests of each party in a table like `Country | Main focus`."""
    columns = table.columns
    if not {Column.PARTY, Column.FOCUS} <= columns.keys() or Column.ADVICE in columns:
        return
    for row in table.rows:
        party, focus = table.cell(row, Column.PARTY), table.cell(row, Column.FOCUS)
        if party is None or focus is None:
            continue
        whose = entity(document.text, party.start, party.end)
        for part in _parts(document.text, focus):
            yield _item(document, part, text=part.text, country=whose)


def _parts(text: str, cell: Span) -> list[Span]:
    """The interests in a cell: more than one only if each names a field, and the fields differ or
    commas part them.
    """
    parts = [span(text, *part) for part in coordinated(text, cell.start, cell.end)]
    pillars = [pillar_of(part.text) for part in parts]
    listed = len(parts) > 2 or ("," in cell.text or ";" in cell.text)
    if len(parts) > 1 and all(pillars) and (listed or len(set(pillars)) > 1):
        return parts
    return [span(text, cell.start, cell.end)]


def _announces_agenda(run: ListRun) -> bool:
    """Whether a list stands under a lead-in or heading that announces subjects of talks."""
    if run.lead and run.opened:
        return bool(_ANNOUNCES.search(run.lead.text))
    return bool(run.headings) and bool(_HEADS.search(run.headings[0].text))


def _of_list(document: Document, run: ListRun) -> Iterator[AgendaItem]:
    """The items of a list, each a subject."""
    common = _owner(document, run)
    for index in run.items:
        block = document.blocks[index]
        item = item_of(document.text, block.start, block.end)
        if not item.whole.text or _REPORTS.search(item.whole.text):
            continue
        label, country, words = item.label, common, item.whole.text
        if label and is_state(label.text) and item.body.text:
            country, words = entity(document.text, label.start, label.end), item.body.text
            label = None
        yield _item(
            document,
            item.whole,
            text=words,
            country=country,
            pillar=pillar_of_item(label.text if label else None, words),
        )


def _owner(document: Document, run: ListRun) -> Entity | None:
    """The country whose list it is, by its lead-in or heading."""
    for lead in (run.lead if run.opened else None, run.headings[0] if run.headings else None):
        match = _OWNER.search(document.text, lead.start, lead.end) if lead else None
        if match and is_state(match["who"]):
            return entity(document.text, *match.span("who"))
    return None


def _of_text(
    document: Document, sentences: Sequence[SentenceReading], used: set[int]
) -> Iterator[AgendaItem]:
    """The subjects that running text names."""
    text = document.text
    for reading in sentences:
        sentence = reading.sentence
        if reading.block in used or reading.kind is SentenceKind.BOILERPLATE:
            continue
        if not any(cue in sentence.text for cue in CUES):
            continue
        in_block = 0 <= reading.block < len(document.blocks)
        if in_block and document.blocks[reading.block].kind is BlockKind.HEADING:
            continue
        actors = {each.end for each in reading.mentions if each.kind is MentionKind.ACTOR}
        for subject in subjects_in(text, sentence.start, sentence.end, actors=actors):
            pillar = pillar_of(subject.text)
            if pillar is None and subject.sure:
                pillar = pillar_of_contexts(reading.contexts) or DEFAULT
            if pillar:
                whose = entity(text, *subject.party) if subject.party else None
                yield _item(
                    document,
                    span(text, *subject.at),
                    text=subject.text,
                    country=whose,
                    pillar=pillar,
                )


def _item(
    document: Document,
    where: Span | Stretch,
    *,
    text: str,
    country: Entity | None,
    pillar: str | None = None,
) -> AgendaItem:
    at = span(document.text, where.start, where.end)
    return AgendaItem(
        doc_id=document.id,
        pillar=pillar or pillar_of_item(None, text),
        text=clean(text),
        country=country,
        span=at,
    )
