from __future__ import annotations

from datetime import date

from vanellus.reading import read_sources
from vanellus.reading.markdown import read_markdown
from vanellus.records import BlockKind, DropReason

TEXT = """---
title: "Analysis: the bridge"
date: 2025-04-02
publisher: Bamako Post
author: Fanta Keita
---

Soldiers closed the **bridge** at
[Kati](https://example.org) on Monday.

## What should be done

1. **Ferry.** Two boats a day.
   - one from Segou
2. Pay the drivers.

| Place | Lorries |
|---|---|
| Kati | 40 |
| Kita | *7* |

<p>Markup <b>inside</b> is read too.</p>

> A quoted line.
"""


def shape(draft):
    return [
        (piece.kind.value, piece.text, piece.level, piece.marker)
        for piece in draft.pieces
        if piece.kind is not BlockKind.TABLE
    ]


def test_front_matter_and_blocks_are_read():
    draft = read_markdown(TEXT)
    assert (draft.title, draft.published) == ("Analysis: the bridge", date(2025, 4, 2))
    assert (draft.publisher, draft.author) == ("Bamako Post", "Fanta Keita")
    assert shape(draft) == [
        ("paragraph", "Soldiers closed the bridge at Kati on Monday.", 0, ""),
        ("heading", "What should be done", 2, ""),
        ("list_item", "Ferry. Two boats a day.", 0, "1."),
        ("list_item", "one from Segou", 1, "•"),
        ("list_item", "Pay the drivers.", 0, "2."),
        ("paragraph", "Markup inside is read too.", 0, ""),
        ("paragraph", "A quoted line.", 0, ""),
    ]


def test_tables_keep_their_cells():
    (found,) = [piece for piece in read_markdown(TEXT).pieces if piece.rows]
    assert found.rows == (("Place", "Lorries"), ("Kati", "40"), ("Kita", "7"))
    assert found.header


def test_without_front_matter_the_first_heading_is_the_title():
    draft = read_markdown("# The bridge\n\n*By Fanta Keita, 2 April 2025*\n\nIt is closed.")
    assert draft.title == "The bridge"
    assert (draft.author, draft.published) == ("Fanta Keita", date(2025, 4, 2))
    assert shape(draft) == [("paragraph", "It is closed.", 0, "")]


def test_a_bad_date_in_front_matter_is_said_and_the_document_stays(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: The bridge\ndate: 2025-02-30\n---\nIt is closed.")
    dropped, document = read_sources([path])
    assert (dropped.reason, dropped.part) == (DropReason.BROKEN, "2025-02-30")
    assert dropped.doc_id == document.id
    assert "YYYY-MM-DD" in dropped.detail
    assert (document.title, document.published) == ("The bridge", None)


def test_images_and_rules_are_no_text():
    assert shape(read_markdown("![a picture](a.png)\n\n---\n\nIt is closed.")) == [
        ("paragraph", "It is closed.", 0, "")
    ]


def test_line_breaks_that_are_meant_part_lines():
    draft = read_markdown("They ask for:  \n• a ferry  \n• a guard")
    assert [piece.text for piece in draft.pieces] == ["They ask for:", "a ferry", "a guard"]
