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
def progress(label: str) -> Iterator[Callable[[int, str], None]]:
    """A function that takes how much is done and a word on it; shows both where a person looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _text: None
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed} documents"),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
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
                say(item.detail)
            return
        self.reasons[item.reason.value] += 1
        say(item.detail)

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

    @property
    def failed(self) -> bool:
        """Whether some input could not be used."""
        return bool(self.reasons)


def say(text: str) -> None:
    """One line on standard error."""
    print(f"vanellus: {text}", file=sys.stderr)
