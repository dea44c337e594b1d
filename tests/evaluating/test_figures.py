"""The figures of each task, reckoned by hand from the definitions."""

from __future__ import annotations

import pytest
from fakes import entity, report

from vanellus.evaluating import (
    TASKS,
    score_calibration,
    score_dates,
    score_neutral,
    score_places,
    score_relation,
    score_spans,
    score_triples,
)
from vanellus.evaluating.places import NEAR_KM, kilometres
from vanellus.records import Place


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall)


# Types of relations.


def relation(wanted, found):
    return score_relation([{"gold_root": kind} for kind in wanted], found)


def test_macro_f1_is_the_mean_over_the_classes_in_gold():
    # AID: 2 wanted, 1 found and right; CONSULT: 1 wanted, 2 found, 1 right.
    figures = relation(["AID", "AID", "CONSULT"], ["AID", "CONSULT", "CONSULT"])
    assert figures["by_class"]["AID"]["f1"] == pytest.approx(f1(1, 0.5))
    assert figures["by_class"]["CONSULT"]["f1"] == pytest.approx(f1(0.5, 1))
    assert figures["macro_f1"] == pytest.approx(2 / 3)
    assert figures["accuracy"] == pytest.approx(2 / 3)
    assert figures["confused"] == [{"wanted": "AID", "found": "CONSULT", "times": 1}]


def test_the_matrix_holds_each_wanted_class_with_what_was_found_for_it():
    figures = relation(["AID", "AID", "CONSULT"], ["AID", "CONSULT", None])
    assert figures["matrix"] == {
        "AID": {"AID": 1, "CONSULT": 1},
        "CONSULT": {"AID": 0, "CONSULT": 0},
    }


def test_a_class_that_is_not_in_gold_counts_against_precision_only_where_it_was_put():
    figures = relation(["AID", "AID"], ["AID", "COERCE"])
    assert list(figures["by_class"]) == ["AID"]
    assert figures["macro_f1"] == pytest.approx(f1(1, 0.5))


def test_a_class_never_found_has_no_f1_and_pulls_the_mean_down():
    figures = relation(["AID", "ASSAULT"], ["AID", "AID"])
    assert figures["by_class"]["ASSAULT"]["f1"] == 0
    assert figures["macro_f1"] == pytest.approx(f1(0.5, 1) / 2)


def test_no_answer_is_a_miss_and_no_false_one():
    figures = relation(["AID", "AID"], ["AID", None])
    assert figures["answered"] == 1
    assert figures["by_class"]["AID"]["precision"] == 1
    assert figures["by_class"]["AID"]["recall"] == 0.5
    assert figures["confused"] == [{"wanted": "AID", "found": "(none)", "times": 1}]


def test_to_concede_and_to_retreat_count_as_one_class():
    figures = relation(["YIELD", "YIELD"], ["CONCEDE", "RETREAT"])
    assert figures["macro_f1"] == figures["accuracy"] == 1


# Spans of actor and recipient.


def spans(wanted, found):
    rows = [{"spans": [{"label": lb, "start": s, "end": e} for lb, s, e in row]} for row in wanted]
    return score_spans(rows, found)


def test_a_span_is_exact_only_with_the_same_label_and_offsets():
    figures = spans(
        [[("source", 0, 5), ("target", 10, 20)]],
        [[("source", 0, 5), ("target", 10, 19)]],
    )
    assert figures["exact"]["f1"] == 0.5
    assert figures["overlap"]["f1"] == 1
    assert figures["exact"]["by_label"]["source"]["f1"] == 1
    assert figures["exact"]["by_label"]["target"]["f1"] == 0


def test_spans_of_another_label_do_not_match():
    figures = spans([[("source", 0, 5)]], [[("target", 0, 5)]])
    assert figures["overlap"]["right"] == figures["exact"]["right"] == 0


def test_a_span_found_matches_one_wanted_and_not_two():
    figures = spans([[("source", 0, 5), ("source", 6, 9)]], [[("source", 0, 9)]])
    assert figures["overlap"]["precision"] == 1
    assert figures["overlap"]["recall"] == 0.5


def test_as_many_spans_as_possible_are_matched_one_to_one():
    # The first one found overlaps both; taken greedily with the longer one, the second is lost.
    figures = spans(
        [[("source", 0, 10), ("source", 12, 14)]],
        [[("source", 0, 14), ("source", 0, 3)]],
    )
    assert figures["overlap"]["right"] == 2


def test_spans_are_counted_over_all_rows_and_not_by_row():
    figures = spans(
        [[("source", 0, 5)], [("source", 0, 5), ("target", 7, 9), ("target", 11, 12)]],
        [[("source", 0, 5)], []],
    )
    assert figures["overlap"]["recall"] == 0.25
    assert figures["overlap"]["precision"] == 1


