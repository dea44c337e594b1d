"""docs/ontology.md says what the tables say."""

import doctest
import re
from pathlib import Path

import pytest

from vanellus.ontology import Codebook

CODEBOOK = Codebook.default()
FILE = Path(__file__).parents[2] / "docs" / "ontology.md"
PAGE = FILE.read_text(encoding="utf-8")


def number(value):
    return "–" if value is None else f"{value:g}".replace("-", "−")


def section(heading):
    """The text from that heading to the next one of its rank or higher."""
    rank = heading.split()[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(rank)}}} |\Z)", PAGE, re.DOTALL | re.MULTILINE
    )
    assert found, f"no heading '{heading}'"
    return found[1]


@pytest.mark.parametrize("event_type", CODEBOOK.types, ids=lambda each: each.name)
def test_every_event_type_is_documented(event_type):
    text = section(f"### {event_type.name}")
    assert event_type.definition in text
    assert event_type.apart in text
    assert f"Score {number(event_type.score)}." in text
    assert ("is required" in text) == event_type.recipient_required
    rows = re.findall(r"^\| `([^`]+)` \| (\S+) \| (.*?) \|$", text, re.MULTILINE)
    assert [(name, score) for name, score, _ in rows] == [
        (mode.name, number(mode.score)) for mode in event_type.modes
    ]
    for mode, (_, _, meaning) in zip(event_type.modes, rows, strict=True):
        assert meaning.startswith(mode.definition)


def test_every_context_is_documented():
    text = section("## Contexts")
    for each in CODEBOOK.contexts:
        assert f"| `{each.name}` | {each.definition}" in text


def test_every_sector_is_documented():
    text = section("## Sectors")
    for each in CODEBOOK.sectors:
        assert f"| `{each.code}` | {each.name} | {each.definition} |" in text


def test_every_status_is_documented():
    text = section("## Status")
    for each in CODEBOOK.statuses:
        assert f"| `{each.name}` | {each.definition} |" in text


def test_every_pillar_and_every_rule_is_documented_in_order():
    text = section("## Pillars")
    for each in CODEBOOK.pillars:
        assert f"| `{each.name}` | {each.definition} |" in text
    rows = re.findall(
        r"^\| (\d+) \| (.*?) \| (.*?) \| (.*?) \| `(\w+)` \| (.*?) \|$", text, re.MULTILINE
    )
    told = [
        (*(frozenset(filter(None, cell.split(", "))) for cell in cells), pillar, why)
        for _, *cells, pillar, why in rows
    ]
    assert told == [
        (rule.types, rule.modes, rule.contexts, rule.pillar, rule.why)
        for rule in CODEBOOK.pillar_rules
    ]


def test_every_decision_on_cameo_is_documented_with_its_codes():
    told = {
        slug: set(re.findall(r"\d+", codes))
        for slug, codes in re.findall(
            r"^- `([a-z-]+)` \(([^)]*)\):", section("## CAMEO"), re.MULTILINE
        )
    }
    made = {}
    for code, found in CODEBOOK.cameo.items():
        for slug in found.decisions if found else ():
            made.setdefault(slug, set()).add(code)
    assert told == made


def test_the_types_of_the_cameo_roots_are_documented():
    """Each root's row names the type of most of its codes, and every code that differs."""
    rows = re.findall(r"^\| (\d\d) \| (\w+) \| (.*?) ?\|$", section("## CAMEO"), re.MULTILINE)
    assert [root for root, _, _ in rows] == [f"{root:02}" for root in range(3, 21)]
    for root, event_type, but in rows:
        exceptions = {}
        codes = []
        for word in re.findall(r"[\d–]+|[A-Z]+", but):
            if word.isalpha():
                exceptions |= dict.fromkeys(codes, word)
                codes = []
            elif "–" in word:
                first, last = word.split("–")
                codes += [f"{n:0{len(first)}}" for n in range(int(first), int(last) + 1)]
            else:
                codes.append(word)
        for code, found in CODEBOOK.cameo.items():
            if code.startswith(root):
                assert found.event_type == exceptions.get(code, event_type), code


def test_the_examples_of_the_page_run():
    ran = doctest.testfile(str(FILE), module_relative=False)
    assert ran.attempted > 5
    assert ran.failed == 0
