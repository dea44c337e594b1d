"""Reviews while pages are served: kept in the journal at once, taken into the store when that is
free.

A process of its own (`vanellus link`) takes them in. This one reads the store's file again and
again to see whether it changed, and on closing it would give away the lock by which DuckDB keeps
other writers out (see `storing.turns`).
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import VanellusError
from vanellus.serving.review_guard import Sessions
from vanellus.storing import journal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.serving.snapshot import Snapshots
    from vanellus.storing import Review, Store

_LOG: Final = logging.getLogger(__name__)
PAUSE: Final = 2.0
"""Seconds between a review and its being taken in, so that several go together."""
_SHARE: Final = 3.0
"""The store is linked again no sooner than after this many times what the last link took."""
_TAKEN: Final = "reviews taken in"


class Reviewing:
    """The journal of a store that is served, and what takes it into the store."""

    def __init__(self, snapshots: Snapshots, *, token: str) -> None:
        self.sessions = Sessions(token)
        self.journal = journal_of(snapshots.path)
        self.problem: str | None = None
        """Why reviews could not be taken in the last time; None if all is well."""
        self._snapshots = snapshots
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begins to take reviews in, in the background."""
        self._thread = threading.Thread(target=self._work, name="reviews", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops; what is not taken in stays in the journal."""
        self._ending.set()
        with suppress(AttributeError, OSError):
            # Its transaction is kept whole or not at all.
            self._process.terminate()  # type: ignore[union-attr]
        if self._thread is not None:
            self._thread.join()

    def pending(self) -> list[Review]:
        """The reviews that the newest copy of the store doesn't hold yet, in their order."""
        found = self.journal.read()
        with suppress(VanellusError), self._snapshots.reading() as (now, store):
            if _TAKEN not in now.kept:
                now.kept[_TAKEN] = frozenset(
                    row["review_id"] for row in store.query("SELECT review_id FROM reviews")
                )
            taken: Any = now.kept[_TAKEN]
            return [review for name, review in found.items() if name not in taken]
        return list(found.values())

    def take_in(self) -> bool:
        """Whether the store could be opened and holds all reviews now, its reports linked anew."""
        self._process = subprocess.Popen(  # noqa: S603  ourselves
            [sys.executable, "-m", "vanellus", "link", "--store", str(self._snapshots.path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        said = self._process.communicate()[1].strip()
        if self._process.returncode:
            self.problem = said.splitlines()[-1].removeprefix("vanellus: ") if said else "it ended"
            return False
        self.problem = None
        self._snapshots.refresh()
        return True

    def _work(self) -> None:
        unfinished = self._left_unlinked()
        pause = PAUSE
        while not self._ending.wait(pause):
            pause = PAUSE
            began = time.monotonic()
            try:
                if unfinished or self.pending():
                    unfinished = not self.take_in()
                    pause = max(PAUSE, _SHARE * (time.monotonic() - began))
            except VanellusError as error:
                self.problem = str(error)
            except Exception:  # noqa: BLE001  told to the log
                # This thread must live on; the next round tries again.
                _LOG.exception("taking reviews into %s", self._snapshots.path)

    def _left_unlinked(self) -> bool:
        """Whether reviews were taken in by a process that ended before it linked."""
        with suppress(VanellusError), self._snapshots.reading() as (_, store):
            return bool(
                store.query(
                    "SELECT 1 FROM reports WHERE event_id IS NULL"
                    " AND EXISTS (SELECT 1 FROM reviews) LIMIT 1"
                )
            )
        return False


def states_of(reviewing: Reviewing, store: Store, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The review that holds, or will hold, of each of these reports that has one: verdict, author,
    decided, note, correction, and whether it is pending.
    """
    found: dict[str, dict[str, Any]] = {
        row["report_id"]: row
        for row in store.query(
            "SELECT report_id, verdict, author, decided, note, correction, false AS pending"
            " FROM verdicts v JOIN reviews r USING (review_id, report_id, verdict)"
            " WHERE report_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(ids)],
        )
    }
    wanted = set(ids)
    for review in reviewing.pending():
        if review.subject == "report" and review.report_id in wanted:
            found[review.report_id] = state_of(review)
    return found


def joins_of(
    reviewing: Reviewing, store: Store, ids: Sequence[str]
) -> dict[tuple[str, str], dict[str, Any]]:
    """The same of joins, by the two reports in the order of their ids."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for table, verdict in (("unions", "accepted"), ("separations", "rejected")):
        for row in store.query(
            "SELECT report_a, report_b, author, decided, NULL AS note, NULL AS correction"  # noqa: S608  constants
            f" FROM {table}"
            " WHERE report_a IN (SELECT unnest($ids::VARCHAR[]))"
            " OR report_b IN (SELECT unnest($ids::VARCHAR[]))",
            {"ids": list(ids)},
        ):
            pair = (row["report_a"], row["report_b"])
            found[pair] = {**row, "verdict": verdict, "pending": False}
    wanted = set(ids)
    for review in reviewing.pending():
        pair = pair_of(review.report_id, review.other_id or "")
        if review.subject == "join" and wanted & set(pair):
            found[pair] = state_of(review)
    return found


def state_of(review: Review) -> dict[str, Any]:
    """A review that is not taken in yet, as pages show it."""
    return {
        "report_id": review.report_id,
        "verdict": review.verdict,
        "author": review.author,
        "decided": review.decided,
        "note": review.note,
        "correction": review.correction,
        "pending": True,
    }


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two ids in their order."""
    return (one, other) if one <= other else (other, one)
