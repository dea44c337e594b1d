"""Addresses, answered by a canned transport."""

from __future__ import annotations

import httpx
import pytest

from vanellus.errors import UnreadableSource
from vanellus.reading import read_document, read_sources
from vanellus.reading.draft import LeftOut
from vanellus.reading.fetch import fetch

URL = "https://post.example.org/kati"
PAGE = "<html><body><p>Le président Kaboré a été libéré, dit-on à Kati.</p></body></html>"


def client(answer):
    return httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True)


def answering(content, status=200, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return client(lambda _: httpx.Response(status, content=content, headers=headers))


def test_a_page_is_fetched_with_the_encoding_that_the_server_declares():
    got = answering(PAGE.encode("cp1252"), content_type="text/html; charset=windows-1252")
    document = read_document(URL, client=got)
    assert document.text == "Le président Kaboré a été libéré, dit-on à Kati."
    assert (document.origin, document.url) == (URL, URL)


def test_the_content_type_tells_the_format_and_else_the_name_and_the_content_do():
    record = b'{"id": "a", "text": "The army closed the bridge."}\n'
    assert read_document(URL, client=answering(record, content_type="application/jsonl")).id == "a"
    assert read_document(f"{URL}.jsonl?x=1", client=answering(record)).id == "a"
    assert read_document(URL, client=answering(record, content_type="text/plain")).id == "a"
    feed = (
        b"<rss version='2.0'><channel><item><title>T</title><description>Words come.</description>"
    )
    assert read_document(URL, client=answering(feed, content_type="text/xml")).text == "Words come."


def test_a_redirect_is_followed_and_the_last_address_is_the_documents():
    def answer(request):
        if request.url.path == "/kati":
            return httpx.Response(301, headers={"location": "https://post.example.org/new"})
        return httpx.Response(200, content=PAGE.encode(), headers={"content-type": "text/html"})

    document = read_document(URL, client=client(answer))
    assert (document.origin, document.url) == (URL, "https://post.example.org/new")


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (500, "500"), (403, "403")])
def test_a_refusal_says_the_status(status, said):
    with pytest.raises(UnreadableSource, match=said):
        fetch(URL, client=answering(b"", status=status))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpx.ConnectError("no route to host"), "no route to host"),
        (httpx.ReadTimeout("slow"), "no answer within"),
        (httpx.UnsupportedProtocol("x"), "can't be fetched"),
    ],
)
def test_an_address_that_does_not_answer_is_told_in_one_line(error, said):
    def fail(_):
        raise error

    with pytest.raises(UnreadableSource, match=said) as caught:
        read_document(URL, client=client(fail))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(URL)


def test_an_answer_larger_than_allowed_is_left_out(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_FILE_MB", "1")
    with pytest.raises(LeftOut, match="larger than 1 MiB"):
        fetch(URL, client=answering(b"x" * (1 << 21)))


@pytest.mark.parametrize("address", ["ftp://example.org/a.txt", "file:///etc/passwd", "gopher://x"])
def test_other_schemes_are_never_fetched(address):
    (dropped,) = read_sources([address])
    assert "(valid: http or https)" in dropped.detail


def test_a_pdf_at_an_address_is_said_to_be_one():
    with pytest.raises(LeftOut, match="PDF"):
        read_document(URL, client=answering(b"%PDF-1.7", content_type="application/pdf"))
