"""Tables in plain text: with pipes, with gaps, flattened to lines, and as leftover mark-up."""

from __future__ import annotations

import pytest

from vanellus.reading.structure import structured
from vanellus.records import BlockKind


def tables(text):
    return [piece for piece in structured(text) if piece.kind is BlockKind.TABLE]


def only_table(text):
    (found,) = tables(text)
    return found


def words(text):
    return [piece.text for piece in structured(text) if piece.kind is not BlockKind.TABLE]


FLAT = """Country Chief Wish at the Table
Chad Radar and spare parts
Togo A new railway
Burkina Faso Wheat on credit"""


def test_lines_that_begin_with_countries_under_a_short_line_are_a_table():
    found = only_table(FLAT)
    assert found.header
    assert found.rows == (
        ("Country", "Chief Wish at the Table"),
        ("Chad", "Radar and spare parts"),
        ("Togo", "A new railway"),
        ("Burkina Faso", "Wheat on credit"),
    )


def test_the_header_may_stand_apart_and_names_of_bodies_count_too():
    found = only_table("Party Demand\n\nECOWAS A date for the vote\nAfrican Union Talks in Lomé")
    assert found.rows[1:] == (("ECOWAS", "A date for the vote"), ("African Union", "Talks in Lomé"))
    assert found.header


def test_names_with_colons_under_a_header_are_rows_too():
    found = only_table("Country Main Interest\nMali: deepening ties\nNiger – uranium")
    assert found.rows[1:] == (("Mali", "deepening ties"), ("Niger", "uranium"))


def test_a_row_may_be_wrapped():
    found = only_table(f"{FLAT}\nand diesel")
    assert found.rows[-1] == ("Burkina Faso", "Wheat on credit and diesel")


@pytest.mark.parametrize(
    "text",
    [
        "Votes and Words\nMali voted for the text.\nNiger voted against it.",
        "What They Did\nMali closed its sky\nNiger sent troops home",
        "Country Wish\nChad Radar and spare parts",
        "mali and its friends met\nMali Radar\nNiger Grain",
        "Mali Radar\nNiger Grain",
    ],
)
def test_lines_that_only_begin_with_countries_are_no_table(text):
    assert tables(text) == []
    assert "Niger" not in text or any("Niger" in part for part in words(text))


def test_cells_parted_by_pipes_are_a_table_with_or_without_a_rule():
    rows = (("Place", "Left on"), ("Gao", "15 August"), ("Gossi", "19 April"))
    assert (
        only_table(
            "| Place | Left on |\n|---|:--:|\n| Gao | 15 August |\n| Gossi | 19 April |"
        ).rows
        == rows
    )
    bare = only_table("Place | Left on\nGao | 15 August\nGossi | 19 April")
    assert (bare.rows, bare.header) == (rows, True)


def test_a_first_row_of_figures_is_no_header():
    assert not only_table("Gao | 15\nGossi | 19").header


def test_one_line_with_a_pipe_is_no_table():
    assert tables("Gao | 15 August 2022.\n\nThe base was empty.") == []


def test_cells_parted_by_tabs_or_wide_gaps_are_a_table():
    assert only_table("Place\tDead\nGao\t15\nInata\t53").rows[2] == ("Inata", "53")
    spaced = "Place      Dead\nGao        15\nInata      53"
    assert only_table(spaced).rows == (("Place", "Dead"), ("Gao", "15"), ("Inata", "53"))


def test_double_spaces_after_sentences_make_no_table():
    text = "One fell.  Two fled.\nThree stayed.  Four hid.\nFive came.  Six went."
    assert tables(text) == []


HEADER = ("Field", "Next Step", "Hoped Effect")
ROWS = (
    ("Borders", "Open two crossings by June", "Cheaper millet"),
    ("Water", "Dig wells for 40 villages", "Fewer quarrels"),
)


