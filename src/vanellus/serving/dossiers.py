"""Dossiers: an actor or bloc, two of them through time, and who cooperates with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from vanellus.analysing import Membership, Who
from vanellus.briefing.brief_charts import NAMES, Figure, figures_of, ties_around
from vanellus.briefing.evidence import disagreements_of
from vanellus.briefing.findings import findings
from vanellus.briefing.marks import marks_of
from vanellus.briefing.material import Material, blocs_within, gather
from vanellus.briefing.numbers import Finding
from vanellus.briefing.question import Question
from vanellus.errors import InputError
from vanellus.serving import networks
from vanellus.serving.chart_answers import asked_of, chart_answer, charts_of, state_of
from vanellus.serving.dossier_answers import as_csv, as_json
from vanellus.serving.dossier_tables import (
    by_partner,
    by_pillar,
    events_link,
    listed_events,
    pieces_of,
    sayings_of,
)
from vanellus.serving.faults import NotThere
from vanellus.serving.parties import party_in
from vanellus.serving.showing import url
from vanellus.serving.site import Day, Reading, kept, page
from vanellus.storing import Store

router = APIRouter()
router.include_router(networks.router)
MOST_EVENTS: Final = 40
_OF_PAIR: Final = ("engagement", "pillars", "shifts", "calendar")
_NOT_OF_PAIR: Final = ("attacks", "attack-trend")
"""What is about one of the two alone."""
_OF_ACTOR: Final = (
    "engagement",
    "pillars",
    "portfolio",
    "shifts",
    "calendar",
    "threats",
    "network",
)
_CACHED: Final = 48
"""Dossiers that are kept for a copy of the store."""
Members = Annotated[bool, Query()]


def who_of(request: Request, store: Store, party: str, *, members: bool) -> Who:
    """The party as analyses take it; with `members` a bloc by those that it acts for."""
    if not members:
        return Who(name=party)
    within = kept(request, "blocs", lambda: blocs_within(store))
    return Who(
        name=party, members=tuple(Membership(party=each) for each in sorted(within.get(party, ())))
    )


@dataclass(slots=True, kw_only=True)
class Dossier:
    """What was worked out for a question."""

    material: Material
    findings: list[Finding]
    figures: dict[str, Figure]
    """The charts by their names; they are drawn when a browser asks for them."""

    def shown(self, names: Sequence[str]) -> list[Figure]:
        """Those of these names that there are."""
        return [self.figures[name] for name in names if name in self.figures]


def dossier_of(request: Request, store: Store, question: Question) -> Dossier:
    """What dossiers are made from, worked out once for each copy of the store."""
    made: dict[Question, Dossier] = kept(request, "dossiers", dict)
    found = made.get(question)
    if found is None:
        material = gather(store, question)
        found = Dossier(
            material=material,
            findings=found_of(store, material),
            figures={figure.name: figure for figure in figures_of(store, material)},
        )
        while len(made) >= _CACHED:
            made.pop(next(iter(made)), None)
        made[question] = found
    return found


def chart_of(
    request: Request, store: Store, dossier: Dossier, *, base: str, about: str
) -> Response:
    """What the address asks of a chart of the dossier. Raises NotThere if there is nothing to draw,
    InputError.
    """
    name = asked_of(request).chart
    if name not in NAMES:
        raise InputError(where="chart", problem=f"no chart {name[:40]!r}", valid=", ".join(NAMES))
    if name not in dossier.figures:
        raise NotThere(
            where=f"chart {name}", problem="there is nothing to draw",
            valid="another period or party",
        )  # fmt: skip
    material = dossier.material
    return chart_answer(
        request, store, dossier.figures[name],
        lambda: marks_of(
            material, name, ties=ties_around(store, material) if name == "network" else ()
        ),
        base=base, about=about,
    )  # fmt: skip


def found_of(store: Store, material: Material) -> list[Finding]:
    """The findings of a dossier."""
    return findings(
        material, disagreements=disagreements_of(store, [deal.event_id for deal in material.deals])
    )


def _dossier(
    request: Request, store: Store, party: str, since: date | None, until: date | None,
    *, members: bool,
) -> tuple[dict[str, Any], Dossier]:  # fmt: skip
    actor = party_in(store, party)
    who = who_of(request, store, actor["party"], members=members)
    if members and not who.members:
        raise NotThere(
            where="bloc", problem=f"{actor['name']} acts for no members in this store",
            valid="a bloc whose members are known",
        )  # fmt: skip
    return actor, dossier_of(request, store, Question(actors=(who,), since=since, until=until))


def _kind_routes(kind: str, *, members: bool) -> None:
    """The routes of actors, or of blocs by their members."""

    def told_json(
        request: Request, store: Reading, party: str, since: Day = None, until: Day = None
    ) -> Response:
        actor, dossier = _dossier(request, store, party, since, until, members=members)
        return as_json({"party": actor, **_told(dossier)}, f"{kind}.json")

    def told_csv(
        request: Request, store: Reading, party: str, since: Day = None, until: Day = None
    ) -> Response:
        _, dossier = _dossier(request, store, party, since, until, members=members)
        return as_csv(dossier.material.engagement.to_pylist(), f"{kind}-engagement.csv")

    def as_page(
        request: Request, store: Reading, party: str, since: Day = None, until: Day = None,
        chart: str = "",
    ) -> Response:  # fmt: skip
        actor, dossier = _dossier(request, store, party, since, until, members=members)
        base, material = url(f"/{kind}", actor["party"]), dossier.material
        if chart:
            return chart_of(request, store, dossier, base=base, about=actor["name"])
        return page(
            request,
            "dossiers/actor.html",
            title=f"{actor['name']} by its members" if members else actor["name"],
            actor=actor,
            members=[
                {"party": member.party, "name": material.name(member.party)}
                for who in material.question.actors
                for member in who.members
            ],
            has_members=actor["party"] in kept(request, "blocs", lambda: blocs_within(store)),
            by_members=members,
            base=base,
            material=material,
            findings=[(each, pieces_of(each)) for each in dossier.findings],
            charts=charts_of(request, dossier.shown(_OF_ACTOR), base=base),
            partners=by_partner(material)[:20],
            pillars=by_pillar(material),
            shifts=[row for row in material.shifts.to_pylist() if row["status"] == "shift"],
            sayings=sayings_of(store, actor["party"], since=since, until=until),
            rows=listed_events(store, [deal.event_id for deal in material.deals], most=MOST_EVENTS),
            events_link=events_link,
            query=state_of(request),
            since=since,
            until=until,
        )

    router.add_api_route(f"/{kind}/{{party:path}}.json", told_json, name=f"{kind}_json")
    router.add_api_route(f"/{kind}/{{party:path}}.csv", told_csv, name=f"{kind}_csv")
    router.add_api_route(f"/{kind}/{{party:path}}", as_page, name=kind)


_kind_routes("actor", members=False)
_kind_routes("bloc", members=True)


def _pair(
    request: Request, store: Store, one: str, other: str, since: date | None, until: date | None,
    *, members: bool,
) -> tuple[dict[str, Any], dict[str, Any], Dossier]:  # fmt: skip
    first, second = party_in(store, one), party_in(store, other)
    within = kept(request, "blocs", lambda: blocs_within(store))
    asked = [
        who_of(request, store, each["party"], members=members and each["party"] in within)
        for each in (first, second)
    ]
    question = Question(actors=(asked[0],), partners=(asked[1],), since=since, until=until)
    return first, second, dossier_of(request, store, question)


@router.get("/pair", name="pair")
def pair_page(
    *, request: Request, store: Reading, one: str = "", other: str = "", since: Day = None,
    until: Day = None, members: Members = False, chart: str = "",
) -> Response:  # fmt: skip
    """Two actors through time; without both of them a form to name them."""
    if not (one.strip() and other.strip()):
        return page(
            request, "dossiers/choose.html", title="Two actors", one=one, other=other,
            common=_common(request, store),
        )  # fmt: skip
    first, second, dossier = _pair(request, store, one, other, since, until, members=members)
    if chart:
        about = f"{first['name']} and {second['name']}"
        return chart_of(request, store, dossier, base="/pair", about=about)
    material = dossier.material
    return page(
        request,
        "dossiers/pair.html",
        title=f"{first['name']} and {second['name']}",
        one=first,
        other=second,
        by_members=members,
        material=material,
        findings=[
            (each, pieces_of(each)) for each in dossier.findings if each.key not in _NOT_OF_PAIR
        ],
        charts=charts_of(request, dossier.shown(_OF_PAIR), base="/pair"),
        pillars=by_pillar(material),
        shifts=[row for row in material.shifts.to_pylist() if row["status"] == "shift"],
        rows=listed_events(store, [deal.event_id for deal in material.deals], most=200),
        total=len(material.deals),
        events_link=events_link,
        query=state_of(request),
        since=since,
        until=until,
    )


@router.get("/pair.json")
def pair_json(
    *, request: Request, store: Reading, one: str, other: str, since: Day = None, until: Day = None,
    members: Members = False,
) -> Response:  # fmt: skip
    """The pair as data."""
    first, second, dossier = _pair(request, store, one, other, since, until, members=members)
    told = {"one": first, "other": second, **_told(dossier)}
    return as_json(told | {"events": _events_of(dossier.material)}, "pair.json")


@router.get("/pair.csv")
def pair_csv(
    *, request: Request, store: Reading, one: str, other: str, since: Day = None, until: Day = None,
    members: Members = False,
) -> Response:  # fmt: skip
    """The events of the pair as a table."""
    _, _, dossier = _pair(request, store, one, other, since, until, members=members)
    return as_csv(_events_of(dossier.material), "pair-events.csv")


def _common(request: Request, store: Store) -> list[dict[str, Any]]:
    """Pairs of states with most events, as examples to choose from."""
    rows: list[dict[str, Any]] = kept(
        request,
        "common pairs",
        lambda: store.query(
            "SELECT least(actor, recipient) AS one, greatest(actor, recipient) AS other,"
            " count(DISTINCT event_id) AS events FROM event_dyads WHERE actor_via IS NULL"
            " AND recipient_via IS NULL AND length(actor) = 3 AND length(recipient) = 3"
            " GROUP BY ALL ORDER BY events DESC, one, other LIMIT 12"
        ),
    )
    return rows


def _told(dossier: Dossier) -> dict[str, Any]:
    material = dossier.material
    return {
        "as_of": material.as_of,
        "since": material.question.since,
        "until": material.question.until,
        "findings": [
            {"key": each.key, "text": each.text, "event_ids": each.event_ids}
            for each in dossier.findings
        ],
        "engagement": material.engagement.to_pylist(),
        "portfolio": material.portfolio.to_pylist(),
        "shifts": material.shifts.to_pylist(),
        "calendar": material.calendar,
        "threats": material.threats,
    }


def _events_of(material: Material) -> list[dict[str, Any]]:
    return [
        {
            "event_id": deal.event_id, "date_start": deal.start, "date_end": deal.end,
            "date_grain": deal.grain, "type": deal.type, "mode": deal.mode, "pillar": deal.pillar,
            "state": deal.state, "cooperation": deal.cooperative,
            "partners": list(deal.partners), "independent_sources": deal.sources,
            "reports": deal.reports, "score": deal.score,
        }
        for deal in material.deals
    ]  # fmt: skip
