"""Lists of countries behind one head, and mentions cut or joined at loose ends."""

from __future__ import annotations

from typing import Any

import pytest


def test_ministers_of_several_countries_are_each_countrys_own(reader: Any) -> None:
    found = reader.parties(
        "[A1|Foreign ministers from Togo], [A1|Ghana] and [A1|Benin] [E1 CONSULT|met]."
    )
    assert [(e.country, e.sector, e.kind) for e in found.values()] == [
        ("TGO", "GOV", "person"),
        ("GHA", "GOV", "person"),
        ("BEN", "GOV", "person"),
    ]


def test_officials_and_soldiers_share_their_head_with_the_next_country(reader: Any) -> None:
    officials = reader.parties("[A1|Officials from Kenya] and [A1|Uganda] [E1 CONSULT|met].")
    soldiers = reader.parties("[A1|Soldiers of Kenya] and [A1|Uganda] [E1 COOPERATE|trained].")
    assert officials["Uganda"].name == "Ugandan officials"
    assert (soldiers["Uganda"].sector, soldiers["Uganda"].country) == ("MIL", "UGA")


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Rebels from Kenya] and [A1|Uganda] [E1 AGREE|agreed].",
        "[A1|Three officials from Kenya] and [A1|Uganda] [E1 AGREE|agreed].",
        "[A1|The president of Kenya] and [A1|Uganda] [E1 AGREE|agreed].",
        "[A1|Officials in Kenya] and [A1|Uganda] [E1 AGREE|agreed].",
        "[A1|Officials from Kenya] accused [A1|Uganda] and [E1 AGREE|agreed].",
    ],
)
def test_a_state_beside_others_stays_the_state(reader: Any, line: str) -> None:
    assert reader.parties(line)["Uganda"].kind == "state"


def test_a_mention_ends_before_a_conjunction(reader: Any) -> None:
    line = "[A1|Niger and] [A1|Mali] [E1 CONSULT|met]."
    (report,) = reader.code(line).reports
    assert [entity.name for entity in report.actors] == ["Niger", "Mali"]
    assert report.actors[0].text == "Niger"


def test_a_delegation_is_joined_with_the_country_right_behind_it(reader: Any) -> None:
    (report,) = reader.code(
        "[A1|A delegation of] [R1|Niger] [E1 CONSULT|visited] [R1|Togo]."
    ).reports
    (actor,) = report.actors
    assert (actor.text, actor.name) == ("A delegation of Niger", "Nigerien delegation")
    assert [entity.id for entity in report.recipients] == ["TGO"]


def test_a_name_loses_its_comma_and_keeps_its_inner_words(reader: Any) -> None:
    (report,) = reader.code("[A1|The Bank of Ghana,] [E1 CONSULT|met] [R1|Togo].").reports
    assert report.actors[0].text == "The Bank of Ghana"


@pytest.mark.parametrize("street", ["Avenida Brasil", "Kimathi Street", "the Thika Road"])
def test_a_street_acts_in_nothing(reader: Any, street: str) -> None:
    (report,) = reader.code(
        f"[A1|{street}] and [A1|Kenya] [E1 PROTEST|filled] with crowds."
    ).reports
    assert [entity.id for entity in report.actors] == ["KEN"]


def test_an_office_that_is_named_after_its_street_acts(reader: Any) -> None:
    (report,) = reader.code("[A1|Downing Street] [E1 REJECT|rejected] the claim.").reports
    assert report.actors[0].country == "GBR"
