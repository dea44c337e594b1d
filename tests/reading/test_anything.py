"""Whatever comes in: no error but the promised one, and offsets that hold."""

from __future__ import annotations

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanellus.errors import UnreadableSource
from vanellus.reading import read_document, read_sources
from vanellus.records import BlockKind, Document, Dropped

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
BITS = st.sampled_from(
    [
        "\n", "\n\n", " ", "  ", "\t", " | ", "• ", "- ", "1. ", "2) ", "## ", "**", "Mali ",
        "Niger ", "Country Focus", "The army left.", "and then the", "Ultimately,",
        "Sahel Wire, 2 April 2025", "BAMAKO, April 2 (Wire) - ", "30 February 2025", "---\n",
        "title: x\n", "< td >", "< / td >", "tr >", "li >", "<table>", "</table", "< th >",
        "<li>", "<p>", "<br>", "<script>", "&amp;", "&lt;td&gt;", "Share this", "1 - 2 - 3",
        "Related stories", "A journalist who writes.", "é", "\u200b", "\xad", "â€™", "\ud800",
        "\r\n", "{", '"', "<html>", "<div>", "<h2>", "</h2>", "<ul>", "<td>", "©", "؟",
    ]
)  # fmt: skip
SCRAPS = st.lists(BITS, max_size=40).map("".join)


def check(document):
    assert isinstance(document, Document)
    assert document.text.strip()
    document.text.encode()
    assert document.blocks
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
        inside = document.text[block.start : block.end]
        if block.kind is BlockKind.TABLE:
            assert len({len(row) for row in block.rows}) == 1
            at = block.start
            for cell in (cell for row in block.rows for cell in row):
                assert at <= cell.start <= cell.end <= block.end
                assert document.text[cell.start : cell.end] == cell.text
                at = cell.end
        else:
            assert inside == inside.strip()
            assert "\n" not in inside
            assert not block.rows


def check_all(items):
    for item in items:
        if isinstance(item, Dropped):
            assert item.detail
            assert "\n" not in item.detail
        else:
            check(item)


@QUICK
@given(SCRAPS | st.text(max_size=300))
def test_any_text_is_a_document_or_the_one_error(text):
    try:
        check(read_document(f"{text}\n"))
    except UnreadableSource:
        return


@QUICK
@given(SCRAPS | st.text(max_size=300))
def test_any_page_is_read_or_dropped(text):
    page = f"<html><body>{text}</body></html>".encode("utf-8", "surrogatepass")
    check_all(read_sources(["-"], stdin=io.BytesIO(page)))


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_dropped(data):
    check_all(read_sources(["-"], stdin=io.BytesIO(data)))


@QUICK
@given(SCRAPS)
def test_any_record_is_read_or_dropped_and_the_next_one_read(text):
    lines = json.dumps({"id": "a", "text": text}) + "\n" + json.dumps({"text": "He left."})
    *_, last = items = list(read_sources(["-"], stdin=io.BytesIO(lines.encode())))
    check_all(items)
    assert last.text == "He left."


LINES = st.sampled_from(
    [
        "", "", "The army left the town of Gao on Monday.", "It had been there for nine years,",
        "however quiet the place", "What Comes Next for the North", "• Patrols along the river.",
        "• Trade: open roads", "1. Open the border.", "2. Free the president.", "Place | Dead",
        "Gao | 4", "Inata | 53", "Country Chief Wish", "Mali Radar and drones", "Niger Grain",
        "Exit mobile version", "Sahel Wire, 2 April 2025", "They ask for three things:", "tr >",
    ]
)  # fmt: skip


@QUICK
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_a_document_read_again_is_the_same_text(text):
    once = read_document(f"The army left the town of Gao on Monday.\n\n{text}\n")
    again = {"id": once.id, "title": once.title, "text": once.text}
    *_, document = read_sources(["-"], stdin=io.BytesIO(json.dumps(again).encode()))
    assert document.text.split() == once.text.split()
