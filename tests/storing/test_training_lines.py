"""Reviewed sentences as lines of the corpus, which its reader takes."""

from __future__ import annotations

import pytest
from fakes import coded, document, entity, report, when
from training.check import read, repeats
from training.corpus import parse

from vanellus.flow import link_store
from vanellus.records import Place, Span, Status
from vanellus.storing import Review, journal_of, open_store, training_lines

TEXT = "On Monday the army of Mali met envoys in Gao and attacked JNIM\nthere, the UN said. More."
SENTENCE = TEXT[: TEXT.index(" More")]


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def party(words, text=TEXT, **known):
    found = span(words, text)
    return entity(words, start=found.start, end=found.end, **{"country": None, **known})


def told(doc_id, trigger, kind, recipient, text=TEXT, **known):
    return report(
        doc_id,
        sentence=span(text[: text.index(" More")], text),
        type=kind,
        mode=known.pop("mode", None),
        actors=(party("the army of Mali", text),),
        recipients=(party(recipient, text),),
        said_by=party("the UN", text),
        date=when("2025-03-31", text="On Monday"),
        place=known.pop(
            "place",
            Place(text="Gao", start=span("Gao", text).start, end=span("Gao", text).end, name="Gao"),
        ),
        trigger=span(trigger, text),
        **known,
    )


def kept(path, *documents):
    store = open_store(path)
    store.add(documents, run_id="r")
    link_store(store)
    return store


def both(doc_id="d1", text=TEXT):
    return coded(
        doc_id,
        told(doc_id, "met", "CONSULT", "envoys", text),
        told(doc_id, "attacked", "ASSAULT", "JNIM", text, mode="firearms", place=None,
             contexts=("terrorism",), status=Status.NEGATION),
        document=document(doc_id, text),
    )  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with kept(tmp_path / "s.duckdb", both()) as opened:
        yield opened


def decide(store, *verdicts, **correction):
    ids = store.query("SELECT report_id FROM readings ORDER BY doc_id, trigger_start")
    for row, verdict in zip(ids, verdicts, strict=False):
        if verdict:
            changed = correction if verdict == "corrected" else None
            journal_of(store.path).append(
                Review(report_id=row["report_id"], verdict=verdict, correction=changed)
            )
    link_store(store)
    return training_lines(store)


def test_accepted_reports_of_a_sentence_are_marked_in_it(store):
    (line,) = decide(store, "accepted", "accepted").lines
    assert line == (
        "[D1 D2|On Monday] [A1 A2|the army of Mali] [E1 CONSULT|met] [R1|envoys] in [P1|Gao] and"
        " [E2 ASSAULT.firearms negation|attacked] [R2|JNIM] there, [S1 S2|the UN] said."
        " # military terrorism"
    )
    found = parse(line)
    assert found.text == SENTENCE.replace("\n", " ")
    assert [(each.type, each.mode, each.status) for each in found.events] == [
        ("CONSULT", None, "occurred"), ("ASSAULT", "firearms", "negation"),
    ]  # fmt: skip


def test_a_rejected_report_is_no_event_and_its_parties_are_bystanders(store):
    (line,) = decide(store, "accepted", "rejected").lines
    assert "attacked [N|JNIM]" in line
    assert len(parse(line).events) == 1
    (line,) = decide(store, "rejected", "rejected").lines
    found = parse(line)
    assert found.events == ()
    assert found.text == SENTENCE.replace("\n", " ")
    assert "[N|the army of Mali] met [N|envoys]" in line


def test_a_corrected_report_is_marked_as_it_was_corrected(store):
    where = span("JNIM")
    (line,) = decide(
        store, "corrected", "rejected",
        type="COOPERATE", status="future", contexts=["terrorism", "military"], place=None,
        recipients=[{"text": "JNIM", "start": where.start, "end": where.end, "name": "JNIM"}],
    ).lines  # fmt: skip
    assert line == (
        "[D1|On Monday] [A1|the army of Mali] [E1 COOPERATE future|met] [N|envoys] in Gao and"
        " attacked [R1|JNIM] there, [S1|the UN] said. # terrorism military"
    ).replace("[N|envoys]", "envoys")


def test_a_sentence_waits_until_all_that_was_read_in_it_is_reviewed(store):
    found = decide(store, "accepted", None)
    assert found.lines == []
    assert found.left_out == {"not all of its reports are reviewed": 1}
    assert len(decide(store, None, "accepted").lines) == 1
    assert decide(store, "withdrawn", None).lines == []


def test_a_party_that_the_text_does_not_name_can_not_be_taught(store):
    found = decide(
        store, "corrected", "accepted",
        recipients=[{"text": "Niger", "start": 5, "end": 5, "name": "Niger"}],
    )  # fmt: skip
    assert found.lines == []
    assert list(found.left_out) == ["it does not hold the words of a corrected party"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("envoys [sic]", "signs of the mark-up"),
        ("envoys | guests", "signs of the mark-up"),
        ("envoys # 4", "signs of the mark-up"),
    ],
)
def test_a_sentence_that_the_form_can_not_hold_is_left_out_and_told(tmp_path, words, reason):
    with kept(tmp_path / "odd.duckdb", both(text=TEXT.replace("envoys", words))) as store:
        found = decide(store, "accepted", "accepted")
    assert found.lines == []
    assert [reason in each for each in found.left_out] == [True]


def test_the_same_sentence_of_two_documents_gives_one_line(tmp_path):
    with kept(tmp_path / "two.duckdb", both("d1"), both("d2")) as store:
        found = decide(store, *["accepted"] * 4)
    assert len(found.lines) == 1
    assert sum(found.left_out.values()) == 1


def test_the_lines_pass_the_check_of_the_corpus(tmp_path):
    other = TEXT.replace("On Monday", "Later").replace("envoys", "two traders from Kidal")
    more = coded("d2", told("d2", "met", "CONSULT", "two traders from Kidal", other),
                 document=document("d2", other))  # fmt: skip
    with kept(tmp_path / "s.duckdb", both(), more) as store:
        found = decide(store, "accepted", "rejected", "accepted")
    path = tmp_path / "lines.txt"
    path.write_text("".join(f"{line}\n" for line in found.lines), encoding="utf-8")
    lines, faults = read([path])
    assert (len(lines), faults) == (2, [])
    assert all("near repeat" in each for each in repeats(lines))


def test_nothing_reviewed_gives_no_line(store):
    found = training_lines(store)
    assert (found.lines, found.left_out) == ([], {})
