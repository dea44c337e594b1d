"""Accuracy on our own test set doesn't fall under the floors of `tests/gold/floors.toml`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from typing import NamedTuple

import pytest
from gold.read import FILES, HERE, FaultyRow, digest, jsonl, parse, rows
from training.check import runs
from training.corpus import read_corpus

from vanellus.evaluating import TASKS, read_gold, score_calibration, score_neutral
from vanellus.evaluating.matching import best_pairs, counted, overlap
from vanellus.ontology import Codebook
from vanellus.records import Coded, Document, Entity, EventDate, EventReport, Span, Status
from vanellus.records import DateBasis as Basis
from vanellus.settings import SETTINGS

FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
MIN_SCORE = next(one.default for one in SETTINGS if one.name == "min_score")
ROLES = ("actors", "recipients")


# What is measured.


def spans(parties):
    return [(entity.start, entity.end) for entity in parties]


def shared(wanted, found):
    """How many spans overlap one to one."""
    pairs = {
        (i, j): 1.0 for i, a in enumerate(wanted) for j, b in enumerate(found) if overlap(a, b)
    }
    return len(best_pairs(pairs))


def aligned(row, reports):
    """Which gold event each report tells: the pairs with most in common, type before parties."""
    weights = {}
    for i, event in enumerate(row["events"]):
        for j, report in enumerate(reports):
            common = sum(shared(event[role], spans(getattr(report, role))) for role in ROLES)
            weight = 10 * (event["type"] == report.type) + common
            if weight:
                weights[i, j] = float(weight)
    return best_pairs(weights)


def type_figures(gold, found):
    """F1 of the types, each as often as it is told in a sentence."""
    right = n_found = n_wanted = 0
    for row, reports in zip(gold, found, strict=True):
        wanted = Counter(event["type"] for event in row["events"])
        mine = Counter(report.type for report in reports)
        right += (wanted & mine).total()
        n_wanted += wanted.total()
        n_found += mine.total()
    return counted(right, n_found, n_wanted)


def party_figures(gold, found, role):
    """F1 of the parties in a role: the right event's, with a shared character, one to one."""
    right = 0
    for row, reports in zip(gold, found, strict=True):
        right += sum(
            shared(row["events"][i][role], spans(getattr(reports[j], role)))
            for i, j in aligned(row, reports)
        )
    wanted = sum(len(event[role]) for row in gold for event in row["events"])
    told = sum(len(getattr(report, role)) for reports in found for report in reports)
    return counted(right, told, wanted)


class Read(NamedTuple):
    """The gold rows and every report told of each."""

    events: list
    told: list
    no_events: list
    false: list

    def kept(self, which):
        """The reports that a user sees with the default settings."""
        return [[report for report in each if report.score >= MIN_SCORE] for each in which]


@pytest.fixture(scope="module")
def read(event_model):
    from vanellus.coding import Coder
    from vanellus.flow import code_documents
    from vanellus.resolving import Resolver

    events, no_events = rows("events"), rows("no_events")
    coder, resolver = Coder.load(event_model), Resolver.default()

    def told(gold, *, appeals):
        documents = [
            Document(id=row["id"], origin=row["id"], text=row["text"], language="en")
            for row in gold
        ]
        coded = list(
            code_documents(
                documents, coder=coder, resolver=resolver, min_score=0.0, appeals=appeals
            )
        )
        found = [one.document.id for one in coded if isinstance(one, Coded)]
        assert found == [one.id for one in documents]
        return [list(one.reports) for one in coded]

    # The set's events hold appeals, which are right to be found even where they are not kept.
    return Read(events, told(events, appeals=True), no_events, told(no_events, appeals=False))


@pytest.mark.slow
def test_types_of_events_are_found_as_well_as_before(read):
    assert type_figures(read.events, read.kept(read.told))["f1"] >= FLOORS["floors"]["type_f1"]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_parties_of_events_are_found_as_well_as_before(read, role):
    found = party_figures(read.events, read.kept(read.told), role)
    assert found["f1"] >= FLOORS["floors"][f"{role[:-1]}_f1"]


@pytest.mark.slow
def test_sentences_without_event_are_left_alone_as_often_as_before(read):
    found = score_neutral(read.no_events, read.kept(read.false))
    assert found["left_alone"] >= FLOORS["floors"]["no_events_left_alone"]
    most = FLOORS["ceilings"]["false_events_per_100_sentences"]
    assert found["false_events_per_100"] <= most, found["false_by_type"]


@pytest.mark.slow
def test_scores_are_as_honest_as_before(read):
    found = score_calibration([*read.events, *read.no_events], [*read.told, *read.false])
    most = FLOORS["ceilings"]["expected_calibration_error"]
    assert found["expected_calibration_error"] <= most, found["bins"]


# The figures themselves, on reports made by hand.

GOLD = [
    parse("[A1|Mali] and [A1|Niger] [E1 AID|fed] [R1|Chad], and [A2|Togo] [E2 REJECT|refused].")
]
TEXT = GOLD[0]["text"]


def entity(name):
    at = TEXT.index(name)
    return Entity(text=name, start=at, end=at + len(name), name=name)


