"""Mentions that end amid a word or name."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Burkina [N|Faso] waits.", "Burkina Faso"),
        ("The M5-[N|RFP] waits.", "M5-RFP"),
        ("[N|Captain Edo] Varn waits.", "Captain Edo Varn"),
        ("Oslo heard [N|five] nurses of the Danish clinic.", "five nurses of the Danish clinic"),
        ("They drew the line between the [N|two] countries.", "the two countries"),
        ("[N|Three states that] share a lake wait.", "Three states"),
    ],
)
def test_a_mention_is_grown_or_cut_to_whole_words_and_names(
    reader: Any, line: str, whole: str
) -> None:
    assert list(reader.parties(line)) == [whole]


def test_two_halves_of_a_known_name_are_one_party(reader: Any) -> None:
    found = reader.parties(
        "[A1|The West African Economic] and [A1|Monetary Union] [E1 SUPPORT|backed] [R1|Mali]."
    )
    ids = {entity.id for text, entity in found.items() if text != "Mali"}
    assert ids == {"UEMOA"}


def test_a_name_does_not_grow_over_a_weekday_or_a_headline(reader: Any) -> None:
    told = reader.parties("[N|Captain Varn] Monday refused.")
    title = "[A1|President Sol] Talks as [E1 REJECT|No] to Bribe"
    headline = reader.parties("[N|Chile] waits.", title=title)
    assert list(told) == ["Captain Varn"]
    assert "President Sol" in headline


def test_an_adjective_shares_the_noun_of_the_next_mention(reader: Any) -> None:
    found = reader.parties(
        "[A1|Religious] and [A1|community leaders] in [P1|Gao] [E1 CONSULT|met] [R1|the mayor]."
    )
    assert found["Religious"].name == "Religious community leaders"
    assert found["Religious"].country == "MLI"


def test_a_common_noun_that_opens_a_sentence_is_no_name(reader: Any) -> None:
    found = reader.parties("[A1|Men on camels] [E1 ASSAULT|shot] [R1|a clerk] in [P1|Gao].")
    assert (found["Men on camels"].country, found["Men on camels"].sector) == ("MLI", "CVL")
