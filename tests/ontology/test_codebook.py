"""What a codebook answers: scores, the future, pillars, and what it says to a wrong word."""

import itertools
import pickle
import subprocess
import sys

import pytest

from vanellus.errors import CodebookError
from vanellus.ontology import Codebook

CODEBOOK = Codebook.default()
TYPES_AND_MODES = [
    (each.name, mode)
    for each in CODEBOOK.types
    for mode in (None, *(each.name for each in each.modes))
]


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("AGREE", None, 2.5),
        ("AID", None, 10.0),
        ("CONSULT", "third-party", 1.0),
        ("CONSULT", None, 2.5),
        ("RETREAT", "disarm", 10.0),
        ("REQUEST", None, 0.0),
        ("REQUEST", "meet", 0.0),
        ("REQUEST", "assist", 0.5),
        ("ACCUSE", None, -3.0),
        ("THREATEN", "territory", -4.0),
        ("PROTEST", "vandalize", -5.0),
        ("ASSAULT", "unconventional", -10.0),
    ],
)
def test_a_mode_has_its_own_score_or_that_of_its_type(event_type, mode, score):
    assert CODEBOOK.score(event_type, mode) == score


def test_what_lies_ahead_counts_as_a_promise():
    changed = {
        each.name: CODEBOOK.future_type(each.name, "future")
        for each in CODEBOOK.types
        if CODEBOOK.future_type(each.name, "future") != each.name
    }
    assert changed == {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
    }


@pytest.mark.parametrize("status", ["occurred", "hypothetical", "negation", "historical"])
def test_no_other_status_changes_the_type(status):
    for each in CODEBOOK.types:
        assert CODEBOOK.future_type(each.name, status) == each.name


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "pillar"),
    [
        # deeds that settle it
        ("ASSAULT", "firearms", ["economic", "natural_resource"], "security"),
        ("MOBILIZE", "police", ["election"], "security"),
        ("RETREAT", "resign", ["military"], "political"),
        ("AID", None, ["military", "disasters"], "humanitarian"),
        # the narrow matter wins
        ("COOPERATE", None, ["economic", "military"], "security"),
        ("CONSULT", "visit", ["diplomatic", "economic"], "economic"),
        ("CONSULT", None, ["diplomatic", "territory"], "diplomatic"),
        ("SUPPORT", None, ["legislative", "diplomatic"], "diplomatic"),
        ("AGREE", None, ["economic", "disasters"], "humanitarian"),
        ("AID", None, ["economic", "health"], "humanitarian"),
        ("COOPERATE", None, ["economic", "health"], "economic"),
        ("AGREE", None, ["economic", "culture_education"], "cultural"),
        ("CONSULT", None, ["diplomatic", "religion_ethnicity"], "cultural"),
        ("PROTEST", "riot", ["religion_ethnicity"], "political"),
        # coups, sanctions, land
        ("COERCE", "seize", ["military", "political_institutions"], "political"),
        ("COERCE", "seize", ["military", "territory"], "security"),
        ("COERCE", "seize", ["territory"], "security"),
        ("SANCTION", "discontinue", ["economic", "cbrn", "diplomatic"], "economic"),
        ("SANCTION", "expel", ["diplomatic", "intelligence"], "diplomatic"),
        ("SANCTION", "expel", ["diplomatic", "military"], "security"),
        # nothing but type and mode
        ("AID", None, [], "humanitarian"),
        ("CONSULT", None, [], "diplomatic"),
        ("THREATEN", "violence", [], "security"),
        ("THREATEN", "relations", [], "diplomatic"),
        ("COERCE", "cyber", [], "security"),
        ("PROTEST", "demo", [], "political"),
    ],
)
def test_a_pillar_follows_from_deed_and_matter(event_type, mode, contexts, pillar):
    assert CODEBOOK.pillar(event_type, mode, contexts) == pillar
    assert CODEBOOK.pillar(event_type, mode, reversed(contexts)) == pillar


@pytest.mark.parametrize(("event_type", "mode"), TYPES_AND_MODES)
def test_every_event_has_a_pillar_whatever_it_is_about(event_type, mode):
    pillars = {each.name for each in CODEBOOK.pillars}
    assert CODEBOOK.pillar(event_type, mode) in pillars
    for context in CODEBOOK.contexts:
        assert CODEBOOK.pillar(event_type, mode, [context.name]) in pillars


def test_every_rule_decides_some_event():
    deciding = set()
    names = [each.name for each in CODEBOOK.contexts]
    for event_type, mode in TYPES_AND_MODES:
        for contexts in itertools.chain([()], ([name] for name in names)):
            about = CODEBOOK.full_contexts(event_type, mode, contexts)
            rules = enumerate(CODEBOOK.pillar_rules)
            deciding.add(next(n for n, rule in rules if rule.fits(event_type, mode, about)))
    assert deciding == set(range(len(CODEBOOK.pillar_rules)))


def test_cyber_attacks_and_falsehoods_bring_their_context_along():
    assert CODEBOOK.full_contexts("COERCE", "cyber", ["economic"]) == ("economic", "cyber")
    assert CODEBOOK.full_contexts("COERCE", "misinformation") == ("misinformation",)
    assert CODEBOOK.full_contexts("COERCE", "cyber", ["cyber"]) == ("cyber",)


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda: CODEBOOK.type("PROTESTS"), "'PROTESTS'; did you mean 'PROTEST'?"),
        (lambda: CODEBOOK.type("protest"), "'protest'; did you mean 'PROTEST'?"),
        (lambda: CODEBOOK.type("DEMAND"), "unknown event type 'DEMAND'"),
        (lambda: CODEBOOK.score("CONSULT", "vist"), "did you mean 'visit'?"),
        (lambda: CODEBOOK.score("AID", "visit"), "unknown mode of AID 'visit'; valid: none"),
        (lambda: CODEBOOK.quad("FIGHT"), "unknown event type 'FIGHT'"),
        (lambda: CODEBOOK.future_type("AID", "futur"), "did you mean 'future'?"),
        (lambda: CODEBOOK.pillar("AID", None, ["human-security"]), "mean 'human_security'?"),
        (lambda: CODEBOOK.pillar("NONE"), "unknown event type 'NONE'"),
        (lambda: CODEBOOK.to_cameo("ASSAULT", "drones"), "did you mean 'drone'?"),
        (lambda: CODEBOOK.from_cameo("57"), "leading zero of '057'"),
    ],
)
def test_a_word_outside_the_ontology_is_refused_with_a_hint(ask, hint):
    with pytest.raises(CodebookError) as caught:
        ask()
    assert hint in str(caught.value)


def test_the_codebook_is_read_once_and_frozen():
    assert Codebook.default() is Codebook.default()
    with pytest.raises(AttributeError):
        CODEBOOK.digest = "0"


def test_a_codebook_crosses_processes():
    copy = pickle.loads(pickle.dumps(CODEBOOK))
    assert copy.digest == CODEBOOK.digest
    assert copy.pillar("AID") == "humanitarian"


def test_importing_the_ontology_loads_nothing_heavy():
    heavy = {"numpy", "onnxruntime", "duckdb", "pyarrow", "trafilatura", "httpx", "altair"}
    code = f"import sys, vanellus.ontology; print(sorted({heavy!r} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
