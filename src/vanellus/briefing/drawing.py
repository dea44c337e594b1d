"""Charts as Vega-Lite specs, SVG and PNG, drawn on this machine without a browser."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt

from vanellus.briefing import rendering
from vanellus.briefing.palette import DARK, INK, LIGHT, look

Chart = alt.Chart | alt.LayerChart | alt.VConcatChart | alt.HConcatChart | alt.FacetChart
_IDS: Final = re.compile(r'(id="|url\(#|href="#)')
_OPENING: Final = re.compile(r"<svg\b[^>]*>")
_SIZE: Final = re.compile(r' width="([0-9.]+)" height="([0-9.]+)"')
_PAPER: Final = {"background": "#ffffff"}


def data_of(values: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as a chart's own data."""
    return alt.Data(values=list(values))  # type: ignore[no-untyped-call]


def spec_of(chart: Chart) -> dict[str, Any]:
    """The chart as a Vega-Lite specification with its data inside and nothing to fetch."""
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = look()
    return spec


def svg_of(spec: dict[str, Any], *, dark: bool | None = None) -> str:
    """The chart as SVG; `dark` or light in colours of its own, for a file that stands alone, else
    in the page's ink.
    """
    return in_colours(_svg(text_of(spec)), dark=dark)


def png_of(spec: dict[str, Any], *, scale: float = 2.0) -> bytes:
    """The chart as PNG on white."""
    return rendering.png(on_white(spec), scale)


def on_white(spec: dict[str, Any]) -> str:
    """The specification as JSON on white paper, for a picture that knows no page."""
    return text_of({**spec, **_PAPER}).replace(f'"{INK}"', f'"{LIGHT[INK]}"')


def in_colours(drawn: str, *, dark: bool | None) -> str:
    """A drawing in the colours of a dark or of a light page; None leaves it the page's ink."""
    if dark is None:
        return drawn
    for given, shown in (DARK if dark else LIGHT).items():
        drawn = drawn.replace(f'"{given}"', f'"{shown}"')
    return drawn


def text_of(spec: dict[str, Any]) -> str:
    """The specification as JSON without the links of its marks: a drawing alone leads nowhere."""
    return json.dumps(unlinked(spec), sort_keys=True, default=str)


def unlinked(spec: Any) -> Any:
    """The specification without the keys by which its marks are told apart on a page."""
    if isinstance(spec, dict):
        return {name: unlinked(value) for name, value in spec.items() if name != "key"}
    return [unlinked(each) for each in spec] if isinstance(spec, list) else spec


def inline_svg(spec: dict[str, Any], *, name: str, label: str) -> str:
    """The chart as SVG for the inside of a page: it scales, has a label for screen readers, and
    its ids don't meet those of another chart. `name` is a word of letters, digits and hyphens.
    """
    drawn = _IDS.sub(lambda found: f"{found[1]}{name}-", svg_of(spec))
    opening = _OPENING.search(drawn)
    assert opening is not None
    size = _SIZE.search(opening[0])
    assert size is not None
    said = html.escape(label, quote=True)
    head = (
        f'<svg class="drawn" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{said}"'
        f' viewBox="0 0 {size[1]} {size[2]}" width="{size[1]}">'
    )
    return f"{head}<title>{said}</title>{drawn[opening.end() :]}"


@functools.lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    return rendering.svg(spec)
