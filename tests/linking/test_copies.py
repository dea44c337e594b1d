from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from datasketch import MinHash

from vanellus.errors import InputError
from vanellus.linking.copies import find_copies, shown
from vanellus.linking.signatures import Signature, Text, minhash_of, signatures_of
from vanellus.reading import read_sources
from vanellus.records import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
MONDAY = date(2031, 3, 3)

REPORT = (
    "The dam keepers of Varos opened three gates on Saturday after two weeks of rain, the river "
    "office of Teluria said. Around 400 families in the low quarters of Port Amel had been asked "
    "to leave their homes the evening before. Engineer Lida Moro, who leads the office, called the "
    "level of the lake the highest since the wall was raised. Boats of the navy brought mattresses "
    "and drinking water to two schools in Hadel. "
    "The prefect of the coast, Samo Quent, closed the bridge at Korra to lorries and promised a "
    "new look at the drains of the old town. Fishermen tied their boats to the poles of the "
    "market. The weather service of Teluria expects the rain to stop on Wednesday. In the north 12 "
    "villages had no current, the power firm said, and its crews were waiting for the road to dry."
)
OTHER = (
    "Farmers in the hills above Varos have begun to plant coffee where their parents grew tea. The "
    "firm Belcor buys the beans at a fixed price, says Anet Rusk, who keeps four hectares there "
    "and a nursery of young trees behind her house. Younger people come back from Port Amel to "
    "work on the terraces. Last year the district sold 90 tonnes, twice as much as in the season "
    "before. A school for growers is to open in Hadel when the rains are over, with money from "
    "a bank."
)


def table(*rows: tuple[Any, ...]) -> pa.Table:
    names = ("doc_id", "text", "publisher", "published")
    return pa.Table.from_pylist(
        [dict(zip(names, row, strict=True)) for row in rows],
        schema=pa.schema(
            [
                ("doc_id", pa.string()),
                ("text", pa.string()),
                ("publisher", pa.string()),
                ("published", pa.date32()),
            ]
        ),
    )


def origins(copies: pa.Table) -> dict[str, str]:
    return dict(zip(copies["doc_id"].to_pylist(), copies["origin_id"].to_pylist(), strict=True))


def sentences(text: str) -> list[str]:
    return [part + "." for part in text.rstrip(".").split(". ")]


def test_a_reprint_with_cuts_that_credits_the_wire_is_a_copy_of_it() -> None:
    cut = " ".join(sentences(REPORT)[:5]) + "\n\n(Coast Wire)"
    copies = find_copies(
        table(
            ("wire", "PORT AMEL - " + REPORT, "Coast Wire", MONDAY),
            ("post", cut, "Evening Post", MONDAY + timedelta(days=1)),
        )
    )
    row = copies.to_pylist()[0]
    assert (row["doc_id"], row["origin_id"], row["reason"]) == ("post", "wire", "wire")
    assert row["wire"] == "Coast Wire"
    assert row["similarity"] > 0.9


def test_a_reprint_without_credit_is_a_copy_by_its_wording() -> None:
    copies = find_copies(
        table(("a", REPORT, "One", MONDAY), ("b", " ".join(sentences(REPORT)[1:]), "Two", MONDAY))
    )
    assert origins(copies) == {"a": "a", "b": "a"}
    assert copies["reason"].to_pylist() == ["itself", "wording"]


def test_a_light_rewrite_is_a_copy() -> None:
    text = REPORT
    for old, new in (
        ("opened three gates", "let water through three gates"),
        ("had been asked to leave", "were told to quit"),
        ("brought mattresses", "carried mattresses"),
        ("promised a new look", "promised another look"),
    ):
        assert old in text
        text = text.replace(old, new)
    copies = find_copies(table(("a", REPORT, "One", MONDAY), ("b", text, "Two", MONDAY)))
    assert origins(copies)["b"] in ("a", "b")
    assert len(set(origins(copies).values())) == 1


def test_a_rewrite_with_reporting_of_its_own_is_no_copy() -> None:
    own = (
        " On the quay of Hadel the baker Orsel Vint showed a wall where the water had stood a "
        "metre high in his childhood; his daughter Pia now hauls flour to the upper floor each "
        "spring, and seven neighbours on Lantern Street do the same with their stock of cloth "
        "and salt."
    )
    copies = find_copies(
        table(("a", REPORT, "One", MONDAY), ("b", REPORT + own, "Two", MONDAY + timedelta(days=1)))
    )
    assert origins(copies) == {"a": "a", "b": "b"}


def test_unlike_texts_copy_nothing() -> None:
    copies = find_copies(table(("a", REPORT, "One", MONDAY), ("b", OTHER, "Two", MONDAY)))
    assert origins(copies) == {"a": "a", "b": "b"}


def test_short_texts_are_no_copies_of_each_other() -> None:
    flash = "The dam keepers of Varos opened three gates on Saturday, the river office said."
    copies = find_copies(table(("a", flash, "One", MONDAY), ("b", flash, "Two", MONDAY)))
    assert origins(copies) == {"a": "a", "b": "b"}


def test_bulletins_of_one_form_with_other_names_and_numbers_are_no_copies() -> None:
    form = (
        "The weather service of {0} measured {1} millimetres of rain at the station of {2} on {3}, "
        "its bulletin says. The level of the river {4} stood at {5} centimetres in the morning and "
        "was expected to fall slowly in the coming days. People who live near the bank are asked "
        "to keep their cellars empty and to follow the notices at the town hall of {6} until "
        "further news. The road to {7} remains open to all vehicles, and the next bulletin "
        "follows tomorrow."
    )
    one = form.format("Teluria", 31, "Varos", "Monday", "Amel", 240, "Hadel", "Korra")
    two = form.format("Zerland", 18, "Mirat", "Friday", "Ossa", 175, "Lunde", "Peve")
    copies = find_copies(table(("a", one, "One", MONDAY), ("b", two, "Two", MONDAY)))
    assert origins(copies) == {"a": "a", "b": "b"}


