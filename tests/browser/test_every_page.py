"""Every page at every width, light and dark, as a browser and a screen reader meet it."""

from __future__ import annotations

from browser_serving import SERIOUS, SIDEWAYS

WIDTHS = (360, 768, 1440)
BEYOND = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !each.closest(".scroll, .hidden, .skip");
}).slice(0, 4).map((each) => `${each.tagName} ${each.textContent.trim().slice(0, 40)}`)"""


def test_no_page_scrolls_sideways_or_has_troubles_at_any_width(browse, each_page):
    page = browse(each_page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, (width, page.evaluate(BEYOND))
        assert page.locator("h1").is_visible()


def test_axe_finds_nothing_serious_on_any_page_light_or_dark(browse, each_page):
    from axe_playwright_python.sync_playwright import Axe

    page = browse(each_page, width=360)
    page.evaluate(Axe().axe_script)
    found = {}
    # Narrow and light, wide and dark: the two look unlike in all that they can.
    for width, scheme in ((360, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found[width] = page.evaluate(SERIOUS)
    assert found == {360: [], 1440: []}


def test_axe_finds_nothing_serious_in_what_opens_on_a_telephone(browse, by_hand):
    from axe_playwright_python.sync_playwright import Axe

    page = browse(f"{by_hand.base}/events", width=360)
    page.evaluate(Axe().axe_script)
    for opened in ("Menu", "Filters"):
        button = page.get_by_role("button", name=opened)
        button.click()
        assert page.locator(":popover-open").count() == 1
        assert page.evaluate(SERIOUS) == [], opened
        page.keyboard.press("Escape")


def test_axe_finds_nothing_serious_in_the_buttons_of_a_chart(browse, told):
    from axe_playwright_python.sync_playwright import Axe

    page = browse(told.base + told.pages["actor"])
    page.evaluate(Axe().axe_script)
    button = page.get_by_role("group", name="Shown in Dealings over time").get_by_role("button")
    page.locator("figure[data-chart=engagement]").scroll_into_view_if_needed()
    button.first.click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(SERIOUS) == [], scheme


def test_what_breaks_the_policy_of_a_page_is_noticed(browse, by_hand):
    page = browse(f"{by_hand.base}/about")
    page.evaluate(
        "() => { const bad = document.createElement('script'); bad.textContent = 'window.ran = 1';"
        " document.body.append(bad); }"
    )
    assert page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in each for each in page.troubles)
    page.evaluate("() => fetch('https://elsewhere.example/').catch(() => null)")
    assert any("elsewhere.example" in each for each in page.troubles)
    page.troubles.clear()
