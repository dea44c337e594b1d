"""A draft to a document: furniture out, text laid out, language and id found."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.reading.draft import Given, LeftOut, Note, Piece
from vanellus.reading.front import same_words
from vanellus.reading.furniture import parted
from vanellus.reading.language import declared_language, language_of
from vanellus.reading.layout import CELL_GAP, laid_out, laid_over
from vanellus.records import BlockKind, Document, Dropped, DropReason
from vanellus.settings import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vanellus.reading.draft import Draft

_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’')\]]*(?=\s)|\n")
NOTHING_GIVEN: Final = Given()
_SHOWN: Final = 200
"""Characters of a cut-off rest that are kept as the dropped part; the rest may be huge."""


def finished(
    draft: Draft,
    *,
    origin: str,
    where: str | None = None,
    given: Given = NOTHING_GIVEN,
) -> Iterator[Dropped | Document]:
    """The parts that were left out of the draft, then its document.

    `where` is said in messages if it is more exact than `origin`. Raises LeftOut when no text
    remains.
    """
    where = where or origin
    kept, furniture = parted([piece for piece in draft.pieces if _says_something(piece)])
    lifted = list(draft.lifted)
    if kept and same_words(kept[0].text, draft.title) and kept[0].kind is not BlockKind.TABLE:
        lifted.append(kept.pop(0).text)
    notes = [*draft.notes]
    kept, rest = _shortened(kept, whole("max_chars"))
    notes += [too_long(rest)] if rest else []
    if not kept:
        raise LeftOut(
            where=where,
            problem="holds no text of a report" + (", only page furniture" if furniture else ""),
            valid="a text of a few words at least",
            reason=DropReason.NO_TEXT,
        )
    over = None
    if draft.original is not None and not furniture and not rest:
        over = laid_over(draft.original, kept, lifted)
    text, blocks = over or laid_out(kept)
    own = given.id or draft.id or digest(draft.title, text)
    notes = [*(_furniture(piece) for piece in furniture), *notes]
    yield from (_part(origin, where, own, note) for note in notes)
    declared = declared_language(given.language) or declared_language(draft.language)
    yield Document(
        id=own,
        origin=origin,
        text=text,
        title=draft.title or None,
        published=draft.published or given.published,
        publisher=draft.publisher or None,
        author=draft.author or None,
        language=declared or language_of(text),
        url=draft.url or None,
        blocks=blocks,
    )


def _says_something(piece: Piece) -> bool:
    if piece.rows:
        return any(letter.isalnum() for row in piece.rows for cell in row for letter in cell)
    return bool(piece.text)


def digest(title: str | None, text: str) -> str:
    """The id of a document that has none: the same content always has the same."""
    content = f"{title or ''}\n{text}".encode("utf-8", "replace")
    return hashlib.sha256(content).hexdigest()[:16]


def too_long(rest: str) -> Note:
    """The note that a text was cut off before `rest`."""
    limit = whole("max_chars")
    return Note(
        reason=DropReason.TOO_LARGE,
        problem=f"text beyond {limit:,} characters was cut off",
        part=rest[:_SHOWN] + ("…" if len(rest) > _SHOWN else ""),
        valid="a larger VANELLUS_MAX_CHARS",
    )


def cut(text: str, limit: int) -> tuple[str, str]:
    """The text up to `limit` characters, ended at a sentence or else a word, and the rest."""
    if len(text) <= limit:
        return text, ""
    window = max(0, limit - 2000)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, window, limit)]
    at = ends[-1] if ends else text.rfind(" ", window, limit)
    at = at if at > 0 else limit
    return text[:at].rstrip(), text[at:].lstrip()


def _shortened(pieces: Sequence[Piece], limit: int) -> tuple[list[Piece], str]:
    """The pieces up to `limit` characters, and the beginning of what had to go."""
    kept: list[Piece] = []
    used = 0
    for piece in pieces:
        marker = len(piece.marker) + 1 + 2 * piece.level if piece.marker else 0
        size = len(piece.text) + 2 + marker + sum(_size(row) for row in piece.rows)
        if used + size > limit + 2:
            start, rest = (_cut_table if piece.rows else _cut_words)(piece, limit - used)
            return [*kept, *start], rest
        kept.append(piece)
        used += size
    return kept, ""


def _cut_words(piece: Piece, room: int) -> tuple[list[Piece], str]:
    start, rest = cut(piece.text, max(0, room))
    return ([replace(piece, text=start)] if start else []), rest


def _cut_table(piece: Piece, room: int) -> tuple[list[Piece], str]:
    """The rows that have room, if there are two of them at least."""
    number = 0
    for row in piece.rows:
        room -= _size(row)
        if room < 0:
            break
        number += 1
    rest = CELL_GAP.join(cell for row in piece.rows[number : number + 20] for cell in row)
    return ([replace(piece, rows=piece.rows[:number])] if number > 1 else []), rest or "…"


def _size(row: Sequence[str]) -> int:
    return sum(len(cell) + len(CELL_GAP) for cell in row)


def _furniture(piece: Piece) -> Note:
    return Note(
        reason=DropReason.BOILERPLATE,
        problem="page furniture, no part of the report",
        part=piece.text,
    )


def _part(origin: str, where: str, doc_id: str, note: Note) -> Dropped:
    hint = f" (valid: {note.valid})" if note.valid else ""
    return Dropped(
        origin=origin,
        reason=note.reason,
        detail=f"{where}: {note.problem}{hint}",
        doc_id=doc_id,
        part=note.part,
    )
