"""`vanellus ingest`, `show` and `export`: into a store and out of it."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest

from vanellus.cli.summaries import SUMMARIES, summary
from vanellus.storing import TABLES, open_store


@pytest.fixture
def store(vanellus, documents, tmp_path):
    """A store of four documents."""
    records = [
        {"id": "a", "text": "MLI CONSULT RUS with figures", "published": "2025-04-01"},
        {"id": "b", "text": "MLI CONSULT RUS 0.8 future", "published": "2025-05-01"},
        {"id": "c", "text": "NER ASSAULT MLI", "published": "2025-03-01", "publisher": "Post"},
        {"id": "d", "text": "FRA AID NER negation. FRA AID NER historical"},
    ]
    path = tmp_path / "s.duckdb"
    assert vanellus("ingest", documents(*records), "--store", path).status == 0
    return path


def asked(vanellus, store, *arguments):
    status, out, said = vanellus("show", *arguments, "--store", store, "--json")
    assert (status, said) == (0, [])
    return [json.loads(line) for line in out.splitlines()]


def test_an_ingest_says_what_was_added_and_what_was_there(vanellus, documents, tmp_path):
    path = tmp_path / "s.duckdb"
    first = vanellus("ingest", documents(), "--store", path)
    assert (first.status, first.out) == (0, "")
    assert first.said == [f"vanellus: 2 documents, 2 event reports added to {path}"]
    again = vanellus("ingest", documents(), "--store", path)
    assert again.said == [f"vanellus: 0 documents, 0 event reports added to {path}, 2 kept before"]


def test_an_identical_copy_in_one_ingest_came_twice_and_was_not_kept_before(
    vanellus, documents, tmp_path
):
    path = tmp_path / "s.duckdb"
    copy = documents(name="copy.jsonl")
    _, _, said = vanellus("ingest", documents(), copy, "--store", path)
    assert said == [f"vanellus: 2 documents, 2 event reports added to {path}, 2 came twice"]


def test_an_ingest_of_nothing_that_is_there_leaves_no_store_behind(vanellus, tmp_path):
    path = tmp_path / "s.duckdb"
    status, _, said = vanellus("ingest", tmp_path / "reprots", "--store", path)
    assert status == 1
    assert said[0].startswith(f"vanellus: {tmp_path / 'reprots'}: there is no such file")
    assert not path.exists()


def test_what_is_wrong_with_standard_input_is_told_by_its_usual_name(
    vanellus, tmp_path, monkeypatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    _, _, said = vanellus("ingest", "-", "--store", tmp_path / "s.duckdb")
    assert said[0].startswith("vanellus: <stdin>: is empty")


def test_help_of_show_explains_each_summary_in_a_sentence(vanellus):
    told = " ".join(vanellus("show", "--help").out.split())
    for name, each in SUMMARIES.items():
        assert f"{name} {each.told}" in told
        assert each.told.endswith(".")
        assert len(each.told.split()) > 8


def test_an_ingest_tells_each_bad_input_and_keeps_the_rest(vanellus, documents, tmp_path):
    path = tmp_path / "s.duckdb"
    mixed = documents({"id": "a", "text": "MLI CONSULT RUS"}, "{broken")
    status, _, said = vanellus("ingest", mixed, tmp_path / "none.txt", "--store", path)
    assert status == 1
    assert said[0].startswith(f"vanellus: {mixed}:2: ")
    assert said[1].startswith(f"vanellus: {tmp_path / 'none.txt'}: ")
    assert said[2] == f"vanellus: 1 documents, 1 event reports added to {path}"
    assert said[3] == "vanellus: left out: 2 broken"


def test_bad_input_is_told_even_where_the_ingest_fails_later(
    vanellus, documents, tmp_path, monkeypatch
):
    from fakes import FakeResolver

    from vanellus.errors import ModelMissing

    def failing(self, reading):
        raise ModelMissing(path="m")

    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", "1")
    path = documents({"id": "f", "text": "Rien", "language": "fr"}, {"id": "a", "text": "Calm."})
    monkeypatch.setattr(FakeResolver, "resolve", failing)
    status, _, said = vanellus("ingest", path, "--store", tmp_path / "s.duckdb")
    assert status == 1
    assert "'fr'" in said[0]
    assert "no event model" in said[1]


def test_the_least_score_of_an_ingest_can_be_given(vanellus, documents, tmp_path):
    path = tmp_path / "s.duckdb"
    said = vanellus("ingest", documents(), "--store", path, "--min-score", "0.7").said
    assert said == [f"vanellus: 2 documents, 1 event reports added to {path}"]


def test_the_overview_tells_counts_types_dyads_what_is_announced_and_outlets(vanellus, store):
    status, out, said = vanellus("show", "--store", store)
    assert (status, said) == (0, [])
    assert "4 documents, 5 reports" in out
    for title in ("Event reports by type", "Who deals with whom", "Announced", "Outlets"):
        assert title in out


@pytest.mark.parametrize("what", SUMMARIES)
def test_every_summary_is_shown_as_a_table_and_as_lines(vanellus, store, what):
    status, out, said = vanellus("show", what, "--store", store)
    assert (status, said) == (0, [])
    assert SUMMARIES[what].title in out
    rows = asked(vanellus, store, what)
    assert (
        len(rows)
        == {
            "types": 4,
            "dyads": 2,
            "record": 5,
            "announced": 1,
            "pillars": 4,
            "recommendations": 1,
            "agenda": 1,
            "figures": 1,
            "sources": 2,
            "dropped": 0,
            "runs": 1,
        }[what]
    )


@pytest.mark.parametrize("what", SUMMARIES)
def test_every_summary_of_an_empty_store_is_shown_as_nothing(vanellus, tmp_path, what):
    path = tmp_path / "empty.duckdb"
    with open_store(path):
        pass
    status, out, said = vanellus("show", what, "--store", path)
    assert (status, said) == (0, [])
    assert out.strip() == f"{SUMMARIES[what].title}: nothing"


def test_types_are_counted_by_status(vanellus, store):
    found = {row["type"]: row for row in asked(vanellus, store, "types")}
    assert found["AGREE"]["future"] == 1
    assert (found["AID"]["negated"], found["AID"]["historical"], found["AID"]["reports"]) == (
        1,
        1,
        2,
    )
    assert found["ASSAULT"]["occurred"] == 1


def test_dyads_count_what_happened_or_is_announced_with_its_sign(vanellus, store):
    found = asked(vanellus, store, "dyads")
    assert found[0] == {
        "actor": "MLI",
        "recipient": "RUS",
        "reports": 2,
        "cooperation": 2,
        "conflict": 0,
        "mean_score": 2.5,
        "first": "2025-04-01",
        "latest": "2025-05-01",
    }
    assert {(row["actor"], row["recipient"]) for row in found} >= {("NER", "MLI")}
    assert not [row for row in found if row["actor"] == "FRA"], "negated and historical ones"


def test_the_record_can_be_asked_for_a_country_a_pair_and_a_time(vanellus, store):
    def sentences(*arguments):
        return [row["sentence"] for row in asked(vanellus, store, "record", *arguments)]

    assert sentences("--actor", "mli") == [
        "MLI CONSULT RUS 0.8 future",
        "MLI CONSULT RUS",
        "NER ASSAULT MLI",
    ]
    assert sentences("--actor", "MLI", "--with", "NER") == ["NER ASSAULT MLI"]
    assert sentences("--since", "2025-04-15") == ["MLI CONSULT RUS 0.8 future"]
    assert sentences("--actor", "MLI", "--limit", "1") == ["MLI CONSULT RUS 0.8 future"]
    assert sentences("--actor", "XXX") == []


def test_an_impossible_day_to_begin_with_is_told_in_one_line(vanellus, store):
    status, _, said = vanellus("show", "record", "--store", store, "--since", "2025-13-01")
    assert status == 1
    assert said == [
        "vanellus: --since: '2025-13-01' is no day (valid: YYYY-MM-DD, such as 2025-04-02)"
    ]


def test_a_summary_can_be_asked_for_from_python_as_data(store):
    with open_store(store, read_only=True) as opened:
        (row,) = summary(opened, "announced", actor="RUS")
    assert (row["what"], row["who"], row["to whom"]) == ("CONSULT", "MLI", "RUS")


@pytest.mark.parametrize("command", ["show", "export"])
def test_reading_a_store_that_is_not_there_makes_none_and_says_how(vanellus, tmp_path, command):
    path = tmp_path / "none.duckdb"
    more = [tmp_path / "out"] if command == "export" else []
    status, _, said = vanellus(command, *more, "--store", path)
    assert status == 1
    assert said == [f"vanellus: {path}: no such store (make one with `vanellus ingest`)"]
    assert not path.exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["show", "ingest"])
def test_a_file_that_is_no_store_is_told_in_one_line(vanellus, documents, tmp_path, command):
    path = tmp_path / "notes.txt"
    path.write_text("notes", encoding="utf-8")
    more = [documents()] if command == "ingest" else []
    status, _, said = vanellus(command, *more, "--store", path)
    assert status == 1
    assert said == [
        f"vanellus: {path}: is no Vanellus store (valid: a .duckdb file made by `vanellus ingest`)"
    ]
    assert path.read_text(encoding="utf-8") == "notes"


def test_an_export_names_the_files_that_it_wrote(vanellus, store, tmp_path):
    status, out, said = vanellus("export", tmp_path / "out", "--store", store)
    assert (status, said) == (0, [])
    files = [tmp_path / "out" / f"{table}.parquet" for table in TABLES]
    assert out.splitlines() == [str(file) for file in files]
    assert pq.read_table(files[0]).num_rows == 4
