"""Charts as Vega-Lite specs, SVG and PNG, drawn on this machine without a browser."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt

from vanellus.briefing.palette import INK, look

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


def svg_of(spec: dict[str, Any], *, ink: str | None = None) -> str:
    """The chart as SVG; `ink` in the place of the page's own, for a file that stands alone."""
    drawn = _svg(json.dumps(spec, sort_keys=True, default=str))
    return drawn if ink is None else drawn.replace(INK, ink)


def png_of(spec: dict[str, Any], *, scale: float = 2.0) -> bytes:
    """The chart as PNG on white."""
    import vl_convert  # noqa: PLC0415  loads a whole JavaScript engine

    drawn = {**spec, **_PAPER, "config": look(ink="#1c2126") | _PAPER}
    png: bytes = vl_convert.vegalite_to_png(drawn, scale=scale)
    return png


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
    import vl_convert  # noqa: PLC0415  as above

    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn
