"""Persons by name, with what the words around tell of them, and those once in office."""

from __future__ import annotations

from typing import Any


def test_a_name_after_an_office_is_the_party_not_the_holder_of_today(reader: Any) -> None:
    found = reader.parties(
        "[N|The former vice-president, Pablo Rumi], hid in [N|Peru].",
        "[A1|The mayor, Ana Sol], [E1 REQUEST|asked] [R1|Peru] for help.",
    )
    assert found["The mayor, Ana Sol"].name == "Ana Sol"


def test_the_office_before_or_after_a_name_is_its_bearer_s(reader: Any) -> None:
    before = reader.parties("Oslo praised the Danish ambassador [N|Lone Friis].")
    comma = reader.parties("[N|Denmark] recalled its ambassador, [R1|Lone Friis]. [E1 SANCTION|.]")
    after = reader.parties("[N|Lone Friis], the Danish ambassador, left.")
    for found in (before, comma, after):
        assert (found["Lone Friis"].country, found["Lone Friis"].sector) == ("DNK", "GOV")


def test_ministers_listed_with_their_names_are_of_one_country(reader: Any) -> None:
    found = reader.parties(
        "[A1|Norway's foreign minister Kari Ness], [A1|Energy Minister Odd Vik] and "
        "[A1|Trade Minister Siv Aas] [E1 CONSULT|flew] to [R1|Chile].",
    )
    assert found["Energy Minister Odd Vik"].country == "NOR"
    assert found["Trade Minister Siv Aas"].country == "NOR"


def test_who_signs_for_a_country_is_of_it(reader: Any) -> None:
    found = reader.parties(
        "[N|Chile] and [N|Peru] met.",
        "[A1|The minister of mines, Ana Sol], [E1 AGREE|signed] for Peru.",
    )
    assert found["The minister of mines, Ana Sol"].country == "PER"


def test_a_surname_is_the_person_s_whom_the_text_names_in_full(reader: Any) -> None:
    found = reader.parties(
        "[N|Venezuela] freed [N|Leonor Padrino].",
        "[A1|Padrino] [E1 SUPPORT|thanked] [R1|the guards].",
        published="2019-05-01",
    )
    assert found["Padrino"].name == "Leonor Padrino"


def test_a_surname_that_two_bear_is_that_of_the_last_named(reader: Any) -> None:
    found = reader.parties(
        "[N|The Peruvian judge Ana Sol] met [N|the Chilean judge Rita Sol].",
        "[A1|Sol] [E1 REJECT|refused] a bribe.",
    )
    assert found["Sol"].name == "Rita Sol"


def test_the_former_president_is_not_the_one_in_office(reader: Any) -> None:
    found = reader.parties(
        "[N|President Emmanuel Macron] opened a bridge in [N|France].",
        "[A1|The former president] [E1 CONSULT|came], too.",
        "[A2|The then foreign minister] [E2 CONSULT|stayed] away.",
        published="2023-01-10",
    )
    assert found["The former president"].id is None
    assert found["The then foreign minister"].id is None
    assert found["The former president"].country == "FRA"


def test_the_president_is_not_a_former_one_named_before(reader: Any) -> None:
    found = reader.parties(
        "[N|Police] in [N|Ecuador] seized [N|the former president, Pablo Rumi].",
        "[A1|The president] [E1 SUPPORT|thanked] [R1|the officers].",
        published="2024-04-06",
    )
    assert found["The president"].name != "Pablo Rumi"


def test_the_army_is_not_the_rebels_who_call_themselves_one(reader: Any) -> None:
    found = reader.parties(
        "[N|Colombia] fights [N|the National Liberation Army].",
        "[A1|The army] [E1 MOBILIZE|flew] in tents.",
    )
    assert found["The army"].sector == "MIL"


def test_the_secretary_general_is_of_the_organisation_spoken_of(reader: Any) -> None:
    found = reader.parties(
        "[N|The United Nations] counted the dead in [N|Haiti].",
        "[A1|The secretary-general] [E1 REQUEST|asked] for help.",
        published="2023-01-10",
    )
    assert found["The secretary-general"].id == "António Guterres"
