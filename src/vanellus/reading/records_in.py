"""Records, such as a line of JSONL or a row of CSV, to documents."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from vanellus.errors import BadDate, BadRecord
from vanellus.reading.datelines import bad_date
from vanellus.reading.draft import Given, LeftOut, Note
from vanellus.reading.encoding import decode
from vanellus.reading.finish import NOTHING_GIVEN, finished
from vanellus.reading.lines import byte_lines
from vanellus.reading.plain import cleaned, read_plain
from vanellus.reading.written_dates import declared_date
from vanellus.records import Document, Dropped, DropReason
from vanellus.settings import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from vanellus.reading.lines import ByteLine

VALID: Final = 'an object with "text", and if known "id", "title", "published", "url", "publisher"'
_FIELDS: Final = ("title", "url", "publisher", "author", "language")


def read_record(
    record: Mapping[str, Any],
    *,
    origin: str,
    where: str,
    given: Given = NOTHING_GIVEN,
) -> Iterator[Dropped | Document]:
    """What was left out of a record's document, then the document. Raises BadRecord and LeftOut.

    `where` is said in messages, such as `reports.jsonl:17`.
    """
    text = record.get("text")
    if not isinstance(text, str):
        problem = "has no text" if text is None else f'"text" is {_kind(text)}'
        raise BadRecord(where=where, problem=problem, valid=VALID)
    notes: list[Note] = []
    own = _given_id(record.get("id"), notes)
    if not text.strip():
        raise LeftOut(
            where=where,
            problem="the text is empty",
            valid="a text of a few words at least",
            reason=DropReason.EMPTY,
        )
    fields: dict[str, Any] = {name: _field(record, name, notes) for name in _FIELDS}
    day = _published(record.get("published"), notes)
    draft = read_plain(text, keep_layout=True, title=fields["title"])
    draft = replace(
        draft,
        id=own,
        published=day or draft.published,
        notes=(*notes, *draft.notes),
        **{name: value for name, value in fields.items() if value is not None},
    )
    yield from finished(draft, origin=origin, where=where, given=given)


def _kind(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)


def _given_id(value: Any, notes: list[Note]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    notes.append(_unusable("id", value, "a string or a whole number"))
    return None


def _field(record: Mapping[str, Any], name: str, notes: list[Note]) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return " ".join(cleaned(value)[0].split()) or None if value else None
    notes.append(_unusable(name, value, "a string or null"))
    return None


def _published(value: Any, notes: list[Note]) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        notes.append(_unusable("published", value, "a date as YYYY-MM-DD, or null"))
        return None
    try:
        return declared_date(value, where="published")
    except BadDate as error:
        notes.append(bad_date(error, value))
        return None


def _unusable(name: str, value: Any, valid: str) -> Note:
    return Note(
        reason=DropReason.BROKEN,
        problem=f'"{name}" is {_kind(value)}; the document stays without it',
        part=json.dumps(value, ensure_ascii=False, default=str)[:200],
        valid=valid,
    )


def read_jsonl(
    stream: BinaryIO, *, origin: str, given: Given = NOTHING_GIVEN
) -> Iterator[Dropped | Document]:
    """The documents of a JSONL stream, line by line; a broken line is dropped and the rest read."""
    seen = False
    for line in byte_lines(stream, longest=longest_record(), escape=True):
        data = line.data.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.data
        if not data.strip():
            continue
        seen = True
        where = f"{origin}:{line.number}"
        try:
            record = _parsed(line, data, where=where)
            yield from guarded_record(record, origin=origin, where=where, given=given)
        except BadRecord as error:
            yield Dropped(origin=origin, reason=DropReason.BROKEN, detail=str(error))
        except LeftOut as error:
            yield Dropped(origin=origin, reason=error.reason, detail=str(error))
    if not seen:
        yield Dropped(
            origin=origin,
            reason=DropReason.EMPTY,
            detail=f"{origin}: is empty (valid: one JSON object a line)",
        )


def _parsed(line: ByteLine, data: bytes, *, where: str) -> Mapping[str, Any]:
    """The object on a line; raises BadRecord when there is none."""
    if line.overlong:
        raise too_long_record(where)
    try:
        text = data.decode("utf-8", "ignore" if line.abridged else "strict")
    except UnicodeDecodeError:
        text = decode(data, where=where)
    try:
        record = json.loads(text, strict=False)
    except RecursionError:
        raise BadRecord(where=where, problem="is nested too deep", valid=VALID) from None
    except ValueError as error:
        raise BadRecord(where=where, problem=f"is no JSON ({error})", valid=VALID) from None
    if not isinstance(record, dict):
        raise BadRecord(where=where, problem=f"is {_kind(record)}", valid=VALID)
    return record


def guarded_record(
    record: Mapping[str, Any], *, origin: str, where: str, given: Given
) -> Iterator[Dropped | Document]:
    """As `read_record`, with a record that can't be used as a `Dropped` under its own id."""
    try:
        yield from read_record(record, origin=origin, where=where, given=given)
    except (BadRecord, LeftOut) as error:
        yield Dropped(
            origin=origin,
            reason=error.reason if isinstance(error, LeftOut) else DropReason.BROKEN,
            detail=str(error),
            doc_id=given.id or _given_id(record.get("id"), []),
        )


def longest_record() -> int:
    """Bytes of a line beyond which its values are cut short: what an allowed text may need."""
    return 6 * whole("max_chars") + 65_536


def too_long_record(where: str) -> LeftOut:
    """The error for a record that is too long even with its values cut short."""
    return LeftOut(
        where=where,
        problem="the record is too long",
        valid=f"a text of up to {whole('max_chars'):,} characters",
        reason=DropReason.TOO_LARGE,
    )
