"""`vanellus recommendations`, `agenda`, `figures` and `statements`.

`vanellus show recommendations|agenda|figures` prints the rows as they were kept, newest first;
these commands count copies once, lay side by side what speaks of one thing, and filter.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from vanellus.analysing.figure_values import figures
from vanellus.analysing.registers import agenda, recommendations
from vanellus.analysing.sayings import statements
from vanellus.cli.accounts import FROM, UNTIL, Where, output
from vanellus.cli.options import STORE
from vanellus.ontology import Codebook
from vanellus.storing import open_store
from vanellus.storing.register_tables import register_table, statement_tables

WORDS: Final = click.option("--words", metavar="TEXT", help="Only what contains these words.")
_COUNTRY: Final = "Only this one: an ISO3 code, or a part of its name."


@click.command("recommendations")
@STORE
@click.option("--area", metavar="TEXT", help="Only this area.")
@click.option("--to", "addressee", metavar="PARTY", help=f"To whom. {_COUNTRY}")
@click.option("--publisher", metavar="NAME", help="Only what this outlet or body publishes.")
@WORDS
@FROM
@UNTIL
@output
def recommendations_command(
    *,
    path: Path,
    area: str | None,
    addressee: str | None,
    publisher: str | None,
    words: str | None,
    since: date | None,
    until: date | None,
    **where: Any,
) -> None:
    """List what is recommended: area, action, addressee, impact and who says it, copies once."""
    to = Where(**where)
    with open_store(path, create=False, read_only=True) as store:
        register = register_table(store, "recommendations")
    to.tell(
        recommendations(
            register,
            area=area,
            addressee=addressee,
            publisher=publisher,
            words=words,
            since=since,
            until=until,
        ),
        title="Recommendations",
        empty=f"no such recommendation in {path}",
        shown="published publisher area action addressee impact independent_sources",
    )


@click.command("agenda")
@STORE
@click.option("--country", metavar="ISO3", help=f"Whose agenda. {_COUNTRY}")
@click.option(
    "--pillar",
    type=click.Choice([pillar.name for pillar in Codebook.default().pillars]),
    help="Only this field of policy.",
)
@WORDS
@FROM
@UNTIL
@output
def agenda_command(
    *,
    path: Path,
    country: str | None,
    pillar: str | None,
    words: str | None,
    since: date | None,
    until: date | None,
    **where: Any,
) -> None:
    """List the subjects on whose agenda, by country and pillar, with how many sources name each."""
    to = Where(**where)
    with open_store(path, create=False, read_only=True) as store:
        register = register_table(store, "agenda")
    to.tell(
        agenda(register, country=country, pillar=pillar, words=words, since=since, until=until),
        title="Agenda by country and pillar",
        empty=f"no such subject in {path}",
        shown="country whose pillar subject independent_sources first_published last_published",
    )


@click.command("figures")
@STORE
@click.option("--indicator", metavar="TEXT", help="Only what contains this: killed, unemployment.")
@click.option("--unit", metavar="UNIT", help="Only this unit: persons, percent, USD.")
@click.option("--country", metavar="ISO3", help=f"Of where. {_COUNTRY}")
@click.option("--said-by", metavar="TEXT", help="Only what one whose name contains this says.")
@click.option("--disputed", is_flag=True, help="Only things of which different values are told.")
@FROM
@UNTIL
@output
def figures_command(
    *,
    path: Path,
    indicator: str | None,
    unit: str | None,
    country: str | None,
    said_by: str | None,
    disputed: bool,
    since: date | None,
    until: date | None,
    **where: Any,
) -> None:
    """Lay the values told of one thing side by side, each with who says it."""
    to = Where(**where)
    with open_store(path, create=False, read_only=True) as store:
        register = register_table(store, "figures")
    to.tell(
        figures(
            register,
            indicator=indicator,
            unit=unit,
            country=country,
            said_by=said_by,
            since=since,
            until=until,
            disputed=disputed,
        ),
        title="Figures side by side",
        empty=f"no such figure in {path}",
        shown="indicator unit country place date_start values low high told independent_sources",
    )


@click.command("statements")
@STORE
@click.option("--speaker", metavar="PARTY", help="Who says it: an id, a country, a part of a name.")
@click.option("--about", metavar="PARTY", help="Of whom: an id, a country, a part of a name.")
@click.option("--type", "type_", metavar="TYPE", help="Only this PLOVER type.")
@WORDS
@FROM
@UNTIL
@output
def statements_command(
    *,
    path: Path,
    speaker: str | None,
    about: str | None,
    type_: str | None,
    words: str | None,
    since: date | None,
    until: date | None,
    **where: Any,
) -> None:
    """List who said what of whom, when, and how many others tell it or deny it."""
    to = Where(**where)
    if type_ is not None:
        type_ = Codebook.default().type(type_.upper()).name
    with open_store(path, create=False, read_only=True) as store:
        tables = statement_tables(store, speaker=speaker, since=since, until=until)
    to.tell(
        statements(*tables, speaker=speaker, about=about, type=type_, words=words),
        title="Statements",
        empty=f"no such statement in {path}",
        shown="published speaker type status actors recipients says publisher times confirmed_by "
        "denied_by other_speakers",
    )
