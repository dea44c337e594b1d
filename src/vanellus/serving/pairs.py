"""Pair: two actors or blocs through time."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vanellus.briefing.question import Question
from vanellus.errors import InputError
from vanellus.ontology import Codebook
from vanellus.serving.beginnings import shortened
from vanellus.serving.chart_answers import charts_of, state_of
from vanellus.serving.dossier_answers import as_csv, as_json
from vanellus.serving.dossier_making import Dossier, chart_of, dossier_of, events_of, told
from vanellus.serving.dossier_tables import by_pillar, events_link, latest_deals, pieces_of
from vanellus.serving.faults import NotThere
from vanellus.serving.glance import WAYS, tallies, through_blocs, way_of, years
from vanellus.serving.parties import parties_like, party_in
from vanellus.serving.showing import url
from vanellus.serving.site import Flag, Reading, Since, Text, Until, page, render
from vanellus.serving.who import blocs, who_of
from vanellus.storing import Store

router = APIRouter()
_CHARTS: Final = ("engagement", "pillars", "shifts", "calendar")
_NOT_OF_PAIR: Final = ("attacks", "attack-trend")
"""What is about one of the two alone."""
_MOST_EVENTS: Final = 200
Pair = tuple[dict[str, Any], dict[str, Any], Dossier]


def _pair(
    request: Request, store: Store, one: str, other: str, since: date | None, until: date | None,
    *, members: bool, pillar: str | None = None,
) -> Pair:  # fmt: skip
    first, second = party_in(store, one), party_in(store, other)
    within = blocs(request, store)
    asked = [
        who_of(request, store, each["party"], members=members and each["party"] in within)
        for each in (first, second)
    ]
    question = Question(
        actors=(asked[0],), partners=(asked[1],), since=since, until=until, pillar=pillar
    )
    return first, second, dossier_of(request, store, question)


@router.get("/pair", name="pair")
def pair_page(
    *, request: Request, store: Reading, one: str = "", other: str = "", since: Since = None,
    until: Until = None, pillar: Text = None, way: Text = None, members: Flag = False,
    chart: str = "",
) -> Response:  # fmt: skip
    """Two actors through time; with one of them its own page, with none a form to name them."""
    if not (one.strip() and other.strip()) or _unknown(store, one, other):
        return _choose(request, store, one.strip(), other.strip(), since)
    if way is not None and way not in WAYS:
        raise InputError(where="way", problem=f"{way[:20]!r} is none", valid=", ".join(WAYS))
    shorter = shortened(request, store, "/pair", [party_in(store, one)["party"]])
    if shorter is not None:
        return shorter
    first, second, dossier = _pair(
        request, store, one, other, since, until, members=members, pillar=pillar
    )
    if chart:
        about = f"{first['name']} and {second['name']}"
        return chart_of(request, store, dossier, base="/pair", about=about)
    return page(
        request,
        "dossiers/pair.html",
        title=f"{first['name']} and {second['name']}",
        **_context(request, store, (first, second, dossier), pillar=pillar, way=way,
                   members=members, since=since, until=until),
    )  # fmt: skip


def _context(
    request: Request, store: Store, pair: Pair, *, pillar: str | None, way: str | None,
    members: bool, since: date | None, until: date | None,
) -> dict[str, Any]:  # fmt: skip
    first, second, dossier = pair
    material = dossier.material
    chosen = [deal for deal in material.deals if way in (None, way_of(deal))]
    fields, by_year = years(material.held)
    return {
        "one": first,
        "other": second,
        "by_members": members,
        "has_members": any(each["party"] in blocs(request, store) for each in (first, second)),
        "material": material,
        "findings": [
            (each, pieces_of(each)) for each in dossier.findings if each.key not in _NOT_OF_PAIR
        ],
        "tallies": tallies(material),
        "went": {
            each: [deal.event_id for deal in material.held if way_of(deal) == each] for each in WAYS
        },
        "by_blocs": []
        if members
        else through_blocs(
            store, first["party"], second["party"], since=since, until=until, pillar=pillar
        ),
        "charts": charts_of(request, dossier.shown(_CHARTS), base="/pair"),
        "pillars": by_pillar(material),
        "fields": fields,
        "years": by_year,
        "shifts": [row for row in material.shifts.to_pylist() if row["status"] == "shift"],
        "rows": latest_deals(store, chosen, most=_MOST_EVENTS),
        "total": len(chosen),
        "chosen": [deal.event_id for deal in chosen],
        "events_link": events_link,
        "query": state_of(request),
        "known_pillars": [each.name for each in Codebook.default().pillars],
        "pillar": pillar,
        "way": way,
        "since": since,
        "until": until,
    }


def _unknown(store: Store, *given: str) -> bool:
    for each in given:
        try:
            party_in(store, each)
        except NotThere:
            return True
    return False


def _choose(request: Request, store: Store, one: str, other: str, since: date | None) -> Response:
    """The page that asks for two names; with the only one that is given, that party's page."""
    sides = []
    for name, given in (("one", one), ("other", other)):
        known = bool(given) and not _unknown(store, given)
        if known and not (one and other):
            party = party_in(store, given)["party"]
            return RedirectResponse(url("/actor", party, since=since), status_code=303)
        near = parties_like(store, given, most=6) if given and not known else []
        sides.append({"name": name, "given": given, "known": known, "near": near})
    return render(
        request,
        "dossiers/choose.html",
        status=404 if any(side["given"] and not side["known"] for side in sides) else 200,
        title="Who did what with whom",
        sides=sides,
        since=since,
        query=state_of(request),
        pairs=store.query("SELECT * FROM served_pairs ORDER BY number LIMIT 20"),
    )


@router.get("/pair.json")
def pair_json(
    *, request: Request, store: Reading, one: str, other: str, since: Since = None,
    until: Until = None, pillar: Text = None, members: Flag = False,
) -> Response:  # fmt: skip
    """The pair as data."""
    first, second, dossier = _pair(
        request, store, one, other, since, until, members=members, pillar=pillar
    )
    whole = {"one": first, "other": second, **told(dossier)}
    return as_json(whole | {"events": events_of(dossier.material)}, "pair.json")


@router.get("/pair.csv")
def pair_csv(
    *, request: Request, store: Reading, one: str, other: str, since: Since = None,
    until: Until = None, pillar: Text = None, members: Flag = False,
) -> Response:  # fmt: skip
    """The events of the pair as a table."""
    _, _, dossier = _pair(request, store, one, other, since, until, members=members, pillar=pillar)
    return as_csv(events_of(dossier.material), "pair-events.csv")
