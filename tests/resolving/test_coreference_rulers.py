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
