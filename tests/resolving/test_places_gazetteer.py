"""The gazetteer: what it has, what it leaves out, how it is kept."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from vanellus.resolving import gazetteer as module
from vanellus.resolving.gazetteer import Gazetteer, gazetteer
from vanellus.resolving.place_choice import distance_km
from vanellus.resolving.place_table import CITY, COUNTRY, COUNTY, STATE, place_key


def table(file: str) -> list[dict[str, str]]:
    text = (resources.files("vanellus.resolving") / "data" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("St. Paul", "saint paul"),
        ("Fada N'gourma", "fada ngourma"),
        ("Bobo-Dioulasso", "bobo dioulasso"),
        ("Ségou", "segou"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("...", ""),
    ],
)
def test_names_are_compared_without_accents_dots_and_short_forms(written, key):
    assert place_key(written) == key


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Mali", COUNTRY, "MLI"),
        ("Ivory Coast", COUNTRY, "CIV"),
        ("Burma", COUNTRY, "MMR"),
        ("Ouagadougou", CITY, "BFA"),
        ("Tombouctou", CITY, "MLI"),
        ("Texas", STATE, "USA"),
        ("Nova Scotia", STATE, "CAN"),
        ("Helmand", STATE, "AFG"),
        ("Rapides Parish", COUNTY, "USA"),
    ],
)
def test_it_knows_places_of_every_kind(name, kind, country):
    assert any(e.kind == kind and e.country == country for e in gazetteer().named(name))


def test_an_unknown_name_has_no_entries():
    assert gazetteer().named("Xyzzyville upon Nothing") == ()
    assert gazetteer().known(["xyzzyville", "bamako"]) == [False, True]


def test_a_town_is_named_in_arabic_countries_with_and_without_its_article():
    assert any(e.country == "SYR" for e in gazetteer().named("Qamishli"))


def test_airport_codes_and_names_in_other_scripts_are_left_out():
    assert gazetteer().named("BKO") == ()
    assert gazetteer().named("Бамако") == ()


def test_every_country_has_a_position_and_an_iso_code():
    rows = table("place_countries.csv")
    assert len({row["iso3"] for row in rows}) == len(rows) == 250
    for row in rows:
        entry = gazetteer().country(row["iso3"])
        assert entry is not None
        assert -90 <= entry.latitude <= 90
        assert -180 <= entry.longitude <= 180


def test_every_region_of_the_table_is_in_the_gazetteer():
    for row in table("place_regions.csv"):
        found = [e for e in gazetteer().named(row["name"]) if e.country == row["iso3"]]
        assert any(e.kind != CITY for e in found), row


def test_every_county_has_a_town_of_its_state():
    rows = table("place_counties.csv")
    assert len(rows) > 3000
    for row in rows:
        names = (f"{row['county']} {kind}" for kind in ("County", "Parish", "Borough"))
        entries = [e for name in names for e in gazetteer().named(name) if e.kind == COUNTY]
        states = {state.name for e in entries if (state := gazetteer().state(e.division))}
        assert states, row


def test_a_region_lies_where_its_seat_lies():
    for row in table("place_regions.csv"):
        if row["level"] != "2" or row["latitude"]:
            continue
        region = next(
            e for e in gazetteer().named(row["name"]) if e.country == row["iso3"] and e.kind != CITY
        )
        seats = [e for e in gazetteer().named(row["seat"]) if e.country == row["iso3"]]
        assert min(distance_km(region, seat) for seat in seats) < 1.0, row


def test_what_was_gathered_is_kept_and_read_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    columns = dict(gazetteer()._columns)
    file = module._cache_folder() / f"places-{module._version()}.npz"
    module._keep(columns, file)
    monkeypatch.setattr(module, "build", lambda: pytest.fail("it was gathered anew"))
    again = module.gazetteer.__wrapped__()
    assert again.named("Niamey") == gazetteer().named("Niamey")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_broken_cache_is_gathered_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = module._cache_folder() / f"places-{module._version()}.npz"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no archive")
    called = []
    monkeypatch.setattr(module, "build", lambda: called.append(True))
    monkeypatch.setattr(module, "_pack", lambda _: dict(gazetteer()._columns))
    again = module.gazetteer.__wrapped__()
    assert called
    assert isinstance(again, Gazetteer)


def test_a_cache_folder_that_can_not_be_written_does_no_harm(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(module, "build", lambda: None)
    monkeypatch.setattr(module, "_pack", lambda _: dict(gazetteer()._columns))
    assert len(module.gazetteer.__wrapped__()) == len(gazetteer())
