"""Later mentions stand for earlier ones: pronouns, titles, descriptions, short forms."""

from __future__ import annotations

from typing import Any

import pytest

Parties = dict[str, Any]


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


def test_a_person_is_told_again_by_pronoun_surname_and_title(reader: Any) -> None:
    found = reader.parties(
        "[A1|Kenyan Trade Minister Ama Owusu] [E1 CONSULT|received] [R1|two bankers].",
        "[A1|She] [E1 REQUEST|asked] [R1|them] to wait.",
        "[A1|The minister] [E1 ACCUSE|scolded] [R1|a broker].",
        "[A1|Owusu] [E1 AGREE|promised] more.",
    )
    for words in ("She", "The minister", "Owusu"):
        assert found[words].name == "Ama Owusu"
        assert found[words].country == "KEN"
    assert found["them"].name == "bankers"


def test_a_surname_before_the_full_name_stands_for_it(reader: Any) -> None:
    found = reader.parties(
        "[N|Owusu] goes to [N|Lima].",
        "[N|Ghanaian Foreign Minister Ama Owusu] lands on Monday.",
    )
    assert (found["Owusu"].name, found["Owusu"].country) == ("Ama Owusu", "GHA")


def test_he_and_she_are_kept_apart_once_told(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mr Jan Kolar] [E1 CONSULT|met] [R1|Mrs Eva Malik].",
        "[A1|She] [E1 AGREE|agreed].",
        "[A1|He] [E1 REJECT|refused].",
    )
    assert found["She"].name == "Eva Malik"
    assert found["He"].name == "Jan Kolar"


def test_who_acts_and_who_is_acted_upon_are_not_the_same(reader: Any) -> None:
    found = reader.parties(
        "[A1|Soldiers] [E1 COERCE.arrest|held] [R1|some herders].",
        "[A1|They] [E1 ASSAULT.beat|beat] [R1|them].",
    )
    assert found["They"].sector == "MIL"
    assert found["them"].sector == "AGR"


def test_a_pronoun_far_from_any_person_is_left_alone(reader: Any) -> None:
    found = reader.parties(
        "[N|Mr Jan Kolar] spoke.", "It rained.", "It snowed.", "Wind came.", "Fog.", "[N|He] left."
    )
    assert found["He"].country is None
    assert found["He"].name == "He"


def test_both_men_are_the_two_persons_just_named(reader: Any) -> None:
    found = reader.parties(
        "[A1|Sergei Lavrov] [E1 CONSULT|received] [R1|Abdoulaye Diop].", "[N|Both men] smiled."
    )
    assert found["Both men"].members == ("Abdoulaye Diop", "Sergei Lavrov")
    assert found["Both men"].sector == "GOV"


def test_a_counterpart_holds_the_same_office_in_the_country_told(reader: Any) -> None:
    found = reader.parties(
        "[A1|Sergei Lavrov] [E1 CONSULT|received] [R1|his Malian counterpart].",
        published="2025-04-02",
    )
    assert found["his Malian counterpart"].name == "Abdoulaye Diop"


def test_its_army_belongs_to_the_state_before(reader: Any) -> None:
    found = reader.parties(
        "[A1|Peru] [E1 THREATEN|warned] [R1|smugglers] that [N|its border police] would fire."
    )
    assert found["its border police"].country == "PER"
    assert found["its border police"].sector == "COP"


def test_guests_are_not_of_their_host_s_country(reader: Any) -> None:
    found = reader.parties("[A1|Sergei Lavrov] [E1 AID|promised] [R1|his guests] grain.")
    assert found["his guests"].country is None


def test_an_acronym_in_brackets_stands_for_what_it_follows(reader: Any) -> None:
    found = reader.parties(
        "Fighters of the Permanent Strategic Framework (CSP) hold the north.",
        "[N|The CSP] spoke of a siege.",
        published="2023-12-01",
    )
    assert found["The CSP"].id == "CSP"
    assert found["The CSP"].country == "MLI"


def test_an_acronym_that_the_text_explains_means_that_and_not_a_namesake(reader: Any) -> None:
    found = reader.parties(
        "The Alpine Union of Workers (AU) called a strike.", "[N|The AU] wants more pay."
    )
    assert found["The AU"].name == "Alpine Union of Workers"


def test_attackers_are_the_armed_group_before(reader: Any) -> None:
    found = reader.parties(
        "[A1|JNIM fighters] [E1 ASSAULT|raided] [R1|a camp].",
        "[A1|The attackers] [E1 ASSAULT.destroy|burned] [R1|three lorries].",
        "[A1|The group] [E1 THREATEN|warned] [R1|drivers].",
        "[A1|The militants] [E1 COERCE|closed] [R1|the road].",
    )
    for words in ("The attackers", "The group", "The militants"):
        assert found[words].id == "JNIM"


