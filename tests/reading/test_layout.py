"""Texts made of pieces, and texts kept as they were."""

from __future__ import annotations

import pytest

from vanellus.reading import document_of_record, read_document
from vanellus.reading.draft import heading, item, paragraph, table
from vanellus.reading.layout import laid_out
from vanellus.records import BlockKind

PIECES = [
    heading("What They Want", 2),
    paragraph("The three named their wishes in Moscow."),
    item("Patrols along the river.", marker="1."),
    item("Two boats a week.", depth=1),
    table([["Place", "Left on"], ["Gao", ""], ["Gossi", "19 April | dawn"]], header=True),
    paragraph("Nothing was signed."),
]


def block_texts(document):
    return [
        (block.kind, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is not BlockKind.TABLE
    ]


def test_blocks_are_parted_by_blank_lines_and_rows_are_lines():
    text, _ = laid_out(PIECES)
    assert text == (
        "What They Want\n\nThe three named their wishes in Moscow.\n\n"
        "1. Patrols along the river.\n  • Two boats a week.\n\n"
        "Place | Left on\nGao | \nGossi | 19 April / dawn\n\nNothing was signed."
    )


def test_offsets_of_blocks_and_cells_are_exact_and_leave_out_the_markers():
    text, blocks = laid_out(PIECES)
    assert [text[block.start : block.end] for block in blocks[:4]] == [
        "What They Want",
        "The three named their wishes in Moscow.",
        "Patrols along the river.",
        "Two boats a week.",
    ]
    cells = [cell for row in blocks[4].rows for cell in row]
    assert [cell.text for cell in cells] == [
        "Place", "Left on", "Gao", "", "Gossi", "19 April / dawn",
    ]  # fmt: skip
    assert all(text[cell.start : cell.end] == cell.text for cell in cells)
    assert text[blocks[4].start : blocks[4].end].startswith("Place | Left on\n")


def test_a_laid_out_text_is_read_back_to_the_same_blocks():
    rows = table([["Place", "Dead"], ["Gao", "4"]], header=True)
    second = item("A common bank.", marker="2.")
    text, blocks = laid_out([PIECES[1], PIECES[0], *PIECES[1:4], second, rows, PIECES[5]])
    again = read_document(text)
    assert again.text == text
    assert again.blocks == blocks


@pytest.mark.parametrize(
    "text",
    [
        "Mali closed its border on Monday.",
        "  Mali closed its border.\nNiger did not.  ",
        "Mali closed its border.\r\n\r\nNiger\u00a0did not.",
        "They want:\n  - arms\n  - grain\n\n1. One thing\n2. Another thing\n",
        "Country Wish of the Day\nMali Radar\nNiger Grain",
        "Place | Dead\nGao | 4\nInata | 53",
    ],
)
def test_a_record_that_needs_no_mending_keeps_its_layout_so_that_offsets_hold(text):
    document = document_of_record({"text": text}, origin="x")
    assert len(document.text) == len(text)
    assert document.text.split() == text.split()
    for block in document.blocks:
        inside = document.text[block.start : block.end]
        assert block.kind is BlockKind.TABLE or inside == " ".join(inside.split())
        for row in block.rows:
            assert all(document.text[cell.start : cell.end] == cell.text for cell in row)


def test_wrapped_lines_of_a_kept_text_are_put_together_without_moving_a_letter():
    text = "The ministers of the three states will\ntravel to Moscow on Thursday.\n\nOthers stay."
    document = document_of_record({"text": text}, origin="x")
    assert document.text == text.replace("will\n", "will ")
    assert block_texts(document)[0][1].endswith("will travel to Moscow on Thursday.")


def test_title_and_dateline_of_a_kept_text_stay_in_it_but_in_no_block():
    text = "Bridge closed\nSahel Wire, 2 April 2025\n\nThe army closed the bridge on Monday."
    document = document_of_record({"text": text}, origin="x")
    assert document.text == text
    assert document.title == "Bridge closed"
    assert block_texts(document) == [
        (BlockKind.PARAGRAPH, "The army closed the bridge on Monday."),
    ]


def test_a_record_that_needs_mending_is_laid_out_anew():
    text = "The army closed the bridge. li >\n\nExit mobile version\n\nNobody was hurt."
    document = document_of_record({"text": text}, origin="x")
    assert document.text == "The army closed the bridge.\n\nNobody was hurt."


def test_a_text_that_begins_like_a_list_marker_is_placed_right():
    text = "- 5 degrees were measured in Kidal."
    document = document_of_record({"text": text}, origin="x")
    assert block_texts(document) == [(BlockKind.PARAGRAPH, text)]
