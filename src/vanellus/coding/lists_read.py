"""Lists of a document with what leads into them: the sentence before, the headings above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.coding.sentences import spans_of
from vanellus.coding.verbs import is_imperative
from vanellus.coding.words import words
from vanellus.records import BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLET: Final = re.compile(r"\s*(?:[•▪◦‣●○■□➢➤·*–—-]+\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)?")
_LABEL: Final = re.compile(
    r"(?P<label>[^\s:.!?–—;][^:.!?–—;\n]{1,70}?)(?P<mark>:\s*\**\s+|:\s*$|\.\s+|\s+[–—-]\s+)"
)
_GOES_ON: Final = re.compile(r"(?:this|which|it|that)\b")
"""What is said of the words before a mark: `Fence the wells - this would ...` has no label."""
_SMALL: Final = words("lists", "small")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRun:
    """List items that follow one another without anything between them."""

    items: tuple[int, ...]
    """Indices of their blocks."""
    lead: Span | None
    """The last sentence of the paragraph right before the list."""
    headings: tuple[Span, ...]
    """The headings it stands under, the nearest first."""

    @property
    def opened(self) -> bool:
        """Whether the lead-in points forward, by its closing colon or semicolon."""
        return self.lead is not None and self.lead.text.rstrip("* ").endswith((":", ";"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A list item (or a paragraph set out like one): its label, if it has one, and the rest."""

    label: Span | None
    body: Span
    whole: Span
    """Both, without the bullet."""


def span(text: str, start: int, end: int) -> Span:
    """The stretch without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end, text=text[start:end])


def headings_above(document: Document) -> list[tuple[Span, ...]]:
    """For each block the headings it stands under, the nearest first; a heading is above itself."""
    open_ones: list[tuple[int, Span]] = []
    found = []
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            # A page without levels has headings of level 0: each closes the one before.
            open_ones = [each for each in open_ones if each[0] < block.level]
            open_ones.append((block.level, span(document.text, block.start, block.end)))
        found.append(tuple(each for _, each in reversed(open_ones)))
    return found


def list_runs(document: Document) -> Iterator[ListRun]:
    """The document's lists, in order."""
    blocks = document.blocks
    if not any(block.kind is BlockKind.LIST_ITEM for block in blocks):
        return
    above = headings_above(document)
    at = 0
    while at < len(blocks):
        if blocks[at].kind is not BlockKind.LIST_ITEM:
            at += 1
            continue
        first = at
        while at < len(blocks) and blocks[at].kind is BlockKind.LIST_ITEM:
            at += 1
        yield ListRun(
            items=tuple(range(first, at)),
            lead=lead_into(document, first),
            headings=above[first],
        )


def lead_into(document: Document, index: int) -> Span | None:
    """The last sentence of the paragraph right before block `index`, if there is one."""
    if index == 0 or document.blocks[index - 1].kind is not BlockKind.PARAGRAPH:
        return None
    block = document.blocks[index - 1]
    last = None
    for start, end in spans_of(document.text, block.start, block.end):
        last = Span(start=start, end=end, text=document.text[start:end])
    return last


def item_of(text: str, start: int, end: int) -> Item:
    """The item at `text[start:end]`, without its bullet, split at its label.

    >>> item_of("Trade: lift the embargo.", 0, 24).label.text
    'Trade'
    """
    bullet = _BULLET.match(text, start, end)
    whole = span(text, bullet.end() if bullet else start, end)
    match = _LABEL.match(text, whole.start, whole.end)
    named = match and _is_label(match["label"], match["mark"].strip(" *"))
    if match and named and not _GOES_ON.match(text, match.end(), whole.end):
        return Item(
            label=span(text, match.start("label"), match.end("label")),
            body=span(text, match.end(), whole.end),
            whole=whole,
        )
    return Item(label=None, body=whole, whole=whole)


def _is_label(words: str, mark: str) -> bool:
    """Whether the words before `mark` are a label and not the item's first clause."""
    parts = words.split()
    if mark == ":":
        return len(parts) <= 8
    if len(parts) > 6 or not words[:1].isupper() or is_imperative(parts[0]):
        return False
    titled = all(part[:1].isupper() or part.lower() in _SMALL for part in parts)
    # `Free movement. The commission ...` is a label too; longer ones have to be set as titles.
    return titled or (len(parts) <= 2 and mark == ".") or (len(parts) <= 4 and mark != ".")
