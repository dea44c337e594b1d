"""The register of recommendations: what a document says should be done.

They stand in tables with such a header, in lists under such a lead-in, and in running text. What a
politician demands is no recommendation but an event (REQUEST), and is left to the event model.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.advice import ANAPHORS, CUES, Firmness, advice_in
from vanellus.coding.advice_lists import (
    NUMBERED,
    addressee_of_lead,
    announces_advice,
    heads_advice,
    split_advice,
    told_by,
)
from vanellus.coding.advice_tables import rows_advised
from vanellus.coding.attribution import Attribution, Voice, said_in
from vanellus.coding.impacts import (
    following_impact,
    opening_impact,
)
from vanellus.coding.judgments import is_sentenced
from vanellus.coding.lists_read import headings_above, item_of, list_runs
from vanellus.coding.parties import entity, is_party
from vanellus.coding.phrases import Stretch
from vanellus.coding.tables_read import tables_of
from vanellus.coding.verbs import is_imperative
from vanellus.coding.words import alternatives
from vanellus.records import BlockKind, Document, MentionKind, Recommendation, SentenceKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from vanellus.coding.advice_forms import Advice
    from vanellus.coding.advice_lists import Told
    from vanellus.records import SentenceReading

_SPORT: Final = re.compile(rf"\b(?:{alternatives('advice', 'sport')})\b", re.IGNORECASE)


def find_recommendations(
    document: Document, sentences: Sequence[SentenceReading]
) -> Iterator[Recommendation]:
    """The document's recommendations, in the order of its text."""
    found: list[Recommendation] = []
    used: set[int] = set()
    above = headings_above(document)
    for table in tables_of(document):
        found += [
            _from_told(document, row, told, None)
            for row, told in rows_advised(document, table, above[table.block])
        ]
    for index, recommendation in (*_of_lists(document), *_of_paragraphs(document, above)):
        used.add(index)
        found.append(recommendation)
    found += _of_text(document, sentences, used=used, above=above)
    told = [each for each in found if each.action]
    yield from sorted(told, key=lambda each: each.span.start)


def _of_lists(document: Document) -> Iterator[tuple[int, Recommendation]]:
    """Blocks of lists and their recommendations."""
    for run in list_runs(document):
        if not announces_advice(document, run):
            continue
        common = addressee_of_lead(document.text, run.lead if run.opened else None)
        if common is None and run.headings:
            common = addressee_of_lead(document.text, run.headings[0])
        depth, above = 0, common
        for index in run.items:
            block = document.blocks[index]
            item = item_of(document.text, block.start, block.end)
            if block.level <= depth:
                depth, above = block.level, common
            told = told_by(document, item, certain=True)
            if told:
                yield index, _from_told(document, item.whole, told, above)
            elif item.label and is_party(item.label.text):
                # `ECOWAS:` with the advice in a list below it.
                depth, above = block.level, addressee_of_lead(document.text, item.label)


def _of_paragraphs(
    document: Document, above: Sequence[tuple[Span, ...]]
) -> Iterator[tuple[int, Recommendation]]:
    """Blocks and recommendations of paragraphs set out like items, under such a heading."""
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.PARAGRAPH or not heads_advice(above[index]):
            continue
        item = item_of(document.text, block.start, block.end)
        if item.label or is_imperative(item.body.text.split(" ", 1)[0]):
            told = told_by(document, item, certain=False)
            if told:
                yield index, _from_told(document, item.whole, told, None)


def _of_text(
    document: Document,
    sentences: Sequence[SentenceReading],
    *,
    used: Collection[int],
    above: Sequence[tuple[Span, ...]],
) -> Iterator[Recommendation]:
    """The recommendations of running text."""
    before: Recommendation | None = None
    before_block = -1
    for number, reading in enumerate(sentences):
        if reading.block in used or reading.kind is SentenceKind.BOILERPLATE:
            continue
        sentence = reading.sentence
        recommends = reading.kind is SentenceKind.RECOMMENDATION
        if not recommends and not any(cue in sentence.text for cue in CUES):
            continue
        said = said_in(document, sentences, number)
        if said.voice is Voice.OTHER:
            continue  # a politician's demand
        if NUMBERED.match(sentence.text):
            told = told_by(
                document, item_of(document.text, sentence.start, sentence.end), certain=True
            )
            if told:
                yield _from_told(document, sentence, told, None)
            continue
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        for each in _of_sentence(document, reading, said, above):
            recommendation = _told_to(each, before if before_block == reading.block else None)
            before, before_block = recommendation, reading.block
            if following and following.block == reading.block and recommendation.impact is None:
                impact = following_impact(following.sentence.text)
                yield dataclasses.replace(recommendation, impact=impact)
            else:
                yield recommendation


def _of_sentence(
    document: Document,
    reading: SentenceReading,
    said: Attribution,
    above: Sequence[tuple[Span, ...]],
) -> Iterator[Recommendation]:
    """The recommendations of one sentence whose words may be advice."""
    sentence = reading.sentence
    in_block = 0 <= reading.block < len(document.blocks)
    if _SPORT.search(sentence.text) or sentence.text.endswith(("?", ":")):
        return
    if in_block and document.blocks[reading.block].kind is BlockKind.HEADING:
        return
    firmness = Firmness.PLAIN
    if in_block and heads_advice(above[reading.block]):
        firmness = Firmness.SECTION
    elif said.voice is Voice.ANALYST or reading.kind is SentenceKind.RECOMMENDATION:
        firmness = Firmness.FIRM
    actors = {each.end for each in reading.mentions if each.kind is MentionKind.ACTOR}
    # First what is said without who says it: `analysts say the junta should ...`.
    starts = dict.fromkeys((said.said_from, sentence.start))
    found = [
        list(advice_in(document.text, start, said.said_to, firmness=firmness, actors=actors))
        for start in starts
    ]
    for advice in next(filter(None, found), []):
        if said.voice is Voice.AUTHOR and _is_request(reading, advice):
            continue
        if is_sentenced(document.text, sentence.start, advice.action):
            continue
        split = split_advice(document.text, advice)
        yield _record(
            document,
            sentence,
            area=None,
            action=split.action,
            impact=split.impact or opening_impact(sentence.text),
            addressee=advice.addressee,
        )


def _told_to(recommendation: Recommendation, before: Recommendation | None) -> Recommendation:
    """The recommendation, told to whom the one before it was told if only a pronoun says it."""
    who = recommendation.addressee
    if who and before and before.addressee and who.text.lower() in ANAPHORS:
        return dataclasses.replace(recommendation, addressee=before.addressee)
    return recommendation


def _is_request(reading: SentenceReading, advice: Advice) -> bool:
    """Whether the event model sees somebody's demand in the words before the advice."""
    return any(
        trigger.type == "REQUEST" and trigger.arcs and trigger.start < advice.action.start
        for trigger in reading.triggers
    )


def _from_told(
    document: Document, whole: Span, told: Told, common: Stretch | None
) -> Recommendation:
    return _record(
        document,
        whole,
        area=told.area,
        action=told.action,
        impact=told.impact,
        addressee=told.addressee or common,
    )


def _record(
    document: Document,
    where: Span,
    *,
    area: str | None,
    action: str,
    impact: str | None,
    addressee: Stretch | None,
) -> Recommendation:
    return Recommendation(
        doc_id=document.id,
        area=area,
        action=action,
        addressee=entity(document.text, *addressee) if addressee else None,
        impact=impact,
        span=where,
    )
