"""Types of events as linking sees them: families that are compared, and how near types are."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np
import numpy.typing as npt

from vanellus.errors import CodebookError

FILE: Final = "kinds.toml"
STATUSES: Final = ("occurred", "future", "hypothetical", "negation", "historical")
"""In the order of their codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The table of types, by code."""

    names: tuple[str, ...]
    families: tuple[tuple[int, ...], ...]
    """Of each type its families, as small numbers."""
    nearness: npt.NDArray[np.float32]
    """Square: 1 on the diagonal, 0 where two types can't tell of one event."""

    def code(self, name: str) -> int:
        """The number of a type; raises CodebookError for one that isn't in the table."""
        try:
            return self.names.index(name)
        except ValueError:
            raise CodebookError(
                file=FILE,
                problem=f"unknown event type {name!r} (valid: {', '.join(self.names)})",
            ) from None

    @classmethod
    @functools.cache
    def default(cls) -> Kinds:
        """The table that comes with Vanellus."""
        file = resources.files("vanellus.linking") / "data" / FILE
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        names = tuple(sorted({name for group in table["families"].values() for name in group}))
        groups = list(table["families"].values())
        nearness = np.eye(len(names), dtype=np.float32)
        for first, others in table["neighbours"].items():
            for second, value in others.items():
                if first not in names or second not in names:
                    raise CodebookError(file=FILE, problem=f"{first}/{second}: no such types")
                if not any(first in group and second in group for group in groups):
                    raise CodebookError(file=FILE, problem=f"{first}/{second} share no family")
                at = names.index(first), names.index(second)
                nearness[at] = nearness[at[::-1]] = value
        families = tuple(
            tuple(number for number, group in enumerate(groups) if name in group) for name in names
        )
        return cls(names=names, families=families, nearness=nearness)
