"""A run that is killed and run again ends as one that was not disturbed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vanellus.storing import TABLES, open_store

FAKES = Path(__file__).parents[1] / "fakes.py"
BATCH = {"VANELLUS_BATCH_DOCUMENTS": "2"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Seven documents, with reports, registers, a broken line and a document in French."""
    records = [
        {"id": "a", "text": "MLI CONSULT RUS with figures", "published": "2025-04-01"},
        {"id": "b", "text": "NER ASSAULT MLI 0.8", "published": "2025-04-02"},
        {"id": "c", "text": "Nothing of note", "title": "Calm"},
        {"id": "d", "text": "MLI CONSULT FRA. FRA AID MLI 0.7 future", "publisher": "P"},
        {"id": "e", "text": "Rien de neuf", "language": "fr"},
        {"id": "f", "text": "BFA CONSULT MLI with figures", "published": "2025-04-03"},
        {"id": "g", "text": "RUS AID NER"},
    ]
    path = tmp_path_factory.mktemp("in") / "reports.jsonl"
    lines = [json.dumps(one) for one in records]
    lines.insert(3, "{broken")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rows_of(path):
    """All rows of all tables, without the times of runs."""
    with open_store(path, read_only=True) as store:
        tables = {table: store.query(f"FROM {table} ORDER BY ALL") for table in TABLES}
    for row in tables["runs"]:
        assert row.pop("first_started") <= row.pop("last_finished")
    return tables


@pytest.fixture(scope="module")
def undisturbed(reports, tmp_path_factory):
    """The rows of a run from its beginning to its end."""
    path = tmp_path_factory.mktemp("calm") / "calm.duckdb"
    ended = subprocess.run(
        [sys.executable, FAKES, "ingest", reports, "--store", path],
        env={**os.environ, **BATCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr.splitlines()[-1] == "vanellus: left out: 1 broken, 1 language"
    assert ended.returncode == 1
    return rows_of(path)


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ({"FAKE_STOP_BEFORE": "a"}, 0),
        ({"FAKE_STOP_BEFORE": "f"}, 4),
        ({"FAKE_STOP_INSERT": "documents"}, 0),
        ({"FAKE_STOP_INSERT": "participants"}, 0),
    ],
    ids=["before the first batch", "between batches", "in a transaction", "deep in a transaction"],
)
def test_a_run_killed_half_way_and_run_again_gives_the_rows_of_an_undisturbed_one(
    reports, undisturbed, tmp_path, programme, where, kept
):
    killed = tmp_path / "killed.duckdb"
    process = programme("ingest", reports, "--store", killed, environment={**BATCH, **where})
    assert process.stdout.readline() == "waiting\n"
    process.kill()
    assert process.wait() == -signal.SIGKILL
    with open_store(killed) as store:
        assert store.counts()["documents"] == kept
        assert store.counts()["reports"] == (0 if not kept else 4)

    again = programme("ingest", reports, "--store", killed, environment=BATCH)
    said = again.communicate()[1]
    assert f"{6 - kept} documents" in said
    assert (f"{kept} kept before" in said) == bool(kept)
    found = rows_of(killed)
    for table in TABLES:
        assert found[table] == undisturbed[table], table
    assert len(found["runs"]) == 1
    assert len(found["figures"]) == 2
    assert len(found["reports"]) == 6


def test_a_run_that_was_interrupted_says_so_keeps_its_batches_and_can_be_ended(
    reports, tmp_path, programme
):
    path = tmp_path / "s.duckdb"
    process = programme(
        "ingest", reports, "--store", path, environment={**BATCH, "FAKE_STOP_BEFORE": "f"}
    )
    assert process.stdout.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    assert process.returncode == 130
    assert said.splitlines()[-1] == "vanellus: interrupted"
    assert "Traceback" not in said
    with open_store(path, read_only=True) as store:
        assert store.counts()["documents"] == 4


def test_a_store_that_a_running_ingest_holds_is_told_as_busy_in_one_line(
    reports, tmp_path, programme
):
    path = tmp_path / "s.duckdb"
    holder = programme("ingest", reports, "--store", path, environment={"FAKE_STOP_BEFORE": "a"})
    assert holder.stdout.readline() == "waiting\n"
    for arguments in (("ingest", reports), ("show",), ("export", tmp_path / "out")):
        second = programme(*arguments, "--store", path)
        out, said = second.communicate()
        assert second.returncode == 1
        assert out == ""
        busy = "another process has this store open; wait for it to end, or work on a copy"
        assert said.splitlines() == [f"vanellus: {path}: {busy}"]
