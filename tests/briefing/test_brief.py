"""A brief stands alone in one file, and what documents say never becomes mark-up."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from vanellus.analysing import Who
from vanellus.briefing.brief import (
    MOST_NOTES,
    as_html,
    as_markdown,
    brief_of,
    markdown_text,
    web_address,
)
from vanellus.briefing.question import Question

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))


class Seen(HTMLParser):
    """Tags, ids and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]


@pytest.fixture(scope="module")
def brief(told):
    return brief_of(told, Question(actors=(Who(name="MLI"),), partners=(Who(name="RUS"),)))


@pytest.fixture(scope="module")
def everything(told):
    # With all parties asked for, the hostile document is certainly among the notes.
    actors = tuple(Who(name=name) for name in ("MLI", "BFA", "NER", "FRA"))
    return brief_of(told, Question(actors=actors))


def test_a_page_stands_alone(brief):
    page = as_html(brief)
    seen = Seen(page)
    assert "script" not in seen.tags
    assert {"svg", "style", "main", "h1", "table"} <= seen.tags
    assert all(link.startswith(("#", "https://news.example/")) for link in seen.links)
    assert "@import" not in page
    assert "url(http" not in page


def test_every_reference_leads_to_an_event_with_sentences(brief):
    seen = Seen(as_html(brief))
    assert len(seen.ids) == len(set(seen.ids))
    targets = {link[1:] for link in seen.links if link.startswith("#")}
    assert targets <= set(seen.ids)
    assert all(note.tellings for note in brief.notes.values())
    for statement in brief.statements:
        if statement.finding.event_ids:
            assert statement.references


def test_mark_up_in_documents_stays_text(everything):
    assert any("<script>" in t.sentence for n in everything.notes.values() for t in n.tellings)
    page = as_html(everything)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "javascript:alert(1)" not in re.findall(r'href="([^"]*)"', page)


def test_mark_up_in_documents_stays_text_in_markdown(everything):
    page = as_markdown(everything)
    assert "<script" not in page
    assert "[x](javascript" not in page
    assert r"\[x\](javascript:alert(1)) \`code\` \*bold\*" in page


def test_too_many_events_are_counted_and_not_listed(everything, told):
    held = told.query("SELECT count(*) AS n FROM events WHERE state = 'held'")[0]["n"]
    assert len(everything.notes) <= MOST_NOTES < held + MOST_NOTES
    assert set(everything.numbers.values()) == set(everything.notes)


def test_only_addresses_of_the_web_are_links():
    assert web_address("https://a.example/b?c=1") == "https://a.example/b?c=1"
    for given in ("javascript:alert(1)", "data:text/html,x", "https://a b", "http://x/<b>", None):
        assert web_address(given) is None


def test_texts_in_markdown_keep_to_their_line():
    assert markdown_text("a|b\n# c") == r"a\|b \# c"


def test_markdown_names_its_pictures(brief):
    page = as_markdown(brief, pictures={"engagement": "b-engagement.svg"})
    assert "![Dealings over time" in page
    assert "](b-engagement.svg)" in page
    assert page.startswith("# MLI with RUS")
