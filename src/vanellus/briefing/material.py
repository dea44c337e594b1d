"""All that a brief is made from, fetched from a store once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing import engagement, portfolio, realignments, shifts
from vanellus.analysing.calendars import calendar
from vanellus.analysing.registers import agenda, recommendations
from vanellus.analysing.sides import Who
from vanellus.analysing.violence import threats
from vanellus.analysing.violence_trends import threat_trends
from vanellus.briefing.dealt import DEAL_COLUMNS, Deal, deals_of
from vanellus.briefing.question import Question, together
from vanellus.errors import InputError
from vanellus.storing.analysis_tables import (
    arrow,
    documents_by_day,
    events_of_parties,
    party_names,
)
from vanellus.storing.register_tables import (
    announced_tables,
    last_day_read,
    register_table,
    violent_tables,
)

if TYPE_CHECKING:
    from vanellus.storing import Store

_ATTACKS: Final = ("ASSAULT",)
Rows = list[dict[str, Any]]


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


def gather(store: Store, question: Question, *, through_blocs: bool = False) -> Material:
    """What the store holds about the question. Raises InputError for an empty store."""
    read = last_day_read(store)
    if read is None:
        raise InputError(
            where=str(store.path),
            problem="holds no document with a day of publication",
            valid="a store made by `vanellus ingest`",
        )
    as_of = min(read, question.until) if question.until else read
    asked = [party for who in question.actors for party in who.parties]
    wholly = blocs_within(store)
    actor = together(question.actors, wholly=wholly)
    tables = events_of_parties(
        store, {*asked, *actor.parties}, since=question.since, until=question.until,
        columns=DEAL_COLUMNS,
    )  # fmt: skip
    partners = [_with_blocs(who, wholly) for who in question.partners] or None
    counted: dict[str, Any] = {
        "actor": actor, "partners": partners, "since": question.since, "until": question.until,
        "through_blocs": through_blocs,
    }  # fmt: skip
    deals = deals_of(*tables, actor=actor, partners=partners, through_blocs=through_blocs)
    everybody = deals
    if partners is not None:
        everybody = deals_of(*tables, actor=actor, partners=None, through_blocs=through_blocs)
    by = period_for(deals)
    coverage = documents_by_day(store)
    of_period = documents_by_day(store, since=question.since, until=question.until)
    countries = states_among(store, asked)
    local = _on_their_soil(store, countries, question, as_of, of_period)
    every = {party for deal in (*deals, *everybody) for party in deal.parties}
    partner_parties = {party for who in question.partners for party in who.parties}
    return Material(
        question=question,
        as_of=as_of,
        first_read=min(coverage["day"].to_pylist(), default=None),
        documents=sum(coverage["documents"].to_pylist()),
        actor=actor,
        names=party_names(store, {*every, *asked, *partner_parties, *_named(question)}),
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
            *tables, coverage=of_period, **{**counted, "partners": None}
        ),
        calendar=_ahead(store, actor, partners, as_of, question, deals, coverage),
        threats=local[0],
        tolls=local[1],
        trends=local[2],
        recommendations=_advice(store, question, asked),
        agenda=_on_agenda(store, question, countries),
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
    rows = arrow(
        store,
        "SELECT via, list(DISTINCT party) AS members FROM event_sides"
        " WHERE via IS NOT NULL GROUP BY 1",
    ).to_pylist()
    return {row["via"]: frozenset(row["members"]) for row in rows}


def states_among(store: Store, parties: list[str]) -> tuple[str, ...]:
    """Those of the parties that are states, in the order given."""
    rows = arrow(
        store,
        "SELECT DISTINCT party FROM event_sides"
        " WHERE party = country AND party IN (SELECT unnest($parties))",
        {"parties": sorted(set(parties))},
    )["party"].to_pylist()
    return tuple(party for party in dict.fromkeys(parties) if party in rows)


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
) -> Rows:
    """What is announced as of the day: with partners only what is between them and the actor."""
    tables = announced_tables(store, as_of=as_of, parties=actor.parties)
    rows: Rows = calendar(
        tables.events, tables.sides, as_of=as_of, life=tables.life, reports=tables.reports,
        coverage=coverage, parties=actor.parties, states=("announced", "confirmed"),
        since=question.since,
    ).to_pylist()  # fmt: skip
    if partners is None:
        return rows
    between = {deal.event_id for deal in deals}
    return [row for row in rows if row["event_id"] in between]


def _on_their_soil(
    store: Store,
    countries: tuple[str, ...],
    question: Question,
    as_of: date,
    coverage: pa.Table,
) -> tuple[Rows, dict[str, float | None], Rows]:
    """Attacks by month and country, and how the latest full month of each stands to its past."""
    if not countries:
        return [], {}, []
    events, _ = violent_tables(store, types=_ATTACKS, states=("held",))
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
    trends = [
        row
        for row in threat_trends(
            events, since=question.since, until=last, coverage=coverage
        ).to_pylist()
        if row["country"] in countries
    ]
    return counted, tolls, trends


def _advice(store: Store, question: Question, asked: list[str]) -> Rows:
    table = register_table(store, "recommendations")
    rows: Rows = recommendations(table, since=question.since, until=question.until).to_pylist()
    named = set(asked)
    about = {
        row["doc_id"]
        for row in arrow(
            store,
            "SELECT DISTINCT doc_id FROM participants WHERE country IN (SELECT unnest($asked))"
            " OR lexicon_id IN (SELECT unnest($asked))",
            {"asked": sorted(named)},
        ).to_pylist()
    }
    return [
        row
        for row in rows
        if row["addressee_country"] in named or (named and set(row["doc_ids"]) & about)
    ]


def _on_agenda(store: Store, question: Question, countries: tuple[str, ...]) -> Rows:
    table = register_table(store, "agenda")
    rows: Rows = agenda(table, since=question.since, until=question.until).to_pylist()
    if question.partners:
        countries = (*countries, *(p for who in question.partners for p in who.parties))
    return [row for row in rows if row["country"] in countries]
