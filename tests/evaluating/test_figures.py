"""The figures of relations, spans, triples and dates, reckoned by hand from the definitions."""

from __future__ import annotations

import pytest
from fakes import report

from vanellus.evaluating import (
    TASKS,
    score_dates,
    score_neutral,
    score_relation,
    score_spans,
    score_triples,
)


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall)


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


def test_sentences_left_alone_are_a_share_and_false_events_are_told_by_type():
    figures = score_neutral(
        [{"text": ""}] * 4, [[], [report(type="AID"), report(type="AID")], [], [report()]]
    )
    assert figures["left_alone"] == 0.5
    assert figures["false_events_per_100"] == 75
    assert figures["false_by_type"] == {"AID": 2, "CONSULT": 1}


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


def test_each_task_has_a_measure_and_a_form():
    assert set(TASKS) == {
        "relation",
        "spans",
        "neutral",
        "triples",
        "dates",
        "places",
        "links",
        "calibration",
    }
    for task in TASKS.values():
        assert task.measures
        assert all(f'"{key}"' in task.form for key in task.keys)
