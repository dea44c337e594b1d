"""The journal of reviews: a file beside the store that holds what persons decided, a line each.

DuckDB lets one process write, and that may be an `ingest` of hours. So a review is first kept here,
where any process may add to the end at any time, and is on the disk before anybody is told that it
is kept. Whoever next links the store takes it in (`reviews`); the journal itself is never cut.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from vanellus.errors import StoreError, StoreFull, VanellusError
from vanellus.storing.corrections import check_correction

try:
    import fcntl
except ImportError:  # no such locks on this system: lines are short, and are added in one piece
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LOG: Final = logging.getLogger(__name__)
SUBJECTS: Final = ("report", "join")
VERDICTS: Final = ("accepted", "corrected", "rejected", "withdrawn")
_FULL: Final = (28, 122)
"""Numbers of the system's errors for a full disk and a used-up share of it."""


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person decided of a report, or of the join of two."""

    report_id: str
    verdict: str
    """accepted, corrected (of reports alone), rejected or withdrawn."""
    subject: str = "report"
    """report or join."""
    other_id: str | None = None
    """Of a join: the other report."""
    correction: Mapping[str, Any] | None = None
    """Of a correction: the fields that it changes (see `corrections`)."""
    note: str | None = None
    author: str | None = None
    decided: datetime = field(default_factory=_now)
    """UTC, without a zone."""
    id: str = field(default_factory=lambda: uuid4().hex)


class Journal:
    """The journal in a file; any number of processes may add to it and read it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[str, Review] = {}
        self._offset = 0
        self._lock = threading.Lock()

    def append(self, review: Review) -> bool:
        """Whether the review was added; one that is there already (by its id) is not added again.

        It is on the disk when this returns. Raises StoreFull, StoreError; then it isn't kept.
        """
        line = _line(review)
        try:
            fresh = not self.path.exists()
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise _ours(self.path, error) from error
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            if review.id in self.read():
                return False
            end = os.lseek(handle, 0, os.SEEK_END)
            # What a killed process left half written is no review and stays a line of its own.
            torn = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
            try:
                _write(handle, b"\n" + line if torn else line)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, end)
                raise
            if fresh:
                _keep_name(self.path)
        except OSError as error:
            raise _ours(self.path, error) from error
        finally:
            os.close(handle)
        return True

    def read(self) -> dict[str, Review]:
        """All reviews by their ids, in the order in which they were added.

        Lines that are no review are passed over, and told to the log.
        """
        with self._lock:
            try:
                if self.path.stat().st_size < self._offset:
                    # Another file took its place.
                    self._read, self._offset = {}, 0
                with self.path.open("rb") as file:
                    file.seek(self._offset)
                    text = file.read()
            except FileNotFoundError:
                return {}
            except OSError as error:
                raise _ours(self.path, error) from error
            # The last line may be under way.
            whole = text[: text.rfind(b"\n") + 1]
            for line in whole.splitlines():
                review = _review(line)
                if review is not None:
                    self._read.setdefault(review.id, review)
                elif line.strip():
                    _LOG.warning("%s: passed over a line that is no review", self.path)
            self._offset += len(whole)
            return dict(self._read)


def journal_of(store: Path) -> Journal:
    """The journal of the store in that file."""
    return Journal(store.with_name(f"{store.name}.reviews.jsonl"))


def _write(handle: int, line: bytes) -> None:
    written = os.write(handle, line)
    while written < len(line):
        written += os.write(handle, line[written:])


def _keep_name(path: Path) -> None:
    """Lets the new file's name outlive a failure of power, too."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _line(review: Review) -> bytes:
    known = {name: value for name, value in asdict(review).items() if value is not None}
    known["decided"] = review.decided.isoformat()
    return json.dumps(known, ensure_ascii=True, sort_keys=True).encode() + b"\n"


def _review(line: bytes) -> Review | None:
    try:
        known = json.loads(line)
        known["decided"] = datetime.fromisoformat(known["decided"])
        review = Review(**known)
        texts = (review.id, review.report_id, review.author or "", review.note or "")
        if not all(isinstance(text, str) for text in texts):
            return None
        if review.correction is not None:
            check_correction(review.correction)
    except (ValueError, TypeError, KeyError, VanellusError):
        return None
    joined = isinstance(review.other_id, str) if review.subject == "join" else True
    corrected = (review.verdict == "corrected") == (review.correction is not None)
    valid = review.subject in SUBJECTS and review.verdict in VERDICTS
    return review if valid and joined and corrected and review.decided.tzinfo is None else None


def _ours(path: Path, error: OSError) -> StoreError:
    kind = StoreFull if error.errno in _FULL else StoreError
    return kind(path=str(path), problem=f"the review is not kept: {error.strerror or error}")
