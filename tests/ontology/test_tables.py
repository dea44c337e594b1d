"""The tables of the ontology hold what PLOVER has, and agree with one another."""

import re
from collections import Counter
from pathlib import Path

import pytest

from vanellus.ontology import Codebook
from vanellus.records import SentenceKind, Status

CODEBOOK = Codebook.default()
CORPUS = Path(__file__).parents[2] / "training" / "corpus"


def test_there_are_sixteen_types_with_sixty_seven_modes():
    counts = {each.name: len(each.modes) for each in CODEBOOK.types}
    assert counts == {
        "AGREE": 0,
        "CONSULT": 4,
        "SUPPORT": 0,
        "CONCEDE": 0,
        "COOPERATE": 0,
        "AID": 0,
        "RETREAT": 6,
        "REQUEST": 4,
        "ACCUSE": 3,
        "REJECT": 4,
        "THREATEN": 6,
        "PROTEST": 7,
        "SANCTION": 4,
        "MOBILIZE": 4,
        "COERCE": 10,
        "ASSAULT": 15,
    }
    assert len(CODEBOOK.modes) == 67


def test_contexts_sectors_pillars_and_statuses_are_complete():
    assert len(CODEBOOK.contexts) == 38
    assert [each.name for each in CODEBOOK.contexts if each.own] == ["culture_education"]
    assert Counter(each.international for each in CODEBOOK.sectors) == {False: 25, True: 7}
    assert {each.name for each in CODEBOOK.pillars} == {
        "security",
        "economic",
        "diplomatic",
        "cultural",
        "humanitarian",
        "political",
    }
    assert [each.name for each in CODEBOOK.statuses] == [each.value for each in Status]


def test_quad_classes_hold_their_types():
    by_quad = {quad: [each.name for each in CODEBOOK.types if each.quad == quad] for quad in (1, 2)}
    assert by_quad == {
        1: ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"],
        2: ["COOPERATE", "AID", "RETREAT"],
    }
    assert CODEBOOK.quad("THREATEN") == 3
    assert CODEBOOK.quad("PROTEST") == 4
    assert CODEBOOK.quads[CODEBOOK.quad("SANCTION")] == "material conflict"


def test_conflict_never_scores_above_cooperation():
    assert min(each.score for each in CODEBOOK.types if each.quad <= 2) > 0
    assert max(each.score for each in CODEBOOK.types if each.quad > 2) == 0
    modes = [mode for mode in CODEBOOK.modes if mode.score is not None and mode.score > 0]
    assert {CODEBOOK.quad(mode.event_type) for mode in modes} == {1, 2, 3}
    assert [mode.name for mode in modes if CODEBOOK.quad(mode.event_type) == 3] == ["assist"]


def test_only_vandalize_has_no_score_of_its_own():
    assert [mode.name for mode in CODEBOOK.modes if mode.score is None] == ["vandalize"]


def test_three_types_require_a_recipient():
    required = {each.name for each in CODEBOOK.types if each.recipient_required}
    assert required == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda file: file.stem)
def test_the_corpus_uses_only_words_of_the_codebook(file):
    """Statuses, modes and contexts of the training corpus; kinds of sentence begin with '='."""
    faults = []
    contexts = {each.name for each in CODEBOOK.contexts}
    statuses = {each.name for each in CODEBOOK.statuses}
    kinds = {f"={each.value}" for each in SentenceKind}
    seen = 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("## "):
            continue
        body, _, about = line.partition(" # ")
        for tags in re.findall(r"\[([^\[\]|]+)\|", body):
            words = tags.split()
            if not re.fullmatch(r"E\d+", words[0]):
                continue
            seen += 1
            name, _, mode = words[1].partition(".")
            modes = {each.name for each in CODEBOOK.modes if each.event_type == name}
            known = name in {each.name for each in CODEBOOK.types} and mode in {"", *modes}
            if not known or not set(words[2:]) <= statuses:
                faults.append(f"{file.name}:{number}: {tags}")
        faults += [
            f"{file.name}:{number}: {word}"
            for word in about.split()
            if word not in contexts and word not in kinds
        ]
    assert not faults
    assert seen
