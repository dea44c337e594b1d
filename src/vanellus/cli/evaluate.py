"""`vanellus evaluate`."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vanellus import evaluating
from vanellus.cli.ending import faults_of
from vanellus.cli.given_mentions import answers_of
from vanellus.cli.options import MIN_SCORE
from vanellus.cli.output import whole_file
from vanellus.cli.tables import console, print_rows
from vanellus.coding import Asked, Coder
from vanellus.flow import code_documents
from vanellus.records import Coded, Document, EventReport, Place, Status
from vanellus.resolving import Resolver, find_dates, find_places, resolve_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from vanellus.evaluating import Gold


_HELP: Final = "\n".join(
    (
        "Score the coder on a gold file. TASK says what is measured; GOLD is a JSONL file.",
        "",
        "\b",
        *(f"{name:<13}{task.measures}" for name, task in evaluating.TASKS.items()),
    )
)


@click.command("evaluate", help=_HELP)
@click.argument("task", type=click.Choice(list(evaluating.TASKS)), metavar="TASK")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--json",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write all figures to this JSON file.",
)
@MIN_SCORE
def evaluate_command(*, task: str, gold: Path, out: Path | None, min_score: float | None) -> None:
    """Prints the figures of a task, and writes them where that is asked for."""
    with nullcontext() if out is None else whole_file(out) as part:
        figures = evaluate(task, gold, min_score=min_score)
        if out is not None and part is not None:
            with faults_of(out):
                text = json.dumps(figures, indent=1, ensure_ascii=False)
                part.write_text(text + "\n", encoding="utf-8")
    screen = console()
    screen.print(f"[bold]{task}[/bold]: {evaluating.TASKS[task].measures}")
    print_figures(screen, figures)


def evaluate(task: str, path: Path, *, min_score: float | None = None) -> dict[str, Any]:
    """The figures of a task on a gold file."""
    rows = evaluating.read_gold(task, path)
    return _RUNNERS[task](rows, min_score)


def _relation(rows: Sequence[Gold], _least: float | None) -> dict[str, Any]:
    known = [
        i
        for i, row in enumerate(rows)
        if row["source"]["start"] is not None and row["target"]["start"] is not None
    ]
    asked = [
        Asked(
            rows[i]["text"],
            (rows[i]["source"]["start"], rows[i]["source"]["end"]),
            (rows[i]["target"]["start"], rows[i]["target"]["end"]),
        )
        for i in known
    ]
    found: list[str | None] = [None] * len(rows)
    for i, relation in zip(known, Coder.load().relate(asked), strict=True):
        found[i] = relation.plover_type
    return evaluating.score_relation(rows, found)


ANY_TRIGGER: Final = 0.002
"""Where it is known that a sentence tells something, its likeliest words count as the trigger."""


def day_of(text: str) -> date:
    """The day of an ISO date, or of a date with a time after it."""
    return date.fromisoformat(text[:10])


def _coded(
    rows: Sequence[Gold],
    least: float | None,
    *,
    appeals: bool | None = None,
    min_trigger: float | None = None,
) -> list[Coded]:
    """What each row's text tells, each row taken as a document of its own."""
    documents = [
        Document(
            id=str(number),
            origin=str(row.get("id", number)),
            text=row["text"],
            published=day_of(row["published"]) if row.get("published") else None,
            language="en",
        )
        for number, row in enumerate(rows)
    ]
    found = code_documents(
        documents,
        coder=Coder.load(min_trigger=min_trigger),
        resolver=Resolver.default(),
        min_score=least,
        appeals=appeals,
    )
    return [item for item in found if isinstance(item, Coded)]


