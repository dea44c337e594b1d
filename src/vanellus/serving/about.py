"""About: which runs filled the store, by which model, how often it is right, what was left out."""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from vanellus.serving.site import Reading, page
from vanellus.settings import SETTINGS
from vanellus.storing import Store

router = APIRouter()
_MEASURES: Final = {
    "trigger": "words that carry an event",
    "trigger+type": "the same, with the right type",
    "mention": "actors, places and dates marked",
    "actor": "who, given the event",
    "recipient": "to whom, given the event",
    "status": "done, planned, denied or past",
    "silent": "sentences without event left without",
    "relation": "what one named party does to another",
}
"""Figures of the model's card, in words; each from 0 to 1."""


@router.get("/about", name="about")
def about_page(request: Request, store: Reading) -> Response:
    """How what the store holds came about, and how far it may be trusted."""
    runs = store.query("FROM runs ORDER BY first_started DESC")
    for run in runs:
        run["settings"] = json.loads(run["settings"])
    card = _card()
    return page(
        request,
        "about.html",
        title="About this store",
        version=version("vanellus"),
        counts=store.counts(),
        runs=runs,
        helps={each.name: each.help for each in SETTINGS},
        card=card,
        measures=[
            (words, card["kept_out_figures"][name])
            for name, words in _MEASURES.items()
            if name in card["kept_out_figures"]
        ],
        same_model=all(card["digest"].startswith(run["model_digest"]) for run in runs),
        dropped=_dropped(store),
        parted=store.query("SELECT count(*) AS n FROM separations")[0]["n"],
    )


@router.get("/robots.txt", include_in_schema=False)
def robots() -> Response:
    """That nothing here is for search engines."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _card() -> dict[str, Any]:
    """The card of the event model that is installed."""
    text = (files("vanellus.coding") / "model" / "card.json").read_text(encoding="utf-8")
    card: dict[str, Any] = json.loads(text)
    return card


def _dropped(store: Store) -> list[dict[str, Any]]:
    return store.query(
        "SELECT reason, count(*) AS items, count(*) FILTER (part IS NULL) AS documents,"
        " any_value(detail ORDER BY number) AS example FROM served_dropped"
        " GROUP BY reason ORDER BY items DESC, reason"
    )
