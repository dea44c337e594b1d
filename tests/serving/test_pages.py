"""Every page answers, says what it should, and stays our own mark-up whatever documents say."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from vanellus.serving.site import ENVIRONMENT

LISTS = (
    "events", "documents", "calendar", "recommendations", "figures", "sources", "actors", "dropped",
    "shifts", "statements", "agenda", "offices",
)  # fmt: skip
HOSTILE = "bad/<id>?&#"
VOID = {"meta", "link", "input", "br", "img", "hr", "source"}


class Read(HTMLParser):
    """A page as a browser would take it: its tags with attributes, its text, what is unclosed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.open, self.wrong = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def links(self):
        return [attrs["href"] for tag, attrs in self.tags if tag == "a" and "href" in attrs]


def addresses(asked):
    """The addresses of all pages of the store."""
    found = ["/", "/about", "/search", "/search?q=alert", "/search?q=met&newest=1"]
    found += [f"/{name}" for name in LISTS]
    events = [row["event_id"] for row in asked("SELECT event_id FROM events ORDER BY 1")]
    found += [f"/event/{quote(each, safe='')}" for each in events]
    found += [f"/event/{quote(each, safe='')}/near" for each in events]
    documents = [row["doc_id"] for row in asked("SELECT doc_id FROM documents ORDER BY 1")]
    return found + [f"/document/{quote(each, safe='')}" for each in documents]


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.text[-600:])
    return Read(answer.text)


def test_every_page_answers_and_is_whole(client, asked):
    for address in addresses(asked):
        read = page(client, address)
        assert read.wrong == [], address
        assert read.open == [], address
        assert [tag for tag, _ in read.tags].count("h1") == 1, address


def test_no_text_of_a_document_becomes_mark_up(client, asked):
    seen = 0
    for address in addresses(asked):
        answer = client.get(address)
        seen += "&lt;script&gt;" in answer.text
        assert "<script>" not in answer.text, address
        read = Read(answer.text)
        for tag, attributes in read.tags:
            # Pictures are our own charts; where they come from is looked at below.
            assert tag not in ("iframe", "object", "embed", "base", "style"), address
            assert not [name for name in attributes if name.startswith("on")], (address, attributes)
            assert "style" not in attributes, (address, attributes)
            if tag == "script":
                assert attributes["src"].startswith("/static/")
            for name in ("href", "src", "action", "xlink:href"):
                to = attributes.get(name) or "/"
                assert to.startswith(("/", "#", "?", "https://news.example.org/")), (address, to)
                assert not to.startswith("//")
    assert seen > 8


def test_the_address_of_a_document_is_a_link_only_if_browsers_may_go_there(client):
    assert "https://news.example.org/talks" in page(client, "/document/talks").links()
    hostile = page(client, f"/document/{quote(HOSTILE, safe='')}")
    assert not [to for to in hostile.links() if "javascript" in to]
    assert "javascript:alert(1)" in hostile.text


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("https://a.example/x", True), ("http://a.example", True), ("HTTPS://a.example", True),
        ("javascript:alert(1)", False), ("java\nscript:alert(1)", False), ("//a.example", False),
        ("data:text/html,x", False), ("https:", False), ("http:///x", False), ("x", False),
        (" https://a.example", False), ("https://[", False), (None, False),
    ],
)  # fmt: skip
def test_only_whole_web_addresses_are_links(given, link):
    from vanellus.serving.showing import web_link

    assert (web_link(given) is not None) == link


def test_each_link_of_a_page_leads_somewhere(client, asked):
    reached = set()
    for address in addresses(asked):
        for to in page(client, address).links():
            if to.startswith("/"):
                reached.add(to.split("#")[0])
    gone = [to for to in sorted(reached) if client.get(to).status_code not in (200, 307)]
    assert gone == []
    assert len(reached) > 60


