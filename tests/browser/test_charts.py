"""Charts, with and without script, on wide and narrow screens."""

from __future__ import annotations

import pytest

SHOWN = """() => [...document.querySelectorAll("figure.chart")].map((figure) => {
  const still = figure.querySelector(".still img") || figure.querySelector("svg");
  const box = still.getBoundingClientRect();
  const whole = still.tagName !== "IMG" || (still.complete && still.naturalWidth > 100);
  return { name: figure.dataset.chart, left: box.left, right: box.right, height: box.height, whole,
    says: still.getAttribute("alt") || still.getAttribute("aria-label") };
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_charts_are_drawn_without_script_and_fit_the_screen(browse, told, width):
    for name in ("actor", "pair", "network"):
        page = browse(told.base + told.pages[name], width=width, java_script_enabled=False)
        found = page.evaluate(SHOWN)
        assert found
        for each in found:
            assert each["whole"], each
            assert each["left"] >= 0
            assert each["right"] <= width
            assert each["height"] > 60
            assert len(each["says"]) > 20, "who can't see it is told what it shows"


@pytest.mark.parametrize(("width", "form"), [(1440, "wide"), (360, "narrow")])
def test_script_draws_a_chart_whose_marks_tell_and_lead(browse, told, width, form):
    page = browse(told.base + told.pages["pair"], width=width)
    figure = page.locator("figure[data-wide]").first
    figure.scroll_into_view_if_needed()
    figure.locator(".live svg").wait_for()
    assert figure.get_attribute("data-drawn") == form
    box = figure.locator(".live svg").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 1
    assert not figure.locator(".still").is_visible()
    mark = figure.locator(".live svg [tabindex='0'][aria-label]").first
    mark.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    tip = page.locator("#chart-tip")
    assert tip.is_visible()
    assert tip.locator("dd").count() > 0
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**mark=**")
    assert page.locator("main tbody tr").count() > 0


def drawn(page, name):
    """A chart that script has drawn anew."""
    figure = page.locator(f"figure[data-chart={name}]")
    figure.scroll_into_view_if_needed()
    figure.locator(".live svg").wait_for()
    return figure


def bars(figure):
    return figure.locator(".live svg .mark-rect path").count()


def test_series_are_chosen_by_keys_as_by_clicks_into_the_legend(browse, told):
    page = browse(told.base + told.pages["actor"])
    figure = drawn(page, "engagement")
    group = figure.get_by_role("group", name="Shown in Dealings over time")
    cooperation, conflict = (
        group.get_by_role("button", name=name) for name in ("cooperation", "conflict")
    )
    everything = bars(figure)
    assert cooperation.get_attribute("aria-pressed") == conflict.get_attribute("aria-pressed")
    cooperation.focus()
    page.keyboard.press("Space")
    figure.locator("button[aria-pressed=false]").wait_for()
    assert cooperation.get_attribute("aria-pressed") == "false"
    assert conflict.get_attribute("aria-pressed") == "true"
    assert 0 < bars(figure) < everything
    assert "conflict" in figure.get_by_role("status").inner_text()
    # The legend itself shows the same choice and goes on from it.
    figure.locator(".role-legend-label text", has_text="cooperation").click(force=True)
    figure.locator("button[aria-pressed=false]").wait_for(state="detached")
    assert bars(figure) == everything


def test_escape_puts_a_tip_away_until_another_mark_is_pointed_at(browse, told):
    page = browse(told.base + told.pages["actor"])
    figure = drawn(page, "engagement")
    marks = figure.locator(".live svg .mark-rect path")
    tip = page.locator("#chart-tip")
    marks.nth(0).hover()
    tip.wait_for()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    box = marks.nth(0).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert not tip.is_visible(), "the same mark does not open it again"
    marks.nth(2).hover()
    tip.wait_for()


def test_a_picture_stays_where_its_script_can_not_be_had(browse, told):
    page = browse("about:blank")
    page.route("**/vega/**", lambda route: route.abort())
    page.goto(told.base + told.pages["pair"])
    page.wait_for_load_state("networkidle")
    assert page.locator("figure.chart .still").first.is_visible()
    assert page.locator("figure.chart .live").count() == 0
    # What was refused here is the point, not a trouble.
    page.troubles.clear()


def test_the_slider_of_the_network_shows_another_period_and_keeps_it_in_the_address(browse, told):
    page = browse(told.base + told.pages["network"])
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**period=**")
    period = page.url.split("period=")[1][:4]
    assert page.locator("#picture h2").inner_text() == period
    assert slider.get_attribute("aria-valuetext") == period
