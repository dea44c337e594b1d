"""`vanellus engagement`, `portfolio`, `shifts` and `blocs`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from vanellus.analysing import (
    HELD,
    Membership,
    Who,
    blocs,
    engagement,
    moves,
    portfolio,
    portfolio_changes,
    realignments,
    shifts,
)
from vanellus.analysing.bloc_moves import TIES
from vanellus.analysing.engagements import PER, VOLUMES
from vanellus.analysing.lives import LIVES
from vanellus.analysing.measured import WEIGHTS
from vanellus.analysing.periods import PERIODS
from vanellus.analysing.portfolios import CONDUCTS
from vanellus.analysing.shift_finding import LEAST, MEASURES
from vanellus.cli.answers import LIMIT, OUT, STYLE, answer, check_ending
from vanellus.cli.options import SINCE, STORE, _day
from vanellus.cli.progress import say
from vanellus.cli.store import party_id
from vanellus.ontology import Codebook
from vanellus.storing import open_store
from vanellus.storing.analysis_tables import (
    EventTables,
    all_events,
    documents_by_day,
    events_by_day,
    events_of_parties,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from vanellus.storing import Store

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def _several(_context: click.Context, _parameter: click.Parameter, given: Any) -> tuple[str, ...]:
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


ACTOR: Final = click.argument("actor", metavar="ACTOR")
WITH: Final = click.option(
    "--with", "partners", multiple=True, callback=_several, metavar="PARTY,...",
    help="Only these partners; without it all states and organisations.",
)  # fmt: skip
UNTIL: Final = click.option(
    "--until", metavar="YYYY-MM-DD", callback=_day, help="Only up to this day."
)
PILLAR: Final = click.option(
    "--pillar", type=click.Choice([each.name for each in Codebook.default().pillars]),
    help="Only this field of policy.",
)  # fmt: skip
STATES: Final = click.option(
    "--states", multiple=True, callback=_several, metavar="STATE,...",
    help=f"Events in these states of life count ({', '.join(LIVES)}); held by default.",
)  # fmt: skip
MEMBERS: Final = click.option(
    "--members", is_flag=True, help="Blocs stand for their members and not for themselves."
)
THROUGH: Final = click.option(
    "--through-blocs", is_flag=True, help="What its bloc does counts for each member as well."
)
COUNTRY: Final = click.option(
    "--of-country", is_flag=True,
    help="Companies, mercenaries and persons count as their country (rebels never).",
)  # fmt: skip


def _by(usual: str) -> Callable[[_Command], _Command]:
    return click.option(
        "--by", type=click.Choice(PERIODS), default=usual, show_default=True, help="Periods."
    )


def _shared(command: _Command) -> _Command:
    """The options of every analysis."""
    for option in (LIMIT, STYLE, OUT, COUNTRY, THROUGH, STATES, UNTIL, SINCE, STORE):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the shared options say."""

    path: Path
    since: date | None
    until: date | None
    states: tuple[str, ...]
    through_blocs: bool
    of_country: bool
    out: Path | None
    style: str | None
    limit: int

    @property
    def counting(self) -> dict[str, Any]:
        """The options that every analysis takes by the same names."""
        return {
            "since": self.since, "until": self.until, "states": self.states or HELD,
            "through_blocs": self.through_blocs, "of_country": self.of_country,
        }  # fmt: skip

    def tables(self, store: Store, actor: Who) -> EventTables:
        """The actor's events, also undated ones where no period is asked for."""
        return events_of_parties(
            store, actor.parties, since=self.since, until=self.until, of_country=self.of_country
        )

    def tell(self, table: pa.Table, *, title: str, shown: str) -> None:
        """Writes the answer, and says what was left out for want of a date."""
        answer(
            table, out=self.out, style=self.style, limit=self.limit, shown=shown.split(),
            title=title, empty=f"nothing to count for this in {self.path}",
        )  # fmt: skip
        undated = int((table.schema.metadata or {}).get(b"undated", b"0"))
        if undated:
            say(f"{undated} events have no date, or one coarser than the period, and are left out")


