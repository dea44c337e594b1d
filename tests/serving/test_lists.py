"""Lists: filters, order and pages by key are the same for a person and for a machine."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest

from vanellus.serving.exports import cell
from vanellus.serving.listings import LISTINGS

NAMES = [listing.name for listing in LISTINGS]


def rows_of(client, name, query=""):
    """The rows of a list as JSON."""
    answer = client.get(f"/{name}.json{query}")
    assert answer.status_code == 200
    return json.loads(answer.text)


@pytest.mark.parametrize("name", NAMES)
def test_json_csv_and_parquet_hold_the_same_rows(client, name):
    rows = rows_of(client, name)
    answer = client.get(f"/{name}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="vanellus-{name}.csv"' in answer.headers["content-disposition"]
    told = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    table = pq.read_table(io.BytesIO(client.get(f"/{name}.parquet").content))
    assert len(rows) == len(told) == table.num_rows > 0
    assert set(rows[0]) == set(told[0]) == set(table.column_names)
    assert "number" not in rows[0]


@pytest.mark.parametrize("listing", LISTINGS, ids=NAMES)
def test_pages_by_key_walk_through_all_rows_once_in_every_order(client, listing, asked):
    whole = asked(f"SELECT count(*) AS n FROM {listing.table}")[0]["n"]
    for sort in ["", *listing.sorts, *(f"-{name}" for name in listing.sorts)]:
        seen, after = [], ""
        while True:
            address = f"/{listing.name}?limit=3" + (f"&sort={sort}" if sort else "") + after
            page = client.get(address)
            assert page.status_code == 200, (address, page.text[-500:])
            context = page.text.split('<nav class="turn"')[1]
            seen.append(page.text.count("<tr>") - 1)
            if 'rel="next"' not in context:
                break
            link = context.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            after = "&after=" + parse_qs(urlsplit(link).query)["after"][0]
        assert sum(seen) == whole, sort
        assert set(seen[:-1]) <= {3}, sort


def test_rows_come_in_the_order_asked_with_unknown_values_last(client):
    scores = [row["value"] for row in rows_of(client, "figures", "?sort=-value")]
    assert scores == sorted(scores, reverse=True)
    days = [row["date_start"] for row in rows_of(client, "figures", "?sort=date_start")]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known)) != []


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("?party=RUS", "event_id IN (SELECT event_id FROM event_sides WHERE party = 'RUS')"),
        ("?party=MLI&with=RUS", ("event_id IN (SELECT event_id FROM event_sides WHERE party = 'RUS'"
         " INTERSECT SELECT event_id FROM event_sides WHERE party = 'MLI')")),
        ("?type=ASSAULT", "type = 'ASSAULT'"),
        ("?country=BFA&type=ASSAULT", "place_country = 'BFA'"),
        ("?since=2024-06-01&until=2024-12-31",
         "date_end >= '2024-06-01' AND date_start <= '2024-12-31'"),
        ("?least=2", "independent_sources >= 2"),
        ("?disputed=1", "event_id IN (SELECT event_id FROM disagreements)"),
        ("?disputed=0", "true"),
        ("?state=announced", "state = 'announced'"),
        ("?tone=conflict", "plover_score < 0"),
        ("?outlet=Northern+Post", ("event_id IN (SELECT event_id FROM reports JOIN documents"
         " USING (doc_id) WHERE publisher = 'Northern Post')")),
        ("?document=talks", "event_id IN (SELECT event_id FROM reports WHERE doc_id = 'talks')"),
        ("?type=&party=", "true"),
    ],
)  # fmt: skip
def test_filters_of_events_let_through_what_plain_sql_does(client, asked, query, where):
    wanted = {row["event_id"] for row in asked(f"SELECT event_id FROM events WHERE {where}")}
    found = [row["event_id"] for row in rows_of(client, "events", query)]
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert wanted
    words = f"<strong>{len(wanted)} event{'' if len(wanted) == 1 else 's'}</strong>"
    assert words in client.get(f"/events{query}").text


def test_each_value_of_a_facet_finds_as_many_as_it_says(client):
    for value in ("ASSAULT", "CONSULT", "COOPERATE"):
        text = client.get("/events").text
        told = text.split(f'<option value="{value}"')[1].split("(")[1].split(")")[0]
        assert int(told) == len(rows_of(client, "events", f"?type={value}"))


def test_texts_that_spreadsheets_would_run_are_made_harmless_in_csv(client):
    for name in NAMES:
        for row in csv.reader(io.StringIO(client.get(f"/{name}.csv").text, newline="")):
            for text in row:
                begins = text.lstrip(" \n")[:1]
                assert begins not in ("=", "@", "\t", "\r"), (name, text)
                if begins in ("+", "-"):
                    float(text)
    assert "'=HYPERLINK" in client.get("/documents.csv").text


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("\rx", "'\rx"), (" =1", "' =1"), ("\n=1", "'\n=1"), ("a=1", "a=1"), ("", ""), (-1.5, -1.5),
        (["=1", "b"], "'=1; b"), (True, "true"), (None, None), ([{"name": "n", "sources": 2}], "n"),
    ],
)  # fmt: skip
def test_a_cell_of_csv_is_data_and_never_a_formula(given, written):
    assert cell(given) == written
