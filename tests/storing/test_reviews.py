"""What persons decide of reports and joins: kept for good, and in force in all counts."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import coded, document, entity, report, when

from vanellus.errors import InputError, VanellusError
from vanellus.flow import link_store
from vanellus.records import Place, Span
from vanellus.storing import Review, check_correction, journal_of, open_store, part, unpart
from vanellus.storing.opening import SCHEMA

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))
STATES = ("MLI", "NER", "BFA", "RUS")


def one(number, *, actor="MLI", recipient="RUS", day="2025-04-01", kind="CONSULT", **known):
    """A document with one report."""
    text = f"{actor} {kind.lower()} {recipient} in Gao again."
    doc_id = f"d{number:03}"
    told = report(
        doc_id,
        sentence=Span(start=0, end=len(text), text=text),
        type=kind,
        mode=None,
        actors=(entity(actor, kind="state", id=actor, sector="GOV"),),
        recipients=(entity(recipient, kind="state", id=recipient, sector="GOV", start=12, end=15),),
        date=when(day),
        trigger=Span(start=4, end=4 + len(kind), text=kind.lower()),
        **known,
    )
    return coded(doc_id, told, document=document(doc_id, text))


@pytest.fixture
def store(tmp_path):
    """Three linked reports: two of one event, and one of another."""
    with open_store(tmp_path / "s.duckdb") as opened:
        opened.add([one(1), one(2), one(3, actor="NER", recipient="BFA", day="2025-05-09")],
                   run_id="r")  # fmt: skip
        link_store(opened)
        yield opened


def decide(store, *reviews):
    """Adds reviews to the journal and links the store; how many reports were linked."""
    for each in reviews:
        assert journal_of(store.path).append(Review(**{"author": "Ada", **each}))
    return link_store(store)


def ids(store):
    rows = store.query("SELECT report_id FROM readings ORDER BY doc_id")
    return [row["report_id"] for row in rows]


def as_read(store):
    """All that the machine read, without what links say of it."""
    return [
        store.query("SELECT * EXCLUDE (event_id, reviewed) FROM readings ORDER BY ALL"),
        store.query("SELECT * EXCLUDE (reviewed) FROM reading_participants ORDER BY ALL"),
    ]


def test_a_rejected_report_is_in_no_count_and_stays_as_it_was_read(store):
    before = as_read(store)
    *_, third = ids(store)
    decide(store, {"report_id": third, "verdict": "rejected"})
    assert store.counts()["reports"] == 2
    assert store.query("SELECT count(*) AS n FROM events") == [{"n": 1}]
    assert store.query("SELECT DISTINCT party FROM event_sides ORDER BY 1") == [
        {"party": "MLI"}, {"party": "RUS"},
    ]  # fmt: skip
    for view in ("record", "dyads", "event_dyads"):
        assert "NER" not in str(store.query(f"FROM {view}"))
    assert as_read(store) == before
    decide(store, {"report_id": third, "verdict": "withdrawn"})
    assert store.counts()["reports"] == 3
    assert store.query("SELECT count(*) AS n FROM events") == [{"n": 2}]
    assert as_read(store) == before


def test_a_corrected_report_counts_as_the_person_left_it(store):
    before = as_read(store)
    *_, third = ids(store)
    decide(
        store,
        {
            "report_id": third,
            "verdict": "corrected",
            "note": "They fought.",
            "correction": {
                "type": "ASSAULT", "mode": "drone", "contexts": ["terrorism"],
                "date": {"start": "2025-05-01", "end": "2025-05-31"},
                "place": {"text": "Gao", "start": 19, "end": 22, "name": "Gao", "country": "MLI",
                          "latitude": 16.27, "longitude": -0.04, "geonameid": 2457161,
                          "grain": "city"},
                "recipients": [{"text": "BFA", "start": 12, "end": 15, "name": "JNIM", "id": "JNIM",
                                "kind": "armed_group", "members": []}],
            },
        },
    )  # fmt: skip
    (event,) = store.query("FROM events WHERE type = 'ASSAULT'")
    assert (event["mode"], event["plover_type"], event["pillar"]) == (
        "drone",
        "ASSAULT",
        "security",
    )
    assert event["plover_score"] < -5
    assert (str(event["date_start"]), str(event["date_end"])) == ("2025-05-01", "2025-05-31")
    assert (event["date_grain"], event["date_basis"]) == ("month", "stated")
    assert (event["place_name"], event["place_country"]) == ("Gao", "MLI")
    sides = store.query("SELECT role, party FROM event_sides WHERE event_id = ? ORDER BY role",
                        [event["event_id"]])  # fmt: skip
    assert [tuple(side.values()) for side in sides] == [("actor", "NER"), ("recipient", "JNIM")]
    (row,) = store.query("FROM reports WHERE report_id = ?", [third])
    assert (row["score"], row["contexts"], row["sentence"]) == (
        1.0, ["terrorism"], "NER consult BFA in Gao again.",
    )  # fmt: skip
    assert as_read(store) == before


def test_what_a_correction_does_not_name_stays_as_it_was_read(store):
    *_, third = ids(store)
    (before,) = store.query("FROM reports WHERE report_id = ?", [third])
    decide(store, {"report_id": third, "verdict": "corrected", "correction": {"status": "future"}})
    (after,) = store.query("FROM reports WHERE report_id = ?", [third])
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"status", "plover_type", "score"}
    assert after["plover_type"] == "AGREE"
    who = "SELECT role, name, text FROM participants WHERE report_id = ? ORDER BY role"
    assert [row["name"] for row in store.query(who, [third])] == ["NER", "BFA"]


def test_an_accepted_report_stays_as_read_and_is_sure(store):
    *_, third = ids(store)
    (before,) = store.query("FROM reports WHERE report_id = ?", [third])
    decide(store, {"report_id": third, "verdict": "accepted"})
    (after,) = store.query("FROM reports WHERE report_id = ?", [third])
    assert after == {**before, "score": 1.0}
    assert store.query("SELECT score FROM events WHERE score = 1.0") == [{"score": 1.0}]


def test_the_last_review_of_a_report_holds_and_all_are_kept(store):
    *_, third = ids(store)
    decide(store, {"report_id": third, "verdict": "rejected", "author": "Ada"})
    decide(
        store,
        {"report_id": third, "verdict": "corrected", "correction": {"type": "AID"},
         "author": "Ben"},
        {"report_id": third, "verdict": "corrected", "correction": {"status": "negation"},
         "author": "Cy"},
    )  # fmt: skip
    (row,) = store.query("FROM reports WHERE report_id = ?", [third])
    assert (row["type"], row["status"]) == ("CONSULT", "negation")
    kept = store.query("SELECT number, author, verdict FROM reviews ORDER BY number")
    assert [tuple(each.values()) for each in kept] == [
        (1, "Ada", "rejected"), (2, "Ben", "corrected"), (3, "Cy", "corrected"),
    ]  # fmt: skip


def test_reports_that_a_person_calls_one_event_are_one_until_that_is_taken_back(store):
    first, *_ = ids(store)
    events = "SELECT count(DISTINCT event_id) AS n FROM joins"
    apart = one(4, recipient="NER", day="2025-04-04", kind="AGREE")
    store.add([apart], run_id="r")
    link_store(store)
    fourth = store.query("SELECT report_id FROM readings WHERE doc_id = 'd004'")[0]["report_id"]
    assert store.query(events) == [{"n": 3}]
    joined = {"subject": "join", "report_id": fourth, "other_id": first}
    decide(store, {**joined, "verdict": "accepted"})
    assert store.query(events) == [{"n": 2}]
    (join,) = store.query("SELECT joined_to FROM joins WHERE report_id = ?", [fourth])
    assert join["joined_to"] in (first, ids(store)[1])
    link_store(store, anew=True)
    assert store.query(events) == [{"n": 2}]
    decide(store, {**joined, "verdict": "withdrawn"})
    assert store.query(events) == [{"n": 3}]


def test_what_forbids_a_join_is_stronger_than_a_persons_word_for_it(store):
    first, _, third = ids(store)
    # Other states act in it, and on another day that its text gives.
    decide(store, {"subject": "join", "report_id": first, "other_id": third, "verdict": "accepted"})
    assert store.query("SELECT count(*) AS n FROM unions") == [{"n": 1}]
    assert store.query("SELECT count(DISTINCT event_id) AS n FROM joins") == [{"n": 2}]


def test_of_two_words_on_a_join_the_later_holds(store):
    first, second, _ = ids(store)
    joined = {"subject": "join", "report_id": second, "other_id": first}
    decide(store, {**joined, "verdict": "accepted"})
    decide(store, {**joined, "verdict": "rejected"})
    events = "SELECT count(DISTINCT event_id) AS n FROM joins"
    assert store.query(events) == [{"n": 3}]
    assert store.query("SELECT count(*) AS n FROM unions") == [{"n": 0}]
    unpart(store, first, second, author="Ben")
    link_store(store)
    assert store.query(events) == [{"n": 2}]
    part(store, first, second)
    assert [row["verdict"] for row in store.query("FROM reviews ORDER BY number")] == [
        "accepted", "rejected", "withdrawn", "rejected",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reviews_taken_in_bit_by_bit_make_the_events_of_linking_all_anew(tmp_path, seed):
    from test_incremental import links_of, simulated

    rng = random.Random(seed)
    with open_store(tmp_path / "s.duckdb") as opened:
        opened.add(simulated(seed, count=50), run_id="r")
        link_store(opened)
        known = ids(opened)
        for _ in range(6):
            some = rng.sample(known, 4)
            decide(
                opened,
                {"report_id": some[0], "verdict": "rejected"},
                {"report_id": some[1], "verdict": "corrected",
                 "correction": {"type": rng.choice(("AGREE", "CONSULT", "COOPERATE"))}},
                {"report_id": rng.choice(known), "verdict": "withdrawn"},
                {"subject": "join", "report_id": some[2], "other_id": some[3],
                 "verdict": rng.choice(("accepted", "rejected"))},
            )  # fmt: skip
            by_bits = [links_of(opened), opened.query("FROM events ORDER BY ALL")]
            link_store(opened, anew=True)
            assert [links_of(opened), opened.query("FROM events ORDER BY ALL")] == by_bits
        lost = "SELECT report_id FROM reports WHERE event_id IS NULL"
        assert opened.query(lost) == []


def test_busy_keys_make_the_same_events_after_a_review_too(tmp_path):
    from test_incremental import links_of

    with open_store(tmp_path / "s.duckdb") as opened:
        opened.add([one(number, day=f"2025-04-{1 + number % 9:02}") for number in range(60)],
                   run_id="r")  # fmt: skip
        link_store(opened)
        for number in (7, 31):
            decide(opened, {"report_id": ids(opened)[number], "verdict": "rejected"})
        by_bits = links_of(opened)
        link_store(opened, anew=True)
        assert links_of(opened) == by_bits


def test_a_document_that_is_coded_anew_keeps_its_reviews(store):
    *_, third = ids(store)
    decide(store, {"report_id": third, "verdict": "corrected", "correction": {"status": "future"}})
    place = Place(text="Gao", start=19, end=22, name="Gao")
    again = one(3, actor="NER", recipient="BFA", day="2025-05-10", place=place)
    store.add([again], run_id="other")
    link_store(store)
    (row,) = store.query("FROM reports WHERE report_id = ?", [third])
    assert (row["status"], str(row["date_start"]), row["place_name"]) == (
        "future", "2025-05-10", "Gao",
    )  # fmt: skip
    assert store.counts()["reports"] == 3
    assert len(store.query("SELECT DISTINCT event_id FROM joins")) == 2


def test_a_review_of_a_report_that_is_not_there_waits_for_it(tmp_path, store):
    *_, third = ids(store)
    with open_store(tmp_path / "fresh.duckdb") as fresh:
        journal_of(fresh.path).append(Review(report_id=third, verdict="rejected"))
        link_store(fresh)
        assert fresh.counts()["reviews"] == 1
        fresh.add([one(3, actor="NER", recipient="BFA", day="2025-05-09")], run_id="r")
        link_store(fresh)
        assert (fresh.counts()["reports"], fresh.counts()["joins"]) == (0, 0)


@pytest.mark.parametrize(
    "correction",
    [
        {}, [], {"score": 1}, {"type": "FIGHT"}, {"type": 3}, {"mode": "drone"},
        {"type": "AID", "mode": "drone"}, {"status": "soon"}, {"pillar": "sport"},
        {"contexts": "military"}, {"contexts": ["nothing"]}, {"date": "2025-01-01"},
        {"date": {"start": "2025-02-30"}}, {"date": {"start": None, "end": "2025-01-01"}},
        {"date": {"start": "2025-01-02", "end": "2025-01-01"}}, {"place": {"name": "Gao"}},
        {"place": {"text": "Gao", "start": 0, "end": 3, "latitude": "north"}},
        {"actors": "Mali"}, {"actors": [{"text": "Mali"}]},
        {"recipients": [{"text": "Mali", "start": 0, "end": 4, "members": "MLI"}]},
    ],
)  # fmt: skip
def test_a_correction_that_can_not_be_applied_is_refused(correction):
    with pytest.raises(VanellusError) as caught:
        check_correction(correction)
    assert len(str(caught.value).splitlines()) == 1


def test_a_store_of_schema_2_keeps_its_reports_as_what_was_read(tmp_path):
    import duckdb

    path = tmp_path / "old.duckdb"
    folder = Path(__file__).parents[2] / "src" / "vanellus" / "storing"
    with duckdb.connect(str(path)) as old:
        for number in (1, 2):
            old.execute((folder / f"schema_{number}.sql").read_text(encoding="utf-8"))
        old.execute("INSERT INTO meta VALUES ('schema', '2'), ('programme', 'vanellus')")
        old.execute(
            "INSERT INTO reports BY NAME SELECT 'r1' AS report_id, 'd1' AS doc_id, 'x' AS run_id,"
            " 'e1' AS event_id, 's' AS sentence, 0 AS sentence_start, 1 AS sentence_end,"
            " 'AID' AS type, 'AID' AS plover_type, [] AS contexts, 'economic' AS pillar,"
            " 'occurred' AS status, 'unknown' AS date_grain, 'unknown' AS date_basis,"
            " 'aid' AS trigger, 0 AS trigger_start, 1 AS trigger_end, 0.5 AS score,"
            " 7.0 AS plover_score"
        )
    with open_store(path) as store:
        assert store.query("SELECT value FROM meta WHERE key = 'schema'") == [
            {"value": str(SCHEMA)}
        ]
        assert store.query("SELECT report_id, event_id, type FROM reports") == [
            {"report_id": "r1", "event_id": "e1", "type": "AID"}
        ]
        assert store.query("SELECT reviewed FROM readings") == [{"reviewed": False}]
    with open_store(path, read_only=True) as store:
        assert store.counts()["reports"] == 1


def test_a_parting_of_what_is_not_there_is_refused_as_ever(store):
    first, second, _ = ids(store)
    with pytest.raises(InputError, match="not parted"):
        unpart(store, first, second)
    with pytest.raises(InputError, match="itself"):
        part(store, first, first)


def test_a_review_has_its_time_and_its_document(store):
    *_, third = ids(store)
    before = datetime.now(tz=UTC).replace(tzinfo=None, microsecond=0)
    decide(store, {"report_id": third, "verdict": "rejected", "note": "no event"})
    (row,) = store.query("FROM reviews")
    assert (row["doc_id"], row["author"], row["note"]) == ("d003", "Ada", "no event")
    assert before <= row["decided"] <= row["taken"]
