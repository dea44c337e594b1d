"""The settings: environment, bounds, the listing and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from vanellus.cli import commands
from vanellus.errors import InputError
from vanellus.settings import SETTINGS, in_force, page, real, setting, whole

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for entry in SETTINGS:
        monkeypatch.delenv(entry.variable, raising=False)


@pytest.mark.parametrize("entry", SETTINGS, ids=lambda entry: entry.name)
def test_without_its_variable_a_setting_has_its_default_which_is_within_its_own_bounds(entry):
    assert setting(entry.name) == entry.default
    assert entry.least <= entry.default
    assert entry.most is None or entry.default <= entry.most


@pytest.mark.parametrize("entry", SETTINGS, ids=lambda entry: entry.name)
def test_the_environment_variable_sets_the_value_in_the_kind_of_the_default(entry, monkeypatch):
    monkeypatch.setenv(entry.variable, "1")
    assert setting(entry.name) == 1
    assert type(setting(entry.name)) is type(entry.default)
    assert in_force().get(entry.name) == (1 if entry.shapes_results else None)


def test_an_empty_variable_is_taken_as_none_given(monkeypatch):
    monkeypatch.setenv("VANELLUS_TIMEOUT", "")
    assert whole("timeout") == 20


def test_a_value_of_the_wrong_kind_is_refused_in_one_line_that_says_what_is_valid(monkeypatch):
    monkeypatch.setenv("VANELLUS_BATCH_DOCUMENTS", "many")
    with pytest.raises(InputError) as caught:
        setting("batch_documents")
    assert str(caught.value) == (
        "VANELLUS_BATCH_DOCUMENTS: 'many' is not a whole number "
        "(valid: a whole number of documents, 1 or more)"
    )


@pytest.mark.parametrize("given", ["1.5", "-0.1", "nan", "inf"])
def test_a_score_that_is_no_probability_is_out_of_bounds(given, monkeypatch):
    monkeypatch.setenv("VANELLUS_MIN_SCORE", given)
    with pytest.raises(InputError, match=r"out of bounds \(valid: a probability, 0 to 1\)"):
        real("min_score")


def test_no_batch_can_be_set_to_nothing(monkeypatch):
    monkeypatch.setenv("VANELLUS_BATCH_TOKENS", "0")
    with pytest.raises(InputError, match="VANELLUS_BATCH_TOKENS: 0 is out of bounds"):
        setting("batch_tokens")


def test_the_listing_shows_every_setting_with_its_value_and_marks_those_that_were_changed(
    monkeypatch,
):
    monkeypatch.setenv("VANELLUS_THREADS", "3")
    listing = CliRunner().invoke(commands, ["settings"]).stdout
    for entry in SETTINGS:
        assert f"{entry.variable}={setting(entry.name)} {entry.unit}" in listing
        assert entry.help in listing
    marked = [line for line in listing.splitlines() if "(default" in line]
    assert marked == ["VANELLUS_THREADS=3 threads   (default 0)"]


def test_the_page_of_settings_is_the_one_that_the_table_gives():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `vanellus settings --page`"


def test_the_command_prints_the_page():
    assert CliRunner().invoke(commands, ["settings", "--page"]).stdout == page()


def test_the_page_of_settings_has_a_row_for_each_setting():
    rows = [line for line in page().splitlines() if line.startswith("| `VANELLUS_")]
    assert len(rows) == len(SETTINGS)
    assert all(line.count("|") == 5 for line in rows)
