"""`vanellus evaluate`: what the rooms give for each gold row, and the figures of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fakes import entity, report

from vanellus.cli import evaluate as command
from vanellus.cli.evaluate import evaluate, triples_of
from vanellus.records import DateBasis, FoundDate, Place, Status


def test_relations_are_asked_for_the_spans_marked_and_unmarked_rows_are_misses(
    fake_rooms, documents
):
    span = {"start": 0, "end": 3}
    known = {"text": "MLI met RUS", "source": span, "target": {"start": 8, "end": 11}}
    open_row = {**known, "source": {"start": None, "end": None}, "gold_root": "CONSULT"}
    gold = documents({**known, "gold_root": "CONSULT"}, {**known, "gold_root": "AID"}, open_row)
    figures = evaluate("relation", gold)
    assert (figures["rows"], figures["answered"]) == (3, 2)
    assert figures["accuracy"] == pytest.approx(1 / 3)
    assert figures["by_class"]["CONSULT"]["recall"] == 0.5


def test_spans_are_those_of_the_first_report_of_a_sentence(fake_rooms, documents):
    row = {
        "text": "MLI AID NER. FRA AID RUS.",
        "spans": [
            {"label": "source", "start": 0, "end": 3},
            {"label": "target", "start": 8, "end": 11},
        ],
    }
    figures = evaluate("spans", documents(row))
    assert figures["exact"]["f1"] == 1
    assert figures["exact"]["found"] == 2


def test_sentences_in_which_no_report_is_found_are_left_alone(fake_rooms, documents):
    figures = evaluate("neutral", documents({"text": "Calm."}, {"text": "MLI AID NER"}))
    assert figures["left_alone"] == 0.5
    assert figures["false_by_type"] == {"AID": 1}


def test_the_least_score_holds_for_what_is_measured(fake_rooms, documents):
    gold = documents({"text": "MLI AID NER 0.6"})
    assert evaluate("neutral", gold)["left_alone"] == 0
    assert evaluate("neutral", gold, min_score=0.7)["left_alone"] == 1


def test_triples_are_told_by_country_and_not_for_what_did_not_happen(fake_rooms, documents):
    row = {
        "text": "MLI AID NER. FRA ASSAULT MLI negation. RUS CONSULT MLI future",
        "published": "2025-04-01",
        "events": [
            {"type": "AID", "actor": "MLI", "recipient": "NER"},
            {"type": "AGREE", "actor": "RUS", "recipient": "MLI"},
        ],
    }
    assert evaluate("triples", documents(row))["triple"]["f1"] == 1


def test_calibration_is_measured_on_reports_of_any_score(fake_rooms, documents):
    row = {"text": "MLI AID NER 0.1", "events": []}
    assert evaluate("calibration", documents(row))["reports"] == 1


def test_dates_are_found_with_the_day_of_the_document(fake_rooms, documents, monkeypatch):
    def find(text, *, published):
        assert published == date(2025, 4, 2)
        return [
            FoundDate(
                start=0,
                end=5,
                text=text[:5],
                type="DATE",
                value="2025-04-02",
                first=published,
                last=published,
                basis=DateBasis.RELATIVE,
            )
        ]

    monkeypatch.setattr(command, "find_dates", find)
    row = {
        "text": "Today",
        "dct": "2025-04-02T09:30",
        "timex": [{"start": 0, "end": 5, "type": "DATE", "value": "2025-04-02"}],
    }
    assert evaluate("dates", documents(row))["value"]["f1"] == 1


def test_places_are_measured_with_the_names_given_and_without(fake_rooms, documents, monkeypatch):
    found = Place(text="Gao", start=0, end=3, latitude=16.27, longitude=-0.04)
    asked = []
    monkeypatch.setattr(
        command, "resolve_names", lambda text, names: asked.extend(names) or [found]
    )
    monkeypatch.setattr(command, "find_places", lambda text: [])
    row = {"text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 16.2, "lon": 0.0}]}
    figures = evaluate("places", documents(row))["all"]
    assert asked == [(0, 3)]
    assert (figures["accuracy"], figures["end_to_end"]["f1"]) == (1, 0)


def states(*codes):
    return tuple(entity(code) for code in codes)


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        ({}, [("MLI", "RUS")]),
        ({"actors": states("MLI", "NER")}, [("MLI", "RUS"), ("NER", "RUS")]),
        ({"recipients": ()}, [("MLI", None)]),
        ({"actors": ()}, [(None, "RUS")]),
        (
            {"actors": states("MLI", "NER"), "recipients": ()},
            [("MLI", "NER"), ("NER", "MLI")],
        ),
        (
            {"actors": (entity("AES", country=None, members=("BFA", "MLI")),)},
            [("BFA", "RUS"), ("MLI", "RUS")],
        ),
        ({"recipients": (entity("JNIM", country=None),)}, [("MLI", None)]),
        ({"status": Status.NEGATION}, []),
        ({"status": Status.HYPOTHETICAL}, []),
        ({"status": Status.HISTORICAL}, [("MLI", "RUS")]),
    ],
)
def test_a_report_makes_a_triple_for_each_pair_of_countries(changed, pairs):
    assert triples_of(report(**changed)) == [("CONSULT", *pair) for pair in pairs]


def test_the_figures_are_shown_and_can_be_written_as_json(vanellus, documents, tmp_path):
    gold = documents({"text": "Calm."}, {"text": "MLI AID NER"}, name="gold.jsonl")
    status, out, said = vanellus("evaluate", "neutral", gold, "--json", tmp_path / "out.json")
    assert (status, said) == (0, [])
    assert out.startswith("neutral: share of sentences without event")
    assert "0.500" in out
    assert "AID" in out
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert figures["left_alone"] == 0.5


def test_figures_within_figures_are_shown_under_their_names(vanellus, documents, monkeypatch):
    monkeypatch.setattr(command, "resolve_names", lambda text, names: [])
    monkeypatch.setattr(command, "find_places", lambda text: [])
    out = vanellus("evaluate", "places", documents({"text": "Calm.", "toponyms": []})).out
    shown = [line for line in out.splitlines() if line.strip() and line[0].isalpha()]
    assert [line.strip() for line in shown[1:]] == ["all", "recognition", "end_to_end"]
    assert "None" not in out


@pytest.mark.parametrize(
    ("task", "row"),
    [
        ("spans", {"text": "MLI AID NER", "spans": []}),
        ("triples", {"text": "MLI AID NER", "events": []}),
        ("calibration", {"text": "MLI AID NER", "events": []}),
        ("dates", {"text": "Calm.", "dct": "2025-04-02", "timex": []}),
    ],
)
def test_every_task_can_be_shown(vanellus, documents, monkeypatch, task, row):
    monkeypatch.setattr(command, "find_dates", lambda text, published: [])
    status, out, said = vanellus("evaluate", task, documents(row))
    assert (status, said) == (0, [])
    assert out.startswith(f"{task}: ")


def test_a_gold_file_of_another_form_is_told_in_one_line_and_nothing_is_written(
    vanellus, documents, tmp_path
):
    gold = documents({"words": "Calm."}, name="gold.jsonl")
    status, out, said = vanellus("evaluate", "neutral", gold, "--json", tmp_path / "out.json")
    assert (status, out) == (1, "")
    assert said == [f'vanellus: {gold}:1: lacks text (valid: {{"text"}})']
    assert [path.name for path in tmp_path.iterdir()] == ["gold.jsonl"]


def test_figures_that_cannot_be_written_are_told_in_one_line(vanellus, documents, tmp_path):
    out = tmp_path / "none" / "out.json"
    status, _, said = vanellus("evaluate", "neutral", documents({"text": "x"}), "--json", out)
    assert status == 1
    assert len(said) == 1
    assert said[0].startswith(f"vanellus: {out}: can't be written: No such file")
