"""The lexicon files of `vanellus/resolving/data` are well formed and agree with each other.

Cells that hold a list separate its items by `;`. Dates are ISO days, months or years.
"""

from __future__ import annotations

import csv
import re
from itertools import chain, pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "src" / "vanellus" / "resolving" / "data"

COLUMNS = {
    "countries": (
        "iso3,iso2,name,official_name,short_names,demonyms,capital,"
        "government_seats,sovereign,partial,bloc_region"
    ),
    "historic_states": "name,demonyms,capital,successor_iso3,valid_from,valid_to",
    "offices": "phrase,sector,kind,level",
    "named_bodies": "name,aliases,country,sector,kind",
    "officeholders": "name,aliases,country,office,sector,from,to",
    "other_officials": "name,aliases,country,office,sector,from,to",
}
PERSONS = ["officeholders", "other_officials"]
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED "
    "REF OPP PRE REL SOC".split()
)
KINDS = set("person group state place company armed_group ngo igo".split())
LEVELS = set(
    "head_of_state head_of_government minister deputy official spokesperson envoy "
    "commander leader member body public".split()
)
REGIONS = set(
    "North Africa;West Africa;Central Africa;East Africa;Southern Africa;North America;"
    "Central America;Caribbean;South America;Western Europe;Northern Europe;Southern Europe;"
    "Eastern Europe;Balkans;South Caucasus;Middle East;Central Asia;South Asia;East Asia;"
    "Southeast Asia;Oceania;Antarctica".split(";")
)
INTERNATIONAL = set("IGO UNO EUR NGO ISM IMG MNC".split())
"""PLOVER's codes in the place of a country; of the head of an organisation they are the sector."""
OFFICES = {
    "officeholders": set(
        "head_of_state head_of_government foreign_minister defence_minister vice_president "
        "head".split()
    ),
    "other_officials": set(
        "minister interior_minister national_security_adviser army_chief speaker party_leader "
        "envoy official".split()
    ),
}
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Peoples who share one word for themselves.
SHARED_DEMONYMS = {
    "Congolese",
    "Dominican",
    "Dominicans",
    "Virgin Islander",
    "Virgin Islanders",
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def items(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def repeated(keys: list[str]) -> set[str]:
    seen: set[str] = set()
    return {key for key in keys if key in seen or seen.add(key)}  # type: ignore[func-returns-value]


def out_of_order(start: str, end: str) -> bool:
    """Dates of unequal precision are compared as far as the coarser one goes."""
    shared = min(len(start), len(end))
    return bool(end) and start[:shared] > end[:shared]


@pytest.fixture(scope="module")
def iso3() -> set[str]:
    return {row["iso3"] for row in rows("countries")}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_row_has_the_columns_of_its_header(name: str) -> None:
    found = rows(name)
    assert found
    for row in found:
        assert list(row) == COLUMNS[name].split(","), row
        assert None not in row.values(), row


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_no_cell_has_stray_space_and_no_list_an_empty_or_repeated_item(name: str) -> None:
    for row in rows(name):
        for column, cell in row.items():
            assert cell == cell.strip(), row
            for item in items(cell):
                assert item, (column, row)
                assert item == item.strip(), (column, row)
            assert not repeated(items(cell)), (column, row)


@pytest.mark.parametrize("name", ["countries", "historic_states", "named_bodies", *PERSONS])
def test_every_row_is_named(name: str) -> None:
    assert all(row["name"] for row in rows(name))


def test_a_country_has_its_own_code_of_three_capitals() -> None:
    codes = [row["iso3"] for row in rows("countries")]
    assert not repeated(codes)
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_a_two_letter_code_is_unique_and_missing_only_where_none_was_given() -> None:
    countries = rows("countries")
    codes = [row["iso2"] for row in countries if row["iso2"]]
    assert not repeated(codes)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert all(row["iso3"].startswith("X") for row in countries if not row["iso2"])


def test_a_name_of_a_country_means_one_country() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("countries"):
        names = [row["name"], row["official_name"], *items(row["short_names"])]
        for name in names:
            owners.setdefault(name.casefold(), set()).add(row["iso3"])
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("column", ["capital", "government_seats", "demonyms"])
def test_a_capital_seat_or_demonym_means_one_country(column: str) -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("countries"):
        for item in items(row[column]):
            owners.setdefault(item, set()).add(row["iso3"])
    shared = {item for item, codes in owners.items() if len(codes) > 1}
    assert shared == (SHARED_DEMONYMS if column == "demonyms" else set())


def test_a_sovereign_is_a_listed_state_that_is_itself_sovereign(iso3: set[str]) -> None:
    countries = {row["iso3"]: row for row in rows("countries")}
    for row in countries.values():
        assert row["partial"] in {"", "yes"}, row
        if row["sovereign"]:
            assert row["sovereign"] in iso3, row
            assert not countries[row["sovereign"]]["sovereign"], row


def test_every_country_lies_in_a_known_region() -> None:
    assert {row["bloc_region"] for row in rows("countries")} == REGIONS


def test_a_historic_state_has_ended_and_names_a_listed_successor(iso3: set[str]) -> None:
    states = rows("historic_states")
    assert not repeated([row["name"] for row in states])
    for row in states:
        assert row["successor_iso3"] in iso3, row
        assert ISO_DATE.fullmatch(row["valid_from"]), row
        assert ISO_DATE.fullmatch(row["valid_to"]), row
        assert not out_of_order(row["valid_from"], row["valid_to"]), row


def test_an_office_is_a_lower_case_phrase_listed_once() -> None:
    phrases = [row["phrase"] for row in rows("offices")]
    assert not repeated(phrases)
    assert all(phrase and phrase == phrase.lower() for phrase in phrases)


def test_an_office_has_known_sectors_kind_and_level() -> None:
    for row in rows("offices"):
        assert set(items(row["sector"])) <= SECTORS, row
        assert row["sector"], row
        assert row["kind"] in KINDS, row
        assert row["level"] in LEVELS, row


def test_every_sector_of_plover_is_the_first_sector_of_some_office() -> None:
    assert {items(row["sector"])[0] for row in rows("offices")} == SECTORS


def test_a_named_body_belongs_to_a_listed_country_and_has_known_sector_and_kind(
    iso3: set[str],
) -> None:
    for row in rows("named_bodies"):
        assert row["country"] in iso3, row
        assert row["sector"] in SECTORS, row
        assert row["kind"] in KINDS, row


def test_a_name_of_a_body_means_one_body() -> None:
    names = chain.from_iterable(
        [row["name"], *items(row["aliases"])] for row in rows("named_bodies")
    )
    assert repeated(list(names)) == set()


def test_a_seat_of_government_and_the_body_of_its_name_belong_to_one_country() -> None:
    seats = {
        seat: row["iso3"] for row in rows("countries") for seat in items(row["government_seats"])
    }
    for row in rows("named_bodies"):
        for name in [row["name"], *items(row["aliases"])]:
            assert seats.get(name, row["country"]) == row["country"], row


@pytest.fixture(scope="module")
def organisations() -> set[str]:
    return {row["id"] for name in ("organisations", "groups") for row in rows(name)}


@pytest.mark.parametrize("name", PERSONS)
def test_an_office_is_of_a_listed_country_or_organisation(
    name: str, iso3: set[str], organisations: set[str]
) -> None:
    for row in rows(name):
        assert row["office"] in OFFICES[name], row
        if name == "officeholders":
            assert row["country"] in (organisations if row["office"] == "head" else iso3), row
        assert row["country"] in iso3 | organisations, row


@pytest.mark.parametrize("name", PERSONS)
def test_only_the_head_of_an_organisation_has_an_international_code_as_sector(name: str) -> None:
    for row in rows(name):
        assert row["sector"] in SECTORS | (INTERNATIONAL if row["office"] == "head" else set()), row


@pytest.mark.parametrize("name", PERSONS)
def test_a_term_of_office_starts_before_it_ends(name: str) -> None:
    for row in rows(name):
        assert ISO_DATE.fullmatch(row["from"]), row
        assert row["to"] == "" or ISO_DATE.fullmatch(row["to"]), row
        assert not out_of_order(row["from"], row["to"]), row


@pytest.mark.parametrize("name", PERSONS)
def test_a_term_of_office_is_listed_once(name: str) -> None:
    keys = [
        "|".join((row["name"], row["country"], row["office"], row["from"])) for row in rows(name)
    ]
    assert repeated(keys) == set()


def test_terms_of_one_person_in_one_office_do_not_overlap() -> None:
    terms: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in chain.from_iterable(rows(name) for name in PERSONS):
        held = (row["name"], row["country"], row["office"])
        terms.setdefault(held, []).append((row["from"], row["to"]))
    for key, spans in terms.items():
        ordered = sorted(spans)
        for (_, end), (start, _) in pairwise(ordered):
            assert end, key
            assert not out_of_order(end, start), key


def test_one_person_is_written_one_way_and_has_the_same_aliases_everywhere() -> None:
    written: dict[str, set[tuple[str, str]]] = {}
    for row in chain.from_iterable(rows(name) for name in PERSONS):
        written.setdefault(row["name"].casefold(), set()).add((row["name"], row["aliases"]))
    assert {name: found for name, found in written.items() if len(found) > 1} == {}


def test_an_alias_is_never_another_persons_full_name() -> None:
    persons = list(chain.from_iterable(rows(name) for name in PERSONS))
    names = {row["name"] for row in persons}
    for row in persons:
        assert not names & set(items(row["aliases"])), row


def test_every_sovereign_state_has_had_a_known_head_since_2010() -> None:
    led = {
        row["country"]
        for row in rows("officeholders")
        if row["office"] in {"head_of_state", "head_of_government"}
        and (not row["to"] or row["to"] >= "2010")
    }
    sovereign = {row["iso3"] for row in rows("countries") if not row["sovereign"]}
    # San Marino's heads change twice a year.
    assert sovereign - led == {"ATA", "SMR"}
