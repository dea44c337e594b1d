"""Tables on narrow screens, and values that are shown as words."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from vanellus.cli.tables import amount, print_rows

HEAD = ("when", "who", "to whom", "where", "words")
ROW = ("2025-04-01", "Burkinabe ambassador", "Senegalese parliament", "Ouagadougou", "condemned")


def shown(width, head=HEAD, rows=(ROW,), **options):
    screen = Console(width=width, file=io.StringIO(), no_color=True)
    print_rows(screen, head, rows, **options)
    return screen.file.getvalue()


@pytest.mark.parametrize("width", [60, 72, 80, 100, 160])
def test_no_word_of_a_cell_is_broken_however_narrow_the_screen(width):
    text = shown(width)
    for cell in (*HEAD, *ROW):
        for word in cell.split():
            assert word in text
    assert max(map(len, text.splitlines())) <= width


def test_on_a_screen_too_narrow_for_a_table_each_row_is_a_block_of_its_filled_cells():
    text = shown(50, rows=(ROW, ("2025-04-02", "Togo", "", None, "met")), title="The record")
    assert "┃" not in text
    lines = [line.split() for line in text.splitlines()]
    assert ["The", "record"] in lines
    assert ["who", "Togo"] in lines
    assert sum(line[:2] == ["to", "whom"] for line in lines) == 1


def test_on_a_wide_screen_there_is_a_table():
    assert "┃" in shown(120)


def test_an_address_too_long_for_any_column_is_broken_and_not_cut_off():
    address = "https://example.org/" + "a" * 90
    assert "".join(shown(60, ("url",), ((address,),)).split()).count("a") >= 90


def test_markup_in_a_block_is_shown_as_it_is():
    assert "[red]Togo[/red]" in shown(40, rows=(("", "[red]Togo[/red]", "", "", ""),))


@pytest.mark.parametrize(
    ("value", "approximate", "words", "told"),
    [
        (24.0, True, "Dozens of herders", "dozens (24 or more)"),
        (20000.0, True, "tens of thousands of people", "tens of thousands (20,000 or more)"),
        (300.0, True, "several hundred homes", "several hundred (300 or more)"),
        (1500.0, True, "some 1,500 herders", "about 1,500"),
        (24.0, False, "two dozen lorries", "24"),
        (2.5, False, "2.5 percent", "2.5"),
    ],
)
def test_what_was_guessed_is_not_shown_as_if_it_was_counted(value, approximate, words, told):
    assert amount(value, approximate=approximate, words=words) == told
