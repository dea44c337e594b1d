"""`vanellus relate`."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import click

from vanellus.cli.options import out_option
from vanellus.cli.output import lines_to
from vanellus.cli.progress import progress, say
from vanellus.coding import Asked, Coder
from vanellus.errors import BadRecord, UnreadableSource
from vanellus.records import Relation, to_json

_FORM: Final = '{"id", "text", "actor": [[start, end], ...], "recipient": [[start, end], ...]}'
_ROWS_AT_ONCE: Final = 1024


@click.command("relate")
@click.argument("rows", metavar="IN.jsonl")
@out_option(".jsonl")
def relate_command(*, rows: str, out: Path | None) -> None:
    """Say what one marked party does to another.

    IN.jsonl (or - for standard input) has {"id", "text", "actor": [[start, end], ...],
    "recipient": [[start, end], ...]} a line; out comes {"id", "type", "plover_type", "mode",
    "status", "scores"}.
    """
    broken = done = 0
    with (
        raw_lines(rows) as lines,
        lines_to(out) as send_to,
        progress("relating", unit="rows") as show,
    ):
        coder = Coder.load()
        while batch := list(itertools.islice(lines, _ROWS_AT_ONCE)):
            asked: list[tuple[Any, Asked]] = []
            for number, line in batch:
                try:
                    asked.append(asked_of(line, where=f"{rows}:{number}"))
                except BadRecord as error:
                    broken += 1
                    say(str(error))
            found = coder.relate([each for _, each in asked]) if asked else []
            for (name, _), relation in zip(asked, found, strict=True):
                send_to.send(relation_line(name, relation))
            done += len(batch)
            show(done, "")
    sys.exit(1 if broken else 0)


@contextmanager
def raw_lines(source: str) -> Iterator[Iterator[tuple[int, bytes]]]:
    """The lines of a file (`-` is standard input) that aren't blank, with their numbers.

    Raises UnreadableSource.
    """
    if source == "-":
        yield _numbered(sys.stdin.buffer)
        return
    try:
        handle = Path(source).open("rb")  # noqa: SIM115  closed below; only opening is tried here
    except OSError as error:
        raise UnreadableSource(
            where=source,
            problem=f"can't be read: {error.strerror or error}",
            valid=f"a JSONL file of {_FORM}, or -",
        ) from None
    with handle:
        yield _numbered(handle)


def _numbered(handle: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(handle, 1) if line.strip())


def relation_line(name: Any, relation: Relation) -> dict[str, Any]:
    """One line of what `relate` writes."""
    found: dict[str, Any] = to_json(relation)
    return {"id": name, **found}


def asked_of(line: bytes | str, *, where: str) -> tuple[Any, Asked]:
    """The id and the marked sentence of one line; raises BadRecord.

    Where a party is marked at several places, the first of them counts.
    """
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        row = json.loads(text)
    except ValueError as error:
        raise BadRecord(where=where, problem=f"is no JSON ({error})", valid=_FORM) from None
    if not isinstance(row, dict):
        raise BadRecord(where=where, problem="is no JSON object", valid=_FORM)
    if missing := [key for key in ("id", "text", "actor", "recipient") if key not in row]:
        raise BadRecord(where=where, problem=f"lacks {', '.join(missing)}", valid=_FORM)
    if not isinstance(row["text"], str):
        raise BadRecord(where=where, problem="text is no string", valid=_FORM)
    spans = [_first_span(row, party, where=where) for party in ("actor", "recipient")]
    return row["id"], Asked(row["text"], spans[0], spans[1])


def _first_span(row: dict[str, Any], party: str, *, where: str) -> tuple[int, int]:
    match row[party]:
        case [[int(start), int(end)], *_]:
            pass
        case _:
            raise BadRecord(where=where, problem=f"{party} is no list of spans", valid=_FORM)
    size = len(row["text"])
    if not 0 <= start < end <= size:
        raise BadRecord(
            where=where,
            problem=f"{party} span {start}-{end} lies outside the text",
            valid=f"0 <= start < end <= {size}",
        )
    return start, end
