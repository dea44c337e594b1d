"""A second process that does half of what numpy can't: signing texts, resolving events.

While nothing else is asked of it, it signs the texts that come next. It reads tables from its
standard input and writes tables to its standard output, in Arrow's stream format with their lengths
before them. It is no more than a faster way: where it can't be started or dies, its half is done
here. `python -m vanellus.linking.second_process` is its main programme.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
_AT_ONCE: Final = 1000
"""Documents that are signed ahead at once: what is asked meanwhile waits for no more than these."""
_LENGTH: Final = struct.Struct("<Q")


class SecondProcess:
    """The other process, started when it is first needed; use it as a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._useful = (os.cpu_count() or 1) > 1 and bool(sys.executable)
        # All that is written to the process and read from it goes through this one thread.
        self._talk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="second process")
        self._ahead: list[pa.Table] = []
        self._signed: list[pa.Table] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ahead.clear()
        self._end()
        self._talk.shutdown()

    def sign_ahead(self, documents: pa.Table) -> None:
        """Lets the process sign these documents while it has nothing else to do."""
        if not self._useful or documents.num_rows < MANY:
            return
        # The first ones come last, where the next to be signed is taken from.
        starts = range(0, documents.num_rows, _AT_ONCE)
        self._ahead = [documents.slice(start, _AT_ONCE) for start in reversed(starts)]
        self._talk.submit(self._sign_next)

    def _sign_next(self) -> None:
        """Signs the next documents ahead, and comes again behind what was asked meanwhile."""
        try:
            documents = self._ahead.pop()
        except IndexError:
            return
        found = self._call("sign", [documents], {})
        if found is not None:
            self._signed += found
            self._talk.submit(self._sign_next)

    def signed(self, documents: pa.Table) -> pa.Table:
        """As `copies.signed`; what was signed ahead isn't signed again."""
        self._ahead.clear()
        # Waits for the documents that are being signed.
        self._talk.submit(self._ahead.clear).result()
        done, self._signed = self._signed, []
        if done:
            ids = pa.concat_tables(done)["doc_id"].combine_chunks()
            documents = documents.filter(pc.invert(pc.is_in(documents["doc_id"], ids)))
        if documents.num_rows < MANY:
            return pa.concat_tables([*done, signed(documents)])
        half = documents.num_rows // 2
        parts = self._both("sign", [documents.slice(half)], {}, [documents.slice(0, half)])
        return pa.concat_tables([*done, *(part[0] for part in parts)])

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
        answer = self._talk.submit(self._call, task, theirs, about)
        own = TASKS[task](ours, about)
        theirs_done = answer.result()
        return [TASKS[task](theirs, about) if theirs_done is None else theirs_done, own]

    def _call(
        self, task: str, tables: list[pa.Table], about: dict[str, str | None]
    ) -> list[pa.Table] | None:
        """What the process makes of these tables; None where it can't be asked any more."""
        if not self._useful:
            return None
        try:
            if self._process is None:
                self._process = _started()
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            write(self._process.stdin, tables, {"task": task, **about})
            found = read(self._process.stdout)
        except (OSError, ValueError, pa.ArrowInvalid):
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
