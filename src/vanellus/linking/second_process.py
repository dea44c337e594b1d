"""A second process that does half of what numpy can't: signing texts, resolving events.

It reads tables from its standard input and writes tables to its standard output, in Arrow's stream
format with their lengths before them. It is no more than a faster way: where it can't be started or
dies, its half is done here. `python -m vanellus.linking.second_process` is its main programme.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.copies import signed
from vanellus.linking.event_tables import EventTables
from vanellus.linking.reports import Reports
from vanellus.linking.resolved import events_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

MANY: Final = 4000
"""Documents or reports from which on a second process is worth its start."""
_LENGTH: Final = struct.Struct("<Q")


class SecondProcess:
    """The other process, started when it is first needed; use it as a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._useful = (os.cpu_count() or 1) > 1 and bool(sys.executable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def signed(self, documents: pa.Table) -> pa.Table:
        """As `copies.signed`."""
        if documents.num_rows < MANY:
            return signed(documents)
        half = documents.num_rows // 2
        parts = self._both("sign", [documents.slice(half)], {}, [documents.slice(0, half)])
        return pa.concat_tables([part[0] for part in parts])

    def events_of(
        self,
        given: Reports,
        copies: pa.Table,
        joins: pa.Table,
        *,
        today: date | None,
    ) -> EventTables:
        """As `resolved.events_of`, of reports with their figures."""
        reports, participants, figures = given.reports, given.participants, given.figures
        assert figures is not None
        membership = joins.select(["report_id", "event_id"])
        if membership.num_rows < MANY:
            return events_of(reports, participants, figures, copies, membership, today=today)
        # Ids of events are hexadecimal digests, so that this halves them.
        low = pc.less(membership["event_id"], "8")
        halves = []
        for those in (low, pc.invert(low)):
            some = membership.filter(those)
            ids = some["report_id"].combine_chunks()
            halves.append(
                [
                    reports.filter(pc.is_in(reports["report_id"], ids)),
                    participants.filter(pc.is_in(participants["report_id"], ids)),
                    figures,
                    copies,
                    some,
                ]
            )
        about = {"today": None if today is None else today.isoformat()}
        parts = self._both("events", halves[0], about, halves[1])
        return EventTables(*(pa.concat_tables(pair) for pair in zip(*parts, strict=True)))

    def _both(
        self, task: str, theirs: list[pa.Table], about: dict[str, str | None], ours: list[pa.Table]
    ) -> list[list[pa.Table]]:
        asked = self._ask(task, theirs, about)
        own = TASKS[task](ours, about)
        answer = self._answer() if asked else None
        return [TASKS[task](theirs, about) if answer is None else answer, own]

    def _ask(self, task: str, tables: list[pa.Table], about: dict[str, str | None]) -> bool:
        if not self._useful:
            return False
        try:
            if self._process is None:
                self._process = _started()
            assert self._process.stdin is not None
            write(self._process.stdin, tables, {"task": task, **about})
        except OSError:
            self._give_up()
            return False
        return True

    def _answer(self) -> list[pa.Table] | None:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            found = read(self._process.stdout)
        except (OSError, pa.ArrowInvalid):
            found = None
        if found is None:
            self._give_up()
            return None
        return found[1]

    def _give_up(self) -> None:
        self._useful = False
        self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        # Killed, since all that it was asked for is either here or not wanted any more.
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()


def _started() -> subprocess.Popen[bytes]:
    home = str(Path(__file__).parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603  our own
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def write(stream: IO[bytes], tables: Sequence[pa.Table], about: dict[str, str | None]) -> None:
    """Writes tables with what is said about them."""
    text = json.dumps({**about, "tables": len(tables)}).encode()
    stream.write(_LENGTH.pack(len(text)) + text)
    for table in tables:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        content = sink.getvalue()
        stream.write(_LENGTH.pack(content.size))
        stream.write(content)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, str | None], list[pa.Table]] | None:
    """What was said, and the tables; None at the end of the stream."""
    text = _piece(stream)
    if text is None:
        return None
    about = json.loads(text)
    tables = []
    for _ in range(about.pop("tables")):
        content = _piece(stream)
        if content is None:
            return None
        tables.append(pa.ipc.open_stream(content).read_all())
    return about, tables


def _piece(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def _events(tables: list[pa.Table], about: dict[str, str | None]) -> list[pa.Table]:
    today = about["today"]
    return list(events_of(*tables, today=None if today is None else date.fromisoformat(today)))


def _sign(tables: list[pa.Table], _: dict[str, str | None]) -> list[pa.Table]:
    return [signed(tables[0])]


TASKS: Final[dict[str, Callable[[list[pa.Table], dict[str, str | None]], list[pa.Table]]]] = {
    "events": _events,
    "sign": _sign,
}


def main() -> None:
    """Does what is asked until the input ends."""
    while (asked := read(sys.stdin.buffer)) is not None:
        about, tables = asked
        task = about.pop("task")
        assert task is not None
        write(sys.stdout.buffer, TASKS[task](tables, about), {})


if __name__ == "__main__":
    main()
