"""Pages read while others write: copies of a store taken next to a real `vanellus ingest`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from vanellus.errors import NotAStore, StoreBusy
from vanellus.serving import create_app
from vanellus.serving.snapshot import Snapshots
from vanellus.storing import copy_store, open_store, stamp_of
from vanellus.storing.turns import turn, turn_file

BATCH = {"VANELLUS_BATCH_DOCUMENTS": "1"}
WRITER = """
import sys
from vanellus.storing import open_store
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    number = 0
    while number < 400:
        with store.transaction() as connection:
            connection.execute("INSERT INTO meta VALUES (?, 'x')", [f"k{number}"])
            rows = 3000 if number % 7 == 0 else 3
            connection.execute(
                "INSERT INTO separations SELECT ?, range::VARCHAR, 'x', now()::TIMESTAMP"
                " FROM range(?)", [f"r{number}", rows])
        number += 1
"""


@pytest.fixture
def reports(tmp_path):
    """Three documents with an event each."""
    path = tmp_path / "in.jsonl"
    texts = {"a": "MLI CONSULT RUS", "b": "NER CONSULT MLI", "c": "BFA CONSULT MLI"}
    lines = [
        json.dumps({"id": doc_id, "text": text, "published": "2025-04-01"})
        for doc_id, text in texts.items()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def counts(snapshots):
    with snapshots.reading() as (_, store):
        return store.counts()


@pytest.mark.parametrize(
    "where", [{"FAKE_STOP_BEFORE": "c"}, {"FAKE_STOP_INSERT": "copies"}], ids=["between", "inside"]
)
def test_pages_show_what_is_committed_while_an_ingest_has_the_store_open(
    reports, tmp_path, programme, where
):
    path = tmp_path / "s.duckdb"
    if "FAKE_STOP_INSERT" in where:
        # Stops in the second ingest, inside its first transaction.
        assert programme("ingest", reports, "--store", path).wait() == 0
        where, kept = {"FAKE_STOP_INSERT": "participants"}, 3
        more = tmp_path / "more.jsonl"
        more.write_text('{"id": "d", "text": "MLI CONSULT FRA"}\n', encoding="utf-8")
        reports = more
    else:
        kept = 2
    writer = programme("ingest", reports, "--store", path, environment={**BATCH, **where})
    assert writer.stdout.readline() == "waiting\n"
    with pytest.raises(StoreBusy):
        open_store(path, read_only=True)
    snapshots = Snapshots(path)
    try:
        snapshots.refresh()
        assert counts(snapshots)["documents"] == kept
        assert not snapshots.refresh()
    finally:
        snapshots.close()


def test_an_ingest_runs_undisturbed_beside_pages_which_then_show_what_it_kept(
    reports, tmp_path, programme
):
    from starlette.testclient import TestClient

    path = tmp_path / "s.duckdb"
    with open_store(path):
        pass
    with TestClient(create_app(path)) as client:
        assert "holds no event yet" in client.get("/").text
        writer = programme("ingest", reports, "--store", path, environment=BATCH)
        out, said = writer.communicate()
        assert (writer.returncode, out) == (0, ""), said
        client.app.state.snapshots.settle()
        assert len(client.get("/documents.json").json()) == 3
        parties = {row["party"] for row in client.get("/actors.json").json()}
        assert {"MLI", "RUS", "NER", "BFA"} <= parties
        assert client.get("/search.json?q=CONSULT").json()["total"] == 3


def test_copies_taken_during_many_commits_are_each_as_after_one_of_them(tmp_path):
    path = tmp_path / "s.duckdb"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    seen = []
    try:
        assert writer.stdout.readline() == "open\n"
        while writer.poll() is None:
            copy_store(path, tmp_path / "copy.duckdb")
            with open_store(tmp_path / "copy.duckdb", read_only=True) as store:
                done = store.query("SELECT count(*) AS n FROM meta WHERE value = 'x'")[0]["n"]
                rows = store.query("SELECT count(*) AS n FROM separations")[0]["n"]
            assert rows == sum(3000 if number % 7 == 0 else 3 for number in range(done))
            seen.append(done)
    finally:
        writer.kill()
        writer.communicate()
    assert seen == sorted(seen)
    assert seen


def test_a_store_that_a_killed_process_left_with_its_log_is_copied_whole(
    reports, tmp_path, programme
):
    path = tmp_path / "s.duckdb"
    writer = programme(
        "ingest", reports, "--store", path, environment={**BATCH, "FAKE_STOP_BEFORE": "c"}
    )
    assert writer.stdout.readline() == "waiting\n"
    writer.kill()
    writer.wait()
    assert path.with_name("s.duckdb.wal").exists()
    copy_store(path, tmp_path / "copy.duckdb")
    with open_store(tmp_path / "copy.duckdb", read_only=True) as store:
        assert store.counts()["documents"] == 2
    assert not (tmp_path / "copy.duckdb.wal").exists()


def test_a_copy_waits_for_its_turn_and_says_so_when_none_comes(tmp_path):
    path = tmp_path / "s.duckdb"
    with open_store(path):
        pass
    with turn(path), pytest.raises(StoreBusy, match="writing to it just now"):
        copy_store(path, tmp_path / "copy.duckdb", wait=0.05)
    copy_store(path, tmp_path / "copy.duckdb", wait=0.05)
    assert turn_file(path).stat().st_size == 0


def test_a_failure_while_preparing_leaves_no_copy_and_no_part_behind(tmp_path):
    path = tmp_path / "s.duckdb"
    with open_store(path):
        pass

    def fail(_):
        raise NotAStore(path="x", problem="y")

    with pytest.raises(NotAStore):
        copy_store(path, tmp_path / "copy.duckdb", prepare=fail)
    assert sorted(file.name for file in tmp_path.iterdir()) == [".s.duckdb.turn", "s.duckdb"]


def test_what_is_no_store_is_refused(tmp_path):
    with pytest.raises(NotAStore):
        create_app(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("no store at all", encoding="utf-8")
    with pytest.raises(NotAStore):
        create_app(tmp_path / "text.duckdb")


def test_reading_goes_on_in_an_old_copy_which_is_deleted_by_its_last_reader(tmp_path):
    from fakes import coded

    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
    snapshots = Snapshots(path)
    snapshots.refresh()
    with snapshots.reading() as (old, held):
        before = stamp_of(path)
        with open_store(path) as store:
            store.add([coded("a")], run_id=run)
        assert stamp_of(path) != before
        assert snapshots.refresh()
        assert counts(snapshots)["documents"] == 1
        assert held.counts()["documents"] == 0
        assert old.store.path.exists()
    assert not old.store.path.exists()
    snapshots.close()
    assert list(snapshots.folder.glob("copy-*")) == []


def test_a_page_is_made_once_for_a_copy_and_anew_for_the_next(tmp_path):
    from fakes import coded
    from starlette.testclient import TestClient

    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
    with TestClient(create_app(path)) as client:
        first = client.get("/documents")
        assert "<strong>0 documents</strong>" in first.text
        assert client.get("/documents").text == first.text
        assert client.get("/documents").headers == first.headers
        assert client.get("/documents?colour=red").status_code == 422
        assert client.get("/documents.json").status_code == 200
        assert [key[1] for key in client.app.state.pages] == ["/documents"]
        with open_store(path) as store:
            store.add([coded("a")], run_id=run)
        client.app.state.snapshots.settle()
        assert "<strong>1 document</strong>" in client.get("/documents").text


def test_copies_of_processes_that_are_no_more_are_cleared_away(tmp_path):
    path = tmp_path / "s.duckdb"
    with open_store(path):
        pass
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                           capture_output=True, text=True, check=True)  # fmt: skip
    folder = tmp_path / "s.duckdb.served"
    folder.mkdir()
    left, own = (folder / f"copy-{each}-1.duckdb" for each in (ended.stdout.strip(), os.getpid()))
    left.touch()
    own.touch()
    Snapshots(path)
    assert not left.exists()
    assert own.exists()


def test_the_command_shows_pages_and_ends_when_interrupted(store_path, programme):
    process = programme("serve", "--store", store_path, "--port", "0")
    line = process.stderr.readline()
    address = line.split(" is shown at ")[1].split()[0]
    with urllib.request.urlopen(f"{address}about", timeout=30) as answer:
        assert "About this store" in answer.read().decode()
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert "Traceback" not in said
    assert process.returncode == 130
    assert not list(Path(f"{store_path}.served").glob(f"copy-{process.pid}-*"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "others could read"),
        (["--host", "example.org"], "others could read"),
        (["--token", "short"], "too short"),
        (["--host", "203.0.113.9", "--token", "long-enough-token"], "can't be listened on"),
    ],
)
def test_the_command_refuses_to_show_a_store_to_everybody(store_path, programme, options, words):
    process = programme("serve", "--store", store_path, "--port", "0", *options)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert words in said
    assert len(said.splitlines()) == 1
