"""What is announced and overdue, as it was known on a day."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from tests.analysing.accounts import DAY, events, on, reports, sides, table

from vanellus.analysing.calendars import calendar
from vanellus.errors import InputError

TODAY = date(2025, 4, 10)
VISIT = {
    "event_id": "visit", "state": "announced", "date_start": "2025-04-20",
    "date_end": "2025-04-21", "first_published": "2025-04-01", "last_published": "2025-04-05",
}  # fmt: skip
WHO = sides(
    ("visit", "actor", "MLI"), ("visit", "recipient", "RUS"), ("visit", "actor", "BFA", "AES")
)


def life(*rows):
    return table(
        {"event_id": pa.string(), "state": pa.string(), "known_since": DAY},
        [dict(zip(("event_id", "state", "known_since"), row, strict=True)) for row in rows],
    )


def rows(*given, **asked):
    found, who = (given[0], WHO) if len(given) == 1 else given
    return calendar(found, who, **{"as_of": TODAY, **asked}).to_pylist()


def test_an_announced_event_is_told_with_its_sides_its_date_and_the_days_until_then():
    (row,) = rows(events(VISIT))
    assert (row["state"], row["overdue"], row["days"]) == ("announced", False, 10)
    assert (row["date_start"], row["date_end"]) == (date(2025, 4, 20), date(2025, 4, 21))
    assert (row["actors"], row["recipients"]) == (["Name of MLI"], ["Name of RUS"])
    assert row["known_since"] == date(2025, 4, 1)


def test_an_event_past_its_last_day_without_a_report_of_it_is_overdue():
    kept = events(VISIT)
    assert rows(kept, as_of=date(2025, 4, 21))[0]["overdue"] is False
    (row,) = rows(kept, as_of=date(2025, 4, 24), overdue=True)
    assert (row["overdue"], row["days"]) == (True, -3)


def test_what_was_held_cancelled_or_merely_feared_is_not_overdue():
    kept = events(*({**VISIT, "event_id": s, "state": s} for s in ("held", "cancelled", "feared")))
    assert rows(kept, sides(), as_of=date(2025, 5, 1), overdue=True) == []
    assert [row["state"] for row in rows(kept, sides(), as_of=date(2025, 5, 1))] == ["cancelled"]


def test_what_linking_found_overdue_is_announced_and_past_its_date():
    (row,) = rows(events({**VISIT, "state": "overdue"}), as_of=date(2025, 5, 1))
    assert (row["state"], row["overdue"]) == ("announced", True)


def test_an_announcement_without_a_date_is_listed_last_and_never_overdue():
    undated = {**VISIT, "event_id": "some day", "date_end": None, "date_basis": "unknown"}
    published = {**VISIT, "event_id": "today", "date_basis": "published"}
    found = rows(events(undated, published, VISIT), sides(), as_of=date(2025, 6, 1))
    assert found[0]["event_id"] == "visit"
    assert [(row["date_start"], row["overdue"]) for row in found[1:]] == [(None, False)] * 2


def test_what_was_published_later_is_not_known():
    kept = events({**VISIT, "state": "held", "last_published": "2025-04-23"})
    known = life(("visit", "announced", "2025-04-01"), ("visit", "held", "2025-04-23"))
    assert rows(kept, life=known)[0]["state"] == "announced"
    assert rows(kept, life=known, as_of=date(2025, 4, 22))[0]["overdue"] is True
    assert rows(kept, life=known, as_of=date(2025, 3, 31)) == []
    assert rows(kept, life=known, as_of=date(2025, 4, 23)) == []


def test_confirmation_and_postponement_come_with_the_day_since_when_they_are_known():
    known = life(
        ("visit", "announced", "2025-04-01"),
        ("visit", "confirmed", "2025-04-03"),
        ("visit", "postponed", "2025-04-05"),
    )
    (row,) = rows(events({**VISIT, "state": "postponed"}), life=known)
    assert row["state"] == "postponed"
    assert (row["confirmed_since"], row["postponed_since"]) == (on("2025-04-03"), on("2025-04-05"))
    (row,) = rows(events({**VISIT, "state": "postponed"}), life=known, as_of=date(2025, 4, 4))
    assert (row["state"], row["postponed_since"]) == ("confirmed", None)


def told(*days):
    return reports(
        *(
            {"event_id": "visit", "published": day, "date_start": first, "date_end": last}
            for day, first, last in days
        )
    )


def test_dates_that_were_given_up_are_kept_but_not_coarser_words_for_the_same():
    heard = told(
        ("2025-03-30", "2025-04-01", "2025-04-30"),
        ("2025-04-01", "2025-04-03", "2025-04-04"),
        ("2025-04-05", "2025-04-20", "2025-04-21"),
    )
    (row,) = rows(events(VISIT), reports=heard)
    assert row["earlier_dates"] == ["2025-04-03/2025-04-04"]
    (row,) = rows(events(VISIT), reports=heard.take([0, 2]))
    assert row["earlier_dates"] == []


def test_dates_told_on_one_day_are_a_disagreement_and_no_postponement():
    heard = told(
        ("2025-04-05", "2025-04-12", "2025-04-12"), ("2025-04-05", "2025-04-20", "2025-04-20")
    )
    assert rows(events(VISIT), reports=heard)[0]["earlier_dates"] == []


def test_on_an_earlier_day_the_date_is_the_one_announced_by_then():
    heard = told(
        ("2025-04-01", "2025-04-03", "2025-04-04"), ("2025-04-05", "2025-04-20", "2025-04-21")
    )
    (row,) = rows(events(VISIT), reports=heard, as_of=date(2025, 4, 4))
    assert (row["date_start"], row["overdue"]) == (date(2025, 4, 3), False)
    (row,) = rows(events(VISIT), reports=heard, as_of=date(2025, 4, 5))
    assert (row["date_start"], row["earlier_dates"]) == (
        date(2025, 4, 20),
        ["2025-04-03/2025-04-04"],
    )


def test_who_said_it_is_counted_by_independent_sources():
    heard = reports(
        {"event_id": "visit", "published": "2025-04-01", "said_by": "Lavrov", "publisher": "A"},
        {"event_id": "visit", "published": "2025-04-02", "said_by": "Lavrov", "origin_id": "d0"},
        {"event_id": "visit", "published": "2025-04-03", "said_by": "Lavrov", "publisher": "B"},
        {"event_id": "visit", "published": "2025-04-03", "said_by": "Diop", "publisher": "B"},
        {"event_id": "visit", "published": "2025-04-11", "said_by": "Later", "publisher": "B"},
    )
    (row,) = rows(events(VISIT), reports=heard)
    assert row["said_by"] == [{"name": "Lavrov", "sources": 2}, {"name": "Diop", "sources": 1}]
    assert (row["reports"], row["independent_sources"]) == (4, 3)


def test_documents_read_since_tell_whether_anybody_could_have_told_it():
    coverage = pa.table(
        {"day": pa.array([date(2025, 4, 21), date(2025, 4, 22), date(2025, 4, 30)], DAY),
         "documents": [5, 7, 9]}
    )  # fmt: skip
    (row,) = rows(events(VISIT), coverage=coverage, as_of=date(2025, 4, 25))
    assert row["read_since"] == 7
    assert rows(events(VISIT), coverage=coverage)[0]["read_since"] == 0
    assert rows(events(VISIT))[0]["read_since"] is None


def test_only_the_parties_and_the_period_asked_for_are_listed():
    kept = events(
        VISIT, {**VISIT, "event_id": "other", "date_start": "2025-05-20", "date_end": "2025-05-20"}
    )
    assert [r["event_id"] for r in rows(kept, parties=["RUS"])] == ["visit"]
    assert rows(kept, parties=["FRA"]) == []
    assert [r["event_id"] for r in rows(kept, since=date(2025, 5, 1))] == ["other"]
    assert [r["event_id"] for r in rows(kept, until=date(2025, 4, 20))] == ["visit"]
    assert [r["event_id"] for r in rows(kept, states=["announced"])] == ["visit", "other"]


def test_bad_parameters_are_told_with_what_would_be_valid():
    with pytest.raises(InputError, match=r"unknown .past. \(valid: announced, confirmed"):
        rows(events(VISIT), states=["past"])
    with pytest.raises(InputError, match="begins on 2025-05-01, after its end on 2025-04-01"):
        rows(events(VISIT), since=date(2025, 5, 1), until=date(2025, 4, 1))
    with pytest.raises(InputError, match="table events: has no column 'state'"):
        calendar(events(VISIT).drop(["state"]), WHO, as_of=TODAY)


def test_no_events_make_an_empty_calendar_with_its_columns():
    found = calendar(events(), sides(), as_of=TODAY, reports=reports(), life=life())
    assert found.num_rows == 0
    assert "earlier_dates" in found.column_names


def test_a_day_that_was_over_when_first_told_was_never_announced():
    told = {**VISIT, "date_start": "2015-01-01", "date_end": "2015-12-31"}
    assert rows(events(told)) == []
    assert rows(events(told), overdue=True) == []
