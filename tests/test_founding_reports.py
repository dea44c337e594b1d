"""The two reports that the project comes from, which must come out right and stay right.

They are not part of the repository: they lie beside it where the project is developed and in CI.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vanellus.coding import Coder
from vanellus.flow import code_documents
from vanellus.reading import read_sources
from vanellus.records import Coded, Status
from vanellus.resolving import Resolver

FOLDER = Path(__file__).parent.parent.parent / "shared" / "reports"
SAHEL = {"MLI", "BFA", "NER"}

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the two founding reports lie beside the repository, not in it"
)


@pytest.fixture(scope="module")
def coded() -> dict[str, Coded]:
    found = code_documents(
        read_sources([str(FOLDER)], published=date(2025, 4, 2)),
        coder=Coder.load(),
        resolver=Resolver.default(),
    )
    return {Path(one.document.origin).name[:3]: one for one in found if isinstance(one, Coded)}


@pytest.fixture(scope="module")
def garbled(coded):
    return coded["000"]


@pytest.fixture(scope="module")
def clean(coded):
    return coded["002"]


def countries(entities) -> set[str]:
    return {code for e in entities for code in (e.members or [e.country]) if code}


def reports(one: Coded, words: str):
    return [r for r in one.reports if words in r.sentence.text]


def test_the_coming_visit_has_its_parties_days_place_and_status(clean):
    found = [r for r in reports(clean, "are set to embark") if r.type == "CONSULT"]
    (visit,) = found
    assert (visit.plover_type, visit.mode, visit.status) == ("AGREE", "visit", Status.FUTURE)
    assert countries(visit.actors) == SAHEL
    assert countries(visit.recipients) == {"RUS"}
    assert (visit.date.start, visit.date.end) == (date(2025, 4, 3), date(2025, 4, 4))
    assert visit.pillar == "diplomatic"


def test_the_talks_with_the_foreign_minister_are_announced_for_the_same_days(clean):
    found = [r for r in reports(clean, "high-level talks") if r.type == "CONSULT"]
    assert found
    talks = found[0]
    assert talks.status is Status.FUTURE
    parties = [*talks.actors, *talks.recipients]
    assert "Sergei Lavrov" in {e.name for e in parties}
    assert countries(parties) == {*SAHEL, "RUS"}
    assert (talks.date.start, talks.date.end) == (date(2025, 4, 3), date(2025, 4, 4))


def test_the_alliance_says_so_in_its_joint_statement(clean):
    speakers = {r.said_by.id for r in reports(clean, "joint statement") if r.said_by}
    assert "AES" in speakers


def test_the_ties_with_france_are_cut(clean):
    found = [r for r in reports(clean, "severing ties") if r.type == "SANCTION"]
    assert found
    assert countries(found[0].actors) == SAHEL
    assert "FRA" in countries(found[0].recipients)
    assert found[0].pillar == "diplomatic"


def test_closer_cooperation_with_the_mercenary_firm_is_told(clean):
    found = reports(clean, "Wagner")
    assert found
    assert {"MLI", "BFA"} <= countries(found[0].actors)
    assert "WAGNER" in {e.id for r in found for e in r.recipients}


def test_the_ministers_gathered_in_russia(garbled):
    found = [r for r in reports(garbled, "gathered in Russia") if r.type == "CONSULT"]
    (gathering,) = found
    assert gathering.status is Status.OCCURRED
    assert gathering.place is not None
    assert gathering.place.country == "RUS"
    assert gathering.pillar == "diplomatic"


def test_the_three_pillars_and_each_country_s_focus_are_on_the_agenda(garbled):
    pillars = {a.pillar for a in garbled.agenda if a.country is None}
    assert {"security", "economic", "cultural"} <= pillars
    focus = {(a.country.country, a.pillar) for a in garbled.agenda if a.country}
    assert {("MLI", "security"), ("NER", "economic"), ("BFA", "cultural")} <= focus


def test_the_topics_of_the_visit_are_on_the_agenda(clean):
    topics = {(a.text, a.pillar) for a in clean.agenda}
    assert {("security", "security"), ("trade", "economic")} <= topics
    assert ("military cooperation", "security") in topics


def test_all_recommendations_of_list_and_table_have_area_action_and_impact(garbled):
    found = {r.area: r for r in garbled.recommendations if r.area}
    assert len(found) == 7
    assert all(r.action and r.impact for r in found.values())
    assert {"Diplomacy", "Security", "Economic Development"} < set(found)


def test_the_quoted_unemployment_rate_is_kept(garbled):
    (figure,) = garbled.figures
    assert (figure.value, figure.unit, figure.approximate) == (15.0, "percent", True)
    assert "unemployment" in figure.indicator
    assert figure.place is not None


def test_nothing_comes_from_the_page_furniture(garbled):
    furniture = ("Exit mobile", "science journalist", "1 - 2 - 3", "wp-block", "< td", ". . . .")
    everything = [r.sentence.text for r in garbled.reports]
    everything += [r.span.text for r in garbled.recommendations]
    everything += [a.span.text for a in garbled.agenda] + [f.span.text for f in garbled.figures]
    assert not [text for text in everything for word in furniture if word in text]
