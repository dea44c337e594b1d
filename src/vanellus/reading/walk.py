"""A tree of HTML, or of the main text that trafilatura found in one, to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vanellus.reading.characters import clean_characters
from vanellus.reading.draft import Piece, heading, item, paragraph, reads_as_header, table
from vanellus.reading.line_shapes import is_title_case, marker_of, may_be_heading
from vanellus.reading.markup_debris import has_debris
from vanellus.reading.structure import structured
from vanellus.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SKIPPED: Final = frozenset(
    "script style noscript template title nav footer aside form button select textarea svg math "
    "iframe object audio video canvas figure figcaption graphic dialog menu del".split()
)
_HEADINGS: Final = {**{f"h{level}": level for level in range(1, 7)}, "head": 2}
_ITEMS: Final = frozenset(("li", "item", "dd", "dt"))
_LISTS: Final = frozenset(("ul", "ol", "dl", "list"))
_ROWS: Final = frozenset(("tr", "row"))
_CELLS: Final = frozenset(("td", "th", "cell"))
_BREAKS: Final = frozenset(("br", "lb"))
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font hi i ins kbd label mark q ref rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr img input".split()
)
_WORDS: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class _Walk:
    """What has been met so far."""

    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    numbers: list[int | None] = field(default_factory=list)
    """Of the open lists: how many items an ordered one has had, None for one with bullets."""
    marker: str = "•"
    bold: int = 0
    plain: bool = False
    """Whether words outside bold print have been met in the open block."""

    def say(self, words: str | None) -> None:
        """Takes words of the open block."""
        if words:
            self.words.append(_WORDS.sub(" ", words))
            self.plain |= self.bold == 0 and bool(words.strip())

    def end(self) -> None:
        """Closes the open block."""
        text = clean_characters("".join(self.words))
        all_bold = not self.plain
        self.words.clear()
        self.plain = False
        lines = [" ".join(line.split()) for line in text.split("\n")]
        text = "\n".join(lines).strip()
        if not any(letter.isalnum() for letter in text):
            return
        if self.kind is BlockKind.HEADING:
            self.pieces.append(heading(" ".join(text.split()), self.level))
        elif self.kind is BlockKind.LIST_ITEM:
            self.pieces.append(
                item(" ".join(text.split()), depth=max(self.depth - 1, 0), marker=self.marker)
            )
        elif all_bold and "\n" not in text and may_be_heading(text) and is_title_case(text):
            self.pieces.append(heading(text, 3))
        else:
            self.pieces.append(paragraph(text))


def pieces_of_tree(tree: Any) -> list[Piece]:
    """The pieces of everything in the tree that may belong to a report."""
    from lxml import etree  # noqa: PLC0415  heavy, and only pages need it

    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        name = element.tag if isinstance(element.tag, str) else ""
        name = name.rsplit("}", 1)[-1].lower()
        if event == "start":
            if not name or name in _SKIPPED or _is_hidden(element):
                events.skip_subtree()
            elif name == "table" and (piece := _table(element)) is not None:
                walk.end()
                walk.pieces.append(piece)
                events.skip_subtree()
            else:
                _start(walk, name, element)
        elif name and name not in _SKIPPED:
            _end(walk, name)
        if event == "end" and element is not tree:
            walk.say(element.tail)
    walk.end()
    return restructured(walk.pieces)


def _start(walk: _Walk, name: str, element: Any) -> None:
    if name in _BREAKS:
        walk.words.append("\n")
    elif name in _INLINE:
        walk.bold += _is_bold(name, element)
    else:
        walk.end()
        if name in _HEADINGS:
            walk.kind, walk.level = BlockKind.HEADING, _level(name, element)
        elif name in _LISTS:
            walk.depth += 1
            walk.numbers.append(0 if name == "ol" or element.get("rend") == "ol" else None)
        elif name in _ITEMS:
            walk.kind = BlockKind.LIST_ITEM
            walk.marker = _marker(walk)
    if name in ("pre", "code") and element.text and "\n" in element.text.strip():
        walk.words += element.text.splitlines(keepends=True)
        walk.plain = True
    else:
        walk.say(element.text)


def _end(walk: _Walk, name: str) -> None:
    if name in _BREAKS:
        return
    if name in _INLINE:
        # Whether an element was bold is not known any more; bold print never nests in bold print.
        walk.bold = 0 if name in ("b", "strong", "hi") else walk.bold
        return
    walk.end()
    if name in _LISTS:
        walk.depth = max(walk.depth - 1, 0)
        walk.numbers[-1:] = []
        walk.kind = BlockKind.LIST_ITEM if walk.depth else BlockKind.PARAGRAPH
    elif name in _ITEMS or name in _HEADINGS:
        walk.kind = BlockKind.PARAGRAPH


def _is_bold(name: str, element: Any) -> bool:
    return name in ("b", "strong") or (name == "hi" and element.get("rend") == "#b")


def _level(name: str, element: Any) -> int:
    rend = element.get("rend") or ""
    if name == "head" and len(rend) == 2 and rend[1].isdigit():
        return int(rend[1])
    return _HEADINGS[name]


def _marker(walk: _Walk) -> str:
    if not walk.numbers or walk.numbers[-1] is None:
        return "•"
    walk.numbers[-1] += 1
    return f"{walk.numbers[-1]}."


def _is_hidden(element: Any) -> bool:
    if element.tag == "head" and len(element) and element.getparent() is not None:
        # trafilatura calls its headings so too; those lie in the body.
        return bool(element.getparent().tag == "html")
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _table(element: Any) -> Piece | None:
    """The table, or None if it serves the layout: one column, or tables and paragraphs inside."""
    rows: list[list[str]] = []
    header = False
    for row in element.iter(*_ROWS):
        cells = [cell for cell in row if cell.tag in _CELLS]
        words = [_cell(cell) for cell in cells]
        if any(len(cell) > 1500 for cell in words):
            return None
        if any(words):
            if not rows:
                header = any(_heads(cell) for cell in cells)
            rows.append(words)
    nested = next(element.iterdescendants("table"), None) is not None
    if nested or len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    return table(rows, header=header or reads_as_header(rows))


def _heads(cell: Any) -> bool:
    return bool(cell.tag == "th" or cell.get("role") == "head")


def _cell(cell: Any) -> str:
    words = []
    for part in cell.iter():
        if isinstance(part.tag, str) and part.tag not in _SKIPPED:
            words += [part.text or "", " " if part.tag not in _INLINE else ""]
        if part is not cell:
            words.append(part.tail or "")
    return " ".join(clean_characters("".join(words)).split())


def restructured(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, with paragraphs that hold lines, bullets or mark-up as text read as plain text.

    Neighbouring paragraphs are read together, since a mangled table may run through several.
    """
    found: list[Piece] = []
    for run in _runs(pieces):
        if run[0].kind is not BlockKind.PARAGRAPH:
            found += [_one_line(piece) for piece in run]
        elif has_debris("\n\n".join(piece.text for piece in run)):
            found += structured("\n\n".join(piece.text for piece in run))
        else:
            for piece in run:
                odd = "\n" in piece.text or marker_of(piece.text) is not None or "•" in piece.text
                found += structured(piece.text) if odd else [piece]
    return found


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.kind is BlockKind.PARAGRAPH) != (run[0].kind is BlockKind.PARAGRAPH):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _one_line(piece: Piece) -> Piece:
    """A heading or item without mark-up as text."""
    if piece.kind is BlockKind.TABLE or not has_debris(piece.text):
        return piece
    inner = structured(piece.text)
    words = " ".join(part.text for part in inner if part.text)
    return Piece(kind=piece.kind, text=words, level=piece.level, marker=piece.marker)
