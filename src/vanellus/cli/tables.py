"""Coded documents as tables for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vanellus.records import Coded, Entity, EventDate, EventReport


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        # Rich would end the programme as if there had been a fault.
        raise BrokenPipeError


def console() -> Console:
    """The terminal; in a pipe 160 columns wide and without colour."""
    return _Screen() if sys.stdout.isatty() else _Screen(width=160, no_color=True)


def named(entities: Sequence[Entity]) -> str:
    """Participants as a person would list them, with countries where the name doesn't tell."""
    parts = []
    for entity in entities:
        extra = [x for x in (entity.country, entity.sector) if x and x != entity.name]
        parts.append(entity.name + (f" ({' '.join(extra)})" if extra else ""))
    return "\n".join(parts)


def dated(when: EventDate) -> str:
    """The interval in short, with its basis."""
    if when.start is None:
        return f"{when.text or '?'} ({when.basis.value})"
    span = when.start.isoformat()
    if when.end and when.end != when.start:
        span += f"\n{when.end.isoformat()}"
    return span if when.basis.value == "stated" else f"{span}\n({when.basis.value})"


def deed(report: EventReport) -> str:
    """Type, mode and status in short."""
    name = report.plover_type
    if report.plover_type != report.type:
        name += f" ({report.type})"
    if report.mode:
        name += f"\n{report.mode}"
    return name if report.status.value == "occurred" else f"{name}\n[{report.status.value}]"


def print_coded(coded: Coded) -> None:
    """Prints what one document tells: its events, recommendations, agenda and figures."""
    screen = console()
    document = coded.document
    head = document.title or document.origin
    about = " · ".join(
        part
        for part in (document.publisher, str(document.published or "no date"), document.origin)
        if part
    )
    screen.print(Text(head, style="bold"))
    screen.print(Text(about, style="dim"))
    print_rows(
        screen,
        ("what", "who", "to whom", "when", "where", "pillar", "says", "score", "words"),
        (
            (
                deed(r),
                named(r.actors),
                named(r.recipients),
                dated(r.date),
                (r.place.name or r.place.text) if r.place else "",
                r.pillar,
                r.said_by.name if r.said_by else "",
                f"{r.score:.2f}",
                r.trigger.text,
            )
            for r in coded.reports
        ),
        empty="no events",
    )
    if coded.recommendations:
        print_rows(
            screen,
            ("recommended", "area", "to", "impact"),
            (
                (r.action, r.area or "", r.addressee.name if r.addressee else "", r.impact or "")
                for r in coded.recommendations
            ),
        )
    if coded.agenda:
        print_rows(
            screen,
            ("agenda", "pillar", "whose"),
            ((a.text, a.pillar, a.country.name if a.country else "all") for a in coded.agenda),
        )
    if coded.figures:
        print_rows(
            screen,
            ("figure", "value", "unit", "where", "according to"),
            (
                (
                    f.indicator,
                    ("about " if f.approximate else "") + f"{f.value:g}",
                    f.unit,
                    (f.place.name or f.place.text) if f.place else "",
                    f.said_by.name if f.said_by else "",
                )
                for f in coded.figures
            ),
        )
    screen.print()


def print_rows(
    screen: Console,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    empty: str = "nothing",
) -> None:
    """Prints rows under a head; texts are shown as they are, never as markup."""
    table = Table(title=title, title_justify="left", show_lines=False, header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold")
    count = 0
    for row in rows:
        table.add_row(*(escape(str("" if cell is None else cell)) for cell in row))
        count += 1
    if count:
        screen.print(table)
    else:
        screen.print(Text(f"{title + ': ' if title else ''}{empty}", style="dim"))
