"""Colours that colour-blind readers can tell apart, and the look of charts."""

from __future__ import annotations

from typing import Any, Final

COOPERATION: Final = "#2b6ca3"
CONFLICT: Final = "#d9730d"
AHEAD: Final = "#7d8894"
INK: Final = "currentColor"
"""Charts inside a page take the page's own ink, light or dark."""
DARK: Final = {
    COOPERATION: "#6fb1ea", CONFLICT: "#f2a35e", AHEAD: "#98a3ae", INK: "#e6e8ea",
}  # fmt: skip
"""What colours become on a dark page; `charts.css` and `brief.css` say the same."""
LIGHT: Final = {INK: "#1c2126"}
"""What the page's ink is in a file that stands alone, on light paper."""
FONT: Final = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
WIDE: Final = 640
NARROW: Final = 300


def look(*, ink: str = INK) -> dict[str, Any]:
    """Vega-Lite's `config` for all charts: no frame, thin lines, the page's ink."""
    quiet = {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            **quiet,
            "domainColor": ink,
            "domainOpacity": 0.4,
            "tickColor": ink,
            "tickOpacity": 0.4,
            "gridColor": ink,
            "gridOpacity": 0.12,
            "titleFontWeight": "normal",
            "labelLimit": 220,
        },
        "legend": {**quiet, "titleFontWeight": "normal", "symbolSize": 90, "labelLimit": 200},
        "header": {**quiet, "titleFontWeight": "normal", "labelFontWeight": "bold"},
        "text": {"color": ink, "fontSize": 12},
        "rule": {"color": ink},
        "title": {"color": ink, "subtitleColor": ink, "fontSize": 14, "anchor": "start"},
    }
