"""The queries of docs/measures_registers.md give the counts that the functions give."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.analysing.random_store import fill

from vanellus.analysing import (
    agenda,
    calendar,
    figures,
    recommendations,
    sources,
    statements,
    threat_trends,
    threats,
)
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import documents_by_day
from vanellus.storing.register_tables import (
    announced_tables,
    register_table,
    source_tables,
    statement_tables,
    violent_tables,
)

PAGE = Path(__file__).parents[2] / "docs" / "measures_registers.md"
LAST = date(2030, 1, 1)
_MORE = """
UPDATE events SET place_country = ['MLI', 'NER', NULL][1 + (hash(event_id) % 3)::BIGINT],
    dead_low = CASE WHEN hash(event_id || 'd') % 3 = 0 THEN (hash(event_id) % 9)::DOUBLE END,
    dead_high = CASE WHEN hash(event_id || 'h') % 3 = 0 THEN (hash(event_id) % 9 + 4)::DOUBLE END,
    state = CASE WHEN hash(event_id || 's') % 9 = 0 THEN 'overdue' ELSE state END,
    first_published = date_start, last_published = date_start;
UPDATE events SET date_basis = 'unknown' WHERE hash(event_id || 'b') % 5 = 0;
INSERT INTO documents BY NAME SELECT 'd' || i AS doc_id, 'r' AS run_id, 'c' AS content,
    'o' AS origin, 'T' AS title,
    ['A', 'B', 'C', 'D', 'E', NULL][1 + (hash(i) % 6)::BIGINT] AS publisher,
    DATE '2022-01-01' + (hash(i * 7) % 30)::INT * 30 AS published, '' AS "text", '[]' AS blocks
    FROM range(300) t(i);
INSERT INTO copies SELECT doc_id,
    CASE WHEN hash(doc_id) % 3 = 0 THEN 'd' || (hash(doc_id || 'o') % 40) ELSE doc_id END,
    1, 'wording', NULL, ''::BLOB FROM documents;
UPDATE copies SET origin_id = doc_id WHERE doc_id IN (SELECT origin_id FROM copies);
INSERT INTO readings BY NAME SELECT 'r' || i AS report_id, 'd' || (hash(i) % 300) AS doc_id,
    'r' AS run_id, 'e' || lpad((hash(i * 3) % 400)::VARCHAR, 4, '0') AS event_id, 's' AS sentence,
    i * 100 AS sentence_start, i * 100 + 99 AS sentence_end, 'ASSAULT' AS type,
    'ASSAULT' AS plover_type, [] AS contexts, 'security' AS pillar,
    ['occurred', 'future', 'negation'][1 + (hash(i * 5) % 3)::BIGINT] AS status,
    'day' AS date_grain, 'stated' AS date_basis, 't' AS "trigger", i * 100 AS trigger_start,
    i * 100 + 5 AS trigger_end, 0.9 AS score, 1 AS plover_score FROM range(1500) t(i);
INSERT INTO reading_participants BY NAME SELECT report_id, doc_id, 'speaker' AS role, 0 AS position,
    'x' || (hash(report_id) % 7) AS entity_id, 'x' AS "text", 0 AS text_start, 1 AS text_end,
    'Speaker' AS name, [] AS members FROM reports WHERE hash(report_id || 'p') % 3 = 0;
INSERT INTO figures BY NAME SELECT doc_id, sentence_start + 9 AS span_start,
    sentence_start + 20 AS span_end, 'w' AS "text",
    ['killed', 'population'][1 + (hash(report_id) % 2)::BIGINT] AS indicator,
    (hash(report_id || 'v') % 5)::DOUBLE AS value, 'persons' AS unit, false AS approximate
    FROM reports;
INSERT INTO recommendations BY NAME SELECT 'd' || (hash(i) % 300) AS doc_id, i AS span_start,
    i + 1 AS span_end, 'w' AS "text", ['act', 'Act', 'rest'][1 + (hash(i) % 3)::BIGINT] AS action,
    ['Mali', NULL][1 + (hash(i * 3) % 2)::BIGINT] AS addressee FROM range(200) t(i);
