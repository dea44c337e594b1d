"""What is asked of the whole store once gives the same as what is asked for each question."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from vanellus.analysing import Who
from vanellus.briefing.ground import Ground
from vanellus.briefing.material import gather
from vanellus.briefing.question import Question
from vanellus.briefing.ties import has_ties, ties_of
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import events_of_parties

sys.path.insert(0, str(Path(__file__).parent))
from told_store import fill_told

QUESTIONS = [
    Question(actors=(Who(name="MLI"),)),
    Question(actors=(Who(name="MLI"),), partners=(Who(name="RUS"),)),
    Question(actors=(Who(name="NER"),), since=date(2022, 6, 1), until=date(2024, 5, 31)),
    Question(actors=(Who(name="MLI"), Who(name="NER")), until=date(2024, 5, 31)),
]
FIELDS = (
    "as_of", "first_read", "documents", "names", "countries", "by", "deals", "calendar", "threats",
    "tolls", "trends", "recommendations", "agenda", "coverage", "engagement", "shifts",
)  # fmt: skip


@pytest.fixture(scope="module")
def ground():
    return Ground()


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_a_ground_that_is_kept_changes_nothing(told, ground, question):
    alone, kept = gather(told, question), gather(told, question, ground=ground)
    for name in FIELDS:
        one, other = getattr(alone, name), getattr(kept, name)
        if isinstance(one, pa.Table):
            assert other.equals(one), name
        else:
            assert other == one, name


def test_a_party_has_ties_where_ties_are_found(told):
    parties = [
        row["party"] for row in told.query("SELECT DISTINCT party FROM event_sides ORDER BY 1")
    ]
    for period in ({}, {"since": date(2024, 1, 1)}, {"until": date(2021, 1, 31)}):
        for party in parties:
            assert has_ties(*events_of_parties(told, [party], **period), [party]) == bool(
                ties_of(told, around=[party], **period)
            ), (party, period)


def test_a_ground_of_another_state_of_the_store_is_asked_anew(tmp_path):
    with open_store(tmp_path / "s.duckdb") as store:
        fill_told(store, events=40)
        question = QUESTIONS[0]
        before = gather(store, question, ground=Ground())
        with store.transaction() as connection:
            connection.execute("UPDATE documents SET published = published + 40")
        after = gather(store, question, ground=Ground())
        assert after.as_of > before.as_of
        assert after.calendar == gather(store, question).calendar
