"""Gold files: read where they have the form of their task, and told where they don't."""

from __future__ import annotations

import json

import pytest

from vanellus.errors import GoldError
from vanellus.evaluating import TASKS, read_gold

SPAN = {"start": 0, "end": 3}
RIGHT = {
    "relation": {"text": "MLI", "source": SPAN, "target": SPAN, "gold_root": "AID"},
    "spans": {"text": "MLI", "spans": [{"label": "source", **SPAN}]},
    "neutral": {"text": "MLI"},
    "triples": {"text": "MLI", "events": [{"type": "AID", "actor": "MLI"}]},
    "dates": {"text": "MLI", "dct": "2025-04-01", "timex": [{**SPAN, "value": "x"}]},
    "places": {"text": "MLI", "toponyms": [{**SPAN, "lat": 1.5, "lon": 2}]},
    "links": {
        "id": "a",
        "text": "MLI",
        "topic": 1,
        "subtopic": "1a",
        "sentences": [SPAN],
        "events": [{"id": "a#1", **SPAN, "cluster": "x", "selected": True}],
    },
    "calibration": {"text": "MLI", "events": [{"type": "AID", "actors": [[0, 3]]}]},
}


@pytest.fixture
def gold(tmp_path):
    def write(*rows):
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
        return path

    return write


@pytest.mark.parametrize("task", TASKS)
def test_rows_of_the_right_form_are_read_with_all_they_hold(gold, task):
    row = {"id": "x-1", "more": 1, **RIGHT[task]}
    assert read_gold(task, gold(row, "", row)) == [row, row]


@pytest.mark.parametrize(
    ("task", "changed"),
    [
        ("relation", {"source": {"start": None, "end": None}}),
        ("places", {"toponyms": [{**SPAN, "lat": None, "lon": None}]}),
        ("places", {"toponyms": []}),
        ("dates", {"dct": "2025-04-01T10:00:00"}),
        ("triples", {"published": "2025-04-01"}),
        ("triples", {"published": None}),
        ("calibration", {"events": [{"type": "AID"}]}),
    ],
)
def test_what_is_not_known_may_be_open(gold, task, changed):
    row = {**RIGHT[task], **changed}
    assert read_gold(task, gold(row)) == [row]


@pytest.mark.parametrize("task", TASKS)
def test_a_row_that_lacks_a_key_is_told_with_its_line_and_the_form(gold, task):
    key = TASKS[task].keys[-1]
    path = gold(RIGHT[task], {k: v for k, v in RIGHT[task].items() if k != key})
    with pytest.raises(GoldError) as caught:
        read_gold(task, path)
    assert str(caught.value) == f"{path}:2: lacks {key} (valid: {TASKS[task].form})"


@pytest.mark.parametrize(
    ("task", "changed", "problem"),
    [
        ("relation", {"source": None}, "source can't be null"),
        ("relation", {"target": {"start": 0}}, 'target can\'t be {"start": 0}'),
        ("relation", {"gold_root": 3}, "gold_root can't be 3"),
        ("neutral", {"text": ["x"]}, 'text can\'t be ["x"]'),
        ("spans", {"spans": [SPAN]}, "spans can't be"),
        ("spans", {"spans": {}}, "spans can't be {}"),
        ("triples", {"events": [{}]}, "events can't be [{}]"),
        ("triples", {"published": "2025-02-30"}, 'published can\'t be "2025-02-30"'),
        ("dates", {"dct": "yesterday"}, 'dct can\'t be "yesterday"'),
        ("dates", {"dct": 2025}, "dct can't be 2025"),
        ("dates", {"timex": [{"start": "0", "end": 3}]}, "timex can't be"),
        ("places", {"toponyms": [{**SPAN, "lat": "1.5", "lon": 2}]}, "toponyms can't be"),
        ("places", {"toponyms": [{**SPAN, "lat": 1.5}]}, "toponyms can't be"),
        ("calibration", {"events": [{"type": "AID", "actors": [3]}]}, "parties are no spans"),
        ("calibration", {"events": [{"type": "A", "recipients": [[3]]}]}, "parties are no spans"),
    ],
)
def test_a_value_of_another_form_is_told_with_its_line(gold, task, changed, problem):
    path = gold({**RIGHT[task], **changed})
    with pytest.raises(GoldError) as caught:
        read_gold(task, path)
    line = str(caught.value)
    assert line.startswith(f"{path}:1: ")
    assert problem in line
    assert len(line.splitlines()) == 1


def test_a_long_value_of_another_form_is_told_in_short(gold):
    path = gold({**RIGHT["spans"], "spans": ["x" * 5000]})
    with pytest.raises(GoldError) as caught:
        read_gold("spans", path)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(("row", "problem"), [("{", "no JSON"), ("[1]", "no JSON object")])
def test_a_line_that_is_no_json_object_is_told(gold, row, problem):
    with pytest.raises(GoldError, match=problem):
        read_gold("neutral", gold(row))


def test_a_line_that_is_no_utf8_is_told(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"text": "\xff"}\n')
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: no JSON"):
        read_gold("neutral", path)


def test_a_file_without_rows_is_told(gold):
    with pytest.raises(GoldError, match="has no rows"):
        read_gold("neutral", gold("", ""))


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name):
    with pytest.raises(GoldError, match="can't be read: "):
        read_gold("neutral", tmp_path / name)
