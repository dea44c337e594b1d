"""The records: frozen, told apart by their fields, and the same as JSON."""

from __future__ import annotations

import dataclasses
import json
import pickle
from datetime import date

import pytest
from fakes import coded, document, entity, registers, report, when

from vanellus import records
from vanellus.records import (
    Block,
    BlockKind,
    DateBasis,
    Document,
    Dropped,
    DropReason,
    Event,
    Relation,
    Span,
    Status,
    to_json,
)

RECORDS = [
    value
    for value in vars(records).values()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
]
CONTRACT = {
    "Document": "id origin text title published publisher author language url blocks",
    "EventReport": "doc_id sentence type plover_type mode contexts pillar status actors recipients "
    "date place said_by trigger score plover_score",
    "Entity": "text start end name country sector kind id members",
    "EventDate": "text start end grain basis",
    "Place": "text start end name latitude longitude country geonameid grain",
    "Span": "start end text",
    "Relation": "type plover_type mode status scores",
}
"""The names that are promised, in order."""
MORE = {
    "Recommendation": "area action addressee impact span",
    "Figure": "indicator value unit place date said_by span",
    "AgendaItem": "pillar text country span",
    "FoundDate": "start end text type value first last basis",
    "Event": "event_id type reports publishers independent_sources life disagreements",
}
"""Names that are promised, beside others."""


def names(record):
    return [field.name for field in dataclasses.fields(record)]


@pytest.mark.parametrize("name", CONTRACT)
def test_a_record_has_the_fields_of_the_contract_and_no_other(name):
    assert names(getattr(records, name)) == CONTRACT[name].split()


@pytest.mark.parametrize("name", MORE)
def test_a_record_has_at_least_the_fields_of_the_contract(name):
    assert set(MORE[name].split()) <= set(names(getattr(records, name)))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_is_frozen_slotted_and_made_with_named_fields_alone(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert kind.__doc__


def test_a_record_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        document().text = "another"


def test_equal_records_are_equal_and_may_be_put_into_a_set():
    assert len({report(), report(), report(score=0.1)}) == 2


def test_records_cross_processes():
    one = coded("d1", **registers())
    assert pickle.loads(pickle.dumps(one)) == one


def test_the_json_of_a_report_has_its_fields_as_keys_and_plain_values():
    found = to_json(report(said_by=entity("FRA"), date=when("2025-04-01", "2025-04-30")))
    assert list(found) == CONTRACT["EventReport"].split()
    assert found["status"] == "occurred"
    assert found["contexts"] == ["military"]
    assert found["place"] is None
    assert found["date"] == {
        "text": "on Tuesday",
        "start": "2025-04-01",
        "end": "2025-04-30",
        "grain": "day",
        "basis": "relative",
    }
    assert found["trigger"] == {"start": 4, "end": 11, "text": "CONSULT"}
    assert found["actors"][0] == {
        "text": "MLI",
        "start": 0,
        "end": 3,
        "name": "MLI",
        "country": "MLI",
        "sector": None,
        "kind": None,
        "id": None,
        "members": [],
    }
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    "record",
    [
        coded("d1", **registers()),
        Dropped(origin="x", reason=DropReason.EMPTY, detail="x: is empty"),
        Event(event_id="e", type="AID", reports=(report(),)),
        Relation(
            type="AID", plover_type="AID", mode=None, status=Status.FUTURE, scores={"AID": 1.0}
        ),
        document(
            blocks=(
                Block(
                    kind=BlockKind.TABLE,
                    start=0,
                    end=3,
                    rows=((Span(start=0, end=3, text="MLI"),),),
                    header=True,
                ),
            )
        ),
    ],
    ids=lambda record: type(record).__name__,
)
def test_the_json_of_any_record_comes_back_from_text_as_it_was(record):
    found = to_json(record)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == names(record)


def test_words_from_lists_of_ours_are_told_as_text_and_days_as_iso_dates():
    assert to_json(DateBasis.STATED) == "stated"
    assert type(to_json(Status.FUTURE)) is str
    assert to_json({1: (date(2025, 4, 1), None)}) == {"1": ["2025-04-01", None]}


def test_the_statuses_and_bases_are_those_of_the_contract():
    assert list(Status) == ["occurred", "future", "hypothetical", "negation", "historical"]
    assert list(DateBasis) == ["stated", "relative", "published", "unknown"]


def test_what_is_not_known_of_a_document_is_none():
    bare = Document(id="d", origin="d.txt", text="x")
    assert {getattr(bare, name) for name in names(bare)[3:9]} == {None}
    assert bare.blocks == ()
