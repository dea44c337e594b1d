"""What becomes of a draft: parts left out, cuts, ids."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.reading import document_of_record, read_document
from vanellus.reading.draft import Draft, Given, LeftOut, heading, item, paragraph, table
from vanellus.reading.finish import cut, finished
from vanellus.records import Document, Dropped, DropReason

SENTENCES = "The army closed the bridge. The mayor protested. Nobody was hurt."


def finish(*pieces, given=None, **facts):
    items = list(finished(Draft(pieces=pieces, **facts), origin="x.txt", given=given or Given()))
    assert all(isinstance(one, Dropped) for one in items[:-1])
    return items[:-1], items[-1]


def test_left_out_parts_come_before_their_document_and_carry_its_id():
    dropped, document = finish(paragraph(SENTENCES), paragraph("Exit mobile version"))
    assert [(one.reason, one.part, one.doc_id) for one in dropped] == [
        (DropReason.BOILERPLATE, "Exit mobile version", document.id)
    ]
    assert dropped[0].detail.startswith("x.txt: ")
    assert document.text == SENTENCES


def test_the_same_content_always_has_the_same_id_and_other_content_another():
    ids = {read_document(text).id for text in (SENTENCES, SENTENCES, SENTENCES + " No.")}
    assert len(ids) == 2
    assert all(len(each) == 16 for each in ids)
    assert finish(paragraph(SENTENCES), title="T")[1].id != finish(paragraph(SENTENCES))[1].id


def test_a_given_id_is_kept():
    assert finish(paragraph(SENTENCES), given=Given(id="a-1"))[1].id == "a-1"


def test_a_published_day_from_outside_is_used_only_where_there_is_none():
    outside = Given(published=date(2025, 1, 1))
    own = date(2024, 2, 2)
    assert finish(paragraph(SENTENCES), given=outside)[1].published == date(2025, 1, 1)
    assert finish(paragraph(SENTENCES), given=outside, published=own)[1].published == own


def test_a_given_language_wins_over_a_declared_one_and_that_over_the_letters():
    assert finish(paragraph(SENTENCES))[1].language == "en"
    assert finish(paragraph(SENTENCES), language="fr-FR")[1].language == "fr"
    assert (
        finish(paragraph(SENTENCES), language="fr", given=Given(language="de"))[1].language == "de"
    )


def test_a_heading_that_repeats_the_title_is_left_out_of_the_text():
    _, document = finish(heading("Bridge  closed!"), paragraph(SENTENCES), title="Bridge closed")
    assert document.text == SENTENCES


def test_nothing_but_furniture_is_no_document():
    with pytest.raises(LeftOut, match="only page furniture") as caught:
        finish(paragraph("Share"), paragraph("Advertisement"))
    assert caught.value.reason is DropReason.NO_TEXT


def test_long_text_is_cut_at_the_end_of_a_sentence_and_said_to_be(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "50")
    dropped, document = finish(paragraph(SENTENCES))
    assert document.text == "The army closed the bridge. The mayor protested."
    assert [(one.reason, one.part) for one in dropped] == [
        (DropReason.TOO_LARGE, "Nobody was hurt.")
    ]
    assert "50 characters" in dropped[0].detail


def test_of_a_long_table_the_rows_are_kept_that_have_room(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "100")
    rows = table([["Place", "Dead"], *([f"Town {n}", str(n)] for n in range(50))], header=True)
    dropped, document = finish(rows)
    assert 2 < len(document.blocks[0].rows) < 10
    assert len(document.text) <= 100
    assert dropped[0].reason is DropReason.TOO_LARGE


def test_blocks_and_tables_beyond_the_limit_go_whole(monkeypatch):
    monkeypatch.setenv("VANELLUS_MAX_CHARS", "80")
    rows = table([["Place", "Left on"], ["Gao", "15 August 2022"]], header=True)
    dropped, document = finish(paragraph(SENTENCES), rows, item("More"))
    assert document.text == SENTENCES
    assert [one.reason for one in dropped] == [DropReason.TOO_LARGE]


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("One. Two. Three.", 11, "One. Two."),
        ("One two three", 9, "One two"),
        ("Onetwothree", 5, "Onetw"),
        ("One.", 4, "One."),
    ],
)
def test_a_cut_falls_on_a_sentence_a_word_or_if_it_must_a_letter(text, limit, kept):
    assert cut(text, limit)[0] == kept


def test_no_document_is_ever_without_text():
    with pytest.raises(LeftOut):
        document_of_record({"text": " \n\u200b "}, origin="x")
    assert isinstance(document_of_record({"text": "Yes"}, origin="x"), Document)