def who(given: str, *, members: bool) -> Who:
    """The party as analyses take it; with `members` a bloc by its members over time.

    Raises InputError for a name that the lexicon doesn't know.
    """
    key = party_id(given)
    assert key is not None
    if not members:
        return Who(name=key)
    from vanellus.resolving import Resolver  # noqa: PLC0415  only for members

    rows = Resolver.default().lexicon.memberships.get(key, [])
    return Who(
        name=key,
        members=tuple(
            Membership(party=party, since=_ordinal(since), until=_ordinal(until))
            for party, since, until in rows
        ),
    )


def _ordinal(day: int) -> date | None:
    """None where a membership has no known beginning or end."""
    return date.fromordinal(day) if date.min.toordinal() < day < date.max.toordinal() else None


def _partners(names: tuple[str, ...], *, members: bool) -> list[Who] | None:
    return [who(name, members=members) for name in names] or None


@click.command("engagement")
@ACTOR
@WITH
@_by("month")
@click.option("--per", type=click.Choice(PER), multiple=True, help="Also by pillar or type.")
@PILLAR
@click.option("--weight", type=click.Choice(WEIGHTS), default="events", help="What is summed.")
@click.option(
    "--volume", type=click.Choice(VOLUMES), default="documents", show_default=True,
    help="What the rate is measured by.",
)  # fmt: skip
@MEMBERS
@_shared
def engagement_command(
    *,
    actor: str,
    partners: tuple[str, ...],
    by: str,
    per: tuple[str, ...],
    pillar: str | None,
    weight: str,
    volume: str,
    members: bool,
    **options: Any,
) -> None:
    """Count how much ACTOR deals with whom, and how: events, cooperation, conflict, scores, rates.

    Rates are by volume of coverage. Bounds are of 90 per cent, by resampling events. Announced
    events are counted apart.
    """
    asked = Asked(**options)
    check_ending(asked.out)
    one = who(actor, members=members)
    with open_store(asked.path, create=False, read_only=True) as store:
        tables = asked.tables(store, one)
        table = engagement(
            tables.events, tables.sides, actor=one, partners=_partners(partners, members=members),
            by=by, per=per, pillar=pillar, weight=weight, volume=volume,
            coverage=_coverage(store, volume, asked), **asked.counting,
        )  # fmt: skip
    asked.tell(
        table,
        title=f"Engagement of {one.name} by {by}",
        shown=f"period partner {' '.join(name for name in PER if name in per)} events announced "
        "cooperation conflict score_mean score_low score_high rate rate_low rate_high",
    )


def _coverage(store: Store, volume: str, asked: Asked) -> pa.Table | None:
    if volume == "events":
        return events_by_day(
            store, since=asked.since, until=asked.until, states=asked.states or HELD
        )
    return documents_by_day(store) if volume == "documents" else None


@click.command("portfolio")
@ACTOR
@WITH
@_by("year")
@click.option("--by-pillar", is_flag=True, help="A portfolio for each field of policy.")
@click.option(
    "--conduct", type=click.Choice(list(CONDUCTS)), default="all", show_default=True,
    help="Only dealings of this kind.",
)  # fmt: skip
@click.option("--changes", is_flag=True, help="Concentration and distance instead of shares.")
@MEMBERS
@_shared
def portfolio_command(
    *,
    actor: str,
    partners: tuple[str, ...],
    by: str,
    by_pillar: bool,
    conduct: str,
    changes: bool,
    members: bool,
    **options: Any,
) -> None:
    """Share out dealings of ACTOR among its partners, and tell how concentrated they are."""
    asked = Asked(**options)
    check_ending(asked.out)
    one = who(actor, members=members)
    with open_store(asked.path, create=False, read_only=True) as store:
        tables = asked.tables(store, one)
    table = (portfolio_changes if changes else portfolio)(
        tables.events, tables.sides, actor=one, partners=_partners(partners, members=members),
        by=by, by_pillar=by_pillar, conduct=conduct, **asked.counting,
    )  # fmt: skip
    pillar = "pillar" if by_pillar else ""
    shown = f"period {pillar} partner events share share_low share_high"
    if changes:
        shown = (
            f"period {pillar} partners dealings hhi hhi_low hhi_high entropy since distance "
            "distance_low distance_high distance_by_chance chance"
        )
    asked.tell(table, title=f"Portfolio of {one.name} by {by}", shown=shown)


