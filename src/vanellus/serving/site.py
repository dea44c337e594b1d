"""How a page is made: a store to read, parameters that are checked, a template to fill.

A module of pages has a `router`, and its pages look like this:

    @router.get("/things/{thing}")
    def thing_page(request: Request, store: Reading, thing: str, since: Day = None) -> Response:
        return page(request, "thing.html", title=..., rows=...)
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from http import HTTPStatus
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
    ("calendar", "Calendar"),
    ("shifts", "Shifts"),
    ("actors", "Actors"),
    ("network", "Network"),
    ("statements", "Statements"),
    ("recommendations", "Recommendations"),
    ("agenda", "Agenda"),
    ("figures", "Figures"),
    ("documents", "Documents"),
    ("sources", "Sources"),
    ("search", "Search"),
    ("review", "Review"),
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


def span_of(given: Any) -> tuple[date | None, date | None]:
    """The first and the last day of what a text spells: 2023, 2023-06 or 2023-06-01.

    Raises BadDate.
    """
    text = str(given or "").strip()
    if re.fullmatch(r"\d{4}", text) and text > "0000":
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) and text[:4] > "0000":
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    try:
        day = day_of(text)
    except BadDate as error:
        raise BadDate(
            where="day", problem=error.problem, valid="YYYY, YYYY-MM, YYYY-MM-DD"
        ) from None
    return day, day


Day = Annotated[date | None, BeforeValidator(day_of)]
"""A day of a form; an empty field is none."""


def _since(given: Any) -> date | None:
    return span_of(given)[0]


def _until(given: Any) -> date | None:
    return span_of(given)[1]


Since = Annotated[date | None, BeforeValidator(_since)]
"""The first day of a year, a month or a day."""
Until = Annotated[date | None, BeforeValidator(_until)]
"""The last day of a year, a month or a day."""
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
        offered=_offered(request, status),
        copied=now.copied if now else None,
        stale=request.app.state.snapshots.problem if now else None,
        **context,
    )
    return HTMLResponse(filled, status_code=status)


def _offered(request: Request, status: int) -> list[dict[str, Any]]:
    """The parties whose names the fields of each page offer; none where no store is read."""
    if getattr(request.state, "generation", None) is None:
        return []
    if status >= HTTPStatus.BAD_REQUEST:
        # The request's connection may be closed by now.
        now: Generation = request.state.generation
        return cast("list[dict[str, Any]]", now.kept.get("offered parties", []))
    from vanellus.serving.parties import offered  # noqa: PLC0415  it asks what is kept here

    return offered(request, request.state.store)


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
