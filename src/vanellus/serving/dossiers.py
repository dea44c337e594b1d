"""Dossiers: an actor, or a bloc by its members; pairs, the network and briefs stand beside them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.briefing.question import Question
from vanellus.ontology import Codebook
from vanellus.serving import briefs, networks, pairs
from vanellus.serving.beginnings import shortened
from vanellus.serving.chart_answers import charts_of, state_of
from vanellus.serving.dossier_answers import as_csv, as_json
from vanellus.serving.dossier_making import Dossier, chart_of, dossier_of, told
from vanellus.serving.dossier_tables import (
    by_partner,
    by_pillar,
    events_link,
    latest_deals,
    pieces_of,
)
from vanellus.serving.faults import NotThere
from vanellus.serving.glance import (
    attacks_by_year,
    belongs_to,
    members_of,
    offices_of,
    said_by,
    tallies,
)
from vanellus.serving.parties import party_in
from vanellus.serving.showing import url
from vanellus.serving.site import Reading, Since, Text, Until, page
from vanellus.serving.who import blocs, who_of
from vanellus.storing import Store

router = APIRouter()
for each in (networks, pairs, briefs):
    router.include_router(each.router)
MOST_EVENTS: Final = 40
_MOST_PARTNERS: Final = 20
_MOST_SAYINGS: Final = 12
_MOST_TOPICS: Final = 20
_OF_ACTOR: Final = (
    "engagement",
    "pillars",
    "portfolio",
    "shifts",
    "calendar",
    "threats",
    "network",
)


def _dossier(
    request: Request, store: Store, party: str, since: date | None, until: date | None,
    *, members: bool, pillar: str | None = None,
) -> tuple[dict[str, Any], Dossier]:  # fmt: skip
    actor = party_in(store, party)
    who = who_of(request, store, actor["party"], members=members)
    if members and not who.members:
        raise NotThere(
            where="bloc", problem=f"{actor['name']} acts for no members in this store",
            valid="a bloc whose members are known",
        )  # fmt: skip
    question = Question(actors=(who,), since=since, until=until, pillar=pillar)
    return actor, dossier_of(request, store, question)


def _kind_routes(kind: str, *, members: bool) -> None:
    """The routes of actors, or of blocs by their members."""

    def told_json(
        request: Request, store: Reading, party: str, since: Since = None, until: Until = None,
        pillar: Text = None,
    ) -> Response:  # fmt: skip
        actor, dossier = _dossier(
            request, store, party, since, until, members=members, pillar=pillar
        )
        return as_json({"party": actor, **told(dossier)}, f"{kind}.json")

    def told_csv(
        request: Request, store: Reading, party: str, since: Since = None, until: Until = None,
        pillar: Text = None,
    ) -> Response:  # fmt: skip
        _, dossier = _dossier(request, store, party, since, until, members=members, pillar=pillar)
        return as_csv(dossier.material.engagement.to_pylist(), f"{kind}-engagement.csv")

    def as_page(
        request: Request, store: Reading, party: str, since: Since = None, until: Until = None,
        pillar: Text = None, chart: str = "",
    ) -> Response:  # fmt: skip
        named = party_in(store, party)["party"]
        parties = who_of(request, store, named, members=members).parties
        shorter = shortened(request, store, url(f"/{kind}", named), parties)
        if shorter is not None:
            return shorter
        actor, dossier = _dossier(
            request, store, party, since, until, members=members, pillar=pillar
        )
        base = url(f"/{kind}", actor["party"])
        if chart:
            return chart_of(request, store, dossier, base=base, about=actor["name"])
        return page(
            request,
            "dossiers/actor.html",
            title=f"{actor['name']} by its members" if members else actor["name"],
            by_members=members,
            since=since,
            until=until,
            pillar=pillar,
            **_context(request, store, actor, dossier, base=base, since=since, until=until),
        )

    router.add_api_route(f"/{kind}/{{party:path}}.json", told_json, name=f"{kind}_json")
    router.add_api_route(f"/{kind}/{{party:path}}.csv", told_csv, name=f"{kind}_csv")
    router.add_api_route(f"/{kind}/{{party:path}}", as_page, name=kind)


def _context(
    request: Request, store: Store, actor: dict[str, Any], dossier: Dossier,
    *, base: str, since: date | None, until: date | None,
) -> dict[str, Any]:  # fmt: skip
    material, party = dossier.material, actor["party"]
    partners = by_partner(material)
    acted_for = blocs(request, store).get(party, frozenset())
    return {
        "actor": actor,
        "base": base,
        "members": members_of(store, party, acted_for=acted_for),
        "stands_for": [
            {"party": member.party, "name": material.name(member.party)}
            for who in material.question.actors
            for member in who.members
        ],
        "has_members": bool(acted_for),
        "belongs": belongs_to(store, party) if actor["kind"] == "state" else [],
        "material": material,
        "findings": [(each, pieces_of(each)) for each in dossier.findings],
        "tallies": tallies(material),
        "charts": charts_of(request, dossier.shown(_OF_ACTOR), base=base),
        "partners": partners[:_MOST_PARTNERS],
        "all_partners": len(partners),
        "pillars": by_pillar(material),
        "known_pillars": [each.name for each in Codebook.default().pillars],
        "shifts": [row for row in material.shifts.to_pylist() if row["status"] == "shift"],
        "offices": offices_of(store, party),
        "attacks": attacks_by_year(material),
        "agenda": material.agenda[:_MOST_TOPICS],
        "sayings": said_by(store, party, since=since, until=until, most=_MOST_SAYINGS),
        "rows": latest_deals(store, material.deals, most=MOST_EVENTS),
        "events_link": events_link,
        "query": state_of(request),
    }


_kind_routes("actor", members=False)
_kind_routes("bloc", members=True)
