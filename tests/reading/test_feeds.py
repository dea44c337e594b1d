from __future__ import annotations

from datetime import date

import pytest

from vanellus.reading import read_sources
from vanellus.reading.draft import LeftOut
from vanellus.reading.feeds import read_feed
from vanellus.records import Document, DropReason

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Bamako Post &amp; Courier</title><language>en-us</language>
<item><title>Bridge &lt;i&gt;closed&lt;/i&gt;</title><link>https://post.example.org/kati</link>
<pubDate>Wed, 02 Apr 2025 22:30:00 GMT</pubDate><dc:creator>Fanta Keita</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The army closed the bridge.</p><ul><li>A ferry comes.</li></ul>]]>
</content:encoded></item>
<item><title>Empty</title><description></description></item>
<item><title>Ferry comes</title><description>The ferry &amp;amp; its crew came.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title>
<entry><title>Road open</title><id>urn:1</id><link href="https://ledger.example.org/1"/>
<published>2025-04-02T10:00:00Z</published><author><name>Ali Cissé</name></author>
<content type="html">&lt;p&gt;The road is open again.&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_of_a_feed_is_a_document():
    first, empty, last = read_feed(RSS.encode(), origin="a.xml")
    assert isinstance(first, Document)
    assert first.text == "The army closed the bridge.\n\n• A ferry comes."
    assert (first.title, first.url) == ("Bridge closed", "https://post.example.org/kati")
    assert (first.published, first.author) == (date(2025, 4, 2), "Fanta Keita")
    assert (first.publisher, first.language) == ("Bamako Post & Courier", "en")
    assert (empty.reason, empty.detail.split(":")[0]) == (DropReason.NO_TEXT, "a.xml#2")
    assert last.text == "The ferry & its crew came."
    assert last.published is None


def test_atom_is_read_too():
    (document,) = read_feed(ATOM.encode(), origin="a.xml")
    assert (document.text, document.title) == ("The road is open again.", "Road open")
    assert (document.author, document.published) == ("Ali Cissé", date(2025, 4, 2))


@pytest.mark.parametrize(
    ("data", "said", "reason"),
    [
        ("<?xml version='1.0'?><note><to>you</to></note>", "no feed", DropReason.BROKEN),
        ("no xml at all", "no feed", DropReason.BROKEN),
        ("<rss version='2.0'><channel></channel></rss>", "no entries", DropReason.EMPTY),
    ],
)
def test_what_is_no_feed_or_an_empty_one_is_said(data, said, reason):
    with pytest.raises(LeftOut, match=said) as caught:
        list(read_feed(data.encode(), origin="a.xml"))
    assert caught.value.reason is reason


def test_a_feed_that_names_a_file_opens_none(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    evil = tmp_path / "a.xml"
    evil.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<rss version='2.0'><channel><item><title>T</title><description>&x; words here"
        "</description></item></channel></rss>"
    )
    assert all("secret" not in getattr(item, "text", "") for item in read_sources([evil]))
