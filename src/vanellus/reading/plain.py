"""Plain text to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanellus.reading.characters import clean_characters, resolve_entities
from vanellus.reading.draft import Draft
from vanellus.reading.finish import cut, too_long
from vanellus.reading.front import lift
from vanellus.reading.structure import structured
from vanellus.records import BlockKind
from vanellus.settings import whole

if TYPE_CHECKING:
    from vanellus.reading.draft import Note


def read_plain(text: str, *, keep_layout: bool = False, title: str | None = None) -> Draft:
    """The draft of a plain text.

    With `keep_layout` a text that needs no mending stays as it is, so that offsets into it that the
    caller holds are good for the document too. `title` is the title if that is known.
    """
    text, notes = cleaned(text)
    front = lift(text, title=title)
    fields = front.fields
    pieces = structured(front.rest)
    named = title or fields.get("title")
    first = pieces[0] if len(pieces) > 1 else None
    if named is None and first and first.kind is BlockKind.HEADING and first.level == 1:
        named = pieces.pop(0).text
    return Draft(
        pieces=tuple(pieces),
        title=named,
        published=front.published,
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        language=fields.get("language"),
        url=fields.get("url"),
        notes=(*notes, *front.notes),
        original=text if keep_layout else None,
        lifted=tuple(front.lifted),
    )


def cleaned(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text with its characters put right, cut to the allowed length, and what was cut."""
    limit = whole("max_chars")
    kept, rest = cut(text, limit) if len(text) > limit else (text, "")
    notes = (too_long(rest),) if rest else ()
    return clean_characters(resolve_entities(kept)), notes
