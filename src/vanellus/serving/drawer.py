"""Draws charts in a process of its own, since drawing holds Python's lock while it lasts."""

from __future__ import annotations

import multiprocessing
import threading
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing import rendering
from vanellus.briefing.drawing import in_colours, on_white, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT: Final = 300
"""Drawings that are kept, some 20 kB each."""
_EMPTY: Final = '{"data": {"values": []}, "mark": "point"}'


class Drawer:
    """One process that draws for all requests; it starts with the first drawing."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._drawn: OrderedDict[str, str] = OrderedDict()

    def begin(self) -> None:
        """Starts the process, so that the first reader doesn't wait for it."""
        self._workers().submit(rendering.svg, _EMPTY)

    def end(self) -> None:
        """Ends the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def svg(self, spec: dict[str, Any], *, dark: bool) -> str:
        """The chart as SVG in the colours of a light or a dark page."""
        text = text_of(spec)
        with self._lock:
            drawn = self._drawn.get(text)
            if drawn is not None:
                self._drawn.move_to_end(text)
        if drawn is None:
            drawn = self._asked(rendering.svg, text)
            with self._lock:
                self._drawn[text] = drawn
                while len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
        return in_colours(drawn, dark=dark)

    def png(self, spec: dict[str, Any]) -> bytes:
        """The chart as PNG on white, two pixels to a point."""
        drawn: bytes = self._asked(rendering.png, on_white(spec), 2.0)
        return drawn

    def _asked(self, job: Callable[..., Any], *given: Any) -> Any:
        try:
            return self._workers().submit(job, *given).result()
        except BrokenProcessPool:
            # It was killed, perhaps for want of memory; another one gets one try.
            self.end()
            return self._workers().submit(job, *given).result()

    def _workers(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Spawned, not forked: this process has threads, and a store open.
                self._pool = ProcessPoolExecutor(
                    max_workers=1, mp_context=multiprocessing.get_context("spawn")
                )
            return self._pool