@click.command("shifts")
@ACTOR
@WITH
@click.option(
    "--measure", "measures", type=click.Choice(MEASURES), multiple=True,
    default=("attention", "conduct"), show_default=True, help="What may have changed.",
)  # fmt: skip
@click.option("--partners", "swaps", is_flag=True, help="Who took whose place, two by two.")
@click.option(
    "--least", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=LEAST,
    show_default=True, help="Least probability of a shift.",
)  # fmt: skip
@click.option("--relative", is_flag=True, help="Against all that ACTOR does, not all that is told.")
@click.option("--all", "everything", is_flag=True, help="Also pairs without a shift.")
@PILLAR
@MEMBERS
@_shared
def shifts_command(
    *,
    actor: str,
    partners: tuple[str, ...],
    measures: tuple[str, ...],
    swaps: bool,
    least: float,
    relative: bool,
    everything: bool,
    pillar: str | None,
    members: bool,
    **options: Any,
) -> None:
    """Date the changes in whom ACTOR deals with, and how, with probability and events."""
    asked = Asked(**options)
    check_ending(asked.out)
    one = who(actor, members=members)
    given: dict[str, Any] = {
        "actor": one, "partners": _partners(partners, members=members), "pillar": pillar,
        "relative": relative, "least": least, **asked.counting,
    }  # fmt: skip
    with open_store(asked.path, create=False, read_only=True) as store:
        tables = asked.tables(store, one)
        given["coverage"] = documents_by_day(store, since=asked.since, until=asked.until)
    if swaps:
        asked.tell(
            realignments(tables.events, tables.sides, **given),
            title=f"Who took whose place with {one.name}",
            shown="away_from towards date date_low date_high probability share_before share_after "
            "change_low change_high falls rises events_before events_after",
        )
        return
    table = shifts(tables.events, tables.sides, measures=measures, **given)
    status = table["status"].to_pylist()
    without = {word: status.count(word) for word in ("none", "not enough")}
    if not everything:
        table = table.filter([word == "shift" for word in status])
    asked.tell(
        table,
        title=f"Shifts of {one.name}",
        shown=f"partner measure {'status' if everything else ''} date date_low date_high "
        "probability before after size size_low size_high events_before events_after",
    )
    if not everything:
        say(f"without a shift: {without['none']}; too few events: {without['not enough']} (--all)")


@click.command("blocs")
@_by("year")
@PILLAR
@click.option(
    "--ties", type=click.Choice(TIES), default="net", show_default=True,
    help="Cooperation less conflict, or cooperation alone.",
)  # fmt: skip
@click.option("--moves", "moved", is_flag=True, help="Only states that came to another bloc.")
@_shared
def blocs_command(*, by: str, pillar: str | None, ties: str, moved: bool, **options: Any) -> None:
    """Find states that cooperate, period by period, and who moves between their blocs."""
    asked = Asked(**options)
    check_ending(asked.out)
    with open_store(asked.path, create=False, read_only=True) as store:
        tables = all_events(
            store, since=asked.since, until=asked.until, states=asked.states or HELD,
            between_states=not asked.of_country,
        )  # fmt: skip
    table = blocs(tables.events, tables.sides, by=by, pillar=pillar, ties=ties, **asked.counting)
    asked.tell(
        moves(table) if moved else table,
        title=f"Blocs of cooperation by {by}",
        shown="period state community size moved_from events strength within modularity",
    )