def test_one_span_found_twice_counts_once_as_right():
    figures = spans([[("source", 0, 5)]], [[("source", 0, 5), ("source", 0, 5)]])
    assert figures["exact"]["precision"] == figures["overlap"]["precision"] == 0.5


def test_labels_of_other_kinds_in_gold_are_passed_over():
    figures = spans([[("source", 0, 5), ("place", 6, 8)]], [[("source", 0, 5)]])
    assert figures["exact"]["f1"] == 1


def test_spans_that_only_touch_do_not_overlap():
    assert spans([[("source", 0, 5)]], [[("source", 5, 9)]])["overlap"]["right"] == 0


# Sentences without event.


def test_sentences_left_alone_are_a_share_and_false_events_are_told_by_type():
    figures = score_neutral(
        [{"text": ""}] * 4, [[], [report(type="AID"), report(type="AID")], [], [report()]]
    )
    assert figures["left_alone"] == 0.5
    assert figures["false_events_per_100"] == 75
    assert figures["false_by_type"] == {"AID": 2, "CONSULT": 1}


# Triples.


def triples(wanted, found):
    rows = [
        {"events": [{"type": t, "actor": a, "recipient": r} for t, a, r in row]} for row in wanted
    ]
    return score_triples(rows, found)


def test_triples_are_counted_whole_by_actor_and_by_type():
    figures = triples(
        [[("AID", "FRA", "MLI"), ("ASSAULT", "NER", None)]],
        [[("AID", "FRA", "NER"), ("ASSAULT", "NER", None), ("CONSULT", "FRA", "MLI")]],
    )
    assert (figures["triple"]["right"], figures["triple"]["found"]) == (1, 3)
    assert figures["triple"]["f1"] == pytest.approx(f1(1 / 3, 1 / 2))
    assert figures["type_actor"]["f1"] == pytest.approx(f1(2 / 3, 1))
    assert figures["type"]["f1"] == pytest.approx(f1(2 / 3, 1))


def test_a_triple_told_twice_in_a_text_counts_once():
    figures = triples([[("AID", "FRA", "MLI")]], [[("AID", "FRA", "MLI")] * 2])
    assert figures["triple"]["precision"] == 1


def test_a_triple_of_another_text_does_not_count():
    figures = triples([[("AID", "FRA", "MLI")], []], [[], [("AID", "FRA", "MLI")]])
    assert figures["triple"]["right"] == 0


def test_texts_without_events_in_which_none_is_found_are_right():
    assert triples([[]], [[]])["triple"]["f1"] == 1


def test_a_gold_event_without_recipient_is_one_with_none():
    figures = score_triples([{"events": [{"type": "AID"}]}], [[("AID", None, None)]])
    assert figures["triple"]["f1"] == 1


# Dates.


def timex(start, end, value="2025-04-01", kind="DATE"):
    return {"start": start, "end": end, "value": value, "type": kind}


def dates(wanted, found):
    return score_dates([{"timex": row} for row in wanted], found)


def test_strict_wants_the_same_span_and_relaxed_an_overlap():
    figures = dates([[timex(0, 5), timex(10, 20)]], [[timex(0, 5), timex(12, 20)]])
    assert figures["strict"]["f1"] == 0.5
    assert figures["relaxed"]["f1"] == 1
    assert figures["value"]["f1"] == 1


def test_the_value_counts_among_relaxed_matches_and_over_all():
    figures = dates(
        [[timex(0, 5), timex(10, 20), timex(30, 35)]],
        [[timex(0, 5), timex(10, 19, "2025-04"), timex(50, 55)]],
    )
    assert figures["relaxed"]["f1"] == pytest.approx(2 / 3)
    assert figures["value"]["f1"] == pytest.approx(1 / 3)
    assert figures["type"]["f1"] == pytest.approx(2 / 3)


def test_type_and_value_are_counted_together_and_apart():
    figures = dates(
        [[timex(0, 5), timex(10, 20)]],
        [[timex(0, 5, kind="DURATION"), timex(10, 20, "2024")]],
    )
    assert figures["value"]["right"] == 1
    assert figures["type"]["right"] == 1
    assert figures["type_value"]["right"] == 0


def test_the_value_f1_of_tempeval_is_the_relaxed_f1_times_the_share_of_right_values():
    figures = dates(
        [[timex(0, 5), timex(10, 20), timex(30, 35), timex(40, 45)]],
        [[timex(0, 4), timex(10, 20, "x"), timex(30, 35)]],
    )
    share = figures["value"]["right"] / figures["relaxed"]["right"]
    assert figures["value"]["f1"] == pytest.approx(figures["relaxed"]["f1"] * share)


def test_an_expression_found_in_two_pieces_matches_once():
    figures = dates([[timex(0, 10)]], [[timex(0, 4), timex(6, 10)]])
    assert figures["relaxed"]["precision"] == 0.5
    assert figures["relaxed"]["recall"] == 1


