"""The figures of places, reckoned by hand from the definitions."""

from __future__ import annotations

import pytest

from vanellus.evaluating import score_places
from vanellus.evaluating.places import NEAR_KM, kilometres
from vanellus.records import Place


def place(start, end, latitude=None, longitude=None):
    return Place(text="x", start=start, end=end, latitude=latitude, longitude=longitude)


def name(start, end, latitude, longitude):
    return {"start": start, "end": end, "lat": latitude, "lon": longitude}


def test_a_degree_of_latitude_is_some_111_kilometres_and_the_poles_are_half_way_round():
    assert kilometres((0, 0), (1, 0)) == pytest.approx(111.19, abs=0.01)
    assert kilometres((90, 0), (-90, 0)) == pytest.approx(20015.1, abs=0.1)
    assert kilometres((10, 179.5), (10, -179.5)) == pytest.approx(kilometres((10, 0), (10, 1)))
    assert kilometres((12.65, -8), (12.65, -8)) == 0


def test_a_place_within_a_hundred_miles_is_right():
    assert NEAR_KM == 161
    row = {"toponyms": [name(0, 2, 0, 0), name(5, 7, 0, 0)]}
    near, far = place(0, 2, 1.44, 0), place(5, 7, 1.45, 0)
    figures = score_places([row], [[near, far]], [[near, far]])["all"]
    assert kilometres((0, 0), (1.44, 0)) < NEAR_KM < kilometres((0, 0), (1.45, 0))
    assert figures["accuracy"] == figures["accuracy_answered"] == 0.5
    assert figures["end_to_end"]["f1"] == 0.5
    assert figures["recognition"]["f1"] == 1


def test_a_place_left_open_counts_among_all_but_not_among_those_answered():
    row = {"toponyms": [name(0, 2, 0, 0), name(5, 7, 0, 0)]}
    given = [place(0, 2, 0, 0), place(5, 7)]
    figures = score_places([row], [given], [given])["all"]
    assert figures["coverage"] == 0.5
    assert figures["accuracy"] == 0.5
    assert figures["accuracy_answered"] == 1
    assert figures["mean_km"] == figures["median_km"] == 0


def test_mean_and_median_distance_are_over_those_answered():
    row = {"toponyms": [name(n, n + 1, 0, 0) for n in range(4)]}
    given = [place(0, 1, 0, 0), place(1, 2, 1, 0), place(2, 3, 10, 0), place(3, 4)]
    figures = score_places([row], [given], [[]])["all"]
    degree = kilometres((0, 0), (1, 0))
    assert figures["mean_km"] == pytest.approx(11 * degree / 3)
    assert figures["median_km"] == pytest.approx(degree)


def test_names_without_coordinates_in_gold_are_passed_over():
    row = {"toponyms": [name(0, 2, None, None), name(5, 7, 0, 0)]}
    given = [place(0, 2, 50, 50), place(5, 7, 0, 0)]
    figures = score_places([row], [given], [[given[1]]])["all"]
    assert figures["toponyms"] == 1
    assert figures["accuracy"] == 1
    assert figures["recognition"]["recall"] == 1


def test_end_to_end_wants_the_name_found_and_rightly_placed():
    row = {"toponyms": [name(0, 5, 0, 0), name(10, 15, 0, 0), name(20, 25, 0, 0)]}
    free = [place(0, 3, 0, 0), place(10, 15, 50, 50), place(40, 45, 0, 0)]
    figures = score_places([row], [[place(0, 5)] * 3], [free])["all"]
    assert figures["recognition"]["right"] == 2
    assert figures["end_to_end"]["right"] == 1
    assert figures["end_to_end"]["f1"] == pytest.approx(1 / 3)


def test_places_are_told_by_corpus_after_the_part_of_the_id_before_the_hyphen():
    rows = [
        {"id": "one-1", "toponyms": [name(0, 1, 0, 0)]},
        {"id": "two-1", "toponyms": [name(0, 1, 0, 0)]},
    ]
    given = [[place(0, 1, 0, 0)], [place(0, 1, 50, 0)]]
    figures = score_places(rows, given, given)
    assert set(figures) == {"all", "one", "two"}
    assert [figures[corpus]["accuracy"] for corpus in ("all", "one", "two")] == [0.5, 1, 0]


def test_without_any_answer_there_is_no_distance():
    figures = score_places([{"toponyms": [name(0, 1, 0, 0)]}], [[place(0, 1)]], [[]])["all"]
    assert figures["mean_km"] is None
    assert figures["accuracy"] == figures["accuracy_answered"] == 0
