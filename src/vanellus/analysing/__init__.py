"""Tables of events in, series and findings out: each row can name the events behind it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.analysing.bloc_moves import blocs, moves
    from vanellus.analysing.engagements import engagement
    from vanellus.analysing.lives import AHEAD, HELD
    from vanellus.analysing.portfolios import portfolio, portfolio_changes
    from vanellus.analysing.realigning import realignments
    from vanellus.analysing.shift_finding import shifts
    from vanellus.analysing.sides import Membership, Who

_HOME = {
    "AHEAD": "lives",
    "HELD": "lives",
    "Membership": "sides",
    "Who": "sides",
    "blocs": "bloc_moves",
    "engagement": "engagements",
    "moves": "bloc_moves",
    "portfolio": "portfolios",
    "portfolio_changes": "portfolios",
    "realignments": "realigning",
    "shifts": "shift_finding",
}

__all__ = [
    "AHEAD",
    "HELD",
    "Membership",
    "Who",
    "blocs",
    "engagement",
    "moves",
    "portfolio",
    "portfolio_changes",
    "realignments",
    "shifts",
]


def __getattr__(name: str) -> Any:
    # numpy, scipy and pyarrow are loaded when an analysis is asked for.
    if name in _HOME:
        return getattr(importlib.import_module(f"vanellus.analysing.{_HOME[name]}"), name)
    raise AttributeError(f"module 'vanellus.analysing' has no attribute {name!r}")