def test_the_first_page_shows_what_is_new_coming_overdue_and_violent(client):
    read = page(client, "/")
    for words in ("Latest", "Coming", "Overdue", "Violence", "20 May 2025", "Strongest shifts",
                  "Announced for June 2025", "What did"):  # fmt: skip
        assert words in read.text
    assert "/calendar?since=2025-06-01&until=2025-06-30&coming=1" in read.links()
    assert "/calendar?overdue=1" in read.links()
    assert any("chart=map" in given.get("src", "") for tag, given in read.tags if tag == "img")
    assert any("country=BFA" in to for to in read.links())


def test_what_is_expected_leads_to_the_attacks_of_the_quarters_before(client):
    shown = re.search(r'data-label="Expected"><a href="([^"]+)">[0-9.]+</a>', client.get("/").text)
    query = parse_qs(urlsplit(html.unescape(shown[1])).query)
    assert query["type"] == ["ASSAULT"]
    quarter_before = date.fromisoformat(query["until"][0]) + timedelta(days=1)
    assert (quarter_before.day, quarter_before.month % 3) == (1, 1)
    found = json.loads(client.get(html.unescape(shown[1]).replace("?", ".json?")).text)
    assert found
    assert all(date.fromisoformat(row["date_start"]) < quarter_before for row in found)


def test_a_number_of_too_many_events_for_an_address_leads_to_the_nearest_list():
    macros = ENVIRONMENT.get_template("macros.html").module
    few, many = ["e1", "e2"], [f"e{number}" for number in range(401)]
    assert 'href="/events?ids=e1+e2"' in macros.of_events(few, "2", near="/events?type=ASSAULT")
    assert 'href="/events?type=ASSAULT"' in macros.of_events(many, "401", "/events?type=ASSAULT")
    assert "href" not in macros.of_events(many, "401")


def test_the_calendar_leads_to_its_parts_with_as_many_dates_as_it_says(client):
    shown = client.get("/calendar").text
    parts = re.findall(r'<li><a href="(/calendar\?[^"]+)">([^<]+)</a> \((\d+)\)', shown)
    assert [words for _, words, _ in parts] == ["For June 2025", "Coming", "Overdue"]
    assert "No day named: none" in shown
    for address, _, number in parts:
        rows = json.loads(client.get(html.unescape(address).replace("?", ".json?")).text)
        assert len(rows) == int(number)


def test_a_column_without_any_value_is_left_out_unless_it_can_be_sorted_by(client):
    shown = client.get("/calendar?overdue=1").text
    assert ">Earlier dates<" not in shown
    assert ">Where<" in shown
    assert "earlier_dates" in client.get("/calendar.csv").text


def test_an_event_is_named_in_plain_words(client, asked):
    event = asked("SELECT event_id FROM reports WHERE doc_id = 'talks' AND status = 'occurred'")[0]
    read = page(client, f"/event/{event['event_id']}")
    assert "Talks: Mali → Russia" in read.text
    assert "talks (CONSULT)" in read.text
    assert "Moscow (Russia)" in read.text


def test_a_document_in_which_nothing_more_was_read_says_so_in_one_line(client):
    read = page(client, "/document/calm")
    assert "No recommendations, no agenda items, no figures were read in it." in read.text
    assert "Nothing was left out of it." in read.text
    assert "Recommendations None" not in read.text


def test_an_event_shows_who_when_where_its_reports_and_why_they_were_joined(client, asked):
    event = asked("SELECT event_id FROM reports WHERE doc_id = 'talks' AND status = 'occurred'")[0][
        "event_id"
    ]
    read = page(client, f"/event/{event}")
    for words in ("MLI", "RUS", "Moscow", "Northern Post", "Quiet Wire", "Joined with probability",
                  "Where reports differ", "independent source", "More is to come."):  # fmt: skip
        assert words in read.text, words
    says = [attrs.get("data-says", "") for tag, attrs in read.tags if tag == "mark"]
    assert any(each.startswith("actor: MLI") for each in says)
    assert any(each.startswith("place: Moscow (RUS)") for each in says)


