"""Reports as rows, for files and for people."""

from __future__ import annotations

import pytest
from fakes import entity, report, when

from vanellus.cli.output import COLUMNS, flat, spreadsheet_safe
from vanellus.cli.progress import Left, say
from vanellus.cli.tables import dated, deed, named
from vanellus.records import DateBasis, Dropped, DropReason, Place, Status


def test_a_flat_report_has_every_column_and_no_other():
    assert list(flat(report())) == list(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_several_parties_are_joined_with_their_countries_in_the_same_order():
    row = flat(report(actors=(entity("Mali", country="MLI"), entity("JNIM", country=None))))
    assert row["actor_names"] == "Mali; JNIM"
    assert row["actor_countries"] == "MLI; "


def test_what_is_unknown_is_none_and_no_empty_text():
    row = flat(report(mode=None, contexts=(), actors=(), date=when(None)))
    for column in ("mode", "contexts", "actors", "actor_countries", "date_start", "place"):
        assert row[column] is None


def test_a_place_is_told_with_its_words_and_its_coordinates():
    place = Place(text="the capital", start=0, end=3, name="Bamako", latitude=12.6, longitude=-8.0)
    row = flat(report(place=place))
    assert (row["place"], row["place_name"], row["latitude"]) == ("the capital", "Bamako", 12.6)


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_could_be_a_formula_gets_an_apostrophe(value):
    assert spreadsheet_safe(value) == "'" + value


@pytest.mark.parametrize("value", ["x=1", "", None, -1.5, 7])
def test_other_text_and_numbers_stay_as_they_are(value):
    assert spreadsheet_safe(value) == value


def test_parties_are_named_with_what_their_name_does_not_tell():
    parties = [entity("MLI"), entity("the army", country="MLI", sector="MIL")]
    assert named(parties) == "MLI\nthe army (MLI MIL)"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (when("2025-04-01", basis=DateBasis.STATED), "2025-04-01"),
        (when("2025-04-01"), "2025-04-01\n(relative)"),
        (when("2025-04-01", "2025-04-30", basis=DateBasis.STATED), "2025-04-01\n2025-04-30"),
        (when(None), "? (unknown)"),
        (when(None, text="one day"), "one day (unknown)"),
    ],
)
def test_a_date_is_shown_with_its_basis_unless_it_is_stated(date, shown):
    assert dated(date) == shown


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"mode": None}, "CONSULT"),
        ({}, "CONSULT\nvisit"),
        (
            {"mode": None, "plover_type": "AGREE", "status": Status.FUTURE},
            "AGREE (CONSULT)\n[future]",
        ),
    ],
)
def test_a_deed_is_shown_with_its_mode_and_its_status(changed, shown):
    assert deed(report(**changed)) == shown


def test_left_tells_each_whole_document_and_counts_parts(capsys):
    left = Left()
    left.add(Dropped(origin="a", reason=DropReason.EMPTY, detail="a: is empty"))
    left.add(Dropped(origin="b", reason=DropReason.BOILERPLATE, detail="b: x", part="x"))
    left.add(Dropped(origin="b", reason=DropReason.BROKEN, detail="b: torn", part="y"))
    assert left.status() == 1
    assert capsys.readouterr().err.splitlines() == [
        "vanellus: a: is empty",
        "vanellus: b: torn",
        "vanellus: left out: 1 empty; parts left out: 1 boilerplate, 1 broken",
    ]


def test_where_nothing_was_left_out_nothing_is_said(capsys):
    assert Left().status() == 0
    assert capsys.readouterr().err == ""


def test_what_is_said_is_one_line_whatever_it_holds(capsys):
    say("one\n  two\r\nthree")
    assert capsys.readouterr().err == "vanellus: one two three\n"
