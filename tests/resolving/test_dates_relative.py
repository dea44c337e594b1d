"""Dates reckoned from the publication day, by the verb's tense, or from other dates of the text."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.records import DateBasis, FoundDate
from vanellus.resolving.dates import find_dates

PUBLISHED = date(2025, 4, 2)
"""A Wednesday."""


def dates_in(text: str, published: date | None = PUBLISHED) -> list[FoundDate]:
    return find_dates(text, published=published)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in dates_in(text, published)]


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("He left today.", "today", "2025-04-02"),
        ("He left yesterday.", "yesterday", "2025-04-01"),
        ("He leaves tomorrow.", "tomorrow", "2025-04-03"),
        ("He left the day before yesterday.", "the day before yesterday", "2025-03-31"),
        ("He leaves the day after tomorrow.", "the day after tomorrow", "2025-04-04"),
        ("He left last week.", "last week", "2025-W13"),
        ("He leaves next month.", "next month", "2025-05"),
        ("He leaves this year.", "this year", "2025"),
        ("He left earlier this month.", "earlier this month", "2025-04"),
        ("He left late last year.", "late last year", "2024"),
        ("He left last quarter.", "last quarter", "2025-Q1"),
        ("He left last decade.", "last decade", "201"),
        ("He left last summer.", "last summer", "2024-SU"),
        ("He leaves this spring.", "this spring", "2025-SP"),
        ("He leaves next winter.", "next winter", "2025-WI"),
        ("He left last December.", "last December", "2024-12"),
        ("He leaves next June.", "next June", "2025-06"),
        ("He left in June last year.", "June last year", "2024-06"),
        ("He left in the third quarter of last year.", "the third quarter of last year", "2024-Q3"),
        ("He left last Tuesday.", "last Tuesday", "2025-04-01"),
        ("He leaves next Monday.", "next Monday", "2025-04-07"),
        ("He leaves this Friday.", "this Friday", "2025-04-04"),
        ("He left this past Sunday.", "this past Sunday", "2025-03-30"),
        ("He left on Monday last week.", "Monday last week", "2025-03-24"),
        ("He leaves by the end of the year.", "the end of the year", "2025"),
        ("He leaves by the end of next month.", "the end of next month", "2025-05"),
        ("He leaves by year-end.", "year-end", "2025"),
        ("He left over the weekend.", "the weekend", "2025-W13-WE"),
        ("He will leave over the weekend.", "the weekend", "2025-W14-WE"),
        ("He left last weekend.", "last weekend", "2025-W13-WE"),
        ("He left three days ago.", "three days ago", "2025-03-30"),
        ("He left two weeks ago.", "two weeks ago", "2025-W12"),
        ("He left about two months ago.", "about two months ago", "2025-02"),
        ("He left more than ten years ago.", "more than ten years ago", "2015"),
        ("He left a year and a half ago.", "a year and a half ago", "2023-10"),
        ("He left two decades ago.", "two decades ago", "200"),
        ("He left on New Year's Eve.", "New Year's Eve", "2024-12-31"),
        ("He will leave at Christmas.", "Christmas", "2025-12-25"),
    ],
)
def test_what_is_said_from_the_day_of_publication(text: str, shown: str, value: str) -> None:
    (found,) = dates_in(text)

    assert (found.text, found.value, found.basis) == (shown, value, DateBasis.RELATIVE)
    assert found.first is not None
    assert found.last is not None
    assert found.first <= found.last


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels attacked the town on Tuesday.", "2025-04-01"),
        ("On Wednesday the army took the bridge.", "2025-04-02"),
        ("On Thursday the army took the bridge.", "2025-03-27"),
        ("Monday's attack was the third.", "2025-03-31"),
        ("The ministers will meet on Monday.", "2025-04-07"),
        ("On Thursday, the ministers will meet.", "2025-04-03"),
        ("The delegation is due in Moscow on Thursday.", "2025-04-03"),
        ("The delegation is set to arrive on Thursday.", "2025-04-03"),
        ("The two sides plan to meet on Monday.", "2025-04-07"),
        ("He was scheduled to appear on Monday.", "2025-04-07"),
        ("The president refused to step down on Monday.", "2025-03-31"),
        ("The chancellor dropped a plan to tax fuel on Friday.", "2025-03-28"),
        ("The army would withdraw soon, its chief said in Gao on Friday.", "2025-03-28"),
        ("The mayor told reporters on Friday that the market would reopen.", "2025-03-28"),
        ("The visit, announced on Friday, will last a week.", "2025-03-28"),
        ("The session was adjourned until Friday.", "2025-04-04"),
        ("The ban follows Friday's raid.", "2025-03-28"),
        ("We'll know by Friday.", "2025-04-04"),
        ("The talks with him on Friday", "2025-03-28"),
    ],
)
def test_a_weekday_goes_by_the_tense_of_its_clause(text: str, value: str) -> None:
    assert value in [found for _, found in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet from Monday to Wednesday.", ["2025-04-07", "2025-04-09"]),
        ("They will meet from Thursday to Monday.", ["2025-04-03", "2025-04-07"]),
        ("They met from Monday to Wednesday.", ["2025-03-31", "2025-04-02"]),
        ("They met from Thursday to Saturday.", ["2025-03-27", "2025-03-29"]),
    ],
)
def test_the_weekdays_of_a_range_lie_in_order_within_a_week(text: str, expected: list[str]) -> None:
    assert [found for _, found in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The junta seized power in August.", date(2025, 4, 2), "2024-08"),
        ("The vote will be held in August.", date(2025, 4, 2), "2025-08"),
        ("The vote was held in March.", date(2025, 4, 2), "2025-03"),
        ("The vote was moved to the end of June.", date(2025, 4, 2), "2025-06"),
        ("The budget for May", date(2025, 4, 2), "2025-05"),
        ("The report for September", date(2025, 4, 2), "2024-09"),
        ("Troops left on 15 December.", date(2025, 1, 10), "2024-12-15"),
        ("Troops will leave on 15 January.", date(2024, 12, 20), "2025-01-15"),
        ("A truce on 29 February", date(2025, 4, 2), "2024-02-29"),
        ("The July 26 coup", date(2025, 4, 2), "2024-07-26"),
        ("The coup on Wednesday, July 26", date(2025, 4, 2), "2023-07-26"),
        ("Sales rose in the fourth quarter.", date(2025, 4, 2), "2024-Q4"),
        ("Sales will rise in the third quarter.", date(2025, 4, 2), "2025-Q3"),
        ("Rains fell in the autumn.", date(2025, 4, 2), "2024-FA"),
        ("Rain will fall in the autumn.", date(2025, 4, 2), "2025-FA"),
    ],
)
def test_a_date_without_its_year_takes_the_one_that_is_meant(
    text: str, published: date, value: str
) -> None:
    assert [found for _, found in read(text, published)] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came on 3 May 2024. Two days later he left.", "2024-05-05"),
        ("He came on 3 May 2024 and left the following day.", "2024-05-04"),
        ("He came on 3 May 2024 and left the same day.", "2024-05-03"),
        ("He came on 3 May 2024, having called the day before.", "2024-05-02"),
        ("He came on 3 May 2024. The next morning he left.", "2024-05-04TMO"),
        ("He came on 3 May 2024 and left the following week.", "2024-W19"),
        ("He came on 3 May 2024 and left the following Monday.", "2024-05-06"),
        ("He came on 3 May 2024 after talks the previous Friday.", "2024-04-26"),
        ("He came in May 2024 and left the same month.", "2024-05"),
        ("He came in May 2024 and left a year later.", "2025"),
        ("He came in 2019. Two years earlier he was in jail.", "2017"),
        ("He came in 2019, and two years after, he left.", "2021"),
        ("He came in May 2024. A year on, he left.", "2025"),
        ("He came in May 2024 and left the following August.", "2024-08"),
        ("He came in 2019 and left in June of the same year.", "2019-06"),
        ("He came on 3 May 2024 and left on the 9th.", "2024-05-09"),
        ("Profit rose in the third quarter of 2024 from a year earlier.", "2023-Q3"),
        ("It lost money in the first quarter of 2024, against a year-ago profit.", "2023-Q1"),
    ],
)
def test_what_is_said_from_another_date_of_the_text(text: str, expected: str) -> None:
    last = dates_in(text, None)[-1]

    assert (last.value, last.basis) == (expected, DateBasis.RELATIVE)


def test_a_comparison_with_the_year_before_does_not_move_the_text_there() -> None:
    text = (
        "Output rose in the third quarter of 2024, from a year earlier. "
        "Exports for the quarter fell, from a year earlier."
    )

    assert read(text) == [
        ("the third quarter of 2024", "2024-Q3"),
        ("a year earlier", "2023-Q3"),
        ("the quarter", "2024-Q3"),
        ("a year earlier", "2023-Q3"),
    ]


def test_after_and_before_with_an_object_leave_a_mere_length() -> None:
    (found,) = dates_in("Two years after the coup, the junta stepped down.")

    assert (found.text, found.type, found.value) == ("Two years", "DURATION", "P2Y")


@pytest.mark.parametrize(
    ("text", "shown", "value", "first", "last"),
    [
        ("in the past two weeks", "the past two weeks", "P2W", date(2025, 3, 19), PUBLISHED),
        ("in the past three months", "the past three months", "P3M", date(2025, 1, 2), PUBLISHED),
        ("over the past year", "the past year", "P1Y", date(2024, 4, 2), PUBLISHED),
        ("in the last 24 hours", "the last 24 hours", "PT24H", date(2025, 4, 1), PUBLISHED),
        ("over the next five days", "the next five days", "P5D", PUBLISHED, date(2025, 4, 7)),
        (
            "in the first nine months of 2024",
            "the first nine months of 2024",
            "P9M",
            date(2024, 1, 1),
            date(2024, 9, 30),
        ),
    ],
)
def test_lengths_tied_to_a_day_have_days(
    text: str, shown: str, value: str, first: date, last: date
) -> None:
    (found,) = dates_in(f"Prices change {text}.")

    assert (found.text, found.type, found.value) == (shown, "DURATION", value)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They will hand over power within two weeks.", PUBLISHED, date(2025, 4, 16)),
        ("They will hand over power in two weeks.", date(2025, 4, 14), date(2025, 4, 20)),
        ("They handed over power within two weeks.", None, None),
        ("The bridge was built in two weeks.", None, None),
    ],
)
def test_a_time_limit_has_days_only_where_the_clause_looks_ahead(
    text: str, first: date | None, last: date | None
) -> None:
    (found,) = dates_in(text)

    assert (found.value, found.first, found.last) == ("P2W", first, last)


def test_overnight_is_the_night_between_the_day_before_and_the_publication_day() -> None:
    (found,) = dates_in("Overnight, drones struck the port.")

    assert (found.value, found.first, found.last) == ("2025-04-01TNI", date(2025, 4, 1), PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "They left yesterday.",
        "They left on Tuesday.",
        "They left in August.",
        "They left on 3 April.",
        "They left last year.",
        "They left two weeks ago.",
        "They left two days later.",
        "They left last summer.",
        "They left in the third quarter.",
        "They left at Christmas.",
        "They left over the weekend.",
        "They left this morning.",
        "They left at 3 p.m. on Friday.",
        "They left by the end of the month.",
        "They left on the 3rd.",
    ],
)
def test_without_a_publication_date_what_hangs_on_it_stays_open(text: str) -> None:
    (found,) = dates_in(text, None)

    assert (found.value, found.first, found.last) == (None, None, None)
    assert (found.basis, found.grain) == (DateBasis.UNKNOWN, "unknown")


def test_without_a_publication_date_a_full_date_stays_stated() -> None:
    assert [f.basis for f in dates_in("It began in March 2024.", None)] == [DateBasis.STATED]
    (found,) = dates_in("Over the past two weeks it spread.", None)
    assert (found.value, found.first) == ("P2W", None)


def test_the_reports_of_a_visit_are_dated_from_the_day_of_publication() -> None:
    text = (
        "The foreign ministers of Mali, Niger and Burkina Faso will travel to Moscow on "
        "April 3rd and 4th, the bloc said on Tuesday. It was formed in September 2023, and all "
        "three left another bloc in January. Their leaders last met three weeks ago."
    )

    assert read(text) == [
        ("April 3rd", "2025-04-03"),
        ("4th", "2025-04-04"),
        ("Tuesday", "2025-04-01"),
        ("September 2023", "2023-09"),
        ("January", "2025-01"),
        ("three weeks ago", "2025-W11"),
    ]
