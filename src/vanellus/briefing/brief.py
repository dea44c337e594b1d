"""A brief: findings in plain words, charts, main events and the sentences behind each."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vanellus.briefing.brief_charts import Figure, figures_of
from vanellus.briefing.drawing import inline_svg
from vanellus.briefing.evidence import EventNote, disagreements_of, notes_of
from vanellus.briefing.findings import findings
from vanellus.briefing.material import Material, gather
from vanellus.briefing.numbers import Finding, Number
from vanellus.briefing.palette import NARROW
from vanellus.briefing.question import Question, title_of
from vanellus.briefing.wording import day, disputed, plural

if TYPE_CHECKING:
    from vanellus.storing import Store

MOST_NOTES: Final = 300
"""Most events whose sentences stand in a brief."""
MOST_EVENTS: Final = 20
"""Rows of the table of main events."""
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_WEB: Final = re.compile(r"https?://[^\s\x00-\x20<>\"'()\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A run of numbered events behind a statement."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A finding with the numbers of the events behind it."""

    finding: Finding
    references: tuple[Reference, ...]
    unlisted: int
    """Events behind it that have no number, as there are too many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the templates of a brief are filled with."""

    title: str
    as_of: date
    made_of: str
    """The documents that were read, in words."""
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    main: tuple[EventNote, ...]
    disputes: tuple[tuple[EventNote, str, tuple[dict[str, Any], ...]], ...]
    recommendations: tuple[dict[str, Any], ...]
    agenda: tuple[dict[str, Any], ...]
    notes: dict[int, EventNote]
    numbers: dict[str, int]
    """The number of each event that has one."""
    unlisted: int
    method: tuple[str, ...]


def brief_of(store: Store, question: Question, *, through_blocs: bool = False) -> Brief:
    """The brief that answers the question. Raises InputError, StoreError."""
    material = gather(store, question, through_blocs=through_blocs)
    disagreements = disagreements_of(store, [deal.event_id for deal in material.deals])
    found = findings(material, disagreements=disagreements)
    behind = {event_id for finding in found for event_id in finding.event_ids}
    behind |= {row["event_id"] for row in disagreements}
    behind |= {deal.event_id for deal in material.deals}
    chosen = _chosen(behind, material)
    notes = dict(enumerate(notes_of(store, chosen).values(), start=1))
    numbers = {note.event_id: number for number, note in notes.items()}
    held = {deal.event_id for deal in material.held}
    main = sorted(
        (note for note in notes.values() if note.event_id in held),
        key=lambda note: (-note.sources, -note.reports, note.date_start or date.min),
    )[:MOST_EVENTS]
    return Brief(
        title=title_of(question, material.names),
        as_of=material.as_of,
        made_of=_made_of(material),
        statements=tuple(_statement(finding, numbers) for finding in found),
        figures=tuple(figures_of(store, material)),
        main=tuple(sorted(main, key=lambda note: note.date_start or date.max)),
        disputes=tuple(_disputes(disagreements, notes, numbers)),
        recommendations=tuple(material.recommendations[:15]),
        agenda=tuple(material.agenda[:20]),
        notes=notes,
        numbers=numbers,
        unlisted=len(behind) - len(notes),
        method=tuple(_method(material, through_blocs=through_blocs)),
    )


def as_html(brief: Brief) -> str:
    """The brief as one file of HTML, with its charts inside and nothing to fetch."""
    style = (resources.files("vanellus.briefing") / "templates" / "brief.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment(autoescape=True)
        .get_template("brief.html")
        .render(
            brief=brief,
            style=Markup(style),  # noqa: S704  our own file
            style_digest=f"sha256-{digest}",
            drawn=[
                {
                    "figure": figure,
                    "wide": _drawn(figure.spec, f"{figure.name}-w", figure.label),
                    "narrow": _drawn(figure.narrow, f"{figure.name}-n", figure.label),
                }
                for figure in brief.figures
            ],
            narrow=NARROW,
        )
    )


def as_markdown(brief: Brief, *, pictures: dict[str, str] | None = None) -> str:
    """The brief as Markdown; `pictures` says in which file each chart is, by the chart's name."""
    return (
        _environment(autoescape=False)
        .get_template("brief.md")
        .render(brief=brief, pictures=pictures or {})
    )


