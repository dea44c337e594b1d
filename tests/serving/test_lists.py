"""Lists: filters, order and pages by key are the same for a person and for a machine."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

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


def _link(text, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', text)
    return html.unescape(found[1]) if found else None


def _shown(text):
    return re.findall(r"<tr>.*?</tr>", text, re.DOTALL)[1:]


@pytest.mark.parametrize("sort", ["", "place_name", "-place_name", "-score", "date_start"])
def test_previous_leads_back_over_the_pages_that_next_came_by(client, sort):
    text = client.get(f"/events?limit=4&sort={sort}").text
    forth = [_shown(text)]
    assert _link(text, "prev") is None
    while (further := _link(text, "next")) is not None:
        text = client.get(further).text
        forth.append(_shown(text))
    assert len(forth) > 3
    back = [_shown(text)]
    while (before := _link(text, "prev")) is not None:
        text = client.get(before).text
        back.append(_shown(text))
    assert back[::-1] == forth
    assert [len(rows) for rows in forth[:-1]] == [4] * (len(forth) - 1)


def test_a_list_with_nothing_to_show_says_so_and_leads_back(client):
    none = client.get("/events?type=ASSAULT&party=RUS&since=2020-01-01").text
    assert "No event fits these filters" in none
    assert '<a href="/events">show all</a>' in none
    assert 'href="/events?type=ASSAULT&amp;party=RUS">The same for all days' in none
    key = base64.urlsafe_b64encode(b"[null, 100000]").decode().rstrip("=")
    beyond = client.get(f"/events?after={key}").text
    assert "The list ends before this place" in beyond
    assert 'href="/events">Go to the first page' in beyond


@pytest.mark.parametrize("given", ["Mali", "mali", "MLI", "Bamako", "Republic of Mali"])
def test_a_party_is_asked_for_by_what_people_call_it(client, given):
    wanted = rows_of(client, "events", "?party=MLI")
    assert rows_of(client, "events", f"?party={given}") == wanted != []


def test_codes_of_countries_and_types_are_shown_by_their_names(client):
    text = client.get("/events?country=BFA").text
    assert '<option value="BFA" selected>Burkina Faso (12)</option>' in text
    assert re.search(r'<option value="ASSAULT">attack \(\d+\)</option>', text)
    assert "Country: Burkina Faso" in text


def test_a_shift_leads_to_the_events_before_and_after_it(client):
    row = rows_of(client, "shifts")[0]
    assert (row["actor"], row["partner"]) in (("BFA", "JNM"), ("JNM", "BFA"))
    text = client.get("/shifts").text
    for which in ("before", "after"):
        ids = row[f"ids_{which}"]
        assert len(ids) == row[f"events_{which}"]
        if ids:
            link = f"/events?ids={'+'.join(ids)}"
            assert f'href="{link}">{len(ids)}</a>' in text
            assert len(rows_of(client, "events", link.removeprefix("/events"))) == len(ids)
    assert f'href="/pair?one={row["actor"]}&amp;other={row["partner"]}"' in text


def test_an_office_is_told_with_who_held_it_and_when(client):
    (row,) = (row for row in rows_of(client, "offices") if row["party"] == "MLI")
    assert (row["office"], row["person"], row["told"]) == (
        "head of state", "Awa Ba", ["president"],
    )  # fmt: skip
    assert (row["first_seen"], row["last_seen"]) == ("2023-01-02", "2023-03-02")


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


COUNTED = ("first", "late", "alone", "confirmed", "disputes", "lost")


def test_each_share_of_an_outlet_leads_to_as_many_events_as_it_is_made_of(client):
    page = client.get("/sources").text
    seen = set()
    for row in rows_of(client, "sources"):
        for way in COUNTED:
            if not row[way] or not row["publisher"]:
                continue
            query = urlencode({"told": f"{row['publisher']}~{way}"})
            assert f'"/events?{query.replace("%7E", "~")}"' in page
            found = rows_of(client, "events", f"?{query}")
            if way in ("disputes", "lost"):
                # An event may be in dispute in several fields.
                assert 0 < len(found) <= row[way]
            else:
                assert len(found) == row[way]
            seen.add(way)
    assert seen >= {"first", "late", "alone", "confirmed", "disputes"}


def test_a_way_of_telling_that_there_is_not_is_refused(client):
    for told in ("Quiet Wire~never", "first", "~first"):
        answer = client.get("/events", params={"told": told})
        assert answer.status_code == 422
        assert "confirmed" in answer.text


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
