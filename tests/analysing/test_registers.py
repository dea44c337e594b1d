"""Recommendations, agenda, figures and statements: copies once, filters, values side by side."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from tests.analysing.accounts import DAY, table

from vanellus.analysing.figure_values import figures
from vanellus.analysing.registers import agenda, recommendations
from vanellus.analysing.sayings import statements
from vanellus.errors import InputError

_TEXTS = ("doc_id", "origin_id", "publisher", "title", "text", "area", "action", "addressee",
          "addressee_country", "impact", "pillar", "whose", "country", "indicator", "unit", "place",
          "place_country", "said_by", "event_id")  # fmt: skip
_REGISTER = {
    **dict.fromkeys(_TEXTS, pa.string()), "published": DAY, "span_start": pa.int32(),
    "span_end": pa.int32(), "value": pa.float64(), "approximate": pa.bool_(), "date_start": DAY,
    "date_end": DAY,
}  # fmt: skip


def register(*rows, **usual):
    full = []
    for number, row in enumerate(rows):
        one = {"doc_id": f"d{number}", "published": f"2025-04-{number + 1:02}", "span_start": 0,
               "span_end": 5, "publisher": f"Post {number}", **usual, **row}  # fmt: skip
        one.setdefault("origin_id", one["doc_id"])
        full.append(one)
    return table(_REGISTER, full)


ADVICE = register(
    {"action": "open clinics", "text": "Mali must open clinics."},
    {"action": "Open  clinics.", "text": "Mali should open clinics.", "origin_id": "d0"},
    {"action": "open clinics", "text": "Open clinics, Mali!", "impact": "fewer deaths"},
    {"action": "build roads", "area": "Transport", "text": "Build roads."},
    addressee="Malian government", addressee_country="MLI", area="health",
)  # fmt: skip


def test_the_same_advice_in_several_documents_is_one_row_with_its_sources():
    roads, clinics = recommendations(ADVICE).to_pylist()
    assert (roads["action"], roads["documents"]) == ("build roads", 1)
    assert (clinics["action"], clinics["sentence"]) == ("open clinics", "Mali must open clinics.")
    assert (clinics["documents"], clinics["independent_sources"]) == (3, 2)
    assert clinics["publishers"] == ["Post 0", "Post 1", "Post 2"]
    assert clinics["doc_ids"] == ["d0", "d1", "d2"]
    assert clinics["published"] == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"area": "transport"}, 1),
        ({"addressee": "mli"}, 2),
        ({"addressee": "government"}, 2),
        ({"addressee": "NER"}, 0),
        ({"publisher": "post 3"}, 1),
        ({"words": "ROADS"}, 1),
        ({"since": date(2025, 4, 4)}, 1),
        ({"until": date(2025, 4, 3)}, 1),
    ],
)
def test_advice_is_cut_to_what_is_asked_for(asked, count):
    assert recommendations(ADVICE, **asked).num_rows == count


def test_a_register_without_rows_or_columns_is_told():
    assert recommendations(register()).num_rows == 0
    assert agenda(register()).num_rows == 0
    assert figures(register()).num_rows == 0
    with pytest.raises(InputError, match="table recommendations: has no column 'action'"):
        recommendations(ADVICE.drop(["action"]))
    with pytest.raises(InputError, match="after its end"):
        agenda(ADVICE, since=date(2025, 2, 1), until=date(2025, 1, 1))


def test_subjects_stand_by_country_and_pillar_the_most_named_first():
    kept = register(
        {"text": "trade"}, {"text": "Mining"}, {"text": "mining"},
        {"text": "training", "pillar": "security"},
        {"text": "peace", "country": None, "whose": None},
        pillar="economic", country="MLI", whose="Mali",
    )  # fmt: skip
    found = agenda(kept).to_pylist()
    assert [(r["country"], r["pillar"], r["subject"], r["independent_sources"]) for r in found] == [
        ("MLI", "economic", "Mining", 2),
        ("MLI", "economic", "trade", 1),
        ("MLI", "security", "training", 1),
        (None, "economic", "peace", 1),
    ]
    assert agenda(kept, country="mli", pillar="security")["subject"].to_pylist() == ["training"]


TOLL = {"indicator": "killed", "unit": "persons", "place": "Gao", "place_country": "MLI",
        "approximate": False}  # fmt: skip


def test_values_of_one_event_stand_side_by_side_with_who_says_which():
    kept = register(
        {"value": 12, "said_by": "army"},
        {"value": 12, "said_by": "army", "origin_id": "d0"},
        {"value": 20, "said_by": "UN", "place": None, "approximate": True},
        {"value": 20, "said_by": "UN", "place": "near Gao"},
        {"value": 3, "event_id": "other"},
        event_id="raid", **TOLL,
    )  # fmt: skip
    raid, other = figures(kept).to_pylist()
    assert (raid["values"], raid["low"], raid["high"]) == (2, 12.0, 20.0)
    assert [(t["value"], t["said_by"], t["sources"], t["approximate"]) for t in raid["told"]] == [
        (20.0, "UN", 2, False), (12.0, "army", 1, False),
    ]  # fmt: skip
    assert raid["told"][1]["publishers"] == ["Post 0", "Post 1"]
    assert (raid["event_ids"], other["event_ids"]) == (["raid"], ["other"])
    assert figures(kept, disputed=True).num_rows == 1


def test_what_measures_a_state_is_laid_side_by_side_by_place_and_date():
    rate = {"indicator": "unemployment rate", "unit": "percent", "place_country": "MLI"}
    kept = register(
        {"value": 15, "event_id": "a"}, {"value": 17, "event_id": "b"},
        {"value": 9, "date_start": "2020-01-01", "date_end": "2020-12-31"}, **rate,
    )  # fmt: skip
    assert sorted(figures(kept)["values"].to_pylist()) == [1, 2]


def test_figures_of_no_told_place_are_not_taken_for_one_thing():
    kept = register({"value": 15}, {"value": 17}, {"value": 15, "origin_id": "d0"},
                    indicator="unemployment rate", unit="percent")  # fmt: skip
    assert sorted(figures(kept)["documents"].to_pylist()) == [1, 2]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"indicator": "KILL"}, 1), ({"unit": "percent"}, 0), ({"country": "gao"}, 1),
     ({"country": "NER"}, 0), ({"said_by": "arm"}, 1), ({"said_by": "UN"}, 0)],
)  # fmt: skip
def test_figures_are_cut_to_what_is_asked_for(asked, count):
    assert figures(register({"value": 1, "said_by": "army", **TOLL}), **asked).num_rows == count


_SAYING = dict.fromkeys(
    ("report_id", "event_id", "doc_id", "origin_id", "publisher", "speaker", "speaker_party",
     "speaker_country", "type", "mode", "status", "pillar", "sentence"), pa.string(),
) | {"published": DAY, "date_start": DAY, "date_end": DAY}  # fmt: skip


def said(*rows):
    """Reports with or without a speaker, the tellings of all, and the sides of each."""
    full = []
    for number, row in enumerate(rows):
        one = {"report_id": f"r{number}", "event_id": "e", "doc_id": f"d{number}",
               "publisher": f"Post {number}", "published": f"2025-04-{number + 1:02}",
               "type": "ASSAULT", "status": "occurred", "pillar": "security",
               "sentence": f"Sentence {number}.", **row}  # fmt: skip
        one.setdefault("origin_id", one["doc_id"])
        one.setdefault("speaker", one.get("speaker_party"))
        full.append(one)
    names = dict.fromkeys(("report_id", "role", "party", "name", "country"), pa.string())
    sides = [
        {"report_id": one["report_id"], "role": role, **dict.fromkeys(list(names)[2:], party)}
        for one in full
        for role, party in (("actor", "MLI"), ("recipient", "FRA"))
    ]  # fmt: skip
    spoken = [one for one in full if one["speaker"]]
    return table(_SAYING, spoken), table(names, sides), table(_SAYING, full)


def test_a_statement_tells_who_said_what_of_whom_and_how_many_others_tell_it():
    tables = said(
        {"speaker_party": "RUS"},
        {"speaker_party": "RUS"},
        {"speaker_party": "RUS", "origin_id": "d0"},
        {"speaker_party": "MLI"},
        {"speaker_party": None},
        {"speaker_party": "FRA", "status": "negation"},
        {"speaker_party": "MLI", "event_id": "other"},
    )
    found = statements(*tables, speaker="RUS").to_pylist()
    assert len(found) == 1
    (russia,) = found
    assert (russia["says"], russia["published"]) == ("Sentence 0.", date(2025, 4, 1))
    assert (russia["actors"], russia["recipients"]) == (["MLI"], ["FRA"])
    assert russia["times"] == 2
    assert (russia["confirmed_by"], russia["denied_by"]) == (2, 1)
    assert russia["other_speakers"] == 2
    assert (russia["of_itself"], russia["event_id"]) == (False, "e")
    mali = statements(*tables, speaker="MLI").to_pylist()
    assert [row["event_id"] for row in mali] == ["other", "e"]
    assert (mali[0]["confirmed_by"], mali[1]["confirmed_by"], mali[1]["of_itself"]) == (0, 3, True)


def test_a_denial_is_confirmed_by_those_who_deny():
    tables = said(
        {"speaker_party": "FRA", "status": "negation"},
        {"speaker_party": None},
        {"speaker_party": "RUS"},
        {"speaker_party": "MLI", "status": "negation"},
    )
    (row,) = statements(*tables, speaker="FRA").to_pylist()
    assert (row["confirmed_by"], row["denied_by"]) == (1, 2)


def test_a_source_that_carries_the_speaker_and_its_own_account_is_no_other():
    tables = said({"speaker_party": "RUS"}, {"speaker_party": None, "origin_id": "d0"})
    (row,) = statements(*tables).to_pylist()
    assert (row["confirmed_by"], row["other_speakers"]) == (0, 0)


def test_statements_that_are_not_linked_say_nothing_of_others():
    tables = said(*[{"speaker_party": "RUS", "event_id": None}] * 2)
    found = statements(*tables).to_pylist()
    assert [row["confirmed_by"] for row in found] == [None, None]


def test_speakers_without_a_party_are_told_apart_by_name():
    tables = said(*[{"speaker_party": None, "speaker": name} for name in ("A", "a", "B")])
    assert [row["times"] for row in statements(*tables).to_pylist()] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"about": "FRA"}, 1), ({"about": "NER"}, 0), ({"type": "assault"}, 1), ({"type": "AID"}, 0),
     ({"words": "sentence"}, 1), ({"speaker": "ru"}, 1), ({"since": date(2025, 4, 2)}, 0)],
)  # fmt: skip
def test_statements_are_cut_to_what_is_asked_for(asked, count):
    assert statements(*said({"speaker_party": "RUS"}), **asked).num_rows == count


def test_no_statements_are_an_empty_table():
    assert statements(*said()).num_rows == 0
