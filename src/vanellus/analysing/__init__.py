"""Tables of events in, series and findings out: each row can name the events behind it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.analysing.bloc_moves import blocs, moves
    from vanellus.analysing.calendars import calendar
    from vanellus.analysing.engagements import engagement
    from vanellus.analysing.figure_values import figures
    from vanellus.analysing.lives import AHEAD, HELD
    from vanellus.analysing.outlets import sources, told_events
    from vanellus.analysing.portfolios import portfolio, portfolio_changes
    from vanellus.analysing.realigning import realignments
    from vanellus.analysing.registers import agenda, recommendations
    from vanellus.analysing.sayings import statements
    from vanellus.analysing.shift_finding import shifts
    from vanellus.analysing.sides import Membership, Who
    from vanellus.analysing.violence import threats, with_region
    from vanellus.analysing.violence_trends import threat_trends

_HOME = {
    "AHEAD": "lives",
    "HELD": "lives",
    "Membership": "sides",
    "Who": "sides",
    "agenda": "registers",
    "blocs": "bloc_moves",
    "calendar": "calendars",
    "engagement": "engagements",
    "figures": "figure_values",
    "moves": "bloc_moves",
    "portfolio": "portfolios",
    "portfolio_changes": "portfolios",
    "realignments": "realigning",
    "recommendations": "registers",
    "shifts": "shift_finding",
    "sources": "outlets",
    "statements": "sayings",
    "threat_trends": "violence_trends",
    "threats": "violence",
    "told_events": "outlets",
    "with_region": "violence",
}

__all__ = [
    "AHEAD",
    "HELD",
    "Membership",
    "Who",
    "agenda",
    "blocs",
    "calendar",
    "engagement",
    "figures",
    "moves",
    "portfolio",
    "portfolio_changes",
    "realignments",
    "recommendations",
    "shifts",
    "sources",
    "statements",
    "threat_trends",
    "threats",
    "told_events",
    "with_region",
]


def __getattr__(name: str) -> Any:
    # numpy, scipy and pyarrow are loaded when an analysis is asked for.
    if name in _HOME:
        return getattr(importlib.import_module(f"vanellus.analysing.{_HOME[name]}"), name)
    raise AttributeError(f"module 'vanellus.analysing' has no attribute {name!r}")
