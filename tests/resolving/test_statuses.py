"""Statuses that the date of an event or a verb of postponement settles against the event model."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vanellus.records import DateBasis, Status

PUBLISHED = date(2025, 4, 2)
"""The day of all readings here, a Wednesday."""


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("for next Monday", date(2025, 4, 7)),
        ("for tomorrow", date(2025, 4, 3)),
        ("for 9 May 2025", date(2025, 5, 9)),
        ("for the coming week", date(2025, 4, 7)),
    ],
)
def test_a_strike_called_for_a_day_to_come_lies_ahead(reader: Any, when: str, start: date) -> None:
    (report,) = reader.code(
        f"[A1|Nurses in Chad] [E1 PROTEST.strike|called a strike] [D1|{when}]."
    ).reports
    assert (report.status, report.date.start) == (Status.FUTURE, start)
    assert report.plover_type == "PROTEST"


def test_a_meeting_of_a_day_to_come_counts_as_agreed_by_the_rule_for_the_future(
    reader: Any,
) -> None:
    (report,) = reader.code(
        "[A1|Chad] and [A1|Togo] [E1 CONSULT|hold talks] [D1|next Tuesday]."
    ).reports
    assert (report.type, report.plover_type) == ("CONSULT", "AGREE")


@pytest.mark.parametrize("when", ["on Monday", "on Friday", "in March", "last week"])
def test_a_bare_weekday_or_month_leaves_what_occurred_as_it_is(reader: Any, when: str) -> None:
    (report,) = reader.code(f"[A1|Nurses in Chad] [E1 PROTEST.strike|struck] [D1|{when}].").reports
    assert report.status is Status.OCCURRED
    assert report.date.start <= PUBLISHED


def test_a_demand_is_made_though_what_it_asks_for_lies_ahead(reader: Any) -> None:
    (report,) = reader.code(
        "[A1|Togo] [E1 REQUEST|asked] [R1|Chad] for a ballot [D1|next Monday]."
    ).reports
    assert report.status is Status.OCCURRED
    assert (report.date.start, report.date.basis) == (PUBLISHED, DateBasis.PUBLISHED)


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Chad's president] postponed a [E1 CONSULT.visit|visit] to [R1|Togo] [D1|on Monday].",
        "[A1|Chad's president] [E1 CONSULT.visit|put off] a trip to [R1|Togo] [D1|on Monday].",
        "[A1|Chad] called its [E1 CONSULT|talks] with [R1|Togo] off [D1|on Monday].",
        "A [E1 CONSULT|summit] of [A1|Chad] and [R1|Togo] was called off [D1|on Monday].",
        "The [E1 CONSULT|meeting] of [A1|Chad] with [R1|Togo] has been cancelled [D1|on Monday].",
    ],
)
def test_a_meeting_put_off_did_not_take_place(reader: Any, line: str) -> None:
    (report,) = reader.code(line).reports
    assert (report.status, report.type) == (Status.NEGATION, "CONSULT")
    assert report.date.start == date(2025, 3, 31)


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Chad] and [R1|Togo] held the postponed [E1 CONSULT|talks] [D1|on Monday].",
        "[A1|Chad] did not cancel its [E1 CONSULT|talks] with [R1|Togo] [D1|on Monday].",
        "[A1|Chad] [E1 CONSULT|met] [R1|Togo] after a summit was called off [D1|on Monday].",
        "[A1|Chad] [E1 CONSULT|met] [R1|Togo] and cancelled a loan [D1|on Monday].",
    ],
)
def test_a_meeting_that_was_not_put_off_occurred(reader: Any, line: str) -> None:
    (report,) = reader.code(line).reports
    assert report.status is Status.OCCURRED


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("[A1|They] [E1 CONSULT.visit|come] at the invitation of [R1|Chad].", Status.FUTURE),
        ("[A1|The minister] [E1 CONSULT.visit|travels] to [R1|Chad].", Status.FUTURE),
        ("[A1|They] [E1 CONSULT.visit|came] at the invitation of [R1|Chad].", Status.OCCURRED),
        ("[A1|Peru]'s [E1 CONSULT.visit|visit] to [R1|Chad] ended.", Status.OCCURRED),
    ],
)
def test_a_journey_told_in_the_present_lies_ahead(reader: Any, line: str, status: Status) -> None:
    (report,) = reader.code(line).reports
    assert report.status is status


def test_a_headline_tells_in_the_present_what_was_done(reader: Any) -> None:
    coded = reader.code("Nothing else.", title="[A1|They] [E1 CONSULT.visit|visit] [R1|Chad]")
    assert [report.status for report in coded.reports] == [Status.OCCURRED]
