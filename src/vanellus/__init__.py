"""Vanellus reads news reports and keeps the sourced record of political events in them.

```python
document = vanellus.read("report.html")
coded = vanellus.code(document)          # .reports .recommendations .figures .agenda
```

Nothing heavy is loaded until a function needs it.
"""

from __future__ import annotations

import importlib
from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.api import code, find_dates, find_places, open, read, relate  # noqa: A004  as vanellus.open
    from vanellus.errors import VanellusError
    from vanellus.records import (
        AgendaItem,
        Coded,
        Document,
        Dropped,
        Entity,
        EventReport,
        Figure,
        Recommendation,
        Relation,
        to_json,
    )

_HOME = {
    "code": "api",
    "find_dates": "api",
    "find_places": "api",
    "open": "api",
    "read": "api",
    "relate": "api",
    "VanellusError": "errors",
    "AgendaItem": "records",
    "Coded": "records",
    "Document": "records",
    "Dropped": "records",
    "Entity": "records",
    "EventReport": "records",
    "Figure": "records",
    "Recommendation": "records",
    "Relation": "records",
    "to_json": "records",
}

__all__ = [  # noqa: RUF022  functions first, as a reader looks for them
    "read",
    "code",
    "relate",
    "find_dates",
    "find_places",
    "open",
    "AgendaItem",
    "Coded",
    "Document",
    "Dropped",
    "Entity",
    "EventReport",
    "Figure",
    "Recommendation",
    "Relation",
    "VanellusError",
    "to_json",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version("vanellus")
    if name in _HOME:
        return getattr(importlib.import_module(f"vanellus.{_HOME[name]}"), name)
    raise AttributeError(f"module 'vanellus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
