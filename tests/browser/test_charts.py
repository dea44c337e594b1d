"""Charts, with and without script, on wide and narrow screens."""

from __future__ import annotations

import pytest

DRAWN = """() => [...document.querySelectorAll("figure.chart")].map((figure) =>
  [...figure.querySelectorAll("svg, canvas")].filter((each) => each.getClientRects().length).map(
    (each) => {
      const box = each.getBoundingClientRect();
      const marks = each.querySelectorAll("path, rect, circle, line").length;
      return [box.left, box.right, box.height, marks];
    }))"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["actor", "pair", "network"])
def test_charts_are_drawn_without_script_and_fit_the_screen(browse, told, name, width):
    page = browse(told.base + told.pages[name], width=width, java_script_enabled=False)
    figures = page.evaluate(DRAWN)
    assert figures
    for shown in figures:
        assert len(shown) == 1, "one drawing is shown, the wide or the narrow one"
        left, right, height, marks = shown[0]
        assert left >= 0
        assert right <= width
        assert height > 60
        assert marks > 3


def test_the_map_of_the_first_page_leads_to_the_events_of_a_place(browse, by_hand):
    page = browse(by_hand.base, java_script_enabled=False)
    places = page.locator("figure.chart svg a")
    assert places.count() > 0
    places.first.click()
    assert page.url.startswith(f"{by_hand.base}/events?")
    assert page.locator("main tbody tr").count() > 0


def test_the_slider_of_the_network_shows_another_period_and_keeps_it_in_the_address(browse, told):
    page = browse(told.base + told.pages["network"])
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**period=**")
    period = page.url.split("period=")[1][:4]
    assert page.locator("#picture h2").inner_text() == period
    assert slider.get_attribute("aria-valuetext") == period
