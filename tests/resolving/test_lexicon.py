"""The lexicon is read and checked, and finds names as they are written and on the day meant."""

from __future__ import annotations

import doctest
import importlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from vanellus.errors import CodebookError
from vanellus.resolving.known import Sort
from vanellus.resolving.lexicon import Lexicon
from vanellus.resolving.matching import find_items
from vanellus.resolving.words import split_words

DATA = Path(__file__).parents[2] / "src" / "vanellus" / "resolving" / "data"


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def ids(text: str) -> list[str]:
    """What the names in a text are names of."""
    items = find_items(split_words(text), Lexicon.default())
    return [item.names[0].id for item in items if item.names]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables, to be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    "words lexicon_reading parties phrase_reading resolver survey".split(),
)
def test_the_examples_in_the_documentation_hold(name: str) -> None:
    module = importlib.import_module(f"vanellus.resolving.{name}")
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mali", ["MLI"]),
        ("Mali’s", ["MLI"]),
        ("MALI", ["MLI"]),
        ("Cote d'Ivoire", ["CIV"]),
        ("Côte d’Ivoire", ["CIV"]),
        ("the Republic of the Congo", ["COG"]),
        ("Guinea-Bissau", ["GNB"]),
        ("Guinea Bissau", ["GNB"]),
        ("Equatorial Guinea", ["GNQ"]),
        ("Papua New Guinea", ["PNG"]),
        ("South Sudan", ["SSD"]),
        ("Nigeria", ["NGA"]),
        ("American Samoa", ["ASM"]),
        ("the U.S.", ["USA"]),
        ("the US", ["USA"]),
        ("N’Djamena", ["TCD"]),
        ("Turkish Cypriots", ["XNC"]),
        ("al-Qaeda", ["ALQAEDA"]),
        ("Al Qaida", ["ALQAEDA"]),
        ("the WHO", ["WHO"]),
        ("Unesco", ["UNESCO"]),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tell us who it was", []),
        ("a turkey on a china plate", []),
        ("their jordan almonds", []),
        ("Malinowski", []),
        ("Chadwick", []),
        ("Omanski", []),
        ("Romano", []),
        ("Indiana", ["Indiana"]),
        ("the Niger Delta", ["Niger Delta"]),
        ("New Mexico", ["New Mexico"]),
    ],
)
def test_no_state_is_found_in_common_nouns_or_inside_other_names(
    text: str, found: list[str]
) -> None:
    assert ids(text) == found


def test_the_longest_name_wins() -> None:
    assert ids("the Islamic State in the Greater Sahara") == ["ISGS"]
    assert ids("the Central African Republic") == ["CAF"]
    assert ids("the Democratic Republic of the Congo") == ["COD"]


@pytest.mark.parametrize(
    ("on", "inside"),
    [("1975-05-28", True), ("2000-01-01", True), ("2025-01-28", True), ("2025-01-29", False)],
)
def test_a_member_counts_from_entry_until_the_day_of_leaving(on: str, *, inside: bool) -> None:
    assert ("MLI" in Lexicon.default().members("ECOWAS", day(on))) is inside


def test_members_without_a_day_are_those_of_now() -> None:
    assert "MLI" not in Lexicon.default().members("ECOWAS", None)
    assert Lexicon.default().members("AES", None) == ("BFA", "MLI", "NER")


def test_a_bloc_that_is_not_yet_or_no_more_has_its_last_members() -> None:
    assert Lexicon.default().members("AES", day("2023-07-01")) == ("BFA", "MLI", "NER")
    assert "RUS" in Lexicon.default().members("WARSAW_PACT", day("2020-01-01"))


@pytest.mark.parametrize(
    ("country", "office", "on", "name"),
    [
        ("MLI", "foreign_minister", "2025-04-01", "Abdoulaye Diop"),
        ("RUS", "foreign_minister", "2025-04-01", "Sergei Lavrov"),
        ("USA", "head_of_state", "2010-06-01", "Barack Obama"),
        ("USA", "head_of_state", "2018-06-01", "Donald Trump"),
        ("NER", "head_of_state", "2022-06-01", "Mohamed Bazoum"),
    ],
)
def test_an_office_has_the_holder_of_the_day(country: str, office: str, on: str, name: str) -> None:
    holder = Lexicon.default().holder(country, office, day(on))
    assert holder is not None
    assert holder.name == name


def test_no_holder_is_given_without_a_day() -> None:
    assert Lexicon.default().holder("MLI", "foreign_minister", None) is None


def test_a_state_of_the_past_is_its_successor_s() -> None:
    (name,) = Lexicon.default().names["soviet union"]
    assert name.known.sort is Sort.PAST_STATE
    assert name.known.country == "RUS"


def test_a_dependency_belongs_to_its_sovereign_and_the_hardly_recognised_are_marked() -> None:
    lexicon = Lexicon.default()
    assert lexicon.names["greenland"][0].known.country == "DNK"
    somaliland = lexicon.names["somaliland"][0].known
    assert (somaliland.country, somaliland.sector) == ("SOM", "PRE")
    assert lexicon.names["kosovo"][0].known.sector == "GOV"


def test_a_region_holds_states_only_and_a_former_colony_has_one_power() -> None:
    lexicon = Lexicon.default()
    assert {"MLI", "BFA", "NER"} <= lexicon.regions["Sahel"]
    assert lexicon.regions["Sahel"] < lexicon.regions["Africa"]
    assert lexicon.powers["MLI"] == "FRA"
    assert lexicon.powers["GHA"] == "GBR"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "words"),
    [
        ("countries.csv", "iso3,iso2", "iso,iso2", 1, "header"),
        ("countries.csv", "\nEGY,EG,", "\nEgy,EG,", 3, "'Egy'"),
        ("memberships.csv", "\nACCRA_INITIATIVE,BEN,", "\nNO_SUCH,BEN,", 2, "NO_SUCH"),
        ("memberships.csv", "\nACCRA_INITIATIVE,BEN,2017-09", "\nACCRA_INITIATIVE,BEN,2017-19", 2,
         "2017-19"),
        ("memberships.csv", "\nACCRA_INITIATIVE,BEN,", "\nACCRA_INITIATIVE,QQQ,", 2, "QQQ"),
        ("named_bodies.csv", ",USA,GOV,state", ",USA,GVO,state", 2, "GVO"),
        ("offices.csv", "\npresident,GOV,person", "\npresident,GOV,human", 2, "human"),
        ("offices.csv", "\npresident,GOV,person,", "\npresident,GOV,", 2, "cells"),
        ("organisations.csv", "\nUN_SECURITY_COUNCIL,", "\nUN,", 3, "twice"),
        ("regions.csv", "MLI;BFA;NER", "MLI;BFA;NIG", 2, "NIG"),
        ("parts.csv", "\nGBR,", "\nGBX,", 2, "GBX"),
        ("officeholders.csv", ",MLI,head_of_state,GOV,", ",MLI,boss,GOV,", 2, "boss"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_told_with_file_and_line(
    folder: Path, file: str, old: str, new: str, line: int, words: str
) -> None:
    change(folder, file, old, new)
    with pytest.raises(CodebookError) as caught:
        Lexicon(folder)
    assert caught.value.file == file
    assert caught.value.line == line
    assert words in str(caught.value)


def test_a_missing_table_is_told_by_name(folder: Path) -> None:
    (folder / "groups.csv").unlink()
    with pytest.raises(CodebookError, match=r"groups\.csv: is missing"):
        Lexicon(folder)
