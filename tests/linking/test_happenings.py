"""Documents gathered by what they tell of."""

from __future__ import annotations

import numpy as np

from vanellus.linking.happenings import groups, happenings_of, likeness

TOLD = (
    "Gunmen attacked a police barracks in {0} near {1}, killing {2} gendarmes. {3} said the"
    " attackers fled towards {4}."
)
RETOLD = (
    "{2} gendarmes died when gunmen attacked a barracks in {0}, {3} told reporters in {1}. A"
    " search around {4} went on."
)
MALI = ("Kati", "Bamako", 7, "Colonel Dembele", "Kolokani")
NIGER = ("Torodi", "Niamey", 19, "Captain Issoufou", "Makalondi")
BAMAKO = (TOLD.format(*MALI), RETOLD.format(*MALI))
NIAMEY = (TOLD.format(*NIGER), RETOLD.format(*NIGER))
WHEAT = "The ministry of agriculture expects a record wheat harvest after abundant spring rains."


def test_like_happenings_are_parted_by_the_names_in_them():
    found = happenings_of([BAMAKO[0], NIAMEY[0], BAMAKO[1], NIAMEY[1], WHEAT])
    assert found[0] == found[2]
    assert found[1] == found[3]
    assert len(set(found)) == 3


def test_few_documents_of_one_matter_stay_together():
    assert len(set(happenings_of(BAMAKO))) == 1


def test_nothing_and_one_document_have_their_groups():
    assert happenings_of([]) == []
    assert happenings_of([""]) == [0]


def test_likeness_is_the_cosine_and_nought_for_an_empty_one():
    found = likeness([{"a": 1.0}, {"a": 3.0, "b": 4.0}, {}])
    assert np.allclose(found, [[1, 0.6, 0], [0.6, 1, 0], [0, 0, 0]])


def test_a_chain_is_not_joined_where_its_ends_are_unlike():
    alike = np.array([[1, 0.6, 0], [0.6, 1, 0.55], [0, 0.55, 1]])
    assert groups(alike, cut=0.5) == [[0, 1], [2]]
    assert groups(alike, cut=0.2) == [[0, 1, 2]]