def report(kind, actors="", recipients=""):
    return EventReport(
        doc_id="x",
        sentence=Span(start=0, end=len(TEXT), text=TEXT),
        type=kind,
        plover_type=kind,
        mode=None,
        contexts=(),
        pillar="political",
        status=Status.OCCURRED,
        actors=tuple(map(entity, actors.split())),
        recipients=tuple(map(entity, recipients.split())),
        date=EventDate(text=None, start=None, end=None, grain="unknown", basis=Basis.UNKNOWN),
        place=None,
        said_by=None,
        trigger=Span(start=0, end=1, text=TEXT[0]),
        score=0.9,
        plover_score=0.0,
    )


def test_a_reading_like_the_gold_counts_as_wholly_right():
    found = [[report("REJECT", "Togo"), report("AID", "Niger Mali", "Chad")]]
    assert type_figures(GOLD, found)["f1"] == 1
    assert [party_figures(GOLD, found, role)["f1"] for role in ROLES] == [1, 1]


def test_a_type_told_twice_counts_once_where_it_happened_once():
    found = [[report("AID", "Mali"), report("AID", "Niger")]]
    figures = type_figures(GOLD, found)
    assert (figures["right"], figures["found"], figures["wanted"]) == (1, 2, 2)


def test_a_party_of_another_event_is_not_right():
    found = [[report("AID", "Togo", "Chad"), report("REJECT", "Mali")]]
    assert party_figures(GOLD, found, "actors")["right"] == 0
    assert party_figures(GOLD, found, "recipients")["right"] == 1


def test_parties_count_although_the_type_is_wrong():
    found = [[report("SUPPORT", "Mali Niger", "Chad")]]
    assert party_figures(GOLD, found, "actors") == counted(2, 2, 3)


def test_an_event_that_is_not_told_misses_its_parties():
    assert party_figures(GOLD, [[]], "actors") == counted(0, 0, 3)


# The set.


@pytest.mark.parametrize("name", FILES)
def test_the_floors_were_set_for_the_files_as_they_are(name):
    assert digest(name) == FLOORS["digests"][name], (
        f"{FILES[name].name} has changed: measure anew, then set digest and floors in floors.toml"
    )


def test_a_line_is_read_with_its_text_events_and_parties():
    row = parse(
        "[A1 R2|Peru] [E1 SANCTION.expel future|will expel] [R1 P1|a consul], [S1|it] said, "
        "and [A2|Chile] may [E2 ACCUSE hypothetical|object]. # diplomatic"
    )
    assert row["text"] == "Peru will expel a consul, it said, and Chile may object."
    first, second = row["events"]
    assert first == {
        "type": "SANCTION",
        "mode": "expel",
        "status": "future",
        "trigger": [5, 15],
        "actors": [[0, 4]],
        "recipients": [[16, 24]],
    }
    assert (second["type"], second["mode"], second["status"]) == ("ACCUSE", None, "hypothetical")
    assert (second["actors"], second["recipients"]) == ([[39, 44]], [[0, 4]])


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Chad] left.",
        "[E1 AID|fed] and [E1 AID|housed] [R1|Chad]",
        "[E1 AID soon|fed]",
        "[E1|fed]",
        "[X1|Chad] [E1 AID|fed]",
        "[E1 AID|fed] [them",
    ],
)
def test_a_faulty_line_is_refused_with_its_place(line):
    with pytest.raises(FaultyRow, match=r"x\.txt:7"):
        parse(line, where="x.txt:7")


def test_the_set_has_every_type_and_status_often_enough():
    gold = [event for row in rows("events") for event in row["events"]]
    types = Counter(event["type"] for event in gold)
    statuses = Counter(event["status"] for event in gold)
    assert set(types) == {kind.name for kind in Codebook.default().types}
    assert min(types.values()) >= 12
    assert set(statuses) == set(Status)
    assert min(statuses.values()) >= 12


def test_the_set_is_as_large_as_it_is_said_to_be():
    assert len(rows("events")) == 600
    assert len(rows("no_events")) == 1_000
    assert all(1 <= len(row["events"]) <= 3 for row in rows("events"))


def test_every_event_names_a_mode_of_its_type_and_a_party():
    modes = {kind.name: {mode.name for mode in kind.modes} for kind in Codebook.default().types}
    for row in rows("events"):
        for event in row["events"]:
            assert event["mode"] is None or event["mode"] in modes[event["type"]], row["id"]
            assert event["actors"] or event["recipients"], row["id"]


def test_sentences_without_event_bear_no_mark_and_none_stands_twice():
    texts = [row["text"] for name in FILES for row in rows(name)]
    assert not [
        text for text in texts if set(text) & set("[]|#") or text != text.strip() or not text
    ]
    assert len(set(texts)) == len(texts)


def test_nothing_of_the_set_is_taught():
    mine = {run: row["id"] for name in FILES for row in rows(name) for run in runs(row["text"])}
    both = {
        mine[run]: line.origin for line in read_corpus() for run in runs(line.text) if run in mine
    }
    assert not both


@pytest.mark.parametrize(("name", "task"), [("events", "calibration"), ("no_events", "neutral")])
def test_the_set_is_a_gold_file_of_evaluate(name, task, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(jsonl(name), encoding="utf-8")
    assert read_gold(task, path) == rows(name)
    assert set(TASKS[task].keys) <= set(rows(name)[0])


def test_the_reader_writes_the_rows_when_started():
    started = subprocess.run(
        [sys.executable, str(HERE / "read.py"), "no_events"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert started.stdout == jsonl("no_events")