def test_an_open_value_is_right_where_gold_has_none_either():
    figures = dates([[timex(0, 4, None)]], [[timex(0, 4, None)]])
    assert figures["value"]["f1"] == 1


# Places.


def place(start, end, latitude=None, longitude=None):
    return Place(text="x", start=start, end=end, latitude=latitude, longitude=longitude)


def name(start, end, latitude, longitude):
    return {"start": start, "end": end, "lat": latitude, "lon": longitude}


def test_a_degree_of_latitude_is_some_111_kilometres_and_the_poles_are_half_way_round():
    assert kilometres((0, 0), (1, 0)) == pytest.approx(111.19, abs=0.01)
    assert kilometres((90, 0), (-90, 0)) == pytest.approx(20015.1, abs=0.1)
    assert kilometres((10, 179.5), (10, -179.5)) == pytest.approx(kilometres((10, 0), (10, 1)))
    assert kilometres((12.65, -8), (12.65, -8)) == 0


def test_a_place_within_a_hundred_miles_is_right():
    assert NEAR_KM == 161
    row = {"toponyms": [name(0, 2, 0, 0), name(5, 7, 0, 0)]}
    near, far = place(0, 2, 1.44, 0), place(5, 7, 1.45, 0)
    figures = score_places([row], [[near, far]], [[near, far]])["all"]
    assert kilometres((0, 0), (1.44, 0)) < NEAR_KM < kilometres((0, 0), (1.45, 0))
    assert figures["accuracy"] == figures["accuracy_answered"] == 0.5
    assert figures["end_to_end"]["f1"] == 0.5
    assert figures["recognition"]["f1"] == 1


def test_a_place_left_open_counts_among_all_but_not_among_those_answered():
    row = {"toponyms": [name(0, 2, 0, 0), name(5, 7, 0, 0)]}
    given = [place(0, 2, 0, 0), place(5, 7)]
    figures = score_places([row], [given], [given])["all"]
    assert figures["coverage"] == 0.5
    assert figures["accuracy"] == 0.5
    assert figures["accuracy_answered"] == 1
    assert figures["mean_km"] == figures["median_km"] == 0


def test_mean_and_median_distance_are_over_those_answered():
    row = {"toponyms": [name(n, n + 1, 0, 0) for n in range(4)]}
    given = [place(0, 1, 0, 0), place(1, 2, 1, 0), place(2, 3, 10, 0), place(3, 4)]
    figures = score_places([row], [given], [[]])["all"]
    degree = kilometres((0, 0), (1, 0))
    assert figures["mean_km"] == pytest.approx(11 * degree / 3)
    assert figures["median_km"] == pytest.approx(degree)


def test_names_without_coordinates_in_gold_are_passed_over():
    row = {"toponyms": [name(0, 2, None, None), name(5, 7, 0, 0)]}
    given = [place(0, 2, 50, 50), place(5, 7, 0, 0)]
    figures = score_places([row], [given], [[given[1]]])["all"]
    assert figures["toponyms"] == 1
    assert figures["accuracy"] == 1
    assert figures["recognition"]["recall"] == 1


def test_end_to_end_wants_the_name_found_and_rightly_placed():
    row = {"toponyms": [name(0, 5, 0, 0), name(10, 15, 0, 0), name(20, 25, 0, 0)]}
    free = [place(0, 3, 0, 0), place(10, 15, 50, 50), place(40, 45, 0, 0)]
    figures = score_places([row], [[place(0, 5)] * 3], [free])["all"]
    assert figures["recognition"]["right"] == 2
    assert figures["end_to_end"]["right"] == 1
    assert figures["end_to_end"]["f1"] == pytest.approx(1 / 3)


def test_places_are_told_by_corpus_after_the_part_of_the_id_before_the_hyphen():
    rows = [
        {"id": "one-1", "toponyms": [name(0, 1, 0, 0)]},
        {"id": "two-1", "toponyms": [name(0, 1, 0, 0)]},
    ]
    given = [[place(0, 1, 0, 0)], [place(0, 1, 50, 0)]]
    figures = score_places(rows, given, given)
    assert set(figures) == {"all", "one", "two"}
    assert [figures[corpus]["accuracy"] for corpus in ("all", "one", "two")] == [0.5, 1, 0]


def test_without_any_answer_there_is_no_distance():
    figures = score_places([{"toponyms": [name(0, 1, 0, 0)]}], [[place(0, 1)]], [[]])["all"]
    assert figures["mean_km"] is None
    assert figures["accuracy"] == figures["accuracy_answered"] == 0


# Calibration.


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


def test_each_task_has_a_measure_and_a_form():
    assert set(TASKS) == {
        "relation",
        "spans",
        "neutral",
        "triples",
        "dates",
        "places",
        "calibration",
    }
    for task in TASKS.values():
        assert task.measures
        assert all(f'"{key}"' in task.form for key in task.keys)
