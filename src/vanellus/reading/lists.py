"""Which lines are items of a list, and lists that stand in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.reading.draft import Piece, item, paragraph
from vanellus.reading.line_shapes import Marker, ends_sentence, marker_of

if TYPE_CHECKING:
    from vanellus.reading.line_shapes import Line

_INLINE_BULLET: Final = re.compile(r"(?:^|(?<=\s))[•‣◦▪●○■](?=\s*\S)")
_INLINE_NUMBER: Final = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})([.)])\s+(?=[\"“‘]?[^\W\d_a-z])")


def items_of(lines: list[Line]) -> dict[int, Marker]:
    """Which lines are list items: a bullet is one by itself, a dash or number needs company."""
    marked = [(number, marker_of(line.text)) for number, line in enumerate(lines) if line.text]
    found: dict[int, Marker] = {}
    for place, (number, marker) in enumerate(marked):
        if marker is None:
            continue
        near = [one for _, one in marked[max(0, place - 4) : place + 5] if one is not None]
        if marker.sure:
            found[number] = marker
        elif marker.number:
            others = {one.number for one in near if one.written[-1] == marker.written[-1]}
            if others & {marker.number - 1, marker.number + 1} - {0}:
                found[number] = marker
        elif sum(1 for one in near if one.written == marker.written) >= 2:
            found[number] = marker
    return found


def split_inline(text: str) -> list[Piece]:
    """A paragraph, cut where several items of a list stand in one line."""
    bullets = list(_INLINE_BULLET.finditer(text))
    if len(bullets) >= 2:
        return _cut(text, [(one.start(), one.end(), one[0]) for one in bullets])
    numbers = list(_INLINE_NUMBER.finditer(text))
    if [int(one[1]) for one in numbers] != list(range(1, len(numbers) + 1)):
        return [paragraph(text)]
    # `1.` within a line is a number with a stop more often than not; `1)` is not.
    enough = 2 if all(one[2] == ")" for one in numbers) else 3
    if len(numbers) < enough:
        return [paragraph(text)]
    lead = text[: numbers[0].start()].rstrip()
    ends = all(ends_sentence(text[: one.start()].rstrip()) for one in numbers[1:])
    if lead and not ends_sentence(lead) and not (ends and len(numbers) > 2):
        return [paragraph(text)]
    return _cut(text, [(one.start(), one.end(), one[0].strip()) for one in numbers])


def _cut(text: str, marks: list[tuple[int, int, str]]) -> list[Piece]:
    pieces = [paragraph(text[: marks[0][0]].strip())] if text[: marks[0][0]].strip() else []
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    for (_, start, written), end in zip(marks, ends, strict=True):
        words = text[start:end].strip().rstrip(";").strip()
        if words:
            pieces.append(item(words, marker=written))
    return pieces or [paragraph(text)]
