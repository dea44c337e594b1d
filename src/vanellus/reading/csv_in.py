"""CSV files to documents, row by row."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from vanellus.errors import BadRecord
from vanellus.reading.draft import Given, LeftOut
from vanellus.reading.encoding import decode
from vanellus.reading.finish import NOTHING_GIVEN
from vanellus.reading.lines import byte_lines
from vanellus.reading.records_in import guarded_record, longest_record, too_long_record
from vanellus.records import Document, Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS: Final = ",;\t|"
_VALID: Final = (
    "a first row with the column names, among them text, and if known id, title, published, url, "
    "publisher, language"
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    overlong: bool


def read_csv(
    stream: BinaryIO, *, origin: str, given: Given = NOTHING_GIVEN
) -> Iterator[Dropped | Document]:
    """The documents of a CSV stream; a broken row is dropped and the rest read."""
    rows = _Rows(_lines(stream, origin), origin)
    try:
        number, header = rows.first()
    except (BadRecord, StopIteration):
        header = []
    columns = [name.strip().strip("\ufeff").lower() for name in header]
    if "text" not in columns:
        found = f"the columns are {', '.join(columns)[:200]}" if any(columns) else "is empty"
        yield Dropped(
            origin=origin,
            reason=DropReason.BROKEN if any(columns) else DropReason.EMPTY,
            detail=f"{origin}: {found}; there is no column text (valid: {_VALID})",
        )
        return
    seen = False
    while True:
        try:
            number, cells = rows.next()
            where = f"{origin}:{number}"
            if not any(cells):
                continue
            seen = True
            if len(cells) > len(columns):
                raise BadRecord(  # noqa: TRY301  told like the errors of the rows below it
                    where=where,
                    problem=f"the row has {len(cells)} cells",
                    valid=f"the {len(columns)} of the first row",
                )
            record = {name: cell or None for name, cell in zip(columns, cells, strict=False)}
            record["text"] = record.get("text") or ""
            yield from guarded_record(record, origin=origin, where=where, given=given)
        except StopIteration:
            break
        except BadRecord as error:
            seen = True
            yield Dropped(origin=origin, reason=DropReason.BROKEN, detail=str(error))
        except LeftOut as error:
            yield Dropped(origin=origin, reason=error.reason, detail=str(error))
    if not seen:
        detail = f"{origin}: there are no rows below the names of the columns"
        yield Dropped(origin=origin, reason=DropReason.EMPTY, detail=detail)


def _lines(stream: BinaryIO, origin: str) -> Iterator[_Line]:
    for line in byte_lines(stream, longest=longest_record(), escape=False):
        data = line.data.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.data
        try:
            text = data.decode("utf-8", "ignore" if line.abridged else "strict")
        except UnicodeDecodeError:
            text = decode(data.replace(b"\0", b" "), where=f"{origin}:{line.number}")
        yield _Line(line.number, text.replace("\0", " "), line.overlong)


class _Rows:
    """Puts rows together from lines: a quoted cell may hold line breaks."""

    def __init__(self, lines: Iterator[_Line], origin: str) -> None:
        self.lines = lines
        self.again: deque[_Line] = deque()
        self.origin = origin
        self.delimiter = ","

    def first(self) -> tuple[int, list[str]]:
        """The header; finds out what parts the cells."""
        line = self._line()
        self.delimiter = max(_DELIMITERS, key=line.text.count)
        self.again.appendleft(line)
        return self.next()

    def _line(self) -> _Line:
        return self.again.popleft() if self.again else next(self.lines)

    def next(self) -> tuple[int, list[str]]:
        """The next row with the number of its first line. Raises BadRecord for a broken one."""
        first = self._line()
        if first.overlong:
            raise too_long_record(f"{self.origin}:{first.number}")
        taken = [first]
        size = len(first.text)
        marks = first.text.count('"')
        while marks % 2:
            try:
                line = self._line()
            except StopIteration:
                line = None
            size += len(line.text) if line else 0
            if line is None or size > longest_record() or line.overlong:
                # The mark is never closed: drop this line and read on after it.
                self.again.extendleft(reversed([*taken[1:], *([line] if line else [])]))
                raise BadRecord(
                    where=f"{self.origin}:{first.number}",
                    problem="a quotation mark is opened and never closed",
                    valid="cells in quotation marks, marks inside them doubled",
                )
            taken.append(line)
            marks += line.text.count('"')
        return first.number, self._cells(taken)

    def _cells(self, taken: list[_Line]) -> list[str]:
        csv.field_size_limit(max(csv.field_size_limit(), 2 * longest_record()))
        text = "\n".join(line.text for line in taken)
        try:
            return next(csv.reader([text], delimiter=self.delimiter, strict=True), [])
        except csv.Error as error:
            self.again.extendleft(reversed(taken[1:]))
            raise BadRecord(
                where=f"{self.origin}:{taken[0].number}",
                problem=f"is no row of CSV ({error})",
                valid="cells in quotation marks, marks inside them doubled",
            ) from None
