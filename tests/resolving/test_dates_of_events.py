"""How an event gets its date from the dates of its sentence, and what stands in for none."""

from __future__ import annotations

from datetime import date

import pytest

from vanellus.errors import InputError
from vanellus.records import DateBasis, EventDate
from vanellus.resolving.date_events import event_date
from vanellus.resolving.dates import find_dates

PUBLISHED = date(2025, 4, 2)


def dated(text: str, mention: str | None, published: date | None = PUBLISHED) -> EventDate:
    span = None
    if mention is not None:
        at = text.index(mention)
        span = (at, at + len(mention))
    return event_date(text, span, find_dates(text, published=published), published=published)


def test_the_days_of_a_list_are_joined() -> None:
    found = dated("They will visit Moscow on April 3rd and 4th.", "April 3rd and 4th")

    assert (found.start, found.end) == (date(2025, 4, 3), date(2025, 4, 4))
    assert (found.grain, found.basis) == ("day", DateBasis.RELATIVE)
    assert found.text == "April 3rd and 4th"


def test_a_range_of_full_dates_is_stated() -> None:
    found = dated("Talks ran from 3 to 5 April 2025.", "from 3 to 5 April 2025")

    assert (found.start, found.end) == (date(2025, 4, 3), date(2025, 4, 5))
    assert found.basis is DateBasis.STATED


def test_only_the_dates_of_the_mention_count() -> None:
    found = dated("On Tuesday it said they would meet on 9 May 2025.", "on 9 May 2025")

    assert (found.start, found.end) == (date(2025, 5, 9), date(2025, 5, 9))


def test_of_nested_dates_the_narrower_counts() -> None:
    found = dated("They met this year, on 1 April.", "this year, on 1 April")

    assert (found.start, found.end, found.grain) == (date(2025, 4, 1), date(2025, 4, 1), "day")


def test_a_length_tied_to_the_publication_day_gives_its_days() -> None:
    found = dated("In the past two weeks 40 people were killed.", "the past two weeks")

    assert (found.start, found.end) == (date(2025, 3, 19), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Rebels attacked the town.", None),
        ("Rebels held the town for three days.", "for three days"),
        ("Rebels attack the town every Friday.", "every Friday"),
        ("Rebels now hold the town.", "now"),
        ("Rebels attacked on market day.", "on market day"),
    ],
)
def test_an_event_without_a_day_of_its_own_gets_the_publication_day_and_says_so(
    text: str, mention: str | None
) -> None:
    found = dated(text, mention)

    assert (found.start, found.end, found.grain) == (PUBLISHED, PUBLISHED, "day")
    assert (found.basis, found.text) == (DateBasis.PUBLISHED, mention)


@pytest.mark.parametrize(
    ("text", "mention"),
    [("Rebels recently left.", "recently"), ("Rebels left years ago.", "years ago")],
)
def test_the_publication_day_never_replaces_a_vague_date_of_the_text(
    text: str, mention: str
) -> None:
    found = dated(text, mention)

    assert found == EventDate(
        text=mention, start=None, end=None, grain="unknown", basis=DateBasis.UNKNOWN
    )


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Rebels attacked the town.", None),
        ("Rebels attacked on Tuesday.", "Tuesday"),
        ("Rebels attacked on 3 April.", "3 April"),
    ],
)
def test_without_a_publication_date_an_open_date_stays_unknown(
    text: str, mention: str | None
) -> None:
    found = dated(text, mention, published=None)

    assert (found.start, found.end, found.basis) == (None, None, DateBasis.UNKNOWN)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"inside 0\.\.5"):
        event_date("Today", (3, 9), [], published=PUBLISHED)
