"""A lone phrase names a party: its usual name, country, sector, kind, id and members."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.records import Entity
from vanellus.resolving import Resolver

SPRING = date(2025, 4, 1)


def entity(text: str, when: date | None = SPRING) -> Entity:
    return Resolver.default().entity(text, when=when)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector", "kind"),
    [
        # States, their capitals and seats
        ("Mali", "Mali", "MLI", "GOV", "state"),
        ("the Republic of Niger", "Niger", "NER", "GOV", "state"),
        ("US", "United States", "USA", "GOV", "state"),
        ("Moscow", "Russia", "RUS", "GOV", "state"),
        ("the Kremlin", "Russia", "RUS", "GOV", "state"),
        ("Mali's transitional government", "Mali", "MLI", "GOV", "state"),
        ("the government of Niger", "Niger", "NER", "GOV", "state"),
        ("Niger's ruling junta", "Niger", "NER", "GOV", "state"),
        ("Neighbouring Algeria", "Algeria", "DZA", "GOV", "state"),
        ("Soviet Union", "Soviet Union", "RUS", "GOV", "state"),
        ("Abkhazia", "Abkhazia", "GEO", "PRE", "state"),
        ("Scotland", "Scotland", "GBR", "GOV", "place"),
        # Bodies of a state under one name
        ("Mali's police", "Malian police", "MLI", "COP", "group"),
        ("the police of Mali", "Malian police", "MLI", "COP", "group"),
        ("the Malian police", "Malian police", "MLI", "COP", "group"),
        ("Mali's army", "FAMa", "MLI", "MIL", "group"),
        ("the army of Mali", "FAMa", "MLI", "MIL", "group"),
        ("the Malian Army", "FAMa", "MLI", "MIL", "group"),
        ("India's Supreme Court", "Indian supreme court", "IND", "JUD", "group"),
        ("Burkinabe gendarmes", "Burkinabe gendarmes", "BFA", "COP", "group"),
        ("riot police in Nairobi", "Kenyan riot police", "KEN", "COP", "group"),
        ("a Chinese coast guard vessel", "Chinese coast guard vessel", "CHN", "COP", "group"),
        ("a court in The Hague", "court in The Hague", None, "JUD", "group"),
        ("the French embassy in Niamey", "French embassy", "FRA", "GOV", "group"),
        ("the foreign ministry in Paris", "Quai d'Orsay", "FRA", "GOV", "group"),
        # Persons, by the lexicon and by title
        ("Malian Foreign Minister Abdoulaye Diop", "Abdoulaye Diop", "MLI", "GOV", "person"),
        ("Mali's foreign minister", "Abdoulaye Diop", "MLI", "GOV", "person"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "RUS", "GOV", "person"),
        ("Foreign Minister Sergey Lavrov", "Sergei Lavrov", "RUS", "GOV", "person"),
        ("Colonel Assimi Goita", "Assimi Goïta", "MLI", "GOV", "person"),
        ("Putin", "Vladimir Putin", "RUS", "GOV", "person"),
        ("the UN Secretary-General", "António Guterres", None, "UNO", "person"),
        ("Ghana's trade minister, Ama Owusu", "Ama Owusu", "GHA", "GOV", "person"),
        ("Mayor Ama Owusu", "Ama Owusu", None, "GOV", "person"),
        ("ousted president Mohamed Bazoum", "Mohamed Bazoum", "NER", "ELI", "person"),
        ("a former Peruvian president", "former Peruvian president", "PER", "ELI", "person"),
        ("Texas Governor Pat Doe", "Pat Doe", "USA", "GOV", "person"),
        ("the French ambassador to Ghana", "French ambassador to Ghana", "FRA", "GOV", "person"),
        ("the ambassador to Ghana", "ambassador to Ghana", None, "GOV", "person"),
        ("a lawyer named by Ines Roy", "lawyer named by Ines Roy", None, "JUD", "person"),
        ("Jordan Smith", "Jordan Smith", None, None, "person"),
        ("Chad Miller", "Chad Miller", None, None, "person"),
        ("Denzel Washington", "Denzel Washington", None, None, "person"),
        # Armed groups
        ("JNIM", "Jama'at Nusrat al-Islam wal-Muslimin", "MLI", "REB", "armed_group"),
        ("Boko Haram fighters", "Boko Haram", "NGA", "REB", "armed_group"),
        ("militants linked to al-Qaeda", "al-Qaeda", None, "REB", "armed_group"),
        ("Tuareg rebels in northern Mali", "Tuareg rebels", "MLI", "REB", "armed_group"),
        ("Niger Delta militants", "Niger Delta militants", "NGA", "REB", "armed_group"),
        ("masked gunmen", "masked gunmen", None, "UAF", "armed_group"),
        ("ethnic Albanian gunmen", "ethnic Albanian gunmen", None, "UAF", "armed_group"),
        ("Iran-backed militias", "Iran-backed militias", None, "PRM", "armed_group"),
        ("the Wagner Group", "Wagner Group", "RUS", "PRM", "company"),
        # Organisations
        ("a UN expert panel", "United Nations", None, "UNO", "igo"),
        ("UN peacekeepers", "United Nations", None, "UNO", "igo"),
        ("Brussels", "European Union", None, "EUR", "bloc"),
        ("the Red Cross", "International Committee of the Red Cross", None, "NGO", "ngo"),
        ("the Karen Relief Committee", "Karen Relief Committee", "MMR", None, "group"),
        # People
        ("at least 12 villagers", "villagers", None, "CVL", "group"),
        ("two French journalists", "French journalists", "FRA", "JRN", "group"),
        ("some 1,800 Malian workers", "Malian workers", "MLI", "LAB", "group"),
        ("thousands", "thousands", None, "CVL", "group"),
        ("forty-two miners", "miners", None, "LAB", "group"),
        ("a 15-member jury", "15-member jury", None, "JUD", "group"),
        ("a Dane", "Dane", "DNK", "CVL", "person"),
        ("two Americans", "Americans", "USA", "CVL", "group"),
        ("Syrian refugees in Lebanon", "Syrian refugees", "SYR", "REF", "group"),
        ("opposition leader", "opposition leader", None, "OPP", "person"),
        ("opposition lawmakers", "opposition lawmakers", None, "OPP", "group"),
        ("Sri Lankan Tamils", "Sri Lankan Tamils", "LKA", "CVL", "group"),
        # Groups of states
        ("Western powers", "Western powers", None, "GOV", "group"),
        ("Central African leaders", "Central African leaders", None, "GOV", "group"),
        ("Central African soldiers", "Central African soldiers", "CAF", "MIL", "group"),
        # Firms and the press
        ("Russian entities, including the Wagner Group", "Russian entities", "RUS", None, "group"),
        ("the Kenyan firm Tatu", "Tatu", "KEN", "BUS", "company"),
        ("French newspaper Le Monde", "Le Monde", "FRA", "JRN", "company"),
    ],
)
def test_a_phrase_names_a_party(
    text: str, name: str, country: str | None, sector: str | None, kind: str | None
) -> None:
    found = entity(text)
    assert found.name == name
    assert (found.country, found.sector, found.kind) == (country, sector, kind)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bamako", "MLI"),
        ("Mali's transitional government", "MLI"),
        ("the Alliance of Sahel States (AES)", "AES"),
        ("ECOWAS leaders", "ECOWAS"),
        ("gunmen suspected to belong to an Islamic State affiliate", "ISIS"),
        ("the Islamic State in the Greater Sahara", "ISGS"),
        ("two Hezbollah commanders", "HEZBOLLAH"),
        ("Sergei Lavrov", "Sergei Lavrov"),
        ("villagers", None),
        ("the Malian police", None),
    ],
)
def test_a_party_of_the_lexicon_has_its_key(text: str, key: str | None) -> None:
    assert entity(text).id == key


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("the Alliance of Sahel States (AES)", ("BFA", "MLI", "NER")),
        ("AES foreign ministers", ("BFA", "MLI", "NER")),
        ("Foreign ministers from Burkina Faso, Mali, and Niger", ("BFA", "MLI", "NER")),
        ("the presidents of Mali and Niger", ("MLI", "NER")),
        ("Burkina Faso, Mali and Niger", ("BFA", "MLI", "NER")),
        ("Chinese, Russian and Iranian officials", ("CHN", "RUS", "IRN")),
        ("The Panamanian and U.S. governments", ("PAN", "USA")),
        ("groups affiliated with al-Qaeda and ISIS", ("al-Qaeda", "Islamic State")),
        ("the French ambassador to Ghana", ()),
        ("Iraq's Turkmen leaders", ()),
    ],
)
def test_a_bloc_or_list_has_its_members(text: str, members: tuple[str, ...]) -> None:
    assert entity(text).members == members


def test_a_list_of_states_is_a_group_without_one_country() -> None:
    found = entity("Foreign ministers from Burkina Faso, Mali, and Niger")
    assert (found.country, found.sector, found.kind) == (None, "GOV", "group")


def test_members_are_those_of_the_day() -> None:
    assert "MLI" in entity("ECOWAS", date(2024, 6, 1)).members
    assert "MLI" not in entity("ECOWAS", date(2025, 1, 29)).members
    assert "GBR" in entity("the European Union", date(2019, 6, 1)).members
    assert "GBR" not in entity("the European Union", date(2021, 6, 1)).members


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2010, 6, 1), "Barack Obama"),
        (date(2018, 6, 1), "Donald Trump"),
        (date(2022, 6, 1), "Joe Biden"),
    ],
)
def test_an_office_is_its_holder_of_the_day(on: date, name: str) -> None:
    assert entity("the US president", on).name == name


def test_an_office_without_a_day_stays_a_description() -> None:
    found = entity("the US president", None)
    assert (found.name, found.country, found.sector) == ("American president", "USA", "GOV")


def test_a_person_is_of_the_elites_after_the_last_term() -> None:
    assert entity("Barack Obama", date(2012, 1, 1)).sector == "GOV"
    assert entity("Barack Obama", date(2020, 1, 1)).sector == "ELI"


def test_a_namesake_from_another_country_is_not_the_one_of_the_lexicon() -> None:
    found = entity("Kenyan minister Sergei Lavrov")
    assert (found.country, found.id) == ("KEN", None)


def test_a_surname_that_several_bear_in_office_is_nobody_s_without_a_country() -> None:
    assert entity("Traoré", date(2012, 6, 1)).country is None


def test_a_group_is_what_it_was_on_the_day() -> None:
    assert entity("the Taliban", date(2015, 1, 1)).sector == "REB"
    assert entity("the Taliban government", date(2023, 1, 1)).sector == "GOV"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Nigerien troops", "NER"),
        ("Nigerian troops", "NGA"),
        ("Guinea", "GIN"),
        ("Guinean soldiers", "GIN"),
        ("Bissau-Guinean soldiers", "GNB"),
        ("Equatorial Guinea's oil minister", "GNQ"),
        ("Papua New Guinea's cabinet", "PNG"),
        ("DR Congo", "COD"),
        ("the Republic of Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("North Korean artillery", "PRK"),
        ("South Korean artillery", "KOR"),
        ("South Sudanese rebels", "SSD"),
        ("Sudanese rebels", "SDN"),
        ("Indian fishermen", "IND"),
        ("Indiana's governor", "USA"),
        ("Georgian troops", "GEO"),
        ("Jordanian troops", "JOR"),
        ("King Abdullah of Jordan", "JOR"),
        ("American Samoan fishermen", "USA"),
        ("Turkish Cypriot police", "CYP"),
        ("the Jordan Valley settlers", None),
    ],
)
def test_names_that_hold_one_another_are_kept_apart(text: str, country: str | None) -> None:
    assert entity(text).country == country


@pytest.mark.parametrize(
    "text",
    [
        "US-backed fighters",
        "pro-Russian protesters",
        "anti-French protesters",
        "an Israeli-occupied village",
        "a Moscow-brokered ceasefire panel",
    ],
)
def test_a_country_that_only_backs_or_is_opposed_is_not_the_head_s_own(text: str) -> None:
    assert entity(text).country is None


@pytest.mark.parametrize("text", ["", "   ", "()", "'s", "the", "12", "—", "…", "a of the", "(AES"])
def test_any_text_has_an_entity(text: str) -> None:
    found = entity(text)
    assert (found.text, found.start, found.end) == (text, 0, len(text))


def test_what_is_not_known_keeps_its_words_without_determiner() -> None:
    found = entity("the striking dockers of Port Example")
    assert found.name == "striking dockers of Port Example"
