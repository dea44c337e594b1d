"""The head of a plain text: title, byline, dateline, and front matter between lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vanellus.errors import BadDate
from vanellus.reading.datelines import bad_date, dateline, wire_dateline
from vanellus.reading.furniture import is_furniture
from vanellus.reading.line_shapes import marker_of
from vanellus.reading.markup_debris import has_debris, tags_of, without_tags
from vanellus.reading.written_dates import declared_date
from vanellus.records import BlockKind

if TYPE_CHECKING:
    from datetime import date

    from vanellus.reading.datelines import Dateline
    from vanellus.reading.draft import Note, Piece

_FENCE: Final = re.compile(
    r"\s*---[ \t]*\n(?P<body>.{0,20000}?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD: Final = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)\s*:(?:\s+(?P<value>.*))?")
_KEYS: Final = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(
        ("date", "published", "published_at", "published on", "publication_date",
         "publication date", "pubdate", "datepublished"), "published",
    ),
    **dict.fromkeys(
        ("publisher", "source", "outlet", "publication", "site", "newspaper"), "publisher"
    ),
    **dict.fromkeys(("author", "authors", "by", "byline"), "author"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("url", "link", "canonical", "canonical_url"), "url"),
}  # fmt: skip
TITLE_WORDS: Final = 30


@dataclass(slots=True, kw_only=True)
class Front:
    """What the head of a text told so far."""

    rest: str
    fields: dict[str, str] = field(default_factory=dict)
    published: date | None = None
    notes: list[Note] = field(default_factory=list)
    lifted: list[str] = field(default_factory=list)
    """The lines that are no longer in `rest`."""


def front_matter(text: str) -> Front:
    """The fields between `---` lines at the head of the text; none of them if there are no such."""
    fence = _FENCE.match(text)
    if fence is None:
        return Front(rest=text)
    fields: dict[str, str] = {}
    key = ""
    for line in fence["body"].split("\n"):
        entry = _FIELD.fullmatch(line.rstrip())
        listed = re.fullmatch(r"\s+-\s+(.+)", line.rstrip())
        if entry:
            key = _KEYS.get(entry["key"].strip().lower(), "")
            if key and entry["value"]:
                fields[key] = _unquoted(entry["value"].strip())
        elif listed and key:
            fields[key] = ", ".join(filter(None, (fields.get(key), _unquoted(listed[1]))))
    return _dated(Front(rest=text[fence.end() :], fields=fields))


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part.strip()) for part in value[1:-1].split(","))
    return value


def _dated(front: Front) -> Front:
    """The same with its field for the date read; a bad one becomes a note."""
    written = front.fields.get("published")
    if not written:
        return front
    try:
        front.published = declared_date(written, where="date")
    except BadDate as error:
        front.notes.append(bad_date(error, written))
    return front


def lift(text: str, *, title: str | None = None) -> Front:
    """Title, byline and dateline off the head of a plain text, and what its first paragraph tells.

    A first line is the title if it is short, ends no sentence, and a blank line or a dateline
    follows it. Never a guess: a text that begins with its first paragraph has no title.
    Where the title is known, only a line that repeats it is taken off.
    """
    front = front_matter(text)
    if front.rest == text:
        front = _labelled(front)
    known = title or front.fields.get("title")
    lines = front.rest.split("\n")
    at = _next(lines, 0)
    if at is None:
        return front
    following = lines[at + 1].strip() if at + 1 < len(lines) else None
    body = _next(lines, at + 1)
    first = _without_markup(lines[at])
    if (
        body is not None
        and (_is_title(first) if known is None else same_words(first, known))
        and (not following or dateline(following) is not None)
    ):
        front.fields.setdefault("title", first)
        front.lifted.append(" ".join(lines[at].split()))
        lines[at] = ""
    _lift_lines(front, lines)
    front.rest = "\n".join(lines)
    return front


def same_words(one: str, other: str | None) -> bool:
    """Whether two lines are the same but for case, spaces and punctuation."""
    return other is not None and _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _without_markup(line: str) -> str:
    words = without_tags(line, list(tags_of(line))) if has_debris(line) else line
    return " ".join(words.split()).lstrip("# ")


def _next(lines: list[str], at: int) -> int | None:
    """The next line with words in it that are no furniture."""
    for number in range(at, min(len(lines), at + 40)):
        line = lines[number].strip()
        # `Published: 3 April 2025` is furniture further down, but tells the day up here.
        if line and (not is_furniture(line) or dateline(line) is not None):
            return number
    return None


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        2 <= len(words) <= TITLE_WORDS
        and any(letter.isalpha() for letter in line)
        and len(line) <= 220
        and line[-1] not in ".,;:"
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«")
        and marker_of(line) is None
        and "|" not in line
    )


def _labelled(front: Front) -> Front:
    """Lines such as `Date: 3 April 2025` at the very head, if there are two of them or more."""
    lines = front.rest.split("\n", 12)
    fields: dict[str, str] = {}
    taken = 0
    for line in lines[:-1]:
        entry = _FIELD.fullmatch(line.strip())
        key = _KEYS.get(entry["key"].strip().lower()) if entry else None
        if not entry or not key or not entry["value"]:
            break
        fields[key] = entry["value"].strip()
        taken += 1
    if taken < 2:
        return front
    lifted = [" ".join(line.split()) for line in lines[:taken]]
    return _dated(Front(rest="\n".join(lines[taken:]), fields=fields, lifted=lifted))


def _lift_lines(front: Front, lines: list[str]) -> None:
    """Takes byline and dateline out of the first lines."""
    for _ in range(4):
        at = _next(lines, 0)
        found = dateline(lines[at]) if at is not None else None
        if at is None or found is None or _next(lines, at + 1) is None:
            break
        _take(front, found)
        front.lifted.append(" ".join(lines[at].split()))
        lines[at] = ""
    at = _next(lines, 0)
    inside = wire_dateline(lines[at].strip()) if at is not None else None
    if inside is not None:
        _take(front, inside)


def _take(front: Front, found: Dateline) -> None:
    """Takes over what a dateline tells and the front doesn't know yet."""
    for key, value in (("publisher", found.publisher), ("author", found.author)):
        if value:
            front.fields.setdefault(key, value)
    front.published = front.published or found.published
    if found.bad is not None:
        front.notes.append(found.bad)


def lift_pieces(pieces: list[Piece], front: Front) -> list[Piece]:
    """The pieces without bylines and datelines at their head, which go into `front`."""
    kept = list(pieces)
    at = 0
    while at < min(len(kept) - 1, 5):
        piece = kept[at]
        found = dateline(piece.text) if piece.kind is not BlockKind.TABLE else None
        if found is not None:
            _take(front, found)
            kept.pop(at)
        elif piece.kind is BlockKind.PARAGRAPH and len(piece.text) > 140:
            inside = wire_dateline(piece.text)
            if inside is not None:
                _take(front, inside)
            break
        else:
            at += 1
    return kept
