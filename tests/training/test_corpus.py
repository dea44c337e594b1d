"""The corpus reader and its checks; they need no torch."""

from __future__ import annotations

import random

import pytest
from training.augment import Augmenter
from training.check import overlaps, read, repeats
from training.corpus import FOLDER, FaultyLine, Line, parse, read_corpus
from training.split import split


def told(line: Line) -> dict[str, list[tuple[int, str]]]:
    return {line.text[s.start : s.end]: sorted(s.roles) for s in line.spans}


def test_a_line_is_read_with_text_spans_events_and_contexts():
    line = parse(
        "[A1|Chad] and [A1 R2|Niger] [E1 CONSULT.visit future|will visit] [R1 P1|Mali] "
        "[D1|on Monday], after [A2|it] [E2 ACCUSE|criticised] them. # diplomatic =announcement"
    )
    assert line.text == "Chad and Niger will visit Mali on Monday, after it criticised them."
    assert told(line)["Niger"] == [(1, "actor"), (2, "recipient")]
    assert told(line)["Mali"] == [(1, "place"), (1, "recipient")]
    assert [(e.type, e.mode, e.status) for e in line.events] == [
        ("CONSULT", "visit", "future"),
        ("ACCUSE", None, "occurred"),
    ]
    assert line.contexts == {"diplomatic"}
    assert line.kind == "announcement"


def test_a_bystander_beside_a_verb_of_saying_is_the_speaker():
    line = parse("[R1|Two aid workers] were [E1 ASSAULT.abduct|seized], [N|the army] said.")
    assert told(line)["the army"] == [(1, "speaker")]


def test_a_bystander_elsewhere_has_no_role():
    line = parse("[A1|Chad] [E1 AID|fed] [R1|refugees] near the camp of [N|the Red Cross].")
    assert told(line)["the Red Cross"] == []


@pytest.mark.parametrize(
    "raw",
    [
        "[A1|Chad] left.",
        "[E1 SANCTIONS|banned]",
        "[E1 SANCTION.visit|banned]",
        "[X1|Chad] [E1 AID|fed]",
        "Chad [E1 AID|fed] [them",
        "Chad slept. # boredom",
        "Chad slept. # =dream",
    ],
)
def test_a_faulty_line_is_refused_with_its_place(raw):
    with pytest.raises(FaultyLine, match=r"x\.txt:7"):
        parse(raw, origin="x.txt:7")


def test_the_whole_corpus_can_be_read_and_repeats_nothing():
    lines, faults = read(sorted(FOLDER.glob("*.txt")))
    assert faults == []
    assert len(lines) > 6000
    assert list(repeats(lines)) == []


def test_a_near_repeat_is_found():
    first = "the ministers of both states met on a barge in the river to count the herons"
    lines = [parse(first, origin="a:1"), parse(first + " and the eels", origin="a:2")]
    assert list(repeats(lines)) == ["a:2: near repeat of a:1"]


def test_an_overlap_with_a_gold_file_is_found_and_a_name_is_not(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": 1, "text": "the old ferry sank after it hit a mine near the pier"}\n'
        '{"id": 2, "text": "The United Nations High Commissioner for Human Rights"}\n'
    )
    lines = [
        parse("Witnesses said the old ferry sank after it hit a mine.", origin="a:1"),
        parse("The United Nations High Commissioner for Human Rights left.", origin="a:2"),
    ]
    assert [fault.split(":")[1] for fault in overlaps(lines, [gold])] == ["1"]


def test_kept_out_lines_are_never_taught_and_the_choice_is_stable():
    lines = list(read_corpus())
    taught, kept = split(lines)
    assert 0.03 < len(kept) / len(lines) < 0.1
    assert not {line.origin for line in taught} & {line.origin for line in kept}
    assert split(lines)[1] == kept


def test_a_changed_line_still_says_who_does_what_to_whom():
    change = Augmenter()
    lines = [line for line in read_corpus() if line.events][:400]
    different = 0
    for seed, line in enumerate(lines):
        changed = change(line, random.Random(seed))
        different += changed.text != line.text
        assert [e.type for e in changed.events] == [e.type for e in line.events]
        for span in changed.spans:
            assert 0 <= span.start < span.end <= len(changed.text)
            words = changed.text[span.start : span.end]
            assert words == words.strip()
    assert different > 200


def test_the_passive_keeps_doer_and_target():
    line = parse("[A1|Rebels] [E1 ASSAULT|attacked] [R1|two villages] [D1|on Monday].")
    found = set()
    for seed in range(200):
        changed = Augmenter()(line, random.Random(seed))
        if " by " in changed.text:
            found.add(changed.text.split(" on ")[0])
            parts = told(changed)
            assert parts["Rebels"] == [(1, "actor")]
            assert parts["Two villages"] == [(1, "recipient")]
    assert "Two villages were attacked by Rebels" in found
