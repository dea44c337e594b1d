"""Clusters of mentions scored, reckoned by hand from the definitions."""

from __future__ import annotations

import pytest

from vanellus.evaluating import score_clusters, score_links


def clusters(*groups):
    return {mention: number for number, group in enumerate(groups) for mention in group}


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall)


GOLD = clusters("abcde", "fg", "hijkl")


def test_two_events_taken_for_one_cost_precision_alone():
    figures = score_clusters(GOLD, clusters("abcde", "fghijkl"))
    # Links: 4 + 6 made, one of them wrong, and 4 + 1 + 4 wanted, all made.
    assert figures["muc"]["precision"] == pytest.approx(9 / 10)
    assert figures["muc"]["recall"] == 1
    assert figures["b3"]["precision"] == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert figures["b3"]["recall"] == 1
    # Pairs: 1 for the first, 2*5 / (5+7) for the last; the middle one stays without.
    assert figures["ceafe"]["precision"] == pytest.approx((1 + 10 / 12) / 2)
    assert figures["ceafe"]["recall"] == pytest.approx((1 + 10 / 12) / 3)


def test_an_event_torn_in_two_costs_recall_alone():
    figures = score_clusters(clusters("abcd"), clusters("ab", "cd"))
    assert (figures["muc"]["precision"], figures["muc"]["recall"]) == (1, pytest.approx(2 / 3))
    assert (figures["b3"]["precision"], figures["b3"]["recall"]) == (1, pytest.approx(1 / 2))
    # One of the halves matches: 2*2 / (4+2).
    assert figures["ceafe"]["f1"] == pytest.approx(f1((4 / 6) / 2, 4 / 6))


def test_conll_f1_is_the_mean_of_the_three():
    figures = score_clusters(GOLD, clusters("abc", "de", "fghijkl"))
    mean = sum(figures[name]["f1"] for name in ("muc", "b3", "ceafe")) / 3
    assert figures["conll"] == pytest.approx(mean)
    assert 0 < mean < 1


def test_the_same_clusters_under_other_names_are_perfect():
    named = {mention: f"event {number}" for mention, number in GOLD.items()}
    assert score_clusters(GOLD, named)["conll"] == 1


def test_events_with_one_mention_count_but_hold_no_links():
    figures = score_clusters(clusters("a", "b", "c"), clusters("a", "b", "c"))
    assert figures["b3"]["f1"] == figures["ceafe"]["f1"] == 1
    assert figures["muc"]["f1"] == 0
    joined = score_clusters(clusters("a", "b"), clusters("ab"))
    assert joined["b3"]["precision"] == 0.5
    # 2*1 / (1+2) for the one pair, of one event made and two wanted.
    assert joined["ceafe"]["precision"] == pytest.approx(2 / 3)
    assert joined["ceafe"]["recall"] == pytest.approx(1 / 3)


def test_a_mention_left_out_is_an_event_of_its_own_and_one_too_many_is_not_seen():
    partly = score_clusters(clusters("abc"), {"a": 1, "b": 1, "z": 1})
    assert partly == score_clusters(clusters("abc"), clusters("ab", "c"))


def test_the_best_pairs_of_events_are_taken_where_greedy_ones_are_not_the_best():
    gold = clusters("abcd", "efg")
    found = clusters("abcefg", "d")
    # abcd-abcefg .6 with efg alone, or efg-abcefg 2/3 with abcd-d .4: the second is more.
    figures = score_clusters(gold, found)
    assert figures["ceafe"]["precision"] == pytest.approx((2 * 3 / 9 + 2 * 1 / 5) / 2)


def row(*events):
    return {"events": list(events)}


def event(name, cluster, **known):
    return {"id": name, "start": 0, "end": 1, "cluster": cluster, **known}


def test_only_selected_mentions_are_scored_and_each_answer_has_its_figures():
    rows = [
        row(event("a", "x", selected=True), event("b", "y", selected=False)),
        row(event("c", "x"), event("d", "z")),
    ]
    figures = score_links(rows, {"ours": clusters("ac", "d"), "none": {}})
    assert (figures["documents"], figures["mentions"], figures["events"]) == (2, 3, 2)
    assert figures["answers"]["ours"]["conll"] == 1
    assert figures["answers"]["none"]["muc"] == 0
    assert figures["answers"]["none"]["b3"] == pytest.approx(f1(1, 2 / 3))
