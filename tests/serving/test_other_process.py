"""Long dossiers are worked out in a process of their own, and are the same."""

from __future__ import annotations

import os
import signal

import pytest

from vanellus.errors import NotAStore
from vanellus.serving import dossier_making
from vanellus.serving.gathered import gathered_from
from vanellus.serving.other_process import OtherProcess


@pytest.fixture
def other():
    made = OtherProcess()
    yield made
    made.end()


def test_work_is_done_elsewhere_and_what_it_raises_is_raised(other):
    assert other.asked(os.getpid) != os.getpid()
    with pytest.raises(NotAStore):
        other.asked(gathered_from, "nowhere.duckdb", None)


def test_an_interruption_is_left_to_the_parent(other):
    first = other.asked(os.getpid)
    os.kill(first, signal.SIGINT)
    assert other.asked(os.getpid) == first


def test_a_process_that_was_killed_is_started_again(other):
    first = other.asked(os.getpid)
    os.kill(first, 9)
    assert other.asked(os.getpid) not in (first, os.getpid())


def test_a_long_dossier_is_the_same_page_wherever_it_is_worked_out(app, client, other, monkeypatch):
    here = client.get("/actor/MLI")
    asked = []

    class Elsewhere:
        def asked(self, job, *given):
            asked.append(given)
            return other.asked(job, *given)

    monkeypatch.setattr(dossier_making, "_LARGE", 1)
    monkeypatch.setitem(app.state._state, "gatherer", Elsewhere())
    with app.state.snapshots.reading() as (generation, _):
        generation.kept.pop("dossiers", None)
    app.state.pages.clear()
    there = client.get("/actor/MLI")
    assert asked
    assert here.status_code == there.status_code == 200
    assert there.text == here.text
    assert client.get("/actor/MLI?chart=engagement").status_code == 200


def test_a_copy_that_the_other_process_cannot_open_is_read_here(app, client, monkeypatch):
    class Nowhere:
        def asked(self, *_):
            raise NotAStore(path="copy", problem="no such store")

    monkeypatch.setattr(dossier_making, "_LARGE", 1)
    monkeypatch.setitem(app.state._state, "gatherer", Nowhere())
    with app.state.snapshots.reading() as (generation, _):
        generation.kept.pop("dossiers", None)
    app.state.pages.clear()
    assert client.get("/actor/MLI").status_code == 200
