"""`vanellus link`, `why` and `undo`."""

from __future__ import annotations

import json

import pytest

from vanellus.storing import open_store

TWO = (
    {"id": "a", "text": "MLI CONSULT RUS", "published": "2025-04-01", "title": "Talks in Moscow"},
    {"id": "b", "text": "MLI CONSULT RUS", "published": "2025-04-02", "title": "Moscow talks"},
    {"id": "c", "text": "NER CONSULT RUS", "published": "2025-04-02", "title": "Niamey calls"},
)


@pytest.fixture
def store(vanellus, documents, tmp_path):
    """A store of three documents, two of which tell the same."""
    path = tmp_path / "s.duckdb"
    assert vanellus("ingest", documents(*TWO), "--store", path).status == 0
    return path


def joins(store):
    with open_store(store, read_only=True) as kept:
        return {
            row["doc_id"]: (row["report_id"], row["event_id"])
            for row in kept.query("SELECT doc_id, report_id, event_id FROM joins")
        }


def test_an_ingest_links_and_linking_again_finds_nothing_to_do(vanellus, store):
    before = joins(store)
    assert before["a"][1] == before["b"][1] != before["c"][1]
    status, _, said = vanellus("link", "--store", store)
    assert (status, said) == (0, [f"vanellus: 0 reports linked; {store} tells of 2 events"])
    said = vanellus("link", "--all", "--store", store).said
    assert said == [f"vanellus: 3 reports linked; {store} tells of 2 events"]
    assert joins(store) == before


def test_why_tells_who_joined_whom_in_words_with_both_sentences(vanellus, store):
    report, event = joins(store)["b"]
    for asked in (event, report):
        status, out, _ = vanellus("why", asked, "--store", store)
        assert status == 0
        assert f"Event {event}: 2 reports" in out
        assert "the event's first report" in out
        assert f"joined to {joins(store)['a'][0]} with probability" in out
        assert out.count("“MLI CONSULT RUS”") == 3
        assert "the same sentence, word for word" in out
    told = json.loads(vanellus("why", event, "--store", store, "--json").out)
    assert [row["doc_id"] for row in told["reports"]] == ["a", "b"]


def test_why_of_what_is_not_there_is_one_clear_line(vanellus, store):
    status, out, said = vanellus("why", "nothing", "--store", store)
    assert (status, out) == (1, "")
    assert "no such event or report" in said[0]


def test_what_is_undone_stays_so_is_listed_and_can_be_withdrawn(vanellus, store):
    a, b = joins(store)["a"][0], joins(store)["b"][0]
    said = vanellus("undo", a, b, "--store", store, "--author", "me").said
    assert said == [f"vanellus: {a} and {b} are parted: two events"]
    vanellus("link", "--all", "--store", store)
    assert joins(store)["a"][1] != joins(store)["b"][1]
    assert "me" in vanellus("undo", "--list", "--store", store).out
    assert "a person parted them" in vanellus("why", a, "--store", store).out
    said = vanellus("undo", a, b, "--store", store, "--withdraw").said
    assert said == [f"vanellus: {a} and {b} are no longer parted: one event"]
    assert joins(store)["a"][1] == joins(store)["b"][1]


def test_undo_wants_two_reports_of_the_store(vanellus, store):
    assert "valid: two ids, or --list" in vanellus("undo", "x", "--store", store).said[0]
    said = vanellus("undo", "x", "y", "--store", store).said
    assert "is not in the store" in said[0]
