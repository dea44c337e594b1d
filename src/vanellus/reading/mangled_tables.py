"""Tables whose mark-up stands in the text as text, put together again from what is left of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from vanellus.reading.draft import Piece, reads_as_header, table
from vanellus.reading.markup_debris import (
    Tag,
    after_last_blank_line,
    drop_scripts,
    has_debris,
    holds_blank_line,
    is_of_cell,
    is_of_table,
    tags_of,
    without_tags,
)


def unpick(text: str) -> list[str | Piece]:
    """The text in parts: plain text without tags, and the tables that stood in it as mark-up."""
    text = drop_scripts(text)
    if not has_debris(text):
        return [text]
    tags = list(tags_of(text))
    starts = [tag.start for tag in tags]
    parts: list[str | Piece] = []
    at = 0
    for region in _regions(text, tags):
        piece = region.table(text)
        if piece is None:
            continue
        parts.append(_plain(text, at, region.start, tags, starts))
        parts.append(piece)
        at = region.end
    parts.append(_plain(text, at, len(text), tags, starts))
    return [part for part in parts if isinstance(part, Piece) or part.strip()]


def _plain(text: str, start: int, end: int, tags: list[Tag], starts: list[int]) -> str:
    inside = [
        Tag(tag.name, tag.shut, tag.sure, tag.start - start, tag.end - start)
        for tag in tags[bisect_left(starts, start) : bisect_left(starts, end)]
        if tag.end <= end
    ]
    return without_tags(text[start:end], inside)


@dataclass(slots=True)
class _Region:
    """A stretch of text from the first to the last tag of a table."""

    start: int
    end: int
    tags: list[Tag] = field(default_factory=list)

    def table(self, text: str) -> Piece | None:
        """The table, or None if rows and cells can't be told."""
        builder = _Rows()
        at = self.start
        for tag in self.tags:
            builder.text(text[at : tag.start])
            builder.tag(tag)
            at = tag.end
        builder.text(text[at : self.end])
        return builder.piece()


def _regions(text: str, tags: list[Tag]) -> list[_Region]:
    """Stretches that hold one table each."""
    found: list[_Region] = []
    current: _Region | None = None
    last: Tag | None = None
    previous_end = 0
    inline: list[Tag] = []
    for tag in tags:
        if not is_of_table(tag):
            inline.append(tag)
            continue
        lead = _lead(text, previous_end, tag)
        if current is not None and last is not None and _parted(text, last, tag):
            _close(text, current, last, found)
            current = None
        if current is None:
            current = _Region(lead, tag.end)
        current.tags += [*(one for one in inline if one.start >= current.start), tag]
        inline.clear()
        current.end = tag.end
        last = tag
        previous_end = tag.end
    if current is not None and last is not None:
        _close(text, current, last, found)
    return found


def _lead(text: str, after: int, tag: Tag) -> int:
    """Where the table begins that `tag` is the first tag of.

    Before a cell's end stands the cell, whose own beginning was lost.
    """
    if is_of_cell(tag) and tag.shut:
        line = text.rfind("\n", after, tag.start) + 1
        return max(after, line)
    return tag.start


def _parted(text: str, last: Tag, tag: Tag) -> bool:
    """Whether prose stands between two tags of tables, so that they belong to two tables."""
    if tag.name == "table" and not tag.shut:
        return True
    between = text[last.end : tag.start]
    if not between.strip():
        return last.name == "table" and last.shut and holds_blank_line(between)
    cell_is_open = is_of_cell(last) and not last.shut
    if cell_is_open or not holds_blank_line(between):
        return False
    before = without_tags(between, list(tags_of(between)))
    # A lone cell may stand after a blank line; whatever stands before that line is prose.
    return bool(before[: after_last_blank_line(before)].strip()) or not (
        is_of_cell(tag) and tag.shut
    )


def _close(text: str, region: _Region, last: Tag, found: list[_Region]) -> None:
    """Ends the region; the words after a cell's beginning, up to the line's end, belong to it."""
    if is_of_cell(last) and not last.shut:
        line = text.find("\n", last.end)
        region.end = len(text) if line < 0 else line
    found.append(region)


class _Rows:
    """Gathers the cells and rows of one table."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.words: list[str] = []
        self.opened = False
        self.header = False
        self.lines: list[list[str]] = []
        """The cells by the lines they begin on, for tables that lost all tags of rows."""

    def text(self, words: str) -> None:
        """Takes what stands between two tags."""
        before_cell = not self.opened and not "".join(self.words).strip()
        if not self.lines or (before_cell and "\n" in words[: len(words) - len(words.lstrip())]):
            self.lines.append([])
        self.words.append(words)

    def tag(self, tag: Tag) -> None:
        """Takes a tag: cells and rows end at those of tables, others leave a space."""
        if is_of_cell(tag):
            if tag.shut:
                self._end_cell(empty=self.opened and tag.sure)
                self.opened = False
            else:
                self._end_cell()
                self.opened = True
            self.header |= tag.name == "th" and not self.rows
        elif is_of_table(tag):
            self._end_row()
        elif tag.name in ("br", "li", "p", "ul", "ol", "div"):
            self.words.append(" ")

    def _end_cell(self, *, empty: bool = False) -> None:
        cell = " ".join("".join(self.words).split()).strip(" |")
        self.words.clear()
        if cell or empty:
            self.row.append(cell)
            self.lines[-1].append(cell)

    def _end_row(self) -> None:
        self._end_cell()
        self.opened = False
        if any(self.row):
            self.rows.append(self.row)
        self.row = []

    def piece(self) -> Piece | None:
        """The table if it has two rows and two columns at least."""
        self._end_row()
        rows = self.rows
        if len(rows) == 1:
            rows = [line for line in self.lines if line]
        rows = _even(rows)
        if len(rows) < 2 or len(rows[0]) < 2:
            return None
        return table(rows, header=self.header or reads_as_header(rows))


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Rows in which lost row ends are put back: a row twice as long as most becomes two."""
    if not rows:
        return rows
    lengths = Counter(len(row) for row in rows)
    usual = max(lengths, key=lambda length: (lengths[length], -length))
    first = len(rows[0])
    width = first if first > 1 and all(len(row) % first == 0 for row in rows[1:]) else usual
    if width < 2:
        return rows
    even = []
    for row in rows:
        if len(row) > width and len(row) % width == 0:
            even += [row[at : at + width] for at in range(0, len(row), width)]
        else:
            even.append(row)
    return even
