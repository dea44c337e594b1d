"""Mere appeals are told from requests and demands."""

from __future__ import annotations

import pytest

from vanellus.coding import is_appeal
from vanellus.records import DateBasis, EventDate, EventReport, Span, Status


def report(trigger, kind="REQUEST"):
    return EventReport(
        doc_id="x",
        sentence=Span(start=0, end=len(trigger), text=trigger),
        type=kind,
        plover_type=kind,
        mode=None,
        contexts=(),
        pillar="diplomatic",
        status=Status.OCCURRED,
        actors=(),
        recipients=(),
        date=EventDate(text=None, start=None, end=None, grain="unknown", basis=DateBasis.UNKNOWN),
        place=None,
        said_by=None,
        trigger=Span(start=0, end=len(trigger), text=trigger),
        score=0.9,
        plover_score=0.0,
    )


@pytest.mark.parametrize(
    "trigger",
    ["urged", "is urging", "called on", "calls for", "launched an appeal", "pleaded", "pushed for"],
)
def test_who_only_exhorts_appeals(trigger):
    assert is_appeal(report(trigger))


@pytest.mark.parametrize(
    "trigger",
    ["asked", "demanded", "ordered", "insisted", "requested", "summoned", "called in", "must"],
)
def test_who_asks_for_himself_or_demands_does_not_merely_appeal(trigger):
    assert not is_appeal(report(trigger))


def test_a_call_that_insists_is_a_demand():
    assert not is_appeal(report("called on, and demanded of,"))


def test_only_requests_are_appeals():
    assert not is_appeal(report("called", "CONSULT"))
