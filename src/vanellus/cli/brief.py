"""`vanellus brief`: findings, charts and the sentences behind them, as a page or Markdown."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from vanellus.api import day
from vanellus.briefing.brief import Brief, as_html, as_markdown, brief_of
from vanellus.briefing.brief_charts import NAMES, Figure, figures_of
from vanellus.briefing.drawing import png_of, svg_of
from vanellus.briefing.material import gather
from vanellus.briefing.question import Question
from vanellus.cli.analyses import MEMBERS, THROUGH, WITH, who
from vanellus.cli.ending import faults_of
from vanellus.cli.options import STORE
from vanellus.cli.output import whole_file
from vanellus.cli.progress import say
from vanellus.errors import InputError
from vanellus.storing import open_store

if TYPE_CHECKING:
    from vanellus.storing import Store

PAGES: Final = (".html", ".md")
PICTURES: Final = (".svg", ".png")
_YEAR: Final = re.compile(r"[0-9]{4}")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def _from(_context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The first day of what is given: a year, a month or a day."""
    if value and _YEAR.fullmatch(value):
        value = f"{value}-01-01"
    elif value and _MONTH.fullmatch(value):
        value = f"{value}-01"
    return day(value, where=parameter.opts[0])


@click.command("brief")
@click.argument("actors", nargs=-1, required=True, metavar="ACTORS...")
@WITH
@STORE
@click.option(
    "--since", metavar="YYYY[-MM[-DD]]", callback=_from, help="Only from this year or day on."
)
@click.option("--until", metavar="YYYY-MM-DD", callback=_from, help="Only up to this day.")
@MEMBERS
@THROUGH
@click.option("--chart", type=click.Choice(NAMES), help="Only this chart, to a .svg or .png file.")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="Where to: .html or .md, with --chart .svg or .png.",
)  # fmt: skip
def brief_command(
    *,
    actors: tuple[str, ...],
    partners: tuple[str, ...],
    path: Path,
    since: date | None,
    until: date | None,
    members: bool,
    through_blocs: bool,
    chart: str | None,
    out: Path,
) -> None:
    """Tell in plain words what ACTORS, taken together, do with others, and what speaks for it.

    A page (.html) stands alone in one file and prints well. Charts of x.md are written beside it
    (x-engagement.svg and so on, over those of an earlier brief; no other file is touched). Every
    number leads to its events and their sentences.
    """
    endings = PICTURES if chart else PAGES
    if out.suffix.lower() not in endings:
        raise InputError(
            where=str(out), problem=f"has the ending {out.suffix!r}", valid=" or ".join(endings)
        )
    question = Question(
        actors=tuple(who(name, members=members) for name in actors),
        partners=tuple(who(name, members=members) for name in partners),
        since=since,
        until=until,
    )
    with open_store(path, create=False, read_only=True) as store:
        if chart:
            _write_chart(_chart(store, question, chart, through_blocs=through_blocs), out)
            return
        brief = brief_of(store, question, through_blocs=through_blocs)
        # Some charts ask the store only when they are drawn.
        _write_brief(brief, out)


def _write_brief(brief: Brief, out: Path) -> None:
    if out.suffix.lower() == ".html":
        _write(out, as_html(brief))
        return
    pictures = {
        figure.name: out.with_name(f"{out.stem}-{figure.name}.svg") for figure in brief.figures
    }
    for figure in brief.figures:
        _write_chart(figure, pictures[figure.name])
    names = {name: _as_address(each.name) for name, each in pictures.items()}
    _write(out, as_markdown(brief, pictures=names))
    if pictures:
        say(f"charts beside it: {', '.join(each.name for each in pictures.values())}")


def _chart(store: Store, question: Question, name: str, *, through_blocs: bool) -> Figure:
    material = gather(store, question, through_blocs=through_blocs)
    for figure in figures_of(store, material, names=(name,)):
        return figure
    raise InputError(
        where=f"chart {name}",
        problem="there is nothing to draw for this question",
        valid="another period, other parties, or another chart",
    )


def _write_chart(figure: Figure, out: Path) -> None:
    with whole_file(out) as part, faults_of(out):
        if out.suffix.lower() == ".png":
            part.write_bytes(png_of(figure.spec))
        else:
            part.write_text(svg_of(figure.spec, dark=False), encoding="utf-8")


def _write(out: Path, text: str) -> None:
    with whole_file(out) as part, faults_of(out):
        part.write_text(text, encoding="utf-8", errors="backslashreplace")


def _as_address(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  for Markdown alone

    return quote(name)
