"""Communities of cooperation, and who moves from one to another."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from vanellus.analysing import blocs, moves
from vanellus.analysing.communities import communities, modularity

sys.path.insert(0, str(Path(__file__).parent))
from dyads_by_hand import tables

WEST, EAST = ["FRA", "DEU", "USA", "CIV"], ["RUS", "CHN", "BLR"]


def year(number, *groups):
    return [
        f"{number}-03-01 {one} CONSULT {other}"
        for group in groups
        for one, other in combinations(group, 2)
        for _ in range(3)
    ]


def test_two_cliques_joined_by_one_tie_are_two_communities():
    weights = np.zeros((7, 7))
    weights[:4, :4] = weights[4:, 4:] = 1
    np.fill_diagonal(weights, 0)
    weights[3, 4] = weights[4, 3] = 0.5
    label = communities(weights, seed=1)
    assert label.tolist() == [0, 0, 0, 0, 1, 1, 1]
    # By hand: 1 - 2 * 0.5 / 19 less the squares of the parts of the ends, 12.5 and 6.5 of 19.
    assert modularity(weights, label) == pytest.approx(1 - 1 / 19 - (12.5**2 + 6.5**2) / 19**2)


def test_a_network_without_ties_has_no_modularity():
    assert modularity(np.zeros((2, 2)), np.array([0, 1])) is None


def test_a_state_that_changes_sides_is_told_and_its_old_bloc_goes_on():
    lines = year(2021, [*WEST, "MLI"], EAST) + year(2022, WEST, [*EAST, "MLI"])
    lines += ["2022-05-01 MLI CONSULT FRA"]
    found = blocs(*tables(*lines))
    [row] = moves(found).to_pylist()
    home = {(r["period"].year, r["state"]): r["community"] for r in found.to_pylist()}
    assert row["state"] == "MLI"
    assert row["moved_from"] == home[2021, "FRA"] == home[2022, "FRA"]
    assert row["community"] == home[2021, "RUS"] == home[2022, "RUS"]
    assert 0.3 < row["modularity"] < 0.5
    assert row["within"] == pytest.approx(0.9)
    assert len(row["event_ids"]) == row["events"] == 10


def test_conflict_takes_from_a_tie_unless_only_cooperation_is_asked_for():
    lines = year(2021, WEST) + ["2021-04-01 FRA ACCUSE CIV"] * 9
    net = {row["state"]: row["strength"] for row in blocs(*tables(*lines)).to_pylist()}
    good = {
        row["state"]: row["strength"]
        for row in blocs(*tables(*lines), ties="cooperation").to_pylist()
    }
    assert (net["CIV"], good["CIV"]) == (6.0, 9.0)


def test_states_with_few_events_are_told_without_a_community():
    rows = blocs(*tables(*year(2021, WEST), "2021-01-05 MLI CONSULT FRA")).to_pylist()
    assert [(r["state"], r["events"]) for r in rows if r["community"] is None] == [("MLI", 1)]


def test_a_summit_binds_each_pair_less_than_a_visit():
    lines = ["2021-01-05 FRA+DEU+USA CONSULT -"] * 4 + ["2021-01-06 RUS CONSULT CHN"] * 5
    rows = blocs(*tables(*lines), fewest=4).to_pylist()
    assert {r["state"]: r["strength"] for r in rows} == {
        "CHN": 5.0, "DEU": 4.0, "FRA": 4.0, "RUS": 5.0, "USA": 4.0
    }  # fmt: skip
