"""Taking a copy of a store and making its tables: of a large store in a process of its own.

Making tables of a million events takes minutes, one processor and more memory than pages need;
pages of the former copy must not wait for it, and what it held is given back when it ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vanellus import errors
from vanellus.errors import StoreError, VanellusError
from vanellus.serving.preparing import prepare
from vanellus.storing import copy_store

if TYPE_CHECKING:
    from threading import Event

LARGE: Final = 48 * 1024 * 1024
"""Bytes of a store from which on a process of its own is worth starting."""
_LOOK_EVERY: Final = 0.5
_BEHIND: Final = 5
"""How far other programmes, pages above all, go before the process that makes tables."""


def copy_prepared(store: Path, target: Path, *, ending: Event) -> bytes:
    """The stamp of what was copied; `target` then has the tables of pages.

    Gives up when `ending` is set. Raises as `copy_store` does.
    """
    try:
        large = store.stat().st_size >= LARGE
    except OSError:
        # What is wrong with it is told by copying.
        large = False
    return (
        _elsewhere(store, target, ending) if large else copy_store(store, target, prepare=prepare)
    )


def _elsewhere(store: Path, target: Path, ending: Event) -> bytes:
    with subprocess.Popen(  # noqa: S603  our own
        [sys.executable, "-m", "vanellus.serving.copying", str(store), str(target)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        while True:
            try:
                said, _ = process.communicate(timeout=_LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                if ending.is_set():
                    process.kill()
    told: dict[str, Any] = json.loads(said) if said.strip() else {}
    if "stamp" in told:
        return bytes.fromhex(told["stamp"])
    for left in target.parent.glob(f"{target.name}.part*"):
        left.unlink(missing_ok=True)
    known = getattr(errors, str(told.get("error", "")), None)
    if isinstance(known, type) and issubclass(known, VanellusError):
        raise known(**told["facts"])
    raise StoreError(path=str(store), problem="the process that copies it ended before its time")


def main() -> None:
    """Copies as the arguments say, and tells on its output how that went."""
    store, target = (Path(each) for each in sys.argv[1:3])
    with suppress(OSError, AttributeError):
        os.nice(_BEHIND)
    try:
        told: dict[str, Any] = {"stamp": copy_store(store, target, prepare=prepare).hex()}
    except VanellusError as error:
        told = {"error": type(error).__name__, "facts": error.facts}
    print(json.dumps(told, default=str))  # noqa: T201  its answer


if __name__ == "__main__":
    main()
