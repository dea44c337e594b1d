"""Records of JSONL files: good ones, broken ones, and fields that can't be used."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from vanellus.errors import BadRecord, UnreadableSource
from vanellus.reading import document_of_record
from vanellus.reading.draft import Given
from vanellus.reading.records_in import read_jsonl
from vanellus.records import Document, Dropped, DropReason

TEXT = "The army closed the bridge on Monday."


def read(*lines, given=None):
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_jsonl(io.BytesIO(data), origin="a.jsonl", given=given or Given()))


def test_all_fields_of_a_record_are_taken():
    record = {
        "id": "a-1", "text": TEXT, "title": "Bridge closed", "published": "2025-04-02",
        "url": "https://example.org/a", "publisher": "Bamako Post", "language": "en-NG",
        "author": "Fanta Keita", "unknown": {"is": "ignored"},
    }  # fmt: skip
    document = document_of_record(record, origin="a.jsonl")
    assert (document.id, document.text, document.title) == ("a-1", TEXT, "Bridge closed")
    assert document.published == date(2025, 4, 2)
    assert (document.url, document.publisher) == ("https://example.org/a", "Bamako Post")
    assert (document.language, document.author) == ("en", "Fanta Keita")
    assert document.origin == "a.jsonl"


def test_null_fields_and_absent_ones_are_the_same():
    nulls = dict.fromkeys(("id", "title", "published", "url", "publisher", "language"))
    assert document_of_record({**nulls, "text": TEXT}, origin="x") == document_of_record(
        {"text": TEXT}, origin="x"
    )


def test_a_number_may_be_an_id():
    assert document_of_record({"id": 17, "text": TEXT}, origin="x").id == "17"


@pytest.mark.parametrize("record", [{}, {"text": None}, {"text": 5}, {"text": ["a"]}])
def test_a_record_without_text_is_an_error_that_says_what_is_valid(record):
    with pytest.raises(BadRecord, match=r"text.*\(valid: an object with"):
        document_of_record(record, origin="x")


def test_a_record_with_nothing_to_read_is_an_error():
    with pytest.raises(UnreadableSource, match="empty"):
        document_of_record({"text": "  "}, origin="x")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("published", "2025-02-30", "doesn't exist"),
        ("published", "soon", "is no date"),
        ("published", 20250402, "a number"),
        ("title", ["a"], "a list"),
        ("id", {"a": 1}, "an object"),
        ("publisher", True, "true or false"),
    ],
)
def test_a_field_that_can_not_be_used_is_said_and_the_document_stays(field, value, said):
    dropped, document = read(json.dumps({"text": TEXT, field: value}))
    assert isinstance(document, Document)
    assert (dropped.reason, dropped.doc_id) == (DropReason.BROKEN, document.id)
    assert dropped.detail.startswith("a.jsonl:1: ")
    assert said in dropped.detail
    assert "(valid: " in dropped.detail
    assert document.published is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "cut off', "is no JSON"),
        ('["a list"]', "is a list"),
        ("null", "is null"),
        ('{"id": "b"}', "has no text"),
        ('{"id": "b", "text": ""}', "the text is empty"),
        (b'{"text": "\xff\x00"', "no text"),
        ("[" * 100_000, "nested too deep"),
        ("just words", "is no JSON"),
    ],
)
def test_a_broken_line_in_the_middle_is_dropped_and_the_others_go_on(line, said):
    good = json.dumps({"id": "a", "text": TEXT})
    first, broken, last = read(good, line, good)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(broken, Dropped)
    assert broken.part is None
    assert broken.detail.startswith("a.jsonl:2: ")
    assert said in broken.detail
    assert "(valid: " in broken.detail


def test_a_dropped_record_keeps_its_id():
    assert read('{"id": "b", "text": ""}')[0].doc_id == "b"


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    line = json.dumps({"text": TEXT})
    assert len(read(b"\xef\xbb\xbf" + line.encode(), "", "  ", line, "")) == 2


def test_an_empty_file_is_said_to_be_empty():
    (dropped,) = read("")
    assert (dropped.reason, dropped.part) == (DropReason.EMPTY, None)


def test_lines_in_another_encoding_are_read():
    line = json.dumps({"text": "Kaboré a dit non à la délégation."}, ensure_ascii=False)
    (document,) = read(line.encode("cp1252"))
    assert document.text == "Kaboré a dit non à la délégation."


def test_half_a_surrogate_pair_in_an_escape_does_no_harm():
    (document,) = read('{"text": "The army \\ud83d closed the bridge."}')
    assert document.text == "The army \ufffd closed the bridge."


def test_the_given_day_is_used_for_records_without_one():
    day = date(2025, 1, 1)
    found = read(
        json.dumps({"text": TEXT}),
        json.dumps({"text": TEXT, "published": "2024-02-02T10:00:00Z"}),
        given=Given(published=day),
    )
    assert [document.published for document in found] == [day, date(2024, 2, 2)]


def test_a_text_that_is_too_long_is_cut_and_the_record_stays(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "1000")
    long = "The army left. " * 20_000
    record = {"id": "a", "text": long, "publisher": "Bamako Post", "published": "2025-04-02"}
    dropped, document, after = read(json.dumps(record), json.dumps({"text": TEXT}))
    assert dropped.reason is DropReason.TOO_LARGE
    assert dropped.part.startswith("The army left.")
    assert len(dropped.part) < 500
    assert 900 < len(document.text) <= 1000
    assert document.text.endswith("The army left.")
    assert (document.id, document.publisher) == ("a", "Bamako Post")
    assert document.published == date(2025, 4, 2)
    assert after.text == TEXT
