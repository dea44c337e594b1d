"""From mentions to what they stand for: parties, places, dates; and the event reports they make.

The doors are loaded when first used: dates and places need tables that parties don't.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.resolving.date_events import event_date
    from vanellus.resolving.dates import find_dates
    from vanellus.resolving.places import find_places, resolve_names, resolve_place
    from vanellus.resolving.resolver import Resolver

__all__ = [
    "Resolver",
    "event_date",
    "find_dates",
    "find_places",
    "resolve_names",
    "resolve_place",
]

_HOMES = {
    "Resolver": "resolver",
    "event_date": "date_events",
    "find_dates": "dates",
    "find_places": "places",
    "resolve_names": "places",
    "resolve_place": "places",
}


def __getattr__(name: str) -> Any:
    import importlib  # noqa: PLC0415  only needed once a door

    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
