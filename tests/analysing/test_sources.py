"""What outlets tell first, late, alone, by copies, confirmed and contradicted."""

from __future__ import annotations

import pyarrow as pa
import pytest
from tests.analysing.accounts import DAY, on, table

from vanellus.analysing.outlets import sources, told_events
from vanellus.errors import InputError

_DOCUMENT = {
    "doc_id": pa.string(),
    "publisher": pa.string(),
    "published": DAY,
    "origin_id": pa.string(),
}
_TELLING = {"event_id": pa.string(), **_DOCUMENT}
_DISPUTE = {
    "event_id": pa.string(), "field": pa.string(), "resolved": pa.bool_(),
    "publisher": pa.string(), "origin_id": pa.string(),
}  # fmt: skip


def documents(*rows):
    """Documents: id, outlet, day of April 2025, and of what document it is a copy."""
    names = ("doc_id", "publisher", "published", "origin_id")
    full = [dict(zip(names, (*row, row[0])[:4], strict=True)) for row in rows]
    return table(_DOCUMENT, [{**row, "published": _day(row["published"])} for row in full])


def _day(number):
    return None if number is None else f"2025-04-{number:02}"


def tellings(kept, **told):
    """Which documents tell each event."""
    known = {row["doc_id"]: row for row in kept.to_pylist()}
    rows = [{"event_id": event, **known[doc]} for event, ids in told.items() for doc in ids.split()]
    return table(_TELLING, rows)


KEPT = documents(
    ("a1", "A", 1), ("b1", "B", 4), ("c1", "C", 4), ("c2", "C", 2, "a1"), ("a2", "A", 8),
    ("n1", None, 5), ("n2", None, 6),
)  # fmt: skip


def by_outlet(table_):
    return {(row["publisher"], row["event_id"]): row for row in table_.to_pylist()}


def test_the_first_is_told_with_its_lead_over_the_next_independent_source():
    found = by_outlet(told_events(tellings(KEPT, e="a1 b1 c2")))
    first, late, copy = found["A", "e"], found["B", "e"], found["C", "e"]
    assert (first["place"], first["days"], first["others"]) == ("first", 3, 1)
    assert (late["place"], late["days"]) == ("late", 3)
    assert (copy["own"], copy["place"]) == (False, None)


def test_what_only_copies_repeat_is_told_alone():
    found = by_outlet(told_events(tellings(KEPT, e="a1 c2")))
    assert (found["A", "e"]["place"], found["A", "e"]["others"]) == ("alone", 0)


def test_an_outlet_does_not_confirm_itself():
    found = by_outlet(told_events(tellings(KEPT, e="a1 a2")))
    assert found["A", "e"]["place"] == "alone"


def test_two_who_tell_it_on_one_day_are_neither_first_nor_late():
    found = by_outlet(told_events(tellings(KEPT, e="b1 c1 a2")))
    assert [found[name, "e"]["place"] for name in "BCA"] == ["same day", "same day", "late"]
    assert found["A", "e"]["days"] == 4


def test_nameless_outlets_are_one_source_for_each_text():
    found = told_events(tellings(KEPT, e="n1 n2")).to_pylist()
    assert sorted((row["place"], row["publisher"]) for row in found) == [
        ("first", None),
        ("late", None),
    ]


def test_a_copy_of_a_text_that_tells_it_elsewhere_belongs_to_who_brought_it_first():
    found = by_outlet(told_events(tellings(KEPT, e="c2 b1")))
    assert (found["C", "e"]["own"], found["C", "e"]["place"]) == (True, "first")


def test_documents_without_a_day_are_neither_first_nor_late():
    kept = documents(("a", "A", None), ("b", "B", 3))
    found = by_outlet(told_events(tellings(kept, e="a b")))
    assert [(found[n, "e"]["place"], found[n, "e"]["others"]) for n in "AB"] == [(None, 1)] * 2


def test_shares_come_with_the_counts_behind_them():
    told = tellings(KEPT, e="a1 b1 c2", f="a1", g="a2 c1")
    found = {row["publisher"]: row for row in sources(KEPT, told).to_pylist()}
    a, c = found["A"], found["C"]
    assert (a["documents"], a["copies"], a["events"], a["events_own"]) == (2, 0, 3, 3)
    assert (a["first"], a["late"], a["alone"], a["confirmed"]) == (1, 1, 1, 2)
    assert (a["share_first"], a["lead_days"], a["delay_days"]) == (1 / 3, 3.0, 4.0)
    assert (c["copies"], c["share_copies"], c["events"], c["events_own"]) == (1, 0.5, 2, 1)
    assert (a["first_published"], a["last_published"]) == (on("2025-04-01"), on("2025-04-08"))
    assert found["B"]["lead_days"] is None


def test_an_outlet_without_own_events_has_no_shares():
    (row,) = sources(documents(("a", "A", 1)), tellings(KEPT)).to_pylist()
    assert (row["events_own"], row["share_alone"], row["share_confirmed"]) == (0, None, None)


def disputes(*rows):
    names = ("event_id", "field", "resolved", "publisher")
    return table(_DISPUTE, [dict(zip(names, row, strict=True)) for row in rows])


def test_an_outlet_loses_where_its_value_does_not_hold():
    told = disputes(
        ("e", "toll", True, "A"), ("e", "toll", False, "B"), ("e", "toll", False, "A"),
        ("e", "date", False, "A"), ("e", "date", True, "C"),
        ("f", "place", False, "B"), ("f", "place", False, "A"),
    )  # fmt: skip
    found = {r["publisher"]: r for r in sources(KEPT, tellings(KEPT, e="a1"), told).to_pylist()}
    assert (found["A"]["disputes"], found["A"]["lost"], found["A"]["share_lost"]) == (2, 1, 0.5)
    assert (found["B"]["disputes"], found["B"]["lost"]) == (1, 1)
    assert found[None]["share_lost"] is None


def test_without_disagreements_nothing_is_said_of_contradiction():
    assert sources(KEPT, tellings(KEPT, e="a1"))["lost"].null_count == 4


def test_no_documents_are_an_empty_table_and_a_missing_column_is_told():
    assert sources(documents(), tellings(KEPT), disputes()).num_rows == 0
    with pytest.raises(InputError, match="table documents: has no column 'origin_id'"):
        sources(KEPT.drop(["origin_id"]), tellings(KEPT))
