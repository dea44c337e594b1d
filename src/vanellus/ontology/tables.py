"""Readers of the data files that say which file, which entry and which line is at fault.

A table is read entry by entry, and whatever it should not hold is a `CodebookError` with a hint:
the codebook is edited by people, and a misspelt mode must not become a silent new one.
"""

from __future__ import annotations

import csv
import difflib
import itertools
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vanellus.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def unknown(what: str, word: object, known: Collection[str]) -> str:
    """A sentence on a word that is none of `known`: the nearest of them, or all if none is near.

    >>> unknown("event type", "PROTESTS", ["PROTEST", "AID"])
    "unknown event type 'PROTESTS'; did you mean 'PROTEST'?"
    >>> unknown("pillar", "x", ["security", "economic"])
    "unknown pillar 'x'; valid: security, economic"
    """
    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    if not near:
        # People write types in any case and contexts with a hyphen or blank.
        folded = {re.sub(r"[-_ ]", "", each).casefold(): each for each in known}
        same = folded.get(re.sub(r"[-_ ]", "", str(word)).casefold())
        near = [same] if same else []
    hint = f"did you mean '{near[0]}'?" if near else f"valid: {', '.join(known) or 'none'}"
    return f"unknown {what} '{word}'; {hint}"


@dataclass(frozen=True, slots=True)
class Table:
    """One data file, by name and text."""

    file: str
    text: str

    def fault(self, problem: str, *near: str) -> CodebookError:
        """The error to raise, with the line on which the words of `near` follow one another."""
        return CodebookError(file=self.file, problem=problem, line=self._line_of(*near))

    def _line_of(self, *words: str) -> int | None:
        lines, found, start = self.text.splitlines(), None, 0
        for word, following in itertools.zip_longest(words, words[1:]):
            pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
            for number in range(start, len(lines)):
                if pattern.search(lines[number]):
                    # A field may stand on the line of its entry; the same word twice may not.
                    found, start = number + 1, number + (following == word)
                    break
        return found

    def sections(self, *names: str) -> dict[str, Any]:
        """The TOML document, which must hold the sections `names` and no other."""
        try:
            document = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as cause:
            place = re.search(r"at line (\d+)", str(cause))
            line = int(place[1]) if place else None
            raise CodebookError(
                file=self.file, problem=f"is no valid TOML: {cause}", line=line
            ) from cause
        for name in names:
            if name not in document:
                raise self.fault(f"the section '{name}' is missing")
        for name in document:
            if name not in names:
                raise self.fault(unknown("section", name, names), name)
        return document

    def entries(self, section: Mapping[str, Any], *path: str) -> Iterator[Entry]:
        """The entries of a section whose every value is itself a table."""
        for name, fields in section.items():
            if not isinstance(fields, dict):
                raise self.fault(f"'{name}' should be a table of fields", *path, name)
            yield Entry(
                table=self,
                path=(*path, name),
                near=self._heading(*path, name),
                fields=fields,
            )

    def _heading(self, *path: str) -> tuple[str, ...]:
        """Words that lead to an entry: the nearest TOML heading above it, and the keys below."""
        for length in range(len(path), 0, -1):
            heading = f"[{'.'.join(path[:length])}]"
            if heading in self.text:
                return (heading, *path[length:])
        return path

    def definitions(self, section: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Names and definitions of a section that holds nothing else."""
        for name, definition in section.items():
            if not isinstance(definition, str) or not definition.strip():
                raise self.fault(f"'{name}' needs a definition in words", name)
            yield name, definition

    def rows(self, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Line numbers and rows of a CSV file, whose header must be `columns`."""
        reader = csv.reader(self.text.splitlines())
        header = next(reader, [])
        if tuple(header) != columns:
            problem = f"the header is '{','.join(header)}'; it should be '{','.join(columns)}'"
            raise CodebookError(file=self.file, problem=problem, line=1)
        for cells in reader:
            if len(cells) != len(columns):
                problem = f"{len(cells)} cells where the header has {len(columns)}"
                raise CodebookError(file=self.file, problem=problem, line=reader.line_num)
            yield reader.line_num, dict(zip(columns, cells, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a TOML file: its fields, and the path of names that leads to it."""

    table: Table
    path: tuple[str, ...]
    near: tuple[str, ...]
    """What stands in the file, one after another, down to this entry."""
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path[-1]

    def fault(self, problem: str, *near: str) -> CodebookError:
        """The error to raise about this entry."""
        return self.table.fault(f"{'.'.join(self.path)}: {problem}", *self.near, *near)

    def only(self, *fields: str) -> None:
        """Nothing; raises if the entry has a field that is none of `fields`."""
        for field in self.fields:
            if field not in fields:
                raise self.fault(unknown("field", field, fields), field)

    def text(self, field: str) -> str:
        """A required text."""
        value = self.fields.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"needs a '{field}' in words", field)
        return value

    def score(self, *, required: bool) -> float | None:
        """The field `score`, from -10 to 10."""
        value = self.fields.get("score")
        if value is None and not required:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
            raise self.fault(f"'score' is {value!r}; it should be a number from -10 to 10", "score")
        return float(value)

    def flag(self, field: str) -> bool:
        """A required truth value."""
        value = self.fields.get(field)
        if not isinstance(value, bool):
            raise self.fault(f"'{field}' is {value!r}; it should be true or false", field)
        return value

    def words(self, field: str, what: str, known: Collection[str]) -> tuple[str, ...]:
        """An optional list of words, each one of `known`."""
        value = self.fields.get(field, [])
        if not isinstance(value, list):
            raise self.fault(f"'{field}' should be a list", field)
        for word in value:
            if word not in known:
                raise self.fault(unknown(what, word, known), str(word))
        return tuple(value)
