"""The lexicons of organisations, memberships and groups hold what their readers rely on.

Conventions of the three files, kept here because CSV has no comments:

* `valid_from` and `valid_to`, `from` and `to` are inclusive; a bare year or month stands for the
  whole of it. `to` is the day on which a membership ended, so leaver and body still overlap on it.
* A row may be one phase of a body whose sector changed (rebels that became a party or a
  government); the phases share their aliases and their dates don't overlap.
* `country` is a group's home, also where it fights abroad (the ADF are Ugandan). A group without
  one home country has a PLOVER code for such actors instead (IMG, ISM).
* `sector` of an intergovernmental body is empty unless the body is of one trade: JUD for courts,
  LEG for assemblies, COP for police, MED for health, MIL for alliances and for missions made of
  troops. A UN mission with a civilian side (MINUSMA) has none: the troops among it say so
  themselves.
* Mercenary firms are PRM, "paramilitary in favour of a state", not MIL: PLOVER keeps MIL for a
  state's own forces, and what a firm does can be disowned by the state that sent it. Africa Corps
  is MIL because the Russian defence ministry commands it openly.
* A suspended member stays a member, except where it never took part again (Cuba in the OAS,
  Venezuela in Mercosur).
"""

from __future__ import annotations

import calendar
import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "src" / "vanellus" / "resolving" / "data"

SECTORS = set(
    re.findall(
        r"\w+",
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP "
        "PRE REL SOC",
    )
)

# An alias of two rows that are valid at the same time, and why it stays with both.
# The country or the subject of the report has to decide between them.
AMBIGUOUS = {
    "ansar al-sharia": "twin groups of Libya and Tunisia used one name",
    "auc": "African Union Commission; Colombia's paramilitaries until 2006",
    "caf": "football confederation; development bank of Latin America",
    "cgt": "union federations of France and of Argentina",
    "cnrd": "Rwandan rebels; Guinea's junta",
    "cpc": "rebel coalition of the Central African Republic; China's ruling party",
    "dps": "parties of Bulgaria and of Montenegro",
    "fln": "Rwandan rebels; Algeria's party",
    "fpi": "Ivorian party; Indonesian Islamist movement",
    "hirak": "movements of southern Yemen and of Algeria",
    "jamaat-e-islami": "sister parties of Pakistan and Bangladesh",
    "jem": "Darfur's JEM; Pakistan's JeM, often printed in capitals",
    "labour party": "parties of Britain and of Nigeria",
    "maoist insurgents": "India and Nepal had Maoist insurgents together from 2004 to 2006",
    "maoist rebels": "India and Nepal had Maoist rebels together from 2004 to 2006",
    "national liberation army": "Colombia's ELN; Albanian guerrillas of Macedonia in 2001",
    "ncp": "parties of Sudan and of Bangladesh",
    "ndc": "Congolese militia until 2017; party of Ghana",
    "nrc": "Norwegian Refugee Council; NATO-Russia Council",
    "nrm": "Uganda's ruling party; neo-Nazis of the Nordic countries",
    "pcc": "Brazilian gang; Cuba's Communist Party",
    "ppp": "parties of Pakistan and of South Korea",
    "rsf": "Reporters Without Borders; Sudan's Rapid Support Forces",
    "slpp": "parties of Sierra Leone and of Sri Lanka",
    "snc": "Syrian National Council; the National Coalition that took it in",
    "tmc": "Sudan's junta of 2019; party of West Bengal",
    "uda": "Ulster loyalists; Kenya's ruling party",
}


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


ORGANISATIONS = read("organisations.csv")
MEMBERSHIPS = read("memberships.csv")
GROUPS = read("groups.csv")
BODIES = ORGANISATIONS + GROUPS
TABLES = {"organisations": ORGANISATIONS, "memberships": MEMBERSHIPS, "groups": GROUPS}


def first_day(text: str) -> date:
    """The first day that a date of the files covers."""
    if not text:
        return date.min
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day that a date of the files covers."""
    if not text:
        return date.max
    parts = [*map(int, text.split("-"))]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def names_of(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split(";") if alias)]


def coexist(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two rows are valid on some common day."""
    return first_day(one["valid_from"]) <= last_day(other["valid_to"]) and first_day(
        other["valid_from"]
    ) <= last_day(one["valid_to"])


