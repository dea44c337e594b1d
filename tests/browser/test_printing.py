"""Pages and briefs on paper."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

PAPER = {"width": 680, "height": 1000}
"""What A4 leaves between margins of 15 mm, in pixels of CSS."""
BEYOND = """() => [...document.querySelectorAll("body *")].filter(
  (each) => each.getClientRects().length && each.getBoundingClientRect().width > 1
    && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).slice(0, 4).map((each) => `${each.tagName} ${each.textContent.trim().slice(0, 60)}`)"""
CUT = """() => [...document.querySelectorAll("body *")].filter(
  (each) => ["auto", "scroll", "hidden"].includes(getComputedStyle(each).overflowX)
    && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
).map((each) => each.className)"""


def on_paper(page):
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(CUT) == []
    assert page.locator("body").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    return len(re.findall(rb"/Type\s*/Page\b", printed))


@pytest.mark.parametrize("name", ["event", "events", "document", "actor", "pair"])
def test_a_page_is_whole_on_paper_and_has_nothing_to_press(browse, by_hand, told, name):
    site = told if name in told.pages else by_hand
    page = browse(site.base + site.pages[name])
    sheets = on_paper(page)
    assert 1 <= sheets <= 12
    assert page.locator("h1").is_visible()
    assert page.locator("nav a:visible, button:visible").count() == 0
    for head in page.locator("table.stack thead").all():
        assert head.is_visible()


def test_a_brief_is_whole_on_paper(browse, told, tmp_path):
    made = tmp_path / "brief.html"
    subprocess.run(
        [sys.executable, "-m", "vanellus", "brief", "MLI", "--with", "RUS", "--store",
         str(told.store), "-o", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    page = browse(made.as_uri())
    assert on_paper(page) >= 1
    assert page.locator("svg").first.is_visible()
    assert len(page.locator("body").inner_text()) > 500
