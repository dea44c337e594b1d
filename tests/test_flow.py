"""The order of the rooms: documents in, what they tell out, and into a store batch by batch."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fakes import FakeCoder, FakeResolver, document

from vanellus import flow
from vanellus.errors import InputError, StoreError
from vanellus.flow import Tally, code_documents, ingest
from vanellus.records import Coded, Dropped, DropReason
from vanellus.storing import TABLES, open_store


def part(doc_id, text="Share this", reason=DropReason.BOILERPLATE):
    return Dropped(origin="x", reason=reason, detail=f"x: {text}", doc_id=doc_id, part=text)


def broken(origin="broken.html"):
    return Dropped(origin=origin, reason=DropReason.BROKEN, detail=f"{origin}: is broken")


def code(*items, coder=None, **known):
    return list(code_documents(items, coder=coder or FakeCoder(), resolver=FakeResolver(), **known))


class Gathering(FakeCoder):
    """Reads all documents before it gives the first reading, as the real one does by windows."""

    def read(self, documents):
        yield from super().read(list(documents))


def test_documents_come_out_coded_in_the_order_given():
    found = code(document("b"), document("a"), document("c"))
    assert [one.document.id for one in found] == ["b", "a", "c"]
    assert all(len(one.reports) == 1 for one in found)


def test_reports_under_the_least_score_are_left_out_and_one_at_it_stays():
    text = "MLI CONSULT RUS 0.04. MLI CONSULT NER 0.05. MLI CONSULT BFA 0.51."
    (found,) = code(document(text=text))
    assert [report.score for report in found.reports] == [0.05, 0.51]
    (found,) = code(document(text=text), min_score=0.51)
    assert [report.score for report in found.reports] == [0.51]
    (found,) = code(document(text=text), min_score=0)
    assert len(found.reports) == 3


def test_the_least_score_is_by_default_that_of_the_setting(monkeypatch):
    monkeypatch.setenv("VANELLUS_MIN_SCORE", "0.95")
    (found,) = code(document())
    assert found.reports == ()


class Urging(FakeResolver):
    """Tells of requests by the word `urged`."""

    def resolve(self, reading):
        coded = super().resolve(reading)
        urged = [
            replace(each, type="REQUEST", trigger=replace(each.trigger, text="urged"))
            for each in coded.reports
        ]
        return replace(coded, reports=tuple(urged))


def test_mere_appeals_are_left_out_unless_the_setting_keeps_them(monkeypatch):
    def told():
        (found,) = code_documents([document()], coder=FakeCoder(), resolver=Urging())
        return len(found.reports)

    assert told() == 0
    monkeypatch.setenv("VANELLUS_APPEALS", "1")
    assert told() == 1


def test_the_registers_of_a_document_come_through():
    (found,) = code(document(text="MLI CONSULT RUS with figures"))
    assert len(found.recommendations) == len(found.agenda) == len(found.figures) == 1


@pytest.mark.parametrize("coder", [FakeCoder(), Gathering()])
def test_what_was_left_out_before_passes_through(coder):
    found = code(broken("1"), document("a"), broken("2"), coder=coder)
    assert [x.origin for x in found if isinstance(x, Dropped)] == ["1", "2"]
    assert [x.document.id for x in found if isinstance(x, Coded)] == ["a"]


@pytest.mark.parametrize("coder", [FakeCoder(), Gathering()])
def test_a_part_left_out_goes_with_its_document_and_with_no_other(coder):
    found = code(part("a", "1"), part("a", "2"), document("a"), document("b"), coder=coder)
    assert [[p.part for p in one.dropped] for one in found] == [["1", "2"], []]


def test_a_part_whose_document_does_not_follow_is_not_lost():
    found = code(part("gone"), document("a"), part("a", "late"))
    assert [x.part for x in found if isinstance(x, Dropped)] == ["Share this", "late"]


def test_a_document_in_another_language_is_left_out_and_the_line_says_which_are_known():
    left, coded = code(document("a", language="fr", origin="a.html"), document("b"))
    assert left.reason is DropReason.LANGUAGE
    assert left.detail == (
        "a.html: the text is in 'fr', which the event model doesn't know (valid: en)"
    )
    assert coded.document.id == "b"


def test_a_document_of_unknown_language_is_coded():
    (found,) = code(document(language=None))
    assert found.reports


def test_parts_of_a_document_in_another_language_are_told_as_left_out():
    found = code(part("a"), document("a", language="fr"))
    assert [x.part for x in found] == ["Share this", None]


def test_documents_are_coded_as_they_come_and_not_all_at_once():
    def endless():
        number = 0
        while True:
            yield document(str(number))
            number += 1

    coming = code_documents(endless(), coder=FakeCoder(), resolver=FakeResolver())
    assert next(coming).document.id == "0"
    assert next(coming).document.id == "1"


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


@pytest.fixture
def lines(tmp_path):
    """Writes records as a JSONL file and returns its path."""

    def write(*records, name="in.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return str(path)

    return write


def record(doc_id, text="MLI CONSULT RUS", **known):
    return {"id": doc_id, "text": text, "published": "2025-04-02", **known}


def run(store, *sources, **known):
    known = {"coder": FakeCoder(), "resolver": FakeResolver(), **known}
    return ingest(list(sources), store, **known)


def test_an_ingest_keeps_all_documents_and_tells_how_many(store, lines):
    tally = run(store, lines(record("a"), record("b", "nothing of note here"), record("c")))
    assert (tally.documents, tally.reports, tally.already_kept) == (3, 2, 0)
    assert store.counts()["documents"] == 3
    assert store.counts()["reports"] == 2
    (row,) = store.query("FROM runs")
    assert row["model_digest"] == FakeCoder.digest
    assert row["last_finished"] is not None


def test_the_run_of_an_ingest_knows_the_settings_in_force(store, lines):
    run(store, lines(record("a")), min_score=0.7)
    (row,) = store.query("SELECT settings FROM runs")
    settings = json.loads(row["settings"])
    assert settings["min_score"] == 0.7
    assert settings["window_sentences"] == 4096
    assert "threads" not in settings


def test_the_least_score_of_an_ingest_holds_for_what_is_kept(store, lines):
    path = lines(record("a", "MLI CONSULT RUS 0.6. MLI CONSULT NER 0.8."))
    assert run(store, path, min_score=0.7).reports == 1
    assert run(store, path, min_score=0.5).reports == 2
    assert store.counts()["reports"] == 2


def test_a_second_ingest_of_the_same_files_codes_nothing_and_changes_nothing(store, lines):
    path = lines(record("a"), record("b"))
    run(store, path)
    before = {table: store.query(f"FROM {table} ORDER BY ALL") for table in TABLES[:-1]}
    again = FakeCoder()
    tally = run(store, path, coder=again)
    assert again.texts == []
    assert (tally.documents, tally.already_kept) == (0, 2)
    assert {table: store.query(f"FROM {table} ORDER BY ALL") for table in TABLES[:-1]} == before


def test_only_the_document_that_has_changed_is_coded_again(store, lines):
    run(store, lines(record("a"), record("b")))
    again = FakeCoder()
    run(store, lines(record("a"), record("b", "NER ASSAULT MLI")), coder=again)
    assert again.texts == ["NER ASSAULT MLI"]
    kinds = store.query("SELECT type FROM reports ORDER BY doc_id")
    assert [row["type"] for row in kinds] == ["CONSULT", "ASSAULT"]


def test_a_better_model_codes_all_documents_again(store, lines):
    path = lines(record("a"), record("b"))
    run(store, path)
    better = FakeCoder()
    better.digest = "better"
    assert run(store, path, coder=better).documents == 2
    assert store.counts()["documents"] == 2


@pytest.mark.parametrize("size", [1, 2, 32])
def test_one_document_that_comes_twice_is_kept_once_however_it_falls_into_batches(
    store, lines, size, monkeypatch
):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", str(size))
    same = [record("a"), record("b"), record("a"), record("a")]
    tally = run(store, lines(*same), lines(record("b"), name="more.jsonl"))
    assert (tally.documents, tally.already_kept, tally.came_twice) == (2, 0, 3)
    assert tally.dropped == []


@pytest.mark.parametrize("size", [1, 2, 32])
def test_of_two_documents_with_one_id_the_first_is_kept_and_the_other_told(
    store, lines, size, monkeypatch
):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", str(size))
    path = lines(record("a", "MLI CONSULT RUS"), record("b"), record("a", "NER ASSAULT MLI"))
    for kept in (0, 2):
        tally = run(store, path)
        assert tally.already_kept == kept
        (left,) = tally.dropped
        assert left.reason is DropReason.DUPLICATE
        assert "the id 'a' is that of another document of this ingest" in left.detail
    assert store.query("SELECT text FROM documents WHERE doc_id = 'a'") == [
        {"text": "MLI CONSULT RUS"}
    ]
    assert store.counts()["dropped"] == 1


def given(monkeypatch, *items):
    """Lets the reader give these items, whatever it is asked for."""
    monkeypatch.setattr(flow, "read_sources", lambda *_, **__: iter(items))


@pytest.mark.parametrize("size", [1, 2, 3, 32])
def test_parts_left_out_go_with_their_documents_however_they_fall_into_batches(
    store, size, monkeypatch
):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", str(size))
    items = [part("a"), part("a", "More"), document("a"), broken(), part("b"), document("b")]
    for _ in range(2):
        given(monkeypatch, *items)
        left = []
        tally = run(store, left_out=left.append)
        rows = store.query("SELECT doc_id, part FROM dropped ORDER BY ALL")
        assert rows == [
            {"doc_id": "a", "part": "More"},
            {"doc_id": "a", "part": "Share this"},
            {"doc_id": "b", "part": "Share this"},
            {"doc_id": None, "part": None},
        ]
        assert [one.origin for one in tally.dropped] == ["broken.html"]
    assert (tally.documents, tally.already_kept) == (0, 2)
    assert not tally.parts, "parts of documents that are kept are no news"


def test_the_caller_hears_of_all_that_was_left_out(store, monkeypatch):
    given(monkeypatch, part("a"), document("a"), broken(), document("b", language="fr"))
    left = []
    tally = run(store, left_out=left.append)
    assert {(one.reason.value, one.part) for one in left} == {
        ("boilerplate", "Share this"),
        ("broken", None),
        ("language", None),
    }
    assert {one.reason.value for one in tally.dropped} == {"broken", "language"}
    assert tally.parts == {"boilerplate": 1}


def test_parts_of_a_document_that_lost_its_id_to_another_are_not_put_on_that(store, monkeypatch):
    first, second = document("a", "first"), document("a", "second")
    given(monkeypatch, part("a", "of 1st"), first, broken(), part("a", "of 2nd"), second)
    tally = run(store)
    assert {one.reason for one in tally.dropped} == {DropReason.BROKEN, DropReason.DUPLICATE}
    parts = store.query("SELECT part FROM dropped WHERE part IS NOT NULL")
    assert parts == [{"part": "of 1st"}]


def test_the_caller_is_told_after_each_batch(store, lines, monkeypatch):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", "2")
    seen = []
    path = lines(*(record(str(n)) for n in range(5)))
    run(store, path, notice=lambda tally: seen.append(tally.documents))
    assert seen == [2, 4, 5]


def test_what_was_committed_stays_when_a_later_batch_fails(store, lines, monkeypatch):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", "2")
    path = lines(*(record(str(n)) for n in range(5)))
    add = type(store).add

    def failing(self, coded, **known):
        if any(one.document.id == "3" for one in coded):
            raise StoreError(path="s", problem="made up")
        add(self, coded, **known)

    monkeypatch.setattr(type(store), "add", failing)
    with pytest.raises(StoreError):
        run(store, path)
    assert store.counts()["documents"] == 2
    assert store.query("SELECT last_finished FROM runs") == [{"last_finished": None}]
    monkeypatch.setattr(type(store), "add", add)
    tally = run(store, path)
    assert (tally.documents, tally.already_kept) == (3, 2)
    assert store.counts()["runs"] == 1


def test_the_day_given_holds_for_documents_without_one_of_their_own(store, lines):
    from datetime import date

    undated = {"id": "b", "text": "MLI CONSULT RUS"}
    run(store, lines(record("a"), undated), published=date(2024, 1, 31))
    rows = store.query("SELECT doc_id, published FROM documents ORDER BY doc_id")
    assert [row["published"] for row in rows] == [date(2025, 4, 2), date(2024, 1, 31)]


def test_a_broken_record_does_not_keep_the_others_from_being_kept(store, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(
        json.dumps(record("a")) + "\n{nonsense\n" + json.dumps(record("b")) + "\n",
        encoding="utf-8",
    )
    tally = run(store, str(path))
    assert tally.documents == 2
    (left,) = tally.dropped
    assert left.detail.startswith(f"{path}:2: ")


def test_a_setting_of_the_wrong_kind_stops_an_ingest_before_anything_is_kept(
    store, lines, monkeypatch
):
    monkeypatch.setenv("VANELLUS_WINDOW_SENTENCES", "all")
    with pytest.raises(InputError, match="VANELLUS_WINDOW_SENTENCES"):
        run(store, lines(record("a")))
    assert store.counts()["runs"] == 0


def test_an_ingest_of_nothing_is_a_run_of_its_own(store, tmp_path):
    (tmp_path / "none").mkdir()
    tally = run(store, str(tmp_path / "none"))
    assert replace(tally, dropped=[]) == Tally()
    assert store.counts()["runs"] == 1