def test_two_texts_of_one_house_with_the_same_standing_part_are_no_copies() -> None:
    standing = (
        " Our newsroom in the harbour answers letters on every working day. Readers who want to "
        "support the paper can take a share in the society that owns it, whose books lie open at "
        "the counter. Corrections are printed on the second page and are marked as such. The paper "
        "was founded by dockers and teachers and belongs to nobody but its members."
    )
    short_one = " ".join(sentences(REPORT)[:2]) + standing
    short_two = " ".join(sentences(OTHER)[:2]) + standing
    copies = find_copies(table(("a", short_one, "One", MONDAY), ("b", short_two, "One", MONDAY)))
    assert origins(copies) == {"a": "a", "b": "b"}


def test_a_text_printed_months_later_with_changes_is_no_copy() -> None:
    later = MONDAY + timedelta(days=120)
    cut = " ".join(sentences(REPORT)[:6])
    copies = find_copies(table(("a", REPORT, "One", MONDAY), ("b", cut, "Two", later)))
    assert origins(copies) == {"a": "a", "b": "b"}


def test_among_texts_of_one_day_the_wires_own_is_the_origin() -> None:
    copies = find_copies(
        table(
            ("a", REPORT + " Nobody was hurt.\n\n(Coast Wire)", "Evening Post", MONDAY),
            ("b", REPORT, "Coast Wire", MONDAY),
        )
    )
    assert origins(copies) == {"a": "b", "b": "b"}


def many() -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, text in enumerate((REPORT, OTHER)):
        parts = sentences(text)
        for cut in range(4):
            kept = " ".join(parts[: len(parts) - cut]) if cut % 2 else " ".join(parts[cut // 2 :])
            day = MONDAY + timedelta(days=(cut * 2) % 5)
            rows.append((f"{number}{cut}", kept, f"House {cut}", day))
    return rows


def test_the_order_of_arrival_changes_nothing() -> None:
    rows = many()
    whole = find_copies(table(*rows))
    for seed in range(4):
        order = np.random.default_rng(seed).permutation(len(rows))
        known: pa.Table | None = None
        for part in np.array_split(order, 3):
            made = find_copies(table(*(rows[at] for at in part)), known)
            if known is not None:
                new = set(made["doc_id"].to_pylist())
                kept = [row not in new for row in known["doc_id"].to_pylist()]
                made = pa.concat_tables([known.filter(pa.array(kept)), made])
            known = made.sort_by("doc_id")
        assert known == whole.sort_by("doc_id")


def test_an_earlier_text_that_comes_late_becomes_the_origin_of_what_was_known() -> None:
    known = find_copies(table(("b", REPORT, "Two", MONDAY), ("c", OTHER, "Two", MONDAY)))
    copies = find_copies(table(("a", REPORT, "One", MONDAY - timedelta(days=1))), known)
    assert origins(copies) == {"a": "a", "b": "a"}


def test_each_decision_can_be_shown() -> None:
    copies = find_copies(
        table(
            ("a", REPORT, "Coast Wire", MONDAY), ("b", REPORT + "\n\n(Coast Wire)", "Post", MONDAY)
        )
    )
    assert shown(copies, "b") == (
        "b is a copy of a: 100% of its wording stands there, and 100% of its names and numbers; "
        "that text is of the wire that it credits; it credits Coast Wire"
    )
    assert shown(copies, "a") == "a copies no document; it credits Coast Wire"


def test_minhash_values_are_those_of_datasketch() -> None:
    triples = np.random.default_rng(3).integers(0, 2**32, 300, np.uint32)
    theirs = MinHash(num_perm=128, seed=1, scheme="affine32", hashfunc=int)
    theirs.update_batch(triples.tolist())
    assert minhash_of(triples).tolist() == theirs.hashvalues.tolist()


def test_a_kept_signature_comes_back_whole() -> None:
    (signature, wire), *_ = signatures_of(
        [Text(text=REPORT + "\n\n(Coast Wire)", publisher="Post", published=MONDAY)]
    )
    again = Signature.unpacked(signature.packed())
    assert wire == "Coast Wire"
    assert again.packed() == signature.packed()
    assert (again.day, again.share, again.rate) == (MONDAY.toordinal(), "sole", 2)


def test_bytes_that_are_no_signature_are_refused() -> None:
    with pytest.raises(InputError, match="no signature"):
        Signature.unpacked(b"\x07nothing")


def test_an_empty_table_has_no_copies() -> None:
    assert find_copies(table()).num_rows == 0


def test_the_reprints_of_the_example_are_found_and_nothing_else() -> None:
    names, rows = {}, []
    for document in read_sources([str(EXAMPLES / "sahel")]):
        if isinstance(document, Document):
            name = Path(document.origin).name
            names[document.id] = (
                f"agency.jsonl#{document.id}" if name.startswith("agency") else name
            )
            rows.append((document.id, document.text, document.publisher, document.published))
    with (EXAMPLES / "happenings.csv").open(encoding="utf-8") as lines:
        told = {row["file"]: row["copy_of"] for row in csv.DictReader(lines) if row["copy_of"]}
    found = origins(find_copies(table(*rows)))
    assert {names[doc]: names[origin] for doc, origin in found.items() if doc != origin} == told
