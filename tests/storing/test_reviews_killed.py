"""A kill at any moment loses no review that was told to be kept, and doubles none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import coded

from vanellus.flow import link_store
from vanellus.storing import Review, journal_of, open_store

ADDS = """
import sys
from pathlib import Path
from vanellus.storing import Review, journal_of
kept = journal_of(Path(sys.argv[1]))
while True:
    review = Review(report_id="r", verdict="rejected", note="x" * 3000)
    kept.append(review)
    print(review.id, flush=True)
"""
LINKS = """
import sys
from vanellus import flow
from vanellus.storing import links, open_store, reviews

def stop(*_, **__):
    print("waiting", flush=True)
    sys.stdin.read()

place = sys.argv[2]
if place == "before":
    flow.take_in = stop
elif place == "half taken in":
    reviews._write_reviewed = stop
elif place == "taken in":
    flow.linking_in = stop
elif place == "half linked":
    links.Links.put_events = stop
with open_store(sys.argv[1], create=False) as store:
    flow.link_store(store)
"""


def started(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A store with two linked reports, its reviews in the journal, and the ids of the reports."""
    path = tmp_path_factory.mktemp("in") / "s.duckdb"
    with open_store(path) as store:
        store.add([coded("a"), coded("b", text="MLI CONSULT RUS again")], run_id="r")
        link_store(store)
        ids = [row["report_id"] for row in store.query("SELECT report_id FROM readings ORDER BY 1")]
    correction = {"type": "ASSAULT", "mode": None}
    journal_of(path).append(Review(report_id=ids[0], verdict="rejected", author="Ada"))
    journal_of(path).append(
        Review(report_id=ids[1], verdict="corrected", correction=correction, author="Ben")
    )
    return path


TABLES = (
    "reports", "participants", "readings", "verdicts", "events", "event_sides", "joins",
)  # fmt: skip


def rows_of(path):
    with open_store(path) as store:
        link_store(store)
        assert link_store(store) == 0
        return [
            store.query("SELECT * EXCLUDE (taken) FROM reviews ORDER BY number"),
            *(store.query(f"FROM {name} ORDER BY ALL") for name in TABLES),
        ]


@pytest.mark.parametrize("place", ["before", "half taken in", "taken in", "half linked"])
def test_a_link_killed_at_any_place_and_run_again_ends_as_an_undisturbed_one(
    linked, tmp_path, place
):
    copies = []
    for name in ("calm", "killed"):
        copies.append(tmp_path / name / linked.name)
        copies[-1].parent.mkdir()
        for file in linked.parent.glob(f"{linked.name}*"):
            (copies[-1].parent / file.name).write_bytes(file.read_bytes())
    calm, killed = copies
    process = started(LINKS, killed, place)
    assert process.stdout.readline() == "waiting\n"
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with open_store(killed) as store:
        assert store.counts()["reviews"] in (0, 2)
    found = rows_of(killed)
    assert found == rows_of(calm)
    assert [row["author"] for row in found[0]] == ["Ada", "Ben"]
    assert [row["type"] for row in found[1]] == ["ASSAULT"]


def test_a_process_killed_while_it_keeps_reviews_loses_none_that_it_told_of(tmp_path):
    path = tmp_path / "s.duckdb"
    told: list[str] = []
    for _ in range(3):
        process = started(ADDS, path)
        told += [process.stdout.readline().strip() for _ in range(5)]
        os.kill(process.pid, signal.SIGKILL)
        rest = process.communicate()[0]
        told += [line for line in rest.splitlines(keepends=False) if len(line) == 32]
    kept = list(journal_of(path).read())
    assert set(told) <= set(kept)
    # One more may have been on the disk before it could be told.
    assert len(kept) <= len(told) + 3
    assert len(set(kept)) == len(kept)
    assert Path(f"{path}.reviews.jsonl").read_bytes().count(b'"id"') >= len(kept)
