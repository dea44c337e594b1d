"""The errors: one line for people, facts for programmes, fit to cross processes."""

from __future__ import annotations

import pickle
import re

import pytest
from fakes import facts_of

from vanellus import errors
from vanellus.errors import (
    BadDate,
    CodebookError,
    InputError,
    MissingExtra,
    ModelMissing,
    NotAStore,
    StoreBusy,
    StoreFull,
    VanellusError,
)

EVERY = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, VanellusError)
]


def test_the_tree_in_the_docstring_names_every_class_under_its_parent():
    above: dict[int, str] = {}
    drawn = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^([│ ]*(?:[├└]── )?)([A-Z]\w+)(?:  |$)", line):
            depth, name = len(found[1]), found[2]
            above = {deep: parent for deep, parent in above.items() if deep < depth}
            drawn[name] = above[max(above)] if above else None
            above[depth] = name
    told = {kind.__name__: kind.__base__.__name__ for kind in EVERY[1:]}
    assert drawn == {"VanellusError": None, **told}


def test_every_class_of_the_module_is_an_error_of_ours():
    own = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and value.__module__ == errors.__name__
    ]
    assert own == EVERY


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_says_in_its_docstring_when_it_happens(kind):
    assert kind.__doc__
    assert kind.__doc__ != VanellusError.__doc__ or kind is VanellusError


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_survives_pickling_with_its_facts_and_its_line(kind):
    error = kind(**facts_of(kind))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.facts == error.facts
    assert str(again) == str(error)
    for name, value in facts_of(kind).items():
        assert getattr(again, name) == value


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_is_told_in_one_line_even_where_its_facts_hold_line_breaks(kind):
    torn = {
        name: "first\r\n  second\u2028third" if isinstance(value, str) else value
        for name, value in facts_of(kind).items()
    }
    line = str(kind(**torn))
    assert len(line.splitlines()) == 1
    assert "first second third" in line


@pytest.mark.parametrize("kind", EVERY)
def test_the_facts_of_an_error_are_all_told(kind):
    line = str(kind(**facts_of(kind)))
    assert all(str(value) in line for value in facts_of(kind).values())


def test_only_what_may_pass_by_itself_is_transient():
    assert {kind for kind in EVERY if kind.transient} == {StoreBusy, StoreFull}


def test_bad_input_is_told_with_place_problem_and_what_would_be_valid():
    assert str(BadDate(where="date", problem="'x' is no day", valid="YYYY-MM-DD")) == (
        "date: 'x' is no day (valid: YYYY-MM-DD)"
    )


def test_bad_input_without_a_hint_ends_after_the_problem():
    assert str(InputError(where="a", problem="b")) == "a: b"


def test_a_fault_in_a_table_is_told_with_its_line_where_it_has_one():
    assert str(CodebookError(file="t.toml", problem="p", line=3)) == "t.toml (line 3): p"
    assert str(CodebookError(file="t.toml", problem="p")) == "t.toml: p"


def test_a_missing_package_is_told_with_the_line_that_installs_it():
    error = MissingExtra(package="fastwarc", needed_for="reading WARC", extra="warc")
    assert str(error) == "reading WARC needs the package fastwarc: pip install 'vanellus[warc]'"


def test_a_missing_model_is_told_with_its_path_and_the_ways_to_get_one():
    assert str(ModelMissing(path="/m")).startswith("/m: no event model there (install")


def test_an_error_of_the_store_can_be_caught_as_one_of_vanellus():
    with pytest.raises(VanellusError, match="no store"):
        raise NotAStore(path="x", problem="no store")
