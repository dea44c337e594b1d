"""What dossiers read of the tables made for pages is what the whole tables hold."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from vanellus.analysing.sides import Who
from vanellus.briefing.dealt import DEAL_COLUMNS, deals_of
from vanellus.briefing.ground import Ground
from vanellus.briefing.material import gather
from vanellus.briefing.question import Question
from vanellus.serving.glance import through_blocs, way_of
from vanellus.storing import copy_store, open_store
from vanellus.storing.analysis_tables import events_of_parties
from vanellus.storing.served_deals import served_events_of

FROM_2024 = date(2024, 1, 1)


_MORE = (
    ("together", [("actor", "MLI", None), ("actor", "NER", None)]),
    ("bloc", [("actor", "AES", None), ("actor", "MLI", "AES"), ("actor", "NER", "AES"),
              ("recipient", "RUS", None)]),
    ("both", [("actor", "MLI", None), ("actor", "AES", None), ("actor", "MLI", "AES"),
              ("recipient", "RUS", None)]),
)  # fmt: skip
"""Events with sides as (role, party, via)."""


@pytest.fixture(scope="module")
def store(store_path, tmp_path_factory):
    """The tables of pages of a store with events side by side and of blocs."""
    from vanellus.serving.preparing import prepare

    path = tmp_path_factory.mktemp("dealt") / "s.duckdb"
    copy_store(store_path, path)
    with open_store(path, create=False) as held:
        with held.transaction() as connection:
            for event_id, sides in _MORE:
                connection.execute(
                    "INSERT INTO events SELECT * REPLACE (? AS event_id) FROM events"
                    " WHERE state = 'held' AND date_start IS NOT NULL ORDER BY event_id LIMIT 1",
                    [event_id],
                )
                for role, party, via in sides:
                    connection.execute(
                        "INSERT INTO event_sides (event_id, role, party, name, country, sector,"
                        " kind, via, sources) VALUES (?, ?, ?, ?, ?, 'GOV', ?, ?, 1)",
                        [event_id, role, party, party, None if party == "AES" else party,
                         "bloc" if party == "AES" else "state", via],
                    )  # fmt: skip
        prepare(held)
    with open_store(path, create=False, read_only=True) as reading:
        yield reading


@pytest.fixture
def parties(store):
    return [row["party"] for row in store.query("SELECT party FROM served_actors ORDER BY number")]


@pytest.mark.parametrize("period", [(None, None), (FROM_2024, None), (None, FROM_2024)])
def test_the_events_of_parties_are_those_of_the_whole_tables(store, parties, period):
    since, until = period
    seen = 0
    for one, other in combinations(parties[:12], 2):
        asked = {"since": since, "until": until, "columns": DEAL_COLUMNS}
        whole = events_of_parties(store, {one, other}, **asked)
        read = served_events_of(store, {one, other}, **asked)
        for actor in (one, other):
            who = {"actor": Who(name=actor), "partners": None, "with_parties": False}
            deals = deals_of(*read, **who)
            assert deals == deals_of(*whole, **who)
            seen += len(deals)
    assert seen > 20


def test_a_dossier_is_the_same_from_either(store, parties):
    for party in parties[:6]:
        for since in (None, FROM_2024):
            question = Question(actors=(Who(name=party),), since=since)
            found = gather(store, question)
            read = gather(
                store, question, ground=Ground(), events_of=served_events_of, with_advice=False
            )
            for name in ("deals", "engagement", "portfolio", "shifts", "calendar", "threats"):
                assert getattr(found, name) == getattr(read, name), (party, name)
            assert found.trends == read.trends
            assert found.agenda == read.agenda
            assert not read.recommendations


def test_the_events_of_blocs_between_two_are_those_of_the_view(store, parties):
    told = 0
    for one, other in combinations(parties, 2):
        rows = store.query(
            "SELECT event_id FROM event_dyads WHERE state = 'held'"
            " AND (actor = $one AND recipient = $other OR actor = $other AND recipient = $one)"
            " GROUP BY 1 HAVING bool_and(actor_via IS NOT NULL OR recipient_via IS NOT NULL)"
            " ORDER BY 1",
            {"one": one, "other": other},
        )
        found = through_blocs(store, one, other, since=None, until=None, pillar=None)
        assert found == [row["event_id"] for row in rows]
        told += len(found)
    assert told


def test_a_deal_goes_to_the_partner_from_him_or_is_done_side_by_side(store, parties):
    ways = set()
    for one, other in combinations(parties, 2):
        asked = Question(actors=(Who(name=one),), partners=(Who(name=other),))
        for deal in gather(store, asked, ground=Ground(), events_of=served_events_of).deals:
            (row,) = store.query(
                "SELECT actors, recipients FROM served_events WHERE event_id = ?", [deal.event_id]
            )
            forth = one in row["actors"] and other in row["recipients"]
            back = other in row["actors"] and one in row["recipients"]
            expected = "together" if forth == back else "to" if forth else "from"
            assert way_of(deal) == expected
            ways.add(expected)
    assert ways == {"to", "from", "together"}
