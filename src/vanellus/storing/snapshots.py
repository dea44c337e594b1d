"""Copies of a store, taken while another process may be writing to it.

DuckDB lets one process write, and none other read then. What is committed lies in the file and in
its log (`.wal`), as a killed process would leave them; both are copied while no commit is under way
(`turns`), and opening the copy takes the log up. Copying never waits for a whole transaction: what
a transaction has written before its commit lies where no header and no log points.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from vanellus.errors import NotAStore, StoreBusy
from vanellus.storing.opening import connect, told
from vanellus.storing.store import Store
from vanellus.storing.turns import turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEADERS: Final = 3 * 4096
"""DuckDB's file begins with its main header and two of databases, the newer of which counts."""
_CHUNK: Final = 64 * 1024 * 1024


def stamp_of(store: Path) -> bytes:
    """What changes whenever something was committed: the file's headers and the log's length.

    Raises NotAStore where there is no such file.
    """
    with told(store):
        if not store.is_file():
            raise NotAStore(
                path=str(store), problem="no such store (make one with `vanellus ingest`)"
            )
        with store.open("rb") as handle:
            head = handle.read(_HEADERS)
        log = _log(store)
        try:
            found = log.stat()
        except FileNotFoundError:
            return head
    return head + f"{found.st_size} {found.st_ino}".encode()


def copy_store(
    store: Path,
    target: Path,
    *,
    wait: float = 10.0,
    prepare: Callable[[Store], None] | None = None,
) -> bytes:
    """The stamp of what was copied; `target` then is a store of its own, all logs taken up.

    `prepare` may write to the copy before it appears, which it does whole or not at all.
    Raises StoreBusy if the files change again and again or no turn came within `wait` seconds,
    NotAStore, StoreTooNew, StoreFull, StoreError.
    """
    part = target.with_name(f"{target.name}.part")
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        for _ in range(3):
            with turn(store, wait=wait):
                stamp = stamp_of(store)
                _copy(store, part)
                same = stamp_of(store) == stamp
            if same:
                # Writes the log into the file and checks that it is a store.
                connection = connect(part, create=False, read_only=False)
                try:
                    if prepare is not None:
                        prepare(Store(part, connection, read_only=True))
                finally:
                    connection.close()
                with told(target):
                    part.replace(target)
                return stamp
    finally:
        for left in (part, _log(part)):
            left.unlink(missing_ok=True)
    # A writer that takes no turns: another programme than this one.
    raise StoreBusy(path=str(store), problem="it changes faster than it can be copied")


def _copy(store: Path, part: Path) -> None:
    with told(part):
        for source, copy in ((store, part), (_log(store), _log(part))):
            copy.unlink(missing_ok=True)
            if source.exists():
                _copy_file(source, copy)


def _copy_file(source: Path, copy: Path) -> None:
    if not hasattr(os, "copy_file_range"):
        shutil.copyfile(source, copy)
        return
    try:
        with source.open("rb") as one, copy.open("wb") as other:
            # Shares the blocks where the file system can, which takes no time and no room.
            while os.copy_file_range(one.fileno(), other.fileno(), _CHUNK):
                pass
    except OSError:
        shutil.copyfile(source, copy)


def _log(store: Path) -> Path:
    return store.with_name(f"{store.name}.wal")
