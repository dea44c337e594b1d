"""Vega's own drawing, on texts of specifications alone: for a process that does nothing else.

It holds Python's lock while it draws, so that whoever answers others meanwhile lets another process
do it. Imports stay few, for such a process to start fast.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

_SNIPPET: Final = "window.vegaEmbed = vegaEmbed;"


def svg(spec: str) -> str:
    """The Vega-Lite specification, given as JSON, drawn as SVG."""
    import vl_convert  # noqa: PLC0415  loads a whole JavaScript engine

    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn


def png(spec: str, scale: float) -> bytes:
    """The same as PNG, with so many pixels to a point."""
    import vl_convert  # noqa: PLC0415  as above

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=scale)
    return drawn


def scripts() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script for browsers, some 0.9 MB; takes seconds."""
    import vl_convert  # noqa: PLC0415  as above

    made: str = vl_convert.javascript_bundle(snippet=_SNIPPET)
    return made


def scripts_version() -> str:
    """Of which versions `scripts` would be made."""
    import vl_convert  # noqa: PLC0415  as above

    return " ".join(
        (
            version("vl-convert-python"),
            vl_convert.get_vega_version(),
            vl_convert.get_vegalite_versions()[-1],
            vl_convert.get_vega_embed_version(),
        )
    )
