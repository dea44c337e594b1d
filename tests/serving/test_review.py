"""Review: forms that nobody forges, decisions that are kept at once, and pages that follow them."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil

import pytest
from served_by_hand import HOSTILE, SCRIPT

from vanellus.serving import create_app, reviewing
from vanellus.storing import journal_of, open_store

TOKEN = "a-long-enough-token"
HOST = "http://10.0.0.7:8000"
OWN = {"origin": HOST, "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def kept_at(store_path, tmp_path_factory):
    return shutil.copy(store_path, tmp_path_factory.mktemp("reviewed") / "s.duckdb")


@pytest.fixture(scope="module")
def reviewed(kept_at):
    """The app with reviews, which are taken in only when a test says so."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reviewing.Reviewing, "start", lambda _: None)
        made = create_app(kept_at, token=TOKEN, review=True)
        yield made
        made.state.review.close()
        made.state.snapshots.close()


@pytest.fixture
def analyst(reviewed):
    """A browser that has entered the token and has a session."""
    from starlette.testclient import TestClient

    client = TestClient(reviewed, follow_redirects=False, base_url=HOST)
    assert client.post("/enter", data={"token": TOKEN}).status_code == 303
    assert client.get("/review").status_code == 200
    return client


def fields(page, action="/review/report"):
    """The hidden fields of the page's first form for this address."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def send(client, address="/review", *, headers=OWN, action="/review/report", **given):
    """The answer to the first form of a page, sent with these fields."""
    known = fields(client.get(address).text, action)
    return client.post(action, data={**known, "author": "Ada", **given}, headers=headers)


def report_of(client, document):
    """The id of a report of this document."""
    with client.app.state.snapshots.reading() as (_, store):
        found = store.query("SELECT report_id FROM reports WHERE doc_id = ?", [document])
    return found[0]["report_id"]


def decided(app):
    return list(app.state.review.journal.read().values())


def test_without_the_switch_nothing_can_be_reviewed(client, store_path):
    assert client.get("/review").status_code == 404
    assert client.post("/review/report", headers={"host": "localhost"}).status_code == 404
    assert "Review" not in client.get("/").text
    event = client.get("/events.json").json()[0]["event_id"]
    page = client.get(f"/event/{event}")
    assert '<form method="post"' not in page.text
    assert "cache-control" not in page.headers
    assert not journal_of(store_path).path.exists()


def test_without_the_token_nobody_reads_or_writes_reviews(reviewed):
    from starlette.testclient import TestClient

    stranger = TestClient(reviewed, follow_redirects=False, base_url=HOST)
    for address in ("/review", "/reviews", "/reviews.json", "/reviews.csv"):
        assert stranger.get(address).status_code == 401
    assert (
        stranger.post("/review/report", data={"verdict": "reject"}, headers=OWN).status_code == 401
    )


def test_the_queue_shows_the_least_sure_report_in_its_paragraph_with_its_forms(analyst):
    page = analyst.get("/review")
    for part in ('value="accept" data-key="a"', 'value="reject" data-key="r"', 'data-key="j"',
                 "<kbd>c</kbd>", 'name="deed"', 'name="recipients"', "<blockquote>"):  # fmt: skip
        assert part in page.text
    assert "onclick" not in page.text
    assert re.findall(r"<script(?![^>]* src=)", page.text) == []
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin"
    assert "script-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"origin": "http://evil.example"}, {"origin": "null"},
        {"origin": "http://10.0.0.7"}, {"origin": "http://10.0.0.7:8001"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"}, {**OWN, "sec-fetch-site": "cross-site"},
        {**OWN, "origin": "http://evil.example"},
    ],
)  # fmt: skip
def test_a_post_from_elsewhere_is_refused_even_with_all_cookies_and_the_forms_token(
    analyst, reviewed, headers
):
    before = decided(reviewed)
    for action in ("/review/report", "/review/author"):
        answer = send(analyst, "/reviews" if action.endswith("author") else "/review",
                      headers=headers, verdict="reject") if action.endswith("report") else (
            analyst.post(action, data={"author": "Eve"}, headers=headers))  # fmt: skip
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert decided(reviewed) == before


def test_a_form_of_another_session_or_without_its_token_is_refused(analyst, reviewed):
    from starlette.testclient import TestClient

    before = decided(reviewed)
    other = TestClient(reviewed, follow_redirects=False, base_url=HOST)
    other.post("/enter", data={"token": TOKEN})
    stolen = fields(other.get("/review").text)
    assert stolen["token"] != fields(analyst.get("/review").text)["token"]
    for token in (stolen["token"], "", "é"):
        answer = send(analyst, verdict="reject", token=token)
        assert answer.status_code == 403
        assert "this browser" in html.unescape(answer.text)
    analyst.cookies.delete("vanellus_review")
    known = {**stolen, "verdict": "reject", "author": "Eve"}
    assert analyst.post("/review/report", data=known, headers=OWN).status_code == 403
    assert decided(reviewed) == before


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415), (b"verdict=reject", "text/plain", 415),
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"a=%ff", "application/x-www-form-urlencoded", 422),
        (b"&".join(b"a%d=1" % number for number in range(500)),
         "application/x-www-form-urlencoded", 422),
    ],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_refused(analyst, content, kind, status):
    headers = {**OWN, "content-type": kind}
    assert analyst.post("/review/report", content=content, headers=headers).status_code == status


def test_cookies_are_closed_to_scripts_and_to_other_sites(reviewed):
    from starlette.testclient import TestClient

    client = TestClient(reviewed, follow_redirects=False, base_url=HOST)
    client.post("/enter", data={"token": TOKEN})
    first = client.get("/review")
    assert "set-cookie" not in client.get("/review").headers
    named = send(client, action="/review/report", verdict="accept", author="Ada  Lovelace")
    for answer, cookie in ((first, "vanellus_review"), (named, "vanellus_author=Ada%20Lovelace")):
        given = answer.headers["set-cookie"].lower()
        assert cookie.lower() in given
        assert "httponly" in given
        assert "samesite=strict" in given


def test_the_name_is_asked_once(analyst):
    assert 'name="author" required' in analyst.get("/review").text
    refused = send(analyst, verdict="accept", author=" \t ")
    assert refused.status_code == 422
    assert "your name" in refused.text
    assert send(analyst, verdict="accept").status_code == 303
    assert "Your name" not in analyst.get("/review").text
    after = send(analyst, verdict="accept", author="")
    assert after.status_code == 303


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
               "/a\r\nb: c", ""],
)  # fmt: skip
def test_a_form_leads_on_to_pages_of_ours_alone(analyst, target):
    answer = send(analyst, verdict="withdraw", next=target)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?did=")


def test_a_form_that_is_sent_twice_is_one_review(analyst, reviewed):
    known = {**fields(analyst.get("/review").text), "author": "Ada", "verdict": "accept"}
    before = len(decided(reviewed))
    for _ in range(3):
        assert analyst.post("/review/report", data=known, headers=OWN).status_code == 303
    assert len(decided(reviewed)) == before + 1


def test_a_decision_is_kept_at_once_shown_as_pending_and_can_be_taken_back(analyst, reviewed):
    report = report_of(analyst, "attack03")
    answer = send(analyst, f"/review?at={report}", verdict="reject", note="twice told")
    assert answer.status_code == 303
    assert decided(reviewed)[-1].verdict == "rejected"
    following = analyst.get(answer.headers["location"])
    assert "Rejected" in following.text
    assert fields(following.text, "/review/report")["report"] == report
    again = analyst.get(f"/review?at={report}").text
    assert "pending" in again
    assert "twice told" in again
    assert "pending" in analyst.get("/document/attack03").text
    known = fields(following.text, "/review/report")
    analyst.post("/review/report", data={**known, "verdict": "withdraw"}, headers=OWN)
    assert decided(reviewed)[-1].verdict == "withdrawn"


def test_a_reviewed_report_is_no_longer_in_the_queue(analyst):
    first = fields(analyst.get("/review?order=weight").text)["report"]
    answer = send(analyst, "/review?order=weight", verdict="accept")
    assert fields(analyst.get("/review?order=weight").text)["report"] != first
    assert "order=weight" in answer.headers["location"]


def test_the_queue_is_filtered_and_gone_through_by_its_links(analyst):
    page = analyst.get("/review?type=ASSAULT&order=newest").text
    seen = []
    while True:
        seen.append(
            re.search(
                r'action="/review/report" class="decide main">.*?name="report" value="(\w+)"',
                page,
                re.DOTALL,
            )[1]
        )
        found = re.search(r'rel="next" href="([^"]+)"', page)
        if not found:
            break
        page = analyst.get(html.unescape(found[1])).text
    assert len(set(seen)) == len(seen) >= 3
    back = re.search(r'rel="prev" href="([^"]+)"', page)[1]
    assert f"at={seen[-2]}" in back
    assert "type=ASSAULT" in back
    assert analyst.get("/review?type=PROTEST").text.count("Nothing is left to review") == 1
    for wrong in ("order=best", "colour=red", "at=nothing", "since=soon"):
        assert analyst.get(f"/review?{wrong}").status_code in (404, 422)


def test_a_correction_holds_what_the_form_changed_and_nothing_else(analyst, reviewed):
    report = report_of(analyst, "overdue")
    page = analyst.get(f"/review?at={report}").text
    form = re.search(r'<form[^>]*class="correction".*?</form>', page, re.DOTALL)[0]
    shown = {
        "deed": "COOPERATE", "status": "future", "pillar": "diplomatic",
        "date_start": "2024-04-10", "date_end": "2024-04-10", "contexts": ["military"],
        "actors": "NER", "recipients": re.search(r'name="recipients"[^>]*>([^<]*)<', form)[1],
        "place": "", "country": "",
    }  # fmt: skip
    same = send(analyst, f"/review?at={report}", verdict="correct", **shown)
    assert same.status_code == 303
    assert decided(reviewed)[-1].verdict == "accepted"
    changed = {
        **shown, "deed": "AID", "date_start": "2024-04-12", "date_end": "",
        "actors": "fair = Niger\r\nDZA = Algeria", "place": "Gao", "note": "help",
    }  # fmt: skip
    assert send(analyst, f"/review?at={report}", verdict="correct", **changed).status_code == 303
    review = decided(reviewed)[-1]
    assert (review.verdict, review.note, review.author) == ("corrected", "help", "Ada")
    assert set(review.correction) == {"type", "mode", "date", "place", "actors"}
    assert review.correction["date"] == {"start": "2024-04-12", "end": None}
    niger, algeria = review.correction["actors"]
    assert (niger["name"], niger["country"], niger["text"]) == ("Niger", "NER", "fair")
    assert (algeria["text"], algeria["end"] - algeria["start"]) == ("DZA", 3)
    assert review.correction["place"]["name"] == "Gao"
    again = analyst.get(f"/review?at={report}").text
    assert '<option value="AID" selected>' in again
    assert "fair = Niger" in again


@pytest.mark.parametrize(
    "wrong",
    [
        {"deed": "FIGHT"}, {"deed": "AID.drone"}, {"status": "soon"}, {"date_start": "2024-02-30"},
        {"date_start": "2024-02-02", "date_end": "2024-02-01"}, {"pillar": "sport"},
        {"contexts": "nothing"}, {"actors": "a\n" * 31}, {"actors": "x" * 301}, {"actors": "a = "},
        {"note": "x" * 2001}, {"verdict": "delete"}, {"report": "nothing"},
    ],
)  # fmt: skip
def test_a_correction_that_says_nothing_of_use_is_refused_in_one_line(analyst, reviewed, wrong):
    before = decided(reviewed)
    shown = {
        "deed": "COOPERATE",
        "status": "future",
        "date_start": "2025-06-30",
        "actors": "NER",
        "date_end": "2025-06-30",
        "contexts": "military",
        "recipients": "DZA",
        "place": "",
    }
    report = report_of(analyst, "coming")
    given = {"verdict": "correct", **shown, **wrong}
    answer = send(analyst, f"/review?at={report}", **given)
    # An empty half after `=` is cut off with the blanks around it: it names somebody.
    if wrong == {"actors": "a = "}:
        assert answer.status_code in (303, 422)
        return
    assert answer.status_code in (404, 422)
    assert 'class="fault"' in answer.text
    assert decided(reviewed) == before


def test_hostile_texts_stay_text_on_every_page_of_reviews(analyst, reviewed):
    report = report_of(analyst, HOSTILE)
    name = f'Eve"><img src=x onerror=alert(1)>{SCRIPT}\x00\u202e'
    note = f"=HYPERLINK({SCRIPT})"
    answer = send(analyst, f"/review?at={report}", verdict="reject", author=name, note=note)
    assert answer.status_code == 303
    pages = [
        analyst.get(address).text
        for address in (answer.headers["location"], f"/review?at={report}", "/reviews",
                        f"/document/{HOSTILE.replace('?', '%3F').replace('#', '%23')}")
    ]  # fmt: skip
    for page in pages:
        assert "Eve" in page
        assert "<img" not in page
        assert SCRIPT not in page
        assert "\u202e" not in page
    reviewed.state.review.take_in()
    rows = list(csv.DictReader(io.StringIO(analyst.get("/reviews.csv").text)))
    mine = next(row for row in rows if row["report_id"] == report)
    assert mine["note"].startswith("'=")
    assert SCRIPT not in analyst.get("/reviews").text
    known = analyst.get("/reviews.json").json()
    mine = [row for row in known if row["report_id"] == report and row["holds"]]
    assert [(row["verdict"], row["note"]) for row in mine] == [("rejected", note)]


def test_counts_follow_when_the_store_has_taken_reviews_in(analyst, reviewed):
    def assaults():
        return len(analyst.get("/events.json?type=ASSAULT").json())

    before = assaults()
    report = report_of(analyst, "attack05")
    event = analyst.get(f"/event/{report}").headers["location"]
    assert analyst.get(event).text.count('action="/review/report"') == 1
    send(analyst, f"/review?at={report}", verdict="reject")
    assert assaults() == before
    assert reviewed.state.review.take_in()
    assert reviewed.state.review.pending() == []
    assert assaults() == before - 1
    assert analyst.get(event).status_code == 404
    gone = analyst.get(f"/review?at={report}").text
    assert "rejected by Ada" in gone
    assert "pending" not in gone
    send(analyst, f"/review?at={report}", verdict="withdraw")
    assert reviewed.state.review.take_in()
    assert assaults() == before


def test_joins_are_reviewed_where_they_are_shown(analyst, reviewed):
    consults = analyst.get("/events.json?type=CONSULT").json()
    (event,) = [row for row in consults if row["reports"] == 2 and row["state"] == "held"]
    page = f"/event/{event['event_id']}"
    assert send(analyst, page, action="/review/join", verdict="correct").status_code == 422
    answer = send(analyst, page, action="/review/join", verdict="reject")
    assert answer.status_code == 303
    assert decided(reviewed)[-1].subject == "join"
    assert "rejected by Ada" in analyst.get(page).text
    consults = len(analyst.get("/events.json?type=CONSULT").json())
    assert reviewed.state.review.take_in()
    assert len(analyst.get("/events.json?type=CONSULT").json()) == consults + 1
    near = f"{page}/near"
    assert send(analyst, near, action="/review/join", verdict="accept").status_code == 303
    assert reviewed.state.review.take_in()
    assert len(analyst.get("/events.json?type=CONSULT").json()) <= consults


def test_pages_of_one_browser_are_never_kept_for_another(analyst, reviewed):
    event = analyst.get("/events.json").json()[0]["event_id"]
    for address in (f"/event/{event}", "/document/talks", "/review", "/reviews"):
        analyst.get(address)
    assert not [key for key in reviewed.state.pages if key[1].startswith(("/event/", "/document/",
                                                                          "/review"))]  # fmt: skip


def test_the_store_keeps_the_reading_beside_all_decisions(store_path, kept_at, reviewed):
    assert reviewed.state.review.take_in()
    found = []
    for path in (store_path, kept_at):
        with open_store(path, read_only=True) as store:
            found.append(
                store.query("SELECT * EXCLUDE (event_id, reviewed) FROM readings ORDER BY ALL")
            )
            kept = store.query("SELECT review_id FROM reviews ORDER BY number")
    assert found[0] == found[1]
    assert [row["review_id"] for row in kept] == [each.id for each in decided(reviewed)]
