"""What tests of several rooms share: `fakes.py` beside this file, and rooms without a model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


@pytest.fixture
def fake_rooms(monkeypatch):
    """The fake coder and resolver in the place of the real ones; the coder is given back."""
    from fakes import FakeCoder, FakeResolver

    from vanellus import api
    from vanellus.coding import Coder
    from vanellus.resolving import Resolver

    coder = FakeCoder()
    monkeypatch.setattr(Coder, "load", staticmethod(lambda *_, **__: coder))
    monkeypatch.setattr(Resolver, "default", staticmethod(FakeResolver))
    for cached in (api._coder, api._resolver):
        cached.cache_clear()
    yield coder
    for cached in (api._coder, api._resolver):
        cached.cache_clear()


@pytest.fixture
def programme():
    """Starts `vanellus` with the fake rooms in a process of its own; killed at the end."""
    started = []

    def start(*arguments, environment=None, **how):
        process = subprocess.Popen(
            [sys.executable, str(HERE / "fakes.py"), *map(str, arguments)],
            env={**os.environ, **(environment or {})},
            **{
                "stdin": subprocess.PIPE,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "text": True,
                **how,
            },
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def event_model():
    """The folder of the event model; a test that needs it is left out where it isn't there."""
    from vanellus.coding.session import WEIGHTS, default_folder

    weights = default_folder() / WEIGHTS
    if not weights.exists():
        pytest.skip(f"the weights of the event model are not there: {weights}")
    return weights.parent
