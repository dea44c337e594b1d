"""Rules that go beyond single arcs: hosts, examples, cut ties, events named again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vanellus.records import Status
from vanellus.resolving import Resolver


def test_the_state_visited_is_the_host_where_none_is_named(reader: Any) -> None:
    (report,) = reader.code("[A1|Chad] [E1 CONSULT.visit|sent] an envoy to [P1|Bamako].").reports
    (host,) = report.recipients
    assert (host.id, host.sector, host.text) == ("MLI", "GOV", "Bamako")


def test_a_tour_at_home_has_no_host(reader: Any) -> None:
    (report,) = reader.code("[A1|Mali] [E1 CONSULT.visit|sent] an envoy to [P1|Bamako].").reports
    assert report.recipients == ()


def test_a_meeting_somewhere_is_no_visit_to_the_state_there(reader: Any) -> None:
    (report,) = reader.code("[A1|Chad] and [A1|Niger] [E1 CONSULT|met] in [P1|Bamako].").reports
    assert report.recipients == ()


def test_an_example_has_the_role_of_what_it_is_an_example_of(reader: Any) -> None:
    (report,) = reader.code(
        "[A1|Togo] [E1 COOPERATE|works] with [R1|Russian firms], including [N|the Wagner Group]."
    ).reports
    assert [entity.id for entity in report.recipients][1:] == ["WAGNER"]


def test_a_party_that_only_stands_next_to_another_takes_no_role(reader: Any) -> None:
    (report,) = reader.code(
        "[A1|Togo] [E1 COOPERATE|works] with [R1|Russian firms], while [N|the Wagner Group] waits."
    ).reports
    assert len(report.recipients) == 1


@pytest.mark.parametrize(
    ("words", "pillar"),
    [("ties", "diplomatic"), ("military ties", "security"), ("trade links", "security")],
)
def test_ties_as_such_are_diplomacy_whatever_else_the_sentence_speaks_of(
    reader: Any, words: str, pillar: str
) -> None:
    (report,) = reader.code(
        f"[A1|Mali] [E1 SANCTION.discontinue|severed] {words} with [R1|France]."
        " # military diplomatic"
    ).reports
    assert report.pillar == pillar


def test_who_announces_a_planned_event_again_is_told_with_its_parties_and_days(reader: Any) -> None:
    first, again = reader.code(
        "[A1|Chad's ministers] [E1 CONSULT.visit future|will fly] to [R1|Russia] [D1|on 3 April].",
        "[N|The African Union] announced that the visit would focus on trade.",
    ).reports
    assert (again.type, again.status, again.trigger.text) == ("CONSULT", Status.FUTURE, "visit")
    assert again.said_by.id == "AU"
    assert (again.actors, again.recipients, again.date) == (
        first.actors,
        first.recipients,
        first.date,
    )
    assert again.date.start == date(2025, 4, 3)
    assert again.score < first.score


@pytest.mark.parametrize(
    "line",
    [
        "[N|The African Union] announced that the harvest would be good.",
        "The visit would focus on trade.",
        "[N|The African Union] has a seat near the visit's route.",
    ],
)
def test_a_sentence_that_announces_nothing_of_it_is_no_report(reader: Any, line: str) -> None:
    coded = reader.code(
        "[A1|Chad's ministers] [E1 CONSULT.visit future|will fly] to [R1|Russia] [D1|on 3 April].",
        line,
    )
    assert len(coded.reports) == 1


def test_a_past_event_is_not_announced_again(reader: Any) -> None:
    coded = reader.code(
        "[A1|Chad's ministers] [E1 CONSULT.visit|flew] to [R1|Russia] [D1|on 1 April].",
        "[N|The African Union] announced that the visit had gone well.",
    )
    assert len(coded.reports) == 1


def test_a_small_town_of_a_country_that_the_report_does_not_name_is_not_taken(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "resolver", Resolver.default())
    # The gazetteer has a Moura in Portugal and lacks the village in Mali.
    (report,) = reader.code(
        "[A1|Malian soldiers] [E1 ASSAULT|killed] [R1|villagers] in [P1|Moura]."
    ).reports
    assert report.place is not None
    assert (report.place.text, report.place.country, report.place.latitude) == ("Moura", None, None)


def test_a_great_city_is_taken_though_the_report_does_not_name_its_country(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "resolver", Resolver.default())
    (report,) = reader.code("[A1|Mali] [E1 CONSULT|hosted] [A1|Niger] in [P1|Istanbul].").reports
    assert report.place is not None
    assert report.place.country == "TUR"


def test_troops_that_leave_a_country_leave_its_state(reader: Any) -> None:
    (report,) = reader.code(
        "[A1|The last French soldiers] [E1 RETREAT.withdraw|left] [P1|Bamako]."
    ).reports
    assert [entity.id for entity in report.recipients] == ["MLI"]
