"""Which first-order division a place lies in."""

from __future__ import annotations

from vanellus.resolving.divisions import divisions_of


def test_a_town_is_found_by_its_id_and_a_region_by_its_name():
    assert divisions_of([("Mopti", "MLI", 2453348), ("Gao Region", "MLI", None)]) == [
        "Mopti Region",
        "Gao Region",
    ]


def test_a_name_is_looked_for_in_its_own_country_only():
    assert divisions_of([("Gao", "MLI", None), ("Gao", "NER", None)]) == ["Gao Region", None]


def test_a_country_or_an_unknown_place_lies_in_no_division():
    assert (
        divisions_of([("Mali", "MLI", 2453866), ("Nowhereville", "MLI", 7), (None, None, None)])
        == [None] * 3
    )
