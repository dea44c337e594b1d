"""Work for a process of its own, which holds no lock of Python's that pages wait for."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class OtherProcess:
    """One process that does jobs for all requests, one after the other; it starts with the first.

    What a job is given, and what it gives, must be fit for pickling.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def begin(
        self, job: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs
    ) -> None:
        """Starts the process with a job whose result nobody waits for."""
        self._workers().submit(job, *given, **named)

    def end(self) -> None:
        """Ends the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def asked(
        self, job: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs
    ) -> _Made:
        """What the job gives; what it raises is raised."""
        try:
            return self._workers().submit(job, *given, **named).result()
        except BrokenProcessPool:
            # It was killed, perhaps for want of memory; another one gets one try.
            self.end()
            return self._workers().submit(job, *given, **named).result()

    def _workers(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Spawned, not forked: this process has threads, and a store open.
                self._pool = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_left_to_the_parent,
                )
            return self._pool


def _left_to_the_parent() -> None:
    """Lets Ctrl-C, which all processes of a terminal get, end the parent, which then ends this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
