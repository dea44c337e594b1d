from __future__ import annotations

import pytest

from vanellus.linking.tolls import ToldToll, Toll, read_toll, resolved_toll


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Gunmen killed at least 12 people in the market of Hadel.", 12, None),
        ("Twelve soldiers were killed when a mine went off near Korra.", 12, 12),
        ("12 soldiers dead, army says", 12, 12),
        ("The death toll rose to 23 on Tuesday.", 23, 23),
        ("The raid left 30 dead and 40 wounded.", 30, 30),
        ("Attackers killed 12 soldiers and four civilians at the post.", 16, 16),
        ("Dozens of villagers were killed in the raid.", 24, 99),
        ("More than 100 people died in the fire.", 101, None),
        ("The army said it killed between 30 and 40 militants.", 30, 40),
        ("Up to 15 people were killed.", 0, 15),
        ("A soldier was killed and three were wounded.", 1, 1),
        ("The blast killed two hundred and six people.", 206, 206),
        ("Nobody was killed in the shelling.", 0, 0),
        ("At least 1,200 people were killed, the ministry said.", 1200, None),
        ("Bandits shot dead 7 farmers, residents said.", 7, 7),
        ("The attack claimed 54 lives.", 54, 54),
        ("Killed 12, the radio said.", 12, 12),
        ("Several dozen rebels were killed.", 36, 84),
        ("Some 20 herders were massacred, including six children.", 18, 22),
    ],
)
def test_the_dead_of_a_sentence_are_read(sentence: str, low: float, high: float | None) -> None:
    found = read_toll(sentence)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers met for 12 hours.",
        "The raid wounded 30 soldiers.",
        "The war has killed 40,000 people since 2015.",
        "Armed men burned 12 houses and killed cattle.",
        "The 45-year-old trader was arrested in 2023.",
        "Soldiers died in 2021 in the same place.",
        "He left 12 days later for Hadel.",
        "The convoy lost 12 vehicles.",
    ],
)
def test_an_unrelated_number_is_no_toll(sentence: str) -> None:
    assert read_toll(sentence) is None


def told(source: str, day: int, low: float, high: float | None) -> ToldToll:
    return ToldToll(source, day, Toll(low, high), f"r-{source}-{day}")


def test_a_rising_toll_is_no_contradiction() -> None:
    found = resolved_toll([told("a", 1, 12, None), told("b", 1, 12, 12), told("c", 3, 23, 23)])
    assert found is not None
    assert found.toll[:2] == (23, 23)
    assert not found.disputed


def test_a_lower_toll_told_later_is_a_contradiction() -> None:
    found = resolved_toll([told("a", 1, 40, 40), told("b", 3, 12, 12)])
    assert found is not None
    assert len(found.disputed) == 2


def test_dozens_and_thirty_agree_and_the_narrower_counts() -> None:
    found = resolved_toll([told("a", 1, 24, 99), told("b", 1, 30, 30)])
    assert found is not None
    assert found.toll[:2] == (30, 30)
    assert not found.disputed


def test_at_least_twelve_and_fifteen_on_one_day_differ() -> None:
    found = resolved_toll([told("a", 1, 12, None), told("b", 1, 15, 15)])
    assert found is not None
    assert len(found.disputed) == 2


def test_the_toll_of_most_independent_sources_wins() -> None:
    found = resolved_toll([told("a", 2, 12, 12), told("b", 2, 12, 12), told("c", 2, 60, 60)])
    assert found is not None
    assert found.toll[:2] == (12, 12)


def test_where_nothing_is_told_there_is_no_toll() -> None:
    assert resolved_toll([]) is None
