"""Which reports are joined to one event, and which never are."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_by_hand import reports, told

from vanellus.linking import JOINS, Reports, link
from vanellus.linking.grouping import groups_of
from vanellus.linking.pieces import COMPARED, pairs_within

TALKS = "The foreign ministers of Mali and Russia held consultations in Moscow on 3 April."


def events(tables, **known):
    """The sets of reports that were joined."""
    found: dict[str, set[str]] = {}
    for row in link(tables, **known).to_pylist():
        found.setdefault(row["event_id"], set()).add(row["report_id"])
    return sorted(sorted(group) for group in found.values())


def test_the_same_deed_of_the_same_parties_on_the_same_day_is_one_event():
    two = reports(
        told("a", TALKS, place="Moscow"),
        told("b", "Russia received Mali's foreign minister for consultations.", place="Moscow"),
    )
    assert events(two) == [["a", "b"]]


def test_a_plan_and_the_deed_on_the_announced_day_are_one_event():
    two = reports(
        told("plan", "Ministers of Mali will travel to Moscow for consultations.", place="Moscow",
             status="future", published="2025-04-01"),
        told("held", "Mali's minister was received in Moscow for consultations.", place="Moscow",
             published="2025-04-04"),
    )  # fmt: skip
    assert events(two) == [["held", "plan"]]


def test_a_bloc_and_its_members_are_the_same_party():
    two = reports(
        told("bloc", "The Sahel alliance and Russia held consultations.", actors="AES=BFA+MLI+NER"),
        told("states", "Burkina Faso, Mali and Niger held consultations with Russia.",
             actors="BFA MLI NER"),
    )  # fmt: skip
    assert events(two) == [["bloc", "states"]]


def test_a_person_stands_for_the_state_whose_office_he_holds():
    two = reports(
        told("person", "Diop held consultations with Russia in Moscow.", actors="Diop/MLI/GOV"),
        told("state", "Mali held consultations with Russia in Moscow."),
    )
    assert events(two) == [["person", "state"]]


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2025-04-13"},
        {"actors": "FRA", "recipients": "DZA", "text": "France received an envoy of Algeria."},
        {"type": "ASSAULT", "trigger": "shelled"},
    ],
    ids=["another day", "other parties", "another type"],
)
def test_other_deeds_are_other_events(other):
    text = other.pop("text", TALKS)
    assert len(events(reports(told("a", TALKS), told("b", text, **other)))) == 2


def test_towns_far_apart_are_never_one_event():
    attack = {"type": "ASSAULT", "trigger": "attacked", "recipients": ""}
    two = reports(
        told("a", "Gunmen attacked a post of the army.", place="Gao", **attack),
        told("b", "Gunmen attacked a post of the army at night.", place="Bamako", **attack),
    )
    assert len(events(two)) == 2


def test_what_a_person_parted_stays_parted():
    two = reports(told("a", TALKS), told("b", TALKS))
    assert events(two) == [["a", "b"]]
    parted = pa.table({"report_a": ["a"], "report_b": ["b"]})
    assert events(two, separations=parted) == [["a"], ["b"]]


def test_a_report_like_both_of_two_parted_ones_goes_with_one_of_them():
    three = reports(told("a", TALKS), told("b", TALKS), told("c", TALKS))
    groups = events(three, separations=pa.table({"report_a": ["a"], "report_b": ["b"]}))
    assert groups == [["a", "c"], ["b"]]


def test_a_join_names_the_report_and_what_spoke_for_it():
    two = reports(told("a", TALKS), told("b", TALKS, published="2025-04-05"))
    first, second = link(two).to_pylist()
    assert (first["joined_to"], first["score"], first["parts"]) == (None, None, None)
    assert second["joined_to"] == "a"
    assert second["score"] > 0.9
    parts = json.loads(second["parts"])
    assert parts["same_sentence"] > 0
    assert list(parts.values()) == sorted(parts.values(), key=lambda value: -abs(value))


def test_no_reports_make_no_joins():
    none = reports(told("a", TALKS))
    empty = Reports(reports=none.reports.slice(0, 0), participants=none.participants.slice(0, 0))
    assert link(empty).equals(JOINS.empty_table())


def test_reports_without_any_date_or_party_are_linked_without_fault():
    bare = reports(
        told("a", "Shots were heard.", day=None, actors="", recipients="", type="ASSAULT"),
        told("b", "Calm returned.", day=None, actors="", recipients="", type="RETREAT"),
    )
    assert len(events(bare)) == 2


def test_a_chain_of_neighbouring_days_is_not_one_event():
    chain = reports(
        *(
            told(f"r{day:02}", TALKS, day=f"2025-04-{day:02}", published=f"2025-04-{day + 1:02}")
            for day in range(1, 21)
        )
    )
    days = [
        max(int(name[1:]) for name in group) - min(int(name[1:]) for name in group)
        for group in events(chain)
    ]
    assert max(days) <= 4


@given(st.permutations(range(9)), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_changes_nothing(order, seed):
    rng = np.random.default_rng(seed)
    days = rng.integers(1, 8, 9)
    rows = [
        told(f"r{n}", f"{TALKS} Round {n}.", day=f"2025-04-0{day}", published=f"2025-04-1{n}",
             actors=["MLI", "NER", "AES=MLI+NER"][n % 3])
        for n, day in enumerate(days)
    ]  # fmt: skip
    straight = link(reports(*rows)).sort_by("report_id")
    shuffled = link(reports(*(rows[n] for n in order))).sort_by("report_id")
    assert straight.equals(shuffled)


@given(st.integers(3, 12), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_no_group_holds_a_forbidden_pair_and_each_is_likely_on_average(count, seed):
    rng = np.random.default_rng(seed)
    pieces = np.zeros(count, np.int64)
    pairs = pairs_within(pieces)
    scores = rng.random(len(pairs)).astype(np.float32)
    forbidden = rng.random(len(pairs)) < 0.2
    groups = groups_of(pairs, scores, forbidden, pieces, cut=0.5)
    same = groups[pairs[:, 0]] == groups[pairs[:, 1]]
    assert not (same & forbidden).any()
    assert (groups <= np.arange(count)).all()
    for group in np.unique(groups):
        inside = same & (groups[pairs[:, 0]] == group)
        assert not inside.any() or scores[inside].mean() >= 0.3


def test_a_component_too_large_to_compare_all_is_grouped_by_the_pairs_known():
    count = COMPARED + 20
    rows = np.arange(count)
    near = [(one, one + apart) for apart in range(1, 6) for one in rows[: count - apart]]
    pairs = np.array(sorted(near), np.int64)
    half = count // 2
    across = (pairs[:, 0] < half) & (pairs[:, 1] >= half)
    scores = np.full(len(pairs), 0.995, np.float32)
    groups = groups_of(pairs, scores, across, np.zeros(count, np.int64), cut=0.5)
    assert not (groups[pairs[:, 0]] == groups[pairs[:, 1]])[across].any()
    assert len(np.unique(groups)) < 20
