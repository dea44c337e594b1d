"""What holds of `find_dates` for any text, and that its time grows with the text's length."""

from __future__ import annotations

import doctest
import importlib
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanellus.records import DateBasis
from vanellus.resolving.date_words import CAPITAL_KINDS, KINDS
from vanellus.resolving.dates import find_dates

_WORDS = [
    *sorted({word for words in KINDS.values() for word in words.split()}),
    *(word.title() for words in CAPITAL_KINDS.values() for word in words.split()),
    *(
        "1",
        "3",
        "30",
        "31",
        "99",
        "1789",
        "1998",
        "2024",
        "9999",
        "0",
        "1,500",
        "3.5",
        "3rd",
        "40th",
    ),
    *("1990s", "'96", "'90s", "2024-02-30", "13/13/2024", "3.4.2025", "15:00", "25:61", "3 p.m."),
    *(",", ".", "-", "–", "—", "/", "'s", "\n\n", "will", "said", "was", "to", "$", "%", "Q3"),
]
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)
_DAYS = st.none() | st.dates()


@given(text=_TEXTS | st.text(max_size=60), published=_DAYS)
def test_any_text_is_read_into_dates_that_lie_apart_and_agree_with_it(
    text: str, published: date | None
) -> None:
    at = 0
    for found in find_dates(text, published=published):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert (found.first is None) == (found.last is None)
        assert (found.basis is DateBasis.UNKNOWN) == (found.first is None)
        if found.first is not None and found.last is not None:
            assert found.first <= found.last
        at = found.end


@given(text=_TEXTS)
def test_no_value_is_made_up_without_a_publication_date(text: str) -> None:
    anchored = {found.basis for found in find_dates(text)} - {DateBasis.UNKNOWN}

    # A relative date then rests on a stated one.
    assert DateBasis.RELATIVE not in anchored or DateBasis.STATED in anchored


@given(text=_TEXTS, published=_DAYS)
def test_reading_twice_gives_the_same(text: str, published: date | None) -> None:
    assert find_dates(text, published=published) == find_dates(text, published=published)


@pytest.mark.parametrize(
    "piece",
    [
        "more than " * 20,
        "3, " * 40,
        "the early mid ",
        "two and a half ",
        "Monday, ",
        "in the past ",
        "1 ",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    short, long = piece * 200, piece * 1600

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_dates(text, published=date(2025, 4, 2))
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text; quadratic work would take sixty-four times as long.
    assert seconds(long) < 30 * seconds(short) + 0.05


@pytest.mark.parametrize(
    "name",
    ["dates", "date_points", "date_quantities", "date_tokens", "date_holidays", "date_words"],
)
def test_the_examples_in_the_documentation_hold(name: str) -> None:
    module = importlib.import_module(f"vanellus.resolving.{name}")

    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
