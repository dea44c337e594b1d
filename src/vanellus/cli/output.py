"""Where event reports go: JSONL, CSV, Parquet, a store, or a table on the terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final

from vanellus.errors import InputError
from vanellus.records import Coded, Entity, EventReport, to_json

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS: Final = (".jsonl", ".csv", ".parquet", ".duckdb")
Sink = Callable[[Coded], None]

_TEXT: Final = (
    "doc_id", "type", "plover_type", "mode", "status", "pillar", "contexts",
    "actors", "actor_names", "actor_countries", "actor_sectors",
    "recipients", "recipient_names", "recipient_countries", "recipient_sectors",
    "date_start", "date_end", "date_text", "date_grain", "date_basis",
    "place", "place_name", "place_country",
    "said_by", "trigger", "sentence",
)  # fmt: skip
_REAL: Final = ("latitude", "longitude", "score", "plover_score")
_WHOLE: Final = ("geonameid", "sentence_start", "sentence_end")
COLUMNS: Final = (*_TEXT, *_REAL, *_WHOLE)


def flat(report: EventReport) -> dict[str, Any]:
    """The report as one row; lists are joined by `; `, unknown is None."""

    def joined(entities: tuple[Entity, ...], field: str) -> str | None:
        values = [str(getattr(entity, field) or "") for entity in entities]
        return "; ".join(values) if any(values) else None

    place, when = report.place, report.date
    return {
        "doc_id": report.doc_id,
        "type": report.type,
        "plover_type": report.plover_type,
        "mode": report.mode,
        "status": report.status.value,
        "pillar": report.pillar,
        "contexts": "; ".join(report.contexts) or None,
        "actors": joined(report.actors, "text"),
        "actor_names": joined(report.actors, "name"),
        "actor_countries": joined(report.actors, "country"),
        "actor_sectors": joined(report.actors, "sector"),
        "recipients": joined(report.recipients, "text"),
        "recipient_names": joined(report.recipients, "name"),
        "recipient_countries": joined(report.recipients, "country"),
        "recipient_sectors": joined(report.recipients, "sector"),
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_text": when.text,
        "date_grain": when.grain,
        "date_basis": when.basis.value,
        "place": place.text if place else None,
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "said_by": report.said_by.name if report.said_by else None,
        "trigger": report.trigger.text,
        "sentence": report.sentence.text,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "score": report.score,
        "plover_score": report.plover_score,
        "geonameid": place.geonameid if place else None,
        "sentence_start": report.sentence.start,
        "sentence_end": report.sentence.end,
    }


def spreadsheet_safe(value: Any) -> Any:
    """The value, with an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


@contextmanager
def sink(out: Path | None, *, style: str | None = None) -> Iterator[Sink]:
    """Where each coded document is to be sent: a file by its ending, JSONL in a pipe, a table on
    a terminal. A file appears under its name only when all of it is written.

    Raises InputError for an ending that isn't known.
    """
    if out is None:
        table = sys.stdout.isatty() if style is None else style == "table"
        if table:
            from vanellus.cli.tables import print_coded  # noqa: PLC0415  rich, for people only

            yield print_coded
        else:
            yield lambda coded: _lines(sys.stdout, coded)
        return
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            where=str(out), problem=f"unknown ending {ending!r}", valid=", ".join(ENDINGS)
        )
    if ending == ".duckdb":
        raise InputError(
            where=str(out), problem="a store is filled in batches", valid="vanellus ingest --store"
        )
    part = out.with_name(out.name + ".part")
    try:
        with _open_part(part, out, ending) as send:
            yield send
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(out)


@contextmanager
def _open_part(part: Path, out: Path, ending: str) -> Iterator[Sink]:
    try:
        if ending == ".parquet":
            with _parquet(part) as send:
                yield send
            return
        with part.open("w", encoding="utf-8", newline="") as handle:
            if ending == ".jsonl":
                yield lambda coded: _lines(handle, coded)
            else:
                writer = csv.DictWriter(handle, COLUMNS)
                writer.writeheader()
                yield lambda coded: writer.writerows(
                    {k: spreadsheet_safe(v) for k, v in flat(r).items()} for r in coded.reports
                )
    except OSError as error:
        raise InputError(
            where=str(out),
            problem=f"can't be written: {error.strerror or error}",
            valid="a path in a folder that exists and has room",
        ) from error


def _lines(handle: IO[str], coded: Coded) -> None:
    for report in coded.reports:
        handle.write(json.dumps(to_json(report), ensure_ascii=False) + "\n")


@contextmanager
def _parquet(part: Path) -> Iterator[Sink]:
    import pyarrow as pa  # noqa: PLC0415  heavy, and only for this ending
    import pyarrow.parquet as pq  # noqa: PLC0415  as above

    schema = pa.schema(
        [(name, pa.string()) for name in _TEXT]
        + [(name, pa.float64()) for name in _REAL]
        + [(name, pa.int64()) for name in _WHOLE]
    )
    waiting: list[dict[str, Any]] = []
    with pq.ParquetWriter(part, schema) as writer:

        def flush() -> None:
            if waiting:
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
                waiting.clear()

        def send(coded: Coded) -> None:
            waiting.extend(flat(report) for report in coded.reports)
            if len(waiting) > 5000:
                flush()

        yield send
        flush()
