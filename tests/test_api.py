"""The functions that `import vanellus` offers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fakes import document

import vanellus
from vanellus.api import day
from vanellus.errors import BadDate, InputError, NotAStore, UnreadableSource
from vanellus.records import Coded, DateBasis, Document


def test_a_document_is_read_from_a_path_text_and_bytes(tmp_path):
    path = tmp_path / "report.txt"
    text = "Talks were held in Bamako on Tuesday, and an agreement was signed there."
    path.write_text(text, encoding="utf-8")
    for source in (path, str(path), text, text.encode()):
        found = vanellus.read(source)
        assert isinstance(found, Document)
        assert found.text == text


def test_the_day_of_publication_and_the_language_can_be_given(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Talks were held in Bamako.", encoding="utf-8")
    found = vanellus.read(path, published="2025-04-02", language="en")
    assert (found.published, found.language) == (date(2025, 4, 2), "en")
    assert vanellus.read(path, published=date(2025, 4, 2)).published == date(2025, 4, 2)


def test_a_path_that_is_not_there_is_an_error_of_ours(tmp_path):
    with pytest.raises(UnreadableSource):
        vanellus.read(tmp_path / "none.html")


@pytest.mark.parametrize("given", ["2025-02-30", "2025-4-2", "20250402", "2025-W14-3", "", "now"])
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_refused(given):
    with pytest.raises(BadDate) as caught:
        day(given)
    assert str(caught.value) == (
        f"date: {given!r} is no day (valid: YYYY-MM-DD, such as 2025-04-02)"
    )


def test_a_day_may_be_given_as_text_as_a_date_with_a_time_or_not_at_all():
    assert day("2024-02-29") == date(2024, 2, 29)
    assert day(date(2024, 2, 29)) == date(2024, 2, 29)
    with_time = day(datetime(2024, 2, 29, 23, 59, tzinfo=UTC))
    assert with_time == date(2024, 2, 29)
    assert not isinstance(with_time, datetime)
    assert day(None) is None


def test_a_document_is_coded_to_its_reports_and_registers(fake_rooms):
    found = vanellus.code(document(text="MLI CONSULT RUS with figures"))
    assert isinstance(found, Coded)
    assert [report.type for report in found.reports] == ["CONSULT"]
    assert len(found.recommendations) == len(found.figures) == len(found.agenda) == 1


def test_several_documents_are_coded_to_a_list_in_their_order(fake_rooms):
    found = vanellus.code(document(name) for name in "bac")
    assert [one.document.id for one in found] == ["b", "a", "c"]
    assert vanellus.code([]) == []


def test_a_plain_text_is_coded_as_a_document_of_its_own(fake_rooms):
    found = vanellus.code("Today: MLI CONSULT RUS", published="2025-04-02")
    assert found.reports[0].date.start == date(2025, 4, 2)
    assert found.document.published == date(2025, 4, 2)


def test_the_day_given_holds_for_documents_without_one_of_their_own(fake_rooms):
    undated, dated = document("a", published=None), document("b", published=date(2020, 1, 1))
    found = vanellus.code([undated, dated], published="2025-04-02")
    assert [one.document.published for one in found] == [date(2025, 4, 2), date(2020, 1, 1)]


def test_reports_under_the_least_score_are_left_out(fake_rooms):
    one = document(text="MLI CONSULT RUS 0.6")
    assert len(vanellus.code(one).reports) == 1
    assert vanellus.code(one, min_score=0.7).reports == ()


def test_a_document_in_another_language_is_an_error_that_names_it_once(fake_rooms):
    with pytest.raises(InputError) as caught:
        vanellus.code(document(language="fr", origin="a.html"))
    assert str(caught.value) == (
        "a.html: the text is in 'fr', which the event model doesn't know (valid: en)"
    )


def test_a_relation_is_told_for_two_marked_parties(fake_rooms):
    asked = []
    relate = fake_rooms.relate
    fake_rooms.relate = lambda rows: asked.extend(rows) or relate(rows)
    found = vanellus.relate("MLI met RUS", actor=(0, 3), recipient=(8, 11))
    assert (found.type, found.status) == ("CONSULT", "occurred")
    assert [tuple(one) for one in asked] == [("MLI met RUS", (0, 3), (8, 11))]


def test_the_event_model_is_loaded_once(monkeypatch, fake_rooms):
    from vanellus.coding import Coder

    loaded = []
    monkeypatch.setattr(Coder, "load", staticmethod(lambda: loaded.append(1) or fake_rooms))
    vanellus.code(document())
    vanellus.code(document())
    assert loaded == [1]


def test_dates_are_found_with_their_place_and_reckoned_from_the_day_of_publication():
    text = "The talks are to be held on 3 May 2025."
    (found,) = vanellus.find_dates(text, published="2025-04-02")
    assert text[found.start : found.end] == found.text
    assert (found.type, found.value, found.basis) == ("DATE", "2025-05-03", DateBasis.STATED)
    assert found.first == found.last == date(2025, 5, 3)
    (found,) = vanellus.find_dates("They met yesterday.", published=date(2025, 4, 2))
    assert (found.first, found.basis) == (date(2025, 4, 1), DateBasis.RELATIVE)


def test_an_impossible_day_of_publication_is_refused_by_find_dates():
    with pytest.raises(BadDate):
        vanellus.find_dates("They met yesterday.", published="2025-02-30")


def test_places_are_found_with_their_coordinates():
    text = "The ministers met in Bamako."
    (found,) = vanellus.find_places(text)
    assert text[found.start : found.end] == found.text == "Bamako"
    assert found.country == "MLI"
    assert found.latitude == pytest.approx(12.65, abs=0.2)
    assert found.longitude == pytest.approx(-8.0, abs=0.2)


def test_a_store_is_opened_or_made(tmp_path):
    with vanellus.open(tmp_path / "s.duckdb") as store:
        assert store.counts()["documents"] == 0
    with vanellus.open(str(tmp_path / "s.duckdb"), read_only=True) as store:
        assert store.query("FROM reports") == []
    with pytest.raises(NotAStore):
        vanellus.open(tmp_path / "none.duckdb", read_only=True)


def test_the_real_rooms_code_a_report_from_end_to_end(event_model):
    text = (
        "The foreign minister of Mali met his Russian counterpart in Moscow on Tuesday, "
        "the ministry said."
    )
    found = vanellus.code(text, published="2025-04-03", min_score=0)
    assert found.document.text == text
    for report in found.reports:
        for span in (report.sentence, report.trigger, *report.actors, *report.recipients):
            assert text[span.start : span.end] == span.text
        assert 0 <= report.score <= 1
