"""A copy made by a process of its own is the same as one that is made here."""

from __future__ import annotations

import threading

import pytest

from vanellus.errors import NotAStore, StoreError
from vanellus.serving import copying
from vanellus.serving.copying import copy_prepared
from vanellus.storing import open_store


def contents(path):
    with open_store(path, create=False, read_only=True) as store:
        tables = store.query(
            "SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1"
        )
        return {row["name"]: store.query(f'FROM "{row["name"]}" ORDER BY ALL') for row in tables}


def test_a_large_store_is_copied_by_a_process_of_its_own(store_path, tmp_path, monkeypatch):
    here, there = tmp_path / "here.duckdb", tmp_path / "there.duckdb"
    stamp = copy_prepared(store_path, here, ending=threading.Event())
    monkeypatch.setattr(copying, "LARGE", 0)
    assert copy_prepared(store_path, there, ending=threading.Event()) == stamp
    assert contents(there) == contents(here)
    assert not list(tmp_path.glob("*.part*"))


def test_what_is_wrong_with_a_store_is_told_by_that_process_too(tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "LARGE", 0)
    path = tmp_path / "notes.duckdb"
    path.write_text("no store at all, but long enough to look like one")
    with pytest.raises(NotAStore, match="is no Vanellus store"):
        copy_prepared(path, tmp_path / "copy.duckdb", ending=threading.Event())


def test_a_copy_is_given_up_when_serving_ends(store_path, tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "LARGE", 0)
    monkeypatch.setattr(copying, "_LOOK_EVERY", 0.01)
    ending = threading.Event()
    ending.set()
    with pytest.raises(StoreError, match="before its time"):
        copy_prepared(store_path, tmp_path / "copy.duckdb", ending=ending)
    assert not list(tmp_path.glob("copy.duckdb*"))
