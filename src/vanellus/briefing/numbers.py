"""What findings are made of: words, and numbers that know the events they were counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vanellus.briefing.wording import day

Kind = Literal["count", "share", "dead", "sources", "day", "estimate", "documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a sentence, as it is written."""

    kind: Kind
    """How it follows from the events: `count` is how many there are; `share` how many per cent of
    `out_of` they are; `dead` the sum of their least tolls; `sources` the independent sources of
    the one event; `day` its day; `estimate` what an analysis of them gives; `documents` is counted
    of documents, not of events."""
    text: str
    event_ids: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence made by a rule, with the events behind it."""

    key: str
    """Which rule made it."""
    parts: tuple[str | Number, ...]
    also: tuple[str, ...] = ()
    """Events behind it that none of its numbers counts."""

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, in the order of the sentence."""
        return tuple(part for part in self.parts if isinstance(part, Number))

    @property
    def event_ids(self) -> tuple[str, ...]:
        """Each event behind it, once."""
        every = [i for number in self.numbers for i in (*number.event_ids, *number.out_of)]
        return tuple(dict.fromkeys([*every, *self.also]))


def count(ids: Iterable[str]) -> Number:
    """How many different events there are."""
    kept = tuple(dict.fromkeys(ids))
    return Number(kind="count", text=f"{len(kept):,}", event_ids=kept)


def share(ids: Iterable[str], out_of: Sequence[str]) -> Number:
    """How many per cent the events are of the others, in whole numbers."""
    kept = tuple(dict.fromkeys(ids))
    return Number(
        kind="share",
        text=f"{100 * len(kept) / len(out_of):.0f} %",
        event_ids=kept,
        out_of=tuple(out_of),
    )


def on(given: date, event_id: str) -> Number:
    """The day of an event."""
    return Number(kind="day", text=day(given), event_ids=(event_id,))


def estimate(text: str, ids: Iterable[str] = ()) -> Number:
    """What an analysis of the events gives."""
    return Number(kind="estimate", text=text, event_ids=tuple(dict.fromkeys(ids)))


def made(key: str, *parts: str | Number, also: Iterable[str] = ()) -> Finding:
    """A finding; neighbouring words are joined."""
    joined: list[str | Number] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return Finding(key=key, parts=tuple(joined), also=tuple(also))
