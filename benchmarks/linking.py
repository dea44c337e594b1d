"""How long linking takes, how much memory, and how well it does, on simulated reports.

python -m benchmarks.linking [100000 1000000] [--more 1000] [--keep FOLDER]: for each count a store
is filled with simulated reports (see `simulated_reports`), linked in a process of its own on two
cores, judged against the truth, and 1,000 more reports of the same world are added and linked.
Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.simulated_batches import split, written
from benchmarks.simulated_reports import simulate

from vanellus.flow import link_store
from vanellus.storing import open_store

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

CORES = 2


def linked(path: Path) -> dict[str, float]:
    """Seconds, CPU seconds, peak MiB and number of linked reports of a link of the store, in a
    process of its own.
    """
    found = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-m", "benchmarks.linking", "--link", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    out: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return out


def link_here(path: Path) -> dict[str, float]:
    """The same in this process."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    began, worked = time.perf_counter(), time.process_time()
    with open_store(path, create=False) as store:
        opened = time.perf_counter()
        reports = link_store(store)
        done = time.perf_counter()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    # The second process lives beside the first one.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children.ru_maxrss
    return {
        "reports": reports,
        "seconds": time.perf_counter() - began,
        "linking": done - opened,
        "cpu": time.process_time() - worked + children.ru_utime + children.ru_stime,
        "peak": peak * unit / 2**20,
    }


def judged(path: Path, truth: pa.Table) -> dict[str, float]:
    """Precision and recall of pairs of reports, and of B-cubed (Bagga and Baldwin 1998)."""
    with open_store(path, read_only=True) as store:
        rows = store.query("SELECT report_id, event_id FROM joins")
    ids = pa.array([row["report_id"] for row in rows])
    at = pc.index_in(truth["report_id"], ids).combine_chunks()
    events = pa.array([row["event_id"] for row in rows]).take(at)
    found = np.asarray(events.dictionary_encode().indices).astype(np.int64)
    return scores(found, np.unique(np.asarray(truth["event"]), return_inverse=True)[1])


def scores(found: Ints, true: Ints) -> dict[str, float]:
    """The same of two partitions, each a number for each report."""
    both = np.unique(found * (true.max() + 1) + true, return_inverse=True)[1]
    common, made, real = (np.bincount(labels)[labels] for labels in (both, found, true))

    def pairs(labels: Ints) -> float:
        sizes = np.bincount(labels).astype(float)
        return float((sizes * (sizes - 1) / 2).sum())

    return {
        "pairs P": pairs(both) / max(pairs(found), 1),
        "pairs R": pairs(both) / max(pairs(true), 1),
        "B3 P": float((common / made).mean()),
        "B3 R": float((common / real).mean()),
    }


def row(name: str, told: dict[str, float], judgement: dict[str, float] | None) -> str:
    """A line of the table."""
    each = told["linking"] / max(told["reports"], 1) * 1e6
    cells = [name, f"{told['reports']:,.0f}", f"{told['linking']:.0f}", f"{told['cpu']:.0f}",
             f"{each:.0f}", f"{told['peak']:,.0f}"]  # fmt: skip
    cells += [f"{value:.3f}" for value in (judgement or {}).values()] or [""] * 4
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Prints one line for each count, and one for the reports added to it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--more", type=int, default=1000, help="reports that are added")
    parser.add_argument("--keep", type=Path, help="folder for the stores")
    parser.add_argument("--link", type=Path, help=argparse.SUPPRESS)
    asked: Any = parser.parse_args()
    if asked.link:
        print(json.dumps(link_here(asked.link)))
        return
    print("| reports | linked | seconds | CPU | µs each | peak MiB | pairs P | pairs R | B3 P "
          "| B3 R |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.counts:
            path = (asked.keep or Path(folder)) / f"simulated-{count}.duckdb"
            path.unlink(missing_ok=True)
            first, later = split(
                simulate(count + asked.more), share=asked.more / (count + asked.more)
            )
            with open_store(path) as store:
                truth = written(store, first)
            print(row(f"{count:,}", linked(path), judged(path, truth)), flush=True)
            with open_store(path) as store:
                truth = pa.concat_tables([truth, written(store, later)])
            print(row(f"{asked.more:,} more", linked(path), judged(path, truth)), flush=True)


if __name__ == "__main__":
    main()
