"""`vanellus code`, `read` and `relate`."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from vanellus.api import day
from vanellus.cli.output import sink
from vanellus.cli.progress import Left, progress, say
from vanellus.coding import Asked, Coder
from vanellus.errors import BadRecord
from vanellus.flow import code_documents, ingest
from vanellus.reading import read_sources
from vanellus.records import Coded, Dropped, Relation, to_json
from vanellus.resolving import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SOURCES = click.argument("files", nargs=-1, required=True, metavar="FILES...")
PUBLISHED = click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=lambda _c, _p, value: day(value),
    help="Day of publication of documents that have none of their own.",
)


@click.command("code")
@SOURCES
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to: by ending .jsonl, .csv, .parquet or .duckdb (a store).",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "jsonl"]),
    help="On standard output; by default a table on a terminal, JSONL in a pipe.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Leave out event reports under this calibrated score.",
)
@click.option(
    "--registers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write recommendations, agenda and figures to this JSONL file.",
)
@PUBLISHED
def code_command(
    files: tuple[str, ...],
    out: Path | None,
    style: str | None,
    min_score: float | None,
    registers: Path | None,
    published: date | None,
) -> None:
    """Read and code reports.

    FILES are .html, .txt, .md, .jsonl, .csv, .xml (RSS, Atom) or .warc files, folders of them,
    addresses, or - for standard input. One event report a line comes out, in the documents' order.
    """
    left = Left()
    if out is not None and out.suffix == ".duckdb":
        from vanellus.storing import open_store  # noqa: PLC0415  loads DuckDB

        with open_store(out) as store:
            tally = ingest(files, store, published=published)
        for item in tally.dropped:
            left.add(item)
        say(f"{tally.documents} documents, {tally.reports} event reports kept in {out}")
    else:
        reports = documents = 0
        with (
            sink(out, style=style) as send,
            _registers(registers) as keep,
            progress("coding") as show,
        ):
            for item in code_sources(files, published=published, min_score=min_score):
                if isinstance(item, Dropped):
                    left.add(item)
                    continue
                for part in item.dropped:
                    left.add(part)
                send(item)
                if keep is not None:
                    _write_registers(keep, item)
                documents += 1
                reports += len(item.reports)
                show(documents, f"{reports} event reports")
        if out is not None:
            say(f"{documents} documents, {reports} event reports in {out}")
    if summary := left.summary():
        say(summary)
    sys.exit(1 if left.failed else 0)


def code_sources(
    files: tuple[str, ...], *, published: date | None = None, min_score: float | None = None
) -> Iterator[Coded | Dropped]:
    """What each document of the sources tells, in order, and what was left out."""
    return code_documents(
        read_sources(files, published=published),
        coder=Coder.load(),
        resolver=Resolver.default(),
        min_score=min_score,
    )


def _registers(path: Path | None) -> Any:
    return nullcontext() if path is None else path.open("w", encoding="utf-8")


def _write_registers(handle: IO[str], coded: Coded) -> None:
    for name in ("recommendations", "agenda", "figures"):
        for record in getattr(coded, name):
            line = {"register": name, **to_json(record)}
            handle.write(json.dumps(line, ensure_ascii=False) + "\n")


@click.command("read")
@SOURCES
@click.option(
    "-o",
    "--out",
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    help="Where to: a JSONL file; standard output by default.",
)
@click.option("--dropped", is_flag=True, help="Write what was left out as well, with its reason.")
@PUBLISHED
def read_command(
    files: tuple[str, ...], out: IO[str], dropped: bool, published: date | None
) -> None:
    """Read reports and write the documents only, one JSON object a line."""
    left = Left()
    for item in read_sources(files, published=published):
        if isinstance(item, Dropped):
            left.add(item)
            if not dropped:
                continue
        out.write(json.dumps(to_json(item), ensure_ascii=False) + "\n")
    if summary := left.summary():
        say(summary)
    sys.exit(1 if left.failed else 0)


@click.command("relate")
@click.argument("rows", type=click.File("r", encoding="utf-8"), metavar="IN.jsonl")
@click.option(
    "-o",
    "--out",
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    help="Where to: a JSONL file; standard output by default.",
)
def relate_command(rows: IO[str], out: IO[str]) -> None:
    """Say what one marked party does to another.

    IN.jsonl has {"id", "text", "actor": [[start, end], ...], "recipient": [[start, end], ...]} a
    line; out comes {"id", "type", "plover_type", "mode", "status", "scores"}.
    """
    coder = Coder.load()
    broken = 0
    waiting: list[tuple[Any, Asked]] = []

    def flush() -> None:
        for (name, _), relation in zip(
            waiting, coder.relate([asked for _, asked in waiting]), strict=True
        ):
            out.write(json.dumps(relation_line(name, relation), ensure_ascii=False) + "\n")
        waiting.clear()

    for number, line in enumerate(rows, 1):
        if not line.strip():
            continue
        try:
            waiting.append(asked_of(line, where=f"{rows.name}:{number}"))
        except BadRecord as error:
            broken += 1
            say(str(error))
        if len(waiting) >= 1024:
            flush()
    flush()
    sys.exit(1 if broken else 0)


def relation_line(name: Any, relation: Relation) -> dict[str, Any]:
    """One line of what `relate` writes."""
    found: dict[str, Any] = to_json(relation)
    return {"id": name, **found}


def asked_of(line: str, *, where: str) -> tuple[Any, Asked]:
    """The id and the marked sentence of one line; raises BadRecord.

    Where a party is marked at several places, the first of them counts.
    """
    form = '{"id", "text", "actor": [[start, end], ...], "recipient": [[start, end], ...]}'
    try:
        row = json.loads(line)
        text = row["text"]
        spans = []
        for party in ("actor", "recipient"):
            start, end = row[party][0]
            if not (isinstance(start, int) and isinstance(end, int)):
                raise TypeError(party)
            if not 0 <= start < end <= len(text):
                raise BadRecord(
                    where=where,
                    problem=f"{party} span {start}-{end} lies outside the text",
                    valid=f"0 <= start < end <= {len(text)}",
                )
            spans.append((start, end))
        return row["id"], Asked(text, spans[0], spans[1])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BadRecord(where=where, problem=f"can't be read ({error})", valid=form) from None