MARKUP = {
    "whole tags with spaces in them": (
        '< table class = "x y" >< thead >< tr >< th >Field< / th >< th >Next Step< / th >'
        "< th >Hoped Effect< / th >< / tr >< / thead >< tr >< td >Borders< / td >"
        "< td >Open two crossings by June< / td >< td >Cheaper millet< / td >< / tr >< tr >"
        "< td >Water< / td >< td >Dig wells for 40 villages< / td >< td >Fewer quarrels< / td >"
        "< / tr >< / table >"
    ),
    "half of the brackets lost": (
        "< strong >Field< / strong > th > < strong >Next Step< / strong > th > "
        "< strong >Hoped Effect< / strong > th >\n< / tr >\n< / thead > Borders< / td > "
        "Open two crossings by June< / td > Cheaper millet< / td >\n< / tr > < td >Water\n"
        "< / td >< td>Dig wells for 40 villages< / td >< td>Fewer quarrels< / td > tr >"
    ),
    "nothing but the ends of cells": (
        "Field< / td >Next Step< / td >Hoped Effect< / td >\nBorders< / td >"
        "Open two crossings by June< / td >Cheaper millet< / td >\nWater< / td >"
        "Dig wells for 40 villages< / td >Fewer quarrels< / td >"
    ),
    "no rows after the header": (
        "<tr><th>Field</th><th>Next Step</th><th>Hoped Effect</th></tr><td>Borders</td>"
        "<td>Open two crossings by June</td><td>Cheaper millet</td><td>Water</td>"
        "<td>Dig wells for 40 villages</td><td>Fewer quarrels</td>"
    ),
    "closing tags cut off": (
        "<table><tr><td>Field</td<td>Next Step</td><td>Hoped Effect</td></tr>\n"
        "<tr><td>Borders</td><td>Open two crossings by June</td><td>Cheaper millet</td></tr>\n"
        "<tr><td>Water</td><td>Dig wells for 40 villages</td><td>Fewer quarrels</td></tr"
    ),
}


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_a_table_is_put_together_from_what_is_left_of_its_tags(markup):
    found = only_table(f"Prose before.\n\n{markup}\n\nProse after.")
    assert found.rows == (HEADER, *ROWS)
    assert found.header
    assert words(f"Prose before.\n\n{markup}\n\nProse after.") == ["Prose before.", "Prose after."]


def test_two_mangled_tables_with_prose_between_stay_two():
    one = "< tr >< td >A< / td >< td >B< / td >< / tr >< tr >< td >C< / td >< td >D< / td >< / tr >"
    text = f"{one}\n\nBetween them stands a sentence.\n\n{one}"
    assert [found.rows for found in tables(text)] == [(("A", "B"), ("C", "D"))] * 2
    assert words(text) == ["Between them stands a sentence."]


def test_an_empty_cell_keeps_its_place():
    assert only_table("<tr><td>A</td><td>B</td></tr><tr><td></td><td>D</td></tr>").rows[1] == (
        "",
        "D",
    )


def test_debris_of_a_table_that_can_not_be_told_goes_and_its_words_stay():
    assert words("The talks < / td > went on < tr >for a week. li >") == [
        "The talks went on", "for a week.",
    ]  # fmt: skip


def test_a_leftover_end_of_an_item_goes():
    assert words("• Patrols along the river from May on. li >\n") == [
        "Patrols along the river from May on."
    ]


def test_a_leftover_beginning_of_an_item_begins_one():
    pieces = structured("li > Patrols along the river. < / li >\nli > A bank. < / li >")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (BlockKind.LIST_ITEM, "Patrols along the river."),
        (BlockKind.LIST_ITEM, "A bank."),
    ]


def test_items_and_headings_in_leftover_markup_are_told():
    pieces = structured(
        "< h3 >What Next< / h3 >< ul >< li >Patrols< / li >< li >A bank< / li >< / ul >"
    )
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (BlockKind.HEADING, "What Next"),
        (BlockKind.LIST_ITEM, "Patrols"),
        (BlockKind.LIST_ITEM, "A bank"),
    ]


def test_scripts_go_with_what_is_in_them():
    assert words("Before. <script>var a = 1;</script><b>After.</b>") == ["Before. After."]


@pytest.mark.parametrize(
    "text",
    [
        "Growth was < 3 % in May and > 5 % in June.",
        "If a < b and b > c then a is small.",
        "He sent it to <desk@example.org> on Monday.",
        "The 5th > the 4th brigade, they joked.",
        "Sales of A & B rose; see Table 3 for more.",
    ],
)
def test_signs_of_less_and_more_are_no_tags(text):
    assert words(text) == [text]
