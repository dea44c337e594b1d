"""Where names stand on the map: beside their circle, inside the frame, and not on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["left", "right"]

_LETTER: Final = 6.6
"""Width of a letter of 11 pixels' height: a wide one, so that no name is taken for too short."""
_HEIGHT: Final = 12.0
_ASIDE, _RISE = 4, 7
"""How far a name begins from the edge of its circle, and how far above its middle it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left and other.right <= self.right
            and self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name with its place: `align` is the side of it that stands `dx`, `dy` from the point."""

    name: str
    align: Side
    dx: int
    dy: int
    box: Box


def labels_of(
    points: Sequence[tuple[float, float, float, str]], *, width: float, height: float
) -> list[Label | None]:
    """The place of each name (x, y, radius of the circle, name), the first ones choosing first;
    None where it fits on no side of its circle. All lie in the frame and apart from each other.
    """
    frame = Box(left=0, top=0, right=width, bottom=height)
    placed: list[Label | None] = []
    taken: list[Box] = []
    for x, y, radius, name in points:
        found = next(
            (
                label
                for label in _sides(x, y, radius, name)
                if frame.holds(label.box) and not any(label.box.meets(each) for each in taken)
            ),
            None,
        )
        if found is not None:
            taken.append(found.box)
        placed.append(found)
    return placed


def middle_box(x: float, y: float, name: str) -> Box:
    """The room of a name that stands with its middle at a point."""
    half = len(name) * _LETTER / 2
    return Box(left=x - half, top=y - _HEIGHT / 2, right=x + half, bottom=y + _HEIGHT / 2)


def _sides(x: float, y: float, radius: float, name: str) -> list[Label]:
    """Right above the point, left above, right below, left below."""
    long, aside = len(name) * _LETTER, round(radius) + _ASIDE
    ways: tuple[tuple[Side, int], ...] = (("left", aside), ("right", -aside))
    found = []
    for dy in (-_RISE, _RISE):
        for align, dx in ways:
            begin = x + dx - (long if align == "right" else 0)
            # The text's middle stands at dy.
            top = y + dy - _HEIGHT / 2
            box = Box(left=begin, top=top, right=begin + long, bottom=top + _HEIGHT)
            found.append(Label(name=name, align=align, dx=dx, dy=dy, box=box))
    return found
