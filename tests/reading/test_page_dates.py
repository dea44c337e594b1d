"""The day of publication of a page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html

from vanellus.reading import read_document, read_sources
from vanellus.reading.page_dates import page_date
from vanellus.records import Dropped, DropReason

DAY = date(2025, 4, 2)
LONG = "<p>" + "The army closed the bridge on 9 May 2024 and opened it again later. " * 5 + "</p>"


def day_of(head="", body=LONG, url=None):
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return page_date(tree, url=url)[0]


def json_ld(data):
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "head",
    [
        json_ld('{"datePublished": "2025-04-02T06:00:00Z", "dateModified": "2025-04-05"}'),
        json_ld('{"@graph": [{"@type": "WebPage"}, {"datePublished": "2025-04-02"}]}'),
        '<meta property="article:published_time" content="2025-04-02T23:59:00+01:00">',
        '<meta name="date" content="2025-04-02">',
        '<meta name="DC.date.issued" content="2025-04-02">',
        '<meta itemprop="datePublished" content="2025-04-02">',
        '<meta name="pubdate" content="Wed, 02 Apr 2025 08:00:00 GMT">',
    ],
)
def test_a_declared_day_is_taken(head):
    assert day_of(head) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<h1>T</h1><time datetime='2025-04-02T10:00'>yesterday</time>",
        "<h1>T</h1><p class='byline'>By Fanta Keita | Wednesday, 2 April 2025</p>",
        "<div class='meta'>Posted on April 2, 2025</div><h1>T</h1>",
        "<h1>T</h1><p>2 April 2025, 19:20 GMT</p>",
        "<p>By Fanta, <time itemprop='datePublished' datetime='2025-04-02'>2 April</time></p>",
    ],
)
def test_else_a_line_about_the_headline_is_asked(body):
    assert day_of(body=body + LONG) == DAY


def test_else_the_address_of_the_page():
    assert day_of(url="https://post.example.org/2025/04/02/bridge") == DAY
    assert day_of(url="https://post.example.org/2025/04/bridge") is None
    assert day_of(url="https://post.example.org/2025/14/02/bridge") is None


def test_a_declared_day_wins_over_a_visible_one():
    head = '<meta name="date" content="2025-04-02">'
    assert day_of(head, "<h1>T</h1><time datetime='2025-05-05'>x</time>" + LONG) == DAY


@pytest.mark.parametrize(
    "body",
    [
        LONG,
        LONG + "<p class='date'>2 April 2025</p>",
        "<h1>T</h1><p>They signed the accord on 2 April 2025.</p>" + LONG,
        "<h1>T</h1><p class='date'>April 2</p>" + LONG,
        "<h1>T</h1><p class='date'>3/4/2025</p>" + LONG,
        LONG + "<footer>© 2025 Bamako Post</footer>",
        '<script type="application/ld+json">{broken</script>' + LONG,
    ],
)
def test_a_day_is_never_invented(body):
    assert day_of(body=body) is None


def test_a_day_to_come_is_passed_over():
    ahead = datetime.now(tz=UTC).date() + timedelta(days=30)
    head = f'<meta name="date" content="{ahead}">'
    assert day_of(head) is None
    assert day_of(head, "<h1>T</h1><time datetime='2025-04-02'>x</time>" + LONG) == DAY


def test_the_day_it_was_changed_is_not_the_day_it_was_published():
    assert day_of('<meta property="article:modified_time" content="2025-04-02">') is None


def test_an_impossible_day_is_said_and_the_document_stays_without_one(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f'<html><meta name="date" content="2025-02-30"><body>{LONG}</body></html>')
    dropped, document = read_sources([path])
    assert isinstance(dropped, Dropped)
    assert dropped.reason is DropReason.BROKEN
    assert "2025-02-30" in dropped.detail
    assert dropped.part is not None
    assert document.published is None


def test_a_given_day_stands_in_for_a_missing_one_only():
    page = f"<html><body>{LONG}</body></html>"
    assert read_document(page, published=DAY).published == DAY
    dated = f'<html><meta name="date" content="2025-05-05"><body>{LONG}</body></html>'
    assert read_document(dated, published=DAY).published == date(2025, 5, 5)
