"""HTML pages: what is the report, its structure, and what the page says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.errors import UnreadableSource
from vanellus.reading import read_document
from vanellus.reading.pages import fragment_pieces, read_page
from vanellus.records import BlockKind, DropReason

FIRST = (
    "Soldiers closed the bridge over the river at Kati on Monday morning, and lorries are waiting "
    "on both banks, the mayor of the town told this newspaper by telephone from his office."
)
SECOND = (
    "The ministry of transport had no comment on Tuesday. Drivers said that they were told to come "
    "back in a week, when a ferry from Segou will have reached the place and taken up its work."
)


def page(body, head="", lang=' lang="en-NG"'):
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}</body></html>"


def article(inner):
    return page(
        "<nav><a href='/'>Home</a> <a href='/africa'>Africa</a></nav>"
        f"<article><h1>Bridge closed at Kati</h1>{inner}</article>"
        "<footer>© 2025 Bamako Post. <a href='/x'>Imprint</a></footer>",
        "<title>Bridge closed at Kati | Bamako Post</title>"
        '<meta property="og:site_name" content="Bamako Post">'
        '<meta name="author" content="Fanta Keita">'
        '<meta property="article:published_time" content="2025-04-02T09:00:00+00:00">'
        '<link rel="canonical" href="https://post.example.org/kati">',
    )


def shape(document):
    return [
        (block.kind, document.text[block.start : block.end], block.level)
        for block in document.blocks
        if block.kind is not BlockKind.TABLE
    ]


def test_the_report_is_found_and_the_page_tells_who_wrote_it_when_and_where():
    document = read_document(article(f"<p>{FIRST}</p><p>{SECOND}</p>"))
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert document.title == "Bridge closed at Kati"
    assert document.publisher == "Bamako Post"
    assert document.author == "Fanta Keita"
    assert document.published == date(2025, 4, 2)
    assert document.language == "en"
    assert document.url == "https://post.example.org/kati"


def test_headings_lists_and_tables_keep_their_structure():
    document = read_document(
        article(
            f"<p>{FIRST}</p><h2>Why the bridge?</h2><p>{SECOND}</p>"
            "<ol><li>Open the <b>ferry</b> at once.<ul><li>Two boats a day.</li></ul></li>"
            "<li>Pay the drivers.</li></ol><h3>The toll</h3>"
            "<table><tr><th>Place</th><th>Lorries</th></tr><tr><td>Kati</td><td>40</td></tr>"
            "<tr><td>Kita</td><td>7</td></tr></table>"
            f"<p>{SECOND}</p>"
        )
    )
    assert shape(document) == [
        (BlockKind.PARAGRAPH, FIRST, 0),
        (BlockKind.HEADING, "Why the bridge?", 2),
        (BlockKind.PARAGRAPH, SECOND, 0),
        (BlockKind.LIST_ITEM, "Open the ferry at once.", 0),
        (BlockKind.LIST_ITEM, "Two boats a day.", 1),
        (BlockKind.LIST_ITEM, "Pay the drivers.", 0),
        (BlockKind.HEADING, "The toll", 3),
        (BlockKind.PARAGRAPH, SECOND, 0),
    ]
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Place", "Lorries"], ["Kati", "40"], ["Kita", "7"],
    ]  # fmt: skip
    assert table.header
    assert all(
        document.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row
    )


def test_a_paragraph_that_is_one_bold_line_in_title_case_is_a_heading():
    document = read_document(
        article(f"<p>{FIRST}</p><p><strong>The Long Way Round</strong></p><p>{SECOND}</p>")
    )
    assert shape(document)[1][:2] == (BlockKind.HEADING, "The Long Way Round")


def test_bullets_after_line_breaks_are_items():
    inner = f"<p>{FIRST}</p><p>They ask for:<br>• a ferry<br>• a guard</p><p>{SECOND}</p>"
    assert [kind for kind, _, _ in shape(read_document(article(inner)))] == [
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_markup_that_a_page_shows_as_text_is_mended():
    inner = (
        f"<p>{FIRST}</p><p>&lt; tr &gt;&lt; td &gt;Place&lt; / td &gt;&lt; td &gt;Lorries"
        "&lt; / td &gt;</p><p>&lt; / tr &gt;&lt; td &gt;Kati&lt; / td &gt;&lt; td &gt;40"
        "&lt; / td &gt;</p>"
        f"<p>{SECOND} li &gt;</p>"
    )
    document = read_document(article(inner))
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Place", "Lorries"], ["Kati", "40"],
    ]  # fmt: skip
    assert document.text.endswith(SECOND)


def test_the_name_of_the_section_above_the_headline_goes():
    story = f"<p class='kicker'>Sahel</p><h1>Bridge closed</h1><p>{FIRST}</p><p>{SECOND}</p>"
    document = read_document(page(f"<article>{story}</article>", "<title>Bridge closed</title>"))
    assert document.text.startswith("Soldiers")


def test_byline_and_dateline_below_the_headline_become_fields():
    body = (
        "<div><h1>Bridge closed</h1><p>By Fanta Keita, Bamako Post, 2 April 2025</p>"
        f"<p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    document = read_document(page(body))
    assert document.text.startswith("Soldiers")
    assert (document.author, document.published) == ("Fanta Keita", date(2025, 4, 2))


def test_a_page_too_short_for_extraction_is_walked_through():
    document = read_document(page("<p>The bridge is closed.</p><p>No comment.</p>"))
    assert document.text == "The bridge is closed.\n\nNo comment."


def test_hidden_parts_forms_and_navigation_are_no_text():
    document = read_document(
        page(
            "<nav>Home</nav><p hidden>Secret</p><p style='display: none'>Secret</p>"
            "<form>Search</form><script>var secret</script><p>The bridge is closed.</p>"
        )
    )
    assert document.text == "The bridge is closed."


@pytest.mark.parametrize(
    "markup",
    [
        page("<script>var a = 1;</script><img src='a.png'>"),
        page(""),
        "<html></html>",
        "<!DOCTYPE html>",
    ],
)
def test_a_page_without_text_is_left_out_as_such(markup):
    with pytest.raises(UnreadableSource) as caught:
        read_page(markup, where="a.html")
    assert caught.value.reason is DropReason.NO_TEXT
    assert str(caught.value).startswith("a.html: ")


def test_a_page_of_markup_for_the_layout_only_is_read_cell_by_cell():
    cells = f"<td><a href='/'>Home</a></td><td><p>{FIRST}</p><p>{SECOND}</p></td>"
    assert read_document(page(f"<table><tr>{cells}</tr></table>")).text == f"{FIRST}\n\n{SECOND}"


def test_a_file_called_html_that_holds_plain_text_is_read_as_such(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("The bridge is closed.\n\nNo comment was made.")
    assert len(read_document(path).blocks) == 2


def test_deep_nesting_does_no_harm():
    markup = page("<div>" * 30_000 + "The bridge is closed." + "</div>" * 30_000)
    assert read_document(markup).text == "The bridge is closed."


@pytest.mark.parametrize(("limit", "most"), [("LONGEST_FOR_EXTRACTION", 100), ("MOST_ELEMENTS", 5)])
def test_a_page_too_large_for_extraction_is_walked_through(monkeypatch, limit, most):
    monkeypatch.setattr(f"vanellus.reading.pages.{limit}", most)
    assert FIRST in read_document(article(f"<p>{FIRST}</p><p>{SECOND}</p>")).text


def test_a_declared_xml_encoding_and_stray_zeros_do_not_matter():
    markup = '<?xml version="1.0" encoding="utf-16"?>' + article(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert FIRST in read_document(markup).text


def test_a_fragment_without_tags_is_plain_text():
    assert [piece.text for piece in fragment_pieces("The bridge &amp; the road.")] == [
        "The bridge & the road."
    ]
