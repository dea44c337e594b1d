"""How long pages take for several users at once, on a store grown by copying what it holds.

python -m benchmarks.pages STORE [--events 100000] [--users 10] [--seconds 20] [--pause 1]

The store is copied into a temporary folder; each copy of its documents and events has ids of its
own and other days. `vanellus serve` then shows it, and as many users as asked for go from page to
page, each asking for the next about `--pause` seconds after the last has come (a person reads; 0
asks at once). Told are the median and the 95th percentile of each kind of page in milliseconds,
and how long the copy and its tables took.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np

from vanellus.storing import Store, copy_store, open_store

_IDS = {
    "documents": ("doc_id",), "reports": ("report_id", "doc_id", "event_id"),
    "participants": ("report_id", "doc_id"), "events": ("event_id",),
    "joins": ("report_id", "doc_id", "event_id", "joined_to", "component"),
    "event_sides": ("event_id",), "event_life": ("event_id", "report_id"),
    "disagreements": ("event_id",), "copies": ("doc_id", "origin_id"),
    "recommendations": ("doc_id",), "figures": ("doc_id",),
}  # fmt: skip
"""Tables that are copied, with the columns that hold ids."""
_DAYS = ("published", "date_start", "date_end", "first_published", "last_published", "known_since")


def grow(store: Store, *, events: int) -> None:
    """Copies all documents and events until there are about so many events."""
    have = store.query("SELECT count(*) AS n FROM events")[0]["n"]
    times = max(round(events / have) - 1, 0)
    for table, ids in _IDS.items():
        columns = [row["column_name"] for row in store.query(f"DESCRIBE {table}")]
        shown = ", ".join(_copied(name, ids) for name in columns)
        with store.transaction() as connection:
            connection.execute(
                f"INSERT INTO {table} SELECT {shown} FROM {table} t, range(1, ?) k(k)",  # noqa: S608  constants
                [times + 1],
            )


def _copied(name: str, ids: tuple[str, ...]) -> str:
    if name in ids:
        return f"t.{name} || '-' || k"
    if name == "report_ids":
        return "list_transform(t.report_ids, lambda each: each || '-' || k)"
    return f"(t.{name} - to_days((k % 900)::INTEGER))::DATE" if name in _DAYS else f"t.{name}"


def addresses(store: Store) -> dict[str, list[str]]:
    """Addresses to choose from, by kind of page."""
    some = "USING SAMPLE 200 ROWS (reservoir, 1)"
    events = [row["event_id"] for row in store.query(f"SELECT event_id FROM events {some}")]  # noqa: S608  a constant
    texts = [row["doc_id"] for row in store.query(f"SELECT doc_id FROM documents {some}")]  # noqa: S608  as above
    parties = [
        row["party"]
        for row in store.query(
            "SELECT party FROM event_sides GROUP BY party ORDER BY count(*) DESC LIMIT 20"
        )
    ]
    return {
        "home": ["/"],
        "events": ["/events", "/events?sort=-independent_sources", "/events?limit=100"],
        "events of a party": [f"/events?party={quote(each)}" for each in parties],
        "events filtered": [
            f"/events?country={each}&type=ASSAULT" for each in ("MLI", "BFA", "NER")
        ],
        "documents": ["/documents", "/documents?sort=-events"],
        "calendar": ["/calendar", "/calendar?overdue=1"],
        "actors": ["/actors", "/actors?kind=state"],
        "event": [f"/event/{quote(each)}" for each in events],
        "document": [f"/document/{quote(each)}" for each in texts],
        "search": [f"/search?q={each}" for each in ("minister", "gold+mine", "%22armed+group%22")],
        "about": ["/about"],
    }


def ask(
    address: str,
    pages: dict[str, list[str]],
    until: float,
    taken: list[tuple[str, float, int]],
    seed: int,
    pause: float,
) -> None:
    """One user: goes from page to page until the time is over."""
    chosen = random.Random(seed)  # noqa: S311  no secret
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
    while time.monotonic() < until:
        kind = chosen.choice(list(pages))
        began = time.perf_counter()
        connection.request("GET", chosen.choice(pages[kind]))
        answer = connection.getresponse()
        answer.read()
        taken.append((kind, time.perf_counter() - began, answer.status))
        time.sleep(pause * 2 * chosen.random())


def main() -> None:
    """Grows the store, serves it, and prints the times as a table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("store", type=Path)
    given.add_argument("--events", type=int, default=100_000)
    given.add_argument("--users", type=int, default=10)
    given.add_argument("--seconds", type=float, default=20)
    given.add_argument("--pause", type=float, default=1.0)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grown.duckdb"
        copy_store(asked.store, path)
        with open_store(path, create=False) as store:
            grow(store, events=asked.events)
            pages = addresses(store)
            counts = store.counts()
        print(f"{counts['events']} events, {counts['reports']} reports, "
              f"{counts['documents']} documents, {path.stat().st_size >> 20} MiB")  # fmt: skip
        began = time.monotonic()
        with subprocess.Popen(  # noqa: S603  our own
            [sys.executable, "-m", "vanellus", "serve", "--store", str(path), "--port", "0"],
            stderr=subprocess.PIPE, text=True,
        ) as serving:  # fmt: skip
            try:
                assert serving.stderr is not None
                address = serving.stderr.readline().split(" is shown at ")[1].split()[0]
                print(f"copied and made ready in {time.monotonic() - began:.1f} s")
                tell(address, pages, users=asked.users, seconds=asked.seconds, pause=asked.pause)
            finally:
                serving.terminate()


def tell(
    address: str, pages: dict[str, list[str]], *, users: int, seconds: float, pause: float
) -> None:
    """Lets users ask, and prints what their pages took."""
    for kind, some in pages.items():
        # Each kind once beforehand: what is worked out once for each copy is told apart.
        first: list[tuple[str, float, int]] = []
        ask(address, {kind: some[:1]}, time.monotonic() + 0.001, first, 0, 0.0)
        print(f"first {kind:<20} {first[0][1] * 1000:8.0f} ms")
    taken: list[tuple[str, float, int]] = []
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=ask, args=(address, pages, until, taken, seed, pause))
        for seed in range(1, users + 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times: dict[str, list[float]] = defaultdict(list)
    for kind, span, status in taken:
        assert status == 200, (kind, status)
        times[kind].append(1000 * span)
        times["all"].append(1000 * span)
    print(f"{len(taken) / seconds:.0f} pages a second for {users} users")
    for kind in [*pages, "all"]:
        median, high = np.percentile(times[kind], [50, 95])
        line = {
            "page": kind,
            "asked": len(times[kind]),
            "median": round(median),
            "p95": round(high),
        }
        print(json.dumps(line))


if __name__ == "__main__":
    main()
