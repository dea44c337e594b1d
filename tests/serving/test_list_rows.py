"""Rows and counts of lists are those that the whole table gives, whatever is read for them."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from vanellus.serving.asked import asked_of
from vanellus.serving.list_rows import counted, some_rows
from vanellus.serving.listings import LISTINGS

EVENTS = next(each for each in LISTINGS if each.name == "events")
ASKED = [
    "", "party=MLI", "party=MLI&with=RUS", "party=MLI&type=AGREE", "party=nobody",
    "type=ASSAULT&country=MLI", "pillar=security&state=held&type=ASSAULT", "since=2023-06-01",
    "disputed=1", "party=NER&disputed=1&sort=-independent_sources", "sort=-score",
    "party=MLI&sort=place_name", "sort=type&since=2020-01-01", "party=MLI&tone=conflict",
    "outlet=Sahel Wire", "between=MLI~RUS", "between=RUS~MLI&party=MLI", "least=2&party=MLI",
]  # fmt: skip


def plainly(store, asked):
    """The rows that the list's own table has under its filters."""
    return store.query(
        f"SELECT * FROM {asked.listing.table} WHERE {asked.where} ORDER BY {asked.order}",
        asked.values,
    )


@pytest.mark.parametrize("query", ASKED)
def test_rows_and_counts_of_events_are_those_of_all_events(app, query):
    with app.state.snapshots.reading() as (_, store):
        asked = asked_of(EVENTS, QueryParams(query))
        rows = plainly(store, asked)
        assert some_rows(store, asked, asked.beyond(), asked.order) == rows[: asked.limit + 1]
        total, facets = counted(store, asked)
        assert total == len(rows)
        for each in EVENTS.filters:
            if each.facet is not None:
                values = [row[each.facet] for row in plainly(store, asked.without(each.name))]
                assert {one["value"]: one["n"] for one in facets[each.name]} == {
                    value: values.count(value) for value in values if value is not None
                }, each.name


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda each: each.name)
def test_every_list_counts_its_rows_and_the_values_of_its_facets(app, listing):
    with app.state.snapshots.reading() as (_, store):
        asked = asked_of(listing, QueryParams(""))
        rows = plainly(store, asked)
        total, facets = counted(store, asked)
        assert total == len(rows)
        assert some_rows(store, asked, asked.beyond(), asked.order) == rows[: asked.limit + 1]
        for each in listing.filters:
            if each.facet is not None:
                counts = [one["n"] for one in facets[each.name]]
                assert counts == sorted(counts, reverse=True)
                values = [row[each.facet] for row in rows if row[each.facet] is not None]
                assert sum(counts) == len(values)


def test_between_finds_what_either_of_the_two_does_to_the_other(app):
    with app.state.snapshots.reading() as (_, store):
        pair = store.query("SELECT one, other, count(*) AS n FROM served_between GROUP BY ALL")
        assert pair
        for row in pair:
            asked = asked_of(EVENTS, QueryParams({"between": f"{row['other']}~{row['one']}"}))
            expected = store.query(
                "SELECT count(DISTINCT event_id) AS n FROM event_dyads WHERE actor_via IS NULL"
                " AND recipient_via IS NULL AND (actor = $a AND recipient = $b"
                " OR actor = $b AND recipient = $a)",
                {"a": row["one"], "b": row["other"]},
            )
            assert counted(store, asked)[0] == row["n"] == expected[0]["n"]


@pytest.mark.parametrize("name", [each.name for each in EVENTS.filters if each.name != "party"])
def test_the_table_of_parties_has_what_every_filter_needs(app, name):
    values = {"day": "2020-01-01", "number": "1", "flag": "1"}
    each = next(each for each in EVENTS.filters if each.name == name)
    query = {"party": "MLI", name: values.get(each.kind, "MLI~RUS")}
    with app.state.snapshots.reading() as (_, store):
        ids = [row["event_id"] for row in store.query("SELECT event_id FROM events")]
        looked_up = {"told": lambda _: ids[::2]}
        for sort in ("", *EVENTS.sorts):
            asked = asked_of(EVENTS, QueryParams(query | {"sort": sort}), looked_up=looked_up)
            rows = plainly(store, asked)
            assert some_rows(store, asked, asked.beyond(), asked.order) == rows[: asked.limit + 1]


def test_the_calendar_of_a_party_has_the_dates_in_which_it_takes_part(app):
    listing = next(each for each in LISTINGS if each.name == "calendar")
    with app.state.snapshots.reading() as (_, store):
        parties = store.query("SELECT DISTINCT party FROM event_sides")
        for row in parties:
            asked = asked_of(listing, QueryParams({"party": row["party"]}))
            expected = store.query(
                "SELECT event_id FROM served_calendar WHERE event_id IN (SELECT event_id FROM"
                " event_sides WHERE via IS NULL AND party = ?) ORDER BY number",
                [row["party"]],
            )
            found = some_rows(store, asked, asked.beyond(), asked.order)
            assert [one["event_id"] for one in found] == [one["event_id"] for one in expected]
