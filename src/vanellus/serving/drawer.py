"""Draws charts in a process of its own, since drawing holds Python's lock while it lasts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, Final

from vanellus.briefing import rendering
from vanellus.briefing.drawing import in_colours, on_white, text_of
from vanellus.serving.other_process import OtherProcess

_KEPT: Final = 300
"""Drawings that are kept, some 20 kB each."""
_EMPTY: Final = '{"data": {"values": []}, "mark": "point"}'


class Drawer:
    """One process that draws for all requests; it starts with the first drawing."""

    def __init__(self) -> None:
        self._process = OtherProcess()
        self._lock = threading.Lock()
        self._drawn: OrderedDict[str, str] = OrderedDict()

    def begin(self) -> None:
        """Starts the process, so that the first reader doesn't wait for it."""
        self._process.begin(rendering.svg, _EMPTY)

    def end(self) -> None:
        """Ends the process."""
        self._process.end()

    def svg(self, spec: dict[str, Any], *, dark: bool) -> str:
        """The chart as SVG in the colours of a light or a dark page."""
        text = text_of(spec)
        with self._lock:
            drawn = self._drawn.get(text)
            if drawn is not None:
                self._drawn.move_to_end(text)
        if drawn is None:
            drawn = self._process.asked(rendering.svg, text)
            with self._lock:
                self._drawn[text] = drawn
                while len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
        return in_colours(drawn, dark=dark)

    def png(self, spec: dict[str, Any]) -> bytes:
        """The chart as PNG on white, two pixels to a point."""
        return self._process.asked(rendering.png, on_white(spec), 2.0)
