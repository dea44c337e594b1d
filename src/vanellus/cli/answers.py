"""Where the tables of analyses go: a file by its ending, a table on a terminal, JSONL in a pipe."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vanellus.cli.ending import faults_of
from vanellus.cli.output import spreadsheet_safe, standard, whole_file
from vanellus.cli.progress import say
from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

ENDINGS: Final = (".csv", ".jsonl", ".parquet")

OUT: Final = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to: a file ending in .csv, .jsonl or .parquet; standard output by default.",
)
STYLE: Final = click.option(
    "--format",
    "style",
    type=click.Choice(["table", "jsonl"]),
    help="On standard output; by default a table on a terminal, JSONL in a pipe.",
)
LIMIT: Final = click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="Rows shown in a table; files and JSONL get all.",
)


def check_ending(out: Path | None) -> None:
    """Raises InputError for a file whose ending no answer can be written with."""
    if not standard(out) and out is not None and out.suffix.lower() not in ENDINGS:
        told = f"the ending {out.suffix!r} is not one that can be written here"
        raise InputError(
            where=str(out),
            problem=told if out.suffix else "has no ending",
            valid=", ".join(ENDINGS),
        )


def answer(
    table: pa.Table,
    *,
    out: Path | None,
    style: str | None,
    title: str,
    empty: str,
    shown: Sequence[str] = (),
    limit: int = 50,
) -> None:
    """Writes an answer to where it is to go; an empty one is told in one line.

    `shown` are the columns of the table for people (all by default), of which `limit` rows are
    printed. Raises InputError where it can't be written.
    """
    check_ending(out)
    if not table.num_rows:
        say(empty)
    if standard(out):
        if sys.stdout.isatty() if style is None else style == "table":
            _print(table, title=title, shown=shown or table.column_names, limit=limit)
        else:
            _lines(table, sys.stdout)
        return
    assert out is not None
    with whole_file(out) as part, faults_of(out):
        _write(table, part, out.suffix.lower())


def cell(value: Any) -> Any:
    """The value as a cell of CSV or of a table for people: lists joined by `; `, records as their
    first value with the rest in brackets.

    >>> cell([{"name": "Lavrov", "times": 2}, {"name": "Diop", "times": None}])
    'Lavrov (2); Diop'
    >>> cell([{"value": 12.0, "approximate": True, "said_by": ["UN", "army"]}])
    '12 (approximate, UN, army)'
    """
    if isinstance(value, list):
        return "; ".join(str(cell(part)) for part in value) or None
    if isinstance(value, dict):
        first, *rest = [(key, part) for key, part in value.items() if part not in (None, False, [])]
        told = ", ".join(
            key if part is True else str(cell(part)).replace("; ", ", ") for key, part in rest
        )
        return f"{cell(first[1])}" + (f" ({told})" if told else "")
    if isinstance(value, float):
        return f"{value:.10g}"
    return value


def _print(table: pa.Table, *, title: str, shown: Sequence[str], limit: int) -> None:
    from vanellus.cli.tables import console, print_rows  # noqa: PLC0415  rich, for people only

    if not table.num_rows:
        return
    screen = console()
    rows = table.select(list(shown)).slice(0, limit).to_pylist()
    print_rows(
        screen,
        [name.replace("_", " ") for name in shown],
        ([_short(value) for value in row.values()] for row in rows),
        title=title,
    )
    if table.num_rows > limit:
        screen.print(f"{limit} of {table.num_rows} rows; more with --limit, all with -o FILE")


def _short(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return cell(value)


def _write(table: pa.Table, part: Path, ending: str) -> None:
    if ending == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415  heavy, and only for this ending

        pq.write_table(table, part)
        return
    # What can't be written as it is comes out as JSON would write it, as elsewhere.
    with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as handle:
        if ending == ".jsonl":
            _lines(table, handle)
            return
        writer = csv.writer(handle)
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=5000):
            writer.writerows(
                [
                    # Numbers stay numbers: -3 is no formula.
                    value if isinstance(value, float) else spreadsheet_safe(cell(value))
                    for value in row.values()
                ]
                for row in batch.to_pylist()
            )


def _lines(table: pa.Table, handle: Any) -> None:
    for batch in table.to_batches(max_chunksize=5000):
        for row in batch.to_pylist():
            handle.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
