"""`vanellus code` and `read`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanellus.cli.options import MIN_SCORE, PUBLISHED, SOURCES, out_option
from vanellus.cli.output import Lines, lines_to, sink
from vanellus.cli.progress import Left, progress, say
from vanellus.coding import Coder
from vanellus.errors import InputError
from vanellus.flow import code_documents
from vanellus.reading import read_sources
from vanellus.records import Coded, Dropped, to_json
from vanellus.resolving import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator


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
@MIN_SCORE
@click.option(
    "--registers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write recommendations, agenda and figures to this JSONL file.",
)
@PUBLISHED
def code_command(
    *,
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
    if out is not None and out.suffix.lower() == ".duckdb":
        if registers is not None:
            raise InputError(
                where="--registers",
                problem="a store keeps the registers itself",
                valid="-o with another ending, or no --registers",
            )
        from vanellus.cli.store import keep_sources  # noqa: PLC0415  loads DuckDB

        sys.exit(keep_sources(files, out, published=published, min_score=min_score))
    left = Left()
    reports = documents = 0
    with (
        sink(out, style=style) as send,
        nullcontext() if registers is None else lines_to(registers) as keep,
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
                send_registers(keep, item)
            documents += 1
            reports += len(item.reports)
            show(documents, f"{reports} event reports")
    if out is not None:
        say(f"{documents} documents, {reports} event reports in {out}")
    sys.exit(left.status())


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


def send_registers(lines: Lines, coded: Coded) -> None:
    """Writes the recommendations, agenda and figures of a document, each with its register."""
    for name in ("recommendations", "agenda", "figures"):
        for record in getattr(coded, name):
            lines.send({"register": name, **to_json(record)})


@click.command("read")
@SOURCES
@out_option(".jsonl")
@click.option("--dropped", is_flag=True, help="Write what was left out as well, with its reason.")
@PUBLISHED
def read_command(
    *, files: tuple[str, ...], out: Path | None, dropped: bool, published: date | None
) -> None:
    """Read reports and write the documents only, one JSON object a line.

    FILES are what `vanellus code` takes; what comes out can be coded later.
    """
    left = Left()
    documents = 0
    with lines_to(out) as lines, progress("reading") as show:
        for item in read_sources(files, published=published):
            if isinstance(item, Dropped):
                left.add(item)
                if dropped:
                    lines.send(item)
                continue
            lines.send(item)
            documents += 1
            show(documents, "")
    sys.exit(left.status())
