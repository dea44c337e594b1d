"""Families of event words."""

from __future__ import annotations

import pytest

from vanellus.errors import CodebookError
from vanellus.linking.trigger_families import Families, derived, families_of, same_family

HEAD = "family,words,near"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("was assassinated", "the murder"),
        ("resigned", "stepped down"),
        ("talks", "negotiations"),
        ("arrested", "detained"),
        ("unknownish", "unknownish"),
    ],
)
def test_words_that_may_name_one_deed_are_of_one_family(first, second):
    assert same_family(first, second)
    assert same_family(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("resigned", "exploded"), ("signed", "shelled"), ("met", "zzz")]
)
def test_words_of_unlike_deeds_are_not(first, second):
    assert not same_family(first, second)


def test_the_families_of_a_trigger_are_told_by_name():
    assert families_of(["ceasefire", "xyzzy"]) == [("ceasefire",), ()]


def test_a_phrase_counts_even_where_only_its_verb_is_marked():
    families = Families.default()
    assert families.head("stepped", after=" down on Monday") == "step_down"
    assert families.head("stepped", after=" on a mine") == "step"
    assert families.head("peace talks") == "peace_talk"
    assert families.head("was killed") == "kill"
    assert families.head("--") == "--"


def test_neighbours_hold_both_ways():
    families = Families.read([HEAD, "blast,explode,kill", "kill,murder,"])
    assert families.near("explode", "murder")
    assert families.near("murder", "explode")
    assert not families.near("explode", "explode")


def test_words_that_hold_of_any_event_are_pale():
    families = Families.default()
    assert families.pale("say")
    assert not families.pale("arrest")


def test_derivation_is_seen_by_the_common_beginning():
    assert derived("demonstrate", "demonstration")
    assert not derived("kill", "murder")


@pytest.mark.parametrize(
    "lines",
    [["family,words"], [HEAD, "a,x,", "a,y,"], [HEAD, "a,x,b"]],
)
def test_a_table_that_contradicts_itself_is_refused(lines):
    with pytest.raises(CodebookError):
        Families.read(lines)
