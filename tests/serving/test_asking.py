"""Who did what with whom: parties by name, pairs, actors and briefs, whatever documents say."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from vanellus.serving.glance import years
from vanellus.serving.naming import people
from vanellus.serving.offices import is_name, told_offices


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.text[-400:])
    return answer.text


def links(text):
    return [html.unescape(each) for each in re.findall(r'href="([^"]+)"', text)]


def number_of(text, label):
    """The figure under a label of the row of facts, and where it leads."""
    found = re.search(
        rf'<dt>{re.escape(label)}</dt><dd>\s*(?:<a href="([^"]+)">)?([\d\u202f]+)', text
    )
    assert found is not None, label
    return int(found[2]), html.unescape(found[1]) if found[1] else None


@pytest.mark.parametrize(
    "question",
    ["one=MLI&other=FRA", "one=Mali&other=France", "one=bamako&other=Paris", "one=mali&other=fra"],
)
def test_a_pair_is_asked_for_by_any_name_and_its_figures_lead_to_their_events(client, question):
    text = page(client, f"/pair?{question}&since=2023")
    assert "<h1>Mali and France</h1>" in text
    assert "since 1 January 2023" in text
    held, link = number_of(text, "Held")
    assert held == len(client.get(link.replace("/events?", "/events.json?")).json()) == 6
    assert number_of(text, "Mali to France")[0] == 6
    assert number_of(text, "France to Mali")[0] == 0
    assert "MLI aided FRA again" in text


def test_a_pair_is_narrowed_by_year_field_and_who_does_it(client):
    assert number_of(page(client, "/pair?one=MLI&other=FRA&since=2024"), "Held")[0] == 0
    assert number_of(page(client, "/pair?one=MLI&other=FRA&until=2023-03"), "Held")[0] == 3
    assert number_of(page(client, "/pair?one=MLI&other=FRA&pillar=economic"), "Held")[0] == 6
    none = page(client, "/pair?one=MLI&other=FRA&pillar=security")
    assert number_of(none, "Held")[0] == 0
    assert "All between them, of all days and fields" in none
    assert "MLI aided FRA" in page(client, "/pair?one=MLI&other=FRA&way=to")
    assert "MLI aided FRA" not in page(client, "/pair?one=MLI&other=FRA&way=from")
    for wrong in ("way=sideways", "pillar=magic", "since=23", "since=2023-13", "until=yesterday"):
        assert client.get(f"/pair?one=MLI&other=FRA&{wrong}").status_code == 422, wrong


def test_the_events_of_a_pair_are_taken_away_with_names_places_and_sentences(client):
    text = page(client, "/pair?one=MLI&other=FRA&since=2023&way=to")
    address = re.search(r'href="([^"]+)" download>Events as CSV<', text)[1]
    rows = list(csv.DictReader(io.StringIO(client.get(html.unescape(address)).text)))
    assert len(rows) == number_of(text, "Mali to France")[0]
    assert all("MLI aided FRA" in row["sentence"] for row in rows)
    assert {"actor_names", "recipient_names", "place_name"} <= set(rows[0])


def test_a_name_that_is_not_there_is_answered_with_those_that_are_near(client):
    text = page(client, "/pair?one=Burkin&other=FRA&since=2023", status=404)
    assert "Burkin: no party of this name" in text
    near = links(text.split("Did you mean")[1].split("</p>")[0])[0]
    assert parse_qs(urlsplit(near).query) == {"one": ["BFA"], "other": ["FRA"], "since": ["2023"]}
    page(client, near)
    for wrong in ("Frnace", "Alegria"):
        text = page(client, f"/pair?one={wrong}&other=MLI", status=404)
        near = links(text.split("Did you mean")[1].split("</p>")[0])[0]
        assert parse_qs(urlsplit(near).query)["one"] == [{"F": "FRA", "A": "DZA"}[wrong[0]]]
    text = page(client, "/pair?one=Nowhereland&other=FRA", status=404)
    assert "/search?q=Nowhereland" in links(text)


def test_one_name_alone_leads_to_its_own_page(client):
    for given in ("one=Mali&other=", "one=&other=Mali"):
        answer = client.get(f"/pair?{given}&since=2023")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/actor/MLI?since=2023-01-01"
    assert "Who did what with whom" in page(client, "/pair")


def test_every_page_has_the_question_and_offers_the_names(client):
    for address in ("/", "/events", "/actor/MLI", "/search?q=aid"):
        text = page(client, address)
        assert text.count('action="/pair"') >= 1
        assert text.count('id="parties"') == 1
        assert '<option value="Mali">MLI</option>' in text


def test_an_actor_tells_its_offices_with_the_events_in_which_they_are_told(client):
    text = page(client, "/actor/Mali")
    row = re.search(r'<td data-label="Office">head of state.*?</tr>', text, re.DOTALL)[0]
    assert "Awa Ba" in row
    (link,) = (to for to in links(row) if to.startswith("/events?ids="))
    told = client.get(link.replace("/events?", "/events.json?")).json()
    assert len(told) == 3
    assert all("Awa Ba" in each["sentence"] for each in told)


def test_attacks_on_its_soil_are_told_by_year_with_their_events(client):
    text = page(client, "/actor/BFA")
    table = text.split('id="attacks"')[1].split("</table>")[0]
    (link,) = (to for to in links(table) if to.startswith("/events?ids="))
    assert len(client.get(link.replace("/events?", "/events.json?")).json()) == 12


@pytest.mark.parametrize(
    ("query", "name", "begins"),
    [
        ("one=Mali&other=France&since=2023", "brief-MLI-FRA.html", "<!doctype html>"),
        ("one=MLI&other=FRA&form=md", "brief-MLI-FRA.md", "# Mali with France"),
        ("one=MLI&pillar=economic&form=md", "brief-MLI.md", "# Mali, economic dealings"),
    ],
)
def test_the_brief_of_just_these_filters_is_a_file(client, query, name, begins):
    answer = client.get(f"/brief?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.text.lstrip().startswith(begins)
    assert "MLI aided FRA again" in answer.text


def test_a_page_hands_its_filters_on_to_the_brief(client):
    for address in ("/pair?one=MLI&other=FRA&since=2023&pillar=economic", "/actor/MLI?since=2023"):
        (brief,) = (
            to
            for to in links(page(client, address))
            if to.startswith("/brief?") and "form=" not in to
        )
        asked = parse_qs(urlsplit(brief).query)
        assert asked["one"] == ["MLI"]
        assert asked["since"] == ["2023"]
        assert asked.get("pillar") == (["economic"] if "pillar" in address else None)


@pytest.mark.parametrize("query", ["", "one=", "one=Nobody", "one=MLI&form=exe", "one=MLI&since=x"])
def test_a_brief_that_can_not_be_made_is_refused_in_one_line(client, query):
    assert client.get(f"/brief?{query}").status_code in (404, 422)


def test_names_of_documents_are_no_mark_up_on_pages_of_actors_and_in_briefs(client):
    hostile = quote("<b>", safe="")
    for address in (
        f"/actor/{hostile}", f"/pair?one={hostile}&other=MLI", f"/pair?one=MLI&other={hostile}",
        "/actor/MLI", "/statements", f"/brief?one=MLI&other={hostile}",
        f"/brief?one={hostile}&form=md",
    ):  # fmt: skip
        text = page(client, address)
        assert "<script>alert" not in text, address
        assert "<img/src" not in text, address
    given = '"><script>x</script>'
    for address in (f"/pair?one={quote(given)}&other=MLI", f"/brief?one={quote(given)}"):
        assert "<script>x" not in page(client, address, status=404)


@pytest.mark.parametrize(
    ("words", "name", "country", "told"),
    [
        ("the former president Awa Ba", "Awa Ba", "MLI", [("MLI", "head of state", True)]),
        ("Niger's prime minister, Awa Ba", "Awa Ba", None, [("NER", "head of government", False)]),
        ("the president of the ECOWAS commission, Awa Ba", "Awa Ba", "NGA",
         [("ECOWAS_COMMISSION", "president", False)]),
        ("General Awa Ba", "Awa Ba", "MLI", []),
        ("she", "Awa Ba", "MLI", []),
        ("the tailor Awa Ba", "Awa Ba", "MLI", []),
    ],
)  # fmt: skip
def test_offices_are_read_off_the_words_for_a_person(words, name, country, told):
    found = told_offices(words, name, country)
    assert [(held.party, held.office, held.former) for held in found] == told


@pytest.mark.parametrize(
    ("text", "whether"),
    [("Awa Ba", True), ("head of the mission", False), ("Swedish ambassador", False), ("", False),
     ("Ag Ghaly", True), ("Mohammed VI", True)],
)  # fmt: skip
def test_a_description_is_no_name(text, whether):
    assert is_name(text) == whether


def test_the_people_of_a_country_have_a_name():
    assert people("NER CVL") == "Niger: civilians"
    assert people("JNIM") is None


def test_years_of_nothing_are_none():
    assert years([]) == ([], [])
