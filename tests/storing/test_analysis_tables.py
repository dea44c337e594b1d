"""What analyses fetch from a store: only the events, sides and columns that they need."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.errors import InputError
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import (
    all_events,
    documents_by_day,
    events_by_day,
    events_of_parties,
    party_names,
)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.duckdb") as opened:
        events = [
            ("e1", "held", date(2023, 1, 5)),
            ("e2", "held", date(2023, 2, 5)),
            ("e3", "feared", date(2023, 2, 6)),
            ("e4", "held", None),
        ]
        sides = [
            ("e1", "actor", "MLI", "Mali", "MLI"),
            ("e1", "recipient", "RUS", "Russia", "RUS"),
            ("e2", "actor", "FRA", "France", "FRA"),
            ("e2", "recipient", "WAGNER", "Wagner", "RUS"),
            ("e3", "actor", "MLI", "Mali", "MLI"),
            ("e4", "actor", "MLI", "Republic of Mali", "MLI"),
            ("e4", "recipient", "NER", "Niger", "NER"),
        ]
        opened._connection.execute("BEGIN")
        for event, state, day in events:
            opened._connection.execute(
                "INSERT INTO events BY NAME SELECT ? AS event_id, 'CONSULT' AS type,"
                " 'CONSULT' AS plover_type, [] AS contexts, 'diplomatic' AS pillar, ? AS state,"
                " ?::DATE AS date_start, 'day' AS date_grain, 'stated' AS date_basis,"
                " 2.5 AS plover_score, 0.9 AS score, 1 AS reports, 1 AS documents,"
                " 1 AS independent_sources, '{}' AS record",
                [event, state, day],
            )
        for side in sides:
            opened._connection.execute(
                "INSERT INTO event_sides (event_id, role, party, name, country, sources)"
                " VALUES (?, ?, ?, ?, ?, 1)",
                side,
            )
        opened._connection.execute("COMMIT")
        yield opened


def ids(tables):
    return tables.events["event_id"].to_pylist()


def test_events_of_a_party_come_with_all_their_sides(store):
    found = events_of_parties(store, ["RUS"])
    assert ids(found) == ["e1"]
    assert sorted(found.sides["party"].to_pylist()) == ["MLI", "RUS"]


def test_a_country_can_be_asked_for_with_all_that_belongs_to_it(store):
    assert ids(events_of_parties(store, ["RUS"], of_country=True)) == ["e1", "e2"]


def test_undated_events_come_only_where_no_period_is_asked_for(store):
    assert ids(events_of_parties(store, ["MLI"])) == ["e1", "e3", "e4"]
    assert ids(events_of_parties(store, ["MLI"], since=date(2023, 1, 1))) == ["e1", "e3"]
    assert ids(events_of_parties(store, ["MLI"], until=date(2023, 1, 5))) == ["e1"]


def test_only_the_columns_asked_for_are_fetched(store):
    found = all_events(store, columns=["event_id", "score"], side_columns=["event_id", "name"])
    assert found.events.column_names == ["event_id", "score"]
    assert found.sides.column_names == ["event_id", "name"]


def test_a_column_that_is_not_there_is_told(store):
    with pytest.raises(InputError, match="table events: has no column 'colour'"):
        all_events(store, columns=["colour"])


def test_events_between_states_are_those_with_two_of_them(store):
    found = all_events(store, between_states=True, states=["held"])
    assert ids(found) == ["e1", "e4"]
    assert set(found.sides["party"].to_pylist()) == {"MLI", "RUS", "NER"}


def test_the_volume_of_events_counts_only_the_states_of_life_asked_for(store):
    assert events_by_day(store).to_pylist() == [
        {"day": date(2023, 1, 5), "events": 1},
        {"day": date(2023, 2, 5), "events": 1},
    ]
    assert events_by_day(store, states=["feared"])["events"].to_pylist() == [1]


def test_a_store_without_documents_has_no_volume(store):
    assert documents_by_day(store).num_rows == 0


def test_a_party_has_the_name_most_used_for_it(store):
    assert party_names(store, ["MLI", "XXX"]) == {"MLI": "Mali"}
