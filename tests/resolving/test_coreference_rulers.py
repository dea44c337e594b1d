"""Soldiers who rule, and those of whom a text speaks together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vanellus.resolving.lexicon import Lexicon


@pytest.mark.parametrize(
    "rulers", ["The junta", "The military government", "The transitional authorities"]
)
def test_a_junta_is_that_of_the_country_soldiers_rule(reader: Any, rulers: str) -> None:
    found = reader.parties(
        "[N|France] and [N|Niger] quarrel over a base.",
        "[N|Paris] asked [N|Niger] and [N|France]'s partners for patience.",
        f"[A1|{rulers}] [E1 SANCTION.expel|expelled] [R1|the French ambassador].",
        published="2023-09-01",
    )
    assert found[rulers].country == "NER"


def test_a_junta_is_nobodys_where_no_soldiers_rule(reader: Any) -> None:
    found = reader.parties(
        "[N|France] and [N|Niger] quarrel over a base.",
        "[N|Niger] asked [N|France] for patience.",
        "[N|The junta] was long gone.",
        published="2019-09-01",
    )
    assert found["The junta"].country is None


def test_of_two_juntas_the_one_named_nearest_is_meant(reader: Any) -> None:
    found = reader.parties(
        "[N|Niger] and [N|Guinea] face sanctions, and so does [N|Guinea]'s bank in [N|Niger].",
        "In [N|Guinea] [A1|the junta] [E1 COERCE.arrest|arrested] [R1|a union leader].",
        published="2023-09-01",
    )
    assert found["the junta"].country == "GIN"


def test_soldiers_rule_from_the_day_they_seized_power() -> None:
    lexicon = Lexicon.default()
    assert not lexicon.is_under_junta("NER", date(2023, 7, 25).toordinal())
    assert lexicon.is_under_junta("NER", date(2023, 7, 26).toordinal())
    assert not lexicon.is_under_junta("TCD", date(2024, 5, 23).toordinal())
    assert lexicon.is_under_junta("MLI", None)


@pytest.mark.parametrize("word", ["The three", "All three", "They"])
def test_states_named_in_a_list_are_meant_together(reader: Any, word: str) -> None:
    found = reader.parties(
        "[A1|Peru], [A1|Chile] and [A1|Bolivia] [E1 SUPPORT|signed] a treaty.",
        f"[A1|{word}] also [E1 SANCTION.withdraw|left] [R1|the copper council].",
    )
    assert found[word].members == ("BOL", "CHL", "PER")


def test_governments_of_a_list_are_meant_together_by_they(reader: Any) -> None:
    found = reader.parties(
        "[A1|The governments of Peru], [A1|Chile] and [A1|Bolivia] [E1 SUPPORT|signed] a pact.",
        "[A1|They] [E1 ACCUSE.allege|accuse] [R1|the copper council] of greed.",
    )
    assert found["They"].members == ("BOL", "CHL", "PER")


def test_they_of_one_state_alone_stay_one(reader: Any) -> None:
    found = reader.parties(
        "[A1|Peru] and [A1|Chile] [E1 SUPPORT|signed] a treaty.",
        "[A1|Bolivian officials] [E1 ACCUSE.disapprove|deplored] it.",
        "[A1|They] [E1 THREATEN|threatened] to close the port.",
    )
    assert found["They"].country == "BOL"


def test_bodies_without_a_country_are_of_the_place_of_events_not_of_the_power_named_most(
    reader: Any,
) -> None:
    found = reader.parties(
        "In [P1|Djibo] [A1|crowds] [E1 PROTEST.demo|marched] against [R1|France], whose "
        "French base they know.",
        "[A1|The police] [E1 COERCE|held back] [R1|the crowd] at the French camp.",
    )
    assert found["The police"].country == "BFA"


def test_a_power_at_home_keeps_its_bodies(reader: Any) -> None:
    found = reader.parties(
        "In [P1|Paris] [A1|crowds] [E1 PROTEST.demo|marched] against [R1|the French government].",
        "[A1|The police] [E1 COERCE|held back] [R1|the crowd]; France is tense, France waits.",
    )
    assert found["The police"].country == "FRA"


def test_a_name_between_commas_says_which_minister_is_meant(reader: Any) -> None:
    found = reader.parties(
        "Russian jets from [N|Russia] landed, and [N|Russia]'s envoy was there.",
        "[A1|The defence minister], Colonel Sadio Camara, [E1 SUPPORT|praised] [R1|Moscow].",
        published="2023-01-20",
    )
    assert found["The defence minister"].name == "Sadio Camara"
    assert found["The defence minister"].country == "MLI"


def test_their_confederation_is_the_bloc_that_they_make_up(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mali], [A1|Niger] and [A1|Burkina Faso] [E1 CONSULT future|will talk] about "
        "[R1|their confederation]."
    )
    assert found["their confederation"].id == "AES"


def test_they_are_the_states_whose_ministers_were_listed(reader: Any) -> None:
    found = reader.parties(
        "[A1|The foreign ministers of Mali], [A1|Niger] and [A1|Burkina Faso] "
        "[E1 CONSULT.visit future|will travel] to [R1|Moscow].",
        "[A1|They] [E1 AGREE|promised] [R1|Russia] a mine.",
    )
    assert found["They"].members == ("BFA", "MLI", "NER")