def shared_names() -> dict[str, set[str]]:
    """Names held by several rows at one time, with the ids of those rows."""
    holders: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in BODIES:
        for name in {name.casefold() for name in names_of(row)}:
            holders[name].append(row)
    shared: dict[str, set[str]] = defaultdict(set)
    for name, rows in holders.items():
        for one, other in combinations(rows, 2):
            if coexist(one, other):
                shared[name] |= {one["id"], other["id"]}
    return shared


def members_on(organisation: str, day: date) -> set[str]:
    return {
        row["member"]
        for row in MEMBERSHIPS
        if row["organisation"] == organisation
        and first_day(row["from"]) <= day <= last_day(row["to"])
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_exactly_the_columns_of_the_header(table: str) -> None:
    for row in TABLES[table]:
        assert None not in row, row
        assert None not in row.values(), row


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_space_at_its_ends_or_an_empty_list_item(table: str) -> None:
    for row in TABLES[table]:
        for column, cell in row.items():
            assert cell == "" or all(item and item == item.strip() for item in cell.split(";")), (
                column,
                row,
            )


def test_ids_are_unique_across_organisations_and_groups() -> None:
    repeated = [id_ for id_, count in Counter(row["id"] for row in BODIES).items() if count > 1]
    assert repeated == []


def test_ids_are_upper_case_words() -> None:
    assert [r["id"] for r in BODIES if not re.fullmatch(r"[A-Z0-9][A-Z0-9_]*", r["id"])] == []


def test_no_row_repeats_a_name_of_its_own() -> None:
    for row in BODIES:
        assert [n for n, count in Counter(names_of(row)).items() if count > 1] == [], row["id"]


def test_no_alias_begins_with_a_lower_case_article() -> None:
    # Whoever looks a mention up takes "the" off first.
    assert [n for row in BODIES for n in names_of(row) if n.startswith("the ")] == []


def test_a_name_held_by_two_bodies_at_once_is_listed_as_ambiguous() -> None:
    unlisted = {name: ids for name, ids in shared_names().items() if name not in AMBIGUOUS}
    assert unlisted == {}


def test_every_name_listed_as_ambiguous_still_is() -> None:
    assert set(AMBIGUOUS) - set(shared_names()) == set()


def test_kinds_codes_and_sectors_come_from_the_closed_lists() -> None:
    for row in ORGANISATIONS:
        assert row["kind"] in {"igo", "bloc", "ngo"}, row
        assert row["plover_code"] in {"IGO", "UNO", "EUR", "NGO", "ISM"}, row
        assert row["sector"] in SECTORS | {""}, row
    for row in GROUPS:
        assert row["kind"] in {"armed_group", "company", "group"}, row
        assert row["plover_code"] in {"", "ISM", "IMG", "MNC"}, row
        assert row["sector"] in SECTORS, row


def test_only_companies_are_multinational_corporations() -> None:
    assert [r["id"] for r in GROUPS if r["plover_code"] == "MNC" and r["kind"] != "company"] == []


def test_parties_are_groups_and_armed_groups_bear_arms() -> None:
    for row in GROUPS:
        if row["sector"] == "PTY":
            assert row["kind"] == "group", row
        if row["kind"] == "armed_group":
            assert row["sector"] in {"REB", "PRM", "CRM", "MIL"}, row


def test_a_group_has_a_home_country_or_a_code_for_groups_without_one() -> None:
    assert [r["id"] for r in GROUPS if not r["country"] and not r["plover_code"]] == []


def test_countries_are_rows_of_the_country_table() -> None:
    known = {row["iso3"] for row in read("countries.csv")}
    used = {row["country"] for row in BODIES if row["country"]}
    used |= {row["member"] for row in MEMBERSHIPS}
    assert {code for code in used if not re.fullmatch("[A-Z]{3}", code)} == set()
    assert used - known == set()


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("organisations", "valid_from", "valid_to"),
        ("groups", "valid_from", "valid_to"),
        ("memberships", "from", "to"),
    ],
)
def test_dates_are_iso_and_in_order(table: str, start: str, end: str) -> None:
    for row in TABLES[table]:
        for column in (start, end):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row[column]), row
        assert row[start], f"a start is always given: {row}"
        assert first_day(row[start]) <= last_day(row[end]), row


