"""What the pages read: the newest copy of the store, kept fresh while others write to the store."""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vanellus.errors import StoreBusy, VanellusError
from vanellus.serving.copying import copy_prepared
from vanellus.storing import Store, open_store, read_by_pages, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOG: Final = logging.getLogger(__name__)
LOOK_EVERY: Final = 3.0
"""Seconds between two looks at whether something was committed."""
COPY_SHARE: Final = 20.0
"""A copy is taken again no sooner than after this many times what the last one took."""

_NUMBERS: Final = itertools.count(1)
"""Of the copies of this process, which may show one store twice."""


@dataclass(slots=True, kw_only=True)
class Generation:
    """One copy of the store, open for reading; closed when it is old and nobody reads it."""

    number: int
    store: Store
    copied: datetime
    readers: int = 0
    old: bool = False
    kept: dict[object, object] = field(default_factory=dict)
    """What pages have worked out from this copy and may use again."""

    def drop(self) -> None:
        """Closes the copy and deletes its file."""
        self.store.close()
        self.store.path.unlink(missing_ok=True)


class Snapshots:
    """Copies of a store beside it (in `STORE.served/`, else in the system's temporary folder).

    Pages read the newest copy; a thread of its own looks every few seconds whether something was
    committed, and copies anew. Thus serving never holds the store, and a writer is held up only
    for as long as its files are copied.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: str | None = None
        """Why the last copy could not be taken; None if all is well."""
        self.folder = _folder(path)
        self._current: Generation | None = None
        self._stamp: bytes | None = None
        self._lock = threading.Lock()
        self._copying = threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._heard: list[Callable[[Store], None]] = []

    def on_refresh(self, call: Callable[[Store], None]) -> None:
        """`call` is called with each new copy once pages read it, in the background."""
        self._heard.append(call)

    def start(self) -> None:
        """Takes the first copy and goes on looking. Raises NotAStore, StoreTooNew, StoreError; a
        store that is busy is tried again.
        """
        with suppress(StoreBusy):
            self.refresh()
        self._thread = threading.Thread(target=self._look, name="snapshots", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops looking and deletes the copy."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            last, self._current = self._current, None
            if last is None:
                return
            last.old = True
            unread = not last.readers
        if unread:
            last.drop()

    def refresh(self) -> bool:
        """Whether something was committed since the last copy and a new one was taken."""
        with self._copying:
            try:
                if stamp_of(self.path) == self._stamp and self._current is not None:
                    return False
                number = next(_NUMBERS)
                target = self.folder / f"copy-{os.getpid()}-{number}.duckdb"
                stamp = copy_prepared(self.path, target, ending=self._ending)
                store = open_store(target, create=False, read_only=True)
                read_by_pages(store)
            except VanellusError as error:
                self.problem = str(error)
                raise
            self._stamp, self.problem = stamp, None
            fresh = Generation(
                number=number, store=store, copied=datetime.now(tz=UTC).replace(microsecond=0)
            )
            with self._lock:
                former, self._current = self._current, fresh
                unread = former is not None and not former.readers
                if former is not None:
                    former.old = True
            if former is not None and unread:
                former.drop()
        return True

    def state(self) -> tuple[int, str | None]:
        """What pages hang on: the number of the copy, and what is wrong with taking a new one."""
        now = self._current
        return (now.number if now else 0, self.problem)

    def rest(self, seconds: float) -> bool:
        """Waits so long; whether serving ends meanwhile."""
        return self._ending.wait(seconds)

    def settle(self) -> None:
        """Copies what is new and does at once all that is usually done in the background."""
        self.refresh()
        self._tell()

    @contextmanager
    def reading(self) -> Iterator[tuple[Generation, Store]]:
        """The newest copy, and a connection of its own to it. Raises StoreBusy if none is there
        yet.
        """
        with self._lock:
            now = self._current
            if now is None:
                raise StoreBusy(
                    path=str(self.path), problem=self.problem or "no copy of it could be taken yet"
                )
            now.readers += 1
        try:
            with now.store.beside() as store:
                yield now, store
        finally:
            with self._lock:
                now.readers -= 1
                last = now.old and not now.readers
            if last:
                now.drop()

    def _look(self) -> None:
        fresh, pause = self._current is not None, 0.0
        while not self._ending.wait(pause):
            began = time.monotonic()
            # What went wrong is told on the pages; the last copy goes on being shown.
            with suppress(VanellusError):
                fresh = self.refresh() or fresh
            if fresh and self._current is not None:
                self._tell()
                fresh = False
            pause = max(LOOK_EVERY, COPY_SHARE * (time.monotonic() - began))

    def _tell(self) -> None:
        for call in self._heard:
            try:
                with self.reading() as (_, store):
                    call(store)
            except Exception:  # noqa: BLE001  this thread must live on
                # Pages go on without it, and the next copy tries again.
                _LOG.exception("after copying %s", self.path)


def _folder(path: Path) -> Path:
    """Where the copies lie; those of processes that are no more are deleted."""
    folder = path.with_name(f"{path.name}.served")
    try:
        folder.mkdir(exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError
    except OSError:
        return Path(tempfile.mkdtemp(prefix="vanellus-served-"))
    for old in folder.glob("copy-*"):
        number = old.name.split("-")[1]
        if number.isdecimal() and not _alive(int(number)):
            with suppress(OSError):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
    return folder


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
