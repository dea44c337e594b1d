"""Offices named after their heads, officers of the police, and whose country a name may take."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("office", "sector"),
    [
        ("The ombudsman's office", "GOV"),
        ("The Ombudsman's Office", "GOV"),
        ("The Office of the Ombudsman", "GOV"),
        ("The office of the governor", "GOV"),
        ("The Governor's Office", "GOV"),
        ("The prosecutor's office", "JUD"),
        ("The Prosecutor's Office", "JUD"),
    ],
)
def test_an_office_is_a_body_of_its_heads_sector_in_the_reports_country(
    reader: Any, office: str, sector: str
) -> None:
    found = reader.parties(f"[A1|{office}] [E1 ACCUSE|criticised] [R1|Bolivia's police].")[office]
    assert (found.country, found.sector, found.kind) == ("BOL", sector, "group")
    assert found.name.lower() != "office"


def test_officers_are_the_polices_where_police_were_spoken_of_last(reader: Any) -> None:
    found = reader.parties("[A1|Ghana's police] [E1 REJECT|denied] that [R1|officers] had fired.")
    assert (found["officers"].sector, found["officers"].country) == ("COP", "GHA")


@pytest.mark.parametrize("body", ["Ghana's army", "Ghana's parliament"])
def test_other_officers_are_soldiers(reader: Any, body: str) -> None:
    found = reader.parties(f"[A1|{body}] [E1 REJECT|denied] that [R1|officers] had fired.")
    assert found["officers"].sector == "MIL"


def test_a_spokesman_of_the_lexicon_has_his_own_country_in_news_of_another(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mali's army] [E1 ASSAULT|shelled] [R1|rebels].",
        "[A1|Spokesman John Kirby] [E1 ACCUSE|blamed] [R1|Mali's junta].",
        published="2024-03-01",
    )
    assert (found["Spokesman John Kirby"].country, found["Spokesman John Kirby"].sector) == (
        "USA",
        "GOV",
    )


def test_a_title_that_is_partly_unknown_takes_no_country_from_the_report(reader: Any) -> None:
    name = "Harbour Guild spokesman Edo Varn"
    found = reader.parties(
        "[A1|Mali's army] [E1 ASSAULT|shelled] [R1|rebels].",
        f"[A1|{name}] [E1 ACCUSE|blamed] [R1|Mali's junta].",
    )
    assert (found[name].name, found[name].country) == ("Edo Varn", None)


def test_a_titled_name_takes_the_country_of_a_report_that_names_no_other(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mali's army] [E1 ASSAULT|shelled] [R1|rebels].",
        "[A1|Spokesman Edo Varn] [E1 ACCUSE|blamed] [R1|the rebels].",
    )
    assert found["Spokesman Edo Varn"].country == "MLI"


def test_a_titled_name_takes_none_where_two_countries_are_named_elsewhere(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mali's army] and [A1|Mali's police] [E1 ASSAULT|shelled] [R1|rebels] in Mali.",
        "[A1|Spokesman Edo Varn] [E1 ACCUSE|blamed] [R1|the rebels].",
        "[A1|France's president] [E1 CONSULT|left].",
    )
    assert found["Spokesman Edo Varn"].country is None


def test_a_name_without_title_takes_no_country_from_the_report(reader: Any) -> None:
    found = reader.parties(
        "[A1|Mali's army] [E1 ASSAULT|shelled] [R1|rebels].",
        "[A1|Edo Varn] [E1 ACCUSE|blamed] [R1|Mali's junta].",
    )
    assert found["Edo Varn"].country is None
