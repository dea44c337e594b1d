"""Progress and notices on standard error: a bar on a terminal, none in a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vanellus.records import Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(label: str, *, unit: str = "documents") -> Iterator[Callable[[int, str], None]]:
    """A function that takes how much is done and a word on it; shows both where a person looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _text: None
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed} " + unit),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        # In a pipe, what is written there must not come out above the bar.
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task(label, total=None, note="")
        yield lambda done, text: bar.update(task, completed=done, note=text)


class Left:
    """Counts what was left out and says each whole document on standard error, one line each."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        self.parts: Counter[str] = Counter()

    def add(self, item: Dropped) -> None:
        """Notes one item; parts of documents are only counted, unless they tell of damage."""
        if item.part is not None:
            self.parts[item.reason.value] += 1
            if item.reason in (DropReason.BROKEN, DropReason.TOO_LARGE):
                say(_told(item))
            return
        self.reasons[item.reason.value] += 1
        say(_told(item))

    def summary(self) -> str:
        """One line, empty where nothing was left out."""
        pieces = []
        if self.reasons:
            told = ", ".join(f"{n} {why}" for why, n in sorted(self.reasons.items()))
            pieces.append(f"left out: {told}")
        if self.parts:
            told = ", ".join(f"{n} {why}" for why, n in sorted(self.parts.items()))
            pieces.append(f"parts left out: {told}")
        return "; ".join(pieces)

    def status(self) -> int:
        """The exit status, 1 where some input could not be used; says the summary first."""
        if summary := self.summary():
            say(summary)
        return 1 if self.reasons else 0


def _told(item: Dropped) -> str:
    """What a person is told of an item; standard input by its usual name."""
    if item.origin == "-" and item.detail.startswith("-"):
        return "<stdin>" + item.detail[1:]
    return item.detail


def say(text: str) -> None:
    """One line on standard error."""
    line = " ".join(piece.strip() for piece in text.splitlines())
    print(f"vanellus: {line}", file=sys.stderr)  # noqa: T201  what it is for
