"""What `find_dates` makes of dates that stand by themselves: spans, TIMEX3 values and days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vanellus.errors import BadDate, InputError
from vanellus.records import DateBasis, FoundDate
from vanellus.resolving.dates import find_dates

PUBLISHED = date(2025, 4, 2)
"""A Wednesday."""


def dates_in(text: str, published: date | None = PUBLISHED) -> list[FoundDate]:
    return find_dates(text, published=published)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in dates_in(text, published)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3 April 2025", "2025-04-03"),
        ("3rd April 2025", "2025-04-03"),
        ("the 3rd of April 2025", "2025-04-03"),
        ("the third of April, 2025", "2025-04-03"),
        ("April 3, 2025", "2025-04-03"),
        ("April 3 2025", "2025-04-03"),
        ("April 3rd, 2025", "2025-04-03"),
        ("Apr. 3, 2025", "2025-04-03"),
        ("Thursday, April 3, 2025", "2025-04-03"),
        ("Thursday 3 April 2025", "2025-04-03"),
        ("Thurs., Apr. 3, 2025", "2025-04-03"),
        ("2025-04-03", "2025-04-03"),
        ("4/3/2025", "2025-04-03"),
        ("23/4/2025", "2025-04-23"),
        ("3.4.2025", "2025-04-03"),
        ("September 1960", "1960-09"),
        ("Sept. 1960", "1960-09"),
        ("early September 1960", "1960-09"),
        ("mid-September 1960", "1960-09"),
        ("the end of September 1960", "1960-09"),
        ("1960", "1960"),
        ("late 1960", "1960"),
        ("the beginning of 1960", "1960"),
        ("the year 1960", "1960"),
        ("fiscal 1991", "1991"),
        ("the 1960s", "196"),
        ("the early 1960s", "196"),
        ("the mid-'60s", "196"),
        ("the nineties", "199"),
        ("the 19th century", "18"),
        ("the late twentieth century", "19"),
        ("the third quarter of 2024", "2024-Q3"),
        ("third-quarter 2024", "2024-Q3"),
        ("2024's third quarter", "2024-Q3"),
        ("Q3 2024", "2024-Q3"),
        ("the first half of 2024", "2024-H1"),
        ("the summer of 2023", "2023-SU"),
        ("late autumn 2023", "2023-FA"),
        ("Christmas Eve 2024", "2024-12-24"),
        ("Easter Monday 2025", "2025-04-21"),
        ("nineteen ninety-eight", "1998"),
    ],
)
def test_a_date_given_in_full_is_found_whole_and_stated(written: str, value: str) -> None:
    (found,) = dates_in(f"The treaty was signed in {written}, the ministry said.", None)

    assert (found.text, found.value, found.basis) == (written, value, DateBasis.STATED)


@pytest.mark.parametrize(
    ("text", "value", "first", "last", "grain"),
    [
        ("on 29 February 2024", "2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("in February 2024", "2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        (
            "in the fourth quarter of 2024",
            "2024-Q4",
            date(2024, 10, 1),
            date(2024, 12, 31),
            "quarter",
        ),
        ("in the second half of 2024", "2024-H2", date(2024, 7, 1), date(2024, 12, 31), "year"),
        ("in the winter of 2023", "2023-WI", date(2023, 12, 1), date(2024, 2, 29), "season"),
        ("in 2024", "2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("in the 1990s", "199", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("in the 19th century", "18", date(1800, 1, 1), date(1899, 12, 31), "century"),
        ("in the first week of May 2024", "2024-W18", date(2024, 5, 1), date(2024, 5, 7), "week"),
    ],
)
def test_the_days_and_grain_of_a_stretch_of_the_calendar(
    text: str, value: str, first: date, last: date, grain: str
) -> None:
    (found,) = dates_in(f"It was built {text}.")

    assert (found.value, found.first, found.last, found.grain) == (value, first, last, grain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on April 3rd and 4th", [("April 3rd", "2025-04-03"), ("4th", "2025-04-04")]),
        ("on April 3 and 4, 2024", [("April 3", "2024-04-03"), ("4, 2024", "2024-04-04")]),
        (
            "on the 3rd and 4th of April",
            [("the 3rd", "2025-04-03"), ("4th of April", "2025-04-04")],
        ),
        ("on 3-4 April", [("3", "2025-04-03"), ("4 April", "2025-04-04")]),
        ("from 3 to 5 April", [("3", "2025-04-03"), ("5 April", "2025-04-05")]),
        ("from April 3 to 5", [("April 3", "2025-04-03"), ("5", "2025-04-05")]),
        ("on April 3–5", [("April 3", "2025-04-03"), ("5", "2025-04-05")]),
        (
            "on 3, 4 and 5 April 2024",
            [("3", "2024-04-03"), ("4", "2024-04-04"), ("5 April 2024", "2024-04-05")],
        ),
        (
            "between April 3 and April 5",
            [("April 3", "2025-04-03"), ("April 5", "2025-04-05")],
        ),
        (
            "from 30 December to 2 January 2024",
            [("30 December", "2023-12-30"), ("2 January 2024", "2024-01-02")],
        ),
        (
            "from April to June 2024",
            [("April", "2024-04"), ("June 2024", "2024-06")],
        ),
        ("between 2012 and 2015", [("2012", "2012"), ("2015", "2015")]),
        ("in 2012-2015", [("2012", "2012"), ("2015", "2015")]),
        ("in the 1998-99 season", [("1998", "1998"), ("99", "1999")]),
        ("in 1999/2000", [("1999", "1999"), ("2000", "2000")]),
        ("in the 1960s and '70s", [("the 1960s", "196"), ("'70s", "197")]),
    ],
)
def test_lists_and_ranges_give_one_date_for_each_end(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(f"The ministers meet {text}.") == expected


def test_a_count_after_a_date_is_not_taken_for_a_second_day() -> None:
    assert read("They buried him on April 3 and 12 people wept.") == [("April 3", "2025-04-03")]
    assert read("In March 12 people died there.") == [("March", "2025-03")]


@pytest.mark.parametrize(
    "text",
    [
        "You may go, he may march, and the second man sat in the sun.",
        "The army sent 1,500 soldiers and 2,000 people fled.",
        "Fire broke out in 1500 homes.",
        "Security Council resolution 1701 and Resolution 1973 were read out.",
        "Call 555-1999 or +223 20 22 19 90.",
        "The match ended 3-1 and the second leg 2-2.",
        "It cost $2000, or 1998 euros.",
        "About 2000 refugees and some 1995 others crossed.",
        "The government fell; the fall of the city followed.",
        "Ms. April Jones, a lawyer, and Mr. August Brown agreed.",
        "They live in Room 1984 above the shop.",
        "It is the first time that this time nobody came.",
        "He is 45 years old; his five-year-old son is ill.",
        "On 30 February nothing happens.",
        "The route F-2000 was closed.",
        "A man in his seventies spring water sold.",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("for three days", "three days", "P3D"),
        ("a two-week visit", "two-week", "P2W"),
        ("a five-year plan", "five-year", "P5Y"),
        ("for about two and a half years", "about two and a half years", "P2Y6M"),
        ("for a year and a half", "a year and a half", "P1Y6M"),
        ("for half an hour", "half an hour", "PT30M"),
        ("for 2 1/2 years", "2 1/2 years", "P2Y6M"),
        ("for two years and three months", "two years and three months", "P2Y3M"),
        ("for decades", "decades", "PXE"),
        ("for several hours", "several hours", "PTXH"),
        ("for at least 72 hours", "at least 72 hours", "PT72H"),
        ("for a couple of weeks", "a couple of weeks", "P2W"),
        ("for twenty four hours", "twenty four hours", "PT24H"),
        ("for a hundred days", "a hundred days", "P100D"),
        ("for two or three weeks", "two or three weeks", "P3W"),
        ("for a fortnight", "a fortnight", "P2W"),
        ("for nearly six months", "nearly six months", "P6M"),
        ("for 1,000 days", "1,000 days", "P1000D"),
        ("through a week-long siege", "week-long", "P1W"),
        ("through months-long talks", "months-long", "PXM"),
    ],
)
def test_lengths_of_time_have_a_value_but_no_days(text: str, shown: str, value: str) -> None:
    (found,) = dates_in(f"They stayed {text}.")

    assert (found.text, found.type, found.value) == (shown, "DURATION", value)
    assert (found.first, found.last, found.basis) == (None, None, DateBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("They meet every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("They meet on Fridays.", "Fridays", "XXXX-WXX-5"),
        ("They meet on Friday nights.", "Friday nights", "XXXX-WXX-5TNI"),
        ("They meet daily.", "daily", "P1D"),
        ("The Daily Star wrote it. A weekly market is held.", "weekly", "P1W"),
        ("They meet annually.", "annually", "P1Y"),
        ("They meet each year.", "each year", "P1Y"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("They meet every other week.", "every other week", "P2W"),
        ("They meet twice a week.", "twice a week", "P1W"),
        ("They meet three times a year.", "three times a year", "P1Y"),
        ("It pumps 40 barrels a day.", "a day", "P1D"),
        ("They meet every summer.", "every summer", "XXXX-SU"),
        ("They meet every April.", "every April", "XXXX-04"),
        ("They meet each evening.", "each evening", "XXXX-XX-XXTEV"),
    ],
)
def test_what_recurs_is_a_set(text: str, shown: str, value: str) -> None:
    (found,) = dates_in(text)

    assert (found.text, found.type, found.value) == (shown, "SET", value)
    assert found.first is None


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("The curfew begins at 3 p.m. on Friday.", "3 p.m. on Friday", "2025-04-04T15:00"),
        ("It will begin at 9:30 a.m. EST Friday.", "9:30 a.m. EST Friday", "2025-04-04T09:30"),
        ("It began at 15:00 GMT.", "15:00 GMT", "2025-04-02T15:00"),
        ("It began at 1500 GMT.", "1500 GMT", "2025-04-02T15:00"),
        ("It began at 12 a.m. yesterday.", "12 a.m. yesterday", "2025-04-01T00:00"),
        (
            "It began at 8 a.m. on Tuesday, 1 April 2025.",
            "8 a.m. on Tuesday, 1 April 2025",
            "2025-04-01T08:00",
        ),
        ("It began at eight o'clock.", "eight o'clock", "2025-04-02T08:00"),
        ("It began at noon on 3 March 2025.", "noon on 3 March 2025", "2025-03-03T12:00"),
        ("They fled at dawn on Tuesday.", "dawn on Tuesday", "2025-04-01TMO"),
        ("They fled at six in the morning.", "six in the morning", "2025-04-02T06:00"),
        ("They fled around 3:30 p.m.", "around 3:30 p.m.", "2025-04-02T15:30"),
        ("They fled on Tuesday evening.", "Tuesday evening", "2025-04-01TEV"),
        ("They fled this morning.", "this morning", "2025-04-02TMO"),
        ("They fled last night.", "last night", "2025-04-01TNI"),
        ("They fled yesterday afternoon.", "yesterday afternoon", "2025-04-01TAF"),
        ("They leave tonight.", "tonight", "2025-04-02TNI"),
    ],
)
def test_times_of_day_carry_their_hour(text: str, shown: str, value: str) -> None:
    (found,) = dates_in(text)

    assert (found.text, found.type, found.value) == (shown, "TIME", value)
    assert found.first is not None
    assert found.first.isoformat() == value[:10]


def test_an_hour_without_a_day_belongs_to_the_day_that_the_text_is_in() -> None:
    found = read("Shots were heard on Monday. At 4:15 p.m. the army took the bridge.")

    assert found == [("Monday", "2025-03-31"), ("4:15 p.m.", "2025-03-31T16:15")]


def test_a_score_or_running_time_is_no_hour() -> None:
    assert read("She won in 2:45 after a 12:10 lead.") == []


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("He is now in exile.", "now", "PRESENT_REF"),
        ("Currently he is in exile.", "Currently", "PRESENT_REF"),
        ("At the moment he is in exile.", "the moment", "PRESENT_REF"),
        ("He recently fled.", "recently", "PAST_REF"),
        ("In the past he fled.", "the past", "PAST_REF"),
        ("He fled years ago.", "years ago", "PAST_REF"),
        ("He will flee soon.", "soon", "FUTURE_REF"),
        ("In the near future he will flee.", "the near future", "FUTURE_REF"),
    ],
)
def test_vague_words_point_without_days(text: str, shown: str, value: str) -> None:
    (found,) = dates_in(text, None)

    assert (found.text, found.value, found.first) == (shown, value, None)
    assert found.basis is DateBasis.UNKNOWN


def test_spans_are_those_of_the_text() -> None:
    text = "On 3 April — a Thursday — Élodie’s café shut; by “May 2026” it’ll open."
    for found in dates_in(text):
        assert text[found.start : found.end] == found.text


def test_the_full_stop_of_a_sentence_belongs_to_no_date() -> None:
    assert read("He left on 3 April. She stayed until Sept. 5.") == [
        ("3 April", "2025-04-03"),
        ("Sept. 5", "2024-09-05"),
    ]


def test_a_publication_time_counts_as_its_day() -> None:
    published = datetime(2025, 4, 2, 23, 30, tzinfo=UTC)

    (found,) = find_dates("They left yesterday.", published=published)

    assert found.value == "2025-04-01"


def test_what_is_no_text_or_no_date_is_refused_with_what_would_be_valid() -> None:
    with pytest.raises(InputError, match="str"):
        find_dates(b"3 April")  # type: ignore[arg-type]
    with pytest.raises(BadDate, match=r"datetime\.date"):
        find_dates("3 April", published="2025-04-02")  # type: ignore[arg-type]


def test_an_empty_text_has_no_dates() -> None:
    assert find_dates("") == []
