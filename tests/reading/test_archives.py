"""Web archives; the reading itself needs the optional package fastwarc."""

from __future__ import annotations

import gzip
import io
import sys

import pytest

from vanellus.errors import MissingExtra
from vanellus.reading import read_document, read_sources
from vanellus.records import Document

PAGE = "<html><body><p>The bridge number {} is closed, Kaboré said.</p></body></html>"


def record(body, *, kind="response", status="200 OK", content_type="text/html; charset=utf-8", n=1):
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n:032d}>\r\n"
        f"WARC-Date: 2025-04-02T10:00:00Z\r\nWARC-Target-URI: https://post.example.org/{n}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


ARCHIVE = [
    record(PAGE.format(1).encode(), n=1),
    record(b"GET / HTTP/1.1", kind="request", n=2),
    record(b"\x89PNG", content_type="image/png", n=3),
    record(b"not here", status="404 Not Found", n=4),
    record(b"<html><body></body></html>", n=5),
    record(PAGE.format(6).encode("cp1252"), content_type="text/html", n=6),
]


def test_without_the_package_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(ARCHIVE))
    with pytest.raises(MissingExtra, match=r"pip install 'vanellus\[warc\]'"):
        read_document(path)
    (dropped,) = read_sources([path])
    assert "fastwarc" in dropped.detail
    assert str(path) in dropped.detail


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "unnamed"])
def test_the_pages_of_an_archive_become_documents(tmp_path, name):
    pytest.importorskip("fastwarc", reason="the extra warc is not installed")
    path = tmp_path / name
    packed = [gzip.compress(one) if name != "a.warc" else one for one in ARCHIVE]
    path.write_bytes(b"".join(packed))
    found = list(read_sources([path]))
    documents = [item for item in found if isinstance(item, Document)]
    assert [document.text for document in documents] == [
        "The bridge number 1 is closed, Kaboré said.",
        "The bridge number 6 is closed, Kaboré said.",
    ]
    assert documents[0].url == "https://post.example.org/1"
    assert documents[0].published is None
    (dropped,) = [item for item in found if not isinstance(item, Document)]
    assert "post.example.org/5" in dropped.detail


def test_an_archive_without_pages_is_said_to_be_empty():
    pytest.importorskip("fastwarc", reason="the extra warc is not installed")
    (dropped,) = read_sources(["-"], stdin=io.BytesIO(ARCHIVE[1]))
    assert "no responses" in dropped.detail
