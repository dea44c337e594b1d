"""The figures of calibration, reckoned by hand from the definitions."""

from __future__ import annotations

import pytest
from fakes import entity, report

from vanellus.evaluating import score_calibration


def event(kind="CONSULT", actors=((0, 3),), recipients=((12, 15),)):
    return {"type": kind, "actors": [list(s) for s in actors], "recipients": list(recipients)}


def calibration(wanted, found, **known):
    return score_calibration([{"events": row} for row in wanted], found, **known)


def test_the_calibration_error_is_the_weighted_gap_between_what_is_said_and_what_is_true():
    # Two in the bin from 0.9 (one right), two in the bin from 0.6 (both right).
    figures = calibration(
        [[event()], [event()], [event()], []],
        [[report(score=0.95)], [report(score=0.6)], [report(score=0.64)], [report(score=0.93)]],
    )
    assert figures["expected_calibration_error"] == pytest.approx(
        2 / 4 * abs(0.94 - 0.5) + 2 / 4 * abs(0.62 - 1)
    )
    low, high = figures["bins"]
    assert (low["from"], low["reports"], low["right"]) == (0.6, 2, 1)
    assert (high["from"], high["reports"], high["right"]) == (0.9, 2, 0.5)
    assert high["said"] == pytest.approx(0.94)


def test_a_score_of_one_falls_into_the_last_bin():
    figures = calibration([[event()]], [[report(score=1.0)]])
    assert figures["bins"] == [{"from": 0.9, "reports": 1, "said": 1, "right": 1}]
    assert figures["expected_calibration_error"] == 0


def test_the_number_of_bins_can_be_chosen():
    figures = calibration([[event()], []], [[report(score=0.4)], [report(score=0.1)]], bins=2)
    assert [one["reports"] for one in figures["bins"]] == [2]
    assert figures["expected_calibration_error"] == pytest.approx(0.25)


def test_the_curve_tells_precision_and_recall_at_each_threshold():
    figures = calibration(
        [[event()], [event()]], [[report(score=0.85), report(score=0.25)], [report(score=0.35)]]
    )
    at = {point["threshold"]: point for point in figures["curve"]}
    assert (at[0.0]["precision"], at[0.0]["recall"]) == (pytest.approx(2 / 3), 1)
    assert (at[0.3]["precision"], at[0.3]["recall"]) == (1, 1)
    assert (at[0.5]["precision"], at[0.5]["recall"]) == (1, 0.5)
    assert (at[0.9]["found"], at[0.9]["recall"]) == (0, 0)


def test_of_two_reports_of_one_event_the_surer_is_right_and_the_other_false():
    figures = calibration([[event()]], [[report(score=0.3), report(score=0.8)]])
    assert [(one["said"], one["right"]) for one in figures["bins"]] == [(0.3, 0), (0.8, 1)]


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True),
        ({"type": "AGREE", "plover_type": "CONSULT"}, True),
        ({"type": "AGREE"}, False),
        ({"actors": (entity("MLI", start=1, end=9),)}, True),
        ({"actors": (entity("MLI", start=3, end=9),)}, False),
        ({"actors": ()}, False),
        ({"actors": (entity("MLI", start=0, end=1), entity("NER", start=1, end=3))}, False),
        ({"recipients": ()}, False),
    ],
)
def test_a_report_is_right_with_the_events_type_and_parties_that_overlap_one_to_one(changed, right):
    figures = calibration([[event()]], [[report(**changed)]])
    assert figures["bins"][0]["right"] == right


def test_an_event_without_recipients_wants_a_report_without():
    figures = calibration([[event(recipients=())]], [[report(recipients=())]])
    assert figures["bins"][0]["right"] == 1


def test_without_reports_there_is_no_calibration_error():
    figures = calibration([[event()]], [[]])
    assert figures["expected_calibration_error"] == 0
    assert figures["bins"] == []
