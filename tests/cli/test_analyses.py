"""The commands engagement, portfolio, shifts and blocs on a store of random events."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "analysing"))
from random_store import fill


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    said: list[str]


@pytest.fixture
def vanellus(capsys, monkeypatch):
    """As that of conftest.py, but with the real lexicon; no command here needs the event model."""
    from vanellus.__main__ import main

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["vanellus", *map(str, arguments)])
        with pytest.raises(SystemExit) as ending:
            main()
        out, said = capsys.readouterr()
        return Ended(ending.value.code or 0, out, said.splitlines())

    return run


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "s.duckdb"
    with open_store(path) as opened:
        fill(opened, events=200)
    return path


def test_engagement_is_a_line_a_row_in_a_pipe_and_tells_what_is_undated(vanellus, store):
    ended = vanellus("engagement", "MLI", "--with", "RUS,FRA", "--by", "year", "--store", store)
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.status == 0
    assert {row["partner"] for row in rows} == {"RUS", "FRA"}
    assert all(len(row["event_ids"]) == row["events"] for row in rows)
    assert "are left out" in ended.said[-1]


def test_answers_go_to_files_by_their_ending(vanellus, store, tmp_path):
    for name in ("a.csv", "a.parquet"):
        ended = vanellus("portfolio", "Mali", "--store", store, "-o", tmp_path / name)
        assert ended.status == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == pq.read_table(tmp_path / "a.parquet").num_rows > 5


def test_a_table_is_shown_where_it_is_asked_for(vanellus, store):
    ended = vanellus("portfolio", "MLI", "--changes", "--format", "table", "--store", store)
    assert "Portfolio of MLI by year" in ended.out
    assert "distance by chance" in ended.out


def test_shifts_say_of_how_many_pairs_there_is_none(vanellus, store):
    ended = vanellus("shifts", "MLI", "--since", "2022-01-01", "--store", store)
    assert ended.status == 0
    assert "without a shift:" in ended.said[-1]
    ended = vanellus("shifts", "MLI", "--all", "--store", store)
    assert {json.loads(line)["status"] for line in ended.out.splitlines()} <= {
        "none", "shift", "not enough"
    }  # fmt: skip
    assert vanellus("shifts", "MLI", "--partners", "--store", store).status == 0


def test_a_bloc_can_be_asked_for_by_its_members(vanellus, store):
    own = vanellus("engagement", "AES", "--by", "year", "--store", store).out
    members = vanellus("engagement", "AES", "--members", "--by", "year", "--store", store).out
    partners = {json.loads(line)["partner"] for line in members.splitlines()}
    assert own
    assert "RUS" in partners
    assert not partners & {"MLI", "NER", "BFA"}


def test_blocs_are_told_by_period(vanellus, store):
    ended = vanellus("blocs", "--by", "year", "--store", store)
    assert {"MLI", "RUS"} <= {json.loads(line)["state"] for line in ended.out.splitlines()}


def test_an_unknown_party_is_told(vanellus, store):
    ended = vanellus("engagement", "Freedonia Republic", "--store", store)
    assert ended.status == 1
    assert "the lexicon doesn't know it" in ended.said[-1]
