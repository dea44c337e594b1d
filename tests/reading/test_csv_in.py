from __future__ import annotations

import io
from datetime import date

import pytest

from vanellus.reading.csv_in import read_csv
from vanellus.reading.draft import Given
from vanellus.records import Document, Dropped, DropReason


def read(data, given=None):
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_csv(io.BytesIO(data), origin="a.csv", given=given or Given()))


def test_rows_become_documents_by_the_names_of_the_columns():
    (document,) = read(
        "ID,Published,text,publisher,title\n"
        'a-1,2025-04-02,"The army, he said, ""left"".\n\nNobody knows why.",Post,\n'
    )
    assert document.id == "a-1"
    assert document.text == 'The army, he said, "left".\n\nNobody knows why.'
    assert (document.published, document.publisher) == (date(2025, 4, 2), "Post")
    assert document.title is None


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_between_the_cells_are_found(mark):
    (document,) = read(f"id{mark}text\n1{mark}The army left, he said.\n")
    assert (document.id, document.text) == ("1", "The army left, he said.")


def test_a_file_without_a_column_for_the_text_is_one_dropped():
    (dropped,) = read("file,happening\na,b\nc,d\n")
    assert (dropped.reason, dropped.part) == (DropReason.BROKEN, None)
    assert "file, happening" in dropped.detail
    assert "(valid: a first row with the column names" in dropped.detail


def test_a_file_of_names_only_is_said_to_be_empty():
    (dropped,) = read("id,text\n,\n")
    assert dropped.reason is DropReason.EMPTY
    assert "no rows" in dropped.detail


def test_an_empty_file_is_said_to_be_empty():
    assert [dropped.reason for dropped in read("")] == [DropReason.EMPTY]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("b,The army left.,too,many", "4 cells"),
        ("b,", "empty"),
        ("b", "empty"),
        ('b,"The army" left.', "no row of CSV"),
    ],
)
def test_a_broken_row_is_dropped_and_the_others_go_on(row, said):
    first, broken, last = read(f"id,text\na,The army left.\n{row}\nc,It came back.\n")
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(broken, Dropped)
    assert broken.detail.startswith("a.csv:3: ")
    assert said in broken.detail
    assert "(valid: " in broken.detail


def test_a_mark_that_is_never_closed_costs_one_row():
    broken, last = read('id,text\nb,"The army left.\nc,It came back.\n')
    assert broken.detail.startswith("a.csv:2: a quotation mark is opened")
    assert last.text == "It came back."


def test_a_bad_date_is_said_and_the_document_stays():
    dropped, document = read("text,published\nThe army left.,2025-02-30\n")
    assert dropped.part == "2025-02-30"
    assert document.published is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_files_of_spreadsheets_are_read(encoding):
    (document,) = read("id,text\r\n1,Kaboré a été libéré.\r\n".encode(encoding))
    assert document.text == "Kaboré a été libéré."


def test_zeros_and_blank_rows_do_no_harm():
    (document,) = read(b"id,text\n\n,\n1,The\0army left.\n")
    assert document.text == "The army left."


def test_a_very_long_cell_is_cut_and_the_row_stays(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "1000")
    long = "The army left. " * 20_000
    dropped, document, after = read(f'id,text,publisher\n1,"{long}",Post\n2,It came back.,\n')
    assert dropped.reason is DropReason.TOO_LARGE
    assert len(document.text) <= 1000
    assert document.publisher == "Post"
    assert after.id == "2"


def test_a_long_text_within_the_limit_is_read_whole():
    text = "The army left. " * 20_000
    (document,) = read(f'id,text\n1,"{text}"\n')
    assert document.text.strip() == text.strip()
