"""Later mentions of states, their sets and blocs, and whose country is that of the events."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_delegation_is_the_ministers_who_were_named(reader: Any) -> None:
    found = reader.parties(
        "[A1|Foreign ministers from Burkina Faso], [A1|Mali] and [A1|Niger] "
        "[E1 CONSULT.visit future|are due] in [R1|Russia] on [D1|3 April].",
        "[A1|The delegation] [E1 CONSULT future|will see] [R1|the host's top diplomat].",
    )
    assert found["The delegation"].members == ("BFA", "MLI", "NER")
    assert found["The delegation"].sector == "GOV"
    assert found["The delegation"].kind == "group"
    assert found["The delegation"].country is None


def test_a_delegation_in_a_text_on_a_bloc_is_that_of_its_members(reader: Any) -> None:
    found = reader.parties(
        "[N|The Alliance of Sahel States (AES)] wants more from [N|Russia].",
        "[N|The delegation] lands on Thursday.",
    )
    assert found["The delegation"].members == ("BFA", "MLI", "NER")


def test_a_delegation_of_one_country_has_that_country(reader: Any) -> None:
    found = reader.parties(
        "[N|A Turkish delegation] flew to [N|Libya].", "[N|The delegation] stayed for a day."
    )
    assert found["The delegation"].country == "TUR"
    assert found["The delegation"].members == ()


@pytest.mark.parametrize(
    "description",
    ["The three countries", "The three states", "These nations", "All three governments"],
)
def test_a_set_of_states_is_the_last_list_of_so_many(reader: Any, description: str) -> None:
    found = reader.parties(
        "[N|Germany] and [N|France] were cool.",
        "[N|Peru], [N|Chile] and [N|Bolivia] agreed on a tariff.",
        f"[N|{description}] will meet again.",
    )
    assert found[description].members == ("BOL", "CHL", "PER")
    assert found[description].name == "Bolivia, Chile and Peru"


def test_a_number_that_fits_no_set_is_left_alone(reader: Any) -> None:
    found = reader.parties(
        "[N|Germany] and [N|France] were cool.", "[N|The five countries] will meet again."
    )
    assert found["The five countries"].members == ()
    assert found["The five countries"].name == "five countries"


def test_a_region_s_states_are_the_members_of_the_bloc_that_the_text_names(reader: Any) -> None:
    found = reader.parties(
        "[N|Sahel nations] look to [N|Moscow].",
        "Work goes on in Mali, Niger and Burkina Faso.",
    )
    assert found["Sahel nations"].members == ("BFA", "MLI", "NER")


def test_ministers_of_the_three_countries_are_theirs(reader: Any) -> None:
    found = reader.parties(
        "[N|Peru], [N|Chile] and [N|Bolivia] agreed.",
        "[N|The ministers of the three countries] smiled.",
        "[N|Soldiers of the three countries] did not.",
    )
    assert found["The ministers of the three countries"].members == ("BOL", "CHL", "PER")


def test_ministers_from_a_narrow_region_are_of_its_bloc(reader: Any) -> None:
    found = reader.parties(
        "[A1|Key ministers from the Sahel region] [E1 CONSULT|flew] to [P1|Gao].",
        "Mali wants arms, Niger trade and Burkina Faso schools.",
    )
    assert found["Key ministers from the Sahel region"].members == ("BFA", "MLI", "NER")


def test_a_region_competes_with_a_country_for_the_focus(reader: Any) -> None:
    found = reader.parties(
        "[N|Sahel states] and the Sahelian army chiefs asked [N|Russia] for help.",
        "Russia said the Sahel was dear to it, and the Sahelian press agreed.",
        "[N|Insurgents] roam.",
    )
    assert found["Insurgents"].country is None


def test_a_wide_region_stands_for_no_list(reader: Any) -> None:
    found = reader.parties(
        "[N|Burkina Faso], [N|Mali] and [N|Niger] left.",
        "[N|West African leaders] gathered in [P1|Abuja].",
    )
    assert found["West African leaders"].members == ()
    assert found["West African leaders"].country is None


def test_both_sides_are_the_two_states_of_the_sentences_before(reader: Any) -> None:
    found = reader.parties(
        "[A1|Armenia] [E1 ACCUSE|blamed] [R1|Azerbaijan].", "[N|Both sides] moved troops."
    )
    assert found["Both sides"].members == ("ARM", "AZE")


def test_both_sides_of_three_states_are_left_alone(reader: Any) -> None:
    found = reader.parties(
        "[N|Armenia] and [N|Azerbaijan] spoke with [N|Iran] and [N|Turkey].",
        "[N|The two rivals] moved troops.",
    )
    assert found["The two rivals"].members == ()


def test_both_armies_are_those_of_the_two_states(reader: Any) -> None:
    found = reader.parties(
        "[A1|Chad] [E1 CONSULT|spoke with] [R1|Cameroon].", "[N|Both armies] pulled back."
    )
    assert found["Both armies"].members == ("CMR", "TCD")
    assert found["Both armies"].sector == "MIL"


@pytest.mark.parametrize("word", ["The bloc", "The alliance", "The confederation", "It"])
def test_a_bloc_is_told_again_by_its_kind(reader: Any, word: str) -> None:
    found = reader.parties(
        "[A1|The Alliance of Sahel States] [E1 REQUEST|asked] [R1|Algeria] for water.",
        f"[A1|{word}] [E1 ACCUSE|blamed] [R1|the drought].",
    )
    assert found[word].id == "AES"
    assert found[word].members == ("BFA", "MLI", "NER")


def test_an_alliance_is_rather_a_bloc_than_a_council(reader: Any) -> None:
    found = reader.parties(
        "[N|NATO] paused.", "[N|The UN Security Council] met.", "[N|The alliance] resumed."
    )
    assert found["The alliance"].id == "NATO"


def test_guests_are_not_of_their_host_s_country(reader: Any) -> None:
    found = reader.parties("[A1|Sergei Lavrov] [E1 AID|promised] [R1|his guests] grain.")
    assert found["his guests"].country is None


def test_the_former_colonial_power_is_that_of_the_country_told(reader: Any) -> None:
    found = reader.parties(
        "[N|Niger] closed its airspace.", "[N|The former colonial power] was silent."
    )
    assert found["The former colonial power"].id == "FRA"


def test_the_country_is_the_only_one_of_the_sentence_before(reader: Any) -> None:
    found = reader.parties("[N|Peru] votes.", "[N|The country] has a new cabinet.")
    assert found["The country"].id == "PER"


def test_local_actors_are_of_the_country_that_the_text_is_about(reader: Any) -> None:
    found = reader.parties(
        "OUAGADOUGOU, April 2 - [N|The army] lost men.",
        "[N|Villagers] fled, [N|the governor] said.",
        title="Burkina Faso's north burns",
    )
    assert found["Villagers"].country == "BFA"
    assert found["the governor"].country == "BFA"
    assert found["The army"].country == "BFA"


def test_local_actors_are_of_the_country_of_the_place(reader: Any) -> None:
    found = reader.parties(
        "[R1|Two herders] were [E1 ASSAULT|shot] in [P1|Gao].",
    )
    assert found["Two herders"].country == "MLI"


def test_local_actors_have_no_country_where_two_compete(reader: Any) -> None:
    found = reader.parties(
        "[N|India] and [N|Pakistan] traded fire, [N|Indian officials] said.",
        "[N|Pakistani officials] denied it.",
        "[N|Villagers] fled.",
    )
    assert found["Villagers"].country is None


@pytest.mark.parametrize("words", ["foreign troops", "international observers", "Western envoys"])
def test_outsiders_are_not_of_the_country_of_the_place(reader: Any, words: str) -> None:
    found = reader.parties("[N|Mali] has room.", f"[N|{words}] left [P1|Gao].", title="Mali waits")
    assert found[words].country is None


def test_congolese_are_of_the_congo_that_the_text_tells_of(reader: Any) -> None:
    here = reader.parties("[N|Congolese soldiers] paraded.")
    there = reader.parties("[N|Brazzaville] is calm.", "[N|Congolese soldiers] paraded.")
    assert here["Congolese soldiers"].country == "COD"
    assert there["Congolese soldiers"].country == "COG"


def test_georgia_is_a_state_of_the_usa_only_in_news_of_the_usa(reader: Any) -> None:
    inside = reader.parties("[N|Georgia] recounts.", title="US states and American courts")
    outside = reader.parties("[N|Georgia] recounts.", title="US and Russian envoys in Tbilisi")
    assert inside["Georgia"].country == "USA"
    assert outside["Georgia"].country == "GEO"


def test_the_leaders_of_the_bloc_are_the_bloc_s(reader: Any) -> None:
    found = reader.parties(
        "[N|ECOWAS] warned [N|Peru].",
        "[N|Leaders of the bloc] will meet, and [N|the bloc's envoys] fly.",
    )
    assert found["Leaders of the bloc"].id == "ECOWAS"
    assert found["the bloc's envoys"].id == "ECOWAS"


def test_members_of_an_unknown_alliance_are_not_some_other_states(reader: Any) -> None:
    found = reader.parties(
        "[N|Peru], [N|Chile] and [N|Bolivia] met.", "[N|The alliance's three members] did not."
    )
    assert found["The alliance's three members"].members == ()


def test_its_ministers_are_rather_those_of_the_same_sentence_s_bloc(reader: Any) -> None:
    found = reader.parties(
        "[N|Peru] waits.", "[A1|The AES] [E1 REQUEST|asked] [R1|its ministers] to go."
    )
    assert found["its ministers"].members == ("BFA", "MLI", "NER")


def test_the_leaders_are_the_heads_of_state_before(reader: Any) -> None:
    found = reader.parties(
        "[N|West African heads of state] met [N|Mali] and [N|Malian envoys].",
        "[N|The leaders] left.",
        title="Mali, Mali, Mali",
    )
    assert found["The leaders"].name == "West African heads of state"
    assert found["The leaders"].country is None


def test_the_alliance_is_the_one_that_the_text_names_though_not_as_a_party(reader: Any) -> None:
    found = reader.parties(
        "The Alliance of Sahel States was two years old.", "[N|The alliance] will grow."
    )
    assert found["The alliance"].id == "AES"


def test_an_alliance_that_the_text_never_names_stays_unknown(reader: Any) -> None:
    found = reader.parties("ECOWAS is older.", "[N|The alliance] will grow.")
    assert found["The alliance"].id is None


def test_a_power_that_deals_with_a_region_s_states_is_not_the_place_of_events(reader: Any) -> None:
    found = reader.parties(
        "[N|Russia] woos [N|Mali], [N|Niger] and [N|Burkina Faso].",
        "Russia trains, Russia sells, Russia listens, and Mali and Niger buy.",
        "[N|Militant groups] roam.",
    )
    assert found["Militant groups"].country is None
