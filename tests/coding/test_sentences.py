from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanellus.coding.sentences import MAX_CHARACTERS, spans_of, split_sentences
from vanellus.records import Block, BlockKind, Document


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Abdourahamane Tiani received the envoy on Tuesday.",
        "The U.S.-led coalition struck a depot near Mosul.",
        "Talks in Niamey resumed on Apr. 3 after a pause.",
        "The envoy flew from Washington, D.C. to Accra.",
        "Sen. J. D. Halloran and Lt. Col. Amadou Kone met in St. Louis.",
        "About 3.5 million people fled, the U.N. refugee agency said.",
        '"Will they come?" she asked the minister.',
        "Acme Inc. shares fell after the ban, i.e. within hours.",
        "No. 2 official Wang Li arrived at 9 p.m. local time.",
    ],
)
def test_a_sentence_with_stops_inside_stays_whole(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The army withdrew. The rebels stayed.", 2),
        ("He met officials of the U.S. The talks failed.", 2),
        ('"We will not leave." The general then left.', 2),
        ("Did it work? No. Nobody came!", 3),
        ("They arrived in Jan. The rest came later.", 2),
        ("The firm is Acme Inc. It sells arms.", 2),
    ],
)
def test_a_stop_before_an_opening_word_ends_the_sentence(text, count):
    assert len(split(text)) == count


def test_a_blank_line_ends_a_sentence_and_a_single_break_does_not():
    assert split("The junta closed\nthe border\n\nMali protested") == [
        "The junta closed\nthe border",
        "Mali protested",
    ]


def test_text_without_an_end_is_cut_at_a_space():
    parts = split("word " * 2000)
    assert len(parts) > 1
    assert all(len(part) <= MAX_CHARACTERS and not part.startswith(" ") for part in parts)
    assert "".join(parts).replace(" ", "") == "word" * 2000


def test_sentences_never_cross_blocks_and_tables_are_left_out():
    text = "Talks begin\n• Trade and aid\nMali | gold\n"
    document = Document(
        id="d",
        origin="o",
        text=text,
        blocks=(
            Block(kind=BlockKind.HEADING, start=0, end=11),
            Block(kind=BlockKind.LIST_ITEM, start=12, end=27),
            Block(kind=BlockKind.TABLE, start=28, end=39),
        ),
    )
    assert [(block, span.text) for block, span in split_sentences(document)] == [
        (0, "Talks begin"),
        (1, "• Trade and aid"),
    ]


@given(st.text(max_size=300))
def test_sentences_are_in_order_apart_and_without_space_around(text):
    last = 0
    for start, end in spans_of(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
    kept = "".join(text[a:b] for a, b in spans_of(text))
    assert "".join(kept.split()) == "".join(text.split())
