"""Violence counted by place, perpetrator, kind and toll, and its trend."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats
from tests.analysing.accounts import DAY, events, sides

from vanellus.analysing.violence import threats, with_region
from vanellus.analysing.violence_trends import expect, threat_trends
from vanellus.errors import InputError


def attack(name, day="2025-01-05", **known):
    usual = {"type": "ASSAULT", "place_country": "MLI", "place_grain": "city"}
    return {"event_id": name, "date_start": day, **usual, **known}


THREE = events(
    attack("a", mode="drone", dead_low=3.0, dead_high=5.0, latitude=16.3, longitude=-0.04),
    attack("b", "2025-01-20", dead_low=2.0, latitude=16.9, longitude=-0.9),
    attack("c", "2025-02-03", place_country=None, independent_sources=4),
)
ACTORS = sides(("a", "actor", "JNIM"), ("a", "actor", "ISGS"), ("a", "recipient", "MLI"),
               ("b", "actor", "MLI"), ("b", "actor", "BFA", "AES"))  # fmt: skip


def test_violence_is_summed_by_month_and_country_with_the_events_behind_it():
    january, february = threats(THREE).to_pylist()
    assert (january["period"], january["country"], january["events"]) == (
        date(2025, 1, 1),
        "MLI",
        2,
    )
    assert (january["dead_low"], january["dead_high"]) == (5.0, 7.0)
    assert january["event_ids"] == ["a", "b"]
    assert (february["country"], february["independent_sources"]) == (None, 4)


def test_a_toll_that_nobody_tells_is_unknown_and_no_zero():
    february = threats(THREE).to_pylist()[1]
    assert (february["dead_low"], february["toll_unknown"]) == (None, 1)
    zero = threats(events(attack("z", dead_low=0.0, dead_high=0.0))).to_pylist()[0]
    assert (zero["dead_low"], zero["toll_unknown"]) == (0.0, 0)


def test_a_toll_with_one_bound_has_it_as_both():
    (row,) = threats(events(attack("z", dead_high=4.0))).to_pylist()
    assert (row["dead_low"], row["dead_high"]) == (4.0, 4.0)


def test_each_perpetrator_has_a_row_and_an_unknown_one_is_told_as_such():
    found = threats(THREE, ACTORS, by=["perpetrator"]).to_pylist()
    told = [(row["perpetrator"], row["perpetrator_name"], row["event_ids"]) for row in found]
    assert sorted(told, key=str) == [
        ("ISGS", "Name of ISGS", ["a"]),
        ("JNIM", "Name of JNIM", ["a"]),
        ("MLI", "Name of MLI", ["b"]),
        (None, "unknown", ["c"]),
    ]


def test_members_of_an_acting_bloc_are_no_perpetrators_themselves():
    found = threats(THREE, ACTORS, by=["perpetrator"])
    assert "BFA" not in found["perpetrator"].to_pylist()


def test_kinds_and_types_are_told_apart():
    kept = events(attack("a", mode="drone"), attack("b"), attack("c", type="COERCE", mode="arrest"))
    found = threats(kept, by=["type", "kind"], types=["ASSAULT", "COERCE"]).to_pylist()
    assert [(r["type"], r["kind"]) for r in found] == [
        ("ASSAULT", "drone"), ("ASSAULT", None), ("COERCE", "arrest"),
    ]  # fmt: skip
    assert threats(kept)["events"].to_pylist() == [2]


def test_cells_of_the_grid_are_named_by_their_south_western_corner():
    found = threats(THREE, by=["grid"]).to_pylist()
    assert [(r["latitude"], r["longitude"]) for r in found[:2]] == [(16.0, -1.0), (None, None)]
    assert found[0]["events"] == 2
    half = threats(THREE, by=["grid"], cell=0.5).to_pylist()
    assert [(r["latitude"], r["longitude"]) for r in half[:2]] == [(16.0, -0.5), (16.5, -1.0)]


def test_what_happened_somewhere_in_a_country_lies_in_no_cell():
    vague = events(attack("a", latitude=17.0, longitude=-2.0, place_grain="country"))
    assert threats(vague, by=["grid"])["latitude"].to_pylist() == [None]


def test_regions_come_from_a_lookup_that_is_asked_once_for_each_place():
    asked = []

    def regions(places):
        asked.extend(places)
        return [f"around {name}" if name else None for name, _, _ in places]

    kept = events(*(attack(n, place_name="Gao", geonameid=7) for n in "ab"), attack("c"))
    found = threats(with_region(kept, regions), by=["region"]).to_pylist()
    assert [(r["country"], r["region"], r["events"]) for r in found] == [
        ("MLI", "around Gao", 2), ("MLI", None, 1),
    ]  # fmt: skip
    assert sorted(asked, key=str) == [("Gao", "MLI", 7), (None, "MLI", None)]


def test_announced_feared_and_undated_violence_is_not_counted_unless_asked_for():
    kept = events(attack("a", state="feared"), attack("b", date_grain="year"), attack("c", None))
    assert threats(kept).num_rows == 0
    assert threats(kept, states=["feared"])["event_ids"].to_pylist() == [["a"]]
    assert threats(kept, every="year")["event_ids"].to_pylist() == [["b"]]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"by": ["town"]}, "unknown 'town' .valid: country, region"),
        ({"by": ["country", "grid"]}, "country and grid are two kinds of places"),
        ({"types": ["AID"]}, "unknown 'AID' .valid: ASSAULT"),
        ({"types": []}, "none given"),
        ({"states": ["done"]}, "unknown 'done'"),
        ({"every": "week"}, "unknown 'week' .valid: month"),
        ({"by": ["grid"], "cell": 0.0}, "a size of 0 degrees .valid: 0.01 to 30"),
        ({"by": ["perpetrator"]}, "there are no sides"),
        ({"since": date(2025, 2, 1), "until": date(2025, 1, 1)}, "after its end"),
    ],
)
def test_bad_parameters_are_told_with_what_would_be_valid(asked, told):
    with pytest.raises(InputError, match=told):
        threats(THREE, **asked)


def monthly(*counts, country="MLI"):
    """Attacks by month from January 2024."""
    return [
        attack(
            f"{country}{month}-{n}",
            f"{2024 + month // 12}-{month % 12 + 1:02}-10",
            place_country=country,
        )
        for month, count in enumerate(counts)
        for n in range(count)
    ]


def read(*documents):
    days = [date(2024 + m // 12, m % 12 + 1, 15) for m in range(len(documents))]
    return pa.table({"day": pa.array(days, DAY), "documents": pa.array(documents, pa.int64())})


def test_a_steady_past_gives_the_negative_binomial_of_a_gamma_posterior():
    past = np.array([[2.0, 3.0, 2.0, 3.0, 2.0, 3.0]])
    found = expect(past, np.ones(6), np.array([7.0]), 1.0)
    by_hand = stats.nbinom(0.5 + 15, 6 / 7)
    assert found.expected[0] == pytest.approx(15.5 / 6)
    assert found.dispersion[0] == 1
    assert found.probability_steady[0] == pytest.approx(by_hand.sf(6))
    assert found.probability[0] == pytest.approx(by_hand.sf(6))
    assert found.probability_fewer[0] == pytest.approx(by_hand.cdf(7))


def test_many_more_attacks_than_in_the_own_past_are_told_as_more():
    kept = events(*monthly(2, 3, 2, 3, 2, 3, 12), *monthly(9, 11, 10, 9, 11, 10, 12, country="BFA"))
    mali, burkina = threat_trends(kept).to_pylist()
    assert (mali["country"], mali["trend"], mali["events"]) == ("MLI", "more", 12)
    assert (mali["earlier_events"], mali["earlier_periods"], len(mali["event_ids"])) == (15, 6, 12)
    assert (burkina["country"], burkina["trend"]) == ("BFA", "usual")


def test_a_place_that_falls_silent_is_told_as_less():
    kept = events(*monthly(9, 11, 10, 9, 11, 10, 0), *monthly(0, 0, 0, 0, 0, 0, 1, country="BFA"))
    found = {row["country"]: row for row in threat_trends(kept).to_pylist()}
    assert (found["MLI"]["trend"], found["MLI"]["events"]) == ("less", 0)
    assert found["MLI"]["event_ids"] == []
    assert found["MLI"]["dead_low"] is None


def test_twice_the_coverage_lets_expect_twice_the_events():
    kept = events(*monthly(5, 5, 5, 5, 5, 5, 10))
    (even,) = threat_trends(kept, coverage=read(*[100] * 7)).to_pylist()
    (more,) = threat_trends(kept, coverage=read(*[100] * 6, 200)).to_pylist()
    assert more["exposure"] == 2
    assert more["expected"] == pytest.approx(2 * even["expected"])
    assert even["probability"] < 0.1 < more["probability"]


def test_months_without_coverage_say_nothing_of_the_past():
    kept = events(*monthly(0, 0, 0, 5, 5, 5, 5))
    (row,) = threat_trends(kept, coverage=read(0, 0, 0, 100, 100, 100, 100)).to_pylist()
    assert (row["earlier_periods"], row["trend"]) == (3, "too little past")


def test_a_past_in_bursts_makes_a_burst_less_surprising():
    calm = threat_trends(events(*monthly(4, 4, 4, 4, 4, 4, 4, 4, 12))).to_pylist()[0]
    wild = threat_trends(events(*monthly(0, 14, 0, 0, 15, 0, 3, 0, 12))).to_pylist()[0]
    assert calm["trend"] == "more"
    assert wild["dispersion"] > 5
    assert wild["trend"] == "usual"
    assert wild["probability_steady"] < 0.05


def test_a_month_that_has_not_ended_counts_by_its_days():
    kept = events(*monthly(31, 29, 31, 30, 31, 30, 10))
    (row,) = threat_trends(kept, until=date(2024, 7, 10)).to_pylist()
    assert row["expected"] == pytest.approx(10.0, abs=0.1)


def test_false_alarms_stay_rare_where_nothing_changes():
    rng = np.random.default_rng(7)
    for swings in (1e9, 2.0):  # steady, and in bursts
        rates = rng.gamma(swings, 6 / swings, size=(2000, 25))
        counts = rng.poisson(rates).astype(float)
        found = expect(counts[:, :-1], np.ones(24), counts[:, -1], 1.0)
        assert (found.probability < 0.05).mean() < 0.08


def test_a_trend_without_a_past_is_told():
    with pytest.raises(InputError, match="there is no month before the latest one"):
        threat_trends(events(attack("a")))
    with pytest.raises(InputError, match="no document was read of the latest month"):
        threat_trends(events(*monthly(1, 2, 3)), coverage=read(5, 5), until=date(2024, 3, 31))


def test_probabilities_and_bounds_are_those_of_the_negative_binomial():
    draw = np.random.default_rng(4)
    past = draw.negative_binomial(1.5, 0.1, size=(200, 12)).astype(float)
    latest = draw.negative_binomial(1.5, 0.1, size=200).astype(float)
    found = expect(past, np.full(12, 2.0), latest, 3.0)
    mean = 3.0 * (0.5 + past.sum(axis=1)) / 24
    variance = found.dispersion * (mean + mean**2 / (0.5 + past.sum(axis=1)))
    by_hand = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    assert found.probability == pytest.approx(by_hand.sf(latest - 1), abs=1e-12)
    assert found.probability_fewer == pytest.approx(by_hand.cdf(latest), abs=1e-12)
    assert found.low.tolist() == by_hand.ppf(0.05).tolist()
    assert found.high.tolist() == by_hand.ppf(0.95).tolist()