def test_the_id_of_a_report_leads_to_its_event(client, asked):
    row = asked("SELECT report_id, event_id FROM reports ORDER BY 1 LIMIT 1")[0]
    answer = client.get(f"/event/{row['report_id']}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/event/{row['event_id']}#report-{row['report_id']}"


def test_a_document_shows_its_text_whole_with_readings_registers_and_what_was_left_out(client):
    read = page(client, "/document/talks")
    assert "Talks at last." in read.text
    assert "Read on" in read.text
    kinds = {name for tag, attrs in read.tags if tag == "mark" for name in attrs["class"].split()}
    assert {"actor", "recipient", "trigger", "place"} <= kinds
    attack = page(client, "/document/attack00")
    for words in ("open clinics", "trade", "deaths", "about 12"):
        assert words in attack.text, words


def test_what_is_not_there_is_told_in_one_line(client):
    for address, words in (
        ("/nowhere", "There is no page"), ("/event/none", "is not in the store"),
        ("/event/none/near", "is not in the store"), ("/document/none", "is not in the store"),
        ("/document/talks?part=7", "no such part"), ("/nowhere.json", "There is no page"),
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert words in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/events?since=yesterday", "/events?colour=red", "/events?sort=sentence", "/events?after=x",
        "/events?limit=0", "/events?limit=9999", "/events?least=many", "/events?disputed=yes",
        "/document/talks?part=x", "/search?q=%22%22", "/search?q=a&after=xyz",
        "/events.json?since=1",
        "/events.csv?colour=red", "/search.json", "/events?sort=-score&after=WyJ4IiwgMV0",
    ],
)  # fmt: skip
def test_wrong_parameters_are_met_with_one_clear_line(client, address):
    answer = client.get(address)
    assert answer.status_code == 422
    if ".json" in address or ".csv" in address:
        line = answer.json()["error"]
    else:
        read = Read(answer.text)
        line = read.text.split("That can't be asked")[-1]
    assert "valid" in line or "can't be used" in line


def test_a_fault_of_the_programme_has_a_page_without_its_inside(client, monkeypatch):
    from vanellus.serving import about

    def broken():
        raise RuntimeError("secret")

    client.app.state.pages.clear()
    monkeypatch.setattr(about, "_card", broken)
    answer = client.get("/about")
    assert answer.status_code == 500
    assert "Something broke" in answer.text
    assert "secret" not in answer.text


def test_head_is_answered_as_get_without_a_body(client, asked):
    for address in ("/", "/about", "/events", "/events.csv", "/static/style.css", "/robots.txt"):
        answer = client.head(address)
        assert answer.status_code == 200, address
        assert answer.content == b""
    assert client.head("/nowhere").status_code == 404
    assert client.post("/about").status_code == 405


def test_each_template_is_given_exactly_the_context_of_its_contract(client, asked, monkeypatch):
    from vanellus.serving import site

    given = {}
    filled = site.ENVIRONMENT.get_template

    class Spy:
        def __init__(self, name):
            self.name = name

        def render(self, **context):
            given.setdefault(self.name, []).append(set(context))
            return filled(self.name).render(**context)

    client.app.state.pages.clear()
    monkeypatch.setattr(site.ENVIRONMENT, "get_template", Spy)
    for address in ["/nowhere", *addresses(asked)]:
        client.get(address)
    monkeypatch.undo()
    base = set("request path status menu copied stale party_url offered title".split())
    contract = {
        "fault.html": "line token_form",
        "home.html": "last since until holds map latest shifts pairs next_month coming overdue"
        " trends",
        "list.html": "listing columns shortcuts asked rows total facets parties previous_query"
        " next_query formats numbers",
        "event.html": "event record sides life disputes reports rest review",
        "near.html": "event event_title near review",
        "document.html": "document reports blocks part parts copy copies dropped recommendations"
        " agenda figures review",
        "search.html": "asked within newest query found actors results previous following behind",
        "about.html": "version counts runs helps card measures same_model dropped parted",
    }
    assert set(given) == set(contract)
    for name, words in contract.items():
        for each in given[name]:
            assert each == base | set(words.split()), name