def test_the_army_is_the_one_named_before(reader: Any) -> None:
    found = reader.parties(
        "[N|Mali's police] and [N|France] disagreed.", "[N|The police] kept quiet."
    )
    assert (found["The police"].name, found["The police"].country) == ("Malian police", "MLI")


def test_the_company_is_the_firm_before(reader: Any) -> None:
    found = reader.parties("[N|Huawei] sold towers.", "[N|The company] left.")
    assert found["The company"].id == "HUAWEI"


def test_the_court_is_the_one_named_before(reader: Any) -> None:
    found = reader.parties(
        "[N|The International Criminal Court] sat.", "[N|The court] rose at noon."
    )
    assert found["The court"].id == "ICC"


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


def test_a_bare_adjective_takes_the_noun_that_follows(reader: Any) -> None:
    found = reader.parties(
        "[A1|Danish] and [A1|Swedish police] [E1 COERCE.arrest|held] [R1|a man]."
    )
    assert (found["Danish"].country, found["Danish"].sector) == ("DNK", "COP")


def test_i_is_the_speaker_and_we_the_state_spoken_for(reader: Any) -> None:
    coded = reader.code(
        '"[A1|We] [E1 REJECT|refuse] [R1|the plan]," [S1|Sergei Lavrov] said.',
    )
    (report,) = coded.reports
    assert report.actors[0].id == "RUS"
    assert report.said_by is not None
    assert report.said_by.name == "Sergei Lavrov"


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


def test_a_dateline_takes_no_part_in_events(reader: Any) -> None:
    coded = reader.code(
        "[A1|ACCRA], Jan 9 - [A1|The leaders of ECOWAS] [E1 SANCTION|punished] [R1|Mali]."
    )
    (report,) = coded.reports
    assert [each.id for each in report.actors] == ["ECOWAS"]


def test_a_part_of_a_full_name_stands_for_the_whole(reader: Any) -> None:
    found = reader.parties(
        "[N|Peruvian judge Ana de la Vega Ruiz] spoke.", "[N|De la Vega Ruiz] left.",
        "[N|Vega] stayed.",
    )  # fmt: skip
    assert found["De la Vega Ruiz"].name == found["Vega"].name == "Ana de la Vega Ruiz"
    assert found["Vega"].country == "PER"


def test_a_name_after_a_comma_is_the_person_described(reader: Any) -> None:
    coded = reader.code(
        "[A1|Guinea-Bissau's trade envoy], [A1|Ana Sanca], [E1 CONSULT|met] [R1|two bankers].",
        "[A1|Sanca] [E1 AGREE|agreed].",
    )
    first, second = coded.reports
    (envoy,) = first.actors
    assert (envoy.name, envoy.country, envoy.sector) == ("Ana Sanca", "GNB", "GOV")
    assert envoy.text == "Guinea-Bissau's trade envoy"
    assert second.actors[0].name == "Ana Sanca"
    assert second.actors[0].country == "GNB"


def test_a_list_is_no_apposition(reader: Any) -> None:
    found = reader.parties("[N|The Danish envoy], [N|Sergei Lavrov] and [N|a banker] met.")
    assert found["The Danish envoy"].country == "DNK"
    assert found["Sergei Lavrov"].country == "RUS"


def test_a_dateline_inside_a_mention_is_left_out_of_the_name(reader: Any) -> None:
    found = reader.parties("[A1|PARIS - Two Danish nurses] [E1 PROTEST|marched].")
    assert found["PARIS - Two Danish nurses"].name == "Danish nurses"
    assert found["PARIS - Two Danish nurses"].country == "DNK"


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


def test_one_of_them_is_of_their_side(reader: Any) -> None:
    found = reader.parties(
        "[A1|Syrian rebels] [E1 ASSAULT|fired].", "[N|One of them] fell, and [N|two of them] fled."
    )
    assert (found["One of them"].country, found["One of them"].kind) == ("SYR", "person")
    assert (found["two of them"].sector, found["two of them"].kind) == ("REB", "armed_group")


def test_a_power_that_deals_with_a_region_s_states_is_not_the_place_of_events(reader: Any) -> None:
    found = reader.parties(
        "[N|Russia] woos [N|Mali], [N|Niger] and [N|Burkina Faso].",
        "Russia trains, Russia sells, Russia listens, and Mali and Niger buy.",
        "[N|Militant groups] roam.",
    )
    assert found["Militant groups"].country is None


@pytest.mark.parametrize("words", ["Security Cooperation", "High Command", "Border Police"])
def test_capitals_alone_make_no_person(reader: Any, words: str) -> None:
    assert reader.parties(f"[N|{words}] was the theme.")[words].kind != "person"
