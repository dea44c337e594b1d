"""Opening a store: whose file it is, how new, and who has it open."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys

import duckdb
import pytest
from fakes import coded

from vanellus.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreTooNew, VanellusError
from vanellus.storing import open_store, opening


@pytest.fixture
def path(tmp_path):
    """A store that is kept and closed."""
    with open_store(tmp_path / "s.duckdb"):
        pass
    return tmp_path / "s.duckdb"


def foreign(path, *statements):
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_store_is_made_where_there_is_none_and_opened_where_there_is_one(tmp_path):
    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
        store.add([coded()], run_id=run)
    with open_store(str(path)) as store:
        assert store.counts()["documents"] == 1


@pytest.mark.parametrize("how", [{"create": False}, {"read_only": True}])
def test_no_store_is_made_where_none_was_to_be_made(tmp_path, how):
    path = tmp_path / "s.duckdb"
    with pytest.raises(NotAStore, match="no such store"):
        open_store(path, **how)
    assert not path.exists()


def test_a_store_opened_for_reading_answers_and_takes_nothing(path):
    with open_store(path, read_only=True) as store:
        assert store.counts()["documents"] == 0
        with pytest.raises(StoreError, match="read-only"):
            store.begin_run(program_version="1", model_digest="m", codebook_digest="c", settings={})


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="no such folder"):
        open_store(tmp_path / "none" / "s.duckdb")


def test_a_store_of_a_newer_schema_is_told_as_too_new_and_left_as_it_is(path):
    foreign(path, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match=r"has schema 99, this version knows up to 4; install"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_an_older_schema_is_not_brought_up_while_only_read(path, monkeypatch):
    monkeypatch.setattr(opening, "SCHEMA", opening.SCHEMA + 1)
    with pytest.raises(StoreError, match="old schema 4; `vanellus link --store` brings it up"):
        open_store(path, read_only=True)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE a (b INTEGER)",),
        ("CREATE TABLE meta (a INTEGER)",),
        ("CREATE TABLE meta (key VARCHAR, value VARCHAR)",),
        (
            "CREATE TABLE meta (key VARCHAR, value VARCHAR)",
            "INSERT INTO meta VALUES ('schema', '1'), ('programme', 'another')",
        ),
        (
            "CREATE TABLE meta (key VARCHAR, value VARCHAR)",
            "INSERT INTO meta VALUES ('schema', 'one'), ('programme', 'vanellus')",
        ),
    ],
)
def test_a_duckdb_file_of_somebody_else_is_no_store_and_stays_as_it_is(tmp_path, statements):
    path = tmp_path / "other.duckdb"
    foreign(path, *statements)
    before = path.read_bytes()
    with pytest.raises(NotAStore, match="is a DuckDB file, but no Vanellus store"):
        open_store(path)
    assert path.read_bytes() == before


def test_an_empty_database_is_made_a_store_since_a_killed_run_may_have_left_it(tmp_path):
    path = tmp_path / "s.duckdb"
    foreign(path)
    with pytest.raises(NotAStore, match="empty DuckDB file"):
        open_store(path, read_only=True)
    with open_store(path) as store:
        assert store.counts()["runs"] == 0


def other_files(folder):
    (folder / "empty.duckdb").write_bytes(b"")
    (folder / "text.duckdb").write_text("Some notes, and no database.\n" * 9, encoding="utf-8")
    (folder / "short.duckdb").write_bytes(b"abc")
    (folder / "folder.duckdb").mkdir()
    with sqlite3.connect(folder / "sqlite.duckdb") as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    return {
        "empty.duckdb": "is empty",
        "text.duckdb": "is no Vanellus store",
        "short.duckdb": "is no Vanellus store",
        "folder.duckdb": "is a folder",
        "sqlite.duckdb": "is no Vanellus store",
    }


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_another_kind_is_no_store_and_the_line_says_what_would_be(tmp_path, read_only):
    for name, problem in other_files(tmp_path).items():
        with pytest.raises(NotAStore) as caught:
            open_store(tmp_path / name, read_only=read_only)
        assert str(caught.value) == (
            f"{tmp_path / name}: {problem} (valid: a .duckdb file made by `vanellus ingest`)"
        )


def test_a_damaged_store_is_told_in_one_line_of_ours(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:9000] + bytes(len(whole) - 9000))
    with pytest.raises(VanellusError) as caught, open_store(path) as store:
        store.counts()
    assert len(str(caught.value).splitlines()) == 1


def test_a_store_cut_short_is_told_in_one_line_of_ours(path):
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert len(str(caught.value).splitlines()) == 1


def test_a_store_that_another_process_has_open_is_busy(path):
    script = (
        "import sys; from vanellus.storing import open_store\n"
        "store = open_store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        for read_only in (False, True):
            with pytest.raises(StoreBusy, match="another process has this store open") as caught:
                open_store(path, read_only=read_only)
            assert caught.value.transient
        holder.stdin.close()
        assert holder.wait() == 0
    with open_store(path) as store:
        assert store.counts()["documents"] == 0


def test_two_processes_may_read_one_store(path):
    script = (
        "import sys; from vanellus.storing import open_store\n"
        "print(open_store(sys.argv[1], read_only=True).counts()['documents'])"
    )
    with open_store(path, read_only=True):
        found = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
    assert found.stdout == "0\n"


def test_a_store_that_this_process_has_open_otherwise_is_told_so(path):
    with open_store(path), pytest.raises(StoreBusy, match="this process has it open already"):
        open_store(path, read_only=True)


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no tiny disk can be made here: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_what_was_committed_is_there_afterwards(tiny_disk):
    path = tiny_disk / "s.duckdb"
    kept = []

    def fill(store):
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
        for number in itertools.count():
            text = " ".join(map(str, range(number * 9000, number * 9000 + 9000)))
            store.add([coded(f"d{number}", text=text)], run_id=run)
            kept.append({"doc_id": f"d{number}"})

    with (
        open_store(path) as store,
        pytest.raises(StoreFull, match="disk is full; what was committed is kept"),
    ):
        fill(store)
    assert len(kept) > 1
    with open_store(path, read_only=True) as store:
        assert store.query("SELECT doc_id FROM documents ORDER BY len(doc_id), doc_id") == kept
        assert store.counts()["reports"] == len(kept)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("IO Error: Could not write file: No space left on device", StoreFull),
        ("IO Error: Could not write: Disk quota exceeded", StoreFull),
        ("IO Error: Could not set lock on file: Conflicting lock is held in python", StoreBusy),
        ("Connection Error: with a different configuration than existing", StoreBusy),
        ("IO Error: Trying to read a database file with version number 99", StoreTooNew),
        ("IO Error: it is not a valid DuckDB database file!", NotAStore),
        ("Parser Error: syntax error\n\nLINE 1: x", StoreError),
    ],
)
def test_each_kind_of_fault_in_duckdb_is_told_as_ours(tmp_path, words, kind):
    with pytest.raises(StoreError) as caught, opening.told(tmp_path / "s.duckdb"):
        raise duckdb.IOException(words)
    assert type(caught.value) is kind
    assert len(str(caught.value).splitlines()) == 1
    assert isinstance(caught.value.__cause__, duckdb.Error)


def test_a_fault_of_the_file_system_is_told_as_ours(tmp_path):
    with pytest.raises(StoreError, match="Permission denied"), opening.told(tmp_path):
        raise PermissionError(13, "Permission denied")
