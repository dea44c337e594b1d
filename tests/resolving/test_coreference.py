"""Later mentions stand for earlier ones: pronouns, titles, descriptions, short forms."""

from __future__ import annotations

from typing import Any

import pytest


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


def test_one_of_them_is_of_their_side(reader: Any) -> None:
    found = reader.parties(
        "[A1|Syrian rebels] [E1 ASSAULT|fired].", "[N|One of them] fell, and [N|two of them] fled."
    )
    assert (found["One of them"].country, found["One of them"].kind) == ("SYR", "person")
    assert (found["two of them"].sector, found["two of them"].kind) == ("REB", "armed_group")


@pytest.mark.parametrize("words", ["Security Cooperation", "High Command", "Border Police"])
def test_capitals_alone_make_no_person(reader: Any, words: str) -> None:
    assert reader.parties(f"[N|{words}] was the theme.")[words].kind != "person"
