"""Pieces laid out as one text, so that the offsets of all blocks and cells are exact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.reading.draft import Piece

CELL_GAP: Final = " | "
_GAP: Final = re.compile(r"(?:[\s•‣◦▪▫●○■□➢➤►✓✔⁃∙·*#+–—|-]|\(?\d{1,2}[.)](?=\s)|\(?[a-h]\)(?=\s))*")
"""What may stand between the pieces of a text that is kept as it is: space and list markers."""


def laid_out(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """A fresh text of the pieces, and the blocks in it.

    Blank lines part blocks; the items of a list stand on lines of their own, with their markers
    outside their blocks; a row of a table is a line, its cells parted by ` | `. Such a text is read
    back to the same blocks.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    before: BlockKind | None = None
    for piece in pieces:
        gap = "" if before is None else "\n\n"
        if piece.kind is BlockKind.LIST_ITEM:
            gap = "\n" if before is BlockKind.LIST_ITEM else gap
            gap += f"{'  ' * piece.level}{piece.marker or '•'} "
        parts.append(gap)
        at += len(gap)
        if piece.kind is BlockKind.TABLE:
            words, rows = _cells(piece, at)
        else:
            words, rows = piece.text, ()
        parts.append(words)
        blocks.append(_block(piece, at, at + len(words), rows))
        at += len(words)
        before = piece.kind
    return "".join(parts), tuple(blocks)


def _cells(piece: Piece, at: int) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    lines: list[str] = []
    rows: list[tuple[Span, ...]] = []
    for row in piece.rows:
        cells = []
        words = [" ".join(cell.split()).replace("|", "/") for cell in row]
        start = at
        for cell in words:
            cells.append(Span(start=start, end=start + len(cell), text=cell))
            start += len(cell) + len(CELL_GAP)
        lines.append(CELL_GAP.join(words))
        rows.append(tuple(cells))
        at += len(lines[-1]) + 1
    return "\n".join(lines), tuple(rows)


def _block(piece: Piece, start: int, end: int, rows: tuple[tuple[Span, ...], ...] = ()) -> Block:
    return Block(
        kind=piece.kind, start=start, end=end, level=piece.level, rows=rows, header=piece.header
    )


def laid_over(
    text: str, pieces: Sequence[Piece], lifted: Sequence[str]
) -> tuple[str, tuple[Block, ...]] | None:
    """The blocks of the pieces in the text that they were read from, which keeps its length.

    Line breaks inside a block become spaces; the lifted lines stay in the text, in no block. None
    if anything else than space and list markers stands between the pieces: the text then needed
    mending and has to be laid out anew.
    """
    letters = list(text)
    flat = text.translate({ord("\n"): " ", ord("\t"): " "})
    blocks: list[Block] = []
    at = 0
    for line in lifted:
        start = flat.find(line, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(line)
    for piece in pieces:
        if piece.kind is BlockKind.TABLE:
            placed = _placed_cells(flat, piece, at)
            if placed is None:
                return None
            blocks.append(placed)
        else:
            start = _place(flat, piece.text, at)
            if start < 0:
                return None
            end = start + len(piece.text)
            letters[start:end] = piece.text
            blocks.append(_block(piece, start, end))
        at = blocks[-1].end
    if _GAP.fullmatch(text, at) is None:
        return None
    return "".join(letters), tuple(blocks)


def _place(flat: str, words: str, at: int) -> int:
    """Where the words begin if nothing but a gap lies before them, else -1."""
    if flat.startswith(words, at):
        return at
    gap = _GAP.match(flat, at)
    end = gap.end() if gap else at
    # The words may begin with what could be a marker (`-5 degrees`), so look from the gap's start.
    return flat.find(words, at, end + len(words))


def _placed_cells(flat: str, piece: Piece, at: int) -> Block | None:
    rows = []
    first: int | None = None
    for row in piece.rows:
        cells = []
        for cell in row:
            start = _place(flat, cell, at)
            if start < 0 or not cell:
                return None
            first = start if first is None else first
            at = start + len(cell)
            cells.append(Span(start=start, end=at, text=cell))
        rows.append(tuple(cells))
    return None if first is None else _block(piece, first, at, tuple(rows))
