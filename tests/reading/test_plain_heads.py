"""What the first lines of a plain text tell."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.reading.plain import read_plain
from vanellus.records import DropReason

BODY = "Soldiers closed the bridge at Kati on Monday. Nobody was hurt, the mayor said.\n"


def head(text):
    draft = read_plain(text)
    return draft.title, draft.publisher, draft.published, draft.author, draft.pieces[0].text


def test_a_short_first_line_over_a_blank_one_is_the_title():
    assert head(f"Bridge closed at Kati\n\n{BODY}")[0] == "Bridge closed at Kati"
    assert head(f"Bridge closed at Kati\n\n{BODY}")[4] == BODY.strip()


@pytest.mark.parametrize(
    "first",
    [
        "Soldiers closed the bridge.\n\n",
        "Soldiers closed the bridge\n",
        "soldiers closed the bridge\n\n",
        "The bridge, they said,\n\n",
        "• Bridge closed at Kati\n\n",
        "Bridge " * 40 + "\n\n",
        "",
    ],
)
def test_any_other_first_line_is_no_title(first):
    assert read_plain(first + BODY).title is None


def test_a_text_that_is_one_line_has_no_title():
    draft = read_plain("Mali and Niger sign defence pact")
    assert draft.title is None
    assert [piece.text for piece in draft.pieces] == ["Mali and Niger sign defence pact"]


def test_the_line_below_the_title_tells_publisher_and_day():
    assert head(f"Bridge closed\nSahel Wire, 2 April 2025\n\n{BODY}") == (
        "Bridge closed", "Sahel Wire", date(2025, 4, 2), None, BODY.strip(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "publisher", "author"),
    [
        ("By Fanta Keita | Bamako Post | April 2, 2025", "Bamako Post", "Fanta Keita"),
        ("Published: Wednesday, 2 April 2025, 21:10 GMT", None, None),
        ("BAMAKO, 2 April 2025", None, None),
        ("Bamako, 2 April 2025", None, None),
        ("By Fanta Keita, with our desk in Gao, 2 April 2025", None, "Fanta Keita"),
        ("2025-04-02 - Bamako Post", "Bamako Post", None),
    ],
)
def test_datelines_come_in_many_shapes(line, publisher, author):
    told = head(f"Bridge closed\n{line}\n\n{BODY}")
    assert told[1:4] == (publisher, date(2025, 4, 2), author)
    assert told[4] == BODY.strip()


@pytest.mark.parametrize(
    "line",
    [
        "The army left the town on 2 April 2025.",
        "They had met in Gao on 2 April 2025 and parted in anger",
        "By nightfall the town was empty",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(line):
    draft = read_plain(f"{line}\n{BODY}")
    assert draft.published is None
    assert line.split()[-1] in draft.pieces[0].text


def test_an_impossible_day_leaves_the_document_without_one_and_is_said():
    draft = read_plain(f"Bridge closed\nSahel Wire, 30 February 2025\n\n{BODY}")
    assert draft.published is None
    assert draft.publisher == "Sahel Wire"
    (note,) = draft.notes
    assert note.reason is DropReason.BROKEN
    assert "30 February 2025" in note.problem
    assert note.valid


def test_a_dateline_in_the_first_paragraph_tells_agency_and_day_and_stays():
    draft = read_plain(f"Bridge closed\n\nBAMAKO, April 2, 2025 (Sahel Wire) - {BODY}")
    assert (draft.publisher, draft.published) == ("Sahel Wire", date(2025, 4, 2))
    assert draft.pieces[0].text.startswith("BAMAKO, April 2, 2025 (Sahel Wire) - Soldiers")


def test_a_day_without_its_year_is_no_date():
    draft = read_plain(f"BAMAKO, April 2 (Sahel Wire) - {BODY}")
    assert (draft.publisher, draft.published) == ("Sahel Wire", None)


def test_a_name_in_brackets_inside_a_sentence_is_no_agency():
    assert read_plain("The Economic Community (ECOWAS) - with Mali absent - met.").publisher is None


def test_front_matter_gives_the_fields_and_leaves_the_text():
    draft = read_plain(
        '---\ntitle: "Bridge: closed"\ndate: 2025-04-02\npublisher: Sahel Wire\n'
        f"author:\n  - Fanta Keita\n  - Ali Cissé\ntags: [a, b]\nlang: en\n---\n{BODY}"
    )
    assert (draft.title, draft.published, draft.publisher) == (
        "Bridge: closed", date(2025, 4, 2), "Sahel Wire",
    )  # fmt: skip
    assert (draft.author, draft.language) == ("Fanta Keita, Ali Cissé", "en")
    assert draft.pieces[0].text == BODY.strip()


def test_labelled_lines_at_the_head_are_fields_if_there_are_two():
    draft = read_plain(f"Source: Sahel Wire\nDate: 2 April 2025\n\n{BODY}")
    assert (draft.publisher, draft.published) == ("Sahel Wire", date(2025, 4, 2))
    assert len(draft.pieces) == 1


def test_one_labelled_line_stays_text():
    draft = read_plain(f"Title: a word that the colonel likes to hear.\n\n{BODY}")
    assert draft.title is None
    assert len(draft.pieces) == 2


def test_furniture_above_the_title_does_not_hide_it():
    assert (
        read_plain(f". . . .\n\nBridge closed at Kati\n\n{BODY}").title == "Bridge closed at Kati"
    )


def test_a_marked_heading_of_the_first_level_is_the_title_wherever_it_stands():
    draft = read_plain(f"< div >< h1 >Bridge closed< / h1 >< p >{BODY}< / p >< p >{BODY}< / p >")
    assert draft.title == "Bridge closed"
    assert [piece.text for piece in draft.pieces] == [BODY.strip()] * 2


def test_a_line_of_dashes_alone_is_no_front_matter():
    assert len(read_plain(f"---\n{BODY}").pieces) == 2
