from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from tests.linking.events_by_hand import (
    AES,
    FIGURES,
    JNIM,
    PEOPLE,
    REPORTS,
    made,
    only,
    report,
    state,
)

import vanellus.storing
from vanellus.errors import InputError
from vanellus.linking.resolved import EventTables, events_of


def sides(tables: EventTables) -> set[tuple[str, str, str | None]]:
    return {(row["role"], row["party"], row["via"]) for row in tables.event_sides.to_pylist()}


def test_columns_are_those_of_the_store() -> None:
    folder = Path(vanellus.storing.__file__).parent
    connection = duckdb.connect()
    for name in ("schema_1.sql", "schema_2.sql"):
        connection.execute((folder / name).read_text(encoding="utf-8"))
    tables = made(report("a"))
    for name, table in tables._asdict().items():
        asked = connection.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()
        assert table.column_names == [column for (column,) in asked]


def test_a_single_report_is_an_event_with_its_values() -> None:
    event = only(made(report("a", on="2025-04-03", place="Moscow", mode="visit")))
    assert (event["type"], event["mode"], event["plover_score"]) == ("CONSULT", "visit", 4.0)
    assert (event["date_start"], event["date_basis"]) == (date(2025, 4, 3), "stated")
    assert (event["place_name"], event["independent_sources"]) == ("Moscow", 1)
    assert json.loads(event["record"])["rules"]["date"] == "the only value"


def test_reports_without_an_event_are_passed_over() -> None:
    empty = pa.schema([("report_id", pa.string()), ("event_id", pa.string())]).empty_table()
    copies = pa.schema([(name, pa.string()) for name in ("doc_id", "origin_id", "wire")])
    tables = events_of(
        REPORTS.empty_table(), PEOPLE.empty_table(), FIGURES.empty_table(),
        copies.empty_table(), empty, today=None,
    )  # fmt: skip
    assert [table.num_rows for table in tables] == [0, 0, 0, 0]


def test_a_missing_column_is_named() -> None:
    empty = pa.schema([("report_id", pa.string()), ("event_id", pa.string())]).empty_table()
    with pytest.raises(InputError, match="no column 'trigger'"):
        events_of(
            REPORTS.empty_table().drop_columns(["trigger"]), PEOPLE.empty_table(),
            FIGURES.empty_table(), empty, empty, today=None,
        )  # fmt: skip


def test_five_echoes_of_one_wire_are_one_source() -> None:
    echoes = [report(f"r{n}", outlet=f"Paper {n}") for n in range(5)]
    copies = [(f"d-r{n}", "d-r0", None) for n in range(5)]
    assert only(made(*echoes, copies=copies))["independent_sources"] == 1
    assert only(made(*echoes))["independent_sources"] == 5


def test_a_text_that_only_credits_a_wire_counts_with_the_wire() -> None:
    told = (report("a", outlet="Coast Wire"), report("b", outlet="Post"))
    copies = [("d-a", "d-a", "Coast Wire"), ("d-b", "d-b", "Coast Wire")]
    assert only(made(*told, copies=copies))["independent_sources"] == 1


def test_a_sentence_on_the_word_of_a_wire_counts_with_the_wire() -> None:
    told = (
        report("a", outlet="Reuters"),
        report("b", outlet="Post", text="The ministers met, Reuters reported."),
        report("c", outlet="Star", text="The ministers met, a guard told Reuters."),
    )
    assert only(made(*told))["independent_sources"] == 1


def test_an_outlet_counts_once_for_an_event() -> None:
    told = (report("a", outlet="Post"), report("b", "2025-04-05", outlet="Post"))
    assert only(made(*told))["independent_sources"] == 1


def test_the_type_of_most_independent_sources_stands_not_that_of_most_reports() -> None:
    echoes = [report(f"r{n}", type="SUPPORT") for n in range(4)]
    copies = [(f"d-r{n}", "d-r0", None) for n in range(4)]
    event = only(made(*echoes, report("x"), report("y"), copies=copies))
    assert event["type"] == "CONSULT"


def test_a_mode_that_one_source_names_is_not_lost_to_one_that_names_none() -> None:
    assert only(made(report("a"), report("b", mode="visit")))["mode"] == "visit"


def test_the_date_of_most_independent_sources_stands() -> None:
    event = only(
        made(
            report("a", on="2025-04-03/2025-04-04"),
            report("b", on="2025-04-03/2025-04-04", basis="relative"),
            report("c", on="2025-04-02/2025-04-03"),
        )
    )
    assert (event["date_start"], event["date_end"]) == (date(2025, 4, 3), date(2025, 4, 4))


def test_a_day_stands_before_the_month_that_holds_it() -> None:
    event = only(
        made(
            report("a", on="2025-04-01/2025-04-30", grain="month"),
            report("b", on="2025-04-01/2025-04-30", grain="month"),
            report("c", on="2025-04-03", basis="relative"),
        )
    )
    assert (event["date_start"], event["date_end"]) == (date(2025, 4, 3), date(2025, 4, 3))


def test_a_date_of_the_text_stands_before_days_of_publication() -> None:
    event = only(made(report("a"), report("b"), report("c", on="2025-03-30", basis="relative")))
    assert (event["date_start"], event["date_basis"]) == (date(2025, 3, 30), "relative")


def test_the_day_it_was_held_replaces_the_day_announced() -> None:
    event = only(
        made(
            report("a", "2025-03-01", status="future", on="2025-03-12"),
            report("b", "2025-03-02", status="future", on="2025-03-12"),
            report("c", "2025-03-19", on="2025-03-17/2025-03-18"),
        )
    )
    assert (event["date_start"], event["date_end"]) == (date(2025, 3, 17), date(2025, 3, 18))


