"""A page that a rewriting machine and a careless extractor have been through, read as a whole."""

from __future__ import annotations

import pytest

from vanellus.reading import document_of_record, read_document, read_sources
from vanellus.records import BlockKind, Document, DropReason

GARBLED = """. . . . . . .

Gulf Ports Court New Rail Partners in Historic Turn

In a striking turn, transport envoys from the gulf of Guinea have met bankers from Ankara â€“ a \
step \
that few had foreseen. The envoysâ€™ visit lasted three days.

Rising Aims: Rails, Ports and Schools

The visit rests on three pillars:

  • Faster Rails: Laying 600 kilometres of track to the inland towns.
  • Deeper Ports: Dredging the basins of Lomé and Cotonou.
  • Shared Schools: Training two hundred engine drivers a year.

Country Main Wish in the Talks
Togo A dry port near the northern border
Benin Wagons for cotton
Ivory Coast A second line to the mines

What the Lenders Want: Collateral & Patience

Lenders ask for harbour fees as surety\u00a0\u00a0 and for a court in London.\u00a0\u00a0 \
Proposed steps include:

  • Open Books: Publishing the fees each quarter shows lenders what is there—some 40% of it \
unpaid—and \
builds trust.
  • Common Gauge: Choosing one width for all tracks keeps wagons moving across borders. li >


< table class = "wp-table style-2" >

< strong >Field< / strong > th > < strong >Step Proposed< / strong > th > < strong >Likely Gain< \
/ strong > th >
< / tr >
< / thead > Finance< / td > Name one arbiter for all loans< / td > Fewer quarrels in court< / td >
< / tr > < td >Labour
< / td >< td>Hire two crews in each town< / td >< td >Calmer depots< / td > tr > < td>Public Safety
< / td >< td>Fence the crossings near schools< / td >< td>Fewer deaths on the line< / td > tr >

Closing Words on the Gulfâ€™s Railway Dream\u00a0 \u00a0and Its Long Shadow\u00a0 \u00a0

The visit of the envoys is more than a courtesy.
By looking to Ankara rather than to older lenders,
the ports show that they can choose freely at home
and abroad.
Whether rails will follow the words depends on Ankara
and on the price of cotton.
Meanwhile,
the wagons stand still.

A travel writer who makes railways exciting for everyone.

Exit mobile version

1 - 2 - 3 - 4 - 5
"""

H, P, L, T = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("garbled") / "page.txt"
    path.write_text(GARBLED, encoding="utf-8")
    return list(read_sources([path]))


@pytest.fixture(scope="module")
def document(found):
    assert isinstance(found[-1], Document)
    return found[-1]


def inside(document, kind):
    return [
        document.text[block.start : block.end] for block in document.blocks if block.kind is kind
    ]


def test_the_blocks_come_in_their_order(document):
    assert [block.kind for block in document.blocks] == [
        P, H, P, L, L, L, T, H, P, L, L, T, H, P,
    ]  # fmt: skip


def test_the_title_is_lifted_and_the_headings_are_whole(document):
    assert document.title == "Gulf Ports Court New Rail Partners in Historic Turn"
    assert inside(document, H) == [
        "Rising Aims: Rails, Ports and Schools",
        "What the Lenders Want: Collateral & Patience",
        "Closing Words on the Gulf’s Railway Dream and Its Long Shadow",
    ]


def test_items_keep_their_labels_and_lose_their_debris(document):
    items = inside(document, L)
    assert items[0] == "Faster Rails: Laying 600 kilometres of track to the inland towns."
    assert items[-1].startswith("Common Gauge: ")
    assert items[-1].endswith("across borders.")


def test_both_tables_are_put_together(document):
    flat, mangled = (
        [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if block.kind is T
    )
    assert flat == [
        ["Country", "Main Wish in the Talks"],
        ["Togo", "A dry port near the northern border"],
        ["Benin", "Wagons for cotton"],
        ["Ivory Coast", "A second line to the mines"],
    ]
    assert mangled == [
        ["Field", "Step Proposed", "Likely Gain"],
        ["Finance", "Name one arbiter for all loans", "Fewer quarrels in court"],
        ["Labour", "Hire two crews in each town", "Calmer depots"],
        ["Public Safety", "Fence the crossings near schools", "Fewer deaths on the line"],
    ]
    assert all(block.header for block in document.blocks if block.kind is T)


def test_tables_stand_cleanly_in_the_text(document):
    assert "\n\nCountry | Main Wish in the Talks\nTogo | A dry port" in document.text
    assert "Field | Step Proposed | Likely Gain\nFinance | Name one arbiter" in document.text
    assert not set("<>\u00a0â€") & set(document.text)


def test_broken_lines_become_one_paragraph(document):
    last = inside(document, P)[-1]
    assert last.startswith("The visit of the envoys is more than a courtesy. By looking")
    assert last.endswith("Meanwhile, the wagons stand still.")


def test_mojibake_is_put_right(document):
    assert "Ankara – a step" in document.text
    assert "The envoys’ visit" in document.text


def test_the_furniture_is_dropped_and_kept_for_the_record(found, document):
    assert [(item.reason, item.part) for item in found[:-1]] == [
        (DropReason.BOILERPLATE, ". . . . . . ."),
        (DropReason.BOILERPLATE, "A travel writer who makes railways exciting for everyone."),
        (DropReason.BOILERPLATE, "Exit mobile version"),
        (DropReason.BOILERPLATE, "1 - 2 - 3 - 4 - 5"),
    ]
    assert {item.doc_id for item in found[:-1]} == {document.id}


def test_it_reads_the_same_as_a_record_a_string_and_bytes(document):
    assert document_of_record({"text": GARBLED}, origin="x").text == document.text
    assert read_document(GARBLED).blocks == document.blocks
    assert read_document(GARBLED.encode()).id == document.id
