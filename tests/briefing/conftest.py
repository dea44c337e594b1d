"""Stores for findings, charts and briefs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parent))
from told_store import fill_told


@pytest.fixture(scope="package")
def told_path(tmp_path_factory):
    """The path of a store whose events are all told by documents."""
    path = tmp_path_factory.mktemp("told") / "s.duckdb"
    with open_store(path) as store:
        fill_told(store)
    return path


@pytest.fixture(scope="package")
def told(told_path):
    """The same, open for reading."""
    with open_store(told_path, create=False, read_only=True) as store:
        yield store
