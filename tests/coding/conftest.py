"""Documents for the registers, written down as marked lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer

from vanellus.coding.labels import MARKERS
from vanellus.coding.recommendations import find_recommendations
from vanellus.coding.sentences import split_sentences
from vanellus.records import (
    Block,
    BlockKind,
    Document,
    Mention,
    MentionKind,
    Recommendation,
    SentenceKind,
    SentenceReading,
    Span,
    Trigger,
)

Page = Callable[..., Document]
Readings = Callable[..., list[SentenceReading]]


class _Writer:
    """Grows a document's text and its blocks."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.rows: list[tuple[Span, ...]] = []

    def write(self, words: str) -> Span:
        if self.text:
            self.text += "\n"
        start = len(self.text)
        self.text += words
        return Span(start=start, end=len(self.text), text=words)

    def block(self, kind: BlockKind, words: str, level: int = 0) -> None:
        at = self.write(words)
        self.blocks.append(Block(kind=kind, start=at.start, end=at.end, level=level))

    def close_table(self) -> None:
        if self.rows:
            rows, self.rows = tuple(self.rows), []
            self.blocks.append(
                Block(
                    kind=BlockKind.TABLE,
                    start=rows[0][0].start,
                    end=rows[-1][-1].end,
                    rows=rows,
                    header=True,
                )
            )


@pytest.fixture(scope="session")
def page() -> Page:
    """`# ` opens a heading (`## ` a lower one), `* ` a list item (`** ` a nested one), `|` a row
    of cells; any other line is a paragraph.
    """

    def build(*lines: str) -> Document:
        writer = _Writer()
        for line in lines:
            mark, _, words = line.partition(" ")
            if line.startswith("|"):
                cells = line.strip("|").split("|")
                writer.rows.append(tuple(writer.write(cell.strip()) for cell in cells))
                continue
            writer.close_table()
            if mark and set(mark) == {"#"}:
                writer.block(BlockKind.HEADING, words, len(mark))
            elif mark and set(mark) == {"*"}:
                writer.block(BlockKind.LIST_ITEM, words, len(mark) - 1)
            else:
                writer.block(BlockKind.PARAGRAPH, line)
        writer.close_table()
        return Document(
            id="page", origin="page.html", text=writer.text, blocks=tuple(writer.blocks)
        )

    return build


@pytest.fixture(scope="session")
def readings() -> Readings:
    """The sentences of a document as an event model would give them that found nothing, or only
    what is handed in.
    """

    def read(
        document: Document,
        *,
        kind: SentenceKind = SentenceKind.REPORT,
        contexts: tuple[str, ...] = (),
        mentions: tuple[tuple[str, MentionKind], ...] = (),
        triggers: tuple[Trigger, ...] = (),
    ) -> list[SentenceReading]:
        found = []
        for block, sentence in split_sentences(document):
            here = []
            for words, sort in mentions:
                at = sentence.text.find(words)
                if at >= 0:
                    start = sentence.start + at
                    here.append(
                        Mention(
                            start=start, end=start + len(words), text=words, kind=sort, score=0.9
                        )
                    )
            found.append(
                SentenceReading(
                    sentence=sentence,
                    kind=kind,
                    mentions=tuple(here),
                    triggers=triggers,
                    contexts=contexts,
                    block=block,
                )
            )
        return found

    return read


@pytest.fixture
def word_tokenizer() -> Tokenizer:
    """A tokenizer to which every word is one unknown token, with the marks that coding needs."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *MARKERS]
    tokenizer = Tokenizer(WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


@pytest.fixture
def advice(page: Page, readings: Readings) -> Callable[..., list[Recommendation]]:
    """Finds the recommendations of a page whose spans are those of its text."""

    def find(*lines: str, **options: Any) -> list[Recommendation]:
        document = page(*lines)
        recommendations = list(find_recommendations(document, readings(document, **options)))
        for each in recommendations:
            assert document.text[each.span.start : each.span.end] == each.span.text
            assert each.doc_id == document.id
            who = each.addressee
            if who:
                assert document.text[who.start : who.end] == who.text
        return recommendations

    return find