def test_the_announced_day_stands_where_reports_of_it_give_none() -> None:
    event = only(
        made(report("a", "2025-03-01", status="future", on="2025-03-12"), report("b", "2025-03-14"))
    )
    assert (event["state"], event["date_start"]) == ("held", date(2025, 3, 12))


def test_a_day_told_afterwards_is_one_of_the_days_announced() -> None:
    event = only(
        made(
            report("a", "2025-04-01", status="future", on="2025-04-03/2025-04-04"),
            report("b", "2025-04-05", on="2025-04-04", basis="relative"),
        )
    )
    assert (event["date_start"], event["date_end"]) == (date(2025, 4, 3), date(2025, 4, 4))


def test_the_finest_place_that_others_contain_stands() -> None:
    event = only(
        made(report("a", place="Mali"), report("b", place="Mali"), report("c", place="Gao"))
    )
    assert event["place_name"] == "Gao"


def test_a_town_that_most_sources_tell_beats_another_town() -> None:
    event = only(
        made(report("a", place="Bamako"), report("b", place="Bamako"), report("c", place="Gao"))
    )
    assert event["place_name"] == "Bamako"


def test_organs_and_officials_act_as_their_state() -> None:
    army = state("MLI", "MIL", "Malian army")
    tables = made(report("a", actor=[army]), report("b", actor=[state("MLI")]))
    assert sides(tables) == {("actor", "MLI", None), ("recipient", "RUS", None)}
    names = {row["party"]: row["name"] for row in tables.event_sides.to_pylist()}
    assert names == {"MLI": "Mali", "RUS": "Russia"}


def test_a_bloc_brings_its_members_marked() -> None:
    assert sides(made(report("a", actor=[AES]))) == {
        ("actor", "AES", None),
        ("actor", "BFA", "AES"),
        ("actor", "MLI", "AES"),
        ("actor", "NER", "AES"),
        ("recipient", "RUS", None),
    }


def test_a_list_of_states_is_opened_without_a_bloc() -> None:
    pair = {
        "entity_id": "x", "name": "ministers of Mali and Niger", "country": None, "sector": "GOV",
        "kind": "group", "lexicon_id": None, "members": ["MLI", "NER"],
    }  # fmt: skip
    assert sides(made(report("a", actor=[pair], recipient=[]))) == {
        ("actor", "MLI", None),
        ("actor", "NER", None),
    }


def test_those_who_fight_a_state_and_those_without_a_name_are_not_the_state() -> None:
    crowd = {
        "entity_id": "y", "name": "villagers", "country": "MLI", "sector": "CVL", "kind": "group",
        "lexicon_id": None, "members": [],
    }  # fmt: skip
    tables = made(report("a", type="ASSAULT", actor=[JNIM], recipient=[crowd]))
    assert sides(tables) == {("actor", "JNIM", None), ("recipient", "MLI CVL", None)}


def test_a_party_that_few_sources_name_does_not_count() -> None:
    told = [report(f"r{n}") for n in range(4)]
    tables = made(*told, report("x", recipient=[state("RUS"), state("CHN")]))
    assert ("recipient", "CHN", None) not in sides(tables)


def test_a_toll_is_read_from_the_sentence() -> None:
    event = only(
        made(report("a", type="ASSAULT", text="JNIM killed at least 12 soldiers near Gao."))
    )
    assert (event["dead_low"], event["dead_high"]) == (12, None)


def test_the_dead_of_another_event_are_no_toll_of_a_meeting() -> None:
    event = only(made(report("a", text="They met after a raid that killed 12 soldiers.")))
    assert event["dead_low"] is None


def test_a_figure_inside_the_sentence_is_a_toll() -> None:
    figure = {
        "doc_id": "d-a", "span_start": 4, "text": "17 martyrs", "indicator": "killed",
        "value": 17.0,
    }  # fmt: skip
    told = report("a", type="ASSAULT", text="The 17 martyrs of the raid were mourned by all.")
    assert only(made(told, figures=[figure]))["dead_low"] == 17


def test_an_event_to_come_counts_as_a_promise() -> None:
    event = only(made(report("a", status="future", on="2025-05-01", mode="visit")))
    assert (event["type"], event["plover_type"]) == ("CONSULT", "AGREE")
    assert event["plover_score"] == 2.5


def test_contexts_of_a_third_of_the_sources_stand() -> None:
    told = [report(f"r{n}", contexts=["military"]) for n in range(4)]
    event = only(made(*told, report("x", contexts=["economic"])))
    assert event["contexts"] == ["military"]


def test_the_order_of_the_rows_changes_nothing() -> None:
    told = [
        report("a", "2025-04-01", status="future", on="2025-04-03/2025-04-04", actor=[AES]),
        report("b", on="2025-04-03", basis="relative", place="Moscow"),
        report("c", "2025-04-06", on="2025-04-02/2025-04-03", place="Russia", type="SUPPORT"),
        report("d", "2025-04-06", place="Gao", mode="visit", contexts=["economic"]),
    ]
    first = made(*told)
    for seed in range(4):
        order = np.random.default_rng(seed).permutation(len(told))
        assert made(*(told[at] for at in order)) == first


def test_several_events_are_kept_apart() -> None:
    tables = made(report("a", event="e1"), report("b", event="e2"), report("c", event="e1"))
    counts = {row["event_id"]: row["reports"] for row in tables.events.to_pylist()}
    assert counts == {"e1": 2, "e2": 1}
