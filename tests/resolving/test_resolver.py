"""A reading becomes event reports: who, whom, when, where, according to whom, under which type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vanellus.errors import CodebookError
from vanellus.records import (
    AgendaItem,
    Coded,
    DateBasis,
    Document,
    Entity,
    EventDate,
    EventReport,
    Figure,
    FoundDate,
    Place,
    Reading,
    Recommendation,
    Span,
    Status,
    to_json,
)
from vanellus.resolving.report_dates import EventDates

MINISTERS = (
    "[A1|Foreign ministers from Burkina Faso], [A1|Mali] and [A1|Niger] "
    "[E1 CONSULT.visit future|will travel] to [R1|Russia] on [D1|April 3 and 4]. # diplomatic"
)


def only(coded: Coded) -> EventReport:
    (report,) = coded.reports
    return report


def test_a_report_carries_its_words_and_where_they_stand(reader: Any) -> None:
    coded = reader.code(
        "Rain fell.",
        "[A1|Mali] [E1 SANCTION.expel|expelled] [R1|the Danish envoy] on [D1|Monday]. # diplomatic",
    )
    report = only(coded)
    text = coded.document.text
    for part in (report.sentence, report.trigger, *report.actors, *report.recipients):
        assert text[part.start : part.end] == part.text
    assert report.doc_id == "doc"
    assert report.trigger.text == "expelled"
    assert (report.actors[0].id, report.recipients[0].country) == ("MLI", "DNK")


def test_type_mode_contexts_pillar_and_score_follow_the_codebook(reader: Any) -> None:
    report = only(
        reader.code("[A1|Mali] [E1 SANCTION.expel|expelled] [R1|two envoys]. # diplomatic")
    )
    assert (report.type, report.plover_type, report.mode) == ("SANCTION", "SANCTION", "expel")
    assert report.contexts == ("diplomatic",)
    assert report.pillar == "diplomatic"
    assert report.plover_score == -5.5


def test_a_mode_brings_its_context(reader: Any) -> None:
    report = only(reader.code("[A1|Spies] [E1 COERCE.cyber|broke into] [R1|a Polish bank]."))
    assert "cyber" in report.contexts


@pytest.mark.parametrize(
    ("kind", "plover_type", "score"),
    [
        ("CONSULT.visit", "AGREE", 2.5),
        ("AID", "AGREE", 2.5),
        ("RETREAT.withdraw", "CONCEDE", 4.5),
        ("SANCTION.expel", "SANCTION", -5.5),
    ],
)
def test_a_planned_deed_is_a_promise(
    reader: Any, kind: str, plover_type: str, score: float
) -> None:
    report = only(reader.code(f"[A1|Mali] [E1 {kind} future|will do it] to [R1|Niger]."))
    assert (report.plover_type, report.plover_score) == (plover_type, score)
    assert report.type == kind.partition(".")[0]


def test_an_unknown_type_is_told(reader: Any) -> None:
    with pytest.raises(CodebookError, match="PROTESTS"):
        reader.code("[A1|Mali] [E1 PROTESTS|protests] against [R1|Niger].")


def test_speakers_are_those_of_the_sentence_alone(reader: Any) -> None:
    coded = reader.code(
        "In a statement [S1|the AES] said [A1|Mali] [E1 SUPPORT|backs] [R1|Niger].",
        "[A1|Mali] [E1 AID|sent] [R1|Niger] grain.",
    )
    first, second = coded.reports
    assert first.said_by is not None
    assert first.said_by.id == "AES"
    assert second.said_by is None


def test_entities_stand_in_the_order_of_the_text_and_once(reader: Any) -> None:
    report = only(
        reader.code("[A1 R1|Mali] and [A1|Niger] [E1 CONSULT|met], said [A1|Burkina Faso].")
    )
    assert [each.id for each in report.actors] == ["MLI", "NER", "BFA"]
    assert [each.id for each in report.recipients] == ["MLI"]


def test_words_that_were_read_twice_give_one_report_the_likelier(reader: Any) -> None:
    reading = reader.reading("[A1|Mali] [E1 ACCUSE|condemned] [R1|Niger].")
    sentence = reading.sentences[0]
    other = replace(sentence.triggers[0], type="REJECT", score=0.95)
    twice = replace(sentence, triggers=(*sentence.triggers, other))
    coded = reader.resolver.resolve(replace(reading, sentences=(twice,)))
    assert only(coded).type == "REJECT"


def test_an_event_of_nobody_is_left_out_unless_it_happens_on_the_ground(reader: Any) -> None:
    assert reader.code("[E1 CONSULT|Talks] took place in [P1|Gao].").reports == ()
    assert reader.code("[E1 ASSAULT|A blast] was heard.").reports == ()
    report = only(reader.code("[E1 ASSAULT.explosives|A blast] was heard in [P1|Gao]."))
    assert report.actors == report.recipients == ()
    assert report.place is not None
    assert report.place.country == "MLI"


# Dates


def test_a_date_is_reckoned_from_the_publication(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID|fed] [R1|herders] on [D1|Monday]."))
    assert report.date.start == report.date.end == date(2025, 3, 31)
    assert report.date.basis is DateBasis.RELATIVE


def test_an_event_without_a_date_has_the_publication_day(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID|fed] [R1|herders]."))
    assert report.date.start == report.date.end == date(2025, 4, 2)
    assert report.date.basis is DateBasis.PUBLISHED


def test_nothing_dates_an_event_in_an_undated_document(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID|fed] [R1|herders].", published=None))
    assert (report.date.start, report.date.basis) == (None, DateBasis.UNKNOWN)


def test_background_without_a_date_is_not_of_the_publication_day(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID historical|fed] [R1|herders]."))
    assert (report.date.start, report.date.basis) == (None, DateBasis.UNKNOWN)


def test_a_plan_without_a_date_begins_with_the_publication_and_is_open(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID future|will feed] [R1|herders]."))
    assert (report.date.start, report.date.end) == (date(2025, 4, 2), None)
    assert report.date.basis is DateBasis.UNKNOWN


def test_a_plan_for_a_weekday_means_the_next_one(reader: Any) -> None:
    report = only(reader.code("[A1|Mali] [E1 AID future|will feed] [R1|herders] on [D1|Monday]."))
    assert report.date.start == date(2025, 4, 7)


def test_a_stated_date_of_a_plan_is_kept_though_it_is_past(reader: Any) -> None:
    report = only(
        reader.code("[A1|Mali] [E1 AID future|was to feed] [R1|herders] on [D1|1 March 2025].")
    )
    assert report.date.start == date(2025, 3, 1)


def test_a_plan_told_again_keeps_the_date_that_was_told_first(reader: Any) -> None:
    coded = reader.code(
        MINISTERS,
        "[A1|The delegation] [E1 CONSULT future|will hold talks] with [R1|Sergei Lavrov].",
        "[E1 CONSULT.visit future|The visit] by [A1|the three countries] comes at a bad time.",
    )
    for report in coded.reports:
        assert (report.date.start, report.date.end) == (date(2025, 4, 3), date(2025, 4, 4))


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Peru] [E1 CONSULT future|will hold talks] with [R1|Chile].",
        "[A1|Mali] [E1 AID future|will send] [R1|Russia] gold.",
        "[A1|Mali] [E1 CONSULT historical|held talks] with [R1|Russia].",
    ],
)
def test_other_plans_do_not_inherit_a_date(reader: Any, line: str) -> None:
    assert reader.code(MINISTERS, line).reports[-1].date.end is None


def test_a_plan_s_date_that_nothing_fixes_is_passed_on_as_words(reader: Any) -> None:
    coded = reader.code(
        MINISTERS, "[A1|Mali] [E1 CONSULT future|will talk] to [R1|Russia].", published=None
    )
    assert [report.date.text for report in coded.reports] == ["April 3 and 4"] * 2
    assert {report.date.basis for report in coded.reports} == {DateBasis.UNKNOWN}


@pytest.mark.parametrize(
    ("status", "found", "meant"),
    [
        (Status.OCCURRED, date(2025, 4, 5), date(2025, 3, 29)),
        (Status.OCCURRED, date(2025, 3, 29), date(2025, 3, 29)),
        (Status.FUTURE, date(2025, 3, 29), date(2025, 4, 5)),
        (Status.FUTURE, date(2025, 4, 5), date(2025, 4, 5)),
        (Status.HYPOTHETICAL, date(2025, 3, 29), date(2025, 3, 29)),
    ],
)
def test_a_weekday_lies_on_the_side_of_the_publication_that_the_event_does(
    reader: Any, status: Status, found: date, meant: date
) -> None:
    reading = reader.reading(f"[A1|Mali] [E1 AID {status}|fed] [R1|us] on [D1|Saturday].")
    (sentence,) = reading.sentences
    mention = sentence.mentions[-1]
    saturday = FoundDate(
        start=mention.start,
        end=mention.end,
        text="Saturday",
        type="DATE",
        value=found.isoformat(),
        first=found,
        last=found,
        basis=DateBasis.RELATIVE,
        grain="day",
    )
    dates = EventDates(reading.document, lambda: [saturday])
    assert dates.date(sentence, sentence.triggers[0]).start == meant


def test_members_of_a_bloc_are_those_at_the_time_of_the_event(reader: Any) -> None:
    report = only(
        reader.code("[A1|ECOWAS] [E1 SANCTION historical|punished] [R1|Peru] in [D1|June 2020].")
    )
    assert "MLI" in report.actors[0].members
    now = only(reader.code("[A1|ECOWAS] [E1 ACCUSE|scolded] [R1|Peru]."))
    assert "MLI" not in now.actors[0].members


# Places


def test_a_place_is_the_gazetteer_s(reader: Any) -> None:
    report = only(reader.code("[A1|Rebels] [E1 ASSAULT|shelled] [R1|a camp] near [P1|Gao]."))
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Gao", "MLI")


def test_of_several_places_the_narrowest_is_the_event_s(reader: Any) -> None:
    report = only(
        reader.code("[A1|Rebels] [E1 ASSAULT|shelled] [R1|a camp] in [P1|Mali], at [P1|Gao].")
    )
    assert report.place is not None
    assert report.place.name == "Gao"


def test_a_party_can_be_the_place(reader: Any) -> None:
    report = only(reader.code("[A1|Crowds] [E1 PROTEST|gathered] at [R1 P1|Kandahar]."))
    assert report.place is not None
    assert report.place.country == "AFG"
    assert report.recipients[0].text == "Kandahar"


# Registers


def resolved(reader: Any, line: str, **registers: Any) -> Coded:
    return reader.resolver.resolve(replace(reader.reading(line), **registers))


def test_an_addressee_is_resolved_like_a_mention(reader: Any) -> None:
    line = "[N|The Alliance of Sahel States] is told: the bloc should open its borders."
    where = reader.where(line, "the bloc")
    item = Recommendation(
        doc_id="doc",
        area=None,
        action="open its borders",
        addressee=Entity(name="the bloc", **where),
        impact=None,
        span=Span(**reader.where(line, "the bloc should open its borders")),
    )
    (found,) = resolved(reader, line, recommendations=(item,)).recommendations
    assert found.addressee is not None
    assert found.addressee.id == "AES"
    assert (found.addressee.start, found.addressee.text) == (where["start"], "the bloc")
    assert found.action == item.action


def test_a_country_s_focus_has_its_code(reader: Any) -> None:
    line = "Mali Deepening its ties"
    item = AgendaItem(
        doc_id="doc",
        pillar="security",
        text="Deepening its ties",
        country=Entity(name="Mali", **reader.where(line, "Mali")),
        span=Span(**reader.where(line, "Mali Deepening its ties")),
    )
    (found,) = resolved(reader, line, agenda=(item,)).agenda
    assert found.country is not None
    assert found.country.id == "MLI"


def test_a_figure_has_its_place_date_and_speaker(reader: Any) -> None:
    line = "The UN counted 40 dead in Gao on Monday."
    where = reader.where(line, "Gao")
    item = Figure(
        doc_id="doc",
        indicator="deaths",
        value=40.0,
        unit="persons",
        place=Place(**where),
        date=EventDate(
            text="Monday", start=None, end=None, grain="unknown", basis=DateBasis.UNKNOWN
        ),
        said_by=Entity(name="The UN", **reader.where(line, "The UN")),
        span=Span(**reader.where(line, "40 dead in Gao on Monday")),
    )
    (found,) = resolved(reader, line, figures=(item,)).figures
    assert found.place is not None
    assert found.place.country == "MLI"
    assert found.date is not None
    assert found.date.start == date(2025, 3, 31)
    assert found.said_by is not None
    assert found.said_by.id == "UN"
    assert found.value == 40.0


# Whole documents


def test_a_report_on_a_visit_is_told_throughout(reader: Any) -> None:
    coded = reader.code(
        MINISTERS,
        "In a joint note on Tuesday, [S1|the Alliance of Sahel States (AES)] said "
        "[E1 CONSULT.visit future|the trip] by [A1|its ministers] would serve peace.",
        "[A1|The delegation] [E1 CONSULT future|will meet] [R1|Sergei Lavrov].",
        "[A1|These nations] [E1 SANCTION.discontinue historical|cut] ties with [R1|France].",
        title="[N|Sahel states] look to [N|Moscow]",
    )
    trip, note, talks, cut = coded.reports
    assert [each.country for each in trip.actors] == ["BFA", "MLI", "NER"]
    assert {each.sector for each in trip.actors} == {"GOV"}
    assert note.said_by is not None
    assert note.said_by.id == "AES"
    assert talks.actors[0].members == cut.actors[0].members == ("BFA", "MLI", "NER")
    assert (talks.plover_type, talks.status) == ("AGREE", Status.FUTURE)
    assert cut.date.basis is DateBasis.UNKNOWN
    assert talks.said_by is None


def test_an_empty_reading_gives_nothing(reader: Any) -> None:
    document = Document(id="doc", origin="hand", text="")
    coded = reader.resolver.resolve(Reading(document=document, sentences=()))
    assert coded == Coded(document=document, reports=())


def test_the_same_reading_gives_the_same_reports(reader: Any) -> None:
    lines = (MINISTERS, "[A1|They] [E1 AGREE|agreed] with [R1|their host].")
    assert to_json(reader.code(*lines)) == to_json(reader.code(*lines))


def test_importing_the_room_loads_no_tables() -> None:
    import subprocess
    import sys

    code = (
        "import sys, vanellus.resolving as room; assert 'vanellus.resolving.lexicon' not in "
        "sys.modules; assert {'Resolver', 'find_dates', 'find_places', 'event_date'} <= "
        "set(room.__all__); room.Resolver; assert 'vanellus.resolving.places' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
