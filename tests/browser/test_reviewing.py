"""Review by somebody who has the token, with keys."""

from __future__ import annotations

import pytest
from browser_serving import PATIENCE, SERIOUS, SIDEWAYS, serving

TOKEN = "a-long-enough-token"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def reviewed(chromium, tmp_path_factory):
    """The address of a server with reviews, on a store of its own, since they are kept in it."""
    from served_by_hand import make_store

    path = make_store(tmp_path_factory.mktemp("reviewed") / "s.duckdb")
    with serving(path, environment={"VANELLUS_TOKEN": TOKEN}, options=["--review"]) as base:
        yield base


def told(page):
    return page.get_by_role("status").inner_text()


def test_reports_are_accepted_rejected_and_corrected_by_keys(browse, reviewed):
    page = browse(f"{reviewed}/review")
    assert page.get_by_role("article").count() == 0, "who has no token sees nothing"
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{reviewed}/")
    page.goto(f"{reviewed}/review")
    first = page.locator("article.reviewed").inner_text()
    page.locator("form.main").get_by_label("Your name").fill("Ada")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.get_by_role("status").wait_for()
    assert "Accepted" in told(page)
    assert "Ada" in told(page)
    assert page.locator("article.reviewed").inner_text() != first
    page.keyboard.press("r")
    page.get_by_text("Rejected, and kept").wait_for()
    page.keyboard.press("c")
    form = page.locator("form.correction")
    assert form.get_by_label("What").evaluate("each => each === document.activeElement")
    # A letter that is typed into a field decides nothing.
    form.get_by_label("Note").press_sequentially("raj")
    form.get_by_label("What").select_option("PROTEST")
    form.get_by_role("button", name="Keep the correction").click()
    page.get_by_text("Corrected, and kept").wait_for()
    page.goto(f"{reviewed}/reviews")
    rows = page.locator("main tbody tr")
    for _ in range(PATIENCE):
        # Decisions are taken into the store, and shown, a few seconds after they are kept.
        if rows.count() == 3:
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert rows.count() == 3
    assert "raj" in " ".join(rows.all_inner_texts())


def test_the_queue_and_its_forms_have_nothing_serious_for_axe_and_fit_a_telephone(browse, reviewed):
    from axe_playwright_python.sync_playwright import Axe

    page = browse(f"{reviewed}/review", width=360, extra_http_headers=HEADERS)
    page.locator("#correct > summary").click()
    assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate(Axe().axe_script)
    assert page.evaluate(SERIOUS) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(SERIOUS) == []
