"""The pages by keys alone."""

from __future__ import annotations

import pytest

REACHABLE = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled
    && each.tabIndex >= 0 && each.type !== "hidden";
  const all = document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]");
  window.reachable = [...all].filter(shown);
  document.activeElement.blur();
  return window.reachable.length;
}"""
REACHED = """() => {
  const now = document.activeElement;
  const style = getComputedStyle(now);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [window.reachable.indexOf(now), seen, now.outerHTML.slice(0, 120)];
}"""


def test_the_first_key_leads_past_the_menu(browse, by_hand):
    page = browse(by_hand.base)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"


@pytest.mark.parametrize("name", ["events", "event", "document", "pair"])
def test_all_that_can_be_used_is_reached_by_keys_in_order_and_seen(browse, by_hand, told, name):
    site = told if name in told.pages else by_hand
    page = browse(site.base + site.pages[name] + ("?limit=8" if name == "events" else ""))
    many = page.evaluate(REACHABLE)
    assert many > 10
    order, unseen = [], []
    # A field for a day has several stops of its own.
    for _ in range(many + 40):
        page.keyboard.press("Tab")
        place, seen, what = page.evaluate(REACHED)
        if place >= 0 and (not order or order[-1] != place):
            order.append(place)
            unseen += [] if seen else [what]
        if place == many - 1:
            break
    missed = sorted(set(range(many)) - set(order))
    assert page.evaluate("all => all.map((n) => window.reachable[n].outerHTML)", missed) == []
    assert order == sorted(order)
    assert unseen == []


def test_a_filter_is_set_by_keys_alone(browse, by_hand):
    page = browse(f"{by_hand.base}/events")
    page.get_by_role("search", name="Filters").get_by_label("Disputed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**disputed=1**")
    assert page.get_by_role("checkbox", name="Disputed").is_checked()


def test_on_a_narrow_screen_the_menu_opens_and_shuts_without_script(browse, by_hand):
    page = browse(f"{by_hand.base}/events", width=360, java_script_enabled=False)
    menu = page.get_by_role("navigation", name="Pages")
    entry = menu.get_by_role("link", name="Calendar")
    assert not entry.is_visible()
    button = menu.get_by_role("button", name="Menu")
    assert page.locator("h1").bounding_box()["y"] < 140, "the page begins on the first screen"
    button.focus()
    page.keyboard.press("Enter")
    entry.wait_for()
    page.keyboard.press("Escape")
    entry.wait_for(state="hidden")
    assert button.evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    # The entries come next after the button that opens them.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar")


def test_on_a_wide_screen_the_menu_stands_open(browse, by_hand):
    page = browse(f"{by_hand.base}/events")
    menu = page.get_by_role("navigation", name="Pages")
    assert menu.get_by_role("link", name="Calendar").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


def test_on_a_telephone_a_list_is_filtered_and_ordered_in_a_sheet_without_script(browse, by_hand):
    page = browse(f"{by_hand.base}/events", width=360, java_script_enabled=False)
    form = page.locator("form[aria-label=Filters]")
    assert not form.is_visible()
    assert page.locator(".tally").bounding_box()["y"] < 320
    page.get_by_role("button", name="Filters").click()
    form.wait_for()
    box = form.bounding_box()
    assert box["y"] + box["height"] <= 901
    form.get_by_label("Type").select_option("ASSAULT")
    form.get_by_label("Order").select_option(label="When, rising")
    form.get_by_role("button", name="Show").click()
    page.wait_for_url("**sort=date_start**")
    assert page.locator("main tbody tr").first.inner_text().startswith("1 January 2024")
    assert page.get_by_role("link", name="Type: attack").is_visible()
