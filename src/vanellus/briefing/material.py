"""All that a brief is made from, fetched from a store once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing import engagement, portfolio, realignments, shifts
from vanellus.analysing.calendars import calendar
from vanellus.analysing.sides import Who
from vanellus.analysing.violence import threats
from vanellus.analysing.violence_trends import threat_trends
from vanellus.briefing.dealt import DEAL_COLUMNS, Deal, deals_of
from vanellus.briefing.ground import Ground
from vanellus.briefing.question import Question, together
from vanellus.briefing.ties import has_ties
from vanellus.errors import InputError
from vanellus.storing.analysis_tables import (
    EventTables,
    events_of_parties,
    party_names,
)
from vanellus.storing.register_tables import (
    announced_tables,
)

if TYPE_CHECKING:
    from vanellus.storing import Store

Rows = list[dict[str, Any]]
EventsOf = Callable[..., EventTables]
"""A function with the arguments of `events_of_parties`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Tables and rows that findings, charts and lists are made from; nothing else is asked."""

    question: Question
    as_of: date
    """The last day of publication in the store, or the end of the period asked for."""
    first_read: date | None
    documents: int
    actor: Who
    names: Mapping[str, str]
    countries: tuple[str, ...]
    """The states among the actors, by ISO3 code."""
    by: str
    """The period that charts are drawn by."""
    deals: list[Deal]
    all_deals: list[Deal]
    """The same with every state, bloc and organisation."""
    coverage: pa.Table
    engagement: pa.Table
    by_pillar: pa.Table
    portfolio: pa.Table
    shifts: pa.Table
    realignments: pa.Table
    calendar: Rows
    threats: Rows
    tolls: Mapping[str, float | None]
    """Least number of dead of each of these attacks, as far as told."""
    trends: Rows
    recommendations: Rows
    agenda: Rows
    has_ties: bool
    """Whether there is a network to draw around the actors."""

    def name(self, party: str) -> str:
        """The party's name, or its code where none is known."""
        return self.names.get(party, party)

    @property
    def held(self) -> list[Deal]:
        """What was told as done."""
        return [deal for deal in self.deals if deal.held]

    def documents_from(self, first: date, last: date) -> int:
        """How many documents were published from the one day to the other (inclusive)."""
        return sum(
            number
            for day, number in zip(
                self.coverage["day"].to_pylist(), self.coverage["documents"].to_pylist(),
                strict=True,
            )
            if first <= day <= last
        )  # fmt: skip


def gather(
    store: Store,
    question: Question,
    *,
    through_blocs: bool = False,
    ground: Ground | None = None,
    events_of: EventsOf = events_of_parties,
    with_advice: bool = True,
) -> Material:
    """What the store holds about the question; what it asks of the whole store is kept in `ground`.

    Raises InputError for an empty store.

    Args:
        store: open, if only for reading.
        question: who is asked about, with whom, and of which days and field.
        through_blocs: whether members count where only their bloc is a side.
        ground: kept by a page for as long as its copy of the store; a brief does without.
        events_of: where the events of parties are read.
        with_advice: whether recommendations are wanted, which are looked for in the whole store.
    """
    once = ground is None
    ground = ground or Ground()
    read = ground.last_day(store)
    if read is None:
        raise InputError(
            where=str(store.path),
            problem="holds no document with a day of publication",
            valid="a store made by `vanellus ingest`",
        )
    as_of = min(read, question.until) if question.until else read
    asked = [party for who in question.actors for party in who.parties]
    wholly = ground.blocs(store)
    actor = together(question.actors, wholly=wholly)
    tables = events_of(
        store, {*asked, *actor.parties}, since=question.since, until=question.until,
        columns=DEAL_COLUMNS,
    )  # fmt: skip
    tied = has_ties(*tables, asked)
    if question.pillar is not None:
        of_field = pc.equal(tables.events["pillar"], question.pillar)
        tables = tables._replace(events=tables.events.filter(of_field))
    partners = [_with_blocs(who, wholly) for who in question.partners] or None
    counted: dict[str, Any] = {
        "actor": actor, "partners": partners, "since": question.since, "until": question.until,
        "through_blocs": through_blocs,
    }  # fmt: skip
    dealt: dict[str, Any] = {
        "actor": actor, "through_blocs": through_blocs, "with_parties": len(question.actors) > 1,
    }  # fmt: skip
    deals = deals_of(*tables, partners=partners, **dealt)
    everybody = deals if partners is None else deals_of(*tables, partners=None, **dealt)
    by = period_for(deals)
    coverage = ground.coverage(store)
    of_period = ground.coverage(store, since=question.since, until=question.until)
    states = ground.states(store)
    countries = tuple(party for party in dict.fromkeys(asked) if party in states)
    local = _on_their_soil(store, countries, question, as_of, of_period, ground)
    every = {party for deal in (*deals, *everybody) for party in (*deal.parties, *deal.partners)}
    partner_parties = {p for who in question.partners for p in (who.name, *who.parties)}
    named = {*every, *asked, *partner_parties, *_named(question)}
    return Material(
        question=question,
        as_of=as_of,
        first_read=min(coverage["day"].to_pylist(), default=None),
        documents=sum(coverage["documents"].to_pylist()),
        actor=actor,
        names=party_names(store, named) if once else ground.names(store, named),
        countries=countries,
        by=by,
        deals=deals,
        all_deals=everybody,
        coverage=coverage,
        engagement=engagement(*tables, by=by, draws=200, **counted),
        by_pillar=engagement(*tables, by=by, per=("pillar",), draws=1, **counted),
        portfolio=portfolio(
            *tables, by="year", draws=100, **{**counted, "partners": None},
        ),
        shifts=shifts(*tables, coverage=of_period, **counted),
        realignments=realignments(
            *tables, coverage=of_period, about=partner_parties or None,
            **{**counted, "partners": None},
        ),
        calendar=_ahead(
            store, actor, partners, as_of, question, deals, coverage, None if once else ground
        ),
        threats=local[0],
        tolls=local[1],
        trends=local[2],
        recommendations=ground.advice(
            store, since=question.since, until=question.until, asked=asked
        ) if with_advice else [],
        agenda=_on_agenda(store, question, countries, ground),
        has_ties=tied,
    )  # fmt: skip


