from __future__ import annotations

import pytest
from tests.linking.events_by_hand import made, only, report, stages

from vanellus.linking.life import change_of

PLAN = {"status": "future", "on": "2025-04-20", "text": "The ministers are to meet."}


def test_announced_then_held_are_two_stages_of_one_event() -> None:
    tables = made(report("a", "2025-04-01", **PLAN), report("b", "2025-04-21"))
    assert stages(tables) == [("announced", "2025-04-01", "a"), ("held", "2025-04-21", "b")]
    assert only(tables)["state"] == "held"


def test_a_second_independent_source_confirms() -> None:
    tables = made(report("a", "2025-04-01", **PLAN), report("b", "2025-04-02", **PLAN))
    assert stages(tables) == [("announced", "2025-04-01", "a"), ("confirmed", "2025-04-02", "b")]


def test_a_copy_confirms_nothing() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-02", **PLAN),
        copies=[("d-a", "d-a", None), ("d-b", "d-a", None)],
    )
    assert stages(tables) == [("announced", "2025-04-01", "a")]


def test_an_announced_event_past_its_date_is_overdue_from_the_day_after() -> None:
    tables = made(report("a", "2025-04-01", **PLAN), today="2025-05-01")
    assert stages(tables) == [("announced", "2025-04-01", "a"), ("overdue", "2025-04-21", None)]
    assert only(tables)["state"] == "overdue"


def test_on_its_day_it_is_not_yet_overdue() -> None:
    tables = made(report("a", "2025-04-01", **PLAN), today="2025-04-20")
    assert only(tables)["state"] == "announced"


def test_what_was_announced_without_a_day_is_never_overdue() -> None:
    told = report("a", "2025-04-01", status="future", text="The ministers will meet.")
    assert only(made(told, today="2026-04-01"))["state"] == "announced"


def test_put_off_then_held() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-18", status="negation", text="The meeting was postponed."),
        report("c", "2025-05-03", on="2025-05-02"),
        today="2025-06-01",
    )
    assert [state for state, _, _ in stages(tables)] == ["announced", "postponed", "held"]
    assert only(tables)["date_start"].isoformat() == "2025-05-02"


def test_what_was_put_off_without_a_new_day_is_postponed_not_overdue() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-18", status="future", text="The talks were put off.", on="2025-04-20"),
        today="2025-06-01",
    )
    assert only(tables)["state"] == "postponed"


def test_a_new_day_replaces_the_old_one() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-18", status="future", text="It was moved: postponed to 20 May.",
               on="2025-05-20"),
        today="2025-05-10",
    )  # fmt: skip
    assert (only(tables)["state"], only(tables)["date_start"].isoformat()) == (
        "postponed",
        "2025-05-20",
    )


def test_a_refused_meeting_calls_off_the_announced_one() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-18", type="REJECT", mode="meet", text="Mali refused to come."),
    )
    event = only(tables)
    assert (event["type"], event["state"]) == ("CONSULT", "cancelled")
    assert event["plover_type"] == "REJECT"


def test_a_refusal_by_itself_is_what_happened() -> None:
    event = only(made(report("a", type="REJECT", mode="meet", text="Mali called off the talks.")))
    assert (event["type"], event["state"]) == ("REJECT", "held")


@pytest.mark.parametrize(
    ("status", "state"),
    [("hypothetical", "feared"), ("negation", "denied"), ("historical", "past")],
)
def test_what_is_only_supposed_denied_or_long_past_is_so(status: str, state: str) -> None:
    assert only(made(report("a", status=status, text="It might be so.")))["state"] == state


def test_what_was_feared_and_then_held_has_both_stages() -> None:
    tables = made(
        report("a", "2025-04-01", status="hypothetical", text="A raid could follow."),
        report("b", "2025-04-09"),
    )
    assert [state for state, _, _ in stages(tables)] == ["feared", "held"]


def test_a_plan_denied_is_cancelled() -> None:
    tables = made(
        report("a", "2025-04-01", **PLAN),
        report("b", "2025-04-19", status="negation", text="They will not meet, the office said."),
    )
    assert only(tables)["state"] == "cancelled"


def test_an_event_told_in_the_past_tense_for_a_day_to_come_is_announced() -> None:
    assert only(made(report("a", "2025-04-01", on="2025-04-09")))["state"] == "announced"


def test_a_treaty_cancelled_is_a_deed_that_was_done() -> None:
    told = report("a", type="SANCTION", text="Mali has cancelled the treaty.", trigger="cancelled")
    assert only(made(told))["state"] == "held"


def test_a_later_plan_does_not_undo_what_was_held() -> None:
    tables = made(report("a", "2025-04-21"), report("b", "2025-04-22", **PLAN))
    assert only(tables)["state"] == "held"


@pytest.mark.parametrize(
    ("sentence", "trigger", "status", "change"),
    [
        ("The visit was postponed.", "visit", "occurred", "postponed"),
        ("Bamako postponed the visit of the envoy.", "visit", "occurred", "postponed"),
        ("The summit was called off by its hosts.", "summit", "occurred", "cancelled"),
        ("The chiefs met in Accra after the talks of 12 August were postponed.", "met", "occurred",
         None),
        ("The talks will take place without delay of any sort.", "talks", "future", None),
        ("The ministers are to meet on Friday.", "meet", "future", None),
        ("The vote was delayed, then cancelled.", "vote", "future", "cancelled"),
        ("After the March date was postponed, they will meet in May.", "meet", "future", None),
    ],
)  # fmt: skip
def test_words_of_delay_count_where_they_govern_the_event(
    sentence: str, trigger: str, status: str, change: str | None
) -> None:
    assert change_of(sentence, trigger, kind="CONSULT", mode=None, status=status) == change
