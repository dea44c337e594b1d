"""How a page is made: a store to read, parameters that are checked, a template to fill.

A module of pages has a `router`, and its pages look like this:

    @router.get("/things/{thing}")
    def thing_page(request: Request, store: Reading, thing: str, since: Day = None) -> Response:
        return page(request, "thing.html", title=..., rows=...)
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, Final, TypeVar, cast

from fastapi import Depends
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BeforeValidator
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import NoMatchFound

from vanellus.errors import BadDate
from vanellus.serving import showing
from vanellus.serving.snapshot import Generation, Snapshots
from vanellus.storing import Store

_Made = TypeVar("_Made")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NAVIGATION: Final = (
    ("home", "Home"),
    ("events", "Events"),
    ("documents", "Documents"),
    ("calendar", "Calendar"),
    ("recommendations", "Recommendations"),
    ("figures", "Figures"),
    ("sources", "Sources"),
    ("actors", "Actors"),
    ("network", "Network"),
    ("search", "Search"),
    ("about", "About"),
)
"""Names of routes in the order of the menu; a route that isn't there is not in the menu."""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("vanellus.serving"),
        autoescape=True,
        undefined=StrictUndefined,
        lstrip_blocks=True,
    )
    made.filters.update(showing.FILTERS)
    made.globals.update(showing.GLOBALS)
    return made


ENVIRONMENT: Final = _environment()


def generation(request: Request) -> Iterator[Generation]:
    """The copy of the store that this request reads, with a connection of its own."""
    snapshots: Snapshots = request.app.state.snapshots
    with snapshots.reading() as (now, store):
        request.state.generation, request.state.store = now, store
        yield now


def _store(request: Request, _now: Annotated[Generation, Depends(generation)]) -> Store:
    store: Store = request.state.store
    return store


Reading = Annotated[Store, Depends(_store)]
"""The store as it stands, for the time of one request."""


def day_of(given: Any) -> date | None:
    """The day that a text spells; None for an empty one. Raises BadDate."""
    if not given:
        return None
    try:
        if _DAY.fullmatch(str(given)):
            return date.fromisoformat(str(given))
    except ValueError:
        pass
    raise BadDate(where="day", problem=f"{str(given)[:40]!r} is no day", valid="YYYY-MM-DD")


Day = Annotated[date | None, BeforeValidator(day_of)]
"""A day of a form; an empty field is none."""
Flag = Annotated[bool, BeforeValidator(lambda given: given not in ("", "0", False))]
"""A box that is ticked or not."""
Text = Annotated[str | None, BeforeValidator(lambda given: str(given or "").strip() or None)]
"""A text of a form; an empty field is none."""


def kept(request: Request, key: object, make: Callable[[], _Made]) -> _Made:
    """What `make` gives, worked out once for each copy of the store."""
    now: Generation = request.state.generation
    if key not in now.kept:
        now.kept[key] = make()
    return cast("_Made", now.kept[key])


def page(request: Request, template: str, **context: Any) -> HTMLResponse:
    """A page of what the store holds. The context needs `title`."""
    return render(request, template, **context)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page filled from a template, with what the base template needs."""
    now: Generation | None = getattr(request.state, "generation", None)
    filled = ENVIRONMENT.get_template(template).render(
        request=request,
        path=request.url.path,
        status=status,
        menu=_menu(request),
        party_url=functools.partial(_party_url, request),
        copied=now.copied if now else None,
        stale=request.app.state.snapshots.problem if now else None,
        **context,
    )
    return HTMLResponse(filled, status_code=status)


def _party_url(request: Request, party: str) -> str:
    """The page of a party: the route named `actor`, or its events where there is none."""
    state = request.app.state
    if getattr(state, "party_page", None) is None:
        try:
            # Asked for once: routes are tried one by one for each address.
            found = str(request.app.url_path_for("actor", party="~"))
            state.party_page = found if found.endswith("/~") else ""
        except NoMatchFound:
            state.party_page = ""
    if state.party_page:
        return showing.url(state.party_page[:-2], party)
    return showing.url("/events", party=party)


def _menu(request: Request) -> list[tuple[str, str]]:
    state = request.app.state
    if getattr(state, "menu", None) is None:
        found = []
        for name, label in NAVIGATION:
            with suppress(NoMatchFound):
                found.append((str(request.app.url_path_for(name)), label))
        state.menu = found
    menu: list[tuple[str, str]] = state.menu
    return menu
