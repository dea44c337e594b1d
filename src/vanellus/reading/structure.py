"""Lines of plain text to headings, paragraphs, list items and tables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from vanellus.reading.draft import Piece, heading, item, paragraph, table
from vanellus.reading.flat_tables import header_cells, named_rows, piped, spaced
from vanellus.reading.furniture import is_furniture
from vanellus.reading.line_shapes import (
    Line,
    Marker,
    attach,
    ends_sentence,
    fills,
    goes_on,
    hash_heading,
    is_title_case,
    lines_of,
    may_be_heading,
)
from vanellus.reading.lists import items_of, split_inline
from vanellus.reading.mangled_tables import unpick
from vanellus.records import BlockKind

_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")


def structured(text: str) -> list[Piece]:
    """The pieces of a text in which leftover mark-up may stand."""
    pieces: list[Piece] = []
    for part in unpick(text):
        if isinstance(part, Piece):
            pieces.append(part)
        else:
            pieces += _Reader(lines_of(_EMPHASIS.sub(r"\2", part))).pieces()
    return pieces


class _Reader:
    """Goes through the lines once and gathers pieces."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.last = max((at for at, line in enumerate(lines) if line.text), default=-1)
        self.found: list[Piece] = []
        self.open: str | None = None
        """The paragraph or item that the next line may go on."""
        self.indents: list[int] = []
        self.passed = 0
        """Where the rows of names end that were looked at and are no table."""
        self.items = items_of(lines)
        self.width = _wrap_width(lines)

    def pieces(self) -> list[Piece]:
        """All pieces of the lines."""
        at = 0
        while at < len(self.lines):
            if not self.lines[at].text:
                at += 1
                continue
            end = at
            while end < len(self.lines) and self.lines[end].text:
                end += 1
            self._chunk(self.lines[at:end], at)
            at = end
        return self.found

    def _chunk(self, lines: list[Line], offset: int) -> None:
        """Takes lines between two blank ones."""
        at = 0
        self.passed = 0
        run: list[Line] = []
        while at < len(lines):
            tabled = self._table(lines, at, run)
            if tabled:
                at = tabled
                continue
            line = lines[at]
            marker = self.items.get(offset + at)
            titled = hash_heading(line.text)
            if marker or titled or is_furniture(line.text):
                self._paragraphs(run, more=True)
                run = []
                if marker:
                    at = self._item(lines, at, offset, marker)
                    continue
                self.found.append(heading(titled[1], titled[0]) if titled else paragraph(line.text))
            else:
                run.append(line)
            at += 1
        self._paragraphs(run, more=offset + len(lines) <= self.last)

    def _table(self, lines: list[Line], at: int, run: list[Line]) -> int | None:
        """Takes a table that begins at the line, with its header line; the line after it."""
        found = piped(lines, at) or spaced(lines, at)
        if found:
            self._paragraphs(run, more=True)
            run.clear()
            self.found.append(found[0])
            return found[1]
        if at < self.passed:
            return None
        rows, end = named_rows(lines, at)
        if len(rows) < 2:
            return None
        self.passed = end
        last = self.found[-1] if self.found else None
        if run:
            header = header_cells(run[-1].text)
            if header is None:
                return None
            run.pop()
        else:
            alone = last is not None and last.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
            header = header_cells(last.text) if last is not None and alone else None
            if header is None:
                return None
            self.found.pop()
        self._paragraphs(run, more=True)
        run.clear()
        self.found.append(table([header, *rows], header=True))
        return end

    def _item(self, lines: list[Line], at: int, offset: int, marker: Marker) -> int:
        """Takes a list item with the lines that go on with it; the line after it."""
        line = lines[at]
        words = [line.text[marker.end :]]
        end = at + 1
        while end < len(lines) and offset + end not in self.items:
            following = lines[end].text
            deeper = lines[end].indent > line.indent and not is_furniture(following)
            before = words[-1]
            if not (
                goes_on(before, following, self.width) or (deeper and not ends_sentence(before))
            ):
                break
            attach(words, following)
            end += 1
        depth = self._depth(line.indent)
        parts = split_inline(" ".join(words))
        self.found.append(item(parts[0].text, depth=depth, marker=marker.written))
        self.found += parts[1:]
        return end

    def _depth(self, indent: int) -> int:
        """How deep an item lies, by the indents of the items before it."""
        if not self.found or self.found[-1].kind is not BlockKind.LIST_ITEM:
            self.indents = []
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or indent >= self.indents[-1] + 2:
            self.indents.append(indent)
        return min(len(self.indents) - 1, 8)

    def _paragraphs(self, run: list[Line], *, more: bool) -> None:
        """Takes lines that are neither items nor tables; `more` says whether anything follows."""
        lines = [line.text for line in run]
        if not lines:
            return
        if len(lines) == 1:
            alone = more and may_be_heading(lines[0])
            self.found += [heading(lines[0])] if alone else split_inline(lines[0])
            return
        for text, number in _joined(lines, self.width):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if _heads(text, following, more=more):
                self.found.append(heading(text))
            else:
                self.found += split_inline(text)


def _wrap_width(lines: list[Line]) -> int:
    """The longest line that goes on with a small letter in the next: the width of the text."""
    broken = (one for one, two in pairwise(lines) if goes_on(one.text, two.text, 0))
    return max((len(line.text) for line in broken), default=0)


def _joined(lines: list[str], width: int) -> list[tuple[str, int]]:
    """Lines put together where a break only wrapped them; each with the number of its last."""
    pairs = list(pairwise(lines))
    broken = [goes_on(one, two, width) for one, two in pairs]
    # Where sentences are broken at no fixed width, nothing but a blank line parts paragraphs.
    loose = any(
        joins and not fills(one, two, width)
        for (one, two), joins in zip(pairs, broken, strict=True)
    )
    wrapped = any(broken)
    found: list[tuple[str, int]] = []
    words = [lines[0]]
    for number, (line, joins) in enumerate(zip(lines[1:], broken, strict=True)):
        before = lines[number]
        # In wrapped lines a sentence that fills its line is followed by another of its paragraph.
        full = fills(before, line, width) or (loose and len(before) < 300)
        ended = ends_sentence(before)
        if joins or (
            wrapped and full and before[-1] != ":" and (ended or not is_title_case(before))
        ):
            attach(words, line)
        else:
            found.append((" ".join(words), number))
            words = [line]
    return [*found, (" ".join(words), len(lines) - 1)]


def _heads(text: str, following: str, *, more: bool) -> bool:
    """Whether a line in a run of lines is a heading over the next."""
    if not may_be_heading(text) or not is_title_case(text):
        return False
    if following:
        return len(following) > 1.3 * len(text) or (
            may_be_heading(following) and is_title_case(following)
        )
    return more
