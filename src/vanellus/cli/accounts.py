"""`vanellus calendar`, `threats` and `sources`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from vanellus.analysing.calendars import calendar
from vanellus.analysing.lives import HELD, LIVES
from vanellus.analysing.outlets import sources, told_events
from vanellus.analysing.violence import PARTS, TYPES, known_parts, threats, with_region
from vanellus.analysing.violence_trends import threat_trends
from vanellus.cli.answers import LIMIT, OUT, STYLE, answer, check_ending
from vanellus.cli.options import STORE, _day
from vanellus.cli.store import party_id
from vanellus.errors import InputError
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import documents_by_day
from vanellus.storing.register_tables import (
    announced_tables,
    last_day_read,
    source_tables,
    violent_tables,
)

if TYPE_CHECKING:
    import pyarrow as pa

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def day_option(name: str, help_: str) -> Callable[[_Command], _Command]:
    """An option that takes a day."""
    return click.option(name, metavar="YYYY-MM-DD", callback=_day, help=help_)


FROM: Final = click.option(
    "--from", "since", metavar="YYYY-MM-DD", callback=_day, help="Only from this day on."
)
UNTIL: Final = day_option("--until", "Only up to this day.")


def output(command: _Command) -> _Command:
    """The command with the options that say where its answer goes."""
    for option in (LIMIT, STYLE, OUT):
        command = option(command)
    return command


class Where:
    """Where an answer is to go, as the options say."""

    def __init__(self, *, out: Path | None, style: str | None, limit: int) -> None:
        check_ending(out)
        self._to: dict[str, Any] = {"out": out, "style": style, "limit": limit}

    def tell(self, table: pa.Table, *, title: str, empty: str, shown: str = "") -> None:
        """Writes the answer there."""
        answer(table, title=title, empty=empty, shown=shown.split(), **self._to)


@click.command("calendar")
@STORE
@click.option(
    "--party", "parties", multiple=True, metavar="PARTY",
    help="Only what this country or organisation takes part in; may be given several times.",
)  # fmt: skip
@FROM
@UNTIL
@day_option("--as-of", "What was known on this day; the last day read by default.")
@click.option("--overdue", is_flag=True, help="Only what is past its date and not told as held.")
@output
def calendar_command(
    *,
    path: Path,
    parties: tuple[str, ...],
    since: date | None,
    until: date | None,
    as_of: date | None,
    overdue: bool,
    **where: Any,
) -> None:
    """Show what is announced, for when, by whom, and what is overdue.

    Confirmed, postponed (with the dates given up) and cancelled events are told as such. `read
    since` is the number of documents read after the last day: without any, nobody could tell.
    """
    to = Where(**where)
    asked = sorted({key for party in parties if (key := party_id(party))})
    with open_store(path, create=False, read_only=True) as store:
        day = as_of or last_day_read(store)
        if day is None:
            raise InputError(
                where=str(path),
                problem="no document has a day of publication, so no day is the last one read",
                valid="--as-of YYYY-MM-DD",
            )
        tables = announced_tables(store, as_of=day, parties=asked, since=since, until=until)
        table = calendar(
            tables.events, tables.sides, life=tables.life, reports=tables.reports,
            coverage=documents_by_day(store, until=day), as_of=day, parties=asked, since=since,
            until=until, overdue=overdue,
        )  # fmt: skip
    to.tell(
        table,
        title=f"{'Overdue' if overdue else 'Announced'} as of {day}",
        empty=f"nothing {'overdue' if overdue else 'announced'} as of {day} in {path}",
        shown="date_start date_end state overdue days type actors recipients place earlier_dates "
        "known_since confirmed_since said_by publishers independent_sources read_since",
    )


@click.command("threats")
@STORE
@click.option(
    "--by", default="country", show_default=True, metavar="PARTS",
    help=f"What to count by, separated by commas: {', '.join(PARTS)}.",
)  # fmt: skip
@click.option("--country", metavar="ISO3", help="Only violence in this country.")
@click.option(
    "--type", "types", multiple=True, type=click.Choice(TYPES, case_sensitive=False),
    help="Of which type; may be given several times; ASSAULT by default.",
)  # fmt: skip
@click.option(
    "--state", "states", multiple=True, type=click.Choice(LIVES),
    help="In which state of its life; may be given several times; held by default.",
)  # fmt: skip
@click.option(
    "--every", type=click.Choice(["month", "quarter", "year"]), default="month",
    show_default=True, help="Length of the periods.",
)  # fmt: skip
@FROM
@UNTIL
@click.option("--cell", type=float, default=1.0, show_default=True, help="Degrees of the grid.")
@click.option(
    "--trend", is_flag=True,
    help="Compare the latest period of each place with the place's own past.",
)  # fmt: skip
@output
def threats_command(
    *,
    path: Path,
    by: str,
    country: str | None,
    types: tuple[str, ...],
    states: tuple[str, ...],
    every: str,
    since: date | None,
    until: date | None,
    cell: float,
    trend: bool,
    **where: Any,
) -> None:
    """Count violence by place, perpetrator, kind and toll, or show its trend.

    Unknown perpetrators, places and tolls are told as unknown: a toll that nobody tells is no zero.
    """
    to = Where(**where)
    parts = known_parts([part.strip() for part in by.split(",") if part.strip()])
    place = [part for part in parts if part in PARTS[:3]]
    if trend and len(parts) != len(place):
        raise InputError(
            where="--trend",
            problem=f"a trend is that of a place, not by {by}",
            valid="--by country, region or grid",
        )
    what: dict[str, Any] = {
        "types": types or ("ASSAULT",), "states": states or HELD, "every": every,
        "since": since, "until": until, "cell": cell,
    }  # fmt: skip
    with open_store(path, create=False, read_only=True) as store:
        events, sides = violent_tables(
            store, types=what["types"], states=what["states"], sides="perpetrator" in parts
        )
        coverage = documents_by_day(store, until=until) if trend else None
    if country is not None:
        import pyarrow.compute as pc  # noqa: PLC0415  for this filter alone

        events = events.filter(pc.equal(events["place_country"], party_id(country)))
    if "region" in parts:
        from vanellus.resolving.divisions import divisions_of  # noqa: PLC0415  big tables

        events = with_region(events, divisions_of)
    empty = f"no such events in {path}"
    names = {"region": "country region", "grid": "latitude longitude"}
    if trend:
        table = (
            threat_trends(events, by=(place or ["country"])[0], coverage=coverage, **what)
            if events.num_rows
            else events
        )
        lead = " ".join(names.get(part, part) for part in place or ["country"])
        to.tell(
            table,
            title=f"The latest {every} against each place's own past",
            empty=empty,
            shown=f"{lead} period trend events expected expected_low expected_high probability "
            "dispersion earlier_events exposure dead_low dead_high toll_unknown"
            if table.num_rows
            else "",
        )
        return
    names["perpetrator"] = "perpetrator_name"
    lead = " ".join(names.get(part, part) for part in parts)
    to.tell(
        threats(events, sides, by=parts, **what),
        title=f"Violence by {every}",
        empty=empty,
        shown=f"period {lead} events independent_sources dead_low dead_high toll_unknown",
    )


@click.command("sources")
@STORE
@click.option(
    "--publisher", metavar="NAME", help="List the events of this outlet instead of the outlets."
)
@FROM
@UNTIL
@output
def sources_command(
    *, path: Path, publisher: str | None, since: date | None, until: date | None, **where: Any
) -> None:
    """Compare what each outlet tells: of its own, first, late, alone, confirmed, contradicted."""
    to = Where(**where)
    with open_store(path, create=False, read_only=True) as store:
        tables = source_tables(store, since=since, until=until, listed=publisher is not None)
    if publisher is None:
        to.tell(
            sources(*tables),
            title="Outlets",
            empty=f"no documents in {path}" + (" in that period" if since or until else ""),
            shown="publisher documents share_copies events events_own first lead_days same_day "
            "late delay_days alone share_confirmed disputes share_lost",
        )
        return
    from vanellus.analysing.registers import is_text  # noqa: PLC0415  for this filter alone

    told = told_events(tables.tellings)
    to.tell(
        told.filter(is_text(told["publisher"], publisher)),
        title=f"Events that {publisher} tells",
        empty=f"no event told by {publisher!r} in {path}",
    )
