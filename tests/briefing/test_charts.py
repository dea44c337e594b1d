"""Charts hold their data, are drawn without a browser, and say nothing where nothing is."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from vanellus.analysing import Who
from vanellus.briefing.brief_charts import NAMES, figures_of
from vanellus.briefing.charts import (
    calendar_chart,
    engagement_chart,
    portfolio_chart,
    shifts_chart,
    threats_chart,
)
from vanellus.briefing.drawing import inline_svg, png_of, spec_of, svg_of
from vanellus.briefing.material import gather
from vanellus.briefing.question import Question
from vanellus.briefing.ties import Tie, layout, network_chart, ties_of

sys.path.insert(0, str(Path(__file__).parent))
from told_store import HOSTILE

ROWS = [
    {"period": date(2023, 1, 1), "partner": "RUS", "cooperation": 3.0, "conflict": 0.0,
     "announced": 2, "event_ids": ["a", "b", "c"]},
    {"period": date(2023, 2, 1), "partner": HOSTILE, "cooperation": 0.0, "conflict": 4.0,
     "announced": 0, "event_ids": ["d", "e", "f", "g"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def figures(told):
    material = gather(told, Question(actors=(Who(name="MLI"),)))
    return list(figures_of(told, material))


def test_what_is_announced_stands_upon_what_was_held():
    values = spec_of(engagement_chart(ROWS, by="month"))["data"]["values"]
    bars = {value["kind"]: (value["from"], value["to"]) for value in values}
    assert bars == {"cooperation": (0.0, 3.0), "announced": (3.0, 5.0), "conflict": (0.0, -4.0)}


def test_nothing_is_drawn_of_nothing():
    assert engagement_chart([], by="month") is None
    assert portfolio_chart([], naming=str) is None
    assert shifts_chart([{"status": "none"}], naming=str) is None
    assert calendar_chart([], as_of=date(2024, 1, 1)) is None
    assert threats_chart([], naming=str) is None
    assert network_chart([], names={}) is None


def test_charts_of_a_store_are_wide_and_narrow(figures):
    names = [figure.name for figure in figures]
    assert set(names) <= set(NAMES)
    assert {"engagement", "portfolio", "network", "threats"} <= set(names)
    for figure in figures:
        wide = inline_svg(figure.spec, name="w", label=figure.label)
        width = float(re.search(r'viewBox="0 0 ([0-9.]+)', wide)[1])
        slim = inline_svg(figure.narrow, name="n", label=figure.label)
        assert float(re.search(r'viewBox="0 0 ([0-9.]+)', slim)[1]) < width


def test_charts_ask_for_nothing_from_elsewhere(figures):
    for figure in figures:
        assert '"url"' not in str(figure.spec).replace("'", '"')
        drawn = svg_of(figure.spec)
        assert not re.search(r'href="https?:|style="|<script', drawn)


def test_texts_are_no_mark_up_in_a_chart():
    chart = portfolio_chart(ROWS, naming=str)
    drawn = inline_svg(spec_of(chart), name="p", label=HOSTILE)
    assert "<script" not in drawn
    assert "&lt;script" in drawn


def test_ids_of_two_charts_do_not_meet():
    spec = {
        "data": {"values": [{"a": 1}]},
        "mark": {"type": "point", "clip": True},
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    one, two = (inline_svg(spec, name=name, label="x") for name in ("one", "two"))
    ids = [set(re.findall(r'id="([^"]+)"', drawn)) for drawn in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(re.findall(r"url\(#([^)]+)\)", one)) <= ids[0]


def test_a_chart_of_its_own_is_a_picture():
    spec = spec_of(portfolio_chart(ROWS, naming=str))
    assert png_of(spec, scale=1)[:8] == b"\x89PNG\r\n\x1a\n"
    for dark in (False, True):
        assert "currentColor" not in svg_of(spec, dark=dark)


def test_the_same_ties_give_the_same_picture():
    ties = [
        Tie(one="MLI", other="RUS", cooperation=("a", "b"), conflict=()),
        Tie(one="FRA", other="MLI", cooperation=(), conflict=("c",)),
    ]
    first = layout(["MLI", "RUS", "FRA"], ties)
    assert (first == layout(["MLI", "RUS", "FRA"], ties)).all()
    near = ((first[0] - first[1]) ** 2).sum()
    assert near < ((first[1] - first[2]) ** 2).sum()


def test_ties_are_counted_as_the_view_of_dyads_counts(told):
    for tie in ties_of(told)[:5]:
        counted = told.query(
            "SELECT count(DISTINCT event_id) AS n FROM event_dyads WHERE state = 'held' AND"
            " actor_via IS NULL AND recipient_via IS NULL AND ((actor = $one AND recipient ="
            " $other) OR (actor = $other AND recipient = $one))",
            {"one": tie.one, "other": tie.other},
        )[0]["n"]
        assert tie.events == counted


def test_ties_around_a_party_are_those_of_its_neighbours(told):
    ties = ties_of(told, around=["FRA"], since=date(2022, 1, 1), until=date(2022, 2, 1))
    assert ties
    near = {
        party for tie in ties if "FRA" in (tie.one, tie.other) for party in (tie.one, tie.other)
    }
    assert {party for tie in ties for party in (tie.one, tie.other)} <= near
