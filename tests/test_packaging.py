"""What is shipped: data files, version, marks of typing and licence."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest

import vanellus

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "vanellus"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DATA = sorted(
    path.relative_to(SOURCE)
    for path in SOURCE.rglob("*")
    if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
)


def test_there_are_data_files_in_the_package():
    suffixes = {path.suffix for path in DATA}
    assert {".toml", ".csv", ".sql"} <= suffixes


@pytest.mark.parametrize("path", DATA, ids=str)
def test_every_data_file_can_be_read_as_a_resource_of_the_package(path):
    found = resources.files("vanellus").joinpath(*path.parts)
    assert found.is_file()
    assert found.read_bytes() == (SOURCE / path).read_bytes()


def test_the_wheel_takes_the_package_folder_whole():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["src/vanellus"]}


def test_the_package_is_marked_as_typed():
    assert resources.files("vanellus").joinpath("py.typed").is_file()


def test_the_version_is_that_of_the_project_and_of_the_newest_entry_of_the_changelog():
    newest = re.search(
        r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert newest is not None
    assert vanellus.__version__ == PROJECT["project"]["version"] == newest[1]
    assert metadata.version("vanellus") == vanellus.__version__


def test_the_files_that_the_project_names_are_there():
    project = PROJECT["project"]
    for name in (project["readme"], *project["license-files"], "CHANGELOG.md"):
        assert (ROOT / name).is_file(), name


def test_the_command_line_is_installed_under_its_name():
    (entry,) = metadata.entry_points(group="console_scripts", name="vanellus")
    from vanellus.__main__ import main

    assert entry.load() is main


def test_nothing_that_only_training_needs_is_needed_to_run():
    names = {re.split(r"[<>=!~\[; ]", each)[0] for each in PROJECT["project"]["dependencies"]}
    assert not names & {"torch", "transformers", "onnx", "pandas", "scikit-learn"}


def test_modules_stay_short_enough_to_be_read():
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
