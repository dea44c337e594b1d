"""Whose turn it is at a store's files: a writer's while they change, or a copier's."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from vanellus.errors import StoreBusy

try:
    import fcntl
except ImportError:  # no such locks on this system: copies are only checked afterwards
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE: Final = 0.02


@contextmanager
def turn(store: Path, *, wait: float | None = None) -> Iterator[None]:
    """Inside, no other process that asks for a turn changes or copies the store's files.

    It is a lock of its own (a file beside the store that holds nothing), since DuckDB's lock is
    held as long as a writer has the store open, and since closing any other handle of the store's
    file in the same process would give that one away. Where the file can't be made (a folder that
    may only be read) nobody else can write either, and the turn is free.
    Raises StoreBusy after `wait` seconds; without `wait` it waits as long as it takes.
    """
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(turn_file(store), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield
        return
    try:
        if wait is None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        else:
            _wait_for(handle, store, time.monotonic() + wait)
        yield
    finally:
        # Closing lets the lock go; so does the end of the process, however it ends.
        os.close(handle)


def turn_file(store: Path) -> Path:
    """The file whose lock is the turn."""
    return store.with_name(f".{store.name}.turn")


def _wait_for(handle: int, store: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    path=str(store), problem="another process is writing to it just now"
                ) from None
            time.sleep(_PAUSE)
        else:
            return
