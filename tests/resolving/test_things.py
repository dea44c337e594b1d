"""Deeds, texts and things that are marked as if they were somebody."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("words", ["the decree", "both measures", "a resolution", "very"])
def test_what_is_said_or_decided_is_no_party(reader: Any, words: str) -> None:
    found = reader.parties(f"[A1|Chile] [E1 REJECT|rejected] [R1|{words}].")
    assert list(found) == ["Chile"]


@pytest.mark.parametrize(
    ("words", "sector"), [("the camp", "MIL"), ("a cattle market", "CVL"), ("the prison", "GOV")]
)
def test_a_thing_attacked_belongs_to_the_country_it_lies_in(
    reader: Any, words: str, sector: str
) -> None:
    found = reader.parties(f"[A1|Gunmen] [E1 ASSAULT|raided] [R1|{words}] in [P1|Djibo].")
    thing = found[words]
    assert (thing.country, thing.sector, thing.kind) == ("BFA", sector, "place")


def test_what_attacks_is_not_of_the_country_it_flies_over(reader: Any) -> None:
    found = reader.parties("[A1|A drone] [E1 ASSAULT|hit] [R1|a lorry] in [P1|Djibo].")
    assert found["A drone"].country is None


def test_a_town_that_is_attacked_is_a_place_of_its_country(reader: Any) -> None:
    found = reader.parties(
        "[N|Mali] mourns.", "[A1|The rebels] [E1 ASSAULT|shelled] [R1|Moura] at dawn."
    )
    assert (found["Moura"].country, found["Moura"].kind) == ("MLI", "place")


def test_the_wounded_are_people_of_the_country(reader: Any) -> None:
    found = reader.parties("[A1|Kenya] [E1 AID|fed] [R1|the displaced] in [P1|Gao].")
    assert (found["the displaced"].country, found["the displaced"].sector) == ("MLI", "CVL")


def test_several_firms_are_no_company(reader: Any) -> None:
    found = reader.parties("[A1|Turkish companies] [E1 SUPPORT|praised] [R1|Niger].")
    assert (found["Turkish companies"].kind, found["Turkish companies"].country) == ("group", "TUR")
