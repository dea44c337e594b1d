"""What a browser with script adds to a chart: marks that lead somewhere, series to choose, zoom."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

_SILENT: Final = ("text",)
"""Marks that carry no link of their own: they lie over those that do."""
_WITH_KEY: Final = "event.shiftKey || event.ctrlKey || event.metaKey"
"""The wheel alone goes on to scroll the page."""


def lively(
    spec: dict[str, Any],
    *,
    link: Callable[[str], str | None],
    toggles: str | None = None,
    zooms: Sequence[str] = (),
) -> dict[str, Any]:
    """The specification for a browser. `link` gives the address behind a mark's key, `toggles` the
    field whose legend chooses what is shown, `zooms` the axes (x, y) that can be zoomed into.

    With nothing chosen in the legend all is shown.
    """
    made = copy.deepcopy(spec)
    for unit, values in _units(made, ()):
        if any("key" in value for value in values) and _mark(unit) not in _SILENT:
            unit["encoding"]["href"] = {"field": "href"}
    for values in _tables(made):
        for value in values:
            address = link(value["key"]) if "key" in value else None
            if address is not None:
                value["href"] = address
    units = [unit for unit, _ in _units(made.get("spec", made), ())]
    if toggles:
        _choosing(units, toggles)
    if zooms:
        _zooming(units, zooms)
    return made


def _choosing(units: Sequence[dict[str, Any]], field: str) -> None:
    """Lets the legend of a field choose which of its series are shown."""
    coloured = [unit for unit in units if unit["encoding"].get("color", {}).get("field") == field]
    if not coloured:
        return
    coloured[0].setdefault("params", []).append(
        {
            "name": "chosen",
            "select": {"type": "point", "fields": [field], "toggle": "true"},
            "bind": "legend",
        }
    )
    for unit in coloured:
        unit.setdefault("transform", []).append({"filter": {"param": "chosen"}})


def _zooming(units: Sequence[dict[str, Any]], axes: Sequence[str]) -> None:
    """Lets these axes be dragged, and zoomed by the wheel; nothing is drawn beyond their ends."""
    select = {"type": "interval", "encodings": list(axes), "zoom": f"wheel![{_WITH_KEY}]"}
    units[0].setdefault("params", []).append({"name": "zoom", "select": select, "bind": "scales"})
    for unit in units:
        given = unit["mark"]
        unit["mark"] = {**(given if isinstance(given, dict) else {"type": given}), "clip": True}


def _units(node: dict[str, Any], data: Sequence[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each single view with the rows that it draws."""
    own = node.get("data", {}).get("values", data)
    if "mark" in node:
        node.setdefault("encoding", {})
        yield node, own
    for child in (*node.get("layer", ()), *([node["spec"]] if "spec" in node else ())):
        yield from _units(child, own)


def _tables(node: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    if "data" in node:
        yield node["data"].get("values", [])
    for child in (*node.get("layer", ()), *([node["spec"]] if "spec" in node else ())):
        yield from _tables(child)


def _mark(unit: dict[str, Any]) -> str:
    given = unit["mark"]
    return str(given["type"] if isinstance(given, dict) else given)
