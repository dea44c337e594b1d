"""`vanellus code` and `read`: where things go, what is said, and how it ends."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from vanellus.records import EventReport
from vanellus.storing import open_store


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def test_in_a_pipe_there_is_one_event_report_a_line_in_the_documents_order(vanellus, documents):
    status, out, said = vanellus("code", documents())
    assert status == 0
    assert [(row["doc_id"], row["type"]) for row in rows(out)] == [
        ("a", "CONSULT"),
        ("b", "ASSAULT"),
    ]
    assert list(rows(out)[0]) == list(EventReport.__dataclass_fields__)
    assert said == []


def test_offsets_of_a_report_point_into_the_text(vanellus, documents):
    (row,) = rows(vanellus("code", documents({"id": "a", "text": "So: MLI CONSULT RUS"})).out)
    assert row["trigger"] == {"start": 8, "end": 15, "text": "CONSULT"}


def test_what_is_not_ascii_is_written_as_it_is(vanellus, documents):
    text = "MLI CONSULT RUS"
    record = {"id": "é-ب", "text": text}
    assert '"é-ب"' in vanellus("code", documents(record)).out


def test_as_a_table_all_that_a_document_tells_is_shown(vanellus, documents):
    path = documents(
        {"id": "a", "text": "MLI CONSULT RUS 0.9 with figures", "title": "The [b] talks"}
    )
    status, out, _ = vanellus("code", path, "--format", "table")
    assert status == 0
    assert "The [b] talks" in out
    for word in ("CONSULT", "MLI", "RUS", "open clinics", "trade", "deaths", "about 12"):
        assert word in out
    assert not out.startswith("{")


def test_a_document_without_events_is_shown_as_such(vanellus, documents):
    out = vanellus("code", documents({"id": "a", "text": "Calm."}), "--format", "table").out
    assert "no events" in out


def test_reports_under_the_least_score_are_left_out(vanellus, documents):
    assert len(rows(vanellus("code", documents(), "--min-score", "0.02").out)) == 3
    assert len(rows(vanellus("code", documents(), "--min-score", "0.7").out)) == 1


def test_the_form_of_a_file_goes_by_its_ending(vanellus, documents, tmp_path):
    path = documents()
    lines, table, columns = (tmp_path / f"out.{end}" for end in ("jsonl", "CSV", "parquet"))
    for out in (lines, table, columns):
        status, said_out, said = vanellus("code", path, "-o", out)
        assert (status, said_out) == (0, "")
        assert said == [f"vanellus: 2 documents, 2 event reports in {out}"]
    assert [row["doc_id"] for row in rows(lines.read_text(encoding="utf-8"))] == ["a", "b"]
    with table.open(encoding="utf-8", newline="") as handle:
        flat = list(csv.DictReader(handle))
    assert [(row["actors"], row["score"], row["mode"]) for row in flat] == [
        ("MLI", "0.9", "visit"),
        ("NER", "0.6", ""),
    ]
    found = pq.read_table(columns).to_pylist()
    assert [(row["actors"], row["score"]) for row in found] == [("MLI", 0.9), ("NER", 0.6)]
    assert list(found[0]) == list(flat[0])
    assert found[0]["latitude"] is None


def test_a_file_without_reports_is_still_one_of_its_form(vanellus, documents, tmp_path):
    path = documents({"id": "a", "text": "Calm."})
    for end in ("jsonl", "csv", "parquet"):
        assert vanellus("code", path, "-o", tmp_path / f"out.{end}").status == 0
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == ""
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("doc_id,type,")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv(vanellus, documents, tmp_path):
    path = documents({"id": "=1+1", "text": "MLI CONSULT RUS"})
    vanellus("code", path, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as handle:
        assert next(csv.DictReader(handle))["doc_id"] == "'=1+1"


def test_a_dash_as_output_is_standard_output(vanellus, documents):
    assert len(rows(vanellus("code", documents(), "-o", "-").out)) == 2


def test_a_store_can_be_the_output_and_is_filled_as_ingest_does(vanellus, documents, tmp_path):
    out = tmp_path / "out.duckdb"
    status, _, said = vanellus("code", documents(), "-o", out, "--min-score", "0.7")
    assert status == 0
    assert said == [f"vanellus: 2 documents, 1 event reports added to {out}"]
    with open_store(out, create=False) as store:
        assert store.counts()["reports"] == 1


def test_registers_go_to_a_file_of_their_own_line_by_line(vanellus, documents, tmp_path):
    path = documents({"id": "a", "text": "MLI CONSULT RUS with figures"})
    vanellus("code", path, "--registers", tmp_path / "more.jsonl")
    found = rows((tmp_path / "more.jsonl").read_text(encoding="utf-8"))
    assert [row["register"] for row in found] == ["recommendations", "agenda", "figures"]
    assert found[2]["value"] == 12


def test_registers_for_a_store_are_refused_since_it_keeps_them_itself(
    vanellus, documents, tmp_path
):
    out = tmp_path / "out.duckdb"
    status, _, said = vanellus("code", documents(), "-o", out, "--registers", "r.jsonl")
    assert status == 1
    assert said == [
        (
            "vanellus: --registers: a store keeps the registers itself "
            "(valid: -o with another ending, or no --registers)"
        )
    ]
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("out.xlsx", "the ending '.xlsx' is not one that can be written here"),
        ("out", "has no ending"),
    ],
)
def test_an_unknown_ending_is_told_with_the_valid_ones(
    vanellus, documents, tmp_path, name, problem
):
    status, _, said = vanellus("code", documents(), "-o", tmp_path / name)
    assert status == 1
    assert said == [
        f"vanellus: {tmp_path / name}: {problem} (valid: .jsonl, .csv, .parquet, .duckdb)"
    ]
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", ["code", "read"])
def test_an_output_in_a_folder_that_is_not_there_is_told_in_one_line(
    vanellus, documents, tmp_path, command
):
    out = tmp_path / "none" / "out.jsonl"
    status, _, said = vanellus(command, documents(), "-o", out)
    assert status == 1
    assert said == [
        (
            f"vanellus: {out}: can't be written: No such file or directory "
            "(valid: a path in a folder that exists, may be written to and has room)"
        )
    ]


@pytest.mark.parametrize("end", ["jsonl", "csv", "parquet"])
def test_work_that_fails_leaves_no_half_written_file_and_the_old_one_as_it_was(
    vanellus, documents, tmp_path, monkeypatch, end
):
    from fakes import FakeResolver

    from vanellus.errors import ModelMissing

    out = tmp_path / f"out.{end}"
    out.write_text("the old one", encoding="utf-8")
    resolve = FakeResolver.resolve

    def failing(self, reading):
        if reading.document.id == "b":
            raise ModelMissing(path="m")
        return resolve(self, reading)

    monkeypatch.setattr(FakeResolver, "resolve", failing)
    status, _, said = vanellus("code", documents(), "-o", out)
    assert status == 1
    assert len(said) == 1
    assert said[0].startswith("vanellus: m: no event model there")
    assert out.read_text(encoding="utf-8") == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", f"out.{end}"]


def test_each_bad_input_has_one_line_and_the_rest_goes_on(vanellus, documents, tmp_path):
    mixed = documents(
        {"id": "a", "text": "MLI CONSULT RUS"},
        "{broken",
        {"id": "f", "text": "Rien de neuf sous le soleil", "language": "fr"},
        {"id": "b", "text": "NER ASSAULT MLI"},
    )
    status, out, said = vanellus("code", tmp_path / "none.html", mixed)
    assert status == 1
    assert [row["doc_id"] for row in rows(out)] == ["a", "b"]
    assert len(said) == 4
    assert any(line.startswith(f"vanellus: {tmp_path / 'none.html'}: ") for line in said[:3])
    assert any(line.startswith(f"vanellus: {mixed}:2: ") for line in said[:3])
    assert any("'fr'" in line and "(valid: en)" in line for line in said[:3])
    assert said[3] == "vanellus: left out: 2 broken, 1 language"


def test_parts_left_out_are_counted_and_do_not_count_as_failure(vanellus, documents, monkeypatch):
    from fakes import document

    from vanellus.cli import coding
    from vanellus.records import Dropped, DropReason

    known = {"origin": "a.html", "doc_id": "d1", "part": "x"}
    items = [
        Dropped(reason=DropReason.BOILERPLATE, detail="a.html: page furniture", **known),
        Dropped(reason=DropReason.TOO_LARGE, detail="a.html: cut at 9 characters", **known),
        document(),
    ]
    monkeypatch.setattr(coding, "read_sources", lambda *_, **__: iter(items))
    status, _, said = vanellus("code", "a.html")
    assert status == 0
    assert said == [
        "vanellus: a.html: cut at 9 characters",
        "vanellus: parts left out: 1 boilerplate, 1 too_large",
    ]


@pytest.mark.parametrize("command", ["code", "read", "ingest"])
@pytest.mark.parametrize("given", ["2025-02-30", "2.4.2025", "20250402", "2025-W14-3", "today"])
def test_an_impossible_day_of_publication_is_told_in_one_line_with_what_is_valid(
    vanellus, documents, tmp_path, command, given
):
    more = ["--store", tmp_path / "s.duckdb"] if command == "ingest" else []
    status, out, said = vanellus(command, documents(), *more, "--published", given)
    assert (status, out) == (1, "")
    assert said == [
        f"vanellus: --published: {given!r} is no day (valid: YYYY-MM-DD, such as 2025-04-02)"
    ]
    assert not (tmp_path / "s.duckdb").exists()


def test_the_day_given_holds_for_documents_without_one_of_their_own(vanellus, documents):
    out = vanellus("read", documents(), "--published", "2024-01-31").out
    assert [row["published"] for row in rows(out)] == ["2025-04-01", "2024-01-31"]


def test_read_writes_the_documents_one_a_line(vanellus, documents, tmp_path):
    status, out, said = vanellus("read", documents())
    assert (status, said) == (0, [])
    assert [(row["id"], row["title"]) for row in rows(out)] == [("a", "Talks"), ("b", None)]
    assert list(rows(out)[0]) == [
        "id",
        "origin",
        "text",
        "title",
        "published",
        "publisher",
        "author",
        "language",
        "url",
        "blocks",
    ]
    assert vanellus("read", documents(), "-o", tmp_path / "out.jsonl").out == ""
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == out


def test_read_can_write_what_was_left_out_with_its_reason(vanellus, documents):
    path = documents({"id": "a", "text": "MLI CONSULT RUS"}, "{broken")
    status, out, _ = vanellus("read", path, "--dropped")
    assert status == 1
    assert [row.get("reason") for row in rows(out)] == [None, "broken"]


def test_read_refuses_an_ending_that_promises_another_form(vanellus, documents, tmp_path):
    status, _, said = vanellus("read", documents(), "-o", tmp_path / "out.csv")
    assert status == 1
    assert said[0].endswith("(valid: .jsonl)")
    assert not (tmp_path / "out.csv").exists()


def test_what_was_read_can_be_coded_later_with_the_same_result(vanellus, documents, tmp_path):
    vanellus("read", documents(), "-o", tmp_path / "read.jsonl")
    assert vanellus("code", tmp_path / "read.jsonl").out == vanellus("code", documents()).out


def test_a_device_as_output_is_written_to_and_not_replaced(vanellus, documents):
    from pathlib import Path

    assert vanellus("read", documents(), "-o", "/dev/null").status == 0
    assert Path("/dev/null").is_char_device()
    assert not Path("/dev/null.part").exists()
