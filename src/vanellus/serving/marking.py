"""Texts cut into pieces where something is marked in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_ORDER: Final = ("trigger", "actor", "recipient", "speaker", "place", "advice", "topic", "number")
"""Kinds of marks, the most telling first; it says what a piece with several is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that stands for something; offsets are those of the document."""

    start: int
    end: int
    kind: str
    says: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with all that it is marked as."""

    text: str
    kinds: tuple[str, ...] = ()
    says: str = ""
    link: str | None = None


def pieces(
    text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None
) -> list[Piece]:
    """The text from `start` to `end`, cut at the ends of all marks in it, in its order.

    Marks may overlap: a piece has the kinds and sayings of all that cover it.
    """
    stop = len(text) if end is None else min(end, len(text))
    inside = [
        mark for mark in marks if mark.start < stop and mark.end > start and mark.start < mark.end
    ]
    cuts = {start, stop}
    for mark in inside:
        cuts |= {max(mark.start, start), min(mark.end, stop)}
    places = sorted(cuts)
    found = []
    for first, last in pairwise(places):
        over = [mark for mark in inside if mark.start <= first and mark.end >= last]
        over.sort(key=lambda mark: (_rank(mark.kind), mark.start))
        found.append(
            Piece(
                text=text[first:last],
                kinds=tuple(dict.fromkeys(mark.kind for mark in over)),
                says="; ".join(dict.fromkeys(mark.says for mark in over)),
                link=next((mark.link for mark in over if mark.link), None),
            )
        )
    return found


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
