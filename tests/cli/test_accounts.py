"""`vanellus calendar`, `threats`, the registers and `sources`: from a store to a table or file."""

from __future__ import annotations

import csv
import json
import re

import pyarrow.parquet as pq
import pytest

from vanellus.errors import InputError
from vanellus.storing import open_store
from vanellus.storing.register_tables import register_table

COMMANDS = ("calendar", "threats", "recommendations", "agenda", "figures", "statements", "sources")

_DOCUMENTS = [
    # id, day of publication, outlet, original
    ("d0", "2025-02-15", "Post", "d0"),
    ("d1", "2025-04-01", "Post", "d1"),
    ("d2", "2025-04-02", "Echo", "d1"),
    ("d3", "2025-04-03", "Times", "d3"),
    ("d4", "2025-04-20", "Times", "d4"),
]
_EVENTS = [
    # id, type, mode, state, days, country, dead
    ("visit", "CONSULT", "visit", "overdue", ("2025-04-10", "2025-04-11"), "RUS", None),
    ("talks", "CONSULT", None, "announced", ("2025-05-10", "2025-05-10"), "MLI", None),
    ("raid", "ASSAULT", "aerial", "held", ("2025-04-01", "2025-04-01"), "MLI", 12),
    ("blast", "ASSAULT", "explosives", "held", ("2025-04-19", "2025-04-19"), "MLI", None),
    ("old", "ASSAULT", None, "held", ("2025-03-01", "2025-03-01"), "BFA", 3),
]
_SIDES = [
    ("visit", "actor", "MLI"), ("visit", "recipient", "RUS"), ("talks", "actor", "MLI"),
    ("raid", "actor", "JNIM"), ("raid", "recipient", "MLI"), ("old", "actor", "JNIM"),
]  # fmt: skip
_REPORTS = [
    # id, document, event, status, day told, speaker
    ("r1", "d1", "visit", "future", "2025-04-10", "Lavrov"),
    ("r2", "d2", "visit", "future", "2025-04-10", "Lavrov"),
    ("r3", "d3", "visit", "future", "2025-04-10", None),
    ("r4", "d3", "raid", "occurred", "2025-04-01", None),
    ("r5", "d1", "raid", "occurred", "2025-04-01", "army"),
    ("r6", "d4", "blast", "occurred", "2025-04-19", None),
    ("r7", "d4", "talks", "future", "2025-05-10", None),
    ("r8", "d4", "old", "occurred", "2025-03-01", None),
    ("r9", "d2", "raid", "occurred", "2025-04-01", "army"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store of five linked events in four documents, one of them a copy."""
    path = tmp_path_factory.mktemp("accounts") / "s.duckdb"
    with open_store(path) as store:

        def put(table, **row):
            names = ", ".join(f"? AS {name}" for name in row)
            store._connection.execute(
                f"INSERT INTO {table} BY NAME SELECT {names}", [*row.values()]
            )

        for doc, day, outlet, original in _DOCUMENTS:
            put("documents", doc_id=doc, run_id="r", content="c", origin=doc, title=f"Title {doc}",
                published=day, publisher=outlet, text="", blocks="[]")  # fmt: skip
            put("copies", doc_id=doc, origin_id=original, similarity=1.0, reason="wording",
                signature=b"")  # fmt: skip
        for event, kind, mode, state, (first, last), country, dead in _EVENTS:
            put("events", event_id=event, type=kind, plover_type=kind, mode=mode, contexts=[],
                pillar="security", state=state, date_start=first, date_end=last, date_grain="day",
                date_basis="stated", place_country=country, plover_score=1.0, score=0.9, reports=1,
                documents=1, independent_sources=1, first_published="2025-04-01",
                last_published="2025-04-20", dead_low=dead, dead_high=dead,
                record="{}")  # fmt: skip
            put("event_life", event_id=event, state=state, known_since="2025-04-01")
        for event, role, party in _SIDES:
            put("event_sides", event_id=event, role=role, party=party, name=party,
                country=party[:3], sources=1)  # fmt: skip
        for report, doc, event, status, day, speaker in _REPORTS:
            put("readings", report_id=report, doc_id=doc, run_id="r", event_id=event,
                sentence=f"Sentence {report}.", sentence_start=100 * int(report[1]),
                sentence_end=100 * int(report[1]) + 99, type="CONSULT",
                plover_type="CONSULT", contexts=[], pillar="security", status=status,
                date_start=day, date_end=day, date_grain="day", date_basis="stated", trigger="t",
                trigger_start=5, trigger_end=6, score=0.9, plover_score=1.0)  # fmt: skip
            for role, name in (("actor", "Mali"), ("speaker", speaker)):
                if name:
                    put("reading_participants", report_id=report, doc_id=doc, role=role, position=0,
                        entity_id=f"id of {name}", text=name, text_start=0, text_end=1, name=name,
                        members=[])  # fmt: skip
        for doc, value, at in (("d1", 12, 510), ("d2", 12, 910), ("d3", 15, 410)):
            put("figures", doc_id=doc, span_start=at, span_end=at + 9, text="w", indicator="killed",
                value=value, unit="persons", approximate=False)  # fmt: skip
            put(
                "recommendations",
                doc_id=doc,
                span_start=1,
                span_end=9,
                text="=Open clinics.",
                action="open clinics",
                area="health",
                addressee="Mali",
                addressee_country="MLI",
            )
            put("agenda", doc_id=doc, span_start=1, span_end=9, text="trade", pillar="economic",
                whose="Mali", country="MLI")  # fmt: skip
        put("disagreements", event_id="raid", field="dead", value="12", resolved=True, rule="most",
            independent_sources=1, report_ids=["r5"])  # fmt: skip
        put("disagreements", event_id="raid", field="dead", value="15", resolved=False, rule="most",
            independent_sources=1, report_ids=["r4"])  # fmt: skip
    return path


@pytest.fixture
def asked(vanellus, filled):
    def run(*arguments):
        status, out, said = vanellus(*arguments, "--store", filled)
        assert status == 0, said
        return [json.loads(line) for line in out.splitlines()]

    return run


def test_the_calendar_tells_what_is_announced_and_overdue_as_of_the_last_day_read(asked):
    visit, talks = asked("calendar")
    assert (visit["event_id"], visit["overdue"], visit["days"]) == ("visit", True, -9)
    assert visit["said_by"] == [{"name": "Lavrov", "sources": 1}]
    assert (visit["reports"], visit["independent_sources"], visit["read_since"]) == (3, 2, 1)
    assert (talks["event_id"], talks["overdue"], talks["days"]) == ("talks", False, 20)
    assert [row["event_id"] for row in asked("calendar", "--overdue")] == ["visit"]
    assert [row["event_id"] for row in asked("calendar", "--party", "RUS")] == ["visit"]
    assert [row["event_id"] for row in asked("calendar", "--from", "2025-05-01")] == ["talks"]
    assert asked("calendar", "--as-of", "2025-04-05")[0]["overdue"] is False


def test_threats_are_counted_by_place_perpetrator_and_kind(asked):
    april = asked("threats", "--country", "MLI")
    assert [(r["events"], r["dead_low"], r["toll_unknown"]) for r in april] == [(2, 12.0, 1)]
    who = asked("threats", "--by", "perpetrator,kind", "--from", "2025-04-01")
    assert [(r["perpetrator_name"], r["kind"]) for r in who] == [
        ("JNIM", "aerial"), ("unknown", "explosives"),
    ]  # fmt: skip


def test_a_trend_compares_each_place_with_its_own_past(asked):
    found = {row["country"]: row for row in asked("threats", "--trend")}
    assert (found["MLI"]["events"], found["MLI"]["trend"]) == (2, "too little past")
    assert sorted(found["MLI"]["event_ids"]) == ["blast", "raid"]
    assert found["MLI"]["earlier_periods"] == 1  # nothing was read in March


def test_registers_count_copies_once(asked):
    (advice,) = asked("recommendations", "--to", "MLI")
    assert (advice["documents"], advice["independent_sources"]) == (3, 2)
    (subject,) = asked("agenda", "--pillar", "economic")
    assert (subject["subject"], subject["independent_sources"]) == ("trade", 2)
    assert asked("recommendations", "--area", "trade") == []


def test_values_of_one_event_are_laid_side_by_side(asked):
    (toll,) = asked("figures", "--disputed")
    assert toll["event_ids"] == ["raid"]
    assert [(t["value"], t["sources"]) for t in toll["told"]] == [(12.0, 1), (15.0, 1)]
    assert toll["told"][0]["publishers"] == ["Post", "Echo"]


def test_statements_tell_how_often_others_confirm_them(asked):
    (army,) = asked("statements", "--speaker", "army")
    assert (army["event_id"], army["times"], army["confirmed_by"]) == ("raid", 1, 1)
    (lavrov,) = asked("statements", "--speaker", "lavrov", "--about", "mali")
    assert (lavrov["says"], lavrov["confirmed_by"]) == ("Sentence r1.", 1)


def test_outlets_are_compared_and_the_events_of_one_are_listed(asked):
    found = {row["publisher"]: row for row in asked("sources")}
    post, echo, times = found["Post"], found["Echo"], found["Times"]
    assert (post["documents"], post["events_own"], post["first"], post["lead_days"]) == (2, 2, 2, 2)
    assert (echo["share_copies"], echo["events"], echo["events_own"]) == (1, 2, 0)
    assert (times["late"], times["alone"], times["disputes"], times["lost"]) == (2, 3, 1, 1)
    listed = {row["event_id"]: row["place"] for row in asked("sources", "--publisher", "times")}
    assert listed == {"visit": "late", "raid": "late", "blast": "alone", "talks": "alone",
                      "old": "alone"}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_an_answer_goes_to_a_table_or_a_file_by_its_ending(vanellus, filled, tmp_path, name):
    status, out, said = vanellus(name, "--store", filled, "--format", "table")
    assert (status, said) == (0, [])
    assert out.count("\n") > 3
    rows = vanellus(name, "--store", filled).out.splitlines()
    for ending in ("csv", "jsonl", "parquet"):
        file = tmp_path / f"out.{ending}"
        assert vanellus(name, "--store", filled, "-o", file) == (0, "", [])
    assert (tmp_path / "out.jsonl").read_text().splitlines() == rows
    assert pq.read_table(tmp_path / "out.parquet").num_rows == len(rows)
    with (tmp_path / "out.csv").open(newline="") as handle:
        assert len(list(csv.DictReader(handle))) == len(rows)


def test_cells_that_a_spreadsheet_would_run_are_made_safe(vanellus, filled, tmp_path):
    vanellus("recommendations", "--store", filled, "-o", tmp_path / "out.csv")
    assert ",'=Open clinics.," in (tmp_path / "out.csv").read_text()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("style", ["table", "jsonl"])
def test_an_empty_answer_is_told_in_one_line(vanellus, tmp_path, name, style):
    path = tmp_path / "empty.duckdb"
    open_store(path).close()
    day = ("--as-of", "2025-04-01") if name == "calendar" else ()
    status, out, said = vanellus(name, "--store", path, "--format", style, *day)
    assert (status, out, len(said)) == (0, "", 1)
    assert said[0].startswith("vanellus: no")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("threats", "--by", "town"), r"threats by: unknown 'town' \(valid: country, region"),
        (("threats", "--by", "kind", "--trend"), "a trend is that of a place, not by kind"),
        (("threats", "--by", "grid", "--cell", "99"), r"99 degrees \(valid: 0.01 to 30"),
        (("calendar", "--from", "2025-05-01", "--until", "2025-04-01"), "after its end"),
        (("calendar", "--from", "May"), "YYYY-MM-DD"),
        (("figures", "-o", "out.xlsx"), r"'.xlsx' is not one .* \(valid: .csv, .jsonl, .parquet"),
        (("statements", "--type", "KILL"), "unknown event type 'KILL'"),
    ],
    ids=str,
)
def test_a_bad_parameter_is_told_in_one_line(vanellus, filled, arguments, told):
    status, out, said = vanellus(*arguments, "--store", filled)
    assert (status != 0, out, len(said)) == (True, "", 1)
    assert re.search(told, said[0])


def test_a_calendar_without_any_day_read_asks_for_one(vanellus, tmp_path):
    open_store(tmp_path / "s.duckdb").close()
    status, _, said = vanellus("calendar", "--store", tmp_path / "s.duckdb")
    assert (status, len(said)) == (1, 1)
    assert "valid: --as-of YYYY-MM-DD" in said[0]


def test_an_unknown_register_is_told(filled):
    with (
        open_store(filled, read_only=True) as store,
        pytest.raises(InputError, match="unknown 'events'"),
    ):
        register_table(store, "events")
