"""What a store keeps: by content, a transaction a batch, and out again as Parquet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import duckdb
import pyarrow.parquet as pq
import pytest
from fakes import coded, document, entity, registers, report

from vanellus.errors import StoreError, StoreFull
from vanellus.records import Block, BlockKind, Dropped, DropReason, Place, Span, Status
from vanellus.storing import TABLES, open_store


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


def begin(store, **changed):
    known = {
        "program_version": "0.1.0",
        "model_digest": "m",
        "codebook_digest": "c",
        "settings": {"min_score": 0.5},
        **changed,
    }
    return store.begin_run(**known)


@pytest.fixture
def run(store):
    return begin(store)


def rows_of(store):
    return {table: store.query(f"FROM {table} ORDER BY ALL") for table in TABLES}


def full(doc_id="d1"):
    """A coded document with something in every table of documents."""
    place = Place(
        text="Bamako",
        start=0,
        end=6,
        name="Bamako",
        latitude=12.65,
        longitude=-8.0,
        country="MLI",
        geonameid=2460596,
        grain="city",
    )
    furniture = Dropped(
        origin="d1.txt",
        reason=DropReason.BOILERPLATE,
        detail="d1.txt: page furniture",
        doc_id=doc_id,
        part="Share this",
    )
    speaker = entity("FRA", start=20, end=23)
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=15),)
    return coded(
        doc_id,
        report(doc_id, place=place, said_by=speaker),
        document=document(doc_id, blocks=blocks),
        dropped=(furniture,),
        **registers(doc_id),
    )


def test_all_that_was_found_in_a_document_can_be_read_back(store, run):
    store.add([full()], run_id=run)
    (row,) = store.query("FROM documents")
    assert row["published"] == date(2025, 4, 2)
    assert row["run_id"] == run
    assert '"paragraph"' in row["blocks"]
    (row,) = store.query("FROM reports")
    assert (row["type"], row["mode"], row["status"]) == ("CONSULT", "visit", "occurred")
    assert row["contexts"] == ["military"]
    assert (row["date_start"], row["date_basis"]) == (date(2025, 4, 1), "relative")
    assert (row["place_name"], row["latitude"], row["geonameid"]) == ("Bamako", 12.65, 2460596)
    assert (row["score"], row["plover_score"]) == (0.9, 2.5)
    assert (row["trigger"], row["trigger_start"], row["trigger_end"]) == ("CONSULT", 4, 11)
    assert row["event_id"] is None
    people = store.query("SELECT role, name FROM participants ORDER BY role")
    assert people == [
        {"role": "actor", "name": "MLI"},
        {"role": "recipient", "name": "RUS"},
        {"role": "speaker", "name": "FRA"},
    ]
    assert store.query("SELECT action, addressee FROM recommendations") == [
        {"action": "open clinics", "addressee": "MLI"}
    ]
    assert store.query("SELECT pillar, whose FROM agenda") == [
        {"pillar": "economic", "whose": None}
    ]
    (row,) = store.query("FROM figures")
    assert (row["value"], row["approximate"], row["place"], row["said_by"]) == (
        12.0,
        True,
        "Gao",
        "MLI",
    )
    assert store.query("SELECT reason, part FROM dropped") == [
        {"reason": "boilerplate", "part": "Share this"}
    ]


def test_keeping_the_same_documents_again_changes_nothing(store, run):
    store.add([full("a"), full("b")], run_id=run)
    before = rows_of(store)
    store.add([full("b"), full("a")], run_id=run)
    assert rows_of(store) == before


def test_a_document_given_twice_in_one_batch_is_kept_once(store, run):
    store.add([full(), full()], run_id=run)
    counts = store.counts()
    assert (counts["documents"], counts["reports"], counts["figures"]) == (1, 1, 1)


def test_of_two_documents_with_one_id_in_a_batch_the_last_is_kept(store, run):
    store.add([coded("d1", text="old"), coded("d1", text="new")], run_id=run)
    assert store.query("SELECT text FROM documents") == [{"text": "new"}]


def test_two_reports_with_the_same_trigger_and_type_are_both_kept(store, run):
    twins = (report(), report(recipients=(entity("FRA"),)))
    store.add([coded("d1", *twins)], run_id=run)
    store.add([coded("d1", *twins)], run_id=run)
    names = store.query("SELECT name FROM participants WHERE role = 'recipient' ORDER BY name")
    assert [row["name"] for row in names] == ["FRA", "RUS"]
    assert store.counts()["reports"] == 2


def test_a_document_coded_anew_loses_all_that_hung_on_its_old_coding(store, run):
    store.add([full(), full("other")], run_id=run)
    bare = coded("d1", report(type="ASSAULT", trigger=Span(start=1, end=2, text="x")))
    again = begin(store, model_digest="better")
    store.add([bare], run_id=again)
    assert store.query("SELECT type FROM reports WHERE doc_id = 'd1'") == [{"type": "ASSAULT"}]
    assert store.query("SELECT count(*) AS n FROM participants WHERE doc_id = 'd1'") == [{"n": 2}]
    for table in ("recommendations", "agenda", "figures", "dropped"):
        assert store.query(f"SELECT DISTINCT doc_id FROM {table}") == [{"doc_id": "other"}]
    assert store.query("SELECT run_id FROM documents WHERE doc_id = 'd1'") == [{"run_id": again}]


def test_a_document_left_out_whole_stays_told_when_another_with_its_id_is_coded(store, run):
    clash = Dropped(origin="x", reason=DropReason.DUPLICATE, detail="x: id taken", doc_id="d1")
    store.add([full()], run_id=run, dropped=[clash])
    store.add([full()], run_id=run, dropped=[clash])
    assert store.query("SELECT reason FROM dropped WHERE part IS NULL") == [{"reason": "duplicate"}]


def test_entities_that_no_report_names_any_more_are_gone_when_the_run_ends(store, run):
    store.add([coded("d1", report(actors=(entity("FRA"),)))], run_id=run)
    store.add([coded("d1", report(actors=(entity("NER"),)))], run_id=run)
    store.finish_run(run)
    names = [row["name"] for row in store.query("SELECT name FROM entities ORDER BY name")]
    assert names == ["NER", "RUS"]


def test_an_entity_is_told_as_it_was_resolved_last(store, run):
    store.add([coded("d1", report(actors=(entity("Mali", id="MLI", sector=None),)))], run_id=run)
    renamed = entity("Republic of Mali", id="MLI", country="MLI", sector="GOV")
    store.add([coded("d1", report(actors=(renamed,)))], run_id=run)
    assert store.query("SELECT name, sector FROM entities WHERE entity_id = 'MLI'") == [
        {"name": "Republic of Mali", "sector": "GOV"}
    ]


def test_a_batch_that_fails_leaves_nothing(store, run):
    store.add([full("kept")], run_id=run)
    before = rows_of(store)
    broken = coded("d2", report("d2", score=None))
    with pytest.raises(StoreError, match="NOT NULL"):
        store.add([full("d1"), broken], run_id=run)
    assert rows_of(store) == before


def test_a_batch_that_fails_leaves_the_old_coding_of_its_documents(store, run):
    store.add([full("d1")], run_id=run)
    before = rows_of(store)
    with pytest.raises(StoreError):
        store.add([coded("d1", report("d1", score=None))], run_id=run)
    assert rows_of(store) == before


def test_after_a_batch_that_failed_the_next_one_is_kept(store, run):
    with pytest.raises(StoreError):
        store.add([coded("d1", report("d1", pillar=None))], run_id=run)
    store.add([full("d1")], run_id=run)
    assert store.counts()["reports"] == 1


def test_an_interruption_inside_a_batch_leaves_nothing(store, run, monkeypatch):
    insert = type(store)._insert

    def interrupted(self, table, rows):
        if table == "participants":
            raise KeyboardInterrupt
        insert(self, table, rows)

    monkeypatch.setattr(type(store), "_insert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.add([full()], run_id=run)
    monkeypatch.undo()
    assert store.counts()["documents"] == 0
    store.add([full()], run_id=run)
    assert store.counts()["participants"] == 3


def test_nothing_to_keep_is_kept_without_fault(store, run):
    store.add([], run_id=run)
    assert sum(store.counts().values()) == 1
    assert store.documents_kept([], run_id=run) == set()


def test_a_document_without_reports_is_kept_as_read(store, run):
    store.add([replace(coded(), reports=())], run_id=run)
    assert store.counts()["documents"] == 1
    assert store.documents_kept([document()], run_id=run) == {"d1"}


def test_unknown_values_come_back_as_null_and_empty_lists_as_empty(store, run):
    bare = report(mode=None, contexts=(), actors=(), recipients=(), place=None)
    store.add([coded("d1", bare, document=document(title=None, published=None))], run_id=run)
    (row,) = store.query("SELECT mode, contexts, place_name, latitude FROM reports")
    assert row == {"mode": None, "contexts": [], "place_name": None, "latitude": None}
    assert store.query("SELECT title, published FROM documents") == [
        {"title": None, "published": None}
    ]


def test_text_of_any_script_and_with_quotes_comes_back_as_it_was(store, run):
    text = 'L\'État « ému » \\ "x"; DROP TABLE reports; --\n\tمالي 馬里 🌍\x1f%s ?'
    store.add([coded("d'1", document=document("d'1", text))], run_id=run)
    assert store.query("SELECT text FROM documents WHERE doc_id = ?", ["d'1"]) == [{"text": text}]


def test_a_document_counts_as_kept_for_the_run_that_coded_it_and_for_no_other(store, run):
    store.add([coded("d1")], run_id=run)
    known = [document("d1"), document("d2")]
    assert store.documents_kept(known, run_id=run) == {"d1"}
    assert store.documents_kept(known, run_id=begin(store, model_digest="other")) == set()


@pytest.mark.parametrize("changed", [{"text": "NER CONSULT RUS"}, {"published": date(2025, 4, 3)}])
def test_a_document_whose_content_has_changed_does_not_count_as_kept(store, run, changed):
    store.add([coded("d1")], run_id=run)
    assert store.documents_kept([replace(document("d1"), **changed)], run_id=run) == set()


def test_a_document_that_was_moved_still_counts_as_kept(store, run):
    store.add([coded("d1")], run_id=run)
    assert store.documents_kept([document("d1", origin="other/place.txt")], run_id=run) == {"d1"}


def test_the_same_programme_model_codebook_and_settings_are_one_run(store):
    first = begin(store, settings={"a": 1, "b": 2})
    assert begin(store, settings={"b": 2, "a": 1}) == first
    others = {
        begin(store, program_version="0.2.0"),
        begin(store, model_digest="x"),
        begin(store, codebook_digest="x"),
        begin(store, settings={"a": 2}),
    }
    assert len(others | {first}) == 5
    assert store.counts()["runs"] == 5


def test_a_run_is_dated_when_it_begins_and_when_it_ends(store, run):
    (row,) = store.query("FROM runs")
    assert isinstance(row["first_started"], datetime)
    assert row["last_finished"] is None
    store.finish_run(run)
    (row,) = store.query("FROM runs")
    assert row["last_finished"] >= row["first_started"]


def test_a_query_takes_values_by_place_and_by_name(store, run):
    store.add([coded("d1"), coded("d2")], run_id=run)
    sql = "SELECT doc_id FROM documents WHERE doc_id = "
    assert store.query(sql + "?", ["d2"]) == [{"doc_id": "d2"}]
    assert store.query(sql + "$id", {"id": "d1"}) == [{"doc_id": "d1"}]


def test_faulty_sql_is_told_in_one_line_with_the_store(store):
    with pytest.raises(StoreError, match=r"s\.duckdb: .*reprots") as caught:
        store.query("FROM reprots")
    assert "\n" not in str(caught.value)


def test_a_closed_store_answers_with_an_error_of_ours(store):
    store.close()
    with pytest.raises(StoreError):
        store.query("FROM reports")


def test_counts_name_every_table(store, run):
    store.add([full()], run_id=run)
    assert store.counts() == {
        "documents": 1,
        "reports": 1,
        "participants": 3,
        "entities": 3,
        "events": 0,
        "recommendations": 1,
        "agenda": 1,
        "figures": 1,
        "dropped": 1,
        "sentence_vectors": 0,
        "copies": 0,
        "joins": 0,
        "separations": 0,
        "unions": 0,
        "reviews": 0,
        "event_sides": 0,
        "event_life": 0,
        "disagreements": 0,
        "runs": 1,
    }


def plain(value):
    """As both readers give it: Parquet has no JSON and no tuples."""
    return list(value) if isinstance(value, (list, tuple)) else value


def test_parquet_files_hold_the_same_rows_as_the_tables(store, run, tmp_path):
    store.add([full("a"), full("b"), coded("c")], run_id=run)
    files = store.export_parquet(tmp_path / "it's" / "out")
    assert [file.name for file in files] == [f"{table}.parquet" for table in TABLES]
    for table, file in zip(TABLES, files, strict=True):
        found = pq.read_table(file).to_pylist()
        kept = store.query(f"FROM {table} ORDER BY ALL")
        assert [{k: plain(v) for k, v in row.items()} for row in found] == kept, table
    assert not list((tmp_path / "it's" / "out").glob("*.part"))


def test_parquet_files_replace_those_of_an_earlier_export(store, run, tmp_path):
    store.export_parquet(tmp_path / "out")
    store.add([full()], run_id=run)
    store.export_parquet(tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "reports.parquet").num_rows == 1


def test_an_export_that_fails_leaves_the_files_of_the_earlier_one(store, run, tmp_path):
    folder = tmp_path / "out"
    store.export_parquet(folder)
    store.add([full()], run_id=run)
    store._connection.execute("DROP VIEW record CASCADE; DROP TABLE figures")
    with pytest.raises(StoreError, match="figures"):
        store.export_parquet(folder)
    assert pq.read_table(folder / "reports.parquet").num_rows == 0
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"{table}.parquet" for table in TABLES
    )


def test_parquet_files_are_not_put_into_a_file(store, tmp_path):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="is no folder"):
        store.export_parquet(tmp_path / "out")


def test_the_disk_being_full_is_told_with_what_to_do(store, run, monkeypatch):
    class Full:
        """DuckDB at its boundary, with the words that it has for a full disk."""

        def __init__(self, real):
            self.real = real

        def execute(self, sql, *given):
            if sql == "COMMIT":
                self.real.execute("ROLLBACK")
                raise duckdb.IOException(
                    'TransactionContext Error: Failed to commit: Could not write file "s.wal": '
                    "No space left on device"
                )
            return self.real.execute(sql, *given)

        def __getattr__(self, name):
            return getattr(self.real, name)

    real = store._connection
    monkeypatch.setattr(store, "_connection", Full(real))
    with pytest.raises(StoreFull, match="disk is full; what was committed is kept") as caught:
        store.add([full()], run_id=run)
    assert caught.value.transient
    monkeypatch.undo()
    assert store.counts()["documents"] == 0


def test_statuses_are_kept_in_their_own_words(store, run):
    reports = [
        report(status=status, trigger=Span(start=i, end=i + 1, text="x"))
        for i, status in enumerate(Status)
    ]
    store.add([coded("d1", *reports)], run_id=run)
    found = {row["status"] for row in store.query("SELECT status FROM reports")}
    assert found == {"occurred", "future", "hypothetical", "negation", "historical"}


def test_the_vector_of_a_sentence_is_kept_with_its_document_and_goes_with_it(store, run):
    store.add([replace(coded("d1"), vectors=((4, b"\x01" * 64),))], run_id=run)
    assert store.query("SELECT doc_id, sentence_start, vector FROM sentence_vectors") == [
        {"doc_id": "d1", "sentence_start": 4, "vector": b"\x01" * 64}
    ]
    store.add([coded("d1", text="Another text altogether.")], run_id=run)
    assert store.counts()["sentence_vectors"] == 0
