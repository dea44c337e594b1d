from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from vanellus.errors import BadDate
from vanellus.reading.written_dates import declared_date, find_date, not_after_now

DAY = date(2025, 4, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2 April 2025",
        "April 2, 2025",
        "Wednesday, 2 April 2025",
        "Wed 2 Apr 2025",
        "Apr. 2, 2025",
        "2nd of April, 2025",
        "2025-04-02",
        "APRIL 2 2025",
        "published 2025-04-02, updated later",
    ],
)
def test_a_written_day_is_found(text):
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "April 2", "April 2025", "in 2025", "3/4/2025", "30 February 2025", "version 2025-04-021",
        "the 2 April 20255", "1.2 April 2025",
    ],
)  # fmt: skip
def test_what_is_no_full_day_or_can_be_read_two_ways_is_none(text):
    assert find_date(text) is None


def test_figures_are_read_where_only_one_order_is_possible():
    assert find_date("25/04/2025") == find_date("04/25/2025") == date(2025, 4, 25)
    assert find_date("04/04/2025") == date(2025, 4, 4)


@pytest.mark.parametrize(
    "written",
    ["2025-04-02", "2025-04-02T23:30:00+01:00", "2025-04-02 10:00", "20250402", "20250402T101500Z",
     "Wed, 02 Apr 2025 10:00:00 GMT"],
)  # fmt: skip
def test_a_declared_date_may_have_a_time(written):
    assert declared_date(written, where="x") == DAY


@pytest.mark.parametrize("written", ["2025-02-30", "2025-13-01", "20250230"])
def test_a_declared_day_that_does_not_exist_is_an_error_that_says_so(written):
    with pytest.raises(BadDate, match=r"doesn't exist \(valid: a day that exists, as YYYY-MM-DD\)"):
        declared_date(written, where="x")


@pytest.mark.parametrize("written", ["soon", "2025", "2025-04", "yesterday", "3/4/2025"])
def test_a_declared_date_that_is_none_is_an_error(written):
    with pytest.raises(BadDate, match="is no date"):
        declared_date(written, where="x")


def test_a_day_to_come_is_no_date_of_publication():
    today = datetime.now(tz=UTC).date()
    assert not_after_now(today) == today
    assert not_after_now(today + timedelta(days=2)) is None
    assert not_after_now(None) is None
