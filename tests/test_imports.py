"""What `import vanellus` offers, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

import vanellus

HEAVY = "onnxruntime duckdb numpy pyarrow tokenizers rich lxml trafilatura click".split()


def test_every_name_that_is_offered_can_be_had():
    for name in vanellus.__all__:
        assert getattr(vanellus, name).__name__ == name


def test_what_is_offered_is_what_the_contract_promises_and_its_records():
    assert set(vanellus.__all__) == {
        "read",
        "code",
        "relate",
        "find_dates",
        "find_places",
        "open",
        "AgendaItem",
        "Coded",
        "Document",
        "Dropped",
        "Entity",
        "EventReport",
        "Figure",
        "Recommendation",
        "Relation",
        "VanellusError",
        "to_json",
    }
    assert len(set(vanellus.__all__)) == len(vanellus.__all__)


def test_the_names_are_listed_for_those_who_look():
    assert dir(vanellus) == sorted([*vanellus.__all__, "__version__"])


def test_all_names_come_with_a_star():
    names = {}
    exec("from vanellus import *", names)
    assert set(vanellus.__all__) <= set(names)


def test_every_name_has_its_home_and_every_home_its_name():
    assert set(vanellus._HOME) == set(vanellus.__all__)


def test_a_name_that_is_not_offered_is_told_as_python_does():
    with pytest.raises(AttributeError, match="module 'vanellus' has no attribute 'reed'"):
        _ = vanellus.reed


def loaded_by(script):
    found = subprocess.run(
        [sys.executable, "-c", f"import sys\n{script}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in found.stdout.split()}


def test_importing_vanellus_loads_nothing_heavy():
    assert not loaded_by("import vanellus") & set(HEAVY)


def test_the_records_errors_and_version_come_without_anything_heavy():
    script = "import vanellus; vanellus.Document, vanellus.VanellusError, vanellus.__version__"
    assert not loaded_by(script) & set(HEAVY)


def test_the_functions_are_there_before_anything_heavy_is_loaded():
    script = "from vanellus import read, code, relate, find_dates, find_places, open"
    assert not loaded_by(script) & set(HEAVY)


def test_reading_a_text_loads_neither_the_event_model_nor_the_store():
    loaded = loaded_by("import vanellus; vanellus.read('Talks were held.')")
    assert not loaded & {"onnxruntime", "duckdb", "pyarrow", "tokenizers"}


def test_opening_a_store_does_not_load_the_event_model(tmp_path):
    loaded = loaded_by(f"import vanellus; vanellus.open({str(tmp_path / 's.duckdb')!r}).close()")
    assert not loaded & {"onnxruntime", "tokenizers", "lxml"}
