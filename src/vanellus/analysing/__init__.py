"""Tables of events in, series and findings out: each row can name the events behind it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.analysing.engagements import engagement
    from vanellus.analysing.lives import AHEAD, HELD
    from vanellus.analysing.portfolios import portfolio, portfolio_changes
    from vanellus.analysing.sides import Membership, Who

_HOME = {
    "AHEAD": "lives",
    "HELD": "lives",
    "Membership": "sides",
    "Who": "sides",
    "engagement": "engagements",
    "portfolio": "portfolios",
    "portfolio_changes": "portfolios",
}

__all__ = [
    "AHEAD",
    "HELD",
    "Membership",
    "Who",
    "engagement",
    "portfolio",
    "portfolio_changes",
]


def __getattr__(name: str) -> Any:
    # numpy, scipy and pyarrow are loaded when an analysis is asked for.
    if name in _HOME:
        return getattr(importlib.import_module(f"vanellus.analysing.{_HOME[name]}"), name)
    raise AttributeError(f"module 'vanellus.analysing' has no attribute {name!r}")
