"""What lets linking take many reports: parts of tables, two processes, keys enough."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from fakes import coded, document, report
from reports_by_hand import reports, told

from vanellus import flow
from vanellus.flow import link_store
from vanellus.linking import second_process
from vanellus.linking.candidates import candidate_pairs
from vanellus.linking.conflicts import conflicts_of
from vanellus.linking.copies import signed
from vanellus.linking.features import features_of
from vanellus.linking.keys import NAME, PAIR, PARTY, PLACE, STORY, WORD, YEAR, of_kind
from vanellus.linking.parties import is_name
from vanellus.storing import open_store

ROWS = (
    told("a", "Talks in Moscow on drones.", published="2025-04-05", recipients="RUS AES=BFA+MLI"),
    told("b", "France met Niger.", actors="FRA", recipients="NER", published="2025-04-04"),
    told("c", "Talks in Moscow about drones.", published="2025-04-06"),
    told("d", "Mali met Russia over gold.", published="2025-04-04", place="Moscow"),
)


def test_parts_of_reports_joined_are_like_the_whole():
    whole = reports(*ROWS).columns
    joined = reports(*ROWS[2:]).joined(reports(*ROWS[:2])).columns
    assert joined.ids.tolist() == whole.ids.tolist() == ["b", "d", "a", "c"]
    pairs = np.stack(np.triu_indices(4, 1), axis=1)
    assert (features_of(joined, pairs) == features_of(whole, pairs)).all()


def test_some_of_the_reports_keep_their_order_and_their_people():
    some = reports(*ROWS).only(pa.array(["c", "b"]))
    assert some.columns.ids.tolist() == ["b", "c"]
    assert set(some.participants["report_id"].to_pylist()) == {"b", "c"}


@pytest.mark.parametrize(
    ("kinds", "compared"),
    [
        ((PAIR,), True), ((YEAR,), True), ((NAME,), True), ((WORD,), False), ((STORY,), False),
        ((PLACE,), False), ((PARTY,), False), ((WORD, WORD), True), ((STORY, STORY), True),
        ((PLACE, PLACE), False), ((PLACE, WORD), True), ((PARTY, PARTY), True),
    ],
)  # fmt: skip
def test_reports_are_compared_where_they_share_keys_enough(kinds, compared):
    keys = [of_kind(kind, np.array([1024 * (at + 1)], np.uint64)) for at, kind in enumerate(kinds)]
    blocks = pa.table(
        {
            "report_id": ["a", "b"] * len(kinds),
            "key": np.repeat(np.concatenate(keys), 2),
            "rank": [0, 1] * len(kinds),
        }
    )
    found = candidate_pairs(blocks, np.array(["a", "b"], object))
    assert found.tolist() == ([[0, 1]] if compared else [])
    fresh = np.array([False, False])
    assert not len(candidate_pairs(blocks, np.array(["a", "b"], object), fresh=fresh))


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Olivier Dubois", True), ("Armed men", False), ("Malian spokesman", False),
        ("militants", False), ("Militants", False), ("Quiroga", True), ("", False),
    ],
)  # fmt: skip
def test_a_description_is_no_name(name, own):
    assert is_name(name) is own


@pytest.mark.parametrize(
    ("other", "forbidden"),
    [
        ({"actors": "NER"}, True),
        ({"actors": "NER MLI"}, False),
        ({"actors": "RUS", "recipients": "MLI"}, False),
        ({"actors": "AES=BFA+MLI"}, False),
        ({"actors": ""}, False),
    ],
)
def test_what_other_states_did_is_another_event(other, forbidden):
    columns = reports(told("a", "Mali met Russia."), told("b", "They met.", **other)).columns
    reason = conflicts_of(columns, np.array([[0, 1]]), parted=np.zeros((0, 2), np.int64))
    assert (reason.tolist() == [6]) is forbidden


def events(store):
    return [
        store.query(f"SELECT * EXCLUDE (signature) FROM {table} ORDER BY ALL")
        if table == "copies"
        else store.query(f"SELECT * FROM {table} ORDER BY ALL")
        for table in ("copies", "joins", "events", "event_sides", "event_life", "disagreements")
    ]


def linked(path):
    with open_store(path) as store:
        store.add(
            [
                coded(f"d{n}", report(f"d{n}"), document=document(f"d{n}", f"Text of d{n}."))
                for n in range(12)
            ],
            run_id="r",
        )
        # What was linked before may be linked again with what comes later.
        assert link_store(store) >= 12
        return events(store)


@pytest.mark.parametrize("chunk", [50_000, 5])
@pytest.mark.parametrize("way", ["both", "broken", "dying"])
def test_two_processes_make_what_one_does(monkeypatch, tmp_path, way, chunk):
    alone = linked(tmp_path / "alone.duckdb")
    monkeypatch.setattr(second_process, "MANY", 2)
    monkeypatch.setattr(second_process, "_AT_ONCE", 2)
    monkeypatch.setattr(flow, "CHUNK", chunk)
    started = second_process._started
    if way == "broken":

        def started():
            raise OSError

    elif way == "dying":

        def started(known=started):
            process = known()
            process.kill()
            process.wait()
            return process

    monkeypatch.setattr(second_process, "_started", started)
    assert linked(tmp_path / "two.duckdb") == alone


def test_what_was_signed_ahead_is_not_signed_again(monkeypatch):
    documents = pa.table(
        {
            "doc_id": [f"d{n}" for n in range(7)],
            "text": [f"The text of the document number {n}." for n in range(7)],
            "publisher": ["A"] * 7,
            "published": pa.array([None] * 7, pa.date32()),
            "title": ["T"] * 7,
            "author": pa.array([None] * 7, pa.string()),
        }
    )
    monkeypatch.setattr(second_process, "MANY", 2)
    monkeypatch.setattr(second_process, "_AT_ONCE", 2)
    expected = signed(documents).sort_by("doc_id")
    with second_process.SecondProcess() as second:
        second.sign_ahead(documents.slice(0, 6))
        while second._ahead:
            second._talk.submit(int).result()
        second._talk.submit(int).result()
        here = []
        monkeypatch.setattr(
            second_process, "signed", lambda each: here.append(each) or signed(each)
        )
        assert second.signed(documents).sort_by("doc_id").equals(expected)
    assert [each["doc_id"].to_pylist() for each in here] == [["d6"]]
