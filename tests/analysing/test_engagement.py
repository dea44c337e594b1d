"""Who counts as whom, what counts when, and by what it is measured."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from vanellus.analysing import Membership, Who, engagement, portfolio, portfolio_changes
from vanellus.errors import InputError

sys.path.insert(0, str(Path(__file__).parent))
from dyads_by_hand import tables


def counted(lines, *, actor="MLI", columns=("partner", "events"), **how):
    found = engagement(*tables(*lines), actor=actor, **{"by": "year", "draws": 50, **how})
    return [tuple(row.values()) for row in found.select(list(columns)).to_pylist()]


def test_either_side_may_act_and_meetings_of_equals_count_once():
    lines = ["2023-01-05 MLI AID RUS", "2023-02-01 RUS AID MLI", "2023-03-01 MLI+RUS CONSULT -"]
    columns = ("partner", "events", "done", "received")
    assert counted(lines, columns=columns) == [("RUS", 3, 2.0, 2.0)]


def test_two_who_do_something_to_a_third_have_not_dealt_with_each_other():
    assert counted(["2023-01-05 MLI+RUS ACCUSE FRA"]) == [("FRA", 1)]


def test_what_a_bloc_does_counts_for_its_members_only_if_asked():
    lines = ["2023-01-05 AES+MLI<AES+NER<AES CONSULT RUS"]
    assert counted(lines) == []
    assert counted(lines, through_blocs=True) == [("RUS", 1)]
    assert counted(lines, actor="AES") == [("RUS", 1)]


def test_a_bloc_by_its_members_is_those_who_were_members_that_day():
    lines = ["2023-01-05 MLI CONSULT RUS", "2024-01-05 MLI CONSULT RUS", "2024-02-01 MLI AID NER"]
    bloc = Who(
        name="AES",
        members=(Membership(party="MLI", since=date(2023, 9, 16)), Membership(party="NER")),
    )
    assert counted(lines, actor=bloc, columns=("period", "partner", "events")) == [
        (date(2024, 1, 1), "RUS", 1)
    ]


def test_a_company_counts_as_its_country_only_if_asked():
    lines = ["2023-01-05 MLI CONSULT WAGNER@RUS"]
    assert counted(lines) == []
    assert counted(lines, of_country=True) == [("RUS", 1)]


def test_what_is_feared_or_past_does_not_count_and_what_is_announced_counts_apart():
    lines = [f"2023-01-05 MLI CONSULT RUS {s}" for s in ("feared", "past", "announced", "held")]
    columns = ("events", "announced", "event_ids", "announced_ids")
    assert counted(lines, columns=columns) == [(1, 1, ["e3"], ["e2"])]
    assert counted(lines, columns=("events", "announced"), states=["past", "announced"]) == [(2, 0)]


def test_dates_too_coarse_for_the_period_are_left_out_and_told():
    lines = ["2023-01-01 MLI AID RUS year", "2023-01-02 MLI AID RUS", "? MLI AID RUS"]
    found = engagement(*tables(*lines), actor="MLI", by="month", draws=10)
    assert found["events"].to_pylist() == [1]
    assert found.schema.metadata == {b"undated": b"2"}
    assert counted(lines) == [("RUS", 2)]


def test_events_may_weigh_as_much_as_they_have_independent_sources():
    lines = ["2023-01-05 MLI AID RUS 3", "2023-01-06 MLI ACCUSE RUS 1"]
    columns = ("events", "weighted", "cooperation", "conflict", "score_sum", "score_mean")
    assert counted(lines, columns=columns, weight="sources") == [(2, 4.0, 3.0, 1.0, 27.0, 6.75)]


def test_the_rate_is_by_thousand_documents_and_null_without_any():
    coverage = pa.table({"day": [date(2023, 5, 1), date(2023, 6, 1)], "documents": [300, 200]})
    lines = ["2023-01-05 MLI AID RUS", "2024-01-06 MLI AID RUS"]
    assert counted(lines, columns=("volume", "rate"), coverage=coverage) == [
        (500, 2.0), (None, None)
    ]  # fmt: skip


def test_the_actors_own_events_may_be_the_volume():
    lines = ["2023-01-05 MLI AID RUS", "2023-01-06 MLI AID FRA", "2023-02-06 NER AID FRA"]
    assert counted(lines, columns=("volume", "rate"), volume="actor", partners=["RUS"]) == [
        (2, 500.0)
    ]


def test_bounds_are_the_same_each_time_and_hold_the_count():
    lines = ["2023-01-05 MLI AID RUS", "2023-01-05 MLI ACCUSE RUS"] * 20
    columns = ("weighted_low", "weighted_high", "score_low", "score_high")
    [bounds] = counted(lines, columns=columns, draws=400)
    assert [bounds] == counted(lines, columns=columns, draws=400)
    # 40 events: a Poisson number of mean 40 lies in 30 to 51 in nine of ten cases.
    assert bounds[0] == pytest.approx(30, abs=2)
    assert bounds[1] == pytest.approx(51, abs=2)
    assert 1 < bounds[2] < 3.5 < bounds[3] < 6


def test_an_unknown_word_is_told_with_those_that_are_known():
    with pytest.raises(InputError, match=r"period: unknown 'week' \(valid: month, quarter, year\)"):
        counted(["2023-01-05 MLI AID RUS"], by="week")
    with pytest.raises(InputError, match="states of events: unknown 'done'"):
        counted(["2023-01-05 MLI AID RUS"], states=["done"])


def test_an_actor_without_events_has_an_empty_table():
    assert counted(["2023-01-05 MLI AID RUS"], actor="XXX") == []
    nothing = portfolio_changes(*tables("2023-01-05 MLI AID RUS"), actor="XXX")
    assert nothing.num_rows == 0


def test_shares_concentration_and_distance_are_those_reckoned_by_hand():
    lines = ["2022-01-01 MLI AID FRA"] * 3 + ["2022-01-01 MLI AID RUS"]
    lines += ["2023-01-01 MLI AID RUS"] * 2 + ["2023-01-01 MLI AID CHN"] * 2
    given = {"actor": "MLI", "draws": 50}
    shares = portfolio(*tables(*lines), **given)
    assert shares["share"].to_pylist() == [0.75, 0.25, 0.5, 0.5]
    changes = portfolio_changes(*tables(*lines), **given)
    assert changes["hhi"].to_pylist() == [0.625, 0.5]
    assert changes["entropy"].to_pylist() == pytest.approx([0.8113, 1.0], abs=1e-4)
    assert changes["distance"].to_pylist() == [None, 0.75]
    assert changes["since"].to_pylist() == [None, date(2022, 1, 1)]
    assert [len(ids) for ids in changes["event_ids"].to_pylist()] == [4, 4]


def test_a_portfolio_that_did_not_change_lies_within_chance():
    lines = ["2022-01-01 MLI AID FRA", "2022-01-01 MLI AID RUS"] * 20
    lines += ["2023-01-01 MLI AID FRA", "2023-01-01 MLI AID RUS"] * 20
    lines += ["2024-01-01 MLI AID CHN"] * 40
    chance = portfolio_changes(*tables(*lines), actor="MLI")["chance"].to_pylist()
    assert chance[1] == 1.0
    assert chance[2] == 0.0
