"""Lines of plain text to headings, paragraphs and list items."""

from __future__ import annotations

import pytest

from vanellus.reading.structure import structured
from vanellus.records import BlockKind

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def shape(text):
    return [(piece.kind, piece.text) for piece in structured(text)]


def test_wrapped_lines_become_one_paragraph():
    text = (
        "The foreign ministers of the three states will\ntravel to Moscow on Thursday. They come\n"
        "there at the invitation of the minister Sergei\nLavrov, who had asked for it in May.\n"
    )
    assert shape(text) == [(P, " ".join(text.split()))]


def test_lines_broken_at_no_fixed_width_become_one_paragraph():
    text = (
        "Watchers of the region expect little from the talks between Moscow and its new friends,\n"
        "however warm\nthe words may be.\nIn the end,\nmoney decides."
    )
    assert shape(text) == [(P, " ".join(text.split()))]


def test_each_line_that_ends_a_sentence_is_a_paragraph_where_nothing_is_wrapped():
    assert shape("The army left Gao.\nIt will not return.\nKidal fell next.") == [
        (P, "The army left Gao."), (P, "It will not return."), (P, "Kidal fell next."),
    ]  # fmt: skip


def test_a_blank_line_parts_paragraphs_even_inside_a_sentence():
    assert len(shape("The army left the town of\n\nGao on Monday.")) == 2


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The govern-\nment fell.", "The government fell."),
        ("An anti-\nterrorist unit came.", "An anti-terrorist unit came."),
        ("Niamey - the capital -\nwas calm.", "Niamey - the capital - was calm."),
    ],
)
def test_words_broken_at_a_line_end_are_put_together(broken, whole):
    assert shape(broken) == [(P, whole)]


def test_a_short_line_alone_over_text_is_a_heading():
    assert shape("What is at stake\n\nThe ports matter most.") == [
        (H, "What is at stake"), (P, "The ports matter most."),
    ]  # fmt: skip


def test_a_heading_may_hold_an_abbreviation():
    assert shape("What Gen. Tiani Wants\n\nHe wants time.")[0] == (H, "What Gen. Tiani Wants")


def test_a_line_in_title_case_right_over_a_paragraph_is_a_heading():
    text = (
        "Key Points of the Accord\nTwo ministers signed a text of forty pages in Niamey on Monday."
    )
    assert [kind for kind, _ in shape(text)] == [H, P]


def test_a_heading_broken_over_two_lines_is_one():
    text = (
        "Closing Words on the Great Shift of\nAlliances in the Sahel\n\nNobody knows how it ends."
    )
    assert shape(text)[0] == (H, "Closing Words on the Great Shift of Alliances in the Sahel")


@pytest.mark.parametrize(
    "line",
    [
        "The army left.",
        "It asks for three things:",
        "however this may end",
        "Ultimately,",
        "He named a few of them, among others the",
        "“We will not leave”",
        "(Sahel Wire)",
        "The army left on Monday. Nobody knows why",
    ],
)
def test_a_short_line_that_is_no_heading_stays_a_paragraph(line):
    assert shape(f"{line}\n\nMore was said on Monday.")[0] == (P, line)


def test_a_last_line_heads_nothing():
    assert shape("The army left.\n\nSome Last Words")[-1] == (P, "Some Last Words")


def test_hash_signs_give_the_level_of_a_heading():
    (piece, _) = structured("### Why it matters\nThe road is closed.")
    assert (piece.kind, piece.level, piece.text) == (H, 3, "Why it matters")


def test_bullets_of_many_kinds_begin_items_and_labels_stay():
    text = "They want:\n  • Security: joint patrols.\n  ▪ Trade: open roads.\n  ● Culture"
    assert shape(text) == [
        (P, "They want:"),
        (L, "Security: joint patrols."),
        (L, "Trade: open roads."),
        (L, "Culture"),
    ]


@pytest.mark.parametrize("mark", ["-", "*", "–", "+"])
def test_dashes_and_stars_begin_items_in_company_only(mark):
    assert [kind for kind, _ in shape(f"{mark} arms\n{mark} grain")] == [L, L]
    assert shape(f"{mark} he added nothing.")[0][0] is P


def test_numbers_that_count_begin_items():
    assert shape("1. Arms\n\n2. Grain\n\n3. Fuel") == [(L, "Arms"), (L, "Grain"), (L, "Fuel")]
    assert [piece.marker for piece in structured("1) Arms\n2) Grain")] == ["1)", "2)"]
    assert [kind for kind, _ in shape("(a) arms\n(b) grain")] == [L, L]


def test_a_number_that_counts_nothing_begins_a_sentence():
    assert shape("15. That is how many were killed.")[0][0] is P
    assert shape("10 soldiers died.\n12 were hurt.")[0][0] is P


def test_an_item_goes_on_in_the_next_line():
    text = "• The unified force of the three\n  states shall have 5,000 men.\n• It starts soon."
    assert shape(text)[0] == (L, "The unified force of the three states shall have 5,000 men.")


def test_a_paragraph_after_a_list_is_no_part_of_it():
    assert shape("• Arms\n• Grain\nThe talks lasted two days.")[-1][0] is P


def test_items_deeper_in_have_a_deeper_level():
    text = "• Security\n    • patrols\n    • drones\n• Trade"
    assert [piece.level for piece in structured(text)] == [0, 1, 1, 0]


def test_several_bullets_in_one_line_are_several_items():
    assert shape("They agreed on: • patrols • a common market; • a bank") == [
        (P, "They agreed on:"), (L, "patrols"), (L, "a common market"), (L, "a bank"),
    ]  # fmt: skip


def test_several_numbers_in_one_line_are_several_items():
    assert shape("Steps: 1) Open the border. 2) Free the president. 3) Hold a vote.") == [
        (P, "Steps:"), (L, "Open the border."), (L, "Free the president."), (L, "Hold a vote."),
    ]  # fmt: skip


def test_numbered_sentences_after_a_heading_on_the_same_line_are_items():
    text = "Next Steps 1) Patrols come first. 2) Trade is second. 3) Visas come third."
    assert [kind for kind, _ in shape(text)] == [P, L, L, L]


@pytest.mark.parametrize(
    "text",
    [
        "The plan has Parts 1) Arms and 2) Men and 3) Money in it.",
        "The plan would (1) end the blockade and (2) free the hostages.",
        "They signed Article 1. The rest waits for 2. May be later.",
        "A dot · in the middle of a line.",
    ],
)
def test_numbers_that_run_along_in_a_sentence_do_not_cut_it(text):
    assert shape(text) == [(P, text)]


def test_bold_marks_go_and_lone_stars_stay():
    assert shape("The **army** of __Mali__ left 5 * 3 posts.") == [
        (P, "The army of Mali left 5 * 3 posts."),
    ]  # fmt: skip
