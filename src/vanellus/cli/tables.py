"""Coded documents as tables for people."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vanellus.records import Coded, Entity, EventDate, EventReport


LONGEST: Final = 24
"""A longer word (an address, an id) may be broken in a cell."""
_VAGUE: Final = re.compile(
    r"\b(?:(?:several|many|a few|a couple of) )?(?:dozens?|scores|tens|hundreds?|thousands?|"
    r"millions?|billions?)(?: of (?:thousands|millions|billions))?\b",
    re.IGNORECASE,
)


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


def amount(value: float, *, approximate: bool, words: str) -> str:
    """A figure's value as a person would write it; what the text only guesses at in its own words.

    >>> amount(24.0, approximate=True, words="Dozens of herders")
    'dozens (24 or more)'
    >>> amount(1500.0, approximate=True, words="some 1,500 herders")
    'about 1,500'
    """
    plain = f"{value:,.0f}" if value == int(value) else f"{value:,g}"
    if not approximate:
        return plain
    vague = _VAGUE.search(words)
    if vague and not re.search(r"\d", words[: vague.end()]):
        return f"{vague[0].lower()} ({plain} or more)"
    return f"about {plain}"


def print_coded(coded: Coded) -> None:
    """Prints what one document tells: its events, recommendations, agenda and figures."""
    screen = console()
    document = coded.document
    origin = "<stdin>" if document.origin == "-" else document.origin
    head = document.title or origin
    about = " · ".join(
        part for part in (document.publisher, str(document.published or "no date"), origin) if part
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
                    amount(f.value, approximate=f.approximate, words=f.span.text),
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
    """Prints rows under a head; texts are shown as they are, never as markup.

    Cells are wrapped at spaces; where the screen is too narrow for the words of all columns, each
    row is a block with a line for each filled cell.
    """
    shown = [[str("" if cell is None else cell) for cell in row] for row in rows]
    if not shown:
        screen.print(Text(f"{title + ': ' if title else ''}{empty}", style="dim"))
        return
    widths = [_widest_word([name, *column]) for name, column in _columns(head, shown)]
    if sum(widths) + 3 * len(head) + 1 > screen.width:
        _print_blocks(screen, head, shown, title=title)
        return
    table = Table(title=title, title_justify="left", show_lines=False, header_style="bold")
    for name, width in zip(head, widths, strict=True):
        table.add_column(name, overflow="fold", min_width=width)
    for row in shown:
        table.add_row(*map(escape, row))
    screen.print(table)


def _columns(
    head: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterable[tuple[str, Sequence[str]]]:
    return zip(head, zip(*rows, strict=True), strict=True)


def _widest_word(texts: Iterable[str]) -> int:
    """The length of the longest word; what is longer than LONGEST may be broken."""
    return min(max((len(word) for text in texts for word in text.split()), default=1), LONGEST)


def _print_blocks(
    screen: Console, head: Sequence[str], rows: Sequence[Sequence[str]], *, title: str | None
) -> None:
    """Prints each row as a block of its filled cells, for a screen too narrow for all columns."""
    if title:
        screen.print(Text(title, style="italic"))
    for row in rows:
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", min_width=max(map(len, head)))
        block.add_column(overflow="fold")
        for name, cell in zip(head, row, strict=True):
            if cell:
                block.add_row(name, escape(cell))
        screen.print(block)
        screen.print()