def _spans(rows: Sequence[Gold], least: float | None) -> dict[str, Any]:
    found = []
    # Each sentence of this gold holds two parties of whatever is said or done, mere statements and
    # appeals among them, so nothing is held back here.
    for coded in _coded(
        rows, 0.0 if least is None else least, appeals=True, min_trigger=ANY_TRIGGER
    ):
        spans = []
        for report in coded.reports[:1]:
            spans += [("source", entity.start, entity.end) for entity in report.actors]
            spans += [("target", entity.start, entity.end) for entity in report.recipients]
        found.append(spans)
    return evaluating.score_spans(rows, found)


def _neutral(rows: Sequence[Gold], least: float | None) -> dict[str, Any]:
    return evaluating.score_neutral(rows, [coded.reports for coded in _coded(rows, least)])


def _triples(rows: Sequence[Gold], least: float | None) -> dict[str, Any]:
    found = [
        [triple for report in coded.reports for triple in triples_of(report)]
        for coded in _coded(rows, least)
    ]
    return evaluating.score_triples(rows, found)


def triples_of(report: EventReport) -> list[tuple[str, str | None, str | None]]:
    """(type, actor country, recipient country) of a report, one for each pair; of a meeting of
    equals each with each.
    """
    if report.status in (Status.NEGATION, Status.HYPOTHETICAL):
        return []

    def countries(entities: Sequence[Any]) -> list[str | None]:
        found: list[str | None] = []
        for entity in entities:
            found += entity.members or [entity.country]
        return found or [None]

    actors, recipients = countries(report.actors), countries(report.recipients)
    if not report.recipients and len(actors) > 1:
        return [(report.plover_type, a, b) for a in actors for b in actors if a != b]
    return [(report.plover_type, a, b) for a in actors for b in recipients]


def _calibration(rows: Sequence[Gold], least: float | None) -> dict[str, Any]:
    coded = _coded(rows, 0.0 if least is None else least, appeals=True)
    return evaluating.score_calibration(rows, [one.reports for one in coded])


def _dates(rows: Sequence[Gold], _least: float | None) -> dict[str, Any]:
    found = [
        [
            {"start": d.start, "end": d.end, "type": d.type, "value": d.value}
            for d in find_dates(row["text"], published=day_of(row["dct"]))
        ]
        for row in rows
    ]
    return evaluating.score_dates(rows, found)


def _places(rows: Sequence[Gold], _least: float | None) -> dict[str, Any]:
    given: list[list[Place]] = []
    free: list[list[Place]] = []
    for row in rows:
        names = [(name["start"], name["end"]) for name in row["toponyms"]]
        given.append(resolve_names(row["text"], names))
        free.append(find_places(row["text"]))
    return evaluating.score_places(rows, given, free)


def _links(rows: Sequence[Gold], _least: float | None) -> dict[str, Any]:
    return evaluating.score_links(rows, answers_of(rows))


_RUNNERS: Final[dict[str, Callable[[Sequence[Gold], float | None], dict[str, Any]]]] = {
    "relation": _relation,
    "spans": _spans,
    "neutral": _neutral,
    "triples": _triples,
    "dates": _dates,
    "places": _places,
    "links": _links,
    "calibration": _calibration,
}


def print_figures(screen: Console, figures: dict[str, Any], *, title: str = "") -> None:
    """Plain figures as lines, nested ones as tables with one row an entry."""
    plain = {k: v for k, v in figures.items() if not isinstance(v, (dict, list))}
    if plain:
        print_rows(
            screen, ("figure", "value"), ((k, _short(v)) for k, v in plain.items()), title=title
        )
    for name, value in figures.items():
        if isinstance(value, list) and value:
            rows = [[_short(cell) for cell in entry.values()] for entry in value]
            print_rows(screen, list(value[0]), rows, title=name)
        elif isinstance(value, dict) and value:
            if all(isinstance(entry, dict) for entry in value.values()):
                head = ["", *next(iter(value.values()))]
                body = [[key, *map(_short, entry.values())] for key, entry in value.items()]
                print_rows(screen, head, body, title=name)
            else:
                print_figures(screen, value, title=name)


def _short(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