def test_parents_exist_and_no_group_is_its_own_ancestor() -> None:
    parents = {row["id"]: row["parent"] for row in GROUPS}
    for id_ in parents:
        path = [id_]
        while parent := parents[path[-1]]:
            assert parent in parents, f"{path[-1]} has the unknown parent {parent}"
            assert parent not in path, path
            path.append(parent)


@pytest.mark.parametrize("affiliate", ["JNIM", "KATIBA_MACINA", "AL_SHABAAB", "AQAP", "NUSRA"])
def test_affiliates_of_al_qaeda_lead_up_to_it(affiliate: str) -> None:
    parents = {row["id"]: row["parent"] for row in GROUPS}
    while parents[affiliate]:
        affiliate = parents[affiliate]
    assert affiliate == "ALQAEDA"


@pytest.mark.parametrize("affiliate", ["ISGS", "ISWAP", "ISKP", "ADF", "ISM_MOZAMBIQUE"])
def test_affiliates_of_islamic_state_lead_up_to_it(affiliate: str) -> None:
    parents = {row["id"]: row["parent"] for row in GROUPS}
    while parents[affiliate]:
        affiliate = parents[affiliate]
    assert affiliate == "ISIS"


def test_memberships_are_of_listed_organisations_within_their_life() -> None:
    bodies = {row["id"]: row for row in ORGANISATIONS}
    for row in MEMBERSHIPS:
        body = bodies[row["organisation"]]
        assert first_day(row["from"]) >= first_day(body["valid_from"]), row
        if body["valid_to"]:
            assert row["to"], row
            assert last_day(row["to"]) <= last_day(body["valid_to"]), row


def test_two_terms_of_one_member_do_not_overlap() -> None:
    terms: dict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    for row in MEMBERSHIPS:
        span = (first_day(row["from"]), last_day(row["to"]))
        terms[row["organisation"], row["member"]].append(span)
    for key, spans in terms.items():
        for (_, end), (start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert end < start, key


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("EU", date(1990, 1, 1), 12),
        ("EU", date(2019, 6, 1), 28),
        ("EU", date(2021, 6, 1), 27),
        ("NATO", date(1998, 1, 1), 16),
        ("NATO", date(2025, 1, 1), 32),
        ("AU", date(2010, 1, 1), 53),
        ("AU", date(2020, 1, 1), 55),
        ("OAU", date(1990, 1, 1), 50),
        ("ECOWAS", date(2024, 6, 1), 15),
        ("ECOWAS", date(2025, 6, 1), 12),
        ("ARAB_LEAGUE", date(2020, 1, 1), 22),
        ("OIC", date(2020, 1, 1), 57),
        ("COMMONWEALTH", date(2023, 1, 1), 56),
        ("OSCE", date(2020, 1, 1), 57),
        ("COUNCIL_OF_EUROPE", date(2021, 1, 1), 47),
        ("COUNCIL_OF_EUROPE", date(2023, 1, 1), 46),
        ("OECD", date(2022, 1, 1), 38),
        ("SADC", date(2020, 1, 1), 16),
        ("EAC", date(2025, 1, 1), 8),
        ("ASEAN", date(2020, 1, 1), 10),
        ("APEC", date(2020, 1, 1), 21),
        ("CELAC", date(2012, 1, 1), 33),
        ("CARICOM", date(2020, 1, 1), 15),
        ("PIF", date(2020, 1, 1), 18),
        ("OPEC", date(2024, 6, 1), 12),
        ("BRICS", date(2020, 1, 1), 5),
        ("BRICS", date(2025, 6, 1), 10),
        ("SCO", date(2025, 1, 1), 10),
    ],
)
def test_the_number_of_members_is_what_the_body_itself_counted(
    organisation: str, day: date, count: int
) -> None:
    assert len(members_on(organisation, day)) == count


def test_the_three_sahel_states_left_the_west_african_bloc_for_their_own() -> None:
    assert members_on("AES", date(2025, 6, 1)) == {"MLI", "BFA", "NER"}
    assert not members_on("AES", date(2025, 6, 1)) & members_on("ECOWAS", date(2025, 6, 1))
    assert members_on("AES", date(2024, 6, 1)) < members_on("ECOWAS", date(2024, 6, 1))
    assert members_on("G5_SAHEL", date(2023, 1, 1)) == {"BFA", "NER", "TCD", "MRT"}
