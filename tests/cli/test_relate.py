"""`vanellus relate`: marked sentences in, relations out."""

from __future__ import annotations

import io
import json
import sys

import pytest

FORM = '{"id", "text", "actor": [[start, end], ...], "recipient": [[start, end], ...]}'


def row(name="1", **changed):
    known = {"id": name, "text": "MLI met RUS", "actor": [[0, 3]], "recipient": [[8, 11]]}
    return {**known, **changed}


def test_each_line_gets_its_relation_under_its_id(vanellus, documents):
    status, out, said = vanellus("relate", documents(row("x"), row(7)))
    assert (status, said) == (0, [])
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "id": name,
            "type": "CONSULT",
            "plover_type": "CONSULT",
            "mode": None,
            "status": "occurred",
            "scores": {"CONSULT": 0.75, "ASSAULT": 0.25},
        }
        for name in ("x", 7)
    ]


def test_the_coder_is_given_the_first_span_of_each_party(vanellus, documents, fake_rooms):
    asked = []
    relate = fake_rooms.relate
    fake_rooms.relate = lambda rows: asked.extend(rows) or relate(rows)
    vanellus("relate", documents(row(actor=[[0, 3], [4, 7]])))
    assert [tuple(one) for one in asked] == [("MLI met RUS", (0, 3), (8, 11))]


def test_the_relations_can_go_to_a_file(vanellus, documents, tmp_path):
    status, out, _ = vanellus("relate", documents(row()), "-o", tmp_path / "out.jsonl")
    assert (status, out) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == "1"


def test_rows_can_come_from_standard_input(vanellus, monkeypatch):
    given = io.TextIOWrapper(io.BytesIO(json.dumps(row("é")).encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", given)
    assert json.loads(vanellus("relate", "-").out)["id"] == "é"


def test_blank_lines_and_a_byte_order_mark_are_no_rows(vanellus, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(row()).encode() + b"\r\n\r\n  \n")
    status, out, said = vanellus("relate", path)
    assert (status, len(out.splitlines()), said) == (0, 1, [])


def test_more_rows_than_fit_at_once_all_come_out_in_order(vanellus, documents):
    names = [str(n) for n in range(1500)]
    out = vanellus("relate", documents(*map(row, names))).out
    assert [json.loads(line)["id"] for line in out.splitlines()] == names


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{", "is no JSON (Expecting property name"),
        ("[1]", "is no JSON object"),
        ({"id": "1", "text": "MLI"}, "lacks actor, recipient"),
        (row(text=5), "text is no string"),
        (row(actor=[]), "actor is no list of spans"),
        (row(actor=[0, 3]), "actor is no list of spans"),
        (row(recipient=[["8", "11"]]), "recipient is no list of spans"),
        (row(recipient=[[8, 12]]), "recipient span 8-12 lies outside the text"),
        (row(actor=[[3, 3]]), "actor span 3-3 lies outside the text"),
        (row(actor=[[-1, 3]]), "actor span -1-3 lies outside the text"),
    ],
)
def test_a_bad_row_has_one_line_with_its_place_and_the_others_are_done(
    vanellus, documents, bad, problem
):
    path = documents(row("1"), bad, row("3"))
    status, out, said = vanellus("relate", path)
    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "3"]
    (line,) = said
    assert line.startswith(f"vanellus: {path}:2: {problem}")
    assert "(valid: " in line


def test_a_line_that_is_no_utf8_is_told_like_any_other(vanellus, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xff\xfe\n" + json.dumps(row()).encode() + b"\n")
    status, out, said = vanellus("relate", path)
    assert status == 1
    assert len(out.splitlines()) == 1
    assert said[0].startswith(f"vanellus: {path}:1: is no JSON")


def test_a_file_that_is_not_there_is_told_in_one_line(vanellus, tmp_path):
    status, _, said = vanellus("relate", tmp_path / "none.jsonl")
    assert status == 1
    assert said == [
        (
            f"vanellus: {tmp_path / 'none.jsonl'}: can't be read: No such file or directory"
            f" (valid: a JSONL file of {FORM}, or -)"
        )
    ]
