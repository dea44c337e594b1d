"""Lists, search, events and documents as somebody uses them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

OF_READING = """(mark) => {
  const { content, position } = getComputedStyle(mark, "::after");
  return content === "none" ? null : { says: JSON.parse(content), place: position };
}"""


def rows_of(page):
    return page.locator("main table tbody tr").all_inner_texts()


def events_of(page):
    links = page.locator("main tbody a[href^='/event/']")
    return links.evaluate_all("all => all.map((each) => each.href)")


def colour(place):
    return place.evaluate("each => getComputedStyle(each).backgroundColor")


def asked(page):
    """The filters that the address keeps."""
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items() if value}


def test_a_filter_narrows_the_rows_and_the_address_keeps_it(browse, by_hand):
    page = browse(f"{by_hand.base}/events")
    every = rows_of(page)
    form = page.get_by_role("search", name="Filters")
    form.get_by_label("Type").select_option("ASSAULT")
    form.get_by_label("Country").select_option("BFA")
    form.get_by_role("button").click()
    kept = rows_of(page)
    assert 0 < len(kept) < len(every)
    assert all("Djibo" in row for row in kept)
    assert asked(page) == {"type": "ASSAULT", "country": "BFA"}
    page.reload()
    assert rows_of(page) == kept
    assert form.get_by_label("Type").input_value() == "ASSAULT"
    page.get_by_role("list", name="Filters that are set").get_by_role("link", name="all").click()
    assert rows_of(page) == every


def test_a_head_of_a_column_sorts_and_says_so(browse, by_hand):
    page = browse(f"{by_hand.base}/events")
    page.get_by_role("columnheader", name="Sources").get_by_role("link").click()
    head = page.get_by_role("columnheader", name="Sources")
    assert head.get_attribute("aria-sort") == "descending"
    assert asked(page) == {"sort": "-independent_sources"}
    numbers = page.locator("td[data-label='Sources']").all_inner_texts()
    assert numbers == sorted(numbers, reverse=True)


def test_pages_lead_forth_and_back_without_a_row_twice(browse, by_hand):
    page = browse(f"{by_hand.base}/events?limit=5")
    first = events_of(page)
    page.locator("a[rel='next']").click()
    second = events_of(page)
    assert second
    assert not set(first) & set(second)
    page.go_back()
    assert events_of(page) == first
    page.go_forward()
    page.get_by_role("link", name="First", exact=True).click()
    assert events_of(page) == first


def test_search_marks_the_words_and_leads_to_their_passage(browse, by_hand):
    page = browse(f"{by_hand.base}/search?q=met")
    marks = page.locator("main mark")
    assert set(marks.all_inner_texts()) == {"met"}
    assert colour(marks.first) not in ("rgba(0, 0, 0, 0)", colour(page.locator("body")))
    page.locator("main .results a[href*='#at-']").first.click()
    target = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert target.locator("..").locator("mark.trigger").first.text_content().startswith("met")


def test_a_word_shows_its_reading_when_pointed_at_or_reached_by_keys(browse, by_hand):
    page = browse(by_hand.base + by_hand.pages["document"])
    mark = page.locator("mark.actor[data-says]").first
    says = mark.get_attribute("data-says")
    assert says.startswith("actor of 1: MLI")
    assert mark.evaluate(OF_READING) is None
    mark.hover()
    assert mark.evaluate(OF_READING) == {"says": says, "place": "absolute"}
    page.mouse.move(0, 0)
    assert mark.evaluate(OF_READING) is None
    mark.focus()
    assert mark.evaluate(OF_READING)["says"] == says
    # One who hears the page is told the same.
    assert says in mark.text_content()


def test_escape_puts_a_reading_away_until_its_word_is_gone_to_anew(browse, by_hand):
    page = browse(by_hand.base + by_hand.pages["document"])
    mark = page.locator("mark.place[data-says]").first
    mark.hover()
    assert mark.evaluate(OF_READING)
    page.keyboard.press("Escape")
    assert mark.evaluate(OF_READING) is None, "the pointer still stands on it"
    page.mouse.move(0, 0)
    mark.hover()
    assert mark.evaluate(OF_READING)
    page.mouse.move(0, 0)
    mark.focus()
    assert mark.evaluate(OF_READING)
    page.keyboard.press("Escape")
    assert mark.evaluate(OF_READING) is None
    mark.blur()
    mark.focus()
    assert mark.evaluate(OF_READING)


def test_a_word_shows_its_reading_at_the_foot_of_a_telephone_when_tapped(browse, by_hand):
    page = browse(by_hand.base + by_hand.pages["document"], width=360, height=700, has_touch=True)
    mark = page.locator("mark.place[data-says]").first
    mark.tap()
    found = mark.evaluate(OF_READING)
    assert found["says"].startswith("place of 1: Moscow")
    assert found["place"] == "fixed"


def test_a_report_of_an_event_leads_to_its_passage(browse, by_hand):
    page = browse(by_hand.base + by_hand.pages["event"])
    page.locator("article.report h3 a").first.click()
    assert re.search(r"/document/talks2?#at-\d+$", page.url)
    box = page.locator(f"[id='{urlsplit(page.url).fragment}']").locator("..").bounding_box()
    assert 0 <= box["y"] < 900


def test_hostile_texts_are_shown_as_text_and_run_nothing(browse, by_hand):
    for name in ("hostile document", "hostile event", "hostile search", "figures", "dropped"):
        page = browse(by_hand.base + by_hand.pages[name])
        assert "<script>alert(1)</script>" in page.locator("main").text_content()
        assert page.locator("main :is(img, iframe, object, embed, script)").count() == 0
        assert page.locator("a[href^='javascript'], [onerror], [onload]").count() == 0
        page.locator("h1").click()
    # Dialogs and errors of these pages would be troubles at the end.
