"""Readers of the lexicon's CSV files that say which file and which line is at fault."""

from __future__ import annotations

import csv
import functools
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn

from vanellus.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

ALWAYS: Final = 0
"""The ordinal before all days: an open beginning."""
FOREVER: Final = date.max.toordinal() + 1
"""The ordinal after all days: an open end."""


class CsvTable:
    """One CSV file of the lexicon."""

    def __init__(self, folder: Path | Traversable, file: str) -> None:
        self.file = file
        self.line = 0
        """The line read last, for messages."""
        try:
            self._text = (folder / file).read_text(encoding="utf-8")
        except FileNotFoundError as cause:
            raise CodebookError(file=file, problem="is missing") from cause
        except UnicodeDecodeError as cause:
            raise CodebookError(file=file, problem=f"is not UTF-8: {cause}") from cause

    def rows(self, *columns: str) -> Iterator[list[str]]:
        """The cells of each row; the header must be `columns`."""
        reader = csv.reader(self._text.splitlines())
        header = next(reader, [])
        self.line = 1
        if tuple(header) != columns:
            self.fault(f"the header is '{','.join(header)}'; it should be '{','.join(columns)}'")
        width = len(columns)
        for cells in reader:
            self.line = reader.line_num
            if len(cells) != width:
                self.fault(f"{len(cells)} cells where the header has {width}")
            yield cells

    def fault(self, problem: str) -> NoReturn:
        """Nothing; raises CodebookError about the line read last."""
        raise CodebookError(file=self.file, problem=problem, line=self.line)

    def named(self, cell: str, column: str) -> str:
        """The cell, which may not be empty."""
        if not cell or cell != cell.strip():
            self.fault(f"'{column}' is empty or has blanks around it")
        return cell

    def word(self, cell: str, what: str, valid: Collection[str]) -> str:
        """The cell, which must be one of `valid`."""
        if cell not in valid:
            shown = ", ".join(sorted(valid)) if len(valid) < 40 else f"one of {len(valid)} codes"
            self.fault(f"unknown {what} '{cell}'; valid: {shown}")
        return cell

    def optional(self, cell: str, what: str, valid: Collection[str]) -> str | None:
        """The cell, or None where it is empty."""
        return self.word(cell, what, valid) if cell else None

    def since(self, cell: str) -> int:
        """The ordinal of the first day that an ISO day, month or year means."""
        try:
            return _bounds(cell)[0] if cell else ALWAYS
        except ValueError:
            self.fault(f"'{cell}' is no ISO day, month or year")

    def until(self, cell: str, *, inclusive: bool = False) -> int:
        """The ordinal of the day from which something is over.

        A day is the day of the change; a month or year still belongs to what ends in it.
        """
        try:
            last = _bounds(cell)[1] if cell else FOREVER - 1
        except ValueError:
            self.fault(f"'{cell}' is no ISO day, month or year")
        return last + 1 if inclusive or len(cell) != len("2025-01-29") else last


def items(cell: str) -> list[str]:
    """The items of a cell that holds a list."""
    return cell.split(";") if cell else []


@functools.lru_cache(maxsize=8192)
def _bounds(cell: str) -> tuple[int, int]:
    """Ordinals of the first and last day of an ISO day, month or year."""
    if len(cell) == len("2025-01-29"):
        day = date.fromisoformat(cell).toordinal()
        return day, day
    parts = [int(part) for part in cell.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1).toordinal(), date(parts[0], 12, 31).toordinal()
    year, month = parts
    last = monthrange(year, month)[1]
    return date(year, month, 1).toordinal(), date(year, month, last).toordinal()
