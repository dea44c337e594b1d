"""The views: who deals with whom, the record, and what is announced."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import coded, document, entity, report, when

from vanellus.records import Place, Span, Status
from vanellus.storing import open_store


@pytest.fixture
def ask(tmp_path):
    """Keeps reports as one document and answers a query."""
    with open_store(tmp_path / "s.duckdb") as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )

        def answer(sql, *reports, **known):
            store.add([coded("d1", *reports, document=document("d1", **known))], run_id=run)
            return store.query(sql)

        yield answer


PAIRS = "SELECT actor, recipient FROM dyads ORDER BY ALL"


def pairs(rows):
    return [(row["actor"], row["recipient"]) for row in rows]


def states(*codes):
    return tuple(entity(code) for code in codes)


def bloc(name, *members):
    return entity(name, country=None, kind="bloc", id=name, members=members)


def several(*members):
    return entity("the three countries", country=None, kind="group", id=None, members=members)


def at(position, **known):
    """A report with its trigger at that character, so that several can stand in one document."""
    return report(trigger=Span(start=position, end=position + 1, text="x"), **known)


def test_a_dyad_joins_each_actors_country_with_each_recipients(ask):
    one = report(actors=states("MLI", "NER"), recipients=states("FRA", "DEU"))
    assert pairs(ask(PAIRS, one)) == [
        ("MLI", "DEU"),
        ("MLI", "FRA"),
        ("NER", "DEU"),
        ("NER", "FRA"),
    ]


def test_a_bloc_is_a_party_of_its_own_in_dyads(ask):
    one = report(actors=(bloc("AES", "BFA", "MLI", "NER"),), recipients=states("RUS"))
    assert pairs(ask(PAIRS, one)) == [("AES", "RUS")]


def test_a_list_of_states_stands_for_each_of_them_in_dyads(ask):
    one = report(actors=(several("BFA", "MLI", "NER"),), recipients=states("RUS"))
    assert pairs(ask(PAIRS, one)) == [("BFA", "RUS"), ("MLI", "RUS"), ("NER", "RUS")]


@pytest.mark.parametrize("rebels", [{"kind": "armed_group"}, {"sector": "REB"}])
def test_rebels_do_not_stand_for_the_state_that_they_fight_in(ask, rebels):
    one = report(actors=(entity("JNIM", country="MLI", **rebels),), recipients=states("BFA"))
    assert ask(PAIRS, one) == []


def test_no_country_deals_with_itself_through_a_list(ask):
    one = report(actors=states("MLI"), recipients=(several("BFA", "MLI", "NER"),))
    assert pairs(ask(PAIRS, one)) == [("MLI", "BFA"), ("MLI", "NER")]


def test_a_meeting_of_equals_counts_both_ways(ask):
    one = report(actors=states("MLI", "RUS"), recipients=())
    assert pairs(ask(PAIRS, one)) == [("MLI", "RUS"), ("RUS", "MLI")]


def test_states_of_one_list_meeting_among_themselves_are_joined_with_each_other(ask):
    one = report(actors=(several("BFA", "MLI", "NER"),), recipients=())
    assert len(ask(PAIRS, one)) == 6


def test_two_actors_with_a_recipient_do_not_deal_with_each_other(ask):
    one = report(actors=states("MLI", "NER"), recipients=states("RUS"))
    assert pairs(ask(PAIRS, one)) == [("MLI", "RUS"), ("NER", "RUS")]


def test_two_actors_with_a_recipient_of_no_country_do_not_deal_with_each_other(ask):
    one = report(actors=states("MLI", "NER"), recipients=(entity("JNIM", country=None),))
    assert ask(PAIRS, one) == []


def test_who_only_speaks_deals_with_nobody(ask):
    one = report(said_by=entity("FRA"))
    assert pairs(ask(PAIRS, one)) == [("MLI", "RUS")]


def test_one_country_named_twice_in_a_report_makes_one_dyad(ask):
    one = report(actors=(entity("MLI"), entity("army", country="MLI", sector="MIL")))
    assert pairs(ask(PAIRS, one)) == [("MLI", "RUS")]


def test_a_dyad_carries_what_its_report_tells(ask):
    rows = ask("SELECT * EXCLUDE (report_id) FROM dyads", report(status=Status.FUTURE))
    assert rows == [
        {
            "doc_id": "d1",
            "actor": "MLI",
            "recipient": "RUS",
            "date_start": date(2025, 4, 1),
            "date_end": date(2025, 4, 1),
            "date_basis": "relative",
            "plover_type": "CONSULT",
            "mode": "visit",
            "status": "future",
            "pillar": "diplomatic",
            "score": 0.9,
            "plover_score": 2.5,
            "sentence": "MLI CONSULT RUS",
        }
    ]


def test_the_record_tells_who_did_what_to_whom_where_and_according_to_whom(ask):
    one = report(
        actors=(entity("Mali"), entity("Niger")),
        recipients=(entity("Russia"),),
        said_by=entity("France"),
        place=Place(text="Gao", start=0, end=3),
    )
    (row,) = ask("FROM record", one)
    assert (row["actors"], row["recipients"], row["said_by"]) == ("Mali; Niger", "Russia", "France")
    assert row["place"] == "Gao"
    assert (row["publisher"], row["published"]) == ("Northern Post", date(2025, 4, 2))
    assert (row["title"], row["origin"], row["doc_id"]) == ("Title of d1", "d1.txt", "d1")


def test_the_record_names_a_place_as_the_gazetteer_does_where_it_is_known_there(ask):
    one = report(place=Place(text="the capital", start=0, end=3, name="Bamako", country="MLI"))
    assert ask("SELECT place FROM record", one) == [{"place": "Bamako"}]


def test_the_record_tells_reports_without_participants_too(ask):
    (row,) = ask("FROM record", report(actors=(), recipients=()))
    assert (row["actors"], row["recipients"], row["said_by"]) == (None, None, None)


def test_the_record_has_the_newest_first_and_the_undated_last(ask):
    reports = [
        at(1, date=when("2025-01-01")),
        at(2, date=when(None)),
        at(3, date=when("2025-03-01")),
    ]
    rows = ask("SELECT date_start FROM record", *reports)
    assert [row["date_start"] for row in rows] == [date(2025, 3, 1), date(2025, 1, 1), None]


def test_announced_has_the_future_ones_alone_and_the_nearest_first(ask):
    reports = [
        at(1, status=Status.FUTURE, date=when("2025-06-01"), type="AGREE"),
        at(2, status=Status.OCCURRED, date=when("2025-01-01")),
        at(3, status=Status.FUTURE, date=when(None)),
        at(4, status=Status.FUTURE, date=when("2025-05-01", "2025-05-31")),
        at(5, status=Status.HYPOTHETICAL, date=when("2025-01-01")),
    ]
    rows = ask("SELECT date_start, date_end FROM announced", *reports)
    assert [(row["date_start"], row["date_end"]) for row in rows] == [
        (date(2025, 5, 1), date(2025, 5, 31)),
        (date(2025, 6, 1), date(2025, 6, 1)),
        (None, None),
    ]
