"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from vanellus.api import day

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return day(value, where=parameter.opts[0])


def out_option(*endings: str) -> Callable[[_Command], _Command]:
    """`-o`, for files with these endings."""
    return click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        help=f"Where to: a file ending in {' or '.join(endings)}; standard output by default.",
    )


SOURCES: Final = click.argument("files", nargs=-1, required=True, metavar="FILES...")
PUBLISHED: Final = click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="Day of publication of documents that have none of their own.",
)
SINCE: Final = click.option(
    "--since", metavar="YYYY-MM-DD", callback=_day, help="Only from this day on."
)
MIN_SCORE: Final = click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Leave out event reports under this calibrated score; the setting by default.",
)
STORE: Final = click.option(
    "--store",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The store: a .duckdb file.",
)
