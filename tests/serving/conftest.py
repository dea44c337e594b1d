"""The store made by hand and its app."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def store_path(tmp_path_factory):
    """The store of `served_by_hand.py`."""
    from served_by_hand import make_store

    return make_store(tmp_path_factory.mktemp("served") / "s.duckdb")


@pytest.fixture(scope="session")
def app(store_path):
    """The app of that store, its index made."""
    from vanellus.serving import create_app

    made = create_app(store_path)
    made.state.snapshots.settle()
    yield made
    made.state.snapshots.close()


@pytest.fixture
def client(app):
    """A browser without a window; faults of the programme come as its 500 page."""
    from starlette.testclient import TestClient

    # Not as a context manager: the app lives longer than one test.
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def asked(app):
    """The rows of a query to the copy that the pages read."""

    def ask(sql, parameters=()):
        with app.state.snapshots.reading() as (_, store):
            return store.query(sql, parameters)

    return ask
