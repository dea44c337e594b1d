"""Findings say no more than their events, and every number follows from them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from vanellus.analysing import Who
from vanellus.briefing.evidence import disagreements_of
from vanellus.briefing.findings import findings
from vanellus.briefing.findings_change import chance_of
from vanellus.briefing.material import gather
from vanellus.briefing.question import Question, together
from vanellus.errors import InputError
from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parent))
from recounted import recount
from told_store import fill_told

EXAMPLE = Path(__file__).parents[2] / "examples" / "sahel"


def asked(*actors, partners=(), since=None, until=None):
    return Question(
        actors=tuple(Who(name=name) for name in actors),
        partners=tuple(Who(name=name) for name in partners),
        since=since,
        until=until,
    )


def found(store, question):
    material = gather(store, question)
    rows = disagreements_of(store, [deal.event_id for deal in material.deals])
    return material, findings(material, disagreements=rows)


QUESTIONS = [
    asked("MLI"),
    asked("MLI", partners=["RUS"]),
    asked("MLI", "NER", partners=["RUS", "FRA"], since=date(2022, 6, 1)),
    asked("AES", until=date(2023, 6, 30)),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_number_follows_from_the_events_behind_it(told, question):
    material, all_found = found(told, question)
    assert len(all_found) >= 6
    for finding in all_found:
        recount(told, material, finding)


def test_the_first_number_is_what_a_query_counts(told):
    _, all_found = found(told, asked("MLI", partners=["RUS"]))
    counted = told.query(
        "SELECT count(DISTINCT event_id) AS n FROM event_dyads WHERE state = 'held'"
        " AND actor_via IS NULL AND recipient_via IS NULL"
        " AND ((actor = 'MLI' AND recipient = 'RUS') OR (actor = 'RUS' AND recipient = 'MLI'))"
    )[0]["n"]
    assert all_found[0].numbers[0].text == str(counted)


def test_cooperation_and_conflict_add_up_to_all_that_was_held(told):
    material, all_found = found(told, asked("MLI"))
    conduct = next(each for each in all_found if each.key == "conduct")
    assert sum(int(number.text) for number in conduct.numbers) == len(material.held)


def test_few_events_are_said_to_be_too_few(tmp_path):
    with open_store(tmp_path / "s.duckdb") as store:
        fill_told(store, events=6, seed=2)
        material, all_found = found(store, asked("MLI"))
        assert 0 < len(material.held) < 5
        texts = " ".join(each.text for each in all_found)
        assert "too few to speak of a pattern" in texts
        assert "outweighs" not in texts
        for finding in all_found:
            recount(store, material, finding)


def test_a_party_without_events_has_none(told):
    _, all_found = found(told, asked("KEN"))
    assert all_found[0].text.startswith("No event between KEN")
    assert not any(each.key in ("conduct", "by-pillar", "most-told") for each in all_found)


def test_an_empty_store_is_refused(tmp_path):
    with (
        open_store(tmp_path / "s.duckdb") as store,
        pytest.raises(InputError, match="no document"),
    ):
        gather(store, asked("MLI"))


def test_a_party_is_named_once():
    with pytest.raises(InputError, match="RUS is named twice"):
        asked("RUS", partners=["RUS"])


def test_a_bloc_counts_as_its_members_only_where_all_are_asked_for():
    wholly = {"AES": frozenset({"MLI", "BFA", "NER"}), "ECOWAS": frozenset({"MLI", "NGA"})}
    all_three = together(tuple(Who(name=n) for n in ("MLI", "BFA", "NER")), wholly=wholly)
    assert all_three.parties == ("MLI", "BFA", "NER", "AES")
    assert together((Who(name="MLI"), Who(name="BFA")), wholly=wholly).parties == ("MLI", "BFA")


def test_equal_counts_under_equal_reading_are_no_change():
    assert chance_of(10, 10, 100, 100) == pytest.approx(1.0)


def test_the_same_counts_under_less_reading_are_a_change():
    assert chance_of(30, 30, 20, 200) < 0.001


@pytest.mark.slow
def test_every_number_on_the_example_follows_from_its_events(tmp_path):
    from vanellus.cli.store import keep_sources

    path = tmp_path / "s.duckdb"
    assert keep_sources((str(EXAMPLE),), path, published=None, min_score=None) == 0
    with open_store(path, create=False, read_only=True) as store:
        for question in (
            asked("MLI", "BFA", "NER", partners=["RUS"], since=date(2022, 1, 1)),
            asked("MLI"),
            asked("ECOWAS", partners=["NER"]),
        ):
            material, all_found = found(store, question)
            assert material.held
            for finding in all_found:
                recount(store, material, finding)
