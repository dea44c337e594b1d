"""The queries of docs/measures.md give the counts that the functions give."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from vanellus.analysing import blocs, engagement, portfolio
from vanellus.analysing.monthly import monthly
from vanellus.analysing.periods import first_day
from vanellus.analysing.sides import STATES_AND_BLOCS
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import all_events, events_of_parties

sys.path.insert(0, str(Path(__file__).parent))
from random_store import fill

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def query(name):
    found = re.search(rf"```sql {name}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/measures.md has no query {name}"
    return found[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("store") / "s.duckdb") as opened:
        yield fill(opened)


@pytest.mark.parametrize("actor", ["MLI", "FRA", "AES"])
def test_engagement_counts_as_its_query_does(store, actor):
    tables = events_of_parties(store, [actor])
    found = engagement(tables.events, tables.sides, actor=actor, draws=10)
    names = ["period", "partner", "events", "cooperation", "conflict", "score_sum"]
    rows = [row for row in found.select(names).to_pylist() if row["events"]]
    assert rows == store.query(query("engagement"), {"actor": actor})
    assert len(rows) > 30


@pytest.mark.parametrize("actor", ["MLI", "RUS", "AES"])
def test_portfolios_share_out_as_the_query_does(store, actor):
    tables = events_of_parties(store, [actor])
    found = portfolio(tables.events, tables.sides, actor=actor, draws=10)
    rows = found.select(["period", "partner", "events", "share"]).to_pylist()
    asked = store.query(query("portfolio"), {"actor": actor})
    assert [list(row.values())[:3] for row in rows] == [list(row.values())[:3] for row in asked]
    assert [row["share"] for row in rows] == pytest.approx([row["share"] for row in asked])


def test_months_of_a_pair_are_counted_as_the_query_does(store):
    tables = events_of_parties(store, ["MLI"])
    counted = monthly(
        tables.events, tables.sides, actor="MLI", partners=["RUS"], kinds=STATES_AND_BLOCS,
        since=None, until=None, pillar=None, coverage=None, relative=False, through_blocs=False,
        of_country=False,
    )  # fmt: skip
    rows = [
        {"month": first_day(counted.first + at, by="month"), "events": int(good + bad),
         "cooperation": int(good)}
        for at, (good, bad) in enumerate(
            zip(counted.cooperation[0], counted.conflict[0], strict=True)
        )
        if good + bad
    ]  # fmt: skip
    assert rows == store.query(query("shifts"), {"actor": "MLI", "partner": "RUS"})


def test_states_in_blocs_have_the_events_of_the_query(store):
    tables = all_events(store, states=["held"], between_states=True)
    found = blocs(tables.events, tables.sides)
    rows = found.select(["period", "state", "events"]).to_pylist()
    assert rows == store.query(query("blocs"))
    assert [len(ids) for ids in found["event_ids"].to_pylist()] == [r["events"] for r in rows]
