"""How long pages take for several users at once, on a store grown by copying what it holds.

python -m benchmarks.pages STORE [--events 1000000] [--users 10] [--seconds 60] [--pause 1]
    [--again 0.25] [--kinds event,document] [--keep GROWN] [--settle 0]

The store is copied and grown (into GROWN where that is kept; one that is there already is taken as
it is). `vanellus serve` then shows it; after `--settle` seconds, in which the index and pages are
made ahead, as many users as asked for go from page to page, each asking for the next about
`--pause` seconds after the last has come (a person reads; 0 asks at once). Addresses are drawn
from the whole store; a share of `--again` is asked for a second time what somebody asked before.
Told are the median and the 95th percentile of each kind of page in milliseconds, never asked before
and asked again; how long the copy and its tables took, how much time of the processor a page took,
how much memory the server held at most, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import numpy as np
from benchmarks.grown_store import grow
from benchmarks.page_addresses import WEIGHTS, Addresses

from vanellus.storing import copy_store, open_store

_AIM: Final = 100
"""Milliseconds that 95 of 100 pages are not to take longer than."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True, kw_only=True)
class Asking:
    """What the users share: where addresses come from, and what was asked."""

    host: str
    port: int
    addresses: Addresses
    kinds: list[str]
    again: float
    until: float
    pause: float
    taken: list[tuple[str, bool, float, int, str]] = field(default_factory=list)
    """Kind, whether asked before, seconds, status and address of each page."""
    before: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask(shared: Asking, seed: int) -> None:
    """One user: goes from page to page until the time is over."""
    chosen = random.Random(seed)  # noqa: S311  no secret
    connection = http.client.HTTPConnection(shared.host, shared.port, timeout=300)
    time.sleep(shared.pause * 2 * chosen.random())
    while time.monotonic() < shared.until:
        kind = chosen.choices(shared.kinds, [WEIGHTS[each] for each in shared.kinds])[0]
        with shared.lock:
            address = shared.addresses.any_of(kind)
            if shared.taken and chosen.random() < shared.again:
                kind, _, _, _, address = chosen.choice(shared.taken)
            known = address in shared.before
            shared.before.add(address)
        began = time.perf_counter()
        answer = _get(connection, address)
        if answer.status in {301, 302, 307}:
            answer = _get(connection, answer.headers["Location"])
        span = time.perf_counter() - began
        with shared.lock:
            shared.taken.append((kind, known, span, answer.status, address))
        time.sleep(shared.pause * 2 * chosen.random())


def _get(connection: http.client.HTTPConnection, address: str) -> http.client.HTTPResponse:
    """The answer, read to its end; a connection that the server let go is opened anew."""
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
    except http.client.RemoteDisconnected:
        connection.close()
        connection.request("GET", address)
        answer = connection.getresponse()
    answer.read()
    return answer


def main() -> None:
    """Grows the store, serves it, and prints the times as a table."""
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given.add_argument("store", type=Path)
    given.add_argument("--events", type=int, default=1_000_000)
    given.add_argument("--users", type=int, default=10)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--pause", type=float, default=1.0)
    given.add_argument("--again", type=float, default=0.25)
    given.add_argument("--kinds", default=",".join(each.replace(",", ";") for each in WEIGHTS))
    given.add_argument("--keep", type=Path)
    given.add_argument("--settle", type=float, default=0)
    asked = given.parse_args()
    with nullcontext(str(asked.keep.parent)) if asked.keep else tempfile.TemporaryDirectory() as at:
        path = asked.keep or Path(at) / "grown.duckdb"
        if not path.exists():
            copy_store(asked.store, path)
            with open_store(path, create=False) as store:
                grow(store, events=asked.events)
        with open_store(path, create=False, read_only=True) as store:
            addresses, counts = Addresses(store), store.counts()
        held = f"{counts['events']} events, {counts['reports']} reports"
        size = path.stat().st_size >> 20
        print(f"{held}, {counts['documents']} documents, {size} MiB", flush=True)
        began = time.monotonic()
        with subprocess.Popen(  # noqa: S603  our own
            [sys.executable, "-m", "vanellus", "serve", "--store", str(path), "--port", "0"],
            stderr=subprocess.PIPE, text=True,
        ) as serving:  # fmt: skip
            try:
                assert serving.stderr is not None
                parts = urlsplit(serving.stderr.readline().split(" is shown at ")[1].split()[0])
                assert parts.hostname is not None
                assert parts.port is not None
                print(f"copied and made ready in {time.monotonic() - began:.1f} s", flush=True)
                time.sleep(asked.settle)
                shared = Asking(
                    host=parts.hostname, port=parts.port, addresses=addresses, again=asked.again,
                    kinds=[each.replace(";", ",") for each in asked.kinds.split(",")],
                    until=time.monotonic() + asked.seconds, pause=asked.pause,
                )  # fmt: skip
                before = _worked(serving.pid)
                _all_at_once(shared, users=asked.users)
                tell(shared, worked=_worked(serving.pid) - before)
                print(f"memory of the server's processes at most {_most_memory(serving.pid)} MiB; "
                      f"load of the machine {os.getloadavg()[0]:.1f}")  # fmt: skip
            finally:
                serving.terminate()


def _all_at_once(shared: Asking, *, users: int) -> None:
    threads = [
        threading.Thread(target=ask, args=(shared, seed), daemon=True)
        for seed in range(1, users + 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def tell(shared: Asking, *, worked: float) -> None:
    """Prints what the pages took."""
    for kind, _, _, status, address in shared.taken:
        assert status == 200, (kind, status, address)
    asked = len(shared.taken)
    print(f"{asked} pages, {1000 * worked / max(asked, 1):.0f} ms of the processor each\n")
    print("| page | new | median | p95 | most | again | median | p95 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind in [*shared.kinds, "all"]:
        new, again = (
            [1000 * row[2] for row in shared.taken if row[1] is known and kind in (row[0], "all")]
            for known in (False, True)
        )
        most = f"{max(new):,.0f}" if new else "-"
        print(f"| {kind} | {_figures(new)} | {most} | {_figures(again)} |")
    every = [1000 * row[2] for row in shared.taken]
    median, high = np.percentile(every, [50, 95])
    slow = np.mean(np.array(every) > _AIM)
    print(f"\nall, new or not: median {median:,.0f} ms, 95th percentile {high:,.0f} ms; "
          f"{slow:.1%} took more than {_AIM} ms")  # fmt: skip


def _figures(spans: list[float]) -> str:
    if not spans:
        return "0 | - | -"
    median, high = np.percentile(spans, [50, 95])
    return f"{len(spans)} | {median:,.0f} | {high:,.0f}"


def _worked(process: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _most_memory(process: int) -> int:
    """The most memory that a process and each of its own held, together, in MiB."""
    found = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in path.read_text().splitlines())
        except OSError:
            # It ended meanwhile.
            continue
        if process in (int(told["Pid"]), int(told["PPid"])):
            found += int(told.get("VmHWM", "0 kB").split()[0]) >> 10
    return found


if __name__ == "__main__":
    main()
