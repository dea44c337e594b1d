"""Whose bodies and people are that no words of theirs tie to a country."""

from __future__ import annotations

from typing import Any

import pytest


def test_the_government_is_that_of_the_dateline_and_title(reader: Any) -> None:
    found = reader.parties(
        "LIMA - [N|Peruvian judges] freed a smuggler whom [N|Bolivia] wanted.",
        "[N|Bolivia] complained twice, and [N|Bolivian lawyers] left.",
        "[A1|The government] [E1 REJECT|shrugged] the complaint off.",
        title="Peru lets smuggler go",
    )
    assert found["The government"].id == "PER"


def test_a_dateline_abroad_says_nothing_of_a_government(reader: Any) -> None:
    found = reader.parties(
        "VIENNA - [N|Peruvian judges] freed a smuggler.",
        "[N|Peruvian farmers] cheered [N|Peru's cabinet].",
        "[A1|The government] [E1 SUPPORT|praised] [R1|the judges].",
        title="Peru lets smuggler go",
    )
    assert found["The government"].id == "PER"


def test_a_capital_that_only_hosts_talks_is_not_the_home_of_a_report(reader: Any) -> None:
    found = reader.parties(
        "NAIROBI - [N|Sudan] and [N|Chad] signed a truce.",
        "[N|Sudan] freed drivers, and [N|Sudanese clerks] opened [N|Sudan's border posts].",
        "[A1|The police] [E1 COERCE|stopped] [R1|looters].",
        title="Sudan and Chad agree in Kenya",
    )
    assert found["The police"].country == "SDN"


def test_the_place_that_opens_a_sentence_tells_whose_the_army_is(reader: Any) -> None:
    found = reader.parties(
        "[N|Mali] and [N|Chad] closed markets, and so did [N|Chad]'s rivals in [N|Mali].",
        "In Chad [A1|the army] [E1 COERCE|searched] [R1|the traders].",
        "In Bamako [A2|the police] [E2 COERCE|searched] [R2|the cooks].",
    )
    assert found["the army"].country == "TCD"
    assert found["the police"].country == "MLI"


def test_a_body_is_never_of_the_state_that_its_event_sets_against_it(reader: Any) -> None:
    found = reader.parties(
        "[N|Ghana] and [N|Togo] quarrel over a lagoon that [N|Ghana] and [N|Togo] share.",
        "[A1|The ministry of fisheries] [E1 ACCUSE|accused] [R1|Togo] of piracy.",
    )
    assert found["The ministry of fisheries"].country == "GHA"


def test_a_leader_speaks_to_the_opposition_of_his_own_country(reader: Any) -> None:
    found = reader.parties(
        "DHAKA - [N|Bangladeshi ferries] sank in the delta.",
        "[A1|The Indian foreign minister] [E1 CONSULT|briefed] [R1|the opposition].",
        title="Ferries sink",
        published="2023-05-01",
    )
    assert found["the opposition"].country == "IND"


def test_people_are_where_their_sentence_s_places_lie(reader: Any) -> None:
    found = reader.parties(
        "[N|Mali] and [N|Niger] quarrel, and [N|Niger] blames [N|Mali].",
        "[A1|Cattle thieves] [E1 ASSAULT|shot] [R1|three farmers] near [P1|Djibo].",
    )
    assert found["three farmers"].country == "BFA"


@pytest.mark.parametrize("words", ["The guests", "The heads of state"])
def test_those_who_come_from_several_countries_have_no_home(reader: Any, words: str) -> None:
    found = reader.parties(
        "LUSAKA - [N|Zambia] opened a dam, said [N|Zambian engineers].",
        f"[A1|{words}] [E1 SUPPORT|praised] the dam.",
        title="Zambia opens dam",
    )
    assert found[words].country is None


def test_an_embassy_is_that_of_the_other_country_of_a_report(reader: Any) -> None:
    found = reader.parties(
        "QUITO - [N|Ecuador] broke with [N|Mexico], and [N|Mexico] with [N|Ecuador].",
        "[A1|The police] [E1 COERCE|surrounded] [R1|the embassy].",
        title="Ecuador in quarrel",
    )
    assert found["the embassy"].country == "MEX"
    assert found["The police"].country == "ECU"


def test_the_neighbour_of_a_leader_is_the_other_state(reader: Any) -> None:
    found = reader.parties(
        "[N|Burundi] closed its border with [N|Rwanda].",
        "[A1|Burundi's president] [E1 ACCUSE|accused] [R1|his neighbour] of theft.",
    )
    assert found["his neighbour"].id == "RWA"


def test_each_and_the_other_are_the_two_states_of_the_text(reader: Any) -> None:
    found = reader.parties(
        "[A1|Eritrea] and [A1|Djibouti] [E1 AGREE|agreed] on a truce.",
        "[A2|Each] [E2 ACCUSE|accused] [R2|the other] of breaking it.",
    )
    assert found["Each"].members == ("DJI", "ERI")
    assert found["the other"].members == ("DJI", "ERI")


def test_the_leaders_of_a_region_are_the_bloc_that_the_text_names(reader: Any) -> None:
    named = reader.parties(
        "[A1|West African leaders] [E1 SANCTION|suspended] [R1|Mali] from [N|ECOWAS].",
        published="2021-06-01",
    )
    alone = reader.parties("[A1|West African leaders] [E1 SANCTION|shunned] [R1|Mali].")
    assert named["West African leaders"].id == "ECOWAS"
    assert alone["West African leaders"].id is None


def test_a_summit_that_acts_is_the_bloc_that_meets(reader: Any) -> None:
    found = reader.parties(
        "[N|Mercosur] met in a hotel.",
        "[A1|The summit] [E1 REQUEST|asked] [R1|Bolivia] for patience.",
        published="2023-06-01",
    )
    assert found["The summit"].id == "MERCOSUR"


def test_a_possessive_name_before_a_group_tells_its_country(reader: Any) -> None:
    found = reader.parties(
        "[N|The Peruvian senator Ana Quispe] walked out.",
        "[N|Chile] smiled, and [N|Bolivia] did.",
        "[A1|Quispe's aides] [E1 RETREAT|resigned].",
    )
    assert found["Quispe's aides"].country == "PER"