def period_for(deals: list[Deal]) -> str:
    """The period in which these events give a readable series: month, quarter or year."""
    dates = [deal.start for deal in deals if deal.start]
    if not dates:
        return "year"
    years = (max(dates) - min(dates)).days / 365.25
    return "month" if years <= 2 else "quarter" if years <= 10 else "year"


def blocs_within(store: Store) -> dict[str, frozenset[str]]:
    """Each bloc that acted for its members, with all that it ever acted for."""
    return Ground().blocs(store)


def _named(question: Question) -> set[str]:
    return {who.name for who in (*question.actors, *question.partners)}


def _with_blocs(who: Who, wholly: Mapping[str, frozenset[str]]) -> Who:
    if not who.members:
        return who
    whole = together((who,), wholly=wholly)
    return Who(name=who.name, members=whole.members)


def _ahead(
    store: Store,
    actor: Who,
    partners: list[Who] | None,
    as_of: date,
    question: Question,
    deals: list[Deal],
    coverage: pa.Table,
    ground: Ground | None,
) -> Rows:
    """What is announced as of the day: with partners only what is between them and the actor."""
    if ground is not None:
        found = ground.ahead(store, as_of=as_of, parties=actor.parties)
        if question.since is not None:
            found = found.filter(pc.greater_equal(found["date_end"], question.since))
    else:
        tables = announced_tables(store, as_of=as_of, parties=actor.parties)
        found = calendar(
            tables.events, tables.sides, as_of=as_of, life=tables.life, reports=tables.reports,
            coverage=coverage, parties=actor.parties, states=("announced", "confirmed"),
            since=question.since,
        )  # fmt: skip
    if partners is not None:
        between = pa.array([deal.event_id for deal in deals], pa.string())
        found = found.filter(pc.is_in(found["event_id"], between))
    rows: Rows = found.to_pylist()
    return rows


def _on_their_soil(
    store: Store,
    countries: tuple[str, ...],
    question: Question,
    as_of: date,
    coverage: pa.Table,
    ground: Ground,
) -> tuple[Rows, dict[str, float | None], Rows]:
    """Attacks by month and country, and how the latest full month of each stands to its past."""
    if not countries:
        return [], {}, []
    events = ground.attacks(store)
    last = as_of.replace(day=1) - timedelta(days=1)
    # `threats` takes whole months, a question any day.
    inside = pc.less_equal(events["date_start"], as_of)
    if question.since:
        inside = pc.and_(inside, pc.greater_equal(events["date_start"], question.since))
    mine = events.filter(pc.and_(inside, pc.is_in(events["place_country"], pa.array(countries))))
    counted: Rows = threats(mine).to_pylist()
    if not counted:
        return [], {}, []
    read = coverage["day"].to_pylist()
    tolls = dict(zip(mine["event_id"].to_pylist(), mine["dead_low"].to_pylist(), strict=True))
    # Without reports of the last month and of one before it nothing can be compared.
    if not any(last.replace(day=1) <= day <= last for day in read) or min(read) > (
        last.replace(day=1) - timedelta(days=1)
    ):
        return counted, tolls, []
    theirs = events.filter(pc.is_in(events["place_country"], pa.array(countries)))
    trends: Rows = threat_trends(
        theirs, since=question.since, until=last, coverage=coverage
    ).to_pylist()
    return counted, tolls, trends


def _on_agenda(
    store: Store, question: Question, countries: tuple[str, ...], ground: Ground
) -> Rows:
    if question.partners:
        countries = (*countries, *(p for who in question.partners for p in who.parties))
    return ground.agenda(store, since=question.since, until=question.until, countries=countries)
