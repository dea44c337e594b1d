"""Where event reports go: JSONL, CSV, Parquet, a store, or a table on the terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, Final

from vanellus.cli.ending import faults_of
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


class Lines:
    """JSON objects, one a line, in UTF-8."""

    def __init__(self, handle: IO[str], *, name: Path | str) -> None:
        self._handle = handle
        self._name = name

    def send(self, record: Any) -> None:
        """Writes one record or dict. Raises InputError where it can't be written."""
        with faults_of(self._name):
            self._handle.write(json.dumps(to_json(record), ensure_ascii=False) + "\n")


@contextmanager
def lines_to(out: Path | None) -> Iterator[Lines]:
    """Lines to a file ending in .jsonl, or to standard output (None or `-`).

    Raises InputError for another ending of ours, which would promise another form.
    """
    if standard(out):
        yield Lines(sys.stdout, name="standard output")
        return
    assert out is not None
    if out.suffix.lower() in ENDINGS[1:]:
        raise _unknown_ending(out, ENDINGS[:1])
    with whole_file(out) as part, _text_file(part, out) as handle:
        yield Lines(handle, name=out)


def standard(out: Path | None) -> bool:
    """Whether standard output is meant."""
    return out is None or str(out) == "-"


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """Where to write what is to become the file `out`: it gets its name when all is written, and
    is gone if that fails. What is no file (`/dev/null`, a pipe) is written to as it is.
    """
    with faults_of(out):
        special = out.exists() and not out.is_file()
    if special:
        yield out
        return
    part = out.with_name(out.name + ".part")
    try:
        yield part
        with faults_of(out):
            part.replace(out)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


@contextmanager
def _text_file(part: Path, out: Path) -> Iterator[IO[str]]:
    with faults_of(out):
        handle = part.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield handle
    finally:
        with faults_of(out):
            handle.close()


@contextmanager
def sink(out: Path | None, *, style: str | None = None) -> Iterator[Sink]:
    """Where each coded document is to be sent: a file by its ending, JSONL in a pipe, a table on
    a terminal. A file appears under its name only when all of it is written.

    Raises InputError for an ending that isn't known, and where the file can't be written.
    """
    if standard(out):
        if sys.stdout.isatty() if style is None else style == "table":
            from vanellus.cli.tables import print_coded  # noqa: PLC0415  rich, for people only

            yield print_coded
            return
        with lines_to(None) as lines:
            yield lambda coded: _send_all(lines, coded)
        return
    assert out is not None
    ending = out.suffix.lower()
    if ending == ".jsonl":
        with lines_to(out) as lines:
            yield lambda coded: _send_all(lines, coded)
    elif ending == ".csv":
        with whole_file(out) as part, _csv(part, out) as send:
            yield send
    elif ending == ".parquet":
        with whole_file(out) as part, _parquet(part, out) as send:
            yield send
    elif ending == ".duckdb":
        raise InputError(
            where=str(out), problem="a store is filled in batches", valid="vanellus ingest --store"
        )
    else:
        raise _unknown_ending(out, ENDINGS)


def _unknown_ending(out: Path, valid: Sequence[str]) -> InputError:
    told = f"the ending {out.suffix!r} is not one that can be written here"
    return InputError(
        where=str(out), problem=told if out.suffix else "has no ending", valid=", ".join(valid)
    )


def _send_all(lines: Lines, coded: Coded) -> None:
    for report in coded.reports:
        lines.send(report)


@contextmanager
def _csv(part: Path, out: Path) -> Iterator[Sink]:
    with _text_file(part, out) as handle:
        writer = csv.DictWriter(handle, COLUMNS)

        def send(coded: Coded) -> None:
            with faults_of(out):
                writer.writerows(
                    {key: spreadsheet_safe(value) for key, value in flat(report).items()}
                    for report in coded.reports
                )

        with faults_of(out):
            writer.writeheader()
        yield send


@contextmanager
def _parquet(part: Path, out: Path) -> Iterator[Sink]:
    import pyarrow as pa  # noqa: PLC0415  heavy, and only for this ending
    import pyarrow.parquet as pq  # noqa: PLC0415  as above

    schema = pa.schema(
        [(name, pa.string()) for name in _TEXT]
        + [(name, pa.float64()) for name in _REAL]
        + [(name, pa.int64()) for name in _WHOLE]
    )
    waiting: list[dict[str, Any]] = []
    with faults_of(out):
        writer = pq.ParquetWriter(part, schema)

    def flush() -> None:
        if waiting:
            with faults_of(out):
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

    def send(coded: Coded) -> None:
        waiting.extend(flat(report) for report in coded.reports)
        if len(waiting) > 5000:
            flush()

    try:
        yield send
        flush()
    finally:
        with faults_of(out):
            writer.close()
