"""Parts of months and years, and days reckoned from a date or a deed that follows."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.records import DateBasis, FoundDate
from vanellus.resolving.date_events import event_date
from vanellus.resolving.dates import find_dates

PUBLISHED = date(2025, 4, 2)
"""A Wednesday."""


def only_date(text: str, published: date | None = PUBLISHED) -> FoundDate:
    (found,) = find_dates(text, published=published)
    return found


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("They left at the end of 2021.", "2021", "2021-09-01", "2021-12-31"),
        ("They left in mid-2021.", "2021", "2021-05-01", "2021-08-31"),
        ("They will start at the beginning of next year.", "2026", "2026-01-01", "2026-04-30"),
        ("They left late last year.", "2024", "2024-09-01", "2024-12-31"),
        ("They left in early March.", "2025-03", "2025-03-01", "2025-03-11"),
        ("They left in mid-March.", "2025-03", "2025-03-11", "2025-03-21"),
        ("They left in late March.", "2025-03", "2025-03-21", "2025-03-31"),
        ("They left at the close of November 2024.", "2024-11", "2024-11-21", "2024-11-30"),
        ("They left at the end of last week.", "2025-W13", "2025-03-28", "2025-03-30"),
        ("They will leave by year-end.", "2025", "2025-09-01", "2025-12-31"),
        ("Dams were built in the early 1990s.", "199", "1990-01-01", "1993-12-31"),
        ("Dams were built at the end of the 1990s.", "199", "1996-01-01", "1999-12-31"),
        ("Rail came in the mid-19th century.", "18", "1833-01-01", "1866-12-31"),
    ],
)
def test_a_part_keeps_the_value_of_the_whole_and_has_its_own_days(
    text: str, value: str, first: str, last: str
) -> None:
    found = only_date(text)
    shown = (found.value, str(found.first), str(found.last))
    assert shown == (value, first, last)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("Rents fell in the first half of 2024.", "2024-H1", "2024-01-01", "2024-06-30"),
        ("Rents fell in the latter half of 2024.", "2024-H2", "2024-07-01", "2024-12-31"),
        ("Rents fell in the first half of March.", "2025-03", "2025-03-01", "2025-03-15"),
        ("Rents fell in the second half of the 1990s.", "199", "1995-01-01", "1999-12-31"),
        ("Rents fell in the final quarter of 2024.", "2024-Q4", "2024-10-01", "2024-12-31"),
    ],
)
def test_halves_and_quarters_are_exact(text: str, value: str, first: str, last: str) -> None:
    found = only_date(text)
    assert (found.value, str(found.first), str(found.last)) == (value, first, last)


def test_the_publication_day_bounds_what_was_earlier_or_comes_later_this_year() -> None:
    gone, ahead = only_date("He left earlier this year."), only_date("He leaves later this year.")
    assert (str(gone.first), gone.last) == ("2025-01-01", PUBLISHED)
    assert (ahead.first, str(ahead.last)) == (PUBLISHED, "2025-12-31")


def test_a_day_is_not_cut_into_parts() -> None:
    found = only_date("He left early yesterday.")
    assert (found.first, found.last) == (date(2025, 4, 1), date(2025, 4, 1))


def test_what_follows_a_part_is_reckoned_from_the_whole() -> None:
    found = find_dates("He came in late 2021 and left the following year.", published=PUBLISHED)
    assert [one.value for one in found] == ["2021", "2022"]


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("He quit two days after Christmas.", "two days after Christmas", "2024-12-27"),
        ("He quit the day after Christmas.", "the day after Christmas", "2024-12-26"),
        ("He quit a day before 3 May 2024.", "a day before 3 May 2024", "2024-05-02"),
        ("He quit three weeks before 3 May 2024.", "three weeks before 3 May 2024", "2024-04-12"),
    ],
)
def test_an_offset_and_its_date_are_one_date(text: str, shown: str, value: str) -> None:
    found = only_date(text)
    assert (found.text, found.value) == (shown, value)
    assert found.basis is DateBasis.RELATIVE


def test_a_chain_of_offsets_ends_after_the_second() -> None:
    text = "He quit " + "two days after " * 2000 + "Christmas."
    assert find_dates(text, published=PUBLISHED)[-1].value == "2024-12-27"


def test_the_day_before_a_deed_is_reckoned_from_the_day_the_text_gave_it() -> None:
    found = find_dates(
        "The ballot was held on 20 March. Crowds had gathered the day before the ballot.",
        published=PUBLISHED,
    )
    assert (found[-1].text, found[-1].value) == ("the day before the ballot", "2025-03-19")


def test_a_date_of_something_else_does_not_date_the_deed() -> None:
    found = find_dates(
        "A bridge fell on 20 March. Crowds had gathered the day before the ballot.",
        published=PUBLISHED,
    )
    assert [one.value for one in found] == ["2025-03-20"]


@pytest.mark.parametrize("words", ["the day before the ballot", "two weeks after the coup"])
def test_an_event_beside_a_deed_of_unknown_day_is_not_put_on_the_publication_day(
    words: str,
) -> None:
    text = f"Crowds gathered {words}."
    at = text.index(words)
    found = event_date(
        text,
        (at, at + len(words)),
        find_dates(text, published=PUBLISHED),
        published=PUBLISHED,
    )
    assert (found.start, found.end, found.basis) == (None, None, DateBasis.UNKNOWN)