INSERT INTO agenda BY NAME SELECT 'd' || (hash(i) % 300) AS doc_id, i AS span_start,
    i + 1 AS span_end, ['trade', 'Trade', 'rest'][1 + (hash(i) % 3)::BIGINT] AS "text",
    ['economic', 'cultural'][1 + (hash(i * 5) % 2)::BIGINT] AS pillar,
    ['MLI', NULL][1 + (hash(i * 3) % 2)::BIGINT] AS country FROM range(200) t(i);
"""


def query(name):
    found = re.search(rf"```sql {name}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/measures_registers.md has no query {name}"
    return found[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("store") / "s.duckdb") as opened:
        fill(opened)
        opened._connection.execute(_MORE)
        yield opened


def held_to(found, asked, *names):
    """That both have the same rows in these columns, whatever their order."""
    rows = sorted((tuple(row[name] for name in names) for row in found), key=str)
    wanted = sorted((tuple(row.values()) for row in asked), key=str)
    assert rows == wanted
    assert rows


def test_the_calendar_holds_what_its_query_gives(store):
    tables = announced_tables(store, as_of=LAST)
    found = calendar(
        tables.events, tables.sides, life=tables.life, reports=tables.reports, as_of=LAST
    )
    names = ("event_id", "state", "overdue", "reports", "independent_sources")
    held_to(found.to_pylist(), store.query(query("calendar"), {"as_of": LAST}), *names)
    assert 0 < sum(found["overdue"].to_pylist()) < found.num_rows


def test_threats_are_counted_as_by_the_query(store):
    events, _ = violent_tables(store, types=["ASSAULT"], states=["held"])
    found = threats(events)
    assert found.drop_columns(["event_ids"]).to_pylist() == store.query(query("threats"))
    assert [len(ids) for ids in found["event_ids"].to_pylist()] == found["events"].to_pylist()


def test_trends_rest_on_the_counts_and_the_expectation_of_the_query(store):
    events, _ = violent_tables(store, types=["ASSAULT"], states=["held"])
    found = threat_trends(events, coverage=documents_by_day(store))
    rows = {row["country"]: row for row in found.to_pylist()}
    asked = store.query(query("threat_trends"))
    assert len(asked) == len(rows) == 3
    for row in asked:
        mine = rows[row["country"]]
        assert (mine["events"], mine["earlier_events"]) == (row["events"], row["earlier_events"])
        assert mine["expected"] == pytest.approx(float(row["expected"]))


def test_recommendations_and_agenda_have_the_sources_of_their_queries(store):
    advice = recommendations(register_table(store, "recommendations")).to_pylist()
    for row in advice:
        row["action"] = row["action"].capitalize() if row["action"].lower() == "act" else "rest"
    names = ("action", "documents", "independent_sources")
    held_to(advice, store.query(query("recommendations")), *names)
    subjects = agenda(register_table(store, "agenda")).to_pylist()
    for row in subjects:
        row["subject"] = "Trade" if row["subject"].lower() == "trade" else "rest"
    names = ("country", "pillar", "subject", "documents", "independent_sources")
    held_to(subjects, store.query(query("agenda")), *names)


def test_tolls_stand_side_by_side_as_in_the_query(store):
    found = figures(register_table(store, "figures"), indicator="killed").to_pylist()
    for row in found:
        (row["event"],) = row["event_ids"]
    names = ("event", "unit", "values", "low", "high", "documents", "independent_sources")
    held_to(found, store.query(query("figures")), *names)


def test_statements_are_confirmed_and_denied_as_often_as_in_the_query(store):
    found = statements(*statement_tables(store)).to_pylist()
    names = ("speaker_party", "event_id", "times", "confirmed_by", "denied_by")
    held_to(found, store.query(query("statements")), *names)
    assert sum(row["denied_by"] for row in found) > 10


def test_outlets_are_first_late_and_alone_as_often_as_in_the_query(store):
    found = sources(*source_tables(store)).to_pylist()
    names = (
        "publisher",
        "events_own",
        "first",
        "lead_days",
        "same_day",
        "late",
        "alone",
        "confirmed",
    )
    held_to(found, store.query(query("sources")), *names)
    assert sum(row["same_day"] for row in found) > 0


def test_every_command_of_this_page_is_documented_with_a_query():
    text = PAGE.read_text(encoding="utf-8")
    for name in (
        "calendar",
        "threats",
        "recommendations",
        "agenda",
        "figures",
        "statements",
        "sources",
    ):
        assert f"`vanellus {name} " in text
        assert f"`analysing.{name}`" in text
        assert query(name)