def references_of(ids: Iterable[str], numbers: dict[str, int]) -> tuple[Reference, ...]:
    """The numbers of these events as runs, in their order; events without a number are left out.

    >>> references_of(["c", "a", "b", "x"], {"a": 1, "b": 2, "c": 5})
    (Reference(first=1, last=2), Reference(first=5, last=5))
    """
    runs: list[Reference] = []
    for number in sorted({numbers[i] for i in ids if i in numbers}):
        if runs and runs[-1].last == number - 1:
            runs[-1] = Reference(first=runs[-1].first, last=number)
        else:
            runs.append(Reference(first=number, last=number))
    return tuple(runs)


def web_address(given: str | None) -> str | None:
    """The address if it is one of the web; whatever else a document says of itself is no link."""
    return given if given and _WEB.fullmatch(given) else None


def markdown_text(given: object) -> str:
    """A text whose characters mean nothing to Markdown or HTML, in one line."""
    text = " ".join(str(given).split())
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False).replace("&gt;", ">"))


def _environment(*, autoescape: bool) -> Environment:
    made = Environment(
        loader=PackageLoader("vanellus.briefing"),
        autoescape=autoescape,  # noqa: S701  Markdown has an escape of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day, web=web_address, md=markdown_text, plural=plural, disputed=disputed
    )
    made.tests["number"] = lambda given: isinstance(given, Number)
    made.globals["references_of"] = references_of
    return made


def _drawn(spec: dict[str, Any], name: str, label: str) -> Markup:
    return Markup(inline_svg(spec, name=name, label=label))  # noqa: S704  drawn, texts escaped


def _statement(finding: Finding, numbers: dict[str, int]) -> Statement:
    ids = finding.event_ids
    return Statement(
        finding=finding,
        references=references_of(ids, numbers),
        unlisted=sum(event_id not in numbers for event_id in ids),
    )


def _chosen(ids: set[str], material: Material) -> list[str]:
    """Those that get a number: the most widely told, if there are too many."""
    if len(ids) <= MOST_NOTES:
        return sorted(ids)
    known = {deal.event_id: (deal.sources, deal.reports) for deal in material.deals}
    return sorted(ids, key=lambda event_id: (*(-n for n in known.get(event_id, (0, 0))), event_id))[
        :MOST_NOTES
    ]


def _disputes(
    rows: Sequence[dict[str, Any]], notes: dict[int, EventNote], numbers: dict[str, int]
) -> Iterable[tuple[EventNote, str, tuple[dict[str, Any], ...]]]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["event_id"], row["field"]), []).append(row)
    for (event_id, field), values in groups.items():
        if event_id in numbers:
            yield notes[numbers[event_id]], disputed(field), tuple(values)


def _made_of(material: Material) -> str:
    number = material.documents
    first = f", the first of {day(material.first_read)}" if material.first_read else ""
    return (
        f"{number:,} {plural(number, 'document')} with a day of publication{first}, the last of"
        f" {day(material.as_of)}"
    )


def _method(material: Material, *, through_blocs: bool) -> Iterable[str]:
    yield (
        "Every sentence above was made by a rule from the events that stand behind it; its numbers"
        " are counts of these events unless it says otherwise. The events were read from reports by"
        " a programme, which errs: the sentences are there to be checked."
    )
    yield (
        "An event told by several reports counts once. Copies of one report are one source. Only"
        " what is told as having taken place is counted; what is announced is counted apart, and"
        " what is denied, feared or long past is not."
    )
    blocs = [party for party in material.actor.parties if party not in _asked(material)]
    if blocs:
        names = ", ".join(material.name(party) for party in blocs)
        yield f"What {names} does counts too, as all its members are among those asked for."
    yield (
        "What any bloc does counts for each of its members."
        if through_blocs
        else "What another bloc does is not counted as done by its members."
    )
    if material.question.since or material.question.until:
        yield "Events without a date are left out, as a period was asked for."
    yield (
        "Cooperation and conflict are PLOVER's quad classes. Shifts are change points of a"
        " negative binomial model by month, with the volume of reports as exposure; below a"
        " probability of 0.8, or with fewer than 8 events, none is told. That one partner gains"
        " while another loses says nothing about why. Two years are compared by the conditional"
        " test of two Poisson rates at 5 %."
    )
    yield (
        f"News tells little of quiet things, and this store read {material.documents:,} documents:"
        " what nobody in them reported is not here."
    )


def _asked(material: Material) -> set[str]:
    return {party for who in material.question.actors for party in (who.name, *who.parties)}
