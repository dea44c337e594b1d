"""What the example has to show, from its reports to the tables, by the commands of the README."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vanellus.storing import open_store

EXAMPLE = Path(__file__).parents[1] / "examples" / "sahel"


def run(*words):
    """The rows that a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "vanellus", *words], check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "s.duckdb"
    run("ingest", str(EXAMPLE), "--store", str(path))
    return path


@pytest.mark.parametrize(
    ("state", "earliest", "latest"),
    [("MLI", "2021-12", "2023-06"), ("BFA", "2022-06", "2024-06"), ("NER", "2023-07", "2024-06")],
)
def test_the_turn_from_france_to_russia_is_dated_with_its_events(store, state, earliest, latest):
    rows = run("shifts", state, "--partners", "--store", str(store))
    turns = [row for row in rows if (row["away_from"], row["towards"]) == ("FRA", "RUS")]
    assert turns, [(row["away_from"], row["towards"]) for row in rows]
    best = max(turns, key=lambda row: row["probability"])
    assert best["probability"] >= 0.9
    assert earliest <= best["date"][:7] <= latest
    assert best["date_low"] <= best["date"] <= best["date_high"]
    assert best["share_after"] - best["share_before"] >= 0.4
    assert min(best["events_before"], best["events_after"]) >= 5


def test_consultations_announced_and_held_are_one_event(store):
    with open_store(store, read_only=True) as kept:
        found = kept.query(
            """SELECT e.event_id, e.independent_sources, e.date_start FROM events e
            WHERE e.type = 'CONSULT' AND e.date_start BETWEEN '2025-04-01' AND '2025-04-05'
            AND (SELECT count(DISTINCT party) FROM event_sides s WHERE s.event_id = e.event_id
                 AND party IN ('MLI', 'BFA', 'NER', 'RUS')) = 4
            ORDER BY e.reports DESC"""
        )
        stages = kept.query(
            "SELECT state, known_since FROM event_life WHERE event_id = ? ORDER BY known_since",
            [found[0]["event_id"]],
        )
    assert [stage["state"] for stage in stages] == ["announced", "held"]
    assert str(stages[0]["known_since"]) == "2025-04-01"
    assert found[0]["independent_sources"] >= 2


def test_outlets_disagree_and_each_value_has_its_sources(store):
    with open_store(store, read_only=True) as kept:
        rows = kept.query("SELECT field, independent_sources FROM disagreements")
    assert {"toll", "date", "place"} <= {row["field"] for row in rows}
    assert all(row["independent_sources"] >= 1 for row in rows)


def test_the_calendar_has_what_is_overdue_and_the_registers_have_recommendations(store):
    overdue = run("calendar", "--overdue", "--store", str(store))
    assert overdue
    assert all(row["date_end"] >= row["known_since"] for row in overdue)
    advice = run("recommendations", "--store", str(store))
    assert any(row["impact"] for row in advice)
