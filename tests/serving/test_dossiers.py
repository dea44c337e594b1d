"""Pages of actors, blocs, pairs and the network: what they show, as pages and as data."""

from __future__ import annotations

import csv
import io
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from vanellus.serving import create_app
from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "briefing"))
from told_store import fill_told


class Seen(HTMLParser):
    """Tags, links, headings and ids of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.heads, self.ids, self.inline = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.heads.append(int(tag[1]))
        if "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "s.duckdb"
    with open_store(path) as store:
        fill_told(store, events=120)
    with TestClient(create_app(path)) as client:
        yield client


PAGES = [
    "/actor/MLI",
    "/actor/MLI?since=2023-01-01&until=2023-12-31",
    "/actor/AES",
    "/bloc/AES",
    "/pair",
    "/pair?one=MLI&other=RUS",
    "/pair?one=AES&other=RUS&members=1",
    "/network",
    "/network?period=2023",
    "/network?period=2023-Q1&by=quarter&around=MLI",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_read_without_script_and_keep_to_the_policy(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    seen = Seen(answer.text)
    assert seen.heads[0] == 1
    assert seen.heads.count(1) == 1
    assert all(
        after - before <= 1 for before, after in zip(seen.heads, seen.heads[1:], strict=False)
    )
    assert len(seen.ids) == len(set(seen.ids))
    assert not seen.inline
    assert all(link.startswith(("/", "#", "?", "https://")) for link in seen.links)


def test_every_number_of_a_dossier_leads_to_just_its_events(client):
    told = client.get("/actor/MLI.json").json()
    finding = told["findings"][0]
    page = client.get("/actor/MLI").text
    first = re.search(r'<ul class="findings">\s*<li>[^<]*<a href="([^"]+)">(\d+)</a>', page)
    assert int(first[2]) <= len(finding["event_ids"])
    listed = client.get(first[1].replace("&amp;", "&").replace("/events?", "/events.json?"))
    assert len(listed.json()) == int(first[2])


def test_a_party_is_found_by_its_name_in_any_case(client):
    assert client.get("/actor/mli").status_code == 200
    assert client.get("/actor/mli.json").json()["party"]["party"] == "MLI"


def test_who_takes_part_in_nothing_is_not_there(client):
    answer = client.get("/actor/nobody%20at%20all")
    assert answer.status_code == 404
    assert "takes part in no event" in answer.text
    assert client.get("/bloc/FRA").status_code == 404
    assert "error" in client.get("/actor/nobody.json").json()


def test_what_can_not_be_asked_is_refused(client):
    assert client.get("/pair?one=MLI&other=MLI").status_code == 422
    assert client.get("/network?period=abc").status_code == 422
    assert client.get("/network?by=day").status_code == 422
    assert client.get("/actor/MLI?since=2023-99-01").status_code == 422
    assert client.get("/actor/MLI?chart=nothing").status_code == 422
    assert client.get("/actor/MLI?chart=engagement&form=exe").status_code == 422


def test_a_bloc_stands_for_those_it_acts_for(client):
    page = client.get("/bloc/AES").text
    assert "/actor/MLI" in page
    assert "/actor/NER" in page
    own = client.get("/actor/AES.json").json()
    members = client.get("/bloc/AES.json").json()
    assert {each for row in own["engagement"] for each in row["event_ids"]} != {
        each for row in members["engagement"] for each in row["event_ids"]
    }


def test_the_pair_has_the_same_events_either_way(client):
    one = client.get("/pair.json?one=MLI&other=RUS").json()["events"]
    other = client.get("/pair.json?one=RUS&other=MLI").json()["events"]
    assert one
    assert {row["event_id"] for row in one} == {row["event_id"] for row in other}


def test_tables_are_to_be_had_as_csv(client):
    events = list(csv.DictReader(io.StringIO(client.get("/pair.csv?one=MLI&other=RUS").text)))
    told = client.get("/pair.json?one=MLI&other=RUS").json()["events"]
    assert [row["event_id"] for row in events] == [row["event_id"] for row in told]
    assert client.get("/actor/MLI.csv").text.startswith("period,partner,")
    assert client.get("/network.csv?period=2023").text.startswith("one,one_name,")


def test_charts_are_to_be_had_as_files(client):
    for form, kind in (
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
        ("json", "application/json"),
    ):
        answer = client.get(f"/actor/MLI?chart=portfolio&form={form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert "attachment" in answer.headers["content-disposition"]
        assert client.get(f"/network?form={form}").headers["content-type"].startswith(kind)


def test_the_network_of_a_year_has_only_its_events(client):
    ties = client.get("/network.json?period=2023").json()["ties"]
    ids = {each for tie in ties for each in (*tie["cooperation_ids"], *tie["conflict_ids"])}
    events = client.get("/events.json?limit=500").json()
    years = {row["event_id"]: str(row["date_start"])[:4] for row in events}
    assert ids
    assert {years[each] for each in ids} == {"2023"}


def test_periods_are_links_of_which_one_is_current(client):
    page = client.get("/network?period=2023").text
    assert page.count('aria-current="page">2023<') == 1
    assert '/network?period=2022"' in page


def test_hostile_documents_stay_text_on_the_pages(client):
    for address in ("/actor/MLI", "/pair?one=MLI&other=RUS"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert 'href="javascript:' not in page
